/* The search on labelled statements, and its behaviour at its limits.
 *
 * A certificate counts only when the checker accepts it, a witness only when
 * the checker refutes with it: the labels in search_cases.txt, which come from
 * mathematics, then test all three together. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "../../numerics/check/checker.h"
#include "../../numerics/search/search.h"
#include "../../theory/language/language.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { BOXES = 20000, LINE = 4000 };

/* ---- claims --------------------------------------------------------------- */

typedef struct {
    program *program;
    elab *elab;
    void (*use)(void *ctx, problem *p);
    void *ctx;
    bool used;
} claim;

static bool instance_hook(void *ctx, const binding *in, problem *p,
                          const expr *captured, size_t n)
{
    claim *c = ctx;
    (void)in;
    (void)captured;
    (void)n;
    c->used = true;
    c->use(c->ctx, p);
    return true;
}

/* Calls use with the claim's problem. */
static void with_claim(const char *text, void (*use)(void *, problem *),
                       void *ctx)
{
    lang_errors e = {0};
    claim c = {.program = program_new(), .use = use, .ctx = ctx};
    size_t n;
    if (!program_parse_claim(c.program, text, &e))
        fail_msg("%s: %s", text, e.v[0].message);
    c.elab = elab_new(c.program, NULL);
    if (!elab_instances(c.elab, program_item(c.program, 0), instance_hook, &c,
                        &n, &e))
        fail_msg("%s: %s", text, e.v[0].message);
    assert_true(c.used);
    elab_free(c.elab);
    program_free(c.program);
}

/* ---- verdicts ------------------------------------------------------------- */

typedef enum { OPEN, PROVED, REFUTED } verdict;

/* What search and checker say together; a certificate or a witness that the
 * checker does not take is a failure of the search. */
static verdict judge(problem *p, size_t g, const search_result *r)
{
    iv_t margin;
    bool ok;
    switch (r->status) {
    case SEARCH_CERTIFICATE:
        assert_non_null(r->cert);
        assert_true(cert_is_complete(r->cert));
        ok = checker_accepts(p, g, r->cert, 128, NULL);
        assert_true(ok);
        return PROVED;
    case SEARCH_WITNESS:
        assert_non_null(r->witness);
        iv_init(margin, 64);
        ok = checker_refutes(p, g, r->witness, 1024, margin);
        iv_clear(margin);
        assert_true(ok);
        return REFUTED;
    default:
        return OPEN;
    }
}

static void decide(void *ctx, problem *p)
{
    verdict *v = ctx;
    *v = PROVED;
    for (size_t g = 0; g < p->ngoals && *v == PROVED; g++) {
        search_limits limits = {.max_boxes = BOXES, .threads = 1};
        search_result r;
        search_result_init(&r);
        search_goal(&r, p, g, NULL, &limits);
        *v = judge(p, g, &r);
        search_result_clear(&r, p->nvars);
    }
}

/* ---- the collection ------------------------------------------------------- */

typedef struct {
    char id[64], label;
    const char *text;
} labelled;

/* Splits "ID LABEL claim  # why" in place; false for blanks and comments. */
static bool parse_line(char *line, labelled *c)
{
    int used = 0;
    char *why = strstr(line, "  #");
    if (line[0] == '#' || line[strspn(line, " \t\n")] == '\0')
        return false;
    assert_non_null(why); /* every label says how it is known */
    *why = '\0';
    assert_int_equal(sscanf(line, "%63s %c %n", c->id, &c->label, &used), 2);
    assert_non_null(strchr("TtFf", c->label));
    c->text = line + used;
    return true;
}

static void test_collection(void **state)
{
    (void)state;
    const char *path = "tests/numerics/search_cases.txt";
    FILE *in = fopen(path, "r");
    char line[LINE];
    size_t seen = 0, wrong = 0, open = 0;
    if (in == NULL)
        fail_msg("cannot read %s", path);
    while (fgets(line, sizeof line, in) != NULL) {
        labelled c;
        verdict v = OPEN;
        if (!parse_line(line, &c))
            continue;
        with_claim(c.text, decide, &v);
        seen++;
        bool truth = c.label == 'T' || c.label == 't';
        if (v == (truth ? REFUTED : PROVED)) {
            print_error("%s: wrong\n", c.id);
            wrong++;
        }
        if (v == OPEN && (c.label == 'T' || c.label == 'F')) {
            print_error("%s: left open\n", c.id);
            open++;
        }
    }
    fclose(in);
    assert_true(seen >= 150);
    assert_int_equal(wrong, 0);
    assert_int_equal(open, 0);
}

/* ---- limits --------------------------------------------------------------- */

static const char HARD[] = /* true, but far beyond these budgets */
    "for a in [0, 1], b in [0, 1], c in [0, 1], d in [0, 1]: "
    "sqrt((a+c)^2+(b+d)^2) <= sqrt(a^2+b^2) + sqrt(c^2+d^2)";

static char *certificate_text(problem *p, const cert_node *c)
{
    text_buf b = {0};
    cert_write(&b, c, p);
    return b.s;
}

static void stop_early(void *ctx, problem *p)
{
    (void)ctx;
    search_limits limits = {.max_boxes = 3000, .threads = 1};
    search_result r;
    search_result_init(&r);
    search_goal(&r, p, 0, NULL, &limits);
    assert_int_equal(r.status, SEARCH_OPEN);
    assert_true(r.boxes <= 3000);
    assert_true(r.open > 0);
    assert_true(r.open_share > 0 && r.open_share <= 1);
    assert_non_null(r.worst);
    for (int i = 0; i < p->nvars; i++) { /* worst lies in the domain */
        assert_true(mpq_cmp(r.worst[i].lo, p->box[i].lo) >= 0);
        assert_true(mpq_cmp(r.worst[i].hi, p->box[i].hi) <= 0);
    }
    assert_non_null(r.cert);
    assert_false(cert_is_complete(r.cert));
    assert_false(checker_accepts(p, 0, r.cert, 128, NULL));
    search_result_clear(&r, p->nvars);
}

static void test_budget(void **state)
{
    (void)state;
    with_claim(HARD, stop_early, NULL);
}

/* sin u cos u <= 1/2: boxes are needed, and none of them is hard. */
static const char LONG[] = "for x in [0, 3], y in [0, 3]: "
                           "sin(7*x + y^2)*cos(7*x + y^2) <= 0.51";

static void resume_it(void *ctx, problem *p)
{
    (void)ctx;
    search_limits limits = {.max_boxes = 300, .threads = 1};
    search_result r, s;
    search_result_init(&r);
    search_goal(&r, p, 0, NULL, &limits);
    assert_int_equal(r.status, SEARCH_OPEN);
    assert_non_null(r.cert);
    search_result_init(&s);
    limits.max_boxes = 400000;
    search_goal(&s, p, 0, r.cert, &limits);
    assert_int_equal(judge(p, 0, &s), PROVED);
    search_result_clear(&r, p->nvars);
    search_result_clear(&s, p->nvars);
}

static void test_resume(void **state)
{
    (void)state;
    with_claim(LONG, resume_it, NULL);
}

static void same_for_all(void *ctx, problem *p)
{
    (void)ctx;
    char *first = NULL;
    const int threads[] = {1, 2, 8};
    for (int k = 0; k < 3; k++) {
        search_limits limits = {.max_boxes = 30000, .threads = threads[k]};
        search_result r;
        search_result_init(&r);
        search_goal(&r, p, 0, NULL, &limits);
        assert_non_null(r.cert);
        char *text = certificate_text(p, r.cert);
        if (first == NULL)
            first = text;
        assert_string_equal(first, text);
        if (first != text)
            free(text);
        search_result_clear(&r, p->nvars);
    }
    free(first);
}

static void test_threads(void **state)
{
    (void)state;
    with_claim(LONG, same_for_all, NULL);
    with_claim(HARD, same_for_all, NULL);
    with_claim("for x in [0, 5]: (1+x)*log(1+x) >= x + x^2/2 - x^3/6",
               same_for_all, NULL);
}

static void interrupt_it(void *ctx, problem *p)
{
    (void)ctx;
    volatile int stop = 1;
    search_limits limits = {.threads = 1, .stop = &stop};
    search_result r;
    search_result_init(&r);
    search_goal(&r, p, 0, NULL, &limits);
    assert_int_equal(r.status, SEARCH_OPEN);
    assert_true(r.interrupted);
    search_result_clear(&r, p->nvars);
}

static void test_interrupt(void **state)
{
    (void)state;
    with_claim(HARD, interrupt_it, NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_collection), cmocka_unit_test(test_budget),
        cmocka_unit_test(test_resume),     cmocka_unit_test(test_threads),
        cmocka_unit_test(test_interrupt),
    };
    return cmocka_run_group_tests(tests, NULL, NULL) != 0;
}

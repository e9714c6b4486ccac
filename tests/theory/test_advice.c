/* Advice for claims that stay open: what is said to be proved is proved when it
 * is pasted; and the examples of docs/undecided.md. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "../../theory/advice/advice.h"
#include "theory_support.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* A way out that must be among the steps; NULL: any, or none. */
typedef struct {
    const char *claim, *how;
} stuck;

static const stuck undecided[] = {
    {"for x in [1, 3]: 1/(x - sqrt(2))^2 >= 1/100",
     "multiplied by (x - sqrt(2))^2"},
    {"for n in 1..inf: (n - 1)*(n - 2) >= 0", "for n in 2..inf"},
    {"for x in [0, 1]: 2*sin(50*x) - x <= 1 + sin(50*x) boxes 5",
     "without its own limit on boxes"},
    {"for x in [0, 2]: x^2 != 2", NULL},
    {"for x in (0, 1]: sin(x)/x <= 1", NULL},
    {"for x in (0, 1]: x*log(x) >= -1", NULL},
    {"for x in (0, pi/2): tan(x) > 0", NULL},
    {"for x in [0, 1]: x^(355/113) <= x^3", NULL},
    {"for x in [0, 3], y in [1, 3]: 0 <= 1 <= 9/(y - sqrt(2))^2",
     "relation 1 alone"},
};

static const stuck without_value[] = {
    {"for x in [0, 1]: 1/x >= 1", "on (0, 1]"},
    {"for x in [0, 1), y in [0, 2]: y/(1 - x) + log(y) >= -1e9 + log(y)",
     "for y in (0, 2]"},
    {"for x in [-1, 1]: 1/x^2 >= 1", "where x != 0"},
    {"for p in [0, 1]: -p*log(p) - (1 - p)*log(1 - p) <= log(2)",
     "on (0, 1)"},
    {"for p in [0, 1], q in [0, 1]: p*log(p) + q*log(q) + log(1 - q) <= 0",
     "without the ends of all ranges"},
    {"for x in [-1, 1]: log(x) <= 1", NULL},
    {"for a in [0, inf), b in [0, inf), c in [0, inf): "
     "a/(b + c) + b/(c + a) + c/(a + b) >= 3/2",
     "for a in (0, inf), for b in (0, inf), for c in (0, inf)"},
};

static audit_options options(void)
{
    return (audit_options){.search = {.max_boxes = 3000}, .fresh = true};
}

/* How many steps there were; each is proved. */
static size_t follow(const stuck *s, verdict_kind verdict)
{
    audited a;
    advice found;
    audit_options o = options();
    audited_claim_with(&a, s->claim, &o);
    if (!a.ok || a.res[0].verdict != verdict) { /* it may be decided one day */
        audited_clear(&a);
        return 0;
    }
    advice_find(&found, &a.res[0], &o, false);
    bool named = s->how == NULL;
    for (size_t i = 0; i < found.n; i++) {
        audited b;
        audited_claim_with(&b, found.v[i].claim, &o);
        if (!b.ok || b.res[0].verdict != VERDICT_PROVED)
            fail_msg("%s: %s is not proved", s->claim, found.v[i].claim);
        audited_clear(&b);
        named |= s->how != NULL && strcmp(found.v[i].how, s->how) == 0;
    }
    if (!named)
        fail_msg("%s: no step \"%s\"", s->claim, s->how);
    size_t n = found.n;
    advice_clear(&found);
    audited_clear(&a);
    return n;
}

static void steps_are_proved_when_pasted(void **state)
{
    size_t n = 0;
    (void)state;
    for (size_t i = 0; i < sizeof undecided / sizeof *undecided; i++)
        n += follow(&undecided[i], VERDICT_UNDECIDED);
    assert_true(n >= 4);
}

static void what_is_true_elsewhere_is_said(void **state)
{
    size_t n = 0;
    (void)state;
    for (size_t i = 0; i < sizeof without_value / sizeof *without_value; i++)
        n += follow(&without_value[i], VERDICT_REFUTED);
    assert_int_equal(n, 6);
}

static void nothing_to_say(void **state)
{
    static const char *const claim[] = {"for x in [0, 1]: x^2 <= x",
                                        "for x in [0, 1]: x^2 < x"};
    (void)state;
    for (size_t i = 0; i < 2; i++) {
        audited a;
        advice found;
        audit_options o = options();
        audited_claim(&a, claim[i]);
        advice_find(&found, &a.res[0], &o, false);
        assert_int_equal(found.n, 0);
        audited_clear(&a);
    }
}

/* "$ assay 'CLAIM'" and the verdict in the line below. */
static void the_page(void **state)
{
    const char *top = getenv("ASSAY_SOURCE"), *mark = "\n$ assay '";
    char *path = path_of(top != NULL ? top : ".", "docs/undecided.md");
    char *page = slurp(path);
    size_t n = 0;
    (void)state;
    for (char *s = page; (s = strstr(s, mark)) != NULL; n++) {
        char *claim = s += strlen(mark), *end = strstr(s, "'\n");
        audited a;
        audit_options o = options();
        assert_non_null(end);
        *end = '\0';
        s = end + 1;
        audited_claim_with(&a, claim, &o);
        const char *word = verdict_name(a.res[0].verdict);
        if (!a.ok || strncmp(s + 1, word, strlen(word)) != 0)
            fail_msg("%s: %s", claim, word);
        audited_clear(&a);
    }
    assert_true(n >= 12);
    free(page);
    free(path);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(steps_are_proved_when_pasted),
        cmocka_unit_test(what_is_true_elsewhere_is_said),
        cmocka_unit_test(nothing_to_say),
        cmocka_unit_test(the_page),
    };
    return cmocka_run_group_tests(tests, NULL, NULL) != 0;
}

/* tests/language/test_second.c: the second reading, against what is known and
 * against the first. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "../../numerics/enclose/eval.h"
#include "../../numerics/base/text.h"
#include "../../theory/second/second.h"
#include "../numerics/iv_support.h"
#include "../torture/disguise.h"
#include "../torture/torture.h"
#include "language_support.h"
#include "random_program.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- what is known -------------------------------------------------------- */

static const char lets[] =
    "let two = 8^(1/3)\n"
    "let first(a, b) = a\n"
    "let triangle(n) = if n == 0 then 0 else n + triangle(n - 1)\n"
    "let fib(n) = if n <= 1 then n else fib(n - 1) + fib(n - 2)\n"
    "let far(n) = if n == 0 then sqrt(2) else far(n - 1)\n"
    "let for_ever(n) = for_ever(n + 1)\n"
    "let collatz(n, k) = if n == 1 then k else\n"
    "    if (-1)^n == 1 then collatz(n/2, k + 1) else collatz(3*n + 1, k + "
    "1)\n";

static const struct {
    const char *text, *value; /* value: a rational, or a state's name */
} known[] = {
    /* Whole exponents, however they are written: (-2)^2 = 4. */
    {"(-2)^two", "4"},
    {"(-2)^(10^400/10^400 + 1)", "4"},
    {"(-2)^(sqrt(2)^2)", "4"},
    {"(-2)^log(exp(2))", "4"},
    {"(-2)^exp(log(2))", "4"},
    {"(-2)^(4*cos(pi/3))", "4"},
    {"(-2)^(2*tan(pi/4))", "4"},
    {"(-2)^(8*atan(1)/pi)", "4"},
    {"(-2)^(-two)", "1/4"},
    {"(-2)^abs(-two)", "4"},
    {"(-2)^max(two, 1)", "4"},
    {"(-2)^sum(k in 1..4, 1/2)", "4"},
    /* u^0 = 1 wherever u is defined, and there alone. */
    {"0^0", "1"},
    {"(sqrt(2) - sqrt(2))^0", "1"},
    {"0^(two - 2)", "1"},
    {"sqrt(0)^0", "1"},
    {"(1/0)^0", "undefined"},
    {"log(-1)^0", "undefined"},
    {"sum(k in 0..2, sqrt(0)^k)", "1"},
    /* Roots need u >= 0, and u > 0 for negative exponents. */
    {"0^(1/2)", "0"},
    {"0^pi", "0"},
    {"0^(-1/2)", "undefined"},
    {"0^-1", "undefined"},
    {"(-8)^(1/3)", "undefined"},
    {"(-1)^pi", "undefined"},
    {"(-1)^sqrt(2)", "undefined"},
    {"(4/9)^(-3/2)", "27/8"},
    {"(sqrt(2) + sqrt(3))^2 - 2*sqrt(6)", "5"},
    /* Where the rest is undefined. */
    {"1/(sqrt(2)*sqrt(3) - sqrt(6))", "undefined"},
    {"0/(1 - 1)", "undefined"},
    {"0*log(0)", "undefined"},
    {"tan(pi/2)", "undefined"},
    {"sqrt(-1)", "undefined"},
    {"first(1, 1/0)", "undefined"},
    {"if 1 < 2 then 3 else 1/0", "3"},
    {"if 1/0 < 2 then 3 else 3", "undefined"},
    {"if 2 < 1 and 1/0 > 0 then 3 else 4", "4"},
    {"min(1, 1/0)", "undefined"},
    {"tv_normal(2, 1, 3, 0)", "undefined"},
    /* Exact comparisons. */
    {"if sqrt(2)*sqrt(3) == sqrt(6) then 1 else 0", "1"},
    {"if exp(1) == exp(1) then 1 else 0", "1"},
    {"if exp(1) != 3 then 1 else 0", "1"},
    {"if sqrt(2) + sqrt(3) < pi + 1/213 then 1 else 0", "1"},
    {"if sqrt(2) + sqrt(3) < pi + 1/215 then 1 else 0", "0"},
    {"if cos(pi/5) == (1 + sqrt(5))/4 then 1 else 0", "1"},
    {"if 3^(1/3)*9^(1/3) >= 3 then 1 else 0", "1"},
    {"if exp(pi) - pi < 20 then 1 else 0", "1"},
    /* Not decided: true, but of numbers that are neither. */
    {"if log(6) == log(2) + log(3) then 1 else 0", "not decided"},
    {"for_ever(1)", "not decided"},
    {"tv_normal(2, 1, 3, 2)", "not decided"},
    /* Folds and what they refuse. */
    {"sum(k in 1..0, k)", "0"},
    {"prod(k in 1..0, k)", "1"},
    {"max(k in 1..0, k)", "refused"},
    {"sum(k in 1..1/2, k)", "refused"},
    {"sum(k in two..2*two, k)", "9"},
    {"prod(k in 1..5, k)", "120"},
    {"min(k in 0..4, (k - 2)^2)", "0"},
    {"sum(k in {1, 3, 1/2}, k)", "9/2"},
    {"max(k in {1, sqrt(2), two}, k^2)", "4"},
    {"sum(k in {1, 2}, sum(j in {k, k + 1}, j*k))", "13"},
    {"sum(k in {1, 1/0}, 1)", "undefined"},
    {"2^100001", "refused"},
    {"if 2^0.49999999 < 1.41421356 and 1.41421355 < 2^0.49999999 then 1 "
     "else 0", "1"},
    {"0^0.49999999", "0"},
    /* Recursion: n(n+1)/2, Fibonacci's 90th number, Collatz of 27. */
    {"triangle(100000)", "5000050000"},
    {"fib(90)", "2880067194370816120"},
    {"far(60000)^2", "2"},
    {"collatz(27, 0)", "111"},
};

static char *reading(const char *text)
{
    text_buf b = {0};
    mpq_t q;
    bool exact;
    text_printf(&b, "%slet it = %s\n", lets, text);
    program *p = lang_program(b.s);
    text_clear(&b);
    second *s = second_new(p);
    mpq_init(q);
    second_state st = second_value(s, program_find(p, "it")->body, q, &exact);
    if (st == SECOND_VALUE && exact) {
        char *v = mpq_get_str(NULL, 10, q);
        text_put(&b, v);
        free(v);
    } else {
        text_put(&b, st == SECOND_VALUE ? "irrational" : second_state_name(st));
    }
    mpq_clear(q);
    second_free(s);
    program_free(p);
    return text_take(&b);
}

static void values_are_as_known(void **state)
{
    int wrong = 0;
    (void)state;
    for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
        char *got = reading(known[i].text);
        if (strcmp(got, known[i].value) != 0) {
            print_error("%s: got %s, want %s\n", known[i].text, got,
                        known[i].value);
            wrong++;
        }
        free(got);
    }
    assert_int_equal(wrong, 0);
}

/* The first reading gives the same value, or an error: it may not be able to
 * decide, but it gives no other one, and none where there is none. */
static void the_first_reading_says_no_other(void **state)
{
    int wrong = 0, decided = 0;
    (void)state;
    for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
        text_buf b = {0};
        lang_errors errs = {0};
        mpq_t q;
        text_printf(&b, "%slet it = %s\n", lets, known[i].text);
        program *p = lang_program(b.s);
        elab *e = elab_new(p, &(elab_limits){.max_call_depth = 200000});
        mpq_init(q);
        if (elab_rational(e, program_find(p, "it")->body, q, &errs)) {
            char *v = mpq_get_str(NULL, 10, q);
            decided++;
            if (strcmp(v, known[i].value) != 0 &&
                strcmp(known[i].value, "not decided") != 0) {
                print_error("%s: the first reading says %s, not %s\n",
                            known[i].text, v, known[i].value);
                wrong++;
            }
            free(v);
        }
        lang_errors_clear(&errs);
        mpq_clear(q);
        elab_free(e);
        program_free(p);
        text_clear(&b);
    }
    assert_int_equal(wrong, 0);
    assert_true(decided > 35);
}

/* A tree as high as the language allows, with a recursion at its bottom:
 * deep(n) = n*3900. */
static void the_stack_is_bounded(void **state)
{
    text_buf b = {0};
    mpq_t q;
    bool exact;
    (void)state;
    mpq_init(q);
    text_put(&b, "let deep(n) = (if n == 0 then 0 else deep(n - 1)");
    for (int i = 0; i < 3900; i++)
        text_put(&b, " + 1");
    text_put(&b, ")\nlet it = deep(300)\n");
    program *p = lang_program(b.s);
    second *s = second_new(p);
    assert_int_equal(second_value(s, program_find(p, "it")->body, q, &exact),
                     SECOND_VALUE);
    assert_true(exact);
    assert_int_equal(mpq_cmp_ui(q, 300 * 3900, 1), 0);
    second_free(s);
    program_free(p);
    text_clear(&b);
    mpq_clear(q);
}

/* kept, excluded, empty, undefined, open, refused */
static const struct {
    const char *item;
    size_t n[SECOND_STATES];
} counted[] = {
    {"for t in {-2, 2} where t^two <= 5 show t > 0", {2}},
    {"for t in {-2, 2} where t^(1/2) <= 5 show t > 0", {1, 0, 0, 1}},
    {"for n in 1..4, t in n..4 where n + t > 3 show t > 0", {8, 2}},
    {"for n in 0..3 where 1/n > 1/3 show n > 0", {2, 1, 0, 1}},
    {"for n in 0..3 where n > 0, 1/n > 1/3 show n > 0", {2, 2}},
    {"for n in 0..3 where 0 < n <= 1/n show n > 0", {1, 3}},
    {"for n in 0..3, x in [n, 2) show x >= n", {2, 0, 2}},
    {"for n in 0..3, x in [0, 1] where x*n <= 1, n > 1 show x >= 0", {2, 2}},
    {"for n in 0..3, x in [0, 1] where x < 1/n show x >= 0", {4}},
    {"for n in 1..inf, k in 1..2 where k > 1 show n >= 1", {1, 1}},
    {"for n in 1..1/2 show n > 0", {0, 0, 0, 0, 0, 1}},
    {"for x in {1, two, 1 + two} where x < 5/2 show x > 0", {2, 1}},
    {"for x in {1, log(2) + log(3)} show x > 0", {1, 0, 0, 0, 1}},
    {"for n in 1..3 where log(6*n) >= log(2*n) + log(3) show n > 0",
     {0, 0, 0, 0, 3}},
    {"for n in 1..two*2 where triangle(n) == n*(n + 1)/2 show n > 0", {4}},
};

static void combinations_are_as_known(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof counted / sizeof *counted; i++) {
        text_buf b = {0};
        second_count c;
        text_printf(&b, "%sclaim a \"a\" %s\n", lets, counted[i].item);
        program *p = lang_program(b.s);
        second *s = second_new(p);
        second_combinations(s, program_find(p, "a"), &c, NULL, NULL);
        for (size_t k = 0; k < SECOND_STATES; k++)
            if (c.n[k] != counted[i].n[k])
                fail_msg("%s: %zu %s, want %zu", counted[i].item, c.n[k],
                         second_state_name((second_state)k), counted[i].n[k]);
        second_free(s);
        program_free(p);
        text_clear(&b);
    }
}

/* ---- random programs ------------------------------------------------------ */

typedef struct {
    long programs, errors, vacuous, kept, excluded, undefined, open, narrowed,
        values, unfolded, unshown, dropped, lone, wrong;
} campaign;

typedef struct {
    size_t n, nvalue, nside;
    mpq_t *value; /* n times nvalue */
    mpq_t *side;  /* n times nside */
    char *how;    /* n times nside: 'q' a rational, 'u' undefined, '?' */
    expr *node;
    elab *e;
} first_reading;

static bool keep_instance(void *ctx, const binding *binding, problem *p,
                          const expr *chain_e, size_t n)
{
    first_reading *f = ctx;
    const expr_pool *pool = p->pool;
    size_t at = f->n++;
    f->nvalue = binding->n;
    f->nside = n;
    f->value = realloc(f->value, (f->n * binding->n + 1) * sizeof *f->value);
    f->side = realloc(f->side, f->n * n * sizeof *f->side);
    f->how = realloc(f->how, f->n * n);
    f->node = realloc(f->node, f->n * n * sizeof *f->node);
    for (size_t i = 0; i < binding->n; i++) {
        mpq_init(f->value[at * binding->n + i]);
        mpq_set(f->value[at * binding->n + i], binding->value[i]);
    }
    for (size_t i = 0; i < n; i++) {
        size_t k = at * n + i;
        mpq_init(f->side[k]);
        f->node[k] = chain_e[i];
        f->how[k] = expr_is_const(pool, chain_e[i]) ? 'q' : '?';
        if (f->how[k] == 'q')
            mpq_set(f->side[k], expr_const_value(pool, chain_e[i]));
    }
    return true;
}

static void first_clear(first_reading *f)
{
    for (size_t i = 0; i < f->n * f->nvalue; i++)
        mpq_clear(f->value[i]);
    for (size_t i = 0; i < f->n * f->nside; i++)
        mpq_clear(f->side[i]);
    free(f->value);
    free(f->side);
    free(f->how);
    free(f->node);
}

typedef struct {
    campaign *t;
    const char *text;
    const item *it;
    first_reading *f;
    size_t at;
    bool wrong;
} comparison;

static void complain(comparison *c, const char *fmt, ...)
{
    va_list ap;
    char why[400];
    va_start(ap, fmt);
    vsnprintf(why, sizeof why, fmt, ap);
    va_end(ap);
    if (!c->wrong)
        print_error("%s\n%s\n\n", why, c->text);
    c->wrong = true;
}

/* The first's node is no rational.  Then the value must be in its enclosure,
 * and it must have none where there is no value. */
static void compare_node(comparison *c, size_t k, second_state st, mpq_ptr q,
                         bool exact)
{
    eval *ev = eval_new(elab_pool(c->f->e), 256);
    iv_srcptr v = eval_enclose(ev, c->f->node[k]);
    bool defined = iv_is_defined(v);
    c->t->unfolded += st == SECOND_VALUE;
    if (st == SECOND_UNDEFINED && defined)
        complain(c, "undefined by the second reading alone");
    if (st == SECOND_VALUE && exact && defined &&
        (mpfr_cmp_q(iv_lower(v), q) > 0 || mpfr_cmp_q(iv_upper(v), q) < 0))
        complain(c, "another value");
    if (st == SECOND_VALUE && !defined)
        c->t->unshown++; /* (3 - exp(log(3)))^(5/2): an edge, and no answer */
    eval_free(ev);
}

static void compare_side(comparison *c, second *s, size_t side)
{
    mpq_t q;
    bool exact;
    size_t k = c->at * c->f->nside + side;
    mpq_init(q);
    second_state st = second_value(s, c->it->show.e[side], q, &exact);
    if (c->f->how[k] != 'q')
        compare_node(c, k, st, q, exact);
    else if (st == SECOND_UNDEFINED || st == SECOND_REFUSED)
        complain(c, "%s by the second reading alone", second_state_name(st));
    else if (st == SECOND_VALUE && exact && !mpq_equal(q, c->f->side[k]))
        complain(c, "another value");
    c->t->values += st == SECOND_VALUE && exact;
    mpq_clear(q);
}

static bool compare_instance(void *ctx, second *s, second_state st,
                             mpq_t *value, size_t n)
{
    comparison *c = ctx;
    if (st != SECOND_VALUE)
        return true;
    if (c->at >= c->f->n) {
        complain(c, "the first reading keeps %zu instances only", c->f->n);
        return false;
    }
    for (size_t i = 0; i < n; i++)
        if (!mpq_equal(value[i], c->f->value[c->at * n + i]))
            complain(c, "instance %zu is another one", c->at);
    for (size_t i = 0; i <= c->it->show.n && !c->wrong; i++)
        compare_side(c, s, i);
    c->at++;
    return !c->wrong;
}

static bool chain_troubled(second *s, const ast_chain *c)
{
    mpq_t q;
    bool exact, good = true;
    mpq_init(q);
    for (size_t i = 0; i <= c->n && good; i++)
        good = second_value(s, c->e[i], q, &exact) == SECOND_VALUE;
    mpq_clear(q);
    return !good;
}

static bool look_for_trouble(void *ctx, second *s, second_state st,
                             mpq_t *value, size_t n)
{
    const item *it = *(const item *const *)ctx;
    bool go_on = st != SECOND_VALUE || !chain_troubled(s, &it->show);
    (void)value;
    (void)n;
    for (size_t i = 0; i < it->nwhere && go_on; i++)
        go_on = !chain_troubled(s, &it->where[i]);
    if (!go_on)
        *(const item **)ctx = NULL;
    return go_on;
}

/* A sum up to 1/2, say, or an `if` on what is undefined, in what is to be
 * shown, or in a condition behind one that is false. */
static bool some_side_troubled(second *s, const item *it)
{
    const item *left = it;
    second_count n;
    second_combinations(s, it, &n, look_for_trouble, &left);
    return left == NULL;
}

/* Conditions on real variables that hold at no point that was tried may leave
 * out the combination, or not. */
static void compare_counts(comparison *c, const second_count *n, bool ok)
{
    size_t least = n->n[SECOND_VALUE] - n->narrowed;
    if (!ok && least > 0)
        complain(c, "vacuous by the first reading alone");
    if (ok && (c->f->n < least || c->f->n > n->n[SECOND_VALUE]))
        complain(c, "the first reading keeps %zu, the second %zu to %zu",
                 c->f->n, least, n->n[SECOND_VALUE]);
    if (ok && n->n[SECOND_REFUSED] > 0)
        complain(c, "refused by the second reading alone, at %s", n->first);
}

static void compare_all(comparison *c, second *s, const second_count *n)
{
    second_count again;
    if (n->narrowed + n->n[SECOND_OPEN] + n->n[SECOND_EMPTY] > 0)
        return;
    second_combinations(s, c->it, &again, compare_instance, c);
    if (!c->wrong && c->at != c->f->n)
        complain(c, "the first reading keeps %zu, the second %zu", c->f->n,
                 c->at);
    if (!c->wrong && elab_excluded(c->f->e) != n->n[SECOND_EXCLUDED])
        complain(c, "the first reading excludes %zu, the second %zu",
                 elab_excluded(c->f->e), n->n[SECOND_EXCLUDED]);
}

static void add_counts(campaign *t, const second_count *n, bool ok)
{
    t->programs++;
    t->kept += (long)n->n[SECOND_VALUE];
    t->excluded += (long)n->n[SECOND_EXCLUDED];
    t->undefined += (long)n->n[SECOND_UNDEFINED];
    t->open += (long)n->n[SECOND_OPEN];
    t->narrowed += (long)n->narrowed;
    t->dropped += ok && n->n[SECOND_UNDEFINED] > 0;
    t->errors += !ok;
}

static bool any_doubt(const second_count *n)
{
    return n->n[SECOND_OPEN] + n->n[SECOND_REFUSED] + n->n[SECOND_UNDEFINED] >
           0;
}

static void compare(campaign *t, const char *text)
{
    program *p = lang_program(text);
    elab *e = elab_new(p, NULL);
    second *s = second_new(p);
    lang_errors errs = {0};
    first_reading f = {.e = e};
    const item *it = program_find(p, "a");
    second_count n;
    size_t count = 0;
    bool ok = elab_instances(e, it, keep_instance, &f, &count, &errs);
    bool vacuous = !ok && strncmp(errs.v[0].message, "vacuous", 7) == 0;
    comparison c = {.t = t, .text = text, .it = it, .f = &f};
    second_combinations(s, it, &n, NULL, NULL);
    add_counts(t, &n, ok);
    t->vacuous += vacuous;
    if (ok || vacuous)
        compare_counts(&c, &n, ok);
    if (ok)
        compare_all(&c, s, &n);
    if (!ok && !vacuous && !any_doubt(&n) && !some_side_troubled(s, it)) {
        t->lone++; /* loud, so never wrong, but it should be rare */
        print_error("error by the first reading alone: %s\n%s\n",
                    errs.v[0].message, text);
    }
    t->wrong += c.wrong;
    first_clear(&f);
    lang_errors_clear(&errs);
    second_free(s);
    elab_free(e);
    program_free(p);
}

static void tell(const campaign *c)
{
    campaign t = *c; /* short */
    printf("%ld programs: %ld errors, %ld of them vacuous; %ld combinations "
           "kept (%ld by real variables, perhaps), %ld excluded, %ld "
           "undefined, %ld not decided; %ld values "
           "compared, %ld of them no rationals, %ld not shown to be defined; "
           "undefined dropped in %ld; "
           "errors by the first alone: %ld; wrong: %ld\n",
           t.programs, t.errors, t.vacuous, t.kept, t.narrowed, t.excluded,
           t.undefined, t.open, t.values, t.unfolded, t.unshown, t.dropped, t.lone,
           t.wrong);
    fflush(stdout);
    assert_true(t.kept > t.programs);
    assert_true(t.excluded > t.programs / 4);
    assert_true(t.values > t.programs);
    assert_true(t.lone * 100 <= t.programs);
    assert_true(t.unshown * 1000 <= t.values);
    assert_int_equal(t.dropped, 0);
    assert_int_equal(t.wrong, 0);
}

static void random_programs_read_the_same(void **state)
{
    campaign t = {0};
    (void)state;
    for (long i = 0, n = torture_count(300, 20000); i < n; i++) {
        char *text = random_program();
        compare(&t, text);
        free(text);
    }
    tell(&t);
}

/* The same of programs with real variables now and then, whose constants are
 * roots, quotients, folds, log(exp): tests/torture/disguise.h. */
static void disguised_programs_read_the_same(void **state)
{
    campaign t = {0};
    (void)state;
    for (long i = 0, n = torture_count(200, 10000); i < n; i++) {
        long dressed;
        char *template = disguise_template();
        char *text = disguise_dress(template, &dressed);
        compare(&t, text);
        free(template);
        free(text);
    }
    tell(&t);
}

int main(void)
{
    random_start();
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(values_are_as_known),
        cmocka_unit_test(the_first_reading_says_no_other),
        cmocka_unit_test(the_stack_is_bounded),
        cmocka_unit_test(combinations_are_as_known),
        cmocka_unit_test(random_programs_read_the_same),
        cmocka_unit_test(disguised_programs_read_the_same),
    };
    return cmocka_run_group_tests(tests, NULL, NULL) != 0;
}

/* Equal constants, equal verdicts.
 *
 * A random program and the same with some of its rational constants replaced
 * by equal roots, quotients, folds, logarithms of exponentials and names.  Its
 * verdict must not change, short of the documented error that something cannot
 * be decided; a proof that is not found, or found, only in disguise is counted,
 * for the search promises nothing. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "../numerics/iv_support.h"
#include "../theory/theory_support.h"
#include "disguise.h"
#include "torture.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct {
    long programs, constants, decided, undecided, errors; /* as they are */
    long same, documented, lost, found, wrong;            /* in disguise */
} tally;

static const char *answer(const audited *a)
{
    return a->ok ? verdict_name(audited_find(a, "a")->verdict)
                 : a->errs.v[0].message;
}

static void show(const char *why, const char *plain, const audited *a,
                 const char *dressed, const audited *b)
{
    print_error("%s\n%s-- in disguise --\n%s", why, plain, dressed);
    print_error("-- %s; %s\n\n", answer(a), answer(b));
}

static bool overlap(const enclosure *x, const enclosure *y)
{
    mpq_t a, b;
    bool ok = true;
    const char *end[2][2] = {{x->lo, y->hi}, {y->lo, x->hi}};
    if (x->lo == NULL || y->lo == NULL)
        return (x->lo == NULL) == (y->lo == NULL);
    mpq_inits(a, b, NULL);
    for (int i = 0; i < 2 && ok; i++) {
        if (strstr(end[i][0], "inf") != NULL ||
            strstr(end[i][1], "inf") != NULL)
            continue;
        decimal_to_q(a, end[i][0]);
        decimal_to_q(b, end[i][1]);
        ok = mpq_cmp(a, b) <= 0;
    }
    mpq_clears(a, b, NULL);
    return ok;
}

static bool is_decided(verdict_kind v)
{
    return v == VERDICT_PROVED || v == VERDICT_REFUTED || v == VERDICT_ENCLOSED;
}

/* That something cannot be decided, and what to write instead. */
static bool is_documented(const char *message)
{
    return strstr(message, "cannot be decided") != NULL;
}

/* One is an error, the other is not. */
static const char *differs_in_error(tally *t, const audited *a,
                                    const audited *b)
{
    if (a->ok) {
        t->documented += is_documented(b->errs.v[0].message);
        return is_documented(b->errs.v[0].message)
                   ? NULL
                   : "an error only in disguise";
    }
    /* that no point satisfies the conditions may be found out, or not */
    if (strstr(a->errs.v[0].message, "vacuous") == NULL ||
        is_decided(audited_find(b, "a")->verdict))
        return "an error only as it is";
    t->lost++;
    return NULL;
}

static const char *differs(tally *t, const audited *a, const audited *b)
{
    if (a->ok != b->ok)
        return differs_in_error(t, a, b);
    if (!a->ok) {
        t->same++;
        return NULL;
    }
    const result *x = audited_find(a, "a"), *y = audited_find(b, "a");
    if (x->instances != y->instances)
        return "another number of instances";
    if (is_decided(x->verdict) && is_decided(y->verdict)) {
        if (x->verdict != y->verdict)
            return "another verdict";
        if (!overlap(&x->value, &y->value))
            return "another constant";
    }
    t->same += x->verdict == y->verdict;
    t->lost += is_decided(x->verdict) && !is_decided(y->verdict);
    t->found += !is_decided(x->verdict) && is_decided(y->verdict);
    return NULL;
}

static void one_program(tally *t)
{
    audit_options o = {.cert_dir = NULL, .search.threads = 1, .max_prec = 256};
    audited a, b;
    long constants;
    char *template = disguise_template(), *plain = disguise_plain(template);
    char *dressed = disguise_dress(template, &constants);
    audited_run_with(&a, plain, &o);
    audited_run_with(&b, dressed, &o);
    t->programs++;
    t->constants += constants;
    t->errors += !a.ok;
    if (a.ok) {
        bool decided = is_decided(audited_find(&a, "a")->verdict);
        t->decided += decided;
        t->undecided += !decided;
    }
    const char *why = differs(t, &a, &b);
    if (why != NULL) {
        t->wrong++;
        show(why, plain, &a, dressed, &b);
    }
    audited_clear(&a);
    audited_clear(&b);
    free(template);
    free(plain);
    free(dressed);
}

static void equal_constants_equal_verdicts(void **state)
{
    tally t = {0};
    long n = torture_count(100, 10000);
    (void)state;
    for (long i = 0; i < n; i++)
        one_program(&t);
    printf("%ld programs (%ld decided, %ld undecided, %ld errors), %ld "
           "constants disguised: %ld the same, %ld documented errors, %ld no "
           "longer decided, %ld decided only so; wrong: %ld\n",
           t.programs, t.decided, t.undecided, t.errors, t.constants, t.same,
           t.documented, t.lost, t.found, t.wrong);
    fflush(stdout);
    assert_true(t.decided > t.programs / 4);
    assert_true(t.constants > t.programs);
    assert_int_equal(t.wrong, 0);
}

int main(void)
{
    random_start();
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(equal_constants_equal_verdicts),
    };
    return cmocka_run_group_tests(tests, NULL, NULL) != 0;
}

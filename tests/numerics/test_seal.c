/* What the judge accepted, as a value: there is none where it refused, and one is
 * about its own goal alone, whatever is changed of that. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "attack_support.h"

#include "../../numerics/check/checker.h"

static const attack holds = {"x^2 + y + 1 > 0", "x [ 0 1 ]; y [ 0 2 ]",
                             "x", "(add (mul x x) (add y 1))", NULL};

static checker_seal *seal_of(const problem *p, cert_rule leaf)
{
    cert_node *c = cert_new(leaf);
    checker *k = checker_new(p, 64);
    checker_seal *s = checker_judge(k, p, 0, c, NULL);
    checker_free(k);
    cert_free(c);
    return s;
}

static void what_is_refused_has_none(void **state)
{
    static const attack touches = {"x - y >= 0", "x [ 0 1 ]; y [ 0 2 ]", NULL,
                                   "(sub x y)", NULL};
    problem p;
    (void)state;
    attack_open(&p, &touches);
    assert_null(seal_of(&p, CERT_NATURAL));
    assert_null(seal_of(&p, CERT_OPEN));
    assert_false(checker_seal_is_of(NULL, &p, 0));
    checker_seal_free(NULL);
    attack_close(&p);
}

/* Each part of the goal is changed, looked at, and changed back. */
static void it_is_about_its_own_goal(void **state)
{
    problem p, q;
    (void)state;
    attack_open(&p, &holds);
    checker_seal *s = seal_of(&p, CERT_NATURAL);
    assert_non_null(s);
    assert_true(checker_seal_is_of(s, &p, 0));
    assert_false(checker_seal_is_of(s, &p, 1));
#define CHANGED(FIELD, TO)                                                     \
    do {                                                                       \
        __typeof__(FIELD) was = FIELD;                                         \
        FIELD = TO;                                                            \
        assert_false(checker_seal_is_of(s, &p, 0));                            \
        FIELD = was;                                                           \
        assert_true(checker_seal_is_of(s, &p, 0));                             \
    } while (0)
    CHANGED(p.goal[0].e, expr_var(p.pool, 0));
    CHANGED(p.goal[0].strict, !was);
    for (int i = 0; i < p.nvars; i++) {
        CHANGED(p.box[i].lo_open, !was);
        CHANGED(p.box[i].hi_open, !was);
        CHANGED(p.box[i].lo_inf, !was);
        CHANGED(p.box[i].hi_inf, !was);
        mpq_t keep;
        mpq_init(keep);
        mpq_set(keep, p.box[i].hi);
        mpq_set_ui(p.box[i].hi, 7, 1);
        assert_false(checker_seal_is_of(s, &p, 0));
        mpq_set(p.box[i].hi, keep);
        mpq_set(keep, p.box[i].lo);
        mpq_set_si(p.box[i].lo, -7, 1);
        assert_false(checker_seal_is_of(s, &p, 0));
        mpq_set(p.box[i].lo, keep);
        mpq_clear(keep);
    }
    for (size_t j = 0; j < p.nhyps; j++) {
        CHANGED(p.hyp[j].e, expr_var(p.pool, 1));
        CHANGED(p.hyp[j].strict, !was);
    }
    assert_true(p.nhyps > 0);
    CHANGED(p.nhyps, 0);
    CHANGED(p.nvars, 1);
    assert_true(checker_seal_is_of(s, &p, 0));
    /* the same words in another pool are another goal */
    attack_open(&q, &holds);
    assert_false(checker_seal_is_of(s, &q, 0));
    attack_close(&q);
    checker_seal_free(s);
    attack_close(&p);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_refused_has_none),
        cmocka_unit_test(it_is_about_its_own_goal),
    };
    return cmocka_run_group_tests(tests, NULL, NULL) == 0 ? 0 : 1;
}

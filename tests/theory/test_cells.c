/* tests/theory/test_cells.c: tables, figures, single values.  Expected numbers:
 * closed forms, or published tables (named). */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "theory_support.h"

#include <stdlib.h>

static void tables(void **state)
{
    (void)state;
    audited a;
    audited_run(&a,
                "table t \"\" for n in {2, 3, 0.5}\n"
                "  columns root \"root\" = sqrt(n),\n"
                "    inv = 1/(n - 3), nothing = sqrt(n)^2 - n,\n"
                "    double = 2*n paper 4\n"
                "  digits 15\n"
                "figure f \"\" for n in 1..4\n"
                "  curves y = exp(n) as line\n",
                NULL);
    assert_true(a.ok);
    const result *t = audited_find(&a, "t"), *f = audited_find(&a, "f");
    assert_int_equal(t->nrows, 3);
    assert_int_equal(t->nlabels, 1);
    assert_string_equal(t->label_name[0], "n");
    assert_string_equal(t->row_label[2], "0.5");
    const cell *c = t->cells;
    size_t w = t->ncells;
    assert_true(encloses(&c[0].v, "1.41421356237309504880168872420969807"));
    assert_true(narrower(&c[0].v, "0.00000000000002"));
    assert_true(encloses(&c[1].v, "-1"));
    assert_true(c[w].defined);
    assert_false(c[w + 1].defined);      /* 1/(3 - 3) */
    assert_string_equal(c[2].v.lo, "0"); /* exactly */
    assert_string_equal(c[2].v.hi, "0");
    assert_string_equal(c[3].v.lo, "4");
    assert_string_equal(c[8 + 3].v.lo, "4"); /* the paper's value */
    assert_int_equal(f->nrows, 4);
    assert_true(encloses(&f->cells[0].v, "2.71828182845904523536"));
    audited_clear(&a);
}

static void single_values(void **state)
{
    (void)state;
    program *p = program_new();
    lang_errors errs = {0};
    elab *e = elab_new(p, NULL);
    enclosure v = {NULL, NULL};
    expr_pool *pool = elab_pool(e);
    expr x =
        expr_unary(pool, EXPR_EXP,
                   expr_mul(pool, expr_pi(pool),
                            expr_unary(pool, EXPR_SQRT, expr_si(pool, 163))));
    assert_true(audit_value(e, x, 40, 0, &v)); /* Hermite; OEIS A060295 */
    assert_true(encloses(&v, "262537412640768743.99999999999925007259719818568"
                             "887935385633733699086270753741037821064791"));
    assert_true(narrower(&v, "1e-21"));
    free(v.lo);
    free(v.hi);
    v = (enclosure){NULL, NULL};
    x = expr_unary(pool, EXPR_LOG, expr_si(pool, 0));
    assert_false(audit_value(e, x, 10, 0, &v));
    assert_false(audit_value(e, expr_var(pool, 0), 10, 0, &v));
    elab_free(e);
    program_free(p);
    lang_errors_clear(&errs);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(tables),
        cmocka_unit_test(single_values),
    };
    return cmocka_run_group_tests(tests, NULL, NULL) != 0;
}

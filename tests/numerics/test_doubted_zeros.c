/* The second engine, should normal forms call everything zero: values at
 * points of its own choice still refuse a product that differs and a contact
 * that is none.  Its rules are compiled here, with that lie in the place of
 * the normal forms' answers. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <string.h>

#include "../../numerics/exact/exact.h"

static int asked;

#define exact_is_zero(x, f) (++asked > 0)
#define exact_jet_is_zero(x, f, i, p, m) (++asked > 0)
#include "../../numerics/recheck/recheck_rule_product.c"
#include "../../numerics/recheck/recheck_rule_contact.c"
#undef exact_is_zero
#undef exact_jet_is_zero

#include "attack_support.h"

static const attack lies[] = {
    {"the value at 0, at 0", "x [ 0 1 ]", NULL, "(sub x 1)", "contact x 1 0\n"},
    {"the value, tangent, at 0", "x [ 0 1 ]", NULL, "(sub x 1)",
     "tangent x 1 0\n natural\n"},
    {"the slope at 0, at 1/4", "x [ 0 1/2 ]", NULL, "(sub (pow x 2) x)",
     "contact x 2 0\n"},
    {"along a curve, at (0, 1)", "x [ 0 1 ]; y [ 0 1 ]", NULL,
     "(sub (pow (sub x y) 2) (mul 2 y))", "contact x 2 y\n"},
    {"another function, at 1", "x [ 0 1 ]", NULL, "(sub 1/2 x)",
     "product 0 1\n natural\n"},
    {"another factor, at (0, 1)", "x [ 0 1 ]; y [ 0 1 ]", NULL,
     "(sub (pow (sub x y) 2) (mul 2 y))",
     "product 1 (sub x y) 2 1\n natural\n"},
    {"another function where the hypothesis holds, at (1, 0)",
     "x [ 0 1 ]; y [ 0 1 ]", "(sub x y)", "(sub y x)",
     "product 0 (abs (sub x y))\n natural\n"},
};

static const attack truths[] = {
    {"a contact", "x [ 0 1 ]", NULL, "(mul x (exp x))", "contact x 1 0\n"},
    {"along a curve", "x [ 0 1 ]; y [ 0 1 ]", NULL, "(pow (sub x y) 2)",
     "contact x 2 y\n"},
    {"a product", "x [ 0 1 ]", NULL, "(sub x (pow x 2))",
     "product 1 x 1 (sub 1 x)\n natural\n"},
    {"a product where the hypothesis holds", "x [ 0 1 ]; y [ 0 1 ]",
     "(sub x y)", "(sub x y)", "product 0 (abs (sub x y))\n natural\n"},
};

static bool by_second_engine(const attack *a)
{
    problem p;
    char err[200];
    int line = 1;
    const char *s = a->cert;
    attack_open(&p, a);
    cert_node *c = cert_read(&s, &line, &p, err, sizeof err);
    assert_non_null(c);
    recheck *second = recheck_new(p.pool);
    recheck_report r;
    recheck_report_init(&r);
    int before = asked;
    bool ok = recheck_accepts(second, &p, 0, c, 128, &r);
    assert_true(asked > before); /* the lie was told */
    if (!ok)
        assert_true(strstr(r.where, "differs at a point") != NULL ||
                    strstr(r.where, "is not 0 at a point") != NULL);
    recheck_report_clear(&r);
    recheck_free(second);
    cert_free(c);
    attack_close(&p);
    return ok;
}

static void values_at_points_refuse(void **state)
{
    (void)state;
    for (size_t k = 0; k < sizeof lies / sizeof lies[0]; k++)
        if (by_second_engine(&lies[k]))
            fail_msg("%s", lies[k].name);
    for (size_t k = 0; k < sizeof truths / sizeof truths[0]; k++)
        if (!by_second_engine(&truths[k]))
            fail_msg("%s", truths[k].name);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(values_at_points_refuse),
    };
    return cmocka_run_group_tests(tests, NULL, NULL) != 0;
}

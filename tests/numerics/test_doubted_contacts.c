/* The checker, should normal forms call every coefficient zero: values at
 * points still refuse a contact that is none.  The rule's source is
 * compiled here, with that lie in the place of exact_jet_is_zero. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <string.h>

#include "../../numerics/exact/exact.h"

static int asked;

#define exact_jet_is_zero(x, f, i, p, m) ((void)(p), ++asked > 0)
#include "../../numerics/check/rule_contact.c"
#undef exact_jet_is_zero

#include "attack_support.h"

static const attack no_contacts[] = {
    {"the value at 0, at 0", "x [ 0 1 ]", NULL, "(sub x 1)", "contact x 1 0\n"},
    {"the value, tangent, at 0", "x [ 0 1 ]", NULL, "(sub x 1)",
     "tangent x 1 0\n natural\n"},
    {"the slope at 0, at 1/4", "x [ 0 1/2 ]", NULL, "(sub (pow x 2) x)",
     "contact x 2 0\n"},
    {"the third coefficient of four, at 1/4", "x [ -1 1 ]", NULL,
     "(sub (pow x 4) (pow x 3))", "contact x 4 0\n"},
    {"the value at e, at 2", "x [ 2 3 ]", NULL,
     "(sub (sub (div x (exp 1)) (log x)) 1/1000)", "contact x 2 (exp 1)\n"},
    {"along a curve, at (0, 1)", "x [ 0 1 ]; y [ 0 1 ]", NULL,
     "(sub (pow (sub x y) 2) (mul 2 y))", "contact x 2 y\n"},
    {"along a curve in three variables, at (0, 1, 1)",
     "x [ 0 1 ]; y [ 0 1 ]; z [ 0 1 ]", NULL,
     "(sub (pow (sub x (mul y z)) 2) (mul 2 y))", "contact x 2 (mul y z)\n"},
    {"on a half line, at 1", "x [ 1 inf )", NULL, "(sub x 2)",
     "contact x 1 1\n"},
};

static const attack real_contacts[] = {
    {"at 0", "x [ 0 1 ]", NULL, "(mul x (exp x))", "contact x 1 0\n"},
    {"at e", "x [ 2 3 ]", NULL, "(sub (div x (exp 1)) (log x))",
     "contact x 2 (exp 1)\n"},
    {"along a curve", "x [ 0 1 ]; y [ 0 1 ]", NULL, "(pow (sub x y) 2)",
     "contact x 2 y\n"},
};

static bool by_checker(const attack *a)
{
    problem p;
    char err[200];
    int line = 1;
    const char *s = a->cert;
    attack_open(&p, a);
    cert_node *c = cert_read(&s, &line, &p, err, sizeof err);
    assert_non_null(c);
    checker_report r;
    checker_report_init(&r);
    int before = asked;
    bool ok = checker_accepts(&p, 0, c, 128, &r);
    assert_int_equal(asked, before + 1); /* the lie was told */
    if (!ok)
        assert_non_null(strstr(r.where, "does not vanish at the contact"));
    checker_report_clear(&r);
    cert_free(c);
    attack_close(&p);
    return ok;
}

static void values_at_points_refuse(void **state)
{
    (void)state;
    for (size_t k = 0; k < sizeof no_contacts / sizeof no_contacts[0]; k++)
        if (by_checker(&no_contacts[k]))
            fail_msg("%s", no_contacts[k].name);
    for (size_t k = 0; k < sizeof real_contacts / sizeof real_contacts[0]; k++)
        if (!by_checker(&real_contacts[k]))
            fail_msg("%s", real_contacts[k].name);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(values_at_points_refuse),
    };
    return cmocka_run_group_tests(tests, NULL, NULL) != 0;
}

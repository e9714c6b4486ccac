/* Limits at infinity, by both engines: known ones, and what must stay unknown
 * (no limit, or a form that limits of its parts do not decide). */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "attack_support.h"

#include "../../numerics/enclose/eval.h"
#include "../../numerics/recheck/reval.h"

#include <math.h>
#include <stdio.h>

/* f as x goes to +infinity (dir 1) or -infinity, y in [1, 2]. */
typedef struct {
    const char *f;
    int dir;
    double lo, hi;
} known;

static const known limits[] = {
    {"(div 1 x)", 1, 0, 0},
    {"(div (add 1 (mul 3 x)) (sub 7 (mul 2 x)))", 1, -1.5, -1.5},
    {"(div (pow x 2) (add (pow x 2) y))", 1, 1, 1},
    {"(div (pow x 3) (add (pow x 4) x))", -1, 0, 0},
    {"(mul (pow x 50) (exp (neg x)))", 1, 0, 0},
    {"(mul (pow x 50) (exp x))", -1, 0, 0},
    {"(div (pow x 50) (exp (root x 1/3)))", 1, 0, 0},
    {"(div (log x) (root x 1/3))", 1, 0, 0},
    {"(div y (log x))", 1, 0, 0},
    {"(exp (neg (log (add x 1))))", 1, 0, 0},
    {"(exp (div y x))", 1, 1, 1},
    {"(erf x)", 1, 1, 1},
    {"(erf x)", -1, -1, -1},
    {"(erfc x)", -1, 2, 2},
    {"(mul (pow x 9) (erfc x))", 1, 0, 0},
    {"(mul (exp x) (erfc x))", -1, 0, 0},
    {"(Phi x)", -1, 0, 0},
    {"(Phi (sub y x))", -1, 1, 1},
    {"(mul (pow x 3) (Phi x))", -1, 0, 0},
    {"(tanh (mul y x))", -1, -1, -1},
    {"(expm1 x)", -1, -1, -1},
    {"(sqrt (div (add 1 (pow x 2)) (pow x 2)))", -1, 1, 1},
    {"(div (sqrt (add 1 (mul 4 (pow x 2)))) (abs x))", -1, 2, 2},
    {"(div (sinh x) (mul x (exp x)))", 1, NAN, NAN},
    {"(div 1 (cosh x))", -1, 0, 0},
    {"(sub y (div 1 x))", 1, 1, 2},
    {"(sin (div 1 x))", 1, 0, 0},
    {"(log (div (add x 1) (add x 2)))", 1, 0, 0},
    {"(ceil (div 1 x))", 1, NAN, NAN},
    {"(floor (sub 2 (exp (neg x))))", 1, NAN, NAN},
    {"(sin x)", 1, NAN, NAN},
    {"x", 1, NAN, NAN},
    {"(sub (add x 1) x)", 1, NAN, NAN},
    {"(mul (exp x) (exp (neg x)))", 1, NAN, NAN},
    {"(exp (mul x (log (add 1 (div 1 x)))))", 1, NAN, NAN},
    {"(mul x (exp (neg (log x))))", 1, NAN, NAN},
    {"(mul (pow x 100000) (pow (div 1 x) 99999))", 1, NAN, NAN},
    {"(div (log (mul 3 x)) (log x))", 1, NAN, NAN},
    {"(div (div 1 x) (div 1 (pow x 2)))", 1, NAN, NAN},
    {"(mul (log (log x)) (div 1 (log x)))", 1, NAN, NAN},
    {"(sub (cosh x) (sinh x))", 1, NAN, NAN},
    {"(log (exp (neg x)))", 1, NAN, NAN},
    {"(div 1 (sub (tanh x) 1))", 1, NAN, NAN},
    {"(mul (erfc x) (exp (pow x 2)))", 1, NAN, NAN},
    {"(tan x)", 1, NAN, NAN},
};

static void judge(const known *k, bool defined, double lo, double hi,
                  const char *who)
{
    if (isnan(k->lo) ? defined
                     : defined && !(lo <= k->lo && k->hi <= hi &&
                                    hi - lo <= k->hi - k->lo + 1e-9))
        fail_msg("%s, %d: %s says [%g, %g]", k->f, k->dir, who, lo, hi);
    if (!isnan(k->lo) && !defined)
        fail_msg("%s, %d: %s does not know", k->f, k->dir, who);
}

static void both_engines_know(void **state)
{
    (void)state;
    for (size_t k = 0; k < sizeof limits / sizeof limits[0]; k++) {
        const attack a = {"", "x ( -inf inf ); y [ 1 2 ]", NULL, limits[k].f,
                          NULL};
        problem p;
        iv_t v;
        rrange r;
        attack_open(&p, &a);
        eval *e = eval_new(p.pool, 128);
        reval *w = reval_new(p.pool, 128);
        iv_init(v, 128);
        rrange_init(&r);
        eval_set_box(e, p.box, 2);
        reval_set_box(w, p.box, 2);
        eval_limit(e, p.goal[0].e, 0, limits[k].dir, v);
        reval_limit(w, p.goal[0].e, 0, limits[k].dir > 0, &r);
        bool d = iv_is_defined(v);
        judge(&limits[k], d, d ? mpfr_get_d(iv_lower(v), MPFR_RNDD) : 0,
              d ? mpfr_get_d(iv_upper(v), MPFR_RNDU) : 0, "the first engine");
        judge(&limits[k], r.ok, r.ok ? arf_get_d(&r.lo, ARF_RND_FLOOR) : 0,
              r.ok ? arf_get_d(&r.hi, ARF_RND_CEIL) : 0, "the second engine");
        iv_clear(v);
        rrange_clear(&r);
        eval_free(e);
        reval_free(w);
        attack_close(&p);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(both_engines_know),
    };
    return cmocka_run_group_tests(tests, NULL, NULL) != 0;
}

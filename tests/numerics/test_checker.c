/* The checker's rules: each with a certificate that must be accepted and
 * with near misses that must not.  The second engine has to answer the same
 * every time. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "../../numerics/check/checker.h"
#include "../../numerics/base/memory.h"
#include "../../numerics/recheck/recheck.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* "x in [0 1], y in (0 inf)" style ranges: one string a variable,
 * "x [ 0 1 )". */
typedef struct {
    expr_pool *pool;
    problem p;
} fixture;

static void set_end(mpq_ptr q, bool *inf, const char *s)
{
    *inf = strcmp(s, "inf") == 0 || strcmp(s, "-inf") == 0;
    if (!*inf)
        assert_int_equal(mpq_set_str(q, s, 10), 0);
}

static void open_problem(fixture *f, const char *const *vars, int n,
                         const char *goal, bool strict)
{
    f->pool = expr_pool_new(0);
    problem_init(&f->p, f->pool, n);
    for (int i = 0; i < n; i++) {
        char name[16], l[2], lo[64], hi[64], r[2];
        assert_int_equal(
            sscanf(vars[i], "%15s %1s %63s %63s %1s", name, l, lo, hi, r), 5);
        problem_set_name(&f->p, i, name);
        range *b = &f->p.box[i];
        set_end(b->lo, &b->lo_inf, lo);
        set_end(b->hi, &b->hi_inf, hi);
        b->lo_open = l[0] == '(';
        b->hi_open = r[0] == ')';
    }
    const char *end;
    expr e = expr_from_text(f->pool, goal, &end, f->p.names, n);
    assert_true(e != EXPR_NONE && *end == '\0');
    problem_add_goal(&f->p, e, strict);
}

static void close_problem(fixture *f)
{
    problem_clear(&f->p);
    expr_pool_free(f->pool);
}

static bool verdict(fixture *f, const char *cert)
{
    char err[200];
    int line = 1;
    cert_node *c = cert_read(&cert, &line, &f->p, err, sizeof err);
    if (c == NULL)
        print_message("certificate: %s\n", err);
    assert_non_null(c);
    bool ok = checker_accepts(&f->p, 0, c, 128, NULL);
    recheck *second = recheck_new(f->pool);
    recheck_report rep;
    recheck_report_init(&rep);
    bool again = recheck_accepts(second, &f->p, 0, c, 128, &rep);
    if (again != ok)
        print_error("second engine: %s %s\n", rep.where, rep.value);
    assert_int_equal(again, ok);
    recheck_report_clear(&rep);
    recheck_free(second);
    cert_free(c);
    return ok;
}

static bool judge(const char *vars, const char *goal, bool strict,
                  const char *cert)
{
    fixture f;
    open_problem(&f, &vars, vars != NULL, goal, strict);
    bool ok = verdict(&f, cert);
    close_problem(&f);
    return ok;
}

static bool judge2(const char *x, const char *y, const char *goal,
                   const char *cert)
{
    fixture f;
    const char *vars[] = {x, y};
    open_problem(&f, vars, 2, goal, false);
    bool ok = verdict(&f, cert);
    close_problem(&f);
    return ok;
}

/* r - 1 - log r - (r-1)^2/10 */
#define GAP "(sub (sub (sub r 1) (log r)) (div (pow (sub r 1) 2) 10))"

static void natural(void **state)
{
    (void)state;
    assert_true(judge("x [ 0 1 ]", "(add x 1)", true, "natural\n"));
    assert_true(judge("x [ 0 1 ]", "x", false, "natural\n"));
    assert_true(judge("x ( 0 1 ]", "x", true, "natural\n"));
    assert_false(judge("x [ 0 1 ]", "x", true, "natural\n"));
    assert_false(judge("x [ -1 1 ]", "x", false, "natural\n"));
    /* undefined somewhere: never a proof */
    assert_false(judge("x [ -1 1 ]", "(pow (log x) 2)", false, "natural\n"));
    assert_false(judge("x [ 0 1 ]", "(pow (log x) 2)", false, "natural\n"));
    assert_true(judge("x ( 0 1 ]", "(neg (log x))", false, "natural\n"));
    assert_false(
        judge("x [ -1 1 ]", "(pow (div 1 x) 2)", false, "natural\n"));
    assert_false(judge("x [ -2 -1 ]", "(sqrt x)", false, "natural\n"));
}

static void split_covers(void **state)
{
    (void)state;
    const char *x2 = "(sub (mul x (sub x 1)) -1/2)"; /* x^2 - x + 1/2 */
    assert_false(judge("x [ 0 1 ]", x2, false, "natural\n"));
    assert_true(judge("x [ 0 1 ]", x2, false,
                      "split x 1/2\n natural\n natural\n"));
    assert_false(judge("x [ 0 1 ]", x2, false,
                       "split x 2\n natural\n natural\n"));
    assert_false(judge("x [ 0 1 ]", x2, false,
                       "split x 0\n natural\n natural\n"));
    /* at an end that belongs to the box the halves do not cover it */
    assert_false(judge("x [ 0 1 ]", x2, false, "split x 1/2\n open\n"
                                               " natural\n"));
}

static void meanvalue(void **state)
{
    (void)state;
    const char *f = "(add (sub (pow x 2) x) 3/10)"; /* >= 1/20 */
    assert_true(judge("x [ 2/5 1/2 ]", f, false, "meanvalue\n"));
    assert_false(judge("x [ 0 1 ]", f, false, "meanvalue\n"));
    /* kinks are allowed, jumps are not */
    assert_true(judge("x [ -1/10 1/10 ]", "(add (abs x) 1)", false,
                      "meanvalue\n"));
    assert_false(judge("x [ -1 1 ]", "(if>= x 1 -1)", false, "meanvalue\n"));
    assert_false(judge("x [ 0 inf )", "(add x 1)", false, "meanvalue\n"));
}

static void taylor(void **state)
{
    (void)state;
    const char *f = "(sub (add 1 (sin x)) (mul 1/2 x))";
    assert_true(
        judge("x [ 0 1/2 ]", f, false, "taylor x 3 1/4\n"));
    assert_false(judge("x [ 0 1/2 ]", f, false, "taylor x 3 2\n"));
    assert_false(judge("x [ -1 1 ]", "(abs x)", false, "taylor x 2 1/2\n"));
    assert_false(judge("x [ -1/2 1/2 ]", "(sub (sin x) x)", false,
                       "taylor x 3 0\n"));
}

static void contact(void **state)
{
    (void)state;
    assert_true(judge("r [ 1/2 2 ]", GAP, false, "contact r 2 1\n"));
    /* the second derivative changes sign at sqrt(5) */
    assert_false(judge("r [ 1/2 3 ]", GAP, false, "contact r 2 1\n"));
    assert_false(judge("r [ 1/2 2 ]", GAP, true, "contact r 2 1\n"));
    assert_false(judge("r [ 1/2 2 ]", GAP, false, "contact r 3 1\n"));
    assert_false(judge("r [ 1/2 2 ]", GAP, false, "contact r 1 1\n"));
    assert_false(judge("r [ 1/2 2 ]", GAP, false, "contact r 2 9/10\n"));
    /* off by 10^-30 at the contact: not exact any more */
    assert_false(judge("r [ 1/2 2 ]",
                       "(sub " GAP " 1/1000000000000000000000000000000)",
                       false, "contact r 2 1\n"));
    /* odd order: only on the right side */
    assert_true(judge("x [ 0 1 ]", "(sub x (sin x))", false,
                      "contact x 3 0\n"));
    assert_false(judge("x [ -1 1 ]", "(sub x (sin x))", false,
                       "contact x 3 0\n"));
    assert_true(judge("x ( 0 1 ]", "(sub x (sin x))", true,
                      "contact x 3 0\n"));
    assert_false(judge("x [ 0 1 ]", "(sub x (sin x))", true,
                       "contact x 3 0\n"));
    /* at x = e, exact by log(exp(1)) = 1 */
    assert_true(judge("x [ 2 3 ]", "(sub (div x (exp 1)) (log x))", false,
                      "contact x 2 (exp 1)\n"));
    assert_false(judge("x [ 2 3 ]", "(sub (div x (exp 1)) (log x))", false,
                       "contact x 2 13591409/5000000\n"));
    /* kink at the contact */
    assert_false(judge("x [ -1 1 ]", "(sub (abs x) x)", false,
                       "contact x 1 0\n"));
    /* along a curve */
    assert_true(judge2("x [ 1 2 ]", "y [ 1 2 ]",
                       "(sub (div (add x y) 2) (sqrt (mul x y)))",
                       "contact x 2 y\n"));
    assert_false(judge2("x [ 1 2 ]", "y [ 1 2 ]",
                        "(sub (div (add x y) 2) (sqrt (mul x y)))",
                        "contact x 2 x\n"));
    assert_false(judge2("x [ 1 2 ]", "y [ 1 2 ]", "(sub (mul x y) 1)",
                        "contact x 2 y\n"));
}

static void convex(void **state)
{
    (void)state;
    const char *f = "(add (sub (pow x 2) (mul 2 x)) (add 1 (pow y 2)))";
    assert_true(judge2("x [ -3 3 ]", "y [ -1 1 ]", f, "convex 1 0\n"));
    assert_false(judge2("x [ -3 3 ]", "y [ -1 1 ]", f, "convex 0 0\n"));
    /* a saddle */
    assert_false(judge2("x [ -3 3 ]", "y [ -1 1 ]",
                        "(sub (pow x 2) (pow y 2))", "convex 0 0\n"));
    /* semidefinite: (x - y)^2 */
    assert_true(judge2("x [ -3 3 ]", "y [ -1 1 ]", "(pow (sub x y) 2)",
                       "convex 0 0\n"));
    /* at a corner, with slopes inward */
    assert_true(judge2("x [ 0 3 ]", "y [ 0 1 ]",
                       "(add (add x (pow x 2)) y)", "convex 0 0\n"));
    assert_false(judge2("x [ 0 3 ]", "y [ 0 1 ]",
                        "(sub (pow x 2) y)", "convex 0 0\n"));
}

static void monotone(void **state)
{
    (void)state;
    const char *f = "(sub (exp x) 1)";
    assert_true(judge("x [ 0 5 ]", f, false,
                      "monotone x +\n natural\n natural\n"));
    assert_false(judge("x [ 0 5 ]", f, false,
                       "monotone x -\n natural\n natural\n"));
    assert_false(judge("x [ 0 5 ]", f, true,
                       "monotone x +\n natural\n natural\n"));
    assert_true(judge("x ( 0 5 ]", f, true,
                      "monotone x ++\n natural\n natural\n"));
    assert_false(judge("x [ 0 5 ]", f, true,
                       "monotone x ++\n natural\n natural\n"));
    assert_true(judge("x ( 0 inf )", f, true,
                      "monotone x ++\n natural\n natural\n"));
    assert_false(judge("x ( -inf 5 ]", "(exp x)", false,
                       "monotone x +\n natural\n natural\n"));
    /* a jump downwards has derivative 0 wherever it has one */
    assert_false(judge("x [ -1 1 ]", "(if>= x -1 1)", false,
                       "monotone x +\n natural\n natural\n"));
}

static void hypotheses(void **state)
{
    (void)state;
    fixture f;
    const char *vars[] = {"a [ 0 1 ]", "b [ 0 1 ]"};
    const char *end;
    open_problem(&f, vars, 2, "(sub a b)", false);
    assert_false(verdict(&f, "natural\n"));
    assert_false(verdict(&f, "void 0\n"));
    expr h = expr_from_text(f.pool, "(sub a b)", &end, f.p.names, 2);
    problem_add_hyp(&f.p, h, false);
    assert_true(verdict(&f, "natural\n"));
    assert_false(verdict(&f, "void 0\n"));
    /* moving along a leaves the hypothesis: it must not be used */
    assert_false(verdict(&f, "monotone a +\n natural\n natural\n"));
    assert_false(verdict(&f, "split a 1/2\n void 0\n natural\n"));
    close_problem(&f);
}

static void product(void **state)
{
    (void)state;
    const char *f = "(sub (add (pow x 2) (pow y 2)) (mul 2 (mul x y)))";
    assert_true(judge2("x [ -3 3 ]", "y [ -1 1 ]", f,
                       "product 1 (sub x y) 2 1\n natural\n"));
    assert_false(judge2("x [ -3 3 ]", "y [ -1 1 ]", f,
                        "product 1 (sub x y) 1 (sub x y)\n natural\n"));
    assert_false(judge2("x [ -3 3 ]", "y [ -1 1 ]", f,
                        "product 1 (add x y) 2 1\n natural\n"));
    assert_false(judge2("x [ -3 3 ]", "y [ -1 1 ]", f,
                        "product 1 (sub x y) 2 -1\n natural\n"));
    assert_false(judge("x [ -3 3 ]", "(pow x 2)", true,
                       "product 1 x 2 1\n natural\n"));
    /* sqrt(x^2) = x only where x >= 0 */
    assert_true(judge("x [ 0 3 ]", "(sqrt (pow x 2))", false,
                      "product 0 x\n natural\n"));
    assert_false(judge("x [ -3 3 ]", "(sub (sqrt (pow x 2)) x)", false,
                       "product 0 0\n natural\n"));
    /* a denominator that may vanish */
    assert_false(judge("x [ -1 1 ]", "1", false,
                       "product 1 x -2 (pow x 2)\n natural\n"));
}

static void cases(void **state)
{
    (void)state;
    const char *f = "(sub (add x 2) (abs x))";
    assert_true(judge("x [ -1 5 ]", f, false,
                      "cases 0\n product 0 2\n  natural\n natural\n"));
    assert_false(judge("x [ -1 5 ]", "(sub x (abs x))", false,
                       "cases 0\n natural\n natural\n"));
    assert_false(judge("x [ -1 5 ]", f, false,
                       "cases 1\n natural\n natural\n"));
    assert_true(judge("x [ -1 5 ]", "(abs x)", false,
                      "cases 0\n natural\n natural\n"));
}

static void invert(void **state)
{
    (void)state;
    assert_true(judge("x [ 1 inf )", "(sub 1 (div 1 x))", false,
                      "invert x\n product 0 (sub 1 x)\n  natural\n"));
    assert_false(judge("x [ -1 inf )", "(sub 1 (div 1 x))", false,
                       "invert x\n product 0 (sub 1 x)\n  natural\n"));
    assert_false(judge("x [ 0 inf )", "(add 1 x)", false,
                       "invert x\n natural\n"));
}

static void malformed_text(void **state)
{
    (void)state;
    static const char *const bad[] = {
        "", "\n", "natural", "natural 1\n", "natural @\n", "natural @1e9\n",
        "natural @99999999\n", "split x\n", "split z 1\n", "split x 1/0\n",
        "split x 1/2\n natural\n", "monotone x\n", "monotone x *\n",
        "contact x 2\n", "contact x 0 1\n", "contact x 2 (foo)\n",
        "contact x 2 (add x\n", "convex\n", "product -1 x\n", "product 1 x\n",
        "product 99999 x\n", "cases -1\n", "void\n", "taylor x 0 1\n",
        "natural\0junk", "frobnicate\n", "split x 1/2 @128 7\n",
        "split x 1//2\n natural\n natural\n", "split x --1\n",
        /* not in lowest terms, or not as it is written */
        "split x 2/4\n natural\n natural\n",
        "split x 3/1\n natural\n natural\n",
        "split x +1\n natural\n natural\n",
        "split x 01\n natural\n natural\n",
        "split x 1/02\n natural\n natural\n",
        "split x -0\n natural\n natural\n",
        "split x 0/1\n natural\n natural\n",
        "split x 1/-2\n natural\n natural\n",
        "taylor x 3 2/8\n", "contact x 1 (add x 2/4)\n",
        "product 1 (sub x 2/4) 1 x\n natural\n",
        /* precision, order, index out of bounds */
        "natural @23\n", "natural @65537\n", "taylor x 65 1/2\n",
        "contact x 65 1/2\n", "void 100001\n"};
    fixture f;
    const char *vars[] = {"x [ 0 1 ]"};
    open_problem(&f, vars, 1, "x", false);
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        char err[200];
        int line = 1;
        const char *s = bad[i];
        cert_node *c = cert_read(&s, &line, &f.p, err, sizeof err);
        if (c != NULL)
            print_message("accepted: %s\n", bad[i]);
        assert_null(c);
        assert_true(err[0] != '\0');
    }
    close_problem(&f);
}

static void round_trip(void **state)
{
    (void)state;
    static const char text[] =
        "split r 3/2\n"
        " contact r 2 1\n"
        " monotone r +\n"
        "  natural @256\n"
        "  product 1 (sub r 1) 2 (add r -1/3)\n"
        "   open\n";
    fixture f;
    const char *vars[] = {"r ( 0 8 ]"};
    open_problem(&f, vars, 1, GAP, false);
    const char *s = text;
    char err[200];
    int line = 1;
    cert_node *c = cert_read(&s, &line, &f.p, err, sizeof err);
    assert_non_null(c);
    text_buf b = {0};
    cert_write(&b, c, &f.p);
    assert_string_equal(b.s, text);
    assert_int_equal(line, 7);
    assert_false(cert_is_complete(c));
    assert_false(checker_accepts(&f.p, 0, c, 128, NULL));
    text_clear(&b);
    cert_free(c);
    close_problem(&f);
}

static bool refutes(fixture *f, const char *x)
{
    mpq_t q[1];
    iv_t margin;
    mpq_init(q[0]);
    iv_init(margin, 64);
    assert_int_equal(mpq_set_str(q[0], x, 10), 0);
    bool ok = checker_refutes(&f->p, 0, q, 1024, margin);
    recheck *second = recheck_new(f->pool);
    rrange value;
    rrange_init(&value);
    assert_int_equal(recheck_refutes(second, &f->p, 0, q, 1024, &value), ok);
    rrange_clear(&value);
    recheck_free(second);
    iv_clear(margin);
    mpq_clear(q[0]);
    return ok;
}

static void refutation(void **state)
{
    (void)state;
    fixture f;
    const char *vars[] = {"r ( 0 9 ]"};
    open_problem(&f, vars, 1, GAP, false);
    assert_true(refutes(&f, "9"));
    assert_false(refutes(&f, "8"));
    assert_false(refutes(&f, "1"));  /* equality refutes no >= */
    assert_false(refutes(&f, "10")); /* outside */
    assert_false(refutes(&f, "0"));  /* open end */
    close_problem(&f);
    open_problem(&f, vars, 1, GAP, true);
    assert_true(refutes(&f, "1")); /* but it refutes > */
    close_problem(&f);
    /* sqrt(2) sqrt(x) > 2: the difference at 2 is 0 by its normal form only */
    open_problem(&f, vars, 1, "(sub (mul (sqrt 2) (sqrt r)) 2)", true);
    assert_true(refutes(&f, "2"));
    assert_true(refutes(&f, "1"));
    assert_false(refutes(&f, "3"));
    close_problem(&f);
    open_problem(&f, vars, 1, "(sub (mul (sqrt 2) (sqrt r)) 2)", false);
    assert_false(refutes(&f, "2"));
    close_problem(&f);
}

/* A point refutes only where the hypotheses certainly hold. */
static void refutation_under_hypotheses(void **state)
{
    (void)state;
    fixture f;
    const char *vars[] = {"x [ -4 4 ]"}, *end;
    static const struct {
        const char *hyp;
        bool strict;
        const char *yes, *no;
    } t[] = {
        {"(sub x 1)", false, "1", "1/2"},
        {"(sub x 1)", true, "2", "1"},
        {"(log x)", false, "1", "-1"}, /* undefined: not in question */
    };
    for (size_t k = 0; k < sizeof t / sizeof *t; k++) {
        open_problem(&f, vars, 1, "(sub (pow x 2) 20)", false);
        expr h = expr_from_text(f.pool, t[k].hyp, &end, f.p.names, 1);
        problem_add_hyp(&f.p, h, t[k].strict);
        assert_true(refutes(&f, t[k].yes));
        assert_false(refutes(&f, t[k].no));
        close_problem(&f);
    }
}

/* ---- what is no certificate, though the claim is true -------------------- */

static void malformed_rules(void **state)
{
    (void)state;
    assert_false(judge("x [ 0 1 ]", "x", false, "product 1 x 0 x\n natural\n"));
    assert_false(
        judge("x [ 0 1 ]", "(sub (exp x) (exp x))", false, "contact x 2 x\n"));
    assert_false(judge("x [ 0 1 ]", "1", false, "convex x\n"));
    assert_false(judge("x [ 0 1 ]", "1", false,
                       "cases 0\n natural\n"
                       " natural\n"));
    assert_false(judge("x [ 0 1 ]", "1", false, "void 0\n"));
}

/* `depth` rewritings of 1 as 1, one in the other. */
static cert_node *chain(expr_pool *pool, int depth)
{
    cert_node *c = cert_new(CERT_NATURAL);
    for (int k = 1; k < depth; k++) {
        cert_node *above = cert_new(CERT_PRODUCT);
        above->nexpr = 1;
        above->expr = xmalloc(sizeof *above->expr);
        above->expr[0] = expr_si(pool, 1);
        above->child[0] = c;
        c = above;
    }
    return c;
}

static void depth_is_limited(void **state)
{
    (void)state;
    fixture f;
    const char *vars[] = {"x [ 0 1 ]"};
    open_problem(&f, vars, 1, "1", false);
    recheck *second = recheck_new(f.pool);
    for (int more = 0; more < 2; more++) {
        cert_node *c = chain(f.pool, CERT_MAX_DEPTH + more);
        assert_int_equal(checker_accepts(&f.p, 0, c, 64, NULL), more == 0);
        assert_int_equal(recheck_accepts(second, &f.p, 0, c, 64, NULL),
                         more == 0);
        text_buf b = {0};
        cert_write(&b, c, &f.p);
        const char *s = b.s;
        char err[200];
        int line = 1;
        cert_node *again = cert_read(&s, &line, &f.p, err, sizeof err);
        assert_int_equal(again != NULL, more == 0);
        cert_free(again);
        text_clear(&b);
        cert_free(c);
    }
    recheck_free(second);
    close_problem(&f);
}

/* A checker goes from problem to problem of one pool: what it has kept of -x^2
 * as a function of (x, y) must not be taken for what it is of x alone. */
static void another_dimension(void **state)
{
    static const char *const texts[] = {"meanvalue\n", "convex 0\n"};
    (void)state;
    expr_pool *pool = expr_pool_new(0);
    expr f = expr_neg(pool, expr_pow_si(pool, expr_var(pool, 0), 2));
    problem p[2];
    for (int k = 0; k < 2; k++) {
        problem_init(&p[k], pool, 2 - k);
        for (int i = 0; i < p[k].nvars; i++) {
            problem_set_name(&p[k], i, i == 0 ? "x" : "y");
            mpq_set_si(p[k].box[i].lo, -1, 1);
            mpq_set_si(p[k].box[i].hi, 1, 1);
        }
        problem_add_goal(&p[k], f, false);
    }
    checker *c = checker_new(&p[0], 64);
    recheck *second = recheck_new(pool);
    for (int k = 0; k < 2; k++) {
        char err[200];
        int line = 1;
        const char *s = texts[k];
        cert_node *t = cert_read(&s, &line, &p[k], err, sizeof err);
        assert_non_null(t);
        assert_false(checker_accepts_in(c, &p[k], 0, t, NULL));
        assert_false(recheck_accepts(second, &p[k], 0, t, 64, NULL));
        cert_free(t);
    }
    checker_free(c);
    recheck_free(second);
    problem_clear(&p[0]);
    problem_clear(&p[1]);
    expr_pool_free(pool);
}

/* ---- margins -------------------------------------------------------------- */

/* The report's lower bound for the goal, if it says one. */
static bool margin(mpq_ptr q, const char *var, const char *goal,
                   const char *cert)
{
    fixture f;
    char err[200];
    int line = 1;
    checker_report rep;
    open_problem(&f, &var, 1, goal, false);
    cert_node *c = cert_read(&cert, &line, &f.p, err, sizeof err);
    assert_non_null(c);
    checker_report_init(&rep);
    assert_true(checker_accepts(&f.p, 0, c, 128, &rep));
    bool known = rep.margin_known && mpfr_number_p(rep.margin_lower);
    if (known)
        mpfr_get_q(q, rep.margin_lower);
    checker_report_clear(&rep);
    cert_free(c);
    close_problem(&f);
    return known;
}

static void margins_are_lower_bounds(void **state)
{
    mpq_t q;
    (void)state;
    mpq_init(q);
    /* 1/3 and -1/3 + 1 are no numbers of 64 bits */
    assert_true(margin(q, "x [ 0 1 ]", "(add x 1/3)", "natural\n"));
    assert_true(mpq_cmp_ui(q, 1, 3) < 0);
    assert_true(margin(q, "x [ 0 1 ]", "(add x 2/3)", "natural\n"));
    assert_true(mpq_cmp_ui(q, 2, 3) < 0);
    assert_true(margin(q, "x [ 0 1 ]", "(add x 1)",
                       "split x 1/2\n natural\n natural\n"));
    assert_true(mpq_cmp_ui(q, 1, 1) == 0);
    /* at a contact it is 0; a factor hides it */
    assert_true(margin(q, "r [ 1/2 2 ]", GAP, "contact r 2 1\n"));
    assert_true(mpq_sgn(q) == 0);
    assert_true(margin(q, "x [ 0 1 ]", "(sub x (sin x))",
                       "tangent x 1 0\n product 1 (sin (div x 2)) 2 2\n"
                       "  natural\n"));
    assert_true(mpq_sgn(q) == 0);
    assert_false(
        margin(q, "x [ 0 1 ]", "(pow x 2)", "product 1 x 2 1\n natural\n"));
    assert_false(margin(q, "x [ 0 1 ]", "(pow (sub x 2) 2)",
                        "split x 1/2\n natural\n"
                        " product 1 (sub x 2) 2 1\n  natural\n"));
    /* and so does another function: 5/4 is the margin of the right half */
    assert_true(margin(q, "x [ 1 3 ]", "(sub x (div x 4))",
                       "split x 2\n"
                       " increasing x (0,inf) (log x)\n  natural\n  natural\n"
                       " natural\n"));
    assert_true(mpq_sgn(q) == 0);
    mpq_clear(q);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(natural),
        cmocka_unit_test(split_covers),
        cmocka_unit_test(meanvalue),
        cmocka_unit_test(taylor),
        cmocka_unit_test(contact),
        cmocka_unit_test(convex),
        cmocka_unit_test(monotone),
        cmocka_unit_test(hypotheses),
        cmocka_unit_test(product),
        cmocka_unit_test(cases),
        cmocka_unit_test(invert),
        cmocka_unit_test(malformed_text),
        cmocka_unit_test(round_trip),
        cmocka_unit_test(refutation),
        cmocka_unit_test(refutation_under_hypotheses),
        cmocka_unit_test(malformed_rules),
        cmocka_unit_test(depth_is_limited),
        cmocka_unit_test(another_dimension),
        cmocka_unit_test(margins_are_lower_bounds),
    };
    return cmocka_run_group_tests(tests, NULL, NULL) != 0;
}

/* libFuzzer target: certificates of false claims.  The first byte chooses the
 * claim; whatever follows is read as a certificate and checked, and must not
 * be accepted. */
#include "fuzz.h"

#include "../../numerics/check/checker.h"
#include "../../numerics/recheck/recheck.h"

typedef struct {
    const char *goal; /* "> ..." is strict */
    const char *hyp;  /* >= 0, or NULL */
    long x[2], y[2];
    bool open; /* both ranges at their lower ends */
} false_claim;

/* Where each fails is said beside it. */
static const false_claim claims[] = {
    {"(neg (abs x))", NULL, {-1, 0}, {0, 1}, false},              /* -1 */
    {"(sub (min x y) (max x y))", NULL, {-1, 1}, {-1, 1}, false}, /* (1,0) */
    {"(sub (sub (sub x 1) (log x)) (div (pow (sub x 1) 2) 9))",
     NULL,
     {0, 8},
     {0, 1},
     true},                                                         /* 8 */
    {"(sub x (sin (mul 2 x)))", NULL, {0, 1}, {0, 1}, false},       /* 1/2 */
    {"(pow (sub x y) 3)", "(sub y x)", {0, 1}, {0, 1}, false},      /* (0, 1) */
    {"> (pow (sub x y) 2)", NULL, {0, 1}, {0, 1}, false},           /* x = y */
    {"(if>= x (sub x 1) (add x 1))", NULL, {-1, 1}, {0, 1}, false}, /* 0 */
    {"(sub (sqrt (pow x 2)) (mul 2 x))", NULL, {-1, 1}, {0, 1}, false}, /* 1 */
    {"(mul 0 (log x))", NULL, {0, 1}, {0, 1}, false}, /* undefined at 0 */
    {"(sub (exp x) (add 1 (mul x 3/2)))", NULL, {0, 1}, {0, 1}, false},
    {"(sub (mul x y) 1/2)", "(sub x y)", {0, 1}, {0, 1}, true}, /* (1/4, 1/8) */
    {"(sub (sub (pow x 2) (mul 2 (mul x y))) (neg (div (pow y 2) 2)))",
     NULL,
     {-1, 1},
     {-1, 1},
     false}, /* (1, 1) */
};

enum {
    CLAIMS = sizeof claims / sizeof claims[0]
};

static expr parse(problem *p, const char *s)
{
    const char *end;
    return expr_from_text(p->pool, s, &end, p->names, p->nvars);
}

static void set_range(range *r, const long end[2], bool open)
{
    mpq_set_si(r->lo, end[0], 1);
    mpq_set_si(r->hi, end[1], 1);
    r->lo_open = open;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size < 1)
        return 0;
    const false_claim *k = &claims[data[0] % CLAIMS];
    expr_pool *pool = expr_pool_new(200000);
    problem p;
    problem_init(&p, pool, 2);
    problem_set_name(&p, 0, "x");
    problem_set_name(&p, 1, "y");
    set_range(&p.box[0], k->x, k->open);
    set_range(&p.box[1], k->y, k->open);
    if (k->hyp != NULL)
        problem_add_hyp(&p, parse(&p, k->hyp), false);
    bool strict = k->goal[0] == '>';
    problem_add_goal(&p, parse(&p, k->goal + (strict ? 2 : 0)), strict);
    char *text = fuzz_string(data + 1, size - 1), err[200];
    const char *s = text;
    int line = 1;
    cert_node *c = cert_read(&s, &line, &p, err, sizeof err);
    fuzz_require(c != NULL || err[0] != '\0', "a refusal without a reason");
    if (c != NULL) {
        checker_report r;
        checker_report_init(&r);
        bool accepted = checker_accepts(&p, 0, c, 64, &r);
        fuzz_require(!accepted, "a false claim is accepted");
        fuzz_require(r.where[0] != '\0', "a rejection without a place");
        checker_report_clear(&r);
        recheck *second = recheck_new(pool);
        fuzz_require(!recheck_accepts(second, &p, 0, c, 64, NULL),
                     "a false claim is accepted by the second engine");
        recheck_free(second);
    }
    cert_free(c);
    free(text);
    problem_clear(&p);
    expr_pool_free(pool);
    return 0;
}

/* libFuzzer target: expressions in prefix form: read, written, evaluated,
 * differentiated, brought to normal form. */
#include "fuzz.h"

#include "../../numerics/enclose/eval.h"
#include "../../numerics/exact/exact.h"

static char *const names[] = {"x", "y"};

static void use(expr_pool *pool, expr e)
{
    const char *end;
    char *s = expr_to_text(pool, e, names, 100000);
    if (s != NULL) {
        expr again = expr_from_text(pool, s, &end, names, 2);
        fuzz_require(again == EXPR_NONE || again == e, "another expression");
    }
    free(s);
    range box[2];
    for (int i = 0; i < 2; i++) {
        range_init(&box[i]);
        mpq_set_si(box[i].hi, 1, 1);
    }
    eval *ev = eval_new(pool, 53);
    eval_set_box(ev, box, 2);
    iv_t one;
    iv_init(one, 53);
    iv_set(one, eval_enclose(ev, e));
    exact *x = eval_exact(pool, ev);
    bool zero = exact_is_zero(x, e);
    fuzz_require(!zero || !iv_is_defined(one) || !iv_certainly_nonzero(one),
                 "a zero that is not");
    exact_free(x);
    expr d = expr_diff(pool, e, 0);
    if (d != EXPR_NONE && expr_size(pool, d) < 2000)
        (void)!eval_enclose(ev, d);
    iv_clear(one);
    eval_free(ev);
    for (int i = 0; i < 2; i++)
        range_clear(&box[i]);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    char *text = fuzz_string(data, size);
    const char *end;
    expr_pool *pool = expr_pool_new(50000);
    expr e = expr_from_text(pool, text, &end, names, 2);
    if (e != EXPR_NONE && expr_size(pool, e) < 500)
        use(pool, e);
    expr_pool_free(pool);
    free(text);
    return 0;
}

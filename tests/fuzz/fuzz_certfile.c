/* libFuzzer target: the reader of certificate files. */
#include "fuzz.h"

#include "../../theory/evidence/certfile.h"

static problem *the_problem(void *ctx, size_t instance)
{
    (void)instance;
    return ctx;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const char hash[] =
        "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";
    expr_pool *pool = expr_pool_new(200000);
    problem p;
    problem_init(&p, pool, 1);
    problem_set_name(&p, 0, "x");
    problem_add_hyp(&p, expr_var(pool, 0), false);
    problem_add_hyp(&p, expr_neg(pool, expr_var(pool, 0)), false);
    problem_add_goal(&p, expr_var(pool, 0), false);
    char *text = fuzz_string(data, size), *err;
    proof pf;
    certfile_subject of = {.id = "a",
                           .hash = hash,
                           .instances = 3,
                           .problem_of = the_problem,
                           .ctx = &p};
    proof_init(&pf, 1);
    bool ok = certfile_parse(&pf, text, &of, &err);
    fuzz_require(ok ? err == NULL : err[0] != '\0',
                 "a refusal without a reason");
    if (ok) {
        char *again = certfile_text(&pf, &of);
        free(again);
    }
    proof_clear(&pf);
    free(err);
    free(text);
    problem_clear(&p);
    expr_pool_free(pool);
    return 0;
}

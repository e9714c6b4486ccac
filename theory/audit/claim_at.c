/* A claim that is to be proved by induction, at one number: it may be false far
 * behind its bases.  A refutation found here is believed as any other: the
 * statement at this number is written out by the language, and the checker
 * confirms the point. */
#include "claim_at.h"

#include <stdlib.h>
#include <string.h>

enum {
    ALL_UP_TO = 64,   /* numbers from the first on, one by one */
    FARTHEST = 4096,  /* then each twice the last */
    SAMPLES = 24,     /* points, where there are other variables */
    FEW = 8           /* numbers at which there should be a meaning */
};

static bool gather(void *ctx, const binding *binding, problem *p,
                   const expr *chain_e, size_t n)
{
    instances_add(ctx, binding, p, chain_e, n);
    return true;
}

/* The binder of the induction's variable, or without one the first over
 * `m..inf`; nbind where there is none. */
static size_t place_of(const item *it)
{
    size_t k = 0;
    while (k < it->nbind &&
           (it->induction.var != NULL
                ? strcmp(it->bind[k].name, it->induction.var) != 0
                : it->bind[k].kind != DOM_INTEGERS || it->bind[k].hi != NULL))
        k++;
    return k;
}

bool claim_at_collect(elab *e, const item *it, mpq_srcptr n, instances *f,
                      uint64_t *whole)
{
    size_t k = place_of(it), count;
    lang_errors errs = {0};
    if (k == it->nbind)
        return false;
    item at = *it;
    ast number = {.kind = AST_NUMBER, .pos = it->bind[k].pos};
    mpq_init(number.q);
    mpq_set(number.q, n);
    number.text = mpq_get_str(NULL, 10, n);
    at.bind = xmalloc(it->nbind * sizeof *at.bind);
    memcpy(at.bind, it->bind, it->nbind * sizeof *at.bind);
    at.bind[k].lo = at.bind[k].hi = &number;
    at.bind[k].hi_open = false;
    at.induction.var = NULL;
    at.nby = at.ncases = at.nhints = at.nlinks = 0;
    bool ok = elab_instances(e, &at, gather, f, &count, &errs);
    *whole = point_whole_vars(&at);
    lang_errors_clear(&errs);
    free(at.bind);
    free(number.text);
    mpq_clear(number.q);
    return ok;
}

/* ---- one number --------------------------------------------------------- */

/* A goal of instance k at x, which is certainly false: at the lowest precision,
 * where what is true shows as well, and fast. */
static bool point_fails(audit *a, instances *f, size_t k, mpq_t *x)
{
    iv_t v;
    iv_init(v, 64);
    bool fails = false;
    const problem *p = &f->v[k].p;
    for (size_t g = 0; g < p->ngoals && !fails; g++) {
        eval *ev = engines_eval(a->engines, 0);
        point_set_box(ev, x, p->nvars);
        iv_srcptr y = eval_enclose(ev, p->goal[g].e);
        fails = iv_is_defined(y) && iv_certainly_neg(y) &&
                point_refutes(a, p, g, x, v) &&
                claim_report_witness(a, f, k, g, x);
    }
    iv_clear(v);
    return fails;
}

/* Some sample of instance k, the only point where it has no variables. */
static bool sample_fails(audit *a, instances *f, size_t k)
{
    const problem *p = &f->v[k].p;
    size_t n = p->nvars == 0 ? 1 : SAMPLES;
    mpq_t *x = point_new(p->nvars);
    bool fails = false;
    for (size_t i = 0; i < n && !fails; i++)
        fails = point_sample_whole(a->whole, x, p, i) &&
                point_fails(a, f, k, x);
    point_free(x, p->nvars);
    return fails;
}

/* Is it refuted at n?  Then the result says so. */
static bool fails_at(audit *a, long n)
{
    instances f = {.n = 0};
    uint64_t usual = a->whole;
    bool fails = false;
    mpq_t q;
    mpq_init(q);
    mpq_set_si(q, n, 1);
    if (claim_at_collect(a->e, a->it, q, &f, &a->whole))
        for (size_t k = 0; k < f.n && !fails && !audit_stopped(a); k++)
            if (!f.v[k].binding.step && !f.v[k].binding.aside)
                fails = sample_fails(a, &f, k);
    a->whole = usual;
    mpq_clear(q);
    instances_clear(&f);
    return fails;
}

/* It holds, as far as is known, at lo and fails at hi: closer together. */
static void approach(audit *a, long lo, long hi)
{
    while (hi - lo > 1 && !audit_stopped(a)) {
        long mid = lo + (hi - lo) / 2;
        if (fails_at(a, mid))
            hi = mid;
        else
            lo = mid;
    }
    (void)fails_at(a, hi); /* the result's is the last one tried */
}

bool claim_at_first(audit *a, long *first)
{
    const item *it = a->it;
    size_t k = place_of(it);
    lang_errors errs = {0};
    mpq_t q;
    mpq_init(q);
    bool ok = k < it->nbind && elab_rational(a->e, it->bind[k].lo, q, &errs) &&
              mpz_cmp_ui(mpq_denref(q), 1) == 0 &&
              mpz_sizeinbase(mpq_numref(q), 2) <= 30;
    if (ok)
        *first = mpz_get_si(mpq_numref(q));
    lang_errors_clear(&errs);
    mpq_clear(q);
    return ok;
}

bool claim_at_means(audit *a, long first)
{
    bool means = false;
    for (long n = first; n < first + FEW && !means; n++) {
        instances f = {.n = 0};
        uint64_t whole;
        mpq_t q;
        mpq_init(q);
        mpq_set_si(q, n, 1);
        means = claim_at_collect(a->e, a->it, q, &f, &whole) && f.n > 0;
        mpq_clear(q);
        instances_clear(&f);
    }
    return means;
}

/* The variable's first value, of the first combination. */
static bool first_value(const audit *a, const instances *f, long *out)
{
    for (int i = 0; f->n > 0 && i < f->v[0].p.nvars; i++) {
        const range *r = &f->v[0].p.box[i];
        if (strcmp(f->v[0].p.names[i], a->it->induction.var) != 0)
            continue;
        *out = mpz_get_si(mpq_numref(r->lo));
        return true;
    }
    return false;
}

bool claim_at_refutes(audit *a, const instances *f)
{
    long first;
    return a->it->induction.var != NULL && first_value(a, f, &first) &&
           claim_at_refutes_from(a, first);
}

bool claim_at_refutes_from(audit *a, long first)
{
    for (long i = 0; i < ALL_UP_TO && !audit_stopped(a); i++)
        if (fails_at(a, first + i))
            return true;
    for (long i = ALL_UP_TO; i <= FARTHEST && !audit_stopped(a); i *= 2)
        if (fails_at(a, first + i)) {
            approach(a, first + i / 2, first + i);
            return a->r->verdict == VERDICT_REFUTED;
        }
    return false;
}

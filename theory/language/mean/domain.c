/* The domain of one variable, once those before it have values. */
#include "expansion.h"
#include "number.h"

#include "../../../numerics/base/limits.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

static const ast *end_ast(const expansion_var *v, bool lo)
{
    return lo ? v->b->lo : v->b->hi;
}

/* The exact value of member i of v's list. */
static bool member_value(expansion *f, const expansion_var *v, size_t i,
                         mpq_ptr q)
{
    expr x = expansion_value(f, v->list[i]);
    if (x == EXPR_NONE)
        return false;
    if (number_find(f->e, x, q) == NUMBER_RATIONAL)
        return true;
    const char *limit = number_limit(f->e, x);
    elab_error(f->e, v->b->list[i]->pos,
               "the members of the list of `%s` must be rational numbers%s%s",
               v->b->name, limit ? "; " : "", limit ? limit : "");
    return false;
}

/* A whole number of at most 62 bits. */
static bool whole_end(expansion *f, const expansion_var *v, bool lo, long *out)
{
    expr x = expansion_value(f, lo ? v->lo : v->hi);
    if (x == EXPR_NONE)
        return false;
    mpq_t q;
    mpq_init(q);
    bool known = number_find(f->e, x, q) == NUMBER_RATIONAL;
    bool ok = known && !mpz_cmp_si(mpq_denref(q), 1) &&
              mpz_sizeinbase(mpq_numref(q), 2) <= 62;
    if (ok)
        *out = mpz_get_si(mpq_numref(q));
    mpq_clear(q);
    const char *limit = known ? NULL : number_limit(f->e, x);
    if (!ok)
        elab_error(f->e, end_ast(v, lo)->pos,
                   "the ends of the integer range of `%s` must be whole "
                   "numbers%s%s",
                   v->b->name, limit ? "; " : "", limit ? limit : "");
    return ok;
}

/* Gives the k-th variable, run through, the value q. */
static bool visit(expansion *f, size_t k, mpq_srcptr q, expansion_next *next)
{
    if (++f->tried > f->e->limit.max_instances) {
        elab_error(f->e, f->var[k].b->pos, "more than %zu instances",
                   f->e->limit.max_instances);
        return false;
    }
    f->local[k] = expr_q(f->e->pool, q);
    if (arith_checked(f->e, f->local[k],
                      f->it->bind[k].lo ? f->it->bind[k].lo
                                        : f->it->bind[k].list[0]) == EXPR_NONE)
        return false;
    size_t slot = 0; /* among the finite ones */
    for (size_t i = 0; i < k; i++)
        slot += !f->var[i].real;
    mpq_set(f->binding.value[slot], q);
    return next(f, k + 1);
}

static bool run_integers(expansion *f, size_t k, expansion_next *next)
{
    long lo, hi;
    if (!whole_end(f, &f->var[k], true, &lo) ||
        !whole_end(f, &f->var[k], false, &hi))
        return false;
    mpq_t q;
    mpq_init(q);
    bool ok = true;
    for (long i = lo; ok && i <= hi; i++) {
        mpq_set_si(q, i, 1);
        ok = visit(f, k, q, next);
    }
    mpq_clear(q);
    return ok;
}

static bool run_list(expansion *f, size_t k, expansion_next *next)
{
    const expansion_var *v = &f->var[k];
    mpq_t q;
    mpq_init(q);
    bool ok = true;
    for (size_t i = 0; ok && i < v->b->nlist; i++)
        ok = member_value(f, v, i, q) && visit(f, k, q, next);
    mpq_clear(q);
    return ok;
}

/* One end of an interval as rationals lo <= end <= hi. */
static bool rational_end(expansion *f, const expansion_var *v, bool low,
                         expr *x, mpq_ptr lo, mpq_ptr hi, bool *exact)
{
    *x = expansion_value(f, low ? v->lo : v->hi);
    if (*x == EXPR_NONE)
        return false;
    if (decide_rational(f->e, *x, lo, hi, exact))
        return true;
    elab_error(f->e, end_ast(v, low)->pos,
               "this end of the interval of `%s` has no value that could be "
               "enclosed",
               v->b->name);
    return false;
}

/* An irrational end: the box goes a hair beyond it, and the true end becomes
 * a hypothesis. */
static bool add_end(expansion *f, expansion_var *v, expr x, bool low, bool open)
{
    expr_pool *pool = f->e->pool;
    expr var = expr_var(pool, v->var);
    expr h = low ? expr_sub(pool, var, x) : expr_sub(pool, x, var);
    v->end[v->nends++] = (sign_condition){h, open};
    return arith_checked(f->e, h, end_ast(v, low)) != EXPR_NONE;
}

static bool vacuous(expansion *f, const expansion_var *v)
{
    elab_error(f->e, v->b->pos, "vacuous: the interval of `%s` is empty",
               v->b->name);
    return false;
}

/* Is there certainly no number between the ends?  Of irrational ones the box
 * does not tell. */
static bool no_room(expansion *f, const expansion_var *v, expr lo, expr hi)
{
    bool undecided, open = v->b->lo_open || v->b->hi_open;
    return decide_relation(f->e, open ? REL_LT : REL_LE, lo, hi, &undecided) ==
           TRI_FALSE;
}

static bool set_ends(expansion *f, expansion_var *v)
{
    range *r = &v->box;
    mpq_t inner;
    mpq_init(inner);
    expr x, lo = EXPR_NONE;
    bool exact, ok = true;
    r->lo_inf = !v->lo;
    r->hi_inf = !v->hi;
    r->lo_open = r->lo_inf || v->b->lo_open;
    r->hi_open = r->hi_inf || v->b->hi_open;
    if (v->lo) {
        ok = rational_end(f, v, true, &lo, r->lo, inner, &exact);
        if (ok && !exact) {
            ok = add_end(f, v, lo, true, r->lo_open);
            r->lo_open = false;
        }
    }
    if (ok && v->hi) {
        ok = rational_end(f, v, false, &x, inner, r->hi, &exact);
        if (ok && !exact) {
            ok = add_end(f, v, x, false, r->hi_open);
            r->hi_open = false;
        }
    }
    mpq_clear(inner);
    if (ok && v->lo && v->hi && no_room(f, v, lo, x))
        return vacuous(f, v);
    return ok;
}

static bool run_real(expansion *f, size_t k, expansion_next *next)
{
    expansion_var *v = &f->var[k];
    v->nends = 0;
    if (v->b->kind == DOM_INTEGERS) { /* lo..inf: the reals from lo on */
        long lo;
        if (!whole_end(f, v, true, &lo))
            return false;
        mpq_set_si(v->box.lo, lo, 1);
        v->box.lo_inf = v->box.lo_open = false;
        v->box.hi_inf = v->box.hi_open = true;
    } else if (!set_ends(f, v)) {
        return false;
    }
    if (range_is_empty(&v->box))
        return vacuous(f, v);
    f->local[k] = expr_var(f->e->pool, v->var);
    return next(f, k + 1);
}

static const option *find_option(const item *it, const char *key)
{
    for (size_t i = 0; i < it->nopts; i++)
        if (!strcmp(it->opt[i].key, key))
            return &it->opt[i];
    return NULL;
}

/* lo^(1-w) * hi^w to 53 bits, w = i/n: MPFR rounds the same everywhere. */
static void log_sample(mpq_ptr q, mpq_srcptr lo, mpq_srcptr hi, long i, long n)
{
    mpfr_t a, b;
    mpfr_init2(a, 53);
    mpfr_init2(b, 53);
    mpfr_set_q(a, lo, MPFR_RNDN);
    mpfr_set_q(b, hi, MPFR_RNDN);
    mpfr_log(a, a, MPFR_RNDN);
    mpfr_log(b, b, MPFR_RNDN);
    mpfr_sub(b, b, a, MPFR_RNDN);
    mpfr_mul_si(b, b, i, MPFR_RNDN);
    mpfr_div_si(b, b, n, MPFR_RNDN);
    mpfr_add(a, a, b, MPFR_RNDN);
    mpfr_exp(a, a, MPFR_RNDN);
    mpfr_get_q(q, a);
    mpfr_clear(a);
    mpfr_clear(b);
    if (mpq_cmp(q, lo) < 0)
        mpq_set(q, lo);
    if (mpq_cmp(q, hi) > 0)
        mpq_set(q, hi);
}

/* Sample i of 0 .. n between the ends, exact rationals. */
static void sample(mpq_ptr q, mpq_srcptr lo, mpq_srcptr hi, long i, long n,
                   bool logarithmic)
{
    if (i == 0 || i == n) {
        mpq_set(q, i ? hi : lo);
    } else if (logarithmic) {
        log_sample(q, lo, hi, i, n);
    } else {
        mpq_t w;
        mpq_init(w);
        mpq_set_si(w, i, (unsigned long)n);
        mpq_canonicalize(w);
        mpq_sub(q, hi, lo);
        mpq_mul(q, q, w);
        mpq_add(q, q, lo);
        mpq_clear(w);
    }
}

/* The points of a figure along an interval: equally spaced, on a logarithmic
 * axis by ratio; open ends are left out. */
static bool run_samples(expansion *f, size_t k, expansion_next *next)
{
    const expansion_var *v = &f->var[k];
    const option *o = find_option(f->it, "samples");
    const option *scale = find_option(f->it, "xscale");
    long n = (o ? mpz_get_si(mpq_numref(o->value->q))
                : LIMIT_SAMPLES_DEFAULT) - 1;
    bool logarithmic = scale && !strcmp(scale->text, "log");
    mpq_t lo, hi, q;
    mpq_inits(lo, hi, q, NULL);
    expr x;
    bool exact;
    /* the inner sides of both enclosures */
    bool ok = rational_end(f, v, true, &x, q, lo, &exact) &&
              rational_end(f, v, false, &x, hi, q, &exact);
    if (ok && (mpq_cmp(lo, hi) >= 0 || (logarithmic && mpq_sgn(lo) <= 0))) {
        elab_error(f->e, v->b->pos, "the interval of `%s` %s", v->b->name,
                   mpq_cmp(lo, hi) >= 0 ? "is empty"
                                        : "must be positive on a logarithmic "
                                          "axis");
        ok = false;
    }
    for (long i = v->b->lo_open; ok && i <= n - v->b->hi_open; i++) {
        sample(q, lo, hi, i, n, logarithmic);
        ok = visit(f, k, q, next);
    }
    mpq_clears(lo, hi, q, NULL);
    return ok;
}

bool domain_run(expansion *f, size_t k, expansion_next *next)
{
    const expansion_var *v = &f->var[k];
    if (v->real)
        return run_real(f, k, next);
    if (v->b->kind == DOM_LIST)
        return run_list(f, k, next);
    if (v->b->kind == DOM_INTEGERS)
        return run_integers(f, k, next);
    return run_samples(f, k, next);
}

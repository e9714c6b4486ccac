/* Counterexamples: exact points at and near those where f looks smallest,
 * each for the checker to confirm.  Believed: nothing. */
#include "search_internal.h"

#include "../base/memory.h"
#include "../base/rational.h"

#include <math.h>
#include <stdlib.h>

/* Bits that tell most values from 0. */
enum {
    PLAIN_PREC = 512
};

void search_refute_coordinate(mpq_ptr q, double x, const range *r)
{
    rational_guess(q, x);
    if (!r->lo_inf && mpq_cmp(q, r->lo) <= 0) {
        mpq_set(q, r->lo);
        if (r->lo_open && !r->hi_inf) { /* a hair inside */
            mpq_sub(q, r->hi, r->lo);
            mpq_div_2exp(q, q, 60);
            mpq_add(q, q, r->lo);
        } else if (r->lo_open) {
            mpq_t t;
            mpq_init(t);
            mpq_set_ui(t, 1, 1);
            mpq_div_2exp(t, t, 60);
            mpq_add(q, q, t);
            mpq_clear(t);
        }
    } else if (!r->hi_inf && mpq_cmp(q, r->hi) >= 0) {
        mpq_set(q, r->hi);
        if (r->hi_open) {
            mpq_t t;
            mpq_init(t);
            if (r->lo_inf)
                mpq_set_ui(t, 1, 1);
            else
                mpq_sub(t, r->hi, r->lo);
            mpq_div_2exp(t, t, 60);
            mpq_sub(q, q, t);
            mpq_clear(t);
        }
    }
}

void search_refute_end(mpq_ptr q, const range *r, bool high)
{
    static const double far = 0x1p1000;
    mpq_srcptr end = high ? r->hi : r->lo;
    if (high ? r->hi_inf : r->lo_inf) {
        search_refute_coordinate(q, high ? far : -far, r);
        return;
    }
    mpq_set(q, end);
    if (!(high ? r->hi_open : r->lo_open))
        return;
    mpq_t h; /* towards the other end, by a part of the width */
    mpq_init(h);
    if (r->lo_inf || r->hi_inf)
        mpq_set_ui(h, 1, 1);
    else
        mpq_sub(h, r->hi, r->lo);
    mpq_div_2exp(h, h, 60);
    if (high)
        mpq_sub(q, q, h);
    else
        mpq_add(q, q, h);
    mpq_clear(h);
}

bool search_refute_exact(searcher *s, mpq_t *x, mpfr_prec_t prec)
{
    iv_t margin;
    iv_init(margin, 64);
    bool found = checker_refutes(s->p, s->g, x, prec, margin);
    iv_clear(margin);
    if (found && s->r->witness == NULL) {
        s->r->witness = xmalloc((size_t)s->p->nvars * sizeof *x + 1);
        for (int i = 0; i < s->p->nvars; i++) {
            mpq_init(s->r->witness[i]);
            mpq_set(s->r->witness[i], x[i]);
        }
    }
    return found;
}

bool search_refute_at(searcher *s, const double *x)
{
    int n = s->p->nvars;
    mpq_t *q = xmalloc((size_t)n * sizeof *q + 1);
    bool found = false;
    for (int i = 0; i < n; i++)
        mpq_init(q[i]);
    /* rounded to few bits first: a short witness reads better */
    for (int bits = 10; bits <= 60 && !found; bits += bits < 20 ? 10 : 40) {
        for (int i = 0; i < n; i++) {
            double u = x[i];
            if (bits < 53 && isfinite(u) && u != 0) {
                int e;
                frexp(u, &e);
                u = ldexp(nearbyint(ldexp(u, bits - e)), e - bits);
            }
            search_refute_coordinate(q[i], u, &s->p->box[i]);
        }
        found = search_refute_exact(s, q, PLAIN_PREC);
    }
    for (int i = 0; i < n; i++)
        mpq_clear(q[i]);
    free(q);
    return found;
}

bool search_refute_corners(searcher *s)
{
    int n = s->p->nvars;
    bool found = false;
    mpq_t *q = xmalloc((size_t)n * sizeof *q + 1);
    for (int i = 0; i < n; i++)
        mpq_init(q[i]);
    for (unsigned k = 0; n <= 6 && k < 1u << n && !found; k++) {
        for (int i = 0; i < n; i++) {
            search_refute_end(q[i], &s->p->box[i], k >> i & 1);
        }
        found = search_refute_exact(s, q, PLAIN_PREC);
    }
    for (int i = 0; i < n; i++)
        mpq_clear(q[i]);
    free(q);
    return found;
}

/* Along each coordinate towards the spot, closer and closer: a relation that
 * fails only very near a contact (a coefficient too large by 1e-10). */
static bool refute_near(searcher *s, const spot *v)
{
    int n = s->p->nvars;
    bool found = false;
    mpq_t *q = xmalloc((size_t)n * sizeof *q + 1);
    mpq_t h;
    mpq_init(h);
    mpq_t *at = xmalloc((size_t)n * sizeof *at + 1);
    for (int j = 0; j < n; j++) {
        expr c;
        mpq_init(q[j]);
        mpq_init(at[j]);
        rational_guess(at[j], v->x[j]);
        if (search_guess_constants(s->p->pool, v->x[j], 1e-5, &c, 1) == 1 &&
            expr_is_const(s->p->pool, c))
            mpq_set(at[j], expr_const_value(s->p->pool, c));
    }
    for (int i = 0; i < n && n <= 4 && !found; i++)
        for (int k = 4; k <= 52 && !found; k += 6)
            for (int d = -1; d <= 1 && !found; d += 2) {
                for (int j = 0; j < n; j++)
                    mpq_set(q[j], at[j]);
                mpq_set_si(h, d, 1);
                mpq_div_2exp(h, h, (mp_bitcnt_t)k);
                mpq_add(q[i], q[i], h);
                found = search_refute_exact(s, q, PLAIN_PREC);
            }
    for (int i = 0; i < n; i++)
        mpq_clear(at[i]);
    free(at);
    for (int i = 0; i < n; i++)
        mpq_clear(q[i]);
    mpq_clear(h);
    free(q);
    return found;
}

bool search_refute_near_probe(searcher *s, const probe *q)
{
    /* only where a double cannot vouch for the sign */
    double noise = 1e-9 * (q->scale + 1e-300) + 2 * q->noise;
    for (size_t i = 0; i < q->n && i < 8; i++)
        if (q->v[i].f <= noise && search_refute_at(s, q->v[i].x))
            return true;
    if (q->least > noise)
        return false;
    if (search_refute_corners(s))
        return true;
    for (size_t i = 0; i < q->n && i < 3; i++)
        if (q->v[i].f <= noise && refute_near(s, &q->v[i]))
            return true;
    return false;
}

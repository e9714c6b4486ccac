/* Looking for the least value of a function: samples, then steps along the
 * axes that shrink.  Untrusted: what it finds is a point, which others
 * evaluate.  Coordinates are doubles, each an exact rational; no library
 * function of libm is used, so that all machines find the same point. */
#include "audit_internal.h"
#include "../../numerics/base/rational.h"

#include <float.h>
#include <stdlib.h>
#include <string.h>

enum { SAMPLES = 160, STARTS = 4, HALVINGS = 60 };

typedef struct {
    mpq_t *x;
    double v;
} start;

typedef struct {
    minimise_target *t;
    int n;
    start best[STARTS]; /* increasing v */
    int nbest;
} minimiser;

static bool value_at(minimise_target *t, mpq_t *x, double *v)
{
    if (t->evaluations >= t->max_evaluations)
        return false;
    t->evaluations++;
    return t->value(t->ctx, x, v);
}

static void keep(minimiser *m, mpq_t *x, double v)
{
    int at = m->nbest;
    while (at > 0 && v < m->best[at - 1].v)
        at--;
    if (at == STARTS)
        return;
    start s;
    if (m->nbest == STARTS) {
        s = m->best[STARTS - 1];
    } else {
        s.x = point_new(m->n);
        m->nbest++;
    }
    for (int i = m->nbest - 1; i > at; i--)
        m->best[i] = m->best[i - 1];
    for (int i = 0; i < m->n; i++)
        mpq_set(s.x[i], x[i]);
    s.v = v;
    m->best[at] = s;
}

/* The closed corners, then samples inside. */
static void sample(minimiser *m)
{
    const problem *p = m->t->p;
    mpq_t *x = point_new(m->n);
    double v;
    int corners = m->n < 7 ? 1 << m->n : 0;
    for (int c = 0; c < corners; c++) {
        bool ok = true;
        for (int i = 0; i < m->n && ok; i++) {
            const range *r = &p->box[i];
            ok = c >> i & 1 ? !r->hi_open && !r->hi_inf
                            : !r->lo_open && !r->lo_inf;
            if (ok)
                mpq_set(x[i], c >> i & 1 ? r->hi : r->lo);
        }
        if (ok && value_at(m->t, x, &v))
            keep(m, x, v);
    }
    size_t half = m->t->max_evaluations / 2;
    for (size_t k = 0; k < SAMPLES && m->t->evaluations < half; k++)
        if (point_sample(x, p, k) && value_at(m->t, x, &v))
            keep(m, x, v);
    point_free(x, m->n);
}

/* x[i] moved by h, into the range: an end that belongs to it may be reached,
 * one that does not is approached. */
static bool moved(mpq_ptr y, mpq_srcptr x, const range *r, double h)
{
    mpq_t d;
    mpq_init(d);
    rational_guess(d, h);
    mpq_add(y, x, d);
    bool below = !r->lo_inf && mpq_cmp(y, r->lo) <= 0;
    bool above = !r->hi_inf && mpq_cmp(y, r->hi) >= 0;
    if (below || above) {
        mpq_srcptr end = below ? r->lo : r->hi;
        if (below ? r->lo_open : r->hi_open) {
            mpq_sub(d, x, end);
            mpq_div_2exp(d, d, 3);
            mpq_add(y, end, d);
        } else {
            mpq_set(y, end);
        }
    }
    /* coordinates stay doubles, relative to the nearer end of the range */
    mpq_srcptr base = below ? r->lo : above ? r->hi : NULL;
    if (base != NULL) {
        mpq_sub(d, y, base);
        rational_guess(d, rational_near(d));
        mpq_add(y, d, base);
    } else {
        rational_guess(y, rational_near(y));
    }
    mpq_clear(d);
    return range_contains_q(r, y) && !mpq_equal(y, x);
}

static double first_step(const range *r, mpq_srcptr x)
{
    if (!r->lo_inf && !r->hi_inf)
        return rational_near(r->hi) / 8 - rational_near(r->lo) / 8;
    double a = rational_near(x);
    a = a < 0 ? -a : a;
    return a > 1 ? a / 4 : 0.25;
}

static bool step(minimiser *m, start *s, int i, double h)
{
    mpq_t old;
    double v;
    bool better = false;
    mpq_init(old);
    mpq_set(old, s->x[i]);
    if (moved(s->x[i], old, &m->t->p->box[i], h) &&
        value_at(m->t, s->x, &v) && v < s->v) {
        s->v = v;
        better = true;
    } else {
        mpq_set(s->x[i], old);
    }
    mpq_clear(old);
    return better;
}

static void descend(minimiser *m, start *s)
{
    double h[EXPR_MAX_VARS];
    for (int i = 0; i < m->n; i++)
        h[i] = first_step(&m->t->p->box[i], s->x[i]);
    for (int round = 0; round < HALVINGS; round++)
        for (int i = 0; i < m->n; i++) {
            if (m->t->evaluations >= m->t->max_evaluations)
                return;
            if (range_is_point(&m->t->p->box[i]))
                continue;
            int steps = 0;
            double sign = step(m, s, i, h[i]) ? 1 : -1;
            if (sign > 0 || step(m, s, i, -h[i]))
                while (steps++ < 6 && step(m, s, i, sign * h[i]))
                    continue;
            if (steps == 0)
                h[i] /= 2;
            else if (steps > 4)
                h[i] *= 2;
        }
}

bool minimise_run(minimise_target *t, mpq_t *x, double *least)
{
    minimiser m = {.t = t, .n = t->p->nvars};
    sample(&m);
    size_t all = t->max_evaluations;
    int found = m.nbest;
    for (int k = 0; k < m.nbest; k++) {
        size_t left = all - t->evaluations;
        t->max_evaluations = t->evaluations + left / (size_t)(m.nbest - k);
        descend(&m, &m.best[k]);
        if (k == 0 || m.best[k].v < *least) {
            *least = m.best[k].v;
            for (int i = 0; i < m.n; i++)
                mpq_set(x[i], m.best[k].x[i]);
        }
    }
    t->max_evaluations = all;
    for (int k = 0; k < m.nbest; k++)
        point_free(m.best[k].x, m.n);
    return found > 0;
}

/* How much work a tactic may do, goals that failed before, and plain values.
 * Believed: nothing.
 *
 * Effort is counted, not timed, so that what is found never depends on the
 * machine.  A tactic that calls others lends them a share of what it has left;
 * without that, tactics within tactics would take exponential time. */
#include "search_internal.h"

#include "../base/halt.h"
#include "../base/memory.h"
#include "../base/rational.h"

#include <math.h>
#ifdef _OPENMP
#include <omp.h>
#endif
#include <stdlib.h>

double search_effort_now(void)
{
    return halt_clock();
}

int search_effort_threads(const search_limits *l)
{
#ifdef _OPENMP
    return l->threads > 0 ? l->threads : omp_get_max_threads();
#else
    (void)l;
    return 1;
#endif
}

bool search_out_of_budget(const searcher *s)
{
    search_result *r = s->r;
    if (s->limits->stop != NULL && *s->limits->stop != 0)
        r->interrupted = true;
    if (s->deadline > 0 && search_effort_now() > s->deadline)
        r->out_of_time = true;
    if (r->boxes >= s->max_boxes)
        r->out_of_boxes = true;
    return r->interrupted || r->out_of_time || r->out_of_boxes ||
           r->witness != NULL || s->effort >= s->effort_end;
}

size_t search_effort_left(const searcher *s)
{
    return s->effort_end > s->effort ? s->effort_end - s->effort : 0;
}

size_t search_effort_lend(searcher *s, size_t part)
{
    size_t old = s->effort_end;
    s->effort_end = s->effort + search_effort_left(s) / part;
    return old;
}

void search_effort_restore(searcher *s, size_t old_end)
{
    s->effort_end = old_end;
}

/* ---- goals that failed -------------------------------------------------- */

static uint64_t mix(uint64_t h, uint64_t v)
{
    h = (h ^ v) * UINT64_C(0x9e3779b97f4a7c15);
    return h ^ h >> 29;
}

static uint64_t mix_q(uint64_t h, mpq_srcptr q)
{
    mpz_srcptr part[2] = {mpq_numref(q), mpq_denref(q)};
    for (int k = 0; k < 2; k++) {
        h = mix(h, (uint64_t)mpz_sgn(part[k]) + mpz_size(part[k]));
        for (size_t i = 0; i < mpz_size(part[k]); i++)
            h = mix(h, mpz_getlimbn(part[k], (mp_size_t)i));
    }
    return h;
}

uint64_t search_goal_key(const searcher *s, const goal *g)
{
    uint64_t h = mix(g->f, g->strict);
    for (int i = 0; i < s->p->nvars; i++) {
        const range *r = &g->box[i];
        h = mix(h, (uint64_t)(r->lo_inf | r->hi_inf << 1 | r->lo_open << 2 |
                              r->hi_open << 3));
        if (!r->lo_inf)
            h = mix_q(h, r->lo);
        if (!r->hi_inf)
            h = mix_q(h, r->hi);
    }
    for (size_t j = 0; j < g->nhyps; j++)
        h = mix(mix(h, g->hyp[j].e), g->hyp[j].strict);
    return h != 0 ? h : 1;
}

bool search_goal_failed(const searcher *s, uint64_t key, size_t effort)
{
    const failure *f = &s->failed[key % MEMORY];
    return f->goal == key && f->effort >= effort;
}

void search_goal_note_failure(searcher *s, uint64_t key, size_t effort)
{
    s->failed[key % MEMORY] = (failure){key, effort};
}

/* ---- plain values ------------------------------------------------------- */

tape *search_tape_new(searcher *s, const expr *f, size_t nf,
                      const sign_condition *hyp, size_t nhyps)
{
    if (s->closed == NULL)
        s->closed = eval_new(s->p->pool, TAPE_CLOSED_PREC);
    return tape_new_with(s->closed, s->p->pool, f, nf, s->p->nvars, hyp, nhyps);
}

void search_meter_open(meter *m, searcher *s, const expr *f, size_t nf,
                       const range *box)
{
    m->n = s->p->nvars;
    m->t = search_tape_new(s, f, nf, NULL, 0);
    m->w = tape_scratch_new(m->t);
    m->x = xmalloc((size_t)m->n * sizeof *m->x + 1);
    m->box = box;
}

void search_meter_close(meter *m)
{
    tape_scratch_free(m->w);
    tape_free(m->t);
    free(m->x);
}

void search_meter_point(meter *m, unsigned k)
{
    for (int i = 0; i < m->n; i++) {
        const range *r = &m->box[i];
        double u = fmod(0.5 + k * fmod(0.6180339887498949 * (i + 1), 1), 1);
        double lo = rational_near(r->lo), hi = rational_near(r->hi);
        u = u < 0.02 ? 0.02 : u > 0.98 ? 0.98 : u;
        if (r->lo_inf && r->hi_inf)
            m->x[i] = (2 * u - 1) / (u * (1 - u));
        else if (r->hi_inf)
            m->x[i] = lo + (u / (1 - u)) * (u / (1 - u));
        else if (r->lo_inf)
            m->x[i] = hi - ((1 - u) / u) * ((1 - u) / u);
        else
            m->x[i] =
                isinf(hi - lo) ? lo * (1 - u) + hi * u : lo + (hi - lo) * u;
    }
}

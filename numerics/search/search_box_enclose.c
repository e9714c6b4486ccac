/* What enclosures find out about the boxes of a wave: natural enclosure,
 * hypotheses, derivatives, mean value form, eight boxes at a time on tapes.
 * Believed: nothing; the checker replays what comes of it.  See search_boxes.h.
 */
#include "search_boxes.h"

#include "../base/memory.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static bool positive(const tape_out *o, int k, bool strict)
{
    if (search_box_bit(o->bad, k))
        return false;
    if (!strict)
        return o->lo[k] >= 0;
    return o->lo[k] > 0 || (o->lo[k] == 0 && search_box_bit(o->lo_open, k));
}

typedef struct {
    double *lo, *hi; /* 8 nvars each */
    uint8_t *lo_open, *hi_open;
    tape_scratch *narrow, *plain;
    tape_out *out; /* 1 + nvars */
} bench;

static bench *bench_new(const branch_run *b)
{
    bench *w = xmalloc(sizeof *w);
    size_t n = (size_t)b->n;
    w->lo = xmalloc(16 * n * sizeof(double) + 1);
    w->hi = w->lo + 8 * n;
    w->lo_open = xmalloc(2 * n + 1);
    w->hi_open = w->lo_open + n;
    w->narrow = tape_scratch_new(b->narrow);
    w->plain = tape_scratch_new(b->plain);
    w->out = xmalloc((n + 1) * sizeof *w->out);
    return w;
}

static void bench_free(bench *w)
{
    free(w->lo);
    free(w->lo_open);
    tape_scratch_free(w->narrow);
    tape_scratch_free(w->plain);
    free(w->out);
    free(w);
}

static void load(const branch_run *b, bench *w, search_box *const *x, int count,
                 bool middle)
{
    for (int i = 0; i < b->n; i++) {
        w->lo_open[i] = w->hi_open[i] = 0;
        for (int k = 0; k < TAPE_LANES; k++) {
            const search_box *y = x[k < count ? k : 0];
            double lo = y->lo[i], hi = y->hi[i];
            if (middle) {
                lo = hi = lo == hi ? lo : lo + (hi - lo) / 2;
                if (!isfinite(lo))
                    lo = hi = isfinite(y->lo[i])   ? y->lo[i] + 1
                              : isfinite(y->hi[i]) ? y->hi[i] - 1
                                                   : 0;
            } else {
                w->lo_open[i] |= (uint8_t)(search_box_open_lo(b, y, i) << k);
                w->hi_open[i] |= (uint8_t)(search_box_open_hi(b, y, i) << k);
            }
            w->lo[8 * i + k] = lo;
            w->hi[8 * i + k] = hi;
        }
    }
}

/* Which variable to halve: where the derivative times the width is largest;
 * unbounded ranges first. */
static int widest(const branch_run *b, const search_box *x, const tape_out *d,
                  int k)
{
    int best = -1;
    double most = -1;
    for (int i = 0; i < b->n; i++) {
        double w = x->hi[i] - x->lo[i];
        if (search_box_is_pinned(x, i) || !(w > 0))
            continue;
        double score;
        if (isinf(w)) {
            score = 1e300;
        } else {
            double slope = 1;
            if (d != NULL && !search_box_bit(d[i].bad, k))
                slope = fmax(fabs(d[i].lo[k]), fabs(d[i].hi[k]));
            if (!isfinite(slope))
                slope = 1e100;
            double own = b->hi0[i] - b->lo0[i];
            score = (slope + 1e-12) * w + 1e-9 * (isinf(own) ? 1 : w / own);
        }
        if (score > most) {
            most = score;
            best = i;
        }
    }
    return best;
}

/* Mean value form in plain doubles with a little to spare; the checker does
 * it again properly. */
static double mean_value(const branch_run *b, const search_box *x,
                         const tape_out *d, int k, double mid_lo)
{
    double sum = 0;
    for (int i = 0; i < b->n; i++) {
        double half = (x->hi[i] - x->lo[i]) / 2;
        if (half == 0)
            continue;
        sum += fmax(fabs(d[i].lo[k]), fabs(d[i].hi[k])) * half;
    }
    return mid_lo - sum * (1 + 1e-13) - 1e-14 * fabs(mid_lo);
}

static void find_monotone(const branch_run *b, search_box *x, const tape_out *d,
                          int k)
{
    x->up = x->down = x->strong = 0;
    for (int i = 0; i < b->n; i++) {
        if (search_box_is_pinned(x, i) || search_box_bit(d[i].bad, k) ||
            search_box_bit(b->hyp_vars, i) || x->lo[i] == x->hi[i])
            continue;
        if (d[i].lo[k] >= 0 && isfinite(x->lo[i]))
            x->up |= UINT64_C(1) << i;
        else if (d[i].hi[k] <= 0 && isfinite(x->hi[i]))
            x->down |= UINT64_C(1) << i;
        if (d[i].lo[k] > 0 || d[i].hi[k] < 0)
            x->strong |= UINT64_C(1) << i;
    }
}

/* Natural enclosures and hypotheses; the set of lanes that they leave open. */
static uint64_t look_plainly(const branch_run *b, const bench *w,
                             search_box *const *x, int count)
{
    const int *empty = tape_void(w->narrow);
    uint64_t open = 0;
    for (int k = 0; k < count; k++) {
        x[k]->bound = w->out->lo[k];
        x[k]->mid = NAN;
        if (b->g->nhyps > 0 && empty[k] >= 0) {
            x[k]->found = FOUND_VOID;
            x[k]->arg = empty[k];
        } else if (positive(w->out, k, x[k]->strict)) {
            x[k]->found = FOUND_NATURAL;
        } else {
            x[k]->found = FOUND_NOTHING;
            open |= UINT64_C(1) << k;
        }
    }
    return open;
}

/* Is the box of lane k bounded, and are f's derivatives on it? */
static bool is_finite(const branch_run *b, const search_box *x,
                      const tape_out *d, int k)
{
    bool finite = true;
    for (int i = 0; i < b->n; i++)
        finite = finite && !search_box_bit(d[i].bad, k) &&
                 isfinite(d[i].lo[k]) && isfinite(d[i].hi[k]) &&
                 isfinite(x->lo[i]) && isfinite(x->hi[i]);
    return finite;
}

/* Lane k by f and its derivatives d on the box, and f at its middle. */
static void look_by_slopes(const branch_run *b, search_box *x,
                           const tape_out *f, const tape_out *d,
                           const tape_out *middle, int k)
{
    x->arg = widest(b, x, d, k);
    x->steep = true;
    if (!search_box_bit(middle->bad, k))
        x->mid = middle->hi[k];
    if (search_box_bit(f->bad, k) || search_box_bit(f->jump, k))
        return;
    bool finite = is_finite(b, x, d, k);
    x->steep = !finite;
    if (finite && !search_box_bit(middle->bad, k)) {
        double v = mean_value(b, x, d, k, middle->lo[k]);
        if (v > x->bound)
            x->bound = v;
        if (v > 0) {
            x->found = FOUND_MEANVALUE;
            return;
        }
    }
    find_monotone(b, x, d, k);
    if ((x->up | x->down) != 0)
        x->found = FOUND_MONOTONE;
}

static void enclose_batch(const branch_run *b, bench *w, search_box *const *x,
                          int count)
{
    const tape_boxes at = {w->lo, w->hi, w->lo_open, w->hi_open};
    size_t n = (size_t)b->n;
    load(b, w, x, count, false);
    tape_eval(b->narrow, w->narrow, &at, 0, 1, w->out);
    uint64_t open = look_plainly(b, w, x, count);
    if (open == 0)
        return;
    tape_eval(b->plain, w->plain, &at, 0, n + 1, w->out);
    tape_out d[EXPR_MAX_VARS], f = w->out[0];
    memcpy(d, w->out + 1, n * sizeof *d);
    load(b, w, x, count, true);
    memset(w->lo_open, 0, 2 * n);
    tape_eval(b->plain, w->plain, &at, 0, 1, w->out);
    for (int k = 0; k < count; k++)
        if (search_box_bit(open, k))
            look_by_slopes(b, x[k], &f, d, w->out, k);
}

void search_box_enclose_wave(branch_run *b, size_t n)
{
    search_box **x = xmalloc(n * sizeof *x);
    for (size_t k = 0; k < n; k++)
        x[k] = &b->q[b->head + k];
    size_t batches = (n + TAPE_LANES - 1) / TAPE_LANES;
    bench *w = bench_new(b);
    for (size_t k = 0; k < batches; k++) {
        size_t left = n - k * TAPE_LANES;
        enclose_batch(b, w, x + k * TAPE_LANES,
                      left < TAPE_LANES ? (int)left : TAPE_LANES);
    }
    bench_free(w);
    free(x);
}

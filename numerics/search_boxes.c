/* Branch and bound over doubles.
 *
 * Boxes are worked off in waves.  Within a wave every box is judged by itself
 * (natural enclosure, hypotheses, derivatives, mean value form), in parallel,
 * eight at a time; then, in order, certificate nodes are made and new boxes
 * appended.  What happens to a box depends on that box alone, so the tree is
 * the same for any number of threads.
 */
#include "search_internal.h"

#include "memory.h"

#include <math.h>
#ifdef _OPENMP
#include <omp.h>
#endif
#include <stdlib.h>
#include <string.h>

enum {
    MAX_DEPTH = 400,
    WAVE = 8192,
    MAX_STUCK = 64,
    BLOCK = 256,
    LONG_TAPE = 150,
    CONVEX_DEPTH = 3
};

/* What a wave finds out about one box. */
typedef enum {
    DO_SPLIT,
    DO_NATURAL,
    DO_VOID,
    DO_MEANVALUE,
    DO_MONOTONE
} deed;

/* A box.  Ends are doubles; an end that is still the goal's own (bit in
 * own_lo, own_hi) stands for that exact rational, and the double encloses it
 * outward.  A pinned coordinate (bit in at_lo or at_hi) is a point: its low
 * or its high end. */
typedef struct {
    cert_node **slot;
    uint64_t own_lo, own_hi, at_lo, at_hi;
    double *lo, *hi; /* nvars each, one allocation */
    int depth;
    bool strict;
    double share; /* of the goal's volume; unbounded ranges count by halves */
    /* the wave's findings */
    deed deed;
    int arg;         /* void: the hypothesis; split: the variable */
    uint64_t up, down, strong; /* monotone: directions; strictly so */
    double bound;    /* f's lower bound */
    double mid;      /* upper bound of f at the midpoint, or NAN */
} item;

typedef struct {
    searcher *s;
    const subgoal *g;
    int n;
    tape *narrow; /* f under the hypotheses */
    tape *plain;  /* f, f_1 .. f_n without them */
    uint64_t hyp_vars;
    double *lo0, *hi0; /* the goal's box, outward */
    item *q;
    size_t nq, head, cap, done, stuck, budget;
    double stuck_share;
    double **block, *spare; /* storage; unused pieces in a list */
    size_t nblocks;
    cert_node *root;
    const contact_spot *spot;
    size_t nspots;
    const probe *probe;
    cube *cube;
    size_t ncubes;
    size_t contacts, misses; /* contact rules tried: closed, not closed */
    size_t taylors, taylor_misses;
    bool refuted;
} bb;

/* ---- boxes ------------------------------------------------------------- */

static double down(mpq_srcptr q)
{
    double d = mpq_get_d(q); /* truncates */
    mpq_t t;
    mpq_init(t);
    mpq_set_d(t, d);
    if (mpq_cmp(t, q) > 0)
        d = nextafter(d, -INFINITY);
    mpq_clear(t);
    return d;
}

static double up(mpq_srcptr q)
{
    double d = mpq_get_d(q);
    mpq_t t;
    mpq_init(t);
    mpq_set_d(t, d);
    if (mpq_cmp(t, q) < 0)
        d = nextafter(d, INFINITY);
    mpq_clear(t);
    return d;
}

static bool bit(uint64_t m, int i)
{
    return (m >> i & 1) != 0;
}

static bool is_pinned(const item *x, int i)
{
    return bit(x->at_lo | x->at_hi, i);
}

/* Storage for one box's ends; blocks are freed together in the end. */
static double *ends_new(bb *b)
{
    size_t n = 2 * (size_t)b->n + 1;
    if (b->spare == NULL) {
        b->block = xrealloc(b->block, (b->nblocks + 1) * sizeof *b->block);
        double *block = xmalloc(BLOCK * n * sizeof *block);
        b->block[b->nblocks++] = block;
        for (size_t k = 0; k < BLOCK; k++) {
            memcpy(block + k * n, &b->spare, sizeof b->spare);
            b->spare = block + k * n;
        }
    }
    double *e = b->spare;
    memcpy(&b->spare, e, sizeof b->spare);
    return e;
}

static void ends_free(bb *b, double *e)
{
    memcpy(e, &b->spare, sizeof b->spare);
    b->spare = e;
}

static item *push(bb *b, const item *from, cert_node **slot)
{
    if (b->nq == b->cap) {
        /* the done part of the queue is dropped first */
        if (b->head > b->cap / 2) {
            memmove(b->q, b->q + b->head, (b->nq - b->head) * sizeof *b->q);
            b->nq -= b->head;
            b->head = 0;
        } else {
            b->cap = b->cap != 0 ? 2 * b->cap : 64;
            b->q = xrealloc(b->q, b->cap * sizeof *b->q);
        }
    }
    item *x = &b->q[b->nq++];
    size_t bytes = (size_t)b->n * sizeof(double);
    double *lo = ends_new(b);
    const double *flo = from->lo, *fhi = from->hi;
    *x = *from;
    x->lo = lo;
    x->hi = lo + b->n;
    memcpy(x->lo, flo, bytes);
    memcpy(x->hi, fhi, bytes);
    x->slot = slot;
    return x;
}

/* The exact range of coordinate i. */
static void exact_range(const bb *b, const item *x, int i, range *r)
{
    const range *own = &b->g->box[i];
    range_set(r, own);
    if (!bit(x->own_lo, i)) {
        mpq_set_d(r->lo, x->lo[i]);
        r->lo_inf = r->lo_open = false;
    }
    if (!bit(x->own_hi, i)) {
        mpq_set_d(r->hi, x->hi[i]);
        r->hi_inf = r->hi_open = false;
    }
    if (bit(x->at_lo, i))
        mpq_set(r->hi, r->lo);
    if (bit(x->at_hi, i))
        mpq_set(r->lo, r->hi);
    if (is_pinned(x, i))
        r->lo_open = r->hi_open = r->lo_inf = r->hi_inf = false;
}

static void exact_box(const bb *b, const item *x, subgoal *out)
{
    subgoal_copy(out, b->g, b->n);
    out->strict = x->strict;
    for (int i = 0; i < b->n; i++)
        exact_range(b, x, i, &out->box[i]);
    /* a pinned coordinate has left its hypotheses behind */
    for (int i = 0; i < b->n; i++)
        if (is_pinned(x, i))
            subgoal_drop_hyps_on(out, b->s->p->pool, i);
}

static bool open_lo(const bb *b, const item *x, int i)
{
    return bit(x->own_lo, i) && !is_pinned(x, i) && b->g->box[i].lo_open;
}

static bool open_hi(const bb *b, const item *x, int i)
{
    return bit(x->own_hi, i) && !is_pinned(x, i) && b->g->box[i].hi_open;
}

/* ---- judging one batch ------------------------------------------------- */

static bool positive(const tape_out *o, int k, bool strict)
{
    if (bit(o->bad, k))
        return false;
    if (!strict)
        return o->lo[k] >= 0;
    return o->lo[k] > 0 || (o->lo[k] == 0 && bit(o->lo_open, k));
}

typedef struct {
    double *lo, *hi;        /* 8 nvars each */
    uint8_t *lo_open, *hi_open;
    tape_scratch *narrow, *plain;
    tape_out *out;          /* 1 + nvars */
} bench;

static bench *bench_new(const bb *b)
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

static void load(const bb *b, bench *w, item *const *x, int count, bool middle)
{
    for (int i = 0; i < b->n; i++) {
        w->lo_open[i] = w->hi_open[i] = 0;
        for (int k = 0; k < TAPE_LANES; k++) {
            const item *y = x[k < count ? k : 0];
            double lo = y->lo[i], hi = y->hi[i];
            if (middle) {
                lo = hi = lo == hi ? lo : lo + (hi - lo) / 2;
                if (!isfinite(lo))
                    lo = hi = isfinite(y->lo[i])   ? y->lo[i] + 1
                              : isfinite(y->hi[i]) ? y->hi[i] - 1
                                                   : 0;
            } else {
                w->lo_open[i] |= (uint8_t)(open_lo(b, y, i) << k);
                w->hi_open[i] |= (uint8_t)(open_hi(b, y, i) << k);
            }
            w->lo[8 * i + k] = lo;
            w->hi[8 * i + k] = hi;
        }
    }
}

/* Which variable to halve: where the derivative times the width is largest;
 * unbounded ranges first. */
static int widest(const bb *b, const item *x, const tape_out *d, int k)
{
    int best = -1;
    double most = -1;
    for (int i = 0; i < b->n; i++) {
        double w = x->hi[i] - x->lo[i];
        if (is_pinned(x, i) || !(w > 0))
            continue;
        double score;
        if (isinf(w)) {
            score = 1e300;
        } else {
            double slope = 1;
            if (d != NULL && !bit(d[i].bad, k))
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
static double mean_value(const bb *b, const item *x, const tape_out *d, int k,
                         double mid_lo)
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

static void find_monotone(const bb *b, item *x, const tape_out *d, int k)
{
    x->up = x->down = x->strong = 0;
    for (int i = 0; i < b->n; i++) {
        if (is_pinned(x, i) || bit(d[i].bad, k) || bit(b->hyp_vars, i) ||
            x->lo[i] == x->hi[i])
            continue;
        if (d[i].lo[k] >= 0 && isfinite(x->lo[i]))
            x->up |= UINT64_C(1) << i;
        else if (d[i].hi[k] <= 0 && isfinite(x->hi[i]))
            x->down |= UINT64_C(1) << i;
        if (d[i].lo[k] > 0 || d[i].hi[k] < 0)
            x->strong |= UINT64_C(1) << i;
    }
}

static void judge(const bb *b, bench *w, item *const *x, int count)
{
    int n = b->n;
    bool open[TAPE_LANES] = {false}, any = false, finite = true;
    load(b, w, x, count, false);
    tape_eval(b->narrow, w->narrow, w->lo, w->hi, w->lo_open, w->hi_open, 0, 1,
              w->out);
    const int *empty = tape_void(w->narrow);
    for (int k = 0; k < count; k++) {
        x[k]->bound = w->out->lo[k];
        x[k]->mid = NAN;
        if (b->g->nhyps > 0 && empty[k] >= 0) {
            x[k]->deed = DO_VOID;
            x[k]->arg = empty[k];
        } else if (positive(w->out, k, x[k]->strict)) {
            x[k]->deed = DO_NATURAL;
        } else {
            x[k]->deed = DO_SPLIT;
            open[k] = any = true;
        }
    }
    if (!any)
        return;
    tape_eval(b->plain, w->plain, w->lo, w->hi, w->lo_open, w->hi_open, 0,
              (size_t)n + 1, w->out);
    tape_out d[EXPR_MAX_VARS], f = w->out[0];
    memcpy(d, w->out + 1, (size_t)n * sizeof *d);
    load(b, w, x, count, true);
    memset(w->lo_open, 0, 2 * (size_t)n);
    tape_eval(b->plain, w->plain, w->lo, w->hi, w->lo_open, w->hi_open, 0, 1,
              w->out);
    for (int k = 0; k < count; k++) {
        if (!open[k])
            continue;
        x[k]->arg = widest(b, x[k], d, k);
        if (!bit(w->out->bad, k))
            x[k]->mid = w->out->hi[k];
        if (bit(f.bad, k) || bit(f.jump, k))
            continue;
        finite = true;
        for (int i = 0; i < n; i++)
            finite = finite && !bit(d[i].bad, k) && isfinite(d[i].lo[k]) &&
                     isfinite(d[i].hi[k]) && isfinite(x[k]->lo[i]) &&
                     isfinite(x[k]->hi[i]);
        if (finite && !bit(w->out->bad, k)) {
            double v = mean_value(b, x[k], d, k, w->out->lo[k]);
            if (v > x[k]->bound)
                x[k]->bound = v;
            if (v > 0) {
                x[k]->deed = DO_MEANVALUE;
                continue;
            }
        }
        find_monotone(b, x[k], d, k);
        if ((x[k]->up | x[k]->down) != 0)
            x[k]->deed = DO_MONOTONE;
    }
}

/* ---- acting on one box ------------------------------------------------- */

/* A number with few bits near the middle: certificates stay short. */
static double middle(double lo, double hi)
{
    if (isinf(lo) && isinf(hi))
        return 0;
    if (isinf(hi))
        return lo < 1 ? (lo < 0 ? 0 : 1) : 4 * lo;
    if (isinf(lo))
        return hi > -1 ? (hi > 0 ? 0 : -1) : 4 * hi;
    double m = lo + (hi - lo) / 2, w = hi - lo;
    int e;
    frexp(w, &e);
    double unit = ldexp(1, e - 4);
    double r = nearbyint(m / unit) * unit;
    return r > lo && r < hi ? r : m;
}

/* A face of a cube that cuts the box, once the box is not much larger; else
 * -1. */
static int cut_by_cube(const bb *b, const item *x, double *where)
{
    for (size_t k = 0; k < b->ncubes; k++) {
        const cube *c = &b->cube[k];
        int best = -1;
        bool apart = false;
        for (int i = 0; i < b->n && !apart; i++) {
            apart = c->hi[i] <= x->lo[i] || c->lo[i] >= x->hi[i];
            if (is_pinned(x, i) ||
                !(x->hi[i] - x->lo[i] <= 4 * (c->hi[i] - c->lo[i])))
                continue;
            if (c->lo[i] > x->lo[i] && c->lo[i] < x->hi[i]) {
                best = i;
                *where = c->lo[i];
            } else if (c->hi[i] > x->lo[i] && c->hi[i] < x->hi[i]) {
                best = i;
                *where = c->hi[i];
            }
        }
        if (!apart && best >= 0)
            return best;
    }
    return -1;
}

static void split(bb *b, item *x)
{
    double m = NAN;
    int i = cut_by_cube(b, x, &m);
    if (i < 0) {
        i = x->arg;
        m = i >= 0 ? middle(x->lo[i], x->hi[i]) : NAN;
    }
    bool fits = i >= 0 && m > x->lo[i] && m < x->hi[i] &&
                x->depth < MAX_DEPTH &&
                (isinf(x->hi[i] - x->lo[i]) ||
                 x->hi[i] - x->lo[i] >
                     1e-13 * fmax(fabs(x->lo[i]), fabs(x->hi[i])));
    if (!fits) {
        b->stuck++;
        b->stuck_share += x->share;
        *x->slot = leaf(CERT_OPEN);
        return;
    }
    cert_node *c = leaf(CERT_SPLIT);
    c->var = i;
    mpq_set_d(c->q, m);
    c->has_q = true;
    *x->slot = c;
    item copy = *x; /* push moves the queue; lo and hi stay */
    double part = (m - x->lo[i]) / (x->hi[i] - x->lo[i]);
    part = isinf(x->hi[i] - x->lo[i]) ? 0.5 : part;
    copy.share = x->share * part;
    item *l = push(b, &copy, &c->child[0]);
    l->hi[i] = m;
    l->own_hi &= ~(UINT64_C(1) << i);
    l->depth++;
    copy.share = x->share * (1 - part);
    item *r = push(b, &copy, &c->child[1]);
    r->lo[i] = m;
    r->own_lo &= ~(UINT64_C(1) << i);
    r->depth++;
}

/* f must be defined on the box with its face closed. */
static bool defined_at_face(bb *b, const item *x, int i, bool lower)
{
    subgoal t;
    bool ok;
    exact_box(b, x, &t);
    *(lower ? &t.box[i].lo_open : &t.box[i].hi_open) = false;
    eval *e = eval_new(b->s->p->pool, 64);
    eval_set_box(e, t.box, b->n);
    ok = iv_is_defined(eval_enclose(e, b->g->f));
    eval_free(e);
    subgoal_clear(&t, b->n);
    return ok;
}

static bool act_monotone(bb *b, item *x)
{
    item y = *x;
    cert_node **slot = x->slot;
    cert_node *first = NULL;
    for (int i = 0; i < b->n; i++) {
        bool lower = bit(x->up, i), upper = bit(x->down, i);
        if (!lower && !upper)
            continue;
        bool open = lower ? open_lo(b, x, i) : open_hi(b, x, i);
        if (open && !defined_at_face(b, x, i, lower))
            continue;
        cert_node *c = leaf(CERT_MONOTONE);
        c->var = i;
        c->order = lower ? 1 : -1;
        if (open && y.strict && bit(x->strong, i)) {
            c->order *= 2;
            y.strict = false;
        }
        c->child[0] = leaf(CERT_NATURAL);
        *slot = c;
        slot = &c->child[1];
        if (first == NULL)
            first = c;
        *(lower ? &y.at_lo : &y.at_hi) |= UINT64_C(1) << i;
    }
    if (first == NULL)
        return false;
    y.depth++;
    item *z = push(b, &y, slot);
    for (int i = 0; i < b->n; i++) {
        if (is_pinned(x, i))
            continue;
        /* the double interval of the face: outward if it is the goal's own */
        if (bit(z->at_lo, i))
            z->hi[i] = bit(z->own_lo, i) ? up(b->g->box[i].lo) : z->lo[i];
        if (bit(z->at_hi, i))
            z->lo[i] = bit(z->own_hi, i) ? down(b->g->box[i].hi) : z->hi[i];
    }
    return true;
}

static double spot_value(const bb *b, const item *x, const contact_spot *c)
{
    const expr_pool *pool = b->s->p->pool;
    if (expr_is_const(pool, c->at))
        return mpq_get_d(expr_const_value(pool, c->at));
    eval *e = eval_new(pool, 53);
    range *r = xmalloc((size_t)b->n * sizeof *r + 1);
    for (int i = 0; i < b->n; i++) {
        range_init(&r[i]);
        double m = x->lo[i] + (x->hi[i] - x->lo[i]) / 2;
        mpq_set_d(r[i].lo, isfinite(m) ? m : 0);
        mpq_set(r[i].hi, r[i].lo);
    }
    eval_set_box(e, r, b->n);
    iv_srcptr v = eval_enclose(e, c->at);
    double d = iv_is_bounded(v) ? mpfr_get_d(iv_lower(v), MPFR_RNDN) : NAN;
    for (int i = 0; i < b->n; i++)
        range_clear(&r[i]);
    free(r);
    eval_free(e);
    return d;
}

/* Contact rules, on boxes that reach a place where equality is suspected. */
static bool act_contact(bb *b, item *x)
{
    /* where they hardly ever close a box they are tried on few */
    if (b->misses > 100 + 10 * b->contacts && x->depth % 8 != 0)
        return false;
    for (size_t j = 0; j < b->nspots; j++) {
        const contact_spot *c = &b->spot[j];
        int i = c->var;
        if (is_pinned(x, i) || c->order < 1)
            continue;
        double v = spot_value(b, x, c), w = x->hi[i] - x->lo[i];
        if (isinf(w))
            w = 1e9;
        double slack = expr_vars(b->s->p->pool, c->at) != 0 ? 2 * w : 1e-12;
        if (!(v >= x->lo[i] - slack && v <= x->hi[i] + slack))
            continue;
        subgoal t;
        exact_box(b, x, &t);
        cert_node *k = leaf(CERT_CONTACT);
        k->var = i;
        k->order = c->order;
        k->expr = xmalloc(sizeof *k->expr);
        k->expr[0] = c->at;
        k->nexpr = 1;
        k = keep_if(b->s, &t, k);
        subgoal_clear(&t, b->n);
        if (k != NULL) {
            b->contacts++;
            *x->slot = k;
            return true;
        }
        b->misses++;
    }
    return false;
}

/* Boxes inside a cube. */
static bool act_cube(bb *b, item *x)
{
    for (size_t k = 0; k < b->ncubes; k++) {
        const cube *c = &b->cube[k];
        bool inside = true;
        for (int i = 0; i < b->n && inside; i++)
            inside = x->lo[i] >= c->lo[i] && x->hi[i] <= c->hi[i];
        if (!inside)
            continue;
        subgoal t;
        exact_box(b, x, &t);
        cert_node *leaf_node =
            keep_if(b->s, &t,
                    with_exprs(CERT_CONVEX, c->rule->expr, c->rule->nexpr));
        subgoal_clear(&t, b->n);
        if (leaf_node != NULL) {
            *x->slot = leaf_node;
            return true;
        }
    }
    return false;
}

/* Supporting planes at low points, on boxes that hold one and are no longer
 * large. */
static bool act_convex(bb *b, item *x)
{
    if (b->probe == NULL || x->depth < CONVEX_DEPTH * b->n || b->n > 8)
        return false;
    for (size_t j = 0; j < b->probe->n && j < 4; j++) {
        const spot *v = &b->probe->v[j];
        bool inside = true;
        for (int i = 0; i < b->n && inside; i++)
            inside = v->x[i] >= x->lo[i] && v->x[i] <= x->hi[i] &&
                     isfinite(x->hi[i] - x->lo[i]);
        if (!inside)
            continue;
        probe one = {.v = &b->probe->v[j], .n = 1, .scale = b->probe->scale};
        subgoal t;
        exact_box(b, x, &t);
        cert_node *k = tactic_convex(b->s, &t, &one);
        subgoal_clear(&t, b->n);
        if (k != NULL) {
            *x->slot = k;
            return true;
        }
    }
    return false;
}

/* High order pays where f varies much and is nearly 0 (approximation errors):
 * one variable left, and the mean value form is not good enough.  Where it
 * hardly ever closes a box it is tried on few. */
static bool act_taylor(bb *b, item *x)
{
    int free_var = -1, count = 0;
    for (int i = 0; i < b->n; i++)
        if (!is_pinned(x, i) && x->lo[i] < x->hi[i]) {
            free_var = i;
            count++;
        }
    if (count != 1 || x->depth < 3 || !isfinite(x->mid) ||
        isinf(x->hi[free_var] - x->lo[free_var]))
        return false;
    if (b->taylor_misses > 6 + 4 * b->taylors && x->depth % 4 != 0)
        return false;
    subgoal t;
    exact_box(b, x, &t);
    cert_node *k = leaf(CERT_TAYLOR);
    k->var = free_var;
    k->order = x->depth < 8 ? 7 : 4;
    mpq_set_d(k->q, middle(x->lo[free_var], x->hi[free_var]));
    k->has_q = true;
    k = keep_if(b->s, &t, k);
    subgoal_clear(&t, b->n);
    if (k != NULL) {
        *x->slot = k;
        b->taylors++;
    } else {
        b->taylor_misses++;
    }
    return k != NULL;
}

/* A ray: halving does not end it; whole-box tactics may. */
static bool act_ray(bb *b, item *x)
{
    bool ray = false;
    for (int i = 0; i < b->n; i++)
        ray = ray || isinf(x->hi[i] - x->lo[i]);
    if (!ray || x->depth == 0 || x->depth % 3 != 0 || x->depth > 9)
        return false;
    subgoal t;
    exact_box(b, x, &t);
    b->s->level++;
    cert_node *k = b->s->level < MAX_LEVEL ? tactic_ray(b->s, &t) : NULL;
    b->s->level--;
    subgoal_clear(&t, b->n);
    if (k != NULL)
        *x->slot = k;
    return k != NULL;
}

/* Every coordinate pinned: a number, perhaps exactly 0. */
static bool act_point(bb *b, item *x)
{
    for (int i = 0; i < b->n; i++)
        if (!is_pinned(x, i) && x->lo[i] < x->hi[i])
            return false;
    subgoal t;
    exact_box(b, x, &t);
    cert_node *k = tactic_immediate(b->s, &t);
    subgoal_clear(&t, b->n);
    if (k != NULL)
        *x->slot = k;
    return k != NULL;
}

static bool act_refute(bb *b, const item *x)
{
    if (b->s->level != 1 || !(x->mid < 0))
        return false;
    for (int i = 0; i < b->n; i++)
        if (is_pinned(x, i) && bit(b->hyp_vars, i))
            return false;
    double *m = xmalloc((size_t)b->n * sizeof *m + 1);
    for (int i = 0; i < b->n; i++) {
        double w = x->hi[i] - x->lo[i];
        m[i] = isfinite(w)           ? x->lo[i] + w / 2
               : isfinite(x->lo[i]) ? x->lo[i] + 1
               : isfinite(x->hi[i]) ? x->hi[i] - 1
                                    : 0;
    }
    bool found = refute_at(b->s, m);
    free(m);
    return found;
}

static void act(bb *b, item *x)
{
    switch (x->deed) {
    case DO_NATURAL:
        *x->slot = leaf(CERT_NATURAL);
        return;
    case DO_VOID:
        *x->slot = leaf(CERT_VOID);
        (*x->slot)->order = x->arg;
        return;
    case DO_MEANVALUE:
        *x->slot = leaf(CERT_MEANVALUE);
        return;
    case DO_MONOTONE:
        if (act_monotone(b, x))
            return;
        break;
    case DO_SPLIT:
        break;
    }
    if (act_point(b, x))
        return;
    if (act_refute(b, x)) {
        b->refuted = true;
        *x->slot = leaf(CERT_OPEN);
        return;
    }
    if (act_cube(b, x) || act_contact(b, x) || act_ray(b, x) || act_taylor(b, x) ||
        act_convex(b, x))
        return;
    split(b, x);
}

/* ---- waves ------------------------------------------------------------- */

static void judge_wave(bb *b, size_t n)
{
    item **x = xmalloc(n * sizeof *x);
    for (size_t k = 0; k < n; k++)
        x[k] = &b->q[b->head + k];
    size_t batches = (n + TAPE_LANES - 1) / TAPE_LANES;
#ifdef _OPENMP
    int threads = b->s->limits->threads;
    threads = threads > 0 ? threads : omp_get_max_threads();
    /* starting threads costs more than a few thousand boxes, and waking them
     * more than short code */
    bool many = batches > 256 && tape_size(b->plain) > LONG_TAPE;
#endif
#pragma omp parallel num_threads(threads) if (many && threads > 1)
    {
        bench *w = bench_new(b);
#pragma omp for schedule(dynamic, 4)
        for (size_t k = 0; k < batches; k++) {
            size_t left = n - k * TAPE_LANES;
            judge(b, w, x + k * TAPE_LANES,
                  left < TAPE_LANES ? (int)left : TAPE_LANES);
        }
        bench_free(w);
    }
    free(x);
}

/* Everything still in the queue becomes open; the figures go to the result. */
static void leave_open(bb *b, bool report)
{
    search_result *r = b->s->r;
    double worst = INFINITY;
    for (size_t k = b->head; k < b->nq; k++) {
        item *x = &b->q[k];
        *x->slot = leaf(CERT_OPEN);
        if (!report)
            continue;
        r->open++;
        r->open_share += x->share;
        if (!(x->bound >= worst) || r->worst == NULL) {
            worst = x->bound;
            if (r->worst == NULL) {
                r->worst = xmalloc((size_t)b->n * sizeof *r->worst + 1);
                for (int i = 0; i < b->n; i++)
                    range_init(&r->worst[i]);
            }
            for (int i = 0; i < b->n; i++)
                exact_range(b, x, i, &r->worst[i]);
        }
    }
}

static size_t least(size_t a, size_t b)
{
    return a < b ? a : b;
}

static void run(bb *b)
{
    search_result *r = b->s->r;
    while (b->head < b->nq && !b->refuted && b->stuck <= MAX_STUCK) {
        size_t n = b->nq - b->head;
        if (b->done >= b->budget || out_of_budget(b->s))
            break;
        n = least(n, WAVE);
        n = least(n, b->budget - b->done);
        n = least(n, b->s->max_boxes - r->boxes);
        judge_wave(b, n);
        for (size_t k = 0; k < n && !b->refuted; k++) {
            item x = b->q[b->head]; /* acting may move the queue */
            b->head++;
            b->done++;
            b->s->effort++;
            r->boxes++;
            act(b, &x);
            ends_free(b, x.lo);
        }
        if (b->s->limits->progress != NULL)
            b->s->limits->progress(b->s->limits->progress_ctx, r->boxes,
                                   b->nq - b->head);
    }
}

static void start(bb *b)
{
    size_t bytes = (size_t)b->n * sizeof(double);
    b->lo0 = xmalloc(2 * bytes + 1);
    b->hi0 = b->lo0 + b->n;
    item x = {.lo = b->lo0, .hi = b->hi0, .strict = b->g->strict};
    x.share = 1;
    for (int i = 0; i < b->n; i++) {
        const range *r = &b->g->box[i];
        b->lo0[i] = r->lo_inf ? -INFINITY : down(r->lo);
        b->hi0[i] = r->hi_inf ? INFINITY : up(r->hi);
        x.own_lo |= UINT64_C(1) << i;
        x.own_hi |= UINT64_C(1) << i;
        if (range_is_point(r))
            x.at_lo |= UINT64_C(1) << i;
    }
    push(b, &x, &b->root);
}

static bool compile(bb *b)
{
    expr_pool *pool = b->s->p->pool;
    size_t n = (size_t)b->n;
    expr *root = xmalloc((n + 1) * sizeof *root);
    bool ok = true;
    root[0] = b->g->f;
    for (size_t i = 0; i < n && ok; i++) {
        root[i + 1] = expr_diff(pool, b->g->f, (int)i);
        ok = root[i + 1] != EXPR_NONE;
    }
    if (ok) {
        b->narrow = tape_new(pool, root, 1, b->n, b->g->hyp, b->g->nhyps);
        b->plain = tape_new(pool, root, n + 1, b->n, NULL, 0);
    }
    for (size_t j = 0; j < b->g->nhyps; j++)
        b->hyp_vars |= expr_vars(pool, b->g->hyp[j].e);
    free(root);
    return ok;
}

cert_node *boxes_prove(searcher *s, const subgoal *g, size_t max_boxes,
                       const contact_spot *spot, size_t nspots,
                       const probe *q, bool partial)
{
    bb b = {.s = s, .g = g, .n = s->p->nvars, .budget = max_boxes};
    b.spot = spot;
    b.nspots = nspots;
    b.probe = q;
    if (!compile(&b))
        return NULL;
    if ((nspots > 0 || partial || max_boxes >= 2000) && !out_of_budget(s))
        b.ncubes = cubes_find(s, g, q, &b.cube);
    start(&b);
    run(&b);
    cubes_free(b.cube, b.ncubes);
    bool complete = b.head == b.nq && b.stuck == 0 && !b.refuted;
    if (partial) {
        s->r->open += b.stuck;
        s->r->open_share += b.stuck_share;
    }
    leave_open(&b, partial);
    for (size_t k = 0; k < b.nblocks; k++)
        free(b.block[k]);
    free(b.block);
    free(b.q);
    free(b.lo0);
    tape_free(b.narrow);
    tape_free(b.plain);
    if (complete || partial)
        return b.root;
    cert_free(b.root);
    return NULL;
}

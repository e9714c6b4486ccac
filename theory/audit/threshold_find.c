/* Where a threshold is: the largest number at which the statement is seen to be
 * false, and the least from which on a proof goes through.  Nothing here is
 * believed: threshold.c puts all of it to the checker. */
#include "threshold.h"

#include <stdlib.h>
#include <string.h>

enum {
    ALL_UP_TO = 64, /* numbers from the first on, one by one */
    SAMPLES = 24,   /* points at one number */
    AGAIN = 8       /* false numbers found while proving */
};
static const long farthest = 1L << 30; /* beyond the first */

typedef struct {
    threshold *t;
    long first, last; /* last < first: no false number is known */
    long farthest;    /* beyond the first */
} finder;

/* ---- false numbers --------------------------------------------------------- */

/* Goal g of instance k at x: if it fails, that is kept. */
static bool try_point(finder *w, const instances *f, size_t k, size_t g,
                      mpq_t *x, long n)
{
    threshold *t = w->t;
    audit *a = t->a;
    const problem *p = &f->v[k].p;
    iv_t v;
    iv_init(v, 64);
    eval *ev = engines_eval(a->engines, 0);
    point_set_box(ev, x, p->nvars);
    iv_srcptr y = eval_enclose(ev, p->goal[g].e);
    bool may = !iv_is_defined(y) || !iv_certainly_pos(y);
    bool fails = may && point_refutes(a, p, g, x, v);
    iv_clear(v);
    if (!fails)
        return false;
    w->last = n;
    t->fails = true;
    t->instance = k;
    t->goal = g;
    mpq_set_si(t->last, n, 1);
    for (int i = 0; i < p->nvars; i++)
        mpq_set(t->x[i], x[i]);
    return true;
}

static bool fails_at(finder *w, long n)
{
    audit *a = w->t->a;
    instances f = {.n = 0};
    bool fails = false;
    mpq_t q, *x = point_new(EXPR_MAX_VARS);
    mpq_init(q);
    mpq_set_si(q, n, 1);
    w->t->ok = w->t->ok && threshold_at(a->e, a->it, q, &f, a->errs);
    for (size_t k = 0; w->t->ok && k < f.n && !fails; k++)
        for (size_t i = 0; i < SAMPLES && !fails && !f.v[k].binding.aside; i++)
            if (point_sample_whole(a->whole, x, &f.v[k].p, i))
                for (size_t g = 0; g < f.v[k].p.ngoals && !fails; g++)
                    fails = try_point(w, &f, k, g, x, n);
    mpq_clear(q);
    point_free(x, EXPR_MAX_VARS);
    instances_clear(&f);
    return fails;
}

/* False at lo, and not seen to be at hi: closer together. */
static void approach(finder *w, long lo, long hi)
{
    while (hi - lo > 1 && !audit_stopped(w->t->a)) {
        long mid = lo + (hi - lo) / 2;
        if (fails_at(w, mid))
            lo = mid;
        else
            hi = mid;
    }
}

static void find_false(finder *w)
{
    audit *a = w->t->a;
    for (long i = 0; i < ALL_UP_TO && !audit_stopped(a); i++)
        (void)fails_at(w, w->first + i);
    for (long i = ALL_UP_TO; i <= w->farthest && !audit_stopped(a); i *= 2)
        (void)fails_at(w, w->first + i);
    long behind = w->last - w->first;
    if (w->last >= w->first && behind >= ALL_UP_TO - 1)
        approach(w, w->last,
                 behind >= ALL_UP_TO ? w->first + 2 * behind
                                     : w->first + ALL_UP_TO);
}

/* ---- proofs ---------------------------------------------------------------- */

typedef enum {
    PROVED,
    FALSE, /* at a number that was not known to be */
    OPEN
} answer;

/* The statement from n on, or at n alone. */
static answer try_proof(finder *w, long n, bool alone)
{
    threshold *t = w->t;
    audit *a = t->a;
    instances f = {.n = 0};
    proof pf;
    claim_outcome o;
    answer r = OPEN;
    mpq_t q;
    mpq_init(q);
    mpq_set_si(q, n, 1);
    proof_init(&pf, t->goals);
    t->ok =
        t->ok && (alone ? threshold_at(a->e, a->it, q, &f, a->errs)
                        : threshold_collect(a->e, a->it, q, q, &f, a->errs));
    if (t->ok) {
        claim_search(a, &f, &pf, threshold_budget(t), NULL, &o);
        if (o.failing == 0 && o.open == 0)
            r = PROVED;
        for (int i = 0; o.failing > 0 && r != FALSE && i < o.nwitness; i++) {
            const problem *p = &f.v[o.worst].p;
            if (strcmp(p->names[i], a->it->unknown) != 0 ||
                !mpz_fits_slong_p(mpq_numref(o.witness[i])))
                continue;
            long at = mpz_get_si(mpq_numref(o.witness[i]));
            /* the parts of an argument are not those of the number alone */
            if (threshold_is_argued(a->it)
                    ? at <= w->first + w->farthest && fails_at(w, at)
                    : try_point(w, &f, o.worst, o.worst_goal, o.witness, at))
                r = FALSE;
        }
        claim_outcome_clear(&o);
    }
    evidence_clear(&a->r->found);
    a->r->verdict = VERDICT_UNDECIDED;
    proof_clear(&pf);
    instances_clear(&f);
    mpq_clear(q);
    return r;
}

/* The least n found from which on a proof goes through, or 0 - 1 below first. */
static bool find_from(finder *w, long *from)
{
    for (int again = 0; again < AGAIN; again++) {
        long base = w->last + 1, hi = base, lo = base - 1;
        answer r = OPEN;
        for (long d = 0; d <= w->farthest && r == OPEN && w->t->ok;
             d = 2 * d + 1) {
            if (audit_stopped(w->t->a))
                return false;
            hi = base + d;
            r = try_proof(w, hi, false);
            lo = r == OPEN ? hi : lo;
        }
        while (r == PROVED && hi - lo > THRESHOLD_ALONE && w->t->ok) {
            long mid = lo + (hi - lo) / 2;
            answer m = try_proof(w, mid, false);
            if (m == PROVED)
                hi = mid;
            else if (m == OPEN)
                lo = mid;
            else
                r = FALSE;
        }
        *from = hi;
        if (r != FALSE)
            return r == PROVED;
    }
    return false;
}

/* Down from `from`, one by one. */
static long find_least(finder *w, long from)
{
    long n = from;
    while (n > w->last + 1 && from - n < THRESHOLD_ALONE && w->t->ok &&
           !audit_stopped(w->t->a) && try_proof(w, n - 1, true) == PROVED)
        n--;
    return n;
}

bool threshold_find(threshold *t)
{
    bool sums = threshold_is_argued(t->a->it);
    finder w = {.t = t, .farthest = sums ? THRESHOLD_SUMS : farthest};
    long from;
    if (mpz_sizeinbase(mpq_numref(t->first), 2) > 30)
        return false;
    w.first = mpz_get_si(mpq_numref(t->first));
    w.last = w.first - 1;
    t->fails = false;
    find_false(&w);
    if (!t->ok || !find_from(&w, &from))
        return false;
    long least = find_least(&w, from);
    if (least < from && try_proof(&w, least, false) == PROVED)
        from = least;
    mpq_set_si(t->least, least, 1);
    mpq_set_si(t->from, from, 1);
    return t->ok;
}

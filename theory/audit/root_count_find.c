/* Looking for all roots: zeros among samples, changes of sign between them, and
 * places where F comes down to 0 without one.  What is found counts when the
 * checker has accepted its goals. */
#include "root.h"

#include "../../numerics/base/rational.h"

enum {
    UNKNOWN = 0,
    ZERO = 2
};

static int sign_or_zero(root *t, mpq_srcptr x)
{
    int s = root_sign_at(t, x);
    return s == 0 && root_is_zero_at(t, x) ? ZERO : s;
}

/* ---- the list ----------------------------------------------------------- */

static root_zero *next(root_count *w)
{
    return w->n < ROOT_COUNT_MAX ? &w->zero[w->n++] : NULL;
}

static bool add_exact(root_count *w, mpq_srcptr x)
{
    root_zero *z = next(w);
    if (z == NULL)
        return false;
    z->kind = ZERO_EXACT;
    mpq_set(z->exact, x);
    mpq_set(z->left, x);
    mpq_set(z->right, x);
    return true;
}

/* F changes from the sign -s at a to s at b. */
static bool add_change(root_count *w, mpq_srcptr a, mpq_srcptr b, int s,
                       long digits)
{
    root *t = w->t;
    range_set(&t->within, &t->m->p.box[0]);
    t->within.lo_inf = t->within.hi_inf = false;
    t->within.lo_open = t->within.hi_open = true;
    mpq_set(t->within.lo, a);
    mpq_set(t->within.hi, b);
    mpq_set(t->p, a);
    mpq_set(t->q, b);
    t->sign = s;
    t->is_exact = false;
    evidence_reason why = root_find_between(t, digits);
    if (t->is_exact)
        return add_exact(w, t->exact);
    root_zero *z = next(w);
    if (z == NULL || why != REASON_NONE)
        return z != NULL && root_count_multiple(w, z, a, b, digits);
    z->kind = ZERO_SIMPLE;
    z->sign = s;
    mpq_set(z->p, t->p);
    mpq_set(z->q, t->q);
    mpq_set(z->left, t->left);
    mpq_set(z->right, t->right);
    return true;
}

/* ---- where F touches 0 -------------------------------------------------- */

/* Is F 0 at the simplest number near its least size between a and b? */
static bool touches(root *t, mpq_srcptr a, mpq_srcptr b, mpq_ptr x)
{
    double lo, hi;
    mpq_t from, to;
    mpq_init(from);
    mpq_init(to);
    root_count_least(t, a, b, &lo, &hi);
    rational_guess(from, lo);
    rational_guess(to, hi);
    bool inside = mpq_cmp(from, a) > 0 && mpq_cmp(to, b) < 0;
    if (inside)
        point_simplest(x, from, to);
    mpq_clear(from);
    mpq_clear(to);
    return inside && root_is_zero_at(t, x);
}

/* Around sample k, whose neighbours have its sign, and larger values? */
static bool dips(root *t, mpq_t *x, const int *s, size_t n, size_t k)
{
    if (k == 0 || k + 1 >= n || s[k - 1] != s[k] || s[k + 1] != s[k])
        return false;
    double here = root_count_size(t, rational_near(x[k]));
    return here <= root_count_size(t, rational_near(x[k - 1])) &&
           here <= root_count_size(t, rational_near(x[k + 1]));
}

/* ---- all of them -------------------------------------------------------- */

static size_t without_doubles(mpq_t *x, size_t n)
{
    size_t kept = 0;
    for (size_t k = 0; k < n; k++)
        if (kept == 0 || !mpq_equal(x[k], x[kept - 1]))
            mpq_set(x[kept++], x[k]);
    return kept;
}

/* F comes down to 0 between a and b, and keeps its sign: a root, if it is seen
 * to be one.  False: too many. */
static bool add_touch(root_count *w, mpq_srcptr a, mpq_srcptr b, long digits)
{
    root *t = w->t;
    mpq_t place;
    mpq_init(place);
    bool behind = w->n == 0 || mpq_cmp(w->zero[w->n - 1].right, a) < 0;
    bool exact = touches(t, a, b, place) &&
                 (w->n == 0 || mpq_cmp(w->zero[w->n - 1].right, place) < 0);
    bool ok = true;
    if (exact) {
        ok = add_exact(w, place);
    } else if (behind) {
        root_zero *z = next(w);
        ok = z != NULL;
        if (ok && !root_count_multiple(w, z, a, b, digits) &&
            !root_count_closed(w, z, a, b, digits))
            w->n--;
    }
    mpq_clear(place);
    return ok;
}

/* F = 0 at the range's irrational end. */
static bool add_end(root_count *w, bool low, long digits)
{
    root_zero *z = next(w);
    if (z != NULL && !root_count_at_end(w, z, low, digits))
        w->n--;
    return z != NULL;
}

static bool walk(root_count *w, mpq_t *x, const int *s, size_t n, long digits)
{
    bool ok = n > 0 && add_end(w, true, digits);
    for (size_t k = 0; k < n && ok; k++) {
        if (s[k] == ZERO)
            ok = add_exact(w, x[k]);
        else if (dips(w->t, x, s, n, k))
            ok = add_touch(w, x[k - 1], x[k + 1], digits);
        if (ok && k + 1 < n && s[k] != ZERO && s[k + 1] == -s[k])
            ok = add_change(w, x[k], x[k + 1], s[k + 1], digits);
    }
    return ok && add_end(w, false, digits);
}

/* The sign of F somewhere in gap k. */
static bool see_gap(root_count *w, size_t k)
{
    range r;
    problem p;
    mpq_t *x = point_new(1);
    bool ok = true;
    range_init(&r);
    problem_init(&p, w->t->a->pool, 1);
    w->gap[k] = 0;
    if (root_count_gap(w, k, &r)) {
        range_set(&p.box[0], &r);
        ok = point_sample(x, &p, 0);
        w->gap[k] = ok ? root_sign_at(w->t, x[0]) : 0;
        ok = w->gap[k] != 0;
    }
    problem_clear(&p);
    range_clear(&r);
    point_free(x, 1);
    return ok;
}

bool root_count_find(root_count *w, long digits)
{
    mpq_t *x = point_new(ROOT_SAMPLES);
    int s[ROOT_SAMPLES];
    size_t n = without_doubles(x, root_find_samples(w->t, x));
    bool ok = true;
    w->n = 0;
    for (size_t k = 0; k < n && ok; k++) {
        s[k] = sign_or_zero(w->t, x[k]);
        ok = s[k] != UNKNOWN && !audit_stopped(w->t->a);
    }
    ok = ok && walk(w, x, s, n, digits);
    for (size_t k = 0; k <= w->n && ok; k++)
        ok = see_gap(w, k);
    point_free(x, ROOT_SAMPLES);
    return ok;
}

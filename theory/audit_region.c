/* Certified maps: where in the rectangle of two parameters a claim holds.
 *
 * A box of parameters is '+' when the claim, for all values of the other
 * variables, is proved on it; '-' when for fixed rational values of the
 * others the negation (and all hypotheses) are proved for every parameter in
 * the box; both by the checker.  Otherwise it is '?' and quartered, the
 * largest first.  Points at which the hypotheses admit nothing count as '+':
 * the claim says nothing false there. */
#include "audit_internal.h"

#include <stdlib.h>
#include <string.h>

enum {
    DEFAULT_BOXES = 4000,
    SMALL_SEARCH = 200,    /* boxes for one question */
    EVALUATIONS = 150,
    SHARE_DIGITS = 6
};

typedef struct {
    mpq_t lo[2], hi[2];
    char state;
    int level; /* quarterings so far */
} tile;

typedef struct {
    audit *a;
    roster *f;
    int v[2];      /* the parameters' numbers in the problems */
    tile *tile;
    size_t n, cap;
    size_t next;   /* the first tile not looked at: they come level by level */
    size_t leaves;
    mpq_t total, sum_true, sum_false;
} region;

/* ---- tiles -------------------------------------------------------------- */

static tile *add_tile(region *t)
{
    if (t->n == t->cap) {
        t->cap = t->cap != 0 ? 2 * t->cap : 64;
        t->tile = xrealloc(t->tile, t->cap * sizeof *t->tile);
    }
    tile *b = &t->tile[t->n++];
    for (int i = 0; i < 2; i++) {
        mpq_init(b->lo[i]);
        mpq_init(b->hi[i]);
    }
    b->state = '?';
    b->level = 0;
    return b;
}

static void area(mpq_ptr r, const tile *b)
{
    mpq_t h;
    mpq_init(h);
    mpq_sub(r, b->hi[0], b->lo[0]);
    mpq_sub(h, b->hi[1], b->lo[1]);
    mpq_mul(r, r, h);
    mpq_clear(h);
}

static void quarter(region *t, size_t k)
{
    for (int q = 0; q < 4; q++) {
        tile *b = add_tile(t);
        const tile *from = &t->tile[k];
        b->level = from->level + 1;
        for (int i = 0; i < 2; i++) {
            mpq_t mid;
            mpq_init(mid);
            mpq_add(mid, from->lo[i], from->hi[i]);
            mpq_div_2exp(mid, mid, 1);
            bool upper = (q >> i & 1) != 0;
            mpq_set(b->lo[i], upper ? mid : from->lo[i]);
            mpq_set(b->hi[i], upper ? from->hi[i] : mid);
            mpq_clear(mid);
        }
    }
}

/* The parameters' ranges on a tile; ends of the rectangle stay as they are. */
static void tile_range(const region *t, const member *m, const tile *b, int i,
                       range *r)
{
    const range *whole = &m->p.box[t->v[i]];
    mpq_set(r->lo, b->lo[i]);
    mpq_set(r->hi, b->hi[i]);
    r->lo_inf = r->hi_inf = false;
    r->lo_open = whole->lo_open && mpq_equal(b->lo[i], whole->lo);
    r->hi_open = whole->hi_open && mpq_equal(b->hi[i], whole->hi);
}

/* ---- questions ---------------------------------------------------------- */

static bool proved_by_leaf(region *t, problem *p, size_t g, cert_rule rule)
{
    cert_node *leaf = cert_new(rule);
    bool ok = judge_accepts(t->a->judge, p, g, leaf, t->a->prec, NULL);
    cert_free(leaf);
    t->leaves += ok;
    return ok;
}

/* Is goal g of p proved by one leaf, or by a small search? */
static bool proves(region *t, problem *p, size_t g)
{
    if (proved_by_leaf(t, p, g, CERT_NATURAL) ||
        proved_by_leaf(t, p, g, CERT_MEANVALUE))
        return true;
    search_result s;
    audit_search(t->a, &s, p, g, SMALL_SEARCH);
    checker_report rep;
    checker_report_init(&rep);
    bool ok = s.status == SEARCH_CERTIFICATE &&
              judge_accepts(t->a->judge, p, g, s.cert, t->a->prec, &rep);
    t->leaves += ok ? rep.leaves : 0;
    checker_report_clear(&rep);
    search_result_clear(&s, p->nvars);
    return ok;
}

static bool holds_on(region *t, const tile *b)
{
    bool ok = true;
    for (size_t k = 0; k < t->f->n && ok; k++) {
        roster one = {.n = 0};
        member *m = &t->f->v[k];
        problem *p = &roster_add(&one, &m->inst, &m->p, NULL, 0)->p;
        for (int i = 0; i < 2; i++)
            tile_range(t, m, b, i, &p->box[t->v[i]]);
        for (size_t g = 0; g < p->ngoals && ok; g++)
            ok = proves(t, p, g);
        roster_clear(&one);
    }
    return ok;
}

/* The other variables fixed at y: the negation of goal g, and every
 * hypothesis, for all parameters of the tile. */
static bool fails_with(region *t, const member *m, const tile *b, size_t g,
                       mpq_t *y)
{
    roster one = {.n = 0};
    problem *p = &roster_add(&one, &m->inst, &m->p, NULL, 0)->p;
    for (int i = 0; i < p->nvars; i++) {
        range *r = &p->box[i];
        r->lo_inf = r->hi_inf = r->lo_open = r->hi_open = false;
        mpq_set(r->lo, y[i]);
        mpq_set(r->hi, y[i]);
    }
    for (int i = 0; i < 2; i++)
        tile_range(t, m, b, i, &p->box[t->v[i]]);
    p->ngoals = p->nhyps = p->nhints = 0;
    expr negated = expr_neg(t->a->pool, m->p.goal[g].e);
    bool ok = negated != EXPR_NONE;
    if (ok)
        problem_add_goal(p, negated, !m->p.goal[g].strict);
    for (size_t j = 0; j < m->p.nhyps; j++)
        problem_add_goal(p, m->p.hyp[j].e, m->p.hyp[j].strict);
    for (size_t j = 0; j < p->ngoals && ok; j++)
        ok = proves(t, p, j);
    roster_clear(&one);
    return ok;
}

typedef struct {
    audit *a;
    const problem *p;
    size_t g;
} target;

static bool goal_value(void *ctx, mpq_t *x, double *v)
{
    target *t = ctx;
    if (!point_satisfies(t->a->judge, t->p, x, 0))
        return false;
    eval *ev = judge_eval(t->a->judge, 0);
    point_set_box(ev, x, t->p->nvars);
    iv_srcptr f = eval_enclose(ev, t->p->goal[t->g].e);
    if (!iv_is_bounded(f))
        return false;
    *v = mpfr_get_d(iv_upper(f), MPFR_RNDU);
    return true;
}

/* Looks at one place of the tile, given in sixteenths, for values of the
 * others at which goal g is least; *least < 0 suggests that the claim fails
 * around there.  False: no value there. */
static bool look(region *t, const member *m, const tile *b, size_t g,
                 const int at[2], mpq_t *x, double *least)
{
    roster one = {.n = 0};
    problem *p = &roster_add(&one, &m->inst, &m->p, NULL, 0)->p;
    mpq_t w;
    mpq_init(w);
    for (int i = 0; i < 2; i++) {
        range *r = &p->box[t->v[i]];
        mpq_sub(w, b->hi[i], b->lo[i]);
        mpz_mul_si(mpq_numref(w), mpq_numref(w), at[i]);
        mpq_canonicalize(w);
        mpq_div_2exp(w, w, 4);
        mpq_add(r->lo, b->lo[i], w);
        mpq_set(r->hi, r->lo);
        r->lo_open = r->hi_open = false;
    }
    mpq_clear(w);
    target tg = {t->a, p, g};
    minimise_target mt = {.p = p, .value = goal_value, .ctx = &tg,
                          .max_evaluations = EVALUATIONS};
    bool ok;
    if (p->nvars == 2)
        ok = point_sample(x, p, 0) && goal_value(&tg, x, least);
    else
        ok = minimise_run(&mt, x, least);
    roster_clear(&one);
    return ok;
}

/* What a few places say: '+' and '-' are worth a try, '?' when they differ.
 * x: where the middle is least, for '-'. */
static char guess(region *t, const member *m, const tile *b, size_t g,
                  mpq_t *x)
{
    static const int place[5][2] = {{1, 1}, {1, 15}, {15, 1}, {15, 15},
                                    {8, 8}};
    bool negative = false, other = false;
    for (int k = 0; k < 5 && !(negative && other); k++) {
        double least;
        if (look(t, m, b, g, place[k], x, &least) && least < 0)
            negative = true;
        else
            other = true;
    }
    return !negative ? '+' : other ? '?' : '-';
}

static char decide_tile(region *t, const tile *b)
{
    bool all = true;
    for (size_t k = 0; k < t->f->n; k++) {
        member *m = &t->f->v[k];
        mpq_t *x = point_new(m->p.nvars);
        bool fails = false;
        for (size_t g = 0; g < m->p.ngoals && !fails; g++) {
            char seen = guess(t, m, b, g, x);
            all = all && seen == '+';
            fails = seen == '-' && fails_with(t, m, b, g, x);
        }
        point_free(x, m->p.nvars);
        if (fails)
            return '-';
    }
    return all && holds_on(t, b) ? '+' : '?';
}

/* ---- the map ------------------------------------------------------------ */

static bool find_parameters(region *t)
{
    const item *it = t->a->it;
    const problem *p = &t->f->v[0].p;
    if (it->nover != 2)
        return audit_error(t->a, "a region is over two parameters");
    for (int i = 0; i < 2; i++) {
        t->v[i] = -1;
        for (int k = 0; k < p->nvars; k++)
            if (strcmp(p->names[k], it->over[i]) == 0)
                t->v[i] = k;
        if (t->v[i] < 0 || p->box[t->v[i]].lo_inf || p->box[t->v[i]].hi_inf ||
            range_is_point(&p->box[t->v[i]]))
            return audit_error(t->a, "`%s` does not run through a bounded "
                                     "interval", it->over[i]);
    }
    return true;
}

/* The open share to be reached: the option `share`, or 1 %. */
static void wanted_share(const region *t, mpq_ptr share)
{
    const item *it = t->a->it;
    mpq_set_ui(share, 1, 100);
    for (size_t i = 0; i < it->nopts; i++) {
        if (strcmp(it->opt[i].key, "share") != 0 || it->opt[i].value == NULL)
            continue;
        expr e = elab_closed(t->a->e, it->opt[i].value, t->a->errs);
        if (e != EXPR_NONE && expr_is_const(t->a->pool, e))
            mpq_set(share, expr_const_value(t->a->pool, e));
    }
}

static void pave(region *t)
{
    mpq_t open, share, s;
    mpq_init(open);
    mpq_init(share);
    mpq_init(s);
    wanted_share(t, share);
    mpq_mul(share, share, t->total);
    size_t max = t->a->limits.max_boxes != 0 ? t->a->limits.max_boxes
                                             : DEFAULT_BOXES;
    mpq_set(open, t->total);
    size_t looked = 0;
    while (t->next < t->n && looked < max && mpq_cmp(open, share) > 0 &&
           !audit_stopped(t->a)) {
        size_t k = t->next++;
        char state = decide_tile(t, &t->tile[k]);
        looked++;
        t->tile[k].state = state;
        if (state == '?') {
            quarter(t, k);
            t->tile[k].state = '/'; /* replaced by its quarters */
        } else {
            area(s, &t->tile[k]);
            mpq_sub(open, open, s);
            mpq_ptr sum = state == '+' ? t->sum_true : t->sum_false;
            mpq_add(sum, sum, s);
        }
        if (looked % 16 == 0)
            audit_progress(t->a, looked, max);
    }
    t->a->r->boxes = looked;
    mpq_clear(open);
    mpq_clear(share);
    mpq_clear(s);
}

static void share_of(const region *t, mpq_ptr r, mpq_srcptr part)
{
    mpq_div(r, part, t->total);
}

static void report(region *t)
{
    result *r = t->a->r;
    mpq_t yes, no, open;
    mpq_init(yes);
    mpq_init(no);
    mpq_init(open);
    share_of(t, yes, t->sum_true);
    share_of(t, no, t->sum_false);
    mpq_set_si(open, 1, 1);
    mpq_sub(open, open, yes);
    audit_enclosure_q(&r->area_true, yes, yes, SHARE_DIGITS);
    audit_enclosure_q(&r->area_false, no, no, SHARE_DIGITS);
    mpq_sub(open, open, no);
    audit_enclosure_q(&r->area_open, open, open, SHARE_DIGITS);
    r->open_share = mpq_get_d(open);
    mpq_add(no, yes, open); /* what may hold */
    audit_enclosure_q(&r->value, yes, no, SHARE_DIGITS);
    r->box = xcalloc(t->n + 1, sizeof *r->box);
    for (size_t k = 0; k < t->n; k++) {
        const tile *b = &t->tile[k];
        if (b->state == '/')
            continue;
        r->box[r->nbox].x0 = mpq_get_d(b->lo[0]);
        r->box[r->nbox].x1 = mpq_get_d(b->hi[0]);
        r->box[r->nbox].y0 = mpq_get_d(b->lo[1]);
        r->box[r->nbox].y1 = mpq_get_d(b->hi[1]);
        r->box[r->nbox++].state = b->state;
        r->open += b->state == '?';
    }
    r->leaves = t->leaves;
    r->verdict = VERDICT_ENCLOSED;
    audit_why(t->a, "each box was decided by the checker; where the "
                    "conditions admit nothing the claim counts as true");
    mpq_clear(yes);
    mpq_clear(no);
    mpq_clear(open);
}

static void draw(region *t)
{
    tile *b = add_tile(t);
    const problem *p = &t->f->v[0].p;
    for (int i = 0; i < 2; i++) {
        mpq_set(b->lo[i], p->box[t->v[i]].lo);
        mpq_set(b->hi[i], p->box[t->v[i]].hi);
    }
    mpq_init(t->total);
    mpq_init(t->sum_true);
    mpq_init(t->sum_false);
    area(t->total, b);
    pave(t);
    report(t);
    for (size_t k = 0; k < t->n; k++)
        for (int i = 0; i < 2; i++) {
            mpq_clear(t->tile[k].lo[i]);
            mpq_clear(t->tile[k].hi[i]);
        }
    mpq_clear(t->total);
    mpq_clear(t->sum_true);
    mpq_clear(t->sum_false);
    free(t->tile);
}

bool region_audit(audit *a)
{
    roster f = {.n = 0};
    region t = {.a = a, .f = &f};
    bool ok = audit_collect(a, &f) && find_parameters(&t);
    if (ok)
        draw(&t);
    roster_clear(&f);
    return ok;
}

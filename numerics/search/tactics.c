/* The one loop that runs the rows of tactics.def, and the words of their
 * conditions.  Believed: nothing; what a tactic answers was tried by the
 * checker, and is replayed as a whole before it counts. */
#include "tactics.h"

/* ---- the words of the rows ---------------------------------------------- */

/* What is asked of a goal once is kept: yes or no, 0 where not asked yet. */
enum {
    YES = 1,
    NO = -1
};

static bool keep(signed char *known, bool answer)
{
    *known = answer ? YES : NO;
    return answer;
}

static bool is_unbounded(const searcher *s, const goal *g)
{
    for (int i = 0; i < s->p->nvars; i++)
        if (g->box[i].lo_inf || g->box[i].hi_inf)
            return true;
    return false;
}

static bool bounded(const tactic_view *v)
{
    return !v->unbounded;
}

static bool at_root(const tactic_view *v)
{
    return v->s->level < 2;
}

static bool refuted(const tactic_view *v)
{
    return v->s->r->witness != NULL;
}

/* As `unbounded`, where that has not been looked at yet. */
static bool endless(const tactic_view *v)
{
    return is_unbounded(v->s, v->g);
}

static bool beyond_doubles(const tactic_view *v)
{
    return search_exact_is_beyond(v->s, v->g, v->q);
}

/* |h| > 0 */
static bool apart(const tactic_view *v)
{
    return v->g->strict &&
           expr_get(v->s->p->pool, v->g->f)->op == EXPR_ABS && !refuted(v);
}

/* No functions but roots: quotients and conjugates are worth clearing. */
static bool algebraic(tactic_view *v)
{
    if (v->algebraic == 0)
        keep(&v->algebraic,
             search_rewrite_is_algebraic(v->s->p->pool, v->g->f));
    return v->algebraic == YES;
}

/* Sums, products and whole powers of variables, numbers and roots alone? */
static bool polynomial(const tactic_view *v)
{
    const uint64_t ring = UINT64_C(1) << EXPR_CONST | UINT64_C(1) << EXPR_VAR |
                          UINT64_C(1) << EXPR_NEG | UINT64_C(1) << EXPR_ADD |
                          UINT64_C(1) << EXPR_SUB | UINT64_C(1) << EXPR_MUL |
                          UINT64_C(1) << EXPR_POW | UINT64_C(1) << EXPR_DIV |
                          UINT64_C(1) << EXPR_SQRT;
    expr first;
    return search_rewrite_nodes(v->s->p->pool, v->g->f, ~ring, &first, 1) == 0;
}

static bool conditions(const tactic_view *v)
{
    return v->g->nhyps > 0;
}

/* Are there hypotheses, each about a variable that f does not have? */
static bool idle(const tactic_view *v)
{
    const expr_pool *pool = v->s->p->pool;
    uint64_t own = expr_vars(pool, v->g->f);
    bool all = v->g->nhyps > 0;
    for (size_t k = 0; k < v->g->nhyps && all; k++)
        all = (expr_vars(pool, v->g->hyp[k].e) & ~own) != 0;
    return all;
}

static bool kinks(tactic_view *v)
{
    if (v->kinks == 0)
        keep(&v->kinks, search_kink_is_any_open(v->s, v->g));
    return v->kinks == YES;
}

/* A quotient of polynomials in two variables or more, none of them with two
 * ends? */
static bool conic(tactic_view *v)
{
    const uint64_t ops = 1u << EXPR_SQRT | UINT64_C(1) << EXPR_ROOT |
                         UINT64_C(1) << EXPR_ABS | UINT64_C(1) << EXPR_MIN |
                         UINT64_C(1) << EXPR_MAX | UINT64_C(1) << EXPR_IF;
    const expr_pool *pool = v->s->p->pool;
    uint64_t vars = expr_vars(pool, v->g->f);
    expr first;
    for (int i = 0; i < v->s->p->nvars; i++) {
        const range *r = &v->g->box[i];
        if ((vars >> i & 1) != 0 && !r->lo_inf && !r->hi_inf)
            return false;
    }
    return (vars & (vars - 1)) != 0 && algebraic(v) &&
           search_rewrite_nodes(pool, v->g->f, ops, &first, 1) == 0;
}

/* Has f no finite enclosure, though the box is bounded? */
static bool blows_up(const tactic_view *v)
{
    if (v->unbounded)
        return false;
    eval *e = eval_new(v->s->p->pool, 64);
    eval_set_hyps(e, v->g->hyp, v->g->nhyps);
    eval_set_box(e, v->g->box, v->s->p->nvars);
    bool finite = iv_is_bounded(eval_enclose(e, v->g->f));
    eval_free(e);
    return !finite;
}

/* Has f no value at an excluded end, as x log(x) at 0? */
static bool gapes(const tactic_view *v)
{
    int n = v->s->p->nvars;
    goal t;
    if (v->unbounded)
        return false;
    search_goal_copy(&t, v->g, n);
    for (int i = 0; i < n; i++)
        t.box[i].lo_open = t.box[i].hi_open = false;
    eval *e = eval_new(v->s->p->pool, 64);
    eval_set_box(e, t.box, n);
    bool defined = iv_is_defined(eval_enclose(e, t.f));
    eval_free(e);
    search_goal_clear(&t, n);
    return !defined;
}

/* Has f a node of either operation? */
static bool calls(const tactic_view *v, expr_op one, expr_op other)
{
    expr w;
    const uint64_t ops = UINT64_C(1) << one | UINT64_C(1) << other;
    return search_rewrite_nodes(v->s->p->pool, v->g->f, ops, &w, 1) > 0;
}

static bool steps(const tactic_view *v)
{
    return expr_steps(v->s->p->pool, v->g->f, NULL, 0) > 0;
}

static bool several(const tactic_view *v)
{
    return v->s->p->nvars > 1;
}

static bool has_any(const tactic_view *v, uint64_t ops)
{
    expr first;
    return search_rewrite_nodes(v->s->p->pool, v->g->f, ops, &first, 1) > 0;
}

/* An error function: alone, it has an elementary derivative. */
static bool gaussian(const tactic_view *v)
{
    return has_any(v, UINT64_C(1) << EXPR_ERF | UINT64_C(1) << EXPR_ERFC |
                          UINT64_C(1) << EXPR_PHI);
}

/* What comes down to 0 at infinity faster than x = 1/t could show. */
static bool decays(const tactic_view *v)
{
    return gaussian(v) ||
           has_any(v, UINT64_C(1) << EXPR_EXP | UINT64_C(1) << EXPR_TANH |
                          UINT64_C(1) << EXPR_COSH | UINT64_C(1) << EXPR_SINH);
}

/* Is equality suspected at both ends of a variable's range? */
static bool two_faces(const tactic_view *v)
{
    uint64_t low = 0, high = 0;
    for (size_t k = 0; k < v->nspots; k++) {
        const contact_spot *spot = &v->spot[k];
        const range *r = &v->g->box[spot->var];
        if (!expr_is_const(v->s->p->pool, spot->at) || r->lo_inf || r->hi_inf)
            continue;
        mpq_srcptr q = expr_const_value(v->s->p->pool, spot->at);
        low |= (uint64_t)(mpq_equal(q, r->lo) != 0) << spot->var;
        high |= (uint64_t)(mpq_equal(q, r->hi) != 0) << spot->var;
    }
    return (low & high) != 0;
}

/* Is equality suspected in the midst of a range without ends? */
static bool on_a_line(const tactic_view *v)
{
    bool any = false;
    for (size_t k = 0; k < v->nspots && !any; k++) {
        const range *r = &v->g->box[v->spot[k].var];
        any = r->lo_inf && r->hi_inf &&
              expr_is_const(v->s->p->pool, v->spot[k].at);
    }
    return any;
}

/* Is equality suspected where f is not smooth (and not because f is 0
 * everywhere)?  No Taylor rule starts there. */
static bool rough(const tactic_view *v)
{
    bool any = false;
    if (v->q->scale <= 100 * v->q->noise)
        return false;
    for (size_t k = 0; k < v->nspots && !any; k++)
        any = v->spot[k].order == 0;
    return any;
}

/* What a part of an integral's claim is asked costs as much as the whole. */
static bool integrals(const tactic_view *v)
{
    return calls(v, EXPR_INTEGRAL, EXPR_INTEGRAL);
}

/* Has an integrand a power that is no whole one? */
static bool rooted(const tactic_view *v)
{
    const expr_pool *pool = v->s->p->pool;
    const uint64_t root = UINT64_C(1) << EXPR_ROOT;
    expr w[8], first;
    size_t n = search_rewrite_nodes(pool, v->g->f,
                                    UINT64_C(1) << EXPR_INTEGRAL, w, 8);
    bool any = false;
    for (size_t k = 0; k < n && !any; k++)
        any = search_rewrite_nodes(pool, expr_get(pool, w[k])->arg[2], root,
                                   &first, 1) > 0;
    return any;
}

/* Does f depend on more than one variable? */
static bool many(const tactic_view *v)
{
    uint64_t vars = expr_vars(v->s->p->pool, v->g->f);
    return (vars & (vars - 1)) != 0;
}

/* Does a split where equality is suspected decide all kinks? */
static bool settled(tactic_view *v)
{
    if (v->settled == 0)
        keep(&v->settled, tactic_split_settles_kinks(v->s, v->g, v));
    return v->settled == YES;
}

/* Was all of this tried at the root before, with less effort? */
static bool again(const tactic_view *v)
{
    return at_root(v) && v->s->round > 0;
}

/* Boxes for one tactic among several. */
static size_t some(const tactic_view *v, size_t part, size_t most)
{
    size_t n = search_effort_left(v->s) / part;
    return n < most ? n : most;
}

/* ---- the loop ----------------------------------------------------------- */

/* A row; `row`, its line in tactics.def, tells its conditions. */
typedef struct {
    tactics_list list;
    int row;
    size_t share;
    cert_node *(*run)(searcher *s, const goal *g, const tactic_view *v);
    tactics_list inner; /* a group, where run is NULL */
} tactic_row;

static const tactic_row table[] = {
#define TACTIC(LIST, NAME, WHEN, SHARE, BOXES)                                 \
    {TACTICS_##LIST, __LINE__, SHARE, tactic_##NAME, TACTICS_##LIST},
#define GROUP(LIST, INNER, WHEN, SHARE)                                        \
    {TACTICS_##LIST, __LINE__, SHARE, NULL, TACTICS_##INNER},
#include "tactics.def"
};

static bool applies(int row, tactic_view *v)
{
    switch (row) {
#define TACTIC(LIST, NAME, WHEN, SHARE, BOXES)                                 \
    case __LINE__:                                                             \
        return WHEN;
#define GROUP(LIST, INNER, WHEN, SHARE)                                        \
    case __LINE__:                                                             \
        return WHEN;
#include "tactics.def"
    default:
        return false;
    }
}

static size_t boxes(int row, const tactic_view *v)
{
    switch (row) {
#define TACTIC(LIST, NAME, WHEN, SHARE, BOXES)                                 \
    case __LINE__:                                                             \
        return BOXES;
#include "tactics.def"
    default:
        return 0;
    }
}

cert_node *tactics_run(tactic_view *v, tactics_list list)
{
    cert_node *c = NULL;
    for (size_t k = 0; k < sizeof table / sizeof *table && c == NULL; k++) {
        const tactic_row *t = &table[k];
        if (t->list != list || !applies(t->row, v))
            continue;
        size_t old = search_effort_lend(v->s, t->share);
        v->boxes = boxes(t->row, v);
        c = t->run != NULL ? t->run(v->s, v->g, v) : tactics_run(v, t->inner);
        search_effort_restore(v->s, old);
    }
    return c;
}

/* ---- what is known of a goal -------------------------------------------- */

bool tactics_is_tight(const searcher *s, const goal *g, const probe *q)
{
    return q->n == 0 || q->least <= 1e-7 * (q->scale + 1e-300) + q->noise ||
           is_unbounded(s, g);
}

tactic_view tactics_view(searcher *s, const goal *g)
{
    return (tactic_view){.s = s, .g = g};
}

void tactics_find_spots(tactic_view *v)
{
    v->nspots = search_spots_find(v->s, v->g, v->q, v->spot, CONTACT_SPOTS);
}

cert_node *tactics_try(searcher *s, const goal *g, const probe *q)
{
    tactic_view v = tactics_view(s, g);
    v.q = q;
    v.unbounded = is_unbounded(s, g);
    v.tight = tactics_is_tight(s, g, q);
    if (v.tight) {
        kinks(&v); /* before the spots, whose terms are made in passing */
        tactics_find_spots(&v);
    }
    return tactics_run(&v, TACTICS_SAMPLED);
}

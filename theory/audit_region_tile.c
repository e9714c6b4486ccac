/* What holds on one tile of a map: by search, or by a certificate. */
#include "audit_region.h"
#include "../numerics/rational.h"
#include "../numerics/limits.h"

#include <stdlib.h>
#include <string.h>

enum {
    SMALL_SEARCH = 200, /* boxes for one question */
    EVALUATIONS = 150
};

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

/* Tree for goal g of p, taken over; accepted, it goes into the certificate. */
static bool keep_if_accepted(region *t, problem *p, size_t g, cert_node *tree)
{
    size_t leaves = 0;
    bool ok = tree != NULL && t->accept(t->ctx, p, g, tree, &leaves);
    if (ok) {
        cert_write(&t->out, tree, p);
        t->leaves += leaves;
    }
    cert_free(tree);
    return ok;
}

static bool read_tree(region *t, problem *p, size_t g)
{
    char err[200] = "malformed certificate";
    cert_node *tree = cert_read(&t->in, &t->line, p, err, sizeof err);
    if (tree == NULL)
        audit_set(&t->err, xstrdup(err));
    return keep_if_accepted(t, p, g, tree);
}

/* Is goal g of p proved by one leaf, or by a small search?  Or else by the
 * certificate that is replayed. */
static bool proves(region *t, problem *p, size_t g)
{
    if (t->in != NULL)
        return read_tree(t, p, g);
    if (keep_if_accepted(t, p, g, cert_new(CERT_NATURAL)) ||
        keep_if_accepted(t, p, g, cert_new(CERT_MEANVALUE)))
        return true;
    search_result s;
    audit_search(t->a, &s, p, g, SMALL_SEARCH);
    bool ok = false;
    if (s.status == SEARCH_CERTIFICATE) {
        ok = keep_if_accepted(t, p, g, s.cert);
        s.cert = NULL;
    }
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
    if (!point_satisfies(t->a, t->p, x, 0))
        return false;
    eval *ev = judge_eval(t->a->judge, 0);
    point_set_box(ev, x, t->p->nvars);
    iv_srcptr f = eval_enclose(ev, t->p->goal[t->g].e);
    if (!iv_is_bounded(f))
        return false;
    *v = real_upper(iv_upper(f));
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

static void cut(text_buf *b, size_t len)
{
    b->len = len;
    if (b->s != NULL)
        b->s[len] = '\0';
}

static void put_point(text_buf *b, mpq_t *x, int n)
{
    for (int i = 0; i < n; i++) {
        char *s = mpq_get_str(NULL, 10, x[i]);
        text_printf(b, " %s", s);
        free(s);
    }
}

/* Goal g of member k fails on all of b for the others at x. */
static bool put_failure(region *t, const tile *b, size_t k, size_t g,
                        mpq_t *x)
{
    const member *m = &t->f->v[k];
    size_t before = t->out.len, leaves = t->leaves;
    text_printf(&t->out, "tile - %zu %zu", k + 1, g + 1);
    put_point(&t->out, x, m->p.nvars);
    text_put(&t->out, "\n");
    if (fails_with(t, m, b, g, x))
        return true;
    cut(&t->out, before);
    t->leaves = leaves;
    return false;
}

static bool put_proof(region *t, const tile *b)
{
    size_t before = t->out.len, leaves = t->leaves;
    text_put(&t->out, "tile +\n");
    if (holds_on(t, b))
        return true;
    cut(&t->out, before);
    t->leaves = leaves;
    return false;
}

char region_decide(region *t, const tile *b)
{
    bool all = true;
    for (size_t k = 0; k < t->f->n; k++) {
        member *m = &t->f->v[k];
        mpq_t *x = point_new(m->p.nvars);
        bool fails = false;
        for (size_t g = 0; g < m->p.ngoals && !fails; g++) {
            char seen = guess(t, m, b, g, x);
            all = all && seen == '+';
            fails = seen == '-' && put_failure(t, b, k, g, x);
        }
        point_free(x, m->p.nvars);
        if (fails)
            return '-';
    }
    if (all && put_proof(t, b))
        return '+';
    text_put(&t->out, "tile ?\n");
    return '?';
}

/* ---- from the certificate ----------------------------------------------- */

static bool whole(region *t, size_t max, size_t *v)
{
    size_t n = strspn(t->in, "0123456789");
    if (n == 0 || n > 9)
        return false;
    *v = strtoul(t->in, NULL, 10);
    t->in += n;
    return *v >= 1 && *v <= max;
}

static bool rational(region *t, mpq_ptr q)
{
    if (*t->in != ' ')
        return false;
    size_t n = strspn(t->in + 1, "-0123456789/");
    bool ok = n <= LIMIT_CERT_TEXT && rational_read(q, t->in + 1, n);
    t->in += n + 1;
    return ok;
}

/* After "tile -": the failing goal and the point, which has to lie in the
 * others' ranges; that it satisfies the conditions the trees prove. */
static bool read_failure(region *t, const tile *b)
{
    size_t k, g;
    if (*t->in++ != ' ' || !whole(t, t->f->n, &k) || *t->in++ != ' ' ||
        !whole(t, t->f->v[k - 1].p.ngoals, &g))
        return false;
    const member *m = &t->f->v[k - 1];
    mpq_t *x = point_new(m->p.nvars);
    bool ok = true;
    for (int i = 0; i < m->p.nvars && ok; i++)
        ok = rational(t, x[i]) &&
             (i == t->v[0] || i == t->v[1] ||
              range_contains_q(&m->p.box[i], x[i]));
    ok = ok && *t->in == '\n';
    if (ok) {
        t->in++;
        t->line++;
        text_printf(&t->out, "tile - %zu %zu", k, g);
        put_point(&t->out, x, m->p.nvars);
        text_put(&t->out, "\n");
        ok = fails_with(t, m, b, g - 1, x);
    }
    point_free(x, m->p.nvars);
    return ok;
}

bool region_read(region *t, const tile *b, char *state)
{
    static const char word[] = "tile ";
    size_t n = sizeof word - 1;
    if (strncmp(t->in, word, n) != 0 || strchr("+-?", t->in[n]) == NULL ||
        t->in[n] == '\0')
        return false;
    *state = t->in[n];
    t->in += n + 1;
    if (*state == '-')
        return read_failure(t, b);
    if (*t->in != '\n')
        return false;
    t->in++;
    t->line++;
    text_printf(&t->out, "tile %c\n", *state);
    return *state == '?' || holds_on(t, b);
}

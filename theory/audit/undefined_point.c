/* A point of a claim's domain at which it has no value, looked for before
 * anything is proved.  Nothing of the search is believed: each point is put to
 * the checker (checker_undefined). */
#include "domain.h"
#include "point_sign.h"

#include "../../numerics/base/rational.h"
#include "../../numerics/search/search.h"

#include <stdlib.h>

enum {
    MAX_INSTANCES = 100, /* that are looked at */
    FIRST_FEW = 3,       /* at once, where a point costs an integral */
    MAX_SUSPECTS = 12, MAX_ZEROS = 24, /* operations, factors that may vanish */
    MAX_VISITS = 2000,
    BASES = 6, PIECES = 8, /* points that lines are drawn through; their parts */
    FAR = 1001, /* where lines without end are cut off */
    HALVINGS = 60,
    GUESSES = 12
};

/* One goal of one instance, and what may be undefined in it. */
typedef struct {
    audit *a;
    const instance *m;
    size_t g;
    eval *ev;
    point_sign sign, whole; /* of a zero, and of the goal */
    expr suspect[MAX_SUSPECTS], zero[MAX_ZEROS];
    size_t nsuspects, nzeros;
    mpq_t *x;
    expr *c;   /* instead of x's, where not EXPR_NONE */
    expr part; /* has certainly no value there */
} quest;

/* With variables over `m..inf` what stands for a power of whole exponent is
 * less often defined than the power (a negative base): only a quotient by zero
 * counts then. */
static bool is_undefined(quest *q)
{
    const problem *p = &q->m->p;
    if (!point_is_whole(q->a->whole, p, q->x))
        return false;
    q->part = EXPR_NONE;
    if (!point_sign_defined(&q->whole, p, p->goal[q->g].e, q->x))
        q->part = checker_undefined(p, q->g, q->x, q->a->max_prec);
    if (q->a->whole != 0 && q->part != EXPR_NONE &&
        expr_get(p->pool, q->part)->op != EXPR_DIV)
        q->part = EXPR_NONE;
    return q->part != EXPR_NONE;
}

/* The same with closed expressions near x in the place of its coordinate i. */
static bool is_undefined_near(quest *q, int i)
{
    expr_pool *pool = q->m->p.pool;
    expr guess[GUESSES];
    if (q->a->whole != 0)
        return false;
    size_t n = search_guess_constants(pool, rational_near(q->x[i]), 1e-13,
                                      guess, GUESSES);
    for (size_t k = 0; k < n && q->part == EXPR_NONE; k++) {
        if (expr_is_const(pool, guess[k]))
            continue;
        problem d;
        q->c[i] = guess[k];
        problem_at(&d, &q->m->p, q->c, q->x);
        q->part = checker_undefined(&d, q->g, q->x, q->a->max_prec);
        problem_clear(&d);
    }
    if (q->part == EXPR_NONE)
        q->c[i] = EXPR_NONE;
    return q->part != EXPR_NONE;
}

/* ---- what may be undefined ---------------------------------------------- */

/* The factors of u, whose zeros are those of u. */
static void add_zeros(quest *q, expr u)
{
    const expr_pool *pool = q->m->p.pool;
    expr stack[MAX_ZEROS + 2];
    size_t n = 0;
    stack[n++] = u;
    while (n > 0 && q->nzeros < MAX_ZEROS) {
        const expr_node *x = expr_get(pool, u = stack[--n]);
        bool one = x->op == EXPR_POW || x->op == EXPR_ROOT ||
                   x->op == EXPR_SQRT || x->op == EXPR_NEG ||
                   x->op == EXPR_ABS || x->op == EXPR_DIV;
        if (expr_vars(pool, u) == 0)
            continue;
        if (one || x->op == EXPR_MUL)
            stack[n++] = x->arg[0];
        if (x->op == EXPR_MUL && n < MAX_ZEROS)
            stack[n++] = x->arg[1];
        if (!one && x->op != EXPR_MUL)
            q->zero[q->nzeros++] = u;
    }
}

/* Operations of the goal that are not defined all over the box. */
static void collect(quest *q)
{
    expr_pool *pool = q->m->p.pool;
    expr stack[MAX_VISITS + 3];
    size_t n = 0;
    stack[n++] = q->m->p.goal[q->g].e;
    for (int k = 0; k < MAX_VISITS - 3 && n > 0; k++) {
        expr f = stack[--n];
        if (n > MAX_VISITS - 3 || iv_is_defined(eval_enclose(q->ev, f)))
            continue;
        const expr_node *x = expr_get(pool, f);
        bool inner = true;
        for (int i = x->nargs; i-- > 0;)
            if (!iv_is_defined(eval_enclose(q->ev, x->arg[i]))) {
                stack[n++] = x->arg[i];
                inner = false;
            }
        if (inner && q->nsuspects < MAX_SUSPECTS) {
            q->suspect[q->nsuspects++] = f;
            add_zeros(q, x->op == EXPR_DIV   ? x->arg[1]
                         : x->op == EXPR_TAN ? expr_unary(pool, EXPR_COS,
                                                          x->arg[0])
                                             : x->arg[0]);
        }
    }
}

/* ---- points ------------------------------------------------------------- */

/* Where f is 0 along x_i: its sign there (0: unknown). */
static int sign_at(quest *q, expr f)
{
    return point_sign_at(&q->sign, &q->m->p, f, q->x);
}

/* f changes its sign along x_i between lo and hi: at a short number? */
static bool try_between(quest *q, expr f, int i, mpq_ptr lo, mpq_ptr hi)
{
    mpq_set(q->x[i], lo);
    int below = sign_at(q, f);
    for (int k = 0; k < HALVINGS; k++) {
        mpq_add(q->x[i], lo, hi);
        mpq_div_2exp(q->x[i], q->x[i], 1);
        int s = sign_at(q, f);
        if (s == 0)
            break;
        mpq_set(s == below ? lo : hi, q->x[i]);
    }
    if (is_undefined(q))
        return true;
    point_simplest(q->x[i], lo, hi);
    return is_undefined(q) || is_undefined_near(q, i);
}

/* Dividing point k of r; infinite ends are cut off. */
static void along(mpq_ptr x, const range *r, unsigned long k)
{
    mpq_t lo, hi, part;
    mpq_inits(lo, hi, part, NULL);
    if (!r->hi_inf)
        mpq_set(hi, r->hi);
    else
        mpq_set_si(hi, FAR, 1);
    if (r->lo_inf)
        mpq_set_si(lo, -FAR, 1);
    else
        mpq_set(lo, r->lo);
    mpq_set_ui(part, k, PIECES);
    mpq_canonicalize(part);
    mpq_sub(x, hi, lo);
    mpq_mul(x, x, part);
    mpq_add(x, x, lo);
    mpq_clears(lo, hi, part, NULL);
}

/* Along x_i through x. */
static bool try_line(quest *q, expr f, int i)
{
    const range *r = &q->m->p.box[i];
    mpq_t lo, hi, before;
    mpq_inits(lo, hi, before, NULL);
    mpq_set(before, q->x[i]);
    bool found = false;
    for (unsigned long k = 0, old = 0; k <= PIECES && !found; k++) {
        along(hi, r, k);
        mpq_set(q->x[i], hi);
        int now = sign_at(q, f);
        if (now == 0)
            found = is_undefined(q) || is_undefined_near(q, i);
        else if (old != 0 && old != (unsigned long)(now + 2))
            found = try_between(q, f, i, lo, hi);
        along(lo, r, k);
        old = now == 0 ? 0 : (unsigned long)(now + 2);
    }
    if (!found)
        mpq_set(q->x[i], before);
    mpq_clears(lo, hi, before, NULL);
    return found;
}

/* ---- where equations hold, too ------------------------------------------ */

/* Short numbers in the place of all but the n variables, which then solve the
 * equations; at what they seem to be, something is undefined. */
static bool try_solved(quest *q, const problem *e, const size_t *eq, int n,
                       const int *var, unsigned bits)
{
    expr_pool *pool = e->pool;
    mpq_t *x = point_copy(q->x, e->nvars), lo, hi;
    mpq_inits(lo, hi, NULL);
    for (int i = 0; i < e->nvars; i++) {
        bool solved_for = false;
        for (int j = 0; j < n; j++)
            solved_for = solved_for || var[j] == i;
        mpq_set_ui(lo, 1, 1);
        mpq_div_2exp(lo, lo, bits);
        mpq_add(hi, x[i], lo);
        mpq_sub(lo, x[i], lo);
        if (!solved_for)
            point_simplest(q->x[i], lo, hi);
    }
    bool ok = domain_solve(q->a, e, eq, n, var, q->x);
    for (int i = 0; i < e->nvars && ok; i++) {
        expr guess;
        double near = rational_near(q->x[i]);
        ok = search_guess_constants(pool, near, 1e-11, &guess, 1) == 1;
        if (ok && expr_is_const(pool, guess))
            mpq_set(q->x[i], expr_const_value(pool, guess));
        else if (ok)
            q->c[i] = guess;
    }
    if (ok) {
        problem d;
        problem_at(&d, &q->m->p, q->c, q->x);
        q->part = checker_undefined(&d, q->g, q->x, q->a->max_prec);
        problem_clear(&d);
    }
    for (int i = 0; i < e->nvars && q->part == EXPR_NONE; i++) {
        q->c[i] = EXPR_NONE;
        mpq_set(q->x[i], x[i]);
    }
    mpq_clears(lo, hi, NULL);
    point_free(x, e->nvars);
    return q->part != EXPR_NONE;
}

/* From x towards f = 0 and the domain's equations. */
static bool try_equations(quest *q, expr f)
{
    enum {
        MOST = 8
    };
    problem e;
    size_t eq[MOST], kept[WITNESS_MAX_EQUATIONS];
    int var[WITNESS_MAX_EQUATIONS];
    bool found = false;
    problem_copy(&e, &q->m->p, q->m->p.nvars);
    problem_add_hyp(&e, f, false);
    problem_add_hyp(&e, expr_neg(e.pool, f), false);
    size_t neq = domain_equations(q->a, &e, eq, MOST);
    if (neq > 1 && domain_approach(q->a, &e, eq, neq, q->x)) {
        int n = domain_pivots(q->a, &e, eq, neq, q->x, kept, var);
        found = n > 0 && (try_solved(q, &e, kept, n, var, 2) ||
                          try_solved(q, &e, kept, n, var, 6));
    }
    problem_clear(&e);
    return found;
}

/* ---- all places --------------------------------------------------------- */

/* Number k: the corners of the box, with 0 in the place of infinite ends, and
 * samples.  false: there is none, or not the time for it. */
static bool base(quest *q, unsigned k)
{
    enum {
        CORNERS = 16
    };
    const problem *p = &q->m->p;
    if (halt_now())
        return false;
    if (k >= CORNERS)
        return point_sample_whole(q->a->whole, q->x, p, k - CORNERS);
    for (int i = 0; i < p->nvars; i++) {
        const range *r = &p->box[i];
        bool high = k >> (i % 4) & 1;
        if (high ? r->hi_inf : r->lo_inf)
            mpq_set_si(q->x[i], 0, 1);
        else
            mpq_set(q->x[i], high ? r->hi : r->lo);
    }
    return true;
}

static bool find(quest *q)
{
    enum {
        POINTS = 32,
        FIRST_BASE = 16 /* the midpoint */
    };
    for (unsigned k = 0; k < POINTS && (k == 0 || q->m->p.nvars > 0); k++)
        if (base(q, k) && is_undefined(q))
            return true;
    for (size_t z = 0; z < q->nzeros; z++)
        for (unsigned k = FIRST_BASE; k < FIRST_BASE + BASES; k++)
            for (int i = 0; i < q->m->p.nvars; i++)
                if ((expr_vars(q->m->p.pool, q->zero[z]) >> i & 1) != 0 &&
                    base(q, k) && try_line(q, q->zero[z], i))
                    return true;
    for (size_t z = 0; z < q->nzeros && q->m->p.nhyps > 1; z++)
        for (unsigned k = FIRST_BASE; k < FIRST_BASE + 2; k++)
            if (q->a->whole == 0 && base(q, k) && try_equations(q, q->zero[z]))
                return true;
    return false;
}

/* ---- the verdict -------------------------------------------------------- */

/* The part that becomes q->part at the point: as the author wrote it. */
static expr part_before(const quest *q)
{
    const problem *p = &q->m->p;
    size_t n;
    expr found = q->part;
    expr *e = expr_postorder(p->pool, p->goal[q->g].e, &n);
    for (size_t k = 0; k < n; k++) {
        expr f = e[k];
        for (int i = 0; i < p->nvars; i++)
            if (q->c[i] != EXPR_NONE)
                f = expr_subst(p->pool, f, i, q->c[i]);
        if (f == q->part)
            found = e[k];
    }
    free(e);
    return found;
}

static void note(quest *q, size_t relations)
{
    const problem *p = &q->m->p;
    evidence_start(&q->a->r->found, EVIDENCE_REFUTATION);
    evidence_refutation *e = &q->a->r->found.u.refutation;
    point_record(&e->at, q->m, q->x, p->nvars);
    for (int i = 0; i < p->nvars; i++)
        if (q->c[i] != EXPR_NONE) {
            evidence_coordinate *x = &e->at.v[q->m->binding.n + (size_t)i];
            x->form = undefined_words(p->pool, q->c[i], NULL, 0);
            x->exact = expr_to_text(p->pool, q->c[i], NULL, LIMIT_CERT_TEXT);
        }
    e->undefined = undefined_part_words(p->pool, part_before(q), p->names,
                                        p->nvars, &e->is_mass);
    e->relation = q->g + 1;
    e->relations = relations;
    q->a->r->verdict = VERDICT_REFUTED;
}

static bool look(quest *q)
{
    const problem *p = &q->m->p;
    q->ev = eval_new(p->pool, 64);
    q->sign = (point_sign){.ev = q->ev, .of = EXPR_NONE,
                           .no_doubles = q->a->engines->no_doubles};
    q->whole = q->sign;
    q->x = point_new(p->nvars);
    q->c = xcalloc((size_t)p->nvars + 1, sizeof *q->c);
    bool found = false;
    for (q->g = 0; q->g < p->ngoals && !found; q->g++) {
        q->nsuspects = q->nzeros = 0;
        eval_set_box(q->ev, p->box, p->nvars);
        collect(q);
        found = q->nsuspects > 0 && find(q);
        if (found)
            note(q, p->ngoals);
    }
    point_free(q->x, p->nvars);
    free(q->c);
    point_sign_clear(&q->sign);
    point_sign_clear(&q->whole);
    eval_free(q->ev);
    return found;
}

bool undefined_refutes(audit *a, const instances *f, size_t first, bool later)
{
    bool found = false;
    bool slow = expr_integral_depth(a->pool, f->v[0].p.goal[0].e) > 0;
    halt old;
    if (a->it->kind != ITEM_CLAIM)
        return false;
    audit_begin_timed(a, &old);
    for (size_t k = 0; k < MAX_INSTANCES && first + k < f->n && !found; k++) {
        quest q = {.a = a, .m = &f->v[first + k]};
        found = (slow && k >= FIRST_FEW) == later && !q.m->binding.aside &&
                !q.m->binding.step && !audit_stopped(a) && look(&q);
    }
    halt_end(&old);
    return found;
}

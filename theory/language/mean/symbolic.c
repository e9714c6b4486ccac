/* Opaque values: which are the same, and what is between neighbours. */
#include "symbolic.h"
#include "number.h"
#include "parity.h"
#include "../../../numerics/exact/exact.h"

#include <stdlib.h>
#include <string.h>

enum {
    MAX_DEPTH = 20, /* of an index, as a formula */
    EV_PREC = 128
};

/* ---- life --------------------------------------------------------------- */

void symbolic_begin(elab *e, int var, const range *over, int first)
{
    symbolic *s = xcalloc(1, sizeof *s);
    s->var = var;
    s->over = over;
    s->first = first;
    s->nrecursive = program_count(e->prog);
    s->recursive = xcalloc(s->nrecursive + 1, sizeof *s->recursive);
    e->symbolic = s;
}

static void forget_values(symbolic *s)
{
    for (size_t i = 0; i < s->n; i++)
        free(s->value[i].name);
    s->n = 0;
}

void symbolic_end(elab *e)
{
    symbolic *s = e->symbolic;
    if (!s)
        return;
    forget_values(s);
    for (size_t i = 0; i < s->nfamilies; i++) {
        free(s->family[i].body);
        free(s->family[i].arg);
    }
    free(s->family);
    eval_free(s->ev);
    free(s->recursive);
    free(s);
    e->symbolic = NULL;
}

void symbolic_bound(elab *e, long depth)
{
    symbolic *s = e->symbolic;
    forget_values(s);
    for (size_t i = 0; i < s->nfamilies; i++) {
        symbolic_family *f = &s->family[i];
        f->bounded = f->met && f->slope > 0;
        f->floor = f->least - (f->call ? 1 : f->slope * depth);
    }
}

uint64_t symbolic_mask(const symbolic *s)
{
    uint64_t mask = 0;
    for (size_t i = 0; s && i < s->n; i++)
        if (!s->family[s->value[i].family].sequence)
            mask |= UINT64_C(1) << (s->first + (int)i);
    return mask;
}

/* ---- indices ------------------------------------------------------------ */

/* e = c*n + d, for rational c and d? */
static bool linear(const expr_pool *pool, expr e, int n, int depth, mpq_ptr c,
                   mpq_ptr d)
{
    const expr_node *x = expr_get(pool, e);
    mpq_set_si(c, 0, 1);
    mpq_set_si(d, 0, 1);
    if (x->op == EXPR_CONST) {
        mpq_set(d, expr_const_value(pool, e));
        return true;
    }
    if (x->op == EXPR_VAR) {
        mpq_set_si(c, 1, 1);
        return x->p == n;
    }
    if (depth == 0 || !linear(pool, x->arg[0], n, depth - 1, c, d))
        return false;
    if (x->op == EXPR_NEG) {
        mpq_neg(c, c);
        mpq_neg(d, d);
        return true;
    }
    if (x->op != EXPR_ADD && x->op != EXPR_SUB && x->op != EXPR_MUL)
        return false;
    mpq_t c2, d2;
    mpq_inits(c2, d2, NULL);
    bool ok = linear(pool, x->arg[1], n, depth - 1, c2, d2);
    if (ok && x->op == EXPR_ADD) {
        mpq_add(c, c, c2);
        mpq_add(d, d, d2);
    } else if (ok && x->op == EXPR_SUB) {
        mpq_sub(c, c, c2);
        mpq_sub(d, d, d2);
    } else if (ok) { /* one of the two is a number */
        ok = mpq_sgn(c) == 0 || mpq_sgn(c2) == 0;
        mpq_mul(c, c, d2);
        mpq_mul(c2, c2, d);
        mpq_add(c, c, c2);
        mpq_mul(d, d, d2);
    }
    mpq_clears(c2, d2, NULL);
    return ok;
}

static bool small_whole(mpq_srcptr q, long *out)
{
    if (mpz_cmp_ui(mpq_denref(q), 1) != 0 ||
        mpz_cmpabs_ui(mpq_numref(q), MAX_OFFSET) > 0)
        return false;
    *out = mpz_get_si(mpq_numref(q));
    return true;
}

bool symbolic_index_of(elab *e, expr x, long *slope, long *d)
{
    const symbolic *s = e->symbolic;
    return s->var >= 0 && symbolic_index_in(e, x, s->var, slope, d);
}

/* e = slope*n + d with whole numbers and slope > 0? */
bool symbolic_index_in(elab *e, expr x, int var, long *slope, long *d)
{
    mpq_t p, q;
    mpq_inits(p, q, NULL);
    bool ok = linear(e->pool, x, var, MAX_DEPTH, p, q) &&
              small_whole(p, slope) && *slope > 0 && small_whole(q, d);
    mpq_clears(p, q, NULL);
    return ok;
}

/* slope*n + d for the least n. */
static bool least_index(const symbolic *s, long slope, long d, long *out)
{
    mpq_t q, t;
    mpq_inits(q, t, NULL);
    mpq_set_si(t, slope, 1);
    mpq_mul(q, s->over->lo, t);
    mpq_set_si(t, d, 1);
    mpq_add(q, q, t);
    bool ok = !s->over->lo_inf && mpz_cmp_ui(mpq_denref(q), 1) == 0 &&
              mpz_sizeinbase(mpq_numref(q), 2) < 62;
    if (ok)
        *out = mpz_get_si(mpq_numref(q));
    mpq_clears(q, t, NULL);
    return ok;
}

/* ---- values ------------------------------------------------------------- */

/* Nothing is known of signs: what is zero then is zero everywhere. */
static exact_sign no_sign(void *ctx, expr e)
{
    (void)ctx;
    (void)e;
    return SIGN_UNKNOWN;
}

/* The same expressions, or such as are defined everywhere and have normal forms
 * that show them equal: t - 1 + 1 and t. */
static bool same_arguments(elab *e, const symbolic_family *a,
                           const symbolic_family *b)
{
    exact *x = NULL;
    bool same = a->nargs == b->nargs;
    for (size_t i = 0; i < a->nargs && same; i++) {
        if (a->arg[i] == b->arg[i])
            continue;
        same = a->arg[i] != EXPR_NONE && b->arg[i] != EXPR_NONE &&
               expr_get(e->pool, a->arg[i])->total &&
               expr_get(e->pool, b->arg[i])->total;
        if (same && x == NULL)
            x = exact_new(e->pool, &(exact_oracle){.sign = no_sign});
        expr d = same ? expr_sub(e->pool, a->arg[i], b->arg[i]) : EXPR_NONE;
        same = d != EXPR_NONE && exact_is_zero(x, d);
    }
    exact_free(x);
    return same;
}

static bool same_family(elab *e, const symbolic_family *a,
                        const symbolic_family *b)
{
    return a->call == b->call && a->sequence == b->sequence &&
           a->what == b->what && a->lo == b->lo &&
           a->slope == b->slope && a->place == b->place &&
           (a->call || a->sequence || strcmp(a->body, b->body) == 0) &&
           same_arguments(e, a, b);
}

/* The number of this family; takes its memory. */
size_t symbolic_find_family(elab *e, symbolic_family *f)
{
    symbolic *s = e->symbolic;
    for (size_t i = 0; i < s->nfamilies; i++)
        if (same_family(e, &s->family[i], f)) {
            free(f->body);
            free(f->arg);
            return i;
        }
    s->family = xrealloc(s->family, (s->nfamilies + 1) * sizeof *s->family);
    s->family[s->nfamilies] = *f;
    return s->nfamilies++;
}

void symbolic_meet(symbolic_family *f, long d)
{
    if (!f->met || d < f->least)
        f->least = d;
    f->met = true;
}

/* The variable that is value d of a family. */
bool symbolic_opaque(elab *e, const instr *in, size_t family, long d,
                     const char *name, operand *r)
{
    symbolic *s = e->symbolic;
    size_t i = 0;
    while (i < s->n && (s->value[i].family != family || s->value[i].d != d))
        i++;
    if (e->machine->nbound > 0) {
        machine_fail(e, in->src,
                     "a sum or a recursive call at a symbolic index cannot "
                     "stand in an integral");
        return false;
    }
    if (i == MAX_OPAQUE || s->first + (int)i >= EXPR_BOUND_FIRST) {
        machine_fail(e, in->src,
                     "more than %zu different sums and recursive calls at "
                     "symbolic indices",
                     i);
        return false;
    }
    if (i == s->n) {
        text_buf b = {0};
        text_put(&b, name);
        if (!s->family[family].sequence)
            text_printf(&b, "_%zu", i + 1);
        s->value[s->n++] = (symbolic_value){family, d, text_take(&b)};
    }
    r->e = expr_var(e->pool, s->first + (int)i);
    r->vars = UINT64_C(1) << (s->first + (int)i);
    return arith_checked(e, r->e, in->src) != EXPR_NONE;
}

/* ---- folds -------------------------------------------------------------- */

/* The fold as it is written, and what its body sees of the locals around it.
 * Their names are a part of it: the others in the text are definitions, or
 * bound in it. */
static void captured(const elab *e, const instr *in, const frame *f,
                     symbolic_family *a)
{
    const operand *local = e->machine->value + f->base;
    char *body = plain_expr(in->src->arg[2]);
    text_buf b = {0};
    text_printf(&b, "%s: %s", in->src->index, body);
    free(body);
    a->arg = xcalloc(in->a - f->ip + 2, sizeof *a->arg);
    for (size_t k = f->ip; k < in->a; k++) {
        const instr *x = &f->fn->code[k];
        if (x->op != OP_LOCAL || x->a >= in->n)
            continue;
        text_printf(&b, "; %s", x->src->name);
        a->arg[a->nargs++] = local[x->a].e;
    }
    a->body = text_take(&b);
}

static bool depends_on(const elab *e, const symbolic_family *f, int var)
{
    for (size_t i = 0; i < f->nargs; i++)
        if (var >= 0 && (expr_vars(e->pool, f->arg[i]) >> var & 1) != 0)
            return true;
    return false;
}

/* May terms be added to the value at index slope*n + floor? */
static bool can_unfold(elab *e, const instr *in, const symbolic_family *f,
                       long d)
{
    long first;
    bool some = f->what == FOLD_MIN || f->what == FOLD_MAX;
    bool ok = least_index(e->symbolic, f->slope, f->floor, &first) &&
              first >= f->lo - !some;
    if (!ok)
        machine_fail(e, in->src,
                     "at the first index of the step this range is empty: "
                     "begin the induction later, with `from`");
    else if (d - f->floor > MAX_UNFOLDED) {
        ok = false;
        machine_fail(e, in->src, "more than %d terms are written out here",
                     MAX_UNFOLDED);
    }
    return ok;
}

bool symbolic_fold(elab *e, const instr *in, const frame *f, long lo,
                   operand hi, symbolic_sum *r)
{
    symbolic *s = e->symbolic;
    symbolic_family a = {.what = in->what, .lo = lo};
    long d = 0;
    captured(e, in, f, &a);
    if (!symbolic_index_of(e, hi.e, &a.slope, &d) ||
        depends_on(e, &a, s->var)) {
        if (parity_of(e->pool, hi.e, e->powers.whole) == PARITY_NONE) {
            free(a.body);
            free(a.arg);
            machine_fail(e, in->src,
                         "the upper end of a sum or a product must be a whole "
                         "number, or one at all whole values of variables over "
                         "`m..inf`");
            return false;
        }
        a.slope = d = 0;
        a.arg[a.nargs++] = hi.e;
    }
    expr scale = expr_si(e->pool, a.slope);
    size_t k = symbolic_find_family(e, &a);
    symbolic_family *g = &s->family[k];
    symbolic_meet(g, d);
    r->from = r->to = d;
    if (g->bounded && d > g->floor) {
        if (!can_unfold(e, in, g, d))
            return false;
        r->from = g->floor;
        r->origin = expr_mul(e->pool, scale, expr_var(e->pool, s->var));
        if (arith_checked(e, r->origin, in->src) == EXPR_NONE)
            return false;
    }
    if (!symbolic_opaque(e, in, k, r->from, in->src->name, &r->acc))
        return false;
    r->acc.vars |= hi.vars;
    return true;
}

/* ---- conditions --------------------------------------------------------- */

tri symbolic_relation(elab *e, rel_kind rel, expr x, expr y)
{
    symbolic *s = e->symbolic;
    expr d = expr_sub(e->pool, x, y);
    if (d == EXPR_NONE || s->var < 0 ||
        (expr_vars(e->pool, d) & ~(UINT64_C(1) << s->var)) != 0)
        return TRI_OPEN;
    if (!s->ev)
        s->ev = eval_new(e->pool, EV_PREC);
    range box[EXPR_MAX_VARS];
    for (int i = 0; i <= s->var; i++) {
        range_init(&box[i]);
        if (i == s->var)
            range_set(&box[i], s->over);
    }
    eval_set_box(s->ev, box, s->var + 1);
    iv_srcptr v = eval_enclose(s->ev, d);
    bool less = iv_certainly_neg(v), more = iv_certainly_pos(v);
    bool not_more = iv_certainly_nonpos(v), not_less = iv_certainly_nonneg(v);
    for (int i = 0; i <= s->var; i++)
        range_clear(&box[i]);
    switch (rel) {
    case REL_LT:
        return less ? TRI_TRUE : not_less ? TRI_FALSE : TRI_OPEN;
    case REL_LE:
        return not_more ? TRI_TRUE : more ? TRI_FALSE : TRI_OPEN;
    case REL_GE:
        return not_less ? TRI_TRUE : less ? TRI_FALSE : TRI_OPEN;
    case REL_GT:
        return more ? TRI_TRUE : not_more ? TRI_FALSE : TRI_OPEN;
    case REL_EQ:
        return less || more ? TRI_FALSE : TRI_OPEN;
    default:
        return less || more ? TRI_TRUE : TRI_OPEN;
    }
}

/* The machine's conditions and folds. */
#include "machine.h"

bool machine_test(elab *e, const instr *in)
{
    machine *m = e->machine;
    control *c = &m->control[m->ncontrol - 1];
    expr b = machine_pop(m), a = machine_pop(m);
    bool undecided, strict;
    tri t = decide_relation(e, in->what, a, b, &undecided);
    if (t != TRI_OPEN) {
        c->failed = t == TRI_FALSE;
        return true;
    }
    if (in->what == REL_EQ || in->what == REL_NE) {
        if (undecided)
            machine_fail(e, in->src,
                         "it cannot be decided whether the two sides of "
                         "`%s` are equal: to 4096 bits they are",
                         rel_text(in->what));
        else
            machine_fail(e, in->src,
                         "`%s` cannot be a condition on real variables: "
                         "it concerns single points; use <, <=, >= or >",
                         rel_text(in->what));
        return false;
    }
    expr h = arith_checked(e, decide_difference(e, in->what, a, b, &strict),
                           in->src);
    m->open = machine_grow(m->open, m->nopen, &m->capopen, sizeof *m->open);
    m->open[m->nopen++] = (open_condition){h, strict};
    return h != EXPR_NONE;
}

/* if h1 and h2 then A else B  =  if h1 then (if h2 then A else B) else B,
 * for the parts that could not be decided. */
bool machine_join(elab *e, const instr *in)
{
    machine *m = e->machine;
    control c = m->control[--m->ncontrol];
    if (m->nopen == c.first_open)
        return true; /* one branch was taken, its value is there */
    expr b = machine_pop(m), r = c.failed ? b : machine_pop(m);
    while (m->nopen > c.first_open) {
        open_condition o = m->open[--m->nopen];
        r = expr_if(e->pool, o.h, o.strict, r, b);
    }
    machine_push(m, arith_checked(e, r, in->src));
    return r != EXPR_NONE;
}

static const char *const fold_names[] = {"sum", "prod", "min", "max"};

/* A whole number that fits in a long, with room for a successor. */
static bool fold_end(elab *e, expr x, const instr *in, long *out)
{
    mpq_srcptr q =
        expr_is_const(e->pool, x) ? expr_const_value(e->pool, x) : NULL;
    if (q && !mpz_cmp_si(mpq_denref(q), 1) &&
        mpz_sizeinbase(mpq_numref(q), 2) <= 62) {
        *out = mpz_get_si(mpq_numref(q));
        return true;
    }
    machine_fail(e, in->src,
                 "the ends of `%s` must be whole numbers, known without "
                 "the real variables",
                 fold_names[in->what]);
    return false;
}

bool machine_fold(elab *e, const instr *in, frame *f)
{
    machine *m = e->machine;
    control c = {.acc = EXPR_NONE};
    expr hi = machine_pop(m), lo = machine_pop(m);
    if (!fold_end(e, lo, in, &c.i) || !fold_end(e, hi, in, &c.hi))
        return false;
    if (c.i > c.hi) {
        if (in->what == FOLD_MIN || in->what == FOLD_MAX) {
            machine_fail(e, in->src,
                         "`%s` over no terms: the range %ld..%ld is empty",
                         fold_names[in->what], c.i, c.hi);
            return false;
        }
        machine_push(m, expr_si(e->pool, in->what == FOLD_PROD));
        f->ip = in->a;
        return true;
    }
    machine_push_control(m, c);
    m->value[f->base + in->n] = expr_si(e->pool, c.i);
    return true;
}

bool machine_next(elab *e, const instr *in, frame *f)
{
    machine *m = e->machine;
    control *c = &m->control[m->ncontrol - 1];
    expr x = machine_pop(m);
    if (c->acc == EXPR_NONE)
        c->acc = x;
    else if (in->what == FOLD_SUM)
        c->acc = expr_add(e->pool, c->acc, x);
    else if (in->what == FOLD_PROD)
        c->acc = expr_mul(e->pool, c->acc, x);
    else if (in->what == FOLD_MIN)
        c->acc = expr_min(e->pool, c->acc, x);
    else
        c->acc = expr_max(e->pool, c->acc, x);
    if (arith_checked(e, c->acc, in->src) == EXPR_NONE)
        return false;
    if (c->i++ < c->hi) {
        expr i = arith_checked(e, expr_si(e->pool, c->i), in->src);
        m->value[f->base + in->n] = i;
        f->ip = in->a;
        return i != EXPR_NONE;
    }
    machine_push(m, c->acc);
    m->ncontrol--;
    return true;
}

/* The machine's conditions and folds. */
#include "symbolic.h"
#include "number.h"

/* An equality that holds at single points, or that is not known to hold. */
static bool refuse(elab *e, const instr *in, bool undecided)
{
    if (undecided)
        machine_fail(e, in->src,
                     "it cannot be decided which side of `%s` is greater, or "
                     "whether they are equal: 4096 bits do not tell them "
                     "apart",
                     rel_text(in->what));
    else
        machine_fail(e, in->src,
                     "`%s` cannot be a condition on real variables: it "
                     "concerns single points; use <, <=, >= or >",
                     rel_text(in->what));
    return false;
}

bool machine_test(elab *e, const instr *in)
{
    machine *m = e->machine;
    control *c = &m->control[m->ncontrol - 1];
    operand y = machine_pop(m), x = machine_pop(m);
    bool undecided, strict;
    c->vars |= x.vars | y.vars;
    tri t = decide_relation(e, in->what, x.e, y.e, &undecided);
    if (t == TRI_OPEN && !undecided && e->symbolic)
        t = symbolic_relation(e, in->what, x.e, y.e);
    if (t != TRI_OPEN) {
        c->failed = t == TRI_FALSE;
        return true;
    }
    bool equality = in->what == REL_EQ || in->what == REL_NE;
    bool open = equality && expr_vars(e->pool, x.e) | expr_vars(e->pool, y.e);
    if (undecided || open)
        return refuse(e, in, undecided);
    /* between numbers, undefined: so is the conditional, either way */
    expr h = decide_difference(e, in->what, x.e, y.e, &strict);
    m->open = machine_grow(m->open, m->nopen, &m->capopen, sizeof *m->open);
    m->open[m->nopen++] = (open_condition){h, strict};
    return arith_checked(e, h, in->src) != EXPR_NONE;
}

/* if h1 and h2 then A else B  =  if h1 then (if h2 then A else B) else B,
 * for the parts that could not be decided. */
bool machine_join(elab *e, const instr *in)
{
    machine *m = e->machine;
    control c = m->control[--m->ncontrol];
    if (m->nopen == c.first_open) { /* the value of one branch is there */
        m->value[m->sp - 1].vars |= c.vars;
        return true;
    }
    operand b = machine_pop(m), a = c.failed ? b : machine_pop(m);
    expr r = a.e;
    if (((a.vars | b.vars | c.vars) & symbolic_mask(e->symbolic)) != 0) {
        machine_fail(e, in->src,
                     "a sum or a recursive call at a symbolic index cannot "
                     "stand in a conditional that depends on real variables: "
                     "it would be open whether it has a value");
        return false;
    }
    while (m->nopen > c.first_open) {
        open_condition o = m->open[--m->nopen];
        r = expr_if(e->pool, o.h, o.strict, r, b.e);
    }
    machine_push(m, arith_checked(e, r, in->src), a.vars | b.vars | c.vars);
    return r != EXPR_NONE;
}

/* if x > 0 then 1 else if x < 0 then -1 else 0; undefined where x is. */
bool machine_sign(elab *e, const instr *in)
{
    operand x = machine_pop(e->machine);
    expr_pool *pool = e->pool;
    expr zero = expr_si(pool, 0), one = expr_si(pool, 1);
    expr minus = expr_si(pool, -1), r = EXPR_NONE;
    bool undecided;
    if (zero == EXPR_NONE || one == EXPR_NONE || minus == EXPR_NONE)
        return arith_checked(e, EXPR_NONE, in->src) != EXPR_NONE;
    tri above = decide_relation(e, REL_GT, x.e, zero, &undecided);
    if (undecided) {
        machine_fail(e, in->src,
                     "the sign of this number cannot be decided: 4096 bits do "
                     "not tell it from 0");
        return false;
    }
    if (above == TRI_TRUE) {
        r = one;
    } else if (above == TRI_FALSE) { /* closed and decided: so is this */
        tri below = decide_relation(e, REL_LT, x.e, zero, &undecided);
        if (below != TRI_OPEN)
            r = below == TRI_TRUE ? minus : zero;
    } else {
        expr rest = expr_if(pool, expr_neg(pool, x.e), true, minus, zero);
        r = expr_if(pool, x.e, true, one, rest);
    }
    machine_push(e->machine, arith_checked(e, r, in->src), x.vars);
    return r != EXPR_NONE;
}

static const char *const fold_names[] = {"sum", "prod", "min", "max"};

/* A whole number that fits in a long, with room for a successor. */
static bool fold_end(elab *e, operand x, const instr *in, long *out)
{
    mpq_t q;
    mpq_init(q);
    bool ok = !x.vars && number_find(e, x.e, q) == NUMBER_RATIONAL &&
              !mpz_cmp_si(mpq_denref(q), 1) &&
              mpz_sizeinbase(mpq_numref(q), 2) <= 62;
    if (ok)
        *out = mpz_get_si(mpq_numref(q));
    mpq_clear(q);
    const char *limit = x.vars ? NULL : number_limit(e, x.e);
    if (!ok)
        machine_fail(e, in->src,
                     "the ends of `%s` must be whole numbers, known without "
                     "the real variables%s%s",
                     fold_names[in->what], limit ? "; " : "",
                     limit ? limit : "");
    return ok;
}

/* The member of a list that is the index. */
static operand member(const elab *e, const control *c)
{
    return e->machine->value[c->members - 1 + (size_t)c->i];
}

/* The index of a fold under way. */
static bool set_index(elab *e, const instr *in, frame *f, const control *c)
{
    if (c->members > 0) {
        e->machine->value[f->base + in->n] = member(e, c);
        return true;
    }
    expr i = expr_si(e->pool, c->i);
    if (c->origin != EXPR_NONE && i != EXPR_NONE)
        i = expr_add(e->pool, c->origin, i);
    uint64_t vars = c->origin ? expr_vars(e->pool, c->origin) : 0;
    e->machine->value[f->base + in->n] = (operand){i, vars};
    return arith_checked(e, i, in->src) != EXPR_NONE;
}

/* A fold whose upper end has variables in it: an opaque value, and the terms
 * behind it. */
static bool open_fold(elab *e, const instr *in, frame *f, long lo, operand hi)
{
    symbolic_sum sum = {.origin = EXPR_NONE};
    if (!symbolic_fold(e, in, f, lo, hi, &sum))
        return false;
    if (sum.from == sum.to) {
        machine_push(e->machine, sum.acc.e, sum.acc.vars);
        f->ip = in->a;
        return true;
    }
    control c = {.i = sum.from + 1, .hi = sum.to, .origin = sum.origin,
                 .acc = sum.acc.e, .vars = sum.acc.vars};
    machine_push_control(e->machine, c);
    return set_index(e, in, f, &c);
}

bool machine_fold(elab *e, const instr *in, frame *f)
{
    machine *m = e->machine;
    control c = {.acc = EXPR_NONE};
    operand hi = machine_pop(m), lo = machine_pop(m);
    if (!fold_end(e, lo, in, &c.i))
        return false;
    if (e->symbolic && hi.vars)
        return open_fold(e, in, f, c.i, hi);
    if (!fold_end(e, hi, in, &c.hi))
        return false;
    if (c.i > c.hi) {
        if (in->what == FOLD_MIN || in->what == FOLD_MAX) {
            machine_fail(e, in->src,
                         "`%s` over no terms: the range %ld..%ld is empty",
                         fold_names[in->what], c.i, c.hi);
            return false;
        }
        machine_push(m, expr_si(e->pool, in->what == FOLD_PROD), 0);
        f->ip = in->a;
        return true;
    }
    machine_push_control(m, c);
    return set_index(e, in, f, &c);
}

/* The members are the last values on the stack. */
bool machine_fold_list(elab *e, const instr *in, frame *f)
{
    machine *m = e->machine;
    size_t n = in->src->nargs - 1;
    control c = {.hi = (long)n - 1, .members = m->sp - n + 1};
    machine_push_control(m, c);
    m->value[f->base + in->n] = m->value[m->sp - n];
    return true;
}

/* The term, undefined where the member of a list is that it does not look
 * at. */
static expr term_of(elab *e, const control *c, expr x)
{
    return c->members > 0 ? strict_call(e, x, member(e, c).e) : x;
}

bool machine_next(elab *e, const instr *in, frame *f)
{
    machine *m = e->machine;
    control *c = &m->control[m->ncontrol - 1];
    operand top = machine_pop(m);
    expr x = term_of(e, c, top.e);
    c->vars |= top.vars;
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
        f->ip = in->a;
        return set_index(e, in, f, c);
    }
    if (c->members > 0)
        m->sp = c->members - 1;
    machine_push(m, c->acc, c->vars);
    m->ncontrol--;
    return true;
}

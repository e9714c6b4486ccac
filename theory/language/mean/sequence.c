/* Values of arbitrary sequences: which exist, and which variable each is.
 * Believed. */
#include "sequence.h"
#include "number.h"

#include <stdlib.h>
#include <string.h>

/* ---- life --------------------------------------------------------------- */

/* The names in scope, and the index behind them. */
static expansion_chain compile_about(expansion *f, const sequence_relation *r)
{
    size_t n = f->nlocals;
    const char **name = xcalloc(n + 1, sizeof *name);
    expansion_chain c = {&r->chain, xcalloc(r->chain.n + 1, sizeof *c.side)};
    memcpy(name, f->name, n * sizeof *name);
    name[n] = r->index;
    for (size_t i = 0; i <= r->chain.n; i++)
        c.side[i] = compile_expr(f->e, r->chain.e[i], name, n + (r->index != 0));
    free(name);
    return c;
}

void sequence_begin(expansion *f)
{
    const item *it = f->it;
    if (it->nseq == 0)
        return;
    sequences *s = xcalloc(1, sizeof *s);
    f->e->sequences = s;
    s->it = it;
    s->ends = xcalloc(it->nseq, sizeof *s->ends);
    s->about = xcalloc(it->nabout + 1, sizeof *s->about);
    for (size_t i = 0; i < it->nseq; i++) {
        s->ends[i].lo = compile_expr(f->e, it->seq[i].lo, f->name, f->nlocals);
        s->ends[i].hi = compile_expr(f->e, it->seq[i].hi, f->name, f->nlocals);
    }
    for (size_t i = 0; i < it->nabout; i++)
        s->about[i] = compile_about(f, &it->about[i]);
}

void sequence_end(expansion *f)
{
    sequences *s = f->e->sequences;
    if (!s)
        return;
    for (size_t i = 0; i < s->it->nseq; i++) {
        compile_free(s->ends[i].lo);
        compile_free(s->ends[i].hi);
    }
    for (size_t i = 0; i < s->it->nabout; i++)
        expansion_free_chain(&s->about[i]);
    free(s->ends);
    free(s->about);
    free(s);
    f->e->sequences = NULL;
}

int sequence_find(const elab *e, const char *name)
{
    const sequences *s = e->sequences;
    for (size_t i = 0; s && i < s->it->nseq; i++)
        if (!strcmp(s->it->seq[i].name, name))
            return (int)i;
    return -1;
}

/* ---- indices ------------------------------------------------------------ */

static bool whole_number(elab *e, expr x, long *out)
{
    mpq_t q;
    mpq_init(q);
    bool ok = !expr_vars(e->pool, x) &&
              number_find(e, x, q) == NUMBER_RATIONAL &&
              mpz_cmp_ui(mpq_denref(q), 1) == 0 &&
              mpz_cmpabs_ui(mpq_numref(q), MAX_OFFSET) <= 0;
    if (ok)
        *out = mpz_get_si(mpq_numref(q));
    mpq_clear(q);
    return ok;
}

/* x as an index, where it is one. */
static bool index_of(elab *e, expr x, sequence_index *i)
{
    long slope;
    i->var = -1;
    if (whole_number(e, x, &i->d))
        return true;
    for (int v = 0; v < EXPR_BOUND_FIRST; v++) {
        if ((e->powers.whole >> v & 1) == 0 ||
            !symbolic_index_in(e, x, v, &slope, &i->d) || slope != 1)
            continue;
        i->var = v;
        return true;
    }
    return false;
}

bool sequence_set_ends(expansion *f)
{
    sequences *s = f->e->sequences;
    sequence_index lo;
    for (size_t i = 0; s && i < s->it->nseq; i++) {
        const sequence *q = &s->it->seq[i];
        expr a = expansion_value(f, s->ends[i].lo);
        expr b = a ? expansion_value(f, s->ends[i].hi) : EXPR_NONE;
        if (b == EXPR_NONE)
            return false;
        if (!index_of(f->e, a, &lo) || lo.var >= 0 || lo.d < 0 ||
            !index_of(f->e, b, &s->ends[i].last)) {
            elab_error(f->e, q->pos,
                       "the sequence `%s` begins at a whole number from 0 on, "
                       "and ends at one or at a variable over `m..inf`, and a "
                       "number more or less",
                       q->name);
            return false;
        }
        s->ends[i].first = lo.d;
    }
    return true;
}

/* The least value of variable var in the problem at hand. */
static bool least_of(const elab *e, int var, long *out)
{
    const problem *p = e->powers.p;
    const range *r = p ? &p->box[var] : NULL;
    bool ok = r && !r->lo_inf && mpz_cmp_ui(mpq_denref(r->lo), 1) == 0 &&
              mpz_cmpabs_ui(mpq_numref(r->lo), MAX_OFFSET) <= 0;
    if (ok)
        *out = mpz_get_si(mpq_numref(r->lo));
    return ok;
}

/* Is i from first to last at every point of the problem? */
static bool exists(const elab *e, const sequence_ends *ends, sequence_index i)
{
    long least = 0;
    if (i.var >= 0) /* a number bounds no variable from above */
        return i.var == ends->last.var && i.d <= ends->last.d &&
               least_of(e, i.var, &least) && least + i.d >= ends->first;
    if (ends->last.var >= 0 && !least_of(e, ends->last.var, &least))
        return false;
    return ends->first <= i.d && i.d <= least + ends->last.d;
}

bool sequence_runs_over(const elab *e, const char *index, sequence_index i)
{
    const sequences *s = e->sequences;
    for (size_t k = 0; k < s->it->nseq; k++)
        if (!strcmp(s->it->seq[k].index, index))
            return exists(e, &s->ends[k], i);
    return false;
}

/* ---- values ------------------------------------------------------------- */

/* u_3, u_n, u_n_less_1, u_n_plus_1 */
static char *value_name(const elab *e, const char *name, sequence_index i)
{
    text_buf b = {0};
    text_printf(&b, "%s_", name);
    if (i.var < 0) {
        text_printf(&b, "%ld", i.d);
    } else {
        text_put(&b, e->powers.p->names[i.var]);
        if (i.d != 0)
            text_printf(&b, "_%s_%ld", i.d < 0 ? "less" : "plus", labs(i.d));
    }
    return text_take(&b);
}

/* The value at i, from the stack's top on. */
static bool make_value(elab *e, const instr *in, sequence_index i, operand *r)
{
    symbolic_family f = {.sequence = true, .what = in->a};
    f.arg = xcalloc(1, sizeof *f.arg);
    f.nargs = 1;
    f.arg[0] = i.var < 0 ? EXPR_NONE : expr_var(e->pool, i.var);
    char *name = value_name(e, e->sequences->it->seq[in->a].name, i);
    size_t k = symbolic_find_family(e, &f);
    bool ok = symbolic_opaque(e, in, k, i.d, name, r);
    free(name);
    return ok;
}

static bool is_made(const sequences *s, sequence_index i)
{
    return i.var == s->base.var && s->least <= i.d && i.d <= s->most;
}

/* Stands for a value in a trial. */
static expr stranger(elab *e)
{
    return expr_var(e->pool, EXPR_BOUND_FIRST - 1);
}

bool sequence_value(elab *e, const instr *in)
{
    sequences *s = e->sequences;
    operand x = machine_pop(e->machine), r = {0};
    sequence_index i;
    const char *name = s->it->seq[in->a].name;
    if (!index_of(e, x.e, &i)) {
        machine_fail(e, in->src,
                     "the index of `%s` must be a whole number, or a variable "
                     "over `m..inf` and a number more or less",
                     name);
        return false;
    }
    bool there = exists(e, &s->ends[in->a], i);
    if (!there && !s->trying) {
        machine_fail(e, in->src,
                     "`%s` has no value at this index, or it is not known that "
                     "it has one: for each value of the variables it runs from "
                     "its first index to its last",
                     name);
        return false;
    }
    if (!there || s->dry) {
        s->missing = s->missing || !there || !is_made(s, i);
        r.e = stranger(e);
    } else if (!make_value(e, in, i, &r)) {
        return false;
    }
    machine_push(e->machine, arith_checked(e, r.e, in->src), r.vars | x.vars);
    return r.e != EXPR_NONE;
}

bool sequence_is_whole(const elab *e)
{
    const symbolic *v = e->symbolic;
    bool whole = e->sequences && e->sequences->whole;
    for (size_t i = 0; whole && v && i < v->n; i++)
        whole = v->family[v->value[i].family].sequence;
    return whole;
}

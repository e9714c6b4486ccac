/* The machine that runs compiled expressions, with all stacks on the heap. */
#include "sequence.h"
#include "whole.h"
#include "../vocabulary.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define NO_ENTRY UINT32_MAX

machine *machine_new(void)
{
    return xcalloc(1, sizeof(machine));
}

void machine_free(machine *m)
{
    if (!m)
        return;
    free(m->value);
    free(m->frame);
    free(m->control);
    free(m->open);
    free(m->key);
    free(m);
}

void *machine_grow(void *v, size_t n, size_t *cap, size_t size)
{
    if (n < *cap)
        return v;
    *cap = 2 * *cap + 64;
    return xrealloc(v, *cap * size);
}

void machine_push(machine *m, expr x, uint64_t vars)
{
    m->value = machine_grow(m->value, m->sp, &m->cap, sizeof *m->value);
    m->value[m->sp++] = (operand){x, vars};
}

operand machine_pop(machine *m)
{
    return m->value[--m->sp];
}

/* "f(3, x)": rational arguments as such, others as dots. */
static void describe_call(const elab *e, const frame *f, text_buf *b)
{
    text_printf(b, "%s", f->fn->name);
    for (size_t i = 0; i < f->fn->nparams; i++) {
        expr x = e->machine->value[f->base + i].e;
        text_put(b, i ? ", " : "(");
        mpq_srcptr q =
            expr_is_const(e->pool, x) ? expr_const_value(e->pool, x) : NULL;
        if (q && mpz_sizeinbase(mpq_numref(q), 10) < 30 &&
            mpz_sizeinbase(mpq_denref(q), 10) < 30) {
            char buf[80];
            gmp_snprintf(buf, sizeof buf, "%Qd", q);
            text_put(b, buf);
        } else {
            text_put(b, "...");
        }
    }
    if (f->fn->nparams)
        text_put(b, ")");
}

void machine_fail(elab *e, const ast *src, const char *fmt, ...)
{
    if (e->failed)
        return;
    va_list ap;
    va_start(ap, fmt);
    char *message = lang_format(fmt, ap);
    va_end(ap);
    const frame *f = &e->machine->frame[e->machine->nframes - 1];
    text_buf b = {0};
    if (f->fn->name) {
        text_put(&b, ", while computing `");
        describe_call(e, f, &b);
        text_put(&b, "`");
    }
    elab_error(e, src->pos, "%s%s", message, b.s ? b.s : "");
    text_clear(&b);
    free(message);
}

/* Leaves the machine empty; calls cut short may be tried again. */
static void unwind(elab *e)
{
    machine *m = e->machine;
    for (size_t i = 0; i < m->nframes; i++)
        if (m->frame[i].entry != NO_ENTRY)
            e->memo.entry[m->frame[i].entry].state = MEMO_NEW;
    m->sp = m->nframes = m->ncontrol = m->nopen = 0;
    m->nbound = 0;
}

static void enter(elab *e, const function *f, size_t base, uint32_t entry)
{
    machine *m = e->machine;
    m->frame =
        machine_grow(m->frame, m->nframes, &m->capframes, sizeof *m->frame);
    m->frame[m->nframes++] = (frame){f, 0, base, entry};
    for (size_t i = f->nparams; i < f->nlocals; i++)
        machine_push(m, EXPR_NONE, 0);
}

/* The key of a call: its arguments' nodes; and the variables that stand in
 * them, if they are not just those of the nodes. */
static uint32_t find_call(elab *e, uint32_t fn, const operand *arg, size_t n)
{
    machine *m = e->machine;
    bool usual = true;
    m->key = machine_grow(m->key, 3 * n, &m->capkey, sizeof *m->key);
    for (size_t i = 0; i < n; i++) {
        m->key[i] = arg[i].e;
        m->key[n + 2 * i] = (uint32_t)arg[i].vars;
        m->key[n + 2 * i + 1] = (uint32_t)(arg[i].vars >> 32);
        usual = usual && arg[i].vars == expr_vars(e->pool, arg[i].e);
    }
    return memo_find(&e->memo, fn, m->key, usual ? n : 3 * n);
}

static bool do_call(elab *e, const instr *in)
{
    machine *m = e->machine;
    const function *f = compile_let(e, in->a);
    size_t base = m->sp - in->n;
    if (e->symbolic) {
        operand r = {0};
        bool opaque;
        if (!symbolic_call(e, in, m->value + base, &r, &opaque))
            return false;
        if (opaque) {
            m->sp = base;
            machine_push(m, r.e, r.vars);
            return true;
        }
    }
    uint32_t k = find_call(e, in->a, m->value + base, in->n);
    memo_entry *t = &e->memo.entry[k];
    if (t->state == MEMO_DONE) {
        m->sp = base;
        machine_push(m, t->value, t->vars);
        return true;
    }
    if (t->state == MEMO_BUSY) {
        machine_fail(e, in->src,
                     "`%s` calls itself with the same arguments, without "
                     "end",
                     f->name);
        return false;
    }
    if (m->nframes > e->limit.max_call_depth) {
        machine_fail(e, in->src,
                     "`%s` is called more than %zu calls deep; does its "
                     "recursion end?",
                     f->name, e->limit.max_call_depth);
        return false;
    }
    t->state = MEMO_BUSY;
    enter(e, f, base, k);
    return true;
}

static bool do_return(elab *e, const instr *in)
{
    machine *m = e->machine;
    frame f = m->frame[m->nframes - 1];
    operand r = machine_pop(m);
    if (f.entry != NO_ENTRY) {
        for (size_t i = 0; i < f.fn->nparams && r.e != EXPR_NONE; i++) {
            r.vars |= m->value[f.base + i].vars;
            r.e = strict_call(e, r.e, m->value[f.base + i].e);
        }
        if (arith_checked(e, r.e, in->src) == EXPR_NONE)
            return false;
        e->memo.entry[f.entry].value = r.e;
        e->memo.entry[f.entry].vars = r.vars;
        e->memo.entry[f.entry].state = MEMO_DONE;
    }
    m->nframes--;
    m->sp = f.base;
    machine_push(m, r.e, r.vars);
    return true;
}

void machine_push_control(machine *m, control c)
{
    m->control = machine_grow(m->control, m->ncontrol, &m->capcontrol,
                              sizeof *m->control);
    m->control[m->ncontrol++] = c;
}

static bool do_binary(elab *e, const instr *in)
{
    operand y = machine_pop(e->machine), x = machine_pop(e->machine);
    expr a = x.e, b = y.e, r = EXPR_NONE;
    switch (in->op) {
    case OP_ADD:
        r = expr_add(e->pool, a, b);
        break;
    case OP_SUB:
        r = expr_sub(e->pool, a, b);
        break;
    case OP_MUL:
        r = expr_mul(e->pool, a, b);
        break;
    case OP_DIV:
        r = expr_div(e->pool, a, b);
        break;
    case OP_MIN:
        r = expr_min(e->pool, a, b);
        break;
    case OP_MAX:
        r = expr_max(e->pool, a, b);
        break;
    default:
        r = power_make(e, a, b, y.vars, in->src);
    }
    machine_push(e->machine, arith_checked(e, r, in->src), x.vars | y.vars);
    return r != EXPR_NONE;
}

static bool do_tv(elab *e, const instr *in)
{
    operand b = machine_pop(e->machine), q = machine_pop(e->machine);
    operand a = machine_pop(e->machine), p = machine_pop(e->machine);
    expr r = arith_tv(e, p.e, a.e, q.e, b.e, in->src);
    machine_push(e->machine, arith_checked(e, r, in->src),
                 p.vars | a.vars | q.vars | b.vars);
    return r != EXPR_NONE;
}

static bool do_unary(elab *e, const instr *in)
{
    operand x = machine_pop(e->machine);
    expr r = expr_unary(e->pool, (expr_op)in->a, x.e);
    machine_push(e->machine, arith_checked(e, r, in->src), x.vars);
    return r != EXPR_NONE;
}

static bool do_whole(elab *e, const instr *in)
{
    operand y = {0}, x;
    if (in->a != BUILTIN_FACTORIAL)
        y = machine_pop(e->machine);
    x = machine_pop(e->machine);
    expr r;
    if (in->a == BUILTIN_FACTORIAL)
        r = whole_factorial(e, x, in->src);
    else if (in->a == BUILTIN_BINOMIAL)
        r = whole_binomial(e, x, y, in->src);
    else
        r = whole_call(e, (expr_op)in->a, x.e, y.e, in->src);
    machine_push(e->machine, arith_checked(e, r, in->src), x.vars | y.vars);
    return r != EXPR_NONE;
}

/* One instruction; false after an error. */
static bool step(elab *e)
{
    machine *m = e->machine;
    frame *f = &m->frame[m->nframes - 1];
    const instr *in = &f->fn->code[f->ip++];
    const control *c = m->ncontrol ? &m->control[m->ncontrol - 1] : NULL;
    switch (in->op) {
    case OP_CONST:
        machine_push(m, arith_checked(e, in->a, in->src), 0);
        return in->a != EXPR_NONE;
    case OP_LOCAL:
        machine_push(m, m->value[f->base + in->a].e,
                     m->value[f->base + in->a].vars);
        return true;
    case OP_UNARY:
        return do_unary(e, in);
    case OP_TV:
        return do_tv(e, in);
    case OP_SIGN:
        return machine_sign(e, in);
    case OP_WHOLE:
        return do_whole(e, in);
    case OP_CALL:
        return do_call(e, in);
    case OP_VALUE:
        return sequence_value(e, in);
    case OP_RETURN:
        return do_return(e, in);
    case OP_COND:
        machine_push_control(m, (control){.first_open = m->nopen});
        return true;
    case OP_TEST:
        return machine_test(e, in);
    case OP_IF_FALSE:
        if (c->failed)
            f->ip = in->a;
        return true;
    case OP_IF_TRUE:
        if (!c->failed && m->nopen == c->first_open)
            f->ip = in->a;
        return true;
    case OP_JOIN:
        return machine_join(e, in);
    case OP_FOLD:
        return machine_fold(e, in, f);
    case OP_FOLD_LIST:
        return machine_fold_list(e, in, f);
    case OP_NEXT:
        return machine_next(e, in, f);
    case OP_BIND:
        return machine_bind(e, in, f);
    case OP_INTEGRAL:
        return machine_integral(e, in);
    default:
        return do_binary(e, in);
    }
}

static bool is_stopped(const elab *e)
{
    return (e->steps & 0xfff) == 0 && e->limit.stop != NULL &&
           *e->limit.stop != 0;
}

/* Why no more steps may be taken. */
static void out_of_steps(elab *e)
{
    const ast *src = e->machine->frame[e->machine->nframes - 1].fn->code[0].src;
    if (e->steps != 0)
        machine_fail(e, src, "interrupted");
    else if (e->given < e->limit.max_steps)
        machine_fail(e, src,
                     "this paper takes more than %zu steps to write out",
                     PAPER_ITEMS * e->limit.max_steps);
    else
        machine_fail(e, src, "this item takes more than %zu steps to write out",
                     e->limit.max_steps);
}

expr machine_run(elab *e, const function *f, const expr *locals)
{
    machine *m = e->machine;
    for (size_t i = 0; i < f->nparams; i++)
        machine_push(m, locals[i],
                     locals[i] ? expr_vars(e->pool, locals[i]) : 0);
    enter(e, f, 0, NO_ENTRY);
    while (m->nframes) {
        if (!e->steps || is_stopped(e)) {
            out_of_steps(e);
            unwind(e);
            return EXPR_NONE;
        }
        e->steps--;
        if (!step(e)) {
            unwind(e);
            return EXPR_NONE;
        }
    }
    operand r = machine_pop(m);
    e->vars = r.vars;
    return r.e;
}

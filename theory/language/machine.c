/* The machine that runs compiled expressions, with all stacks on the heap. */
#include "code.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct {
    const function *fn;
    size_t ip, base; /* base: its locals in the value stack */
    uint32_t entry;  /* in the memo; NO_ENTRY for the outermost */
} frame;

/* A condition being decided, or a fold under way. */
typedef struct {
    size_t first_open; /* condition: its first entry in the open stack */
    bool failed;       /* condition: certainly false */
    long i, hi;        /* fold */
    expr acc;
} control;

typedef struct {
    expr h;
    bool strict;
} open_condition;

struct machine {
    expr *value;
    size_t sp, cap;
    frame *frame;
    size_t nframes, capframes;
    control *control;
    size_t ncontrol, capcontrol;
    open_condition *open;
    size_t nopen, capopen;
};

#define NO_ENTRY UINT32_MAX

machine *machine_new(void) {
    return xcalloc(1, sizeof(machine));
}

void machine_free(machine *m) {
    if (!m)
        return;
    free(m->value);
    free(m->frame);
    free(m->control);
    free(m->open);
    free(m);
}

static void *grow(void *v, size_t n, size_t *cap, size_t size) {
    if (n < *cap)
        return v;
    *cap = 2 * *cap + 64;
    return xrealloc(v, *cap * size);
}

static void push(machine *m, expr x) {
    m->value = grow(m->value, m->sp, &m->cap, sizeof *m->value);
    m->value[m->sp++] = x;
}

static expr pop(machine *m) {
    return m->value[--m->sp];
}

/* "f(3, x)": rational arguments as such, others as dots. */
static void describe_call(const elab *e, const frame *f, text_buf *b) {
    text_printf(b, "%s", f->fn->name);
    for (size_t i = 0; i < f->fn->nparams; i++) {
        expr x = e->machine->value[f->base + i];
        text_put(b, i ? ", " : "(");
        mpq_srcptr q = expr_is_const(e->pool, x) ? expr_const_value(e->pool, x)
                                                 : NULL;
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

static void fail(elab *e, const ast *src, const char *fmt, ...)
    __attribute__((format(printf, 3, 4)));
static void fail(elab *e, const ast *src, const char *fmt, ...) {
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
static void unwind(elab *e) {
    machine *m = e->machine;
    for (size_t i = 0; i < m->nframes; i++)
        if (m->frame[i].entry != NO_ENTRY)
            e->memo.entry[m->frame[i].entry].state = MEMO_NEW;
    m->sp = m->nframes = m->ncontrol = m->nopen = 0;
}

static void enter(elab *e, const function *f, size_t base, uint32_t entry) {
    machine *m = e->machine;
    m->frame = grow(m->frame, m->nframes, &m->capframes, sizeof *m->frame);
    m->frame[m->nframes++] = (frame){f, 0, base, entry};
    for (size_t i = f->nparams; i < f->nlocals; i++)
        push(m, EXPR_NONE);
}

static bool do_call(elab *e, const instr *in) {
    machine *m = e->machine;
    const function *f = compile_let(e, in->a);
    size_t base = m->sp - in->n;
    uint32_t k = memo_find(&e->memo, in->a, m->value + base, in->n);
    memo_entry *t = &e->memo.entry[k];
    if (t->state == MEMO_DONE) {
        m->sp = base;
        push(m, t->value);
        return true;
    }
    if (t->state == MEMO_BUSY) {
        fail(e, in->src, "`%s` calls itself with the same arguments, without "
                         "end", f->name);
        return false;
    }
    if (m->nframes > e->limit.max_call_depth) {
        fail(e, in->src, "`%s` is called more than %zu calls deep; does its "
                         "recursion end?", f->name, e->limit.max_call_depth);
        return false;
    }
    t->state = MEMO_BUSY;
    enter(e, f, base, k);
    return true;
}

static void do_return(elab *e) {
    machine *m = e->machine;
    frame f = m->frame[--m->nframes];
    expr r = pop(m);
    m->sp = f.base;
    push(m, r);
    if (f.entry != NO_ENTRY) {
        e->memo.entry[f.entry].value = r;
        e->memo.entry[f.entry].state = MEMO_DONE;
    }
}

static void push_control(machine *m, control c) {
    m->control = grow(m->control, m->ncontrol, &m->capcontrol,
                      sizeof *m->control);
    m->control[m->ncontrol++] = c;
}

static bool do_test(elab *e, const instr *in) {
    machine *m = e->machine;
    control *c = &m->control[m->ncontrol - 1];
    expr b = pop(m), a = pop(m);
    bool undecided, strict;
    tri t = decide_relation(e, in->what, a, b, &undecided);
    if (t != TRI_OPEN) {
        c->failed = t == TRI_FALSE;
        return true;
    }
    if (in->what == REL_EQ || in->what == REL_NE) {
        if (undecided)
            fail(e, in->src, "it cannot be decided whether the two sides of "
                             "`%s` are equal: to 4096 bits they are",
                 rel_text(in->what));
        else
            fail(e, in->src, "`%s` cannot be a condition on real variables: "
                             "it concerns single points; use <, <=, >= or >",
                 rel_text(in->what));
        return false;
    }
    expr h = arith_checked(e, decide_difference(e, in->what, a, b, &strict),
                           in->src);
    m->open = grow(m->open, m->nopen, &m->capopen, sizeof *m->open);
    m->open[m->nopen++] = (open_condition){h, strict};
    return h != EXPR_NONE;
}

/* if h1 and h2 then A else B  =  if h1 then (if h2 then A else B) else B,
 * for the parts that could not be decided. */
static bool do_join(elab *e, const instr *in) {
    machine *m = e->machine;
    control c = m->control[--m->ncontrol];
    if (m->nopen == c.first_open)
        return true; /* one branch was taken, its value is there */
    expr b = pop(m), r = c.failed ? b : pop(m);
    while (m->nopen > c.first_open) {
        open_condition o = m->open[--m->nopen];
        r = expr_if(e->pool, o.h, o.strict, r, b);
    }
    push(m, arith_checked(e, r, in->src));
    return r != EXPR_NONE;
}

static const char *const fold_names[] = {"sum", "prod", "min", "max"};

/* A whole number that fits in a long, with room for a successor. */
static bool fold_end(elab *e, expr x, const instr *in, long *out) {
    mpq_srcptr q =
        expr_is_const(e->pool, x) ? expr_const_value(e->pool, x) : NULL;
    if (q && !mpz_cmp_si(mpq_denref(q), 1) &&
        mpz_sizeinbase(mpq_numref(q), 2) <= 62) {
        *out = mpz_get_si(mpq_numref(q));
        return true;
    }
    fail(e, in->src, "the ends of `%s` must be whole numbers, known without "
                     "the real variables", fold_names[in->what]);
    return false;
}

static bool do_fold(elab *e, const instr *in, frame *f) {
    machine *m = e->machine;
    control c = {.acc = EXPR_NONE};
    expr hi = pop(m), lo = pop(m);
    if (!fold_end(e, lo, in, &c.i) || !fold_end(e, hi, in, &c.hi))
        return false;
    if (c.i > c.hi) {
        if (in->what == FOLD_MIN || in->what == FOLD_MAX) {
            fail(e, in->src, "`%s` over no terms: the range %ld..%ld is empty",
                 fold_names[in->what], c.i, c.hi);
            return false;
        }
        push(m, expr_si(e->pool, in->what == FOLD_PROD));
        f->ip = in->a;
        return true;
    }
    push_control(m, c);
    m->value[f->base + in->n] = expr_si(e->pool, c.i);
    return true;
}

static bool do_next(elab *e, const instr *in, frame *f) {
    machine *m = e->machine;
    control *c = &m->control[m->ncontrol - 1];
    expr x = pop(m);
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
    push(m, c->acc);
    m->ncontrol--;
    return true;
}

static bool do_binary(elab *e, const instr *in) {
    expr b = pop(e->machine), a = pop(e->machine), r = EXPR_NONE;
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
        r = arith_pow(e, a, b, in->src);
    }
    push(e->machine, arith_checked(e, r, in->src));
    return r != EXPR_NONE;
}

/* One instruction; false after an error. */
static bool step(elab *e) {
    machine *m = e->machine;
    frame *f = &m->frame[m->nframes - 1];
    const instr *in = &f->fn->code[f->ip++];
    const control *c = m->ncontrol ? &m->control[m->ncontrol - 1] : NULL;
    switch (in->op) {
    case OP_CONST:
        push(m, arith_checked(e, in->a, in->src));
        return in->a != EXPR_NONE;
    case OP_LOCAL:
        push(m, m->value[f->base + in->a]);
        return true;
    case OP_UNARY: {
        expr r = expr_unary(e->pool, (expr_op)in->a, pop(m));
        push(m, arith_checked(e, r, in->src));
        return r != EXPR_NONE;
    }
    case OP_CALL:
        return do_call(e, in);
    case OP_RETURN:
        do_return(e);
        return true;
    case OP_COND:
        push_control(m, (control){.first_open = m->nopen});
        return true;
    case OP_TEST:
        return do_test(e, in);
    case OP_IF_FALSE:
        if (c->failed)
            f->ip = in->a;
        return true;
    case OP_IF_TRUE:
        if (!c->failed && m->nopen == c->first_open)
            f->ip = in->a;
        return true;
    case OP_JOIN:
        return do_join(e, in);
    case OP_FOLD:
        return do_fold(e, in, f);
    case OP_NEXT:
        return do_next(e, in, f);
    default:
        return do_binary(e, in);
    }
}

expr machine_run(elab *e, const function *f, const expr *locals) {
    machine *m = e->machine;
    for (size_t i = 0; i < f->nparams; i++)
        push(m, locals[i]);
    enter(e, f, 0, NO_ENTRY);
    while (m->nframes) {
        if (!e->steps) {
            fail(e, m->frame[m->nframes - 1].fn->code[0].src,
                 "this item takes more than %zu steps to write out",
                 e->limit.max_steps);
            unwind(e);
            return EXPR_NONE;
        }
        e->steps--;
        if (!step(e)) {
            unwind(e);
            return EXPR_NONE;
        }
    }
    return pop(m);
}

/* Syntax trees to code.  Trees have passed check.c. */
#include "sequence.h"
#include "../vocabulary.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

typedef struct {
    elab *e;
    function *f;
    size_t cap;
    const char **local; /* names of the slots in scope */
    size_t n, caplocal;
} compiler;

static size_t emit(compiler *c, opcode op, uint32_t a, const ast *src)
{
    function *f = c->f;
    if (f->n == c->cap) {
        c->cap = 2 * c->cap + 32;
        f->code = xrealloc(f->code, c->cap * sizeof *f->code);
    }
    f->code[f->n] = (instr){.op = (uint8_t)op, .a = a, .src = src};
    return f->n++;
}

static void patch(compiler *c, size_t at)
{
    c->f->code[at].a = (uint32_t)c->f->n;
}

static void push_local(compiler *c, const char *name)
{
    if (c->n == c->caplocal) {
        c->caplocal = 2 * c->caplocal + 16;
        c->local = xrealloc(c->local, c->caplocal * sizeof *c->local);
    }
    c->local[c->n++] = name;
    if (c->n > c->f->nlocals)
        c->f->nlocals = c->n;
}

static void compile(compiler *c, const ast *a);

static void emit_let(compiler *c, const ast *a)
{
    const definition *d = program_lookup(c->e->prog, a->name);
    assert(d && d->index >= 0);
    size_t at = emit(c, OP_CALL, (uint32_t)d->index, a);
    c->f->code[at].n = (uint16_t)a->nargs;
}

/* Euler's constant is -digamma(1). */
static void emit_euler_gamma(compiler *c, const ast *a)
{
    emit(c, OP_CONST, expr_si(c->e->pool, 1), a);
    emit(c, OP_UNARY, EXPR_DIGAMMA, a);
    emit(c, OP_UNARY, EXPR_NEG, a);
}

static void compile_name(compiler *c, const ast *a)
{
    for (size_t i = c->n; i-- > 0;)
        if (!strcmp(c->local[i], a->name)) {
            emit(c, OP_LOCAL, (uint32_t)i, a);
            return;
        }
    if (!strcmp(a->name, "pi"))
        emit(c, OP_CONST, expr_pi(c->e->pool), a);
    else if (!strcmp(a->name, "euler_gamma"))
        emit_euler_gamma(c, a);
    else
        emit_let(c, a);
}

/* A function that is an abbreviation, its argument compiled. */
static void emit_unfolded(compiler *c, int op, const ast *a)
{
    if (op == BUILTIN_SIGN) {
        emit(c, OP_SIGN, 0, a);
        return;
    }
    expr base = expr_si(c->e->pool, op == BUILTIN_LOG2 ? 2 : 10);
    if (base != EXPR_NONE)
        base = expr_unary(c->e->pool, EXPR_LOG, base);
    emit(c, OP_UNARY, EXPR_LOG, a);
    emit(c, OP_CONST, base, a);
    emit(c, OP_DIV, 0, a);
}

static void compile_call(compiler *c, const ast *a)
{
    const builtin *b = builtin_find(a->name);
    int seq = sequence_find(c->e, a->name);
    if (seq >= 0) {
        compile(c, a->arg[0]);
        emit(c, OP_VALUE, (uint32_t)seq, a);
        return;
    }
    for (size_t i = 0; i < a->nargs; i++) {
        compile(c, a->arg[i]);
        if (b && b->nargs < 0 && i) /* min, max: from the left */
            emit(c, b->op == EXPR_MIN ? OP_MIN : OP_MAX, 0, a);
    }
    if (b && b->nargs == 1 && b->op < 0)
        emit_unfolded(c, b->op, a);
    else if (b && b->nargs == 1 && b->op < EXPR_OP_COUNT)
        emit(c, OP_UNARY, (uint32_t)b->op, a);
    else if (b && b->op == EXPR_TV)
        emit(c, OP_TV, 0, a);
    else if (b && b->nargs > 0)
        emit(c, OP_WHOLE, (uint32_t)b->op, a);
    else if (!b)
        emit_let(c, a);
}

/* Leaves the condition on the control stack; later parts of an `and` are
 * not looked at once it is false. */
static void compile_condition(compiler *c, const ast *a)
{
    if (a->kind == AST_AND) {
        compile_condition(c, a->arg[0]);
        size_t skip = emit(c, OP_IF_FALSE, 0, a);
        compile_condition(c, a->arg[1]);
        patch(c, skip);
        return;
    }
    compile(c, a->arg[0]);
    compile(c, a->arg[1]);
    size_t at = emit(c, OP_TEST, 0, a);
    c->f->code[at].what = (uint8_t)a->rel;
}

static void compile_if(compiler *c, const ast *a)
{
    emit(c, OP_COND, 0, a);
    compile_condition(c, a->arg[0]);
    size_t no = emit(c, OP_IF_FALSE, 0, a);
    compile(c, a->arg[1]);
    patch(c, no);
    size_t yes = emit(c, OP_IF_TRUE, 0, a);
    compile(c, a->arg[2]);
    patch(c, yes);
    emit(c, OP_JOIN, 0, a);
}

static void compile_integral(compiler *c, const ast *a)
{
    uint32_t infinite = 0;
    for (int k = 0; k < 2; k++)
        if (builtin_infinite_end(a->arg[k]))
            infinite |= k == 0 ? EXPR_FROM_INF : EXPR_TO_INF;
        else
            compile(c, a->arg[k]);
    uint16_t slot = (uint16_t)c->n;
    push_local(c, a->index);
    size_t head = emit(c, OP_BIND, 0, a);
    c->f->code[head].what = builtin_is_series(a);
    bool distance = builtin_is_distance(a);
    for (int k = 0; distance && k < 2; k++)
        compile(c, a->arg[2]->arg[k]);
    if (!distance)
        compile(c, a->arg[2]);
    size_t end = emit(c, OP_INTEGRAL, infinite, a);
    c->f->code[head].n = slot;
    c->f->code[end].what = a->name[0] == 'n'      ? INTEGRAL_MEAN
                           : builtin_is_series(a) ? INTEGRAL_SUM
                           : distance             ? INTEGRAL_DISTANCE
                                                  : INTEGRAL_PLAIN;
    c->n--;
}

static void compile_fold(compiler *c, const ast *a)
{
    fold_kind kind = !strcmp(a->name, "sum")    ? FOLD_SUM
                     : !strcmp(a->name, "prod") ? FOLD_PROD
                     : !strcmp(a->name, "min")  ? FOLD_MIN
                                                : FOLD_MAX;
    size_t ends = a->nargs - 1; /* lo and hi, or the members */
    for (size_t i = 0; i < ends; i++)
        compile(c, a->arg[i]);
    uint16_t slot = (uint16_t)c->n;
    push_local(c, a->index);
    size_t head = emit(c, a->list ? OP_FOLD_LIST : OP_FOLD, 0, a);
    compile(c, a->arg[ends]);
    size_t next = emit(c, OP_NEXT, (uint32_t)head + 1, a);
    c->f->code[head].what = c->f->code[next].what = (uint8_t)kind;
    c->f->code[head].n = c->f->code[next].n = slot;
    patch(c, head);
    c->n--;
}

static void compile(compiler *c, const ast *a)
{
    static const opcode binary[] = {[AST_ADD] = OP_ADD,
                                    [AST_SUB] = OP_SUB,
                                    [AST_MUL] = OP_MUL,
                                    [AST_DIV] = OP_DIV,
                                    [AST_POW] = OP_POW};
    switch (a->kind) {
    case AST_NUMBER:
        emit(c, OP_CONST, expr_q(c->e->pool, a->q), a);
        break;
    case AST_NAME:
        compile_name(c, a);
        break;
    case AST_CALL:
        compile_call(c, a);
        break;
    case AST_NEG:
        compile(c, a->arg[0]);
        emit(c, OP_UNARY, EXPR_NEG, a);
        break;
    case AST_IF:
        compile_if(c, a);
        break;
    case AST_FOLD:
        if (builtin_is_integral(a))
            compile_integral(c, a);
        else
            compile_fold(c, a);
        break;
    case AST_REL:
    case AST_AND:
        assert(false); /* conditions stand in an `if` only */
        break;
    default:
        compile(c, a->arg[0]);
        compile(c, a->arg[1]);
        emit(c, binary[a->kind], 0, a);
    }
}

function *compile_expr(elab *e, const ast *a, const char *const *locals,
                       size_t nlocals)
{
    function *f = xcalloc(1, sizeof *f);
    compiler c = {.e = e, .f = f};
    f->nparams = nlocals;
    for (size_t i = 0; i < nlocals; i++)
        push_local(&c, locals[i]);
    compile(&c, a);
    emit(&c, OP_RETURN, 0, a);
    free(c.local);
    return f;
}

function *compile_let(elab *e, size_t index)
{
    if (index >= e->nfn) {
        size_t n = program_count(e->prog);
        e->fn = xrealloc(e->fn, n * sizeof *e->fn);
        while (e->nfn < n)
            e->fn[e->nfn++] = NULL;
    }
    if (!e->fn[index]) {
        const item *it = program_item(e->prog, index);
        e->fn[index] = compile_expr(e, it->body, (const char *const *)it->param,
                                    it->nparams);
        e->fn[index]->name = it->id;
    }
    return e->fn[index];
}

void compile_free(function *f)
{
    if (f) {
        free(f->code);
        free(f);
    }
}

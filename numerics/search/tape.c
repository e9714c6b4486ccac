/* Compiling expressions to tapes.  Believed: nothing.  See tape.h.
 *
 * Nodes become instructions in depth-first post-order, hypotheses first and
 * then root after root, each node once.  Operands are symbolic until a linear
 * scan gives temporaries their registers.
 */
#include "tape_internal.h"

#include "../expr/expr_internal.h"

#include <stdlib.h>

/* A symbolic operand: a variable, a constant or a temporary, by number. */
typedef uint32_t operand;
#define OPERAND_CONST 0x40000000u
#define OPERAND_TEMP 0x80000000u
#define OPERAND_NUMBER 0x3fffffffu

/* A hypothesis and the other nodes that it bounds. */
typedef struct {
    sign_condition h;
    expr negated, minuend, subtrahend; /* h.e = -negated = minuend - subtr. */
} bound;

typedef struct {
    const expr_pool *pool;
    tape *t;
    eval *closed;
    expr_map done; /* node -> operand + 1 */
    bound *bounds;
    size_t code_cap, const_cap, ntemps;
} compiler;

/* ---- constants ---------------------------------------------------------- */

/* For closed subexpressions, made when there is one. */
static eval *closed_eval(compiler *c)
{
    if (c->closed == NULL)
        c->closed = eval_new(c->pool, TAPE_CLOSED_PREC);
    return c->closed;
}

static operand add_constant(compiler *c, const tape_constant *value)
{
    tape *t = c->t;
    if (t->nconst == c->const_cap) {
        c->const_cap = 2 * c->const_cap + 16;
        t->constant = xrealloc(t->constant, c->const_cap * sizeof *t->constant);
    }
    t->constant[t->nconst] = *value;
    return OPERAND_CONST | (operand)t->nconst++;
}

/* ---- instructions ------------------------------------------------------- */

static operand operand_of(compiler *c, expr e)
{
    operand known = expr_map_get(&c->done, e);
    if (known != 0)
        return known - 1;
    const expr_node *n = expr_get(c->pool, e);
    operand r = 0;
    if (n->op == EXPR_VAR) {
        r = (operand)n->p;
    } else { /* closed: everything else was emitted before */
        tape_constant k = tape_constant_closed(closed_eval(c), e);
        r = add_constant(c, &k);
    }
    expr_map_set(&c->done, e, r + 1);
    return r;
}

static void emit(compiler *c, tape_instr in)
{
    tape *t = c->t;
    if (t->ncode == c->code_cap) {
        c->code_cap = 2 * c->code_cap + 64;
        t->code = xrealloc(t->code, c->code_cap * sizeof *t->code);
    }
    t->code[t->ncode++] = in;
}

/* a * const or a / const, when the constant is tame. */
static bool scaled(compiler *c, tape_instr *in, const expr_node *n)
{
    tape_constant k;
    expr a = n->arg[0], b = n->arg[1];
    if (n->op == EXPR_MUL && expr_vars(c->pool, a) == 0) {
        expr s = a;
        a = b;
        b = s;
    }
    if (n->op == EXPR_MUL && expr_vars(c->pool, b) == 0)
        k = tape_constant_closed(closed_eval(c), b);
    else if (n->op == EXPR_DIV && expr_is_const(c->pool, b) &&
             mpq_sgn(expr_const_value(c->pool, b)) != 0)
        k = tape_constant_reciprocal(expr_const_value(c->pool, b));
    else
        return false;
    if (!tape_constant_as_factor(&k, &in->swapped))
        return false;
    in->op = TAPE_SCALE;
    in->a = operand_of(c, a);
    in->b = add_constant(c, &k);
    return true;
}

static uint8_t simple_op(expr_op op)
{
    static const uint8_t to[EXPR_OP_COUNT] = {
        [EXPR_NEG] = TAPE_NEG,      [EXPR_ADD] = TAPE_ADD,
        [EXPR_SUB] = TAPE_SUB,      [EXPR_MUL] = TAPE_MUL,
        [EXPR_DIV] = TAPE_DIV,      [EXPR_POW] = TAPE_POW,
        [EXPR_ROOT] = TAPE_ROOT,    [EXPR_SQRT] = TAPE_SQRT,
        [EXPR_EXP] = TAPE_EXP,      [EXPR_LOG] = TAPE_LOG,
        [EXPR_SIN] = TAPE_SIN,      [EXPR_COS] = TAPE_COS,
        [EXPR_TAN] = TAPE_TAN,      [EXPR_ATAN] = TAPE_ATAN,
        [EXPR_ERF] = TAPE_ERF,      [EXPR_ABS] = TAPE_ABS,
        [EXPR_MIN] = TAPE_MIN,      [EXPR_MAX] = TAPE_MAX,
        [EXPR_IF] = TAPE_IF,        [EXPR_FLOOR] = TAPE_FLOOR,
        [EXPR_CEIL] = TAPE_CEIL,    [EXPR_XLOGX] = TAPE_XLOGX,
        [EXPR_SINH] = TAPE_SINH,    [EXPR_COSH] = TAPE_COSH,
        [EXPR_TANH] = TAPE_TANH,    [EXPR_INTEGRAL] = TAPE_NODE};
    bool kernel = to[op] != 0 || op == EXPR_NEG; /* TAPE_NEG is 0 */
    return kernel ? to[op] : TAPE_CALL;
}

static int add_integral(tape *t, const expr_pool *pool, expr e)
{
    t->integral =
        xrealloc(t->integral, (t->nintegrals + 1) * sizeof *t->integral);
    tape_quad_init(&t->integral[t->nintegrals], pool, e);
    return (int)t->nintegrals++;
}

static void emit_node(compiler *c, expr e, const expr_node *n)
{
    tape_instr in = {.op = simple_op((expr_op)n->op),
                     .strict = n->strict,
                     .p = n->p,
                     .q = n->q};
    if (in.op == TAPE_CALL) {
        in.p = n->op;
        in.q = n->p;
    }
    if (in.op == TAPE_NODE)
        in.q = add_integral(c->t, c->pool, e);
    bool product = n->op == EXPR_MUL || n->op == EXPR_DIV;
    if (!product || !scaled(c, &in, n)) {
        in.a = operand_of(c, n->arg[0]);
        in.b = n->nargs > 1 ? operand_of(c, n->arg[1]) : in.a;
        in.c = n->nargs > 2 ? operand_of(c, n->arg[2]) : in.a;
        if ((n->op == EXPR_MUL && in.a == in.b) ||
            (n->op == EXPR_POW && n->p == 2))
            in.op = TAPE_SQUARE;
    } else {
        in.c = in.a;
    }
    in.dst = OPERAND_TEMP | (operand)c->ntemps++;
    emit(c, in);
    expr_map_set(&c->done, e, in.dst + 1);
}

/* ---- hypotheses --------------------------------------------------------- */

static void emit_meet(compiler *c, size_t j, bool swapped, operand at)
{
    emit(c, (tape_instr){.op = TAPE_MEET,
                         .strict = c->bounds[j].h.strict,
                         .swapped = swapped,
                         .p = (int32_t)j,
                         .dst = at,
                         .a = at,
                         .b = at,
                         .c = at});
}

static void narrow(compiler *c, expr e, const expr_node *n)
{
    for (size_t j = 0; j < c->t->nhyps; j++) {
        const bound *b = &c->bounds[j];
        bool same = e == b->h.e;
        bool reversed = e == b->negated ||
                        (b->minuend != EXPR_NONE && n->op == EXPR_SUB &&
                         n->arg[0] == b->subtrahend && n->arg[1] == b->minuend);
        if (same || reversed)
            emit_meet(c, j, reversed, operand_of(c, e));
    }
}

static bound bound_of(const expr_pool *pool, const sign_condition *h)
{
    const expr_node *n = expr_get(pool, h->e);
    bound b = {*h, EXPR_NONE, EXPR_NONE, EXPR_NONE};
    if (n->op == EXPR_NEG)
        b.negated = n->arg[0];
    if (n->op == EXPR_SUB) {
        b.minuend = n->arg[0];
        b.subtrahend = n->arg[1];
    }
    return b;
}

/* ---- registers ---------------------------------------------------------- */

/* Temporaries' registers by linear scan: an operand's register is free again
 * from its last reader on, whose result may take it. */
typedef struct {
    size_t *last;  /* by temporary: index of its last reader */
    uint32_t *reg; /* by temporary */
    uint32_t *free;
    size_t nfree;
} allocator;

static void note_use(allocator *s, operand o, size_t k)
{
    if ((o & OPERAND_TEMP) != 0)
        s->last[o & OPERAND_NUMBER] = k;
}

static uint32_t place(const tape *t, const allocator *s, operand o)
{
    uint32_t number = o & OPERAND_NUMBER;
    if ((o & OPERAND_TEMP) != 0)
        return s->reg[number];
    return (o & OPERAND_CONST) != 0 ? (uint32_t)t->nvars + number : number;
}

static void release(allocator *s, operand o, size_t k)
{
    if ((o & OPERAND_TEMP) == 0 || s->last[o & OPERAND_NUMBER] != k)
        return;
    s->free[s->nfree++] = s->reg[o & OPERAND_NUMBER];
    s->last[o & OPERAND_NUMBER] = SIZE_MAX; /* an operand twice: once */
}

static void allocate_one(tape *t, allocator *s, size_t k)
{
    tape_instr *in = &t->code[k];
    operand dst = in->dst, a = in->a, b = in->b, c = in->c;
    bool defines = in->op != TAPE_MEET && in->op != TAPE_OUT;
    in->a = place(t, s, a);
    in->b = place(t, s, b);
    in->c = place(t, s, c);
    release(s, a, k);
    release(s, b, k);
    release(s, c, k);
    if (!defines) {
        in->dst = in->a;
        return;
    }
    uint32_t r = s->nfree > 0 ? s->free[--s->nfree] : (uint32_t)t->nregs++;
    s->reg[dst & OPERAND_NUMBER] = r;
    in->dst = r;
    release(s, dst, k);
}

static void allocate(compiler *c)
{
    tape *t = c->t;
    size_t n = c->ntemps + 1;
    allocator s = {xcalloc(n, sizeof *s.last), xcalloc(n, sizeof *s.reg),
                   xcalloc(n, sizeof *s.free), 0};
    t->nregs = (size_t)t->nvars + t->nconst;
    for (size_t k = 0; k < t->ncode; k++) {
        note_use(&s, t->code[k].dst, k);
        note_use(&s, t->code[k].a, k);
        note_use(&s, t->code[k].b, k);
        note_use(&s, t->code[k].c, k);
    }
    for (size_t k = 0; k < t->ncode; k++)
        allocate_one(t, &s, k);
    free(s.last);
    free(s.reg);
    free(s.free);
}

/* ---- whole tapes -------------------------------------------------------- */

/* Everything that e needs and has not yet. */
static void emit_all(compiler *c, const expr *order, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        const expr_node *x = expr_get(c->pool, order[i]);
        if (x->vars == 0 || expr_map_get(&c->done, order[i]) != 0)
            continue;
        if (x->op == EXPR_VAR)
            (void)operand_of(c, order[i]);
        else
            emit_node(c, order[i], x);
        narrow(c, order[i], x);
    }
}

static void emit_hyps(compiler *c, expr *const *order, const size_t *n)
{
    for (size_t j = 0; j < c->t->nhyps; j++) {
        expr e = c->bounds[j].h.e;
        emit_all(c, order[j], n[j]);
        if (expr_vars(c->pool, e) == 0) { /* true, false or of no use */
            tape_constant k = tape_constant_closed(closed_eval(c), e);
            emit_meet(c, j, false, add_constant(c, &k));
        }
    }
}

static void emit_roots(compiler *c, const expr *roots, expr *const *order,
                       const size_t *n)
{
    tape *t = c->t;
    t->end[0] = t->ncode;
    for (size_t k = 0; k < t->nroots; k++) {
        operand a;
        emit_all(c, order[k], n[k]);
        if (roots[k] == EXPR_NONE) {
            tape_constant bad = tape_constant_bad();
            a = add_constant(c, &bad);
        } else {
            a = operand_of(c, roots[k]);
        }
        emit(c, (tape_instr){.op = TAPE_OUT,
                             .p = (int32_t)k,
                             .dst = a,
                             .a = a,
                             .b = a,
                             .c = a});
        t->end[k + 1] = t->ncode;
    }
}

tape *tape_new_with(eval *closed, const expr_pool *pool, const expr *roots,
                    size_t nroots, int nvars, const sign_condition *hyp,
                    size_t nhyps)
{
    tape *t = xcalloc(1, sizeof *t);
    compiler c = {.pool = pool, .t = t, .closed = closed};
    size_t all = nhyps + nroots, nodes = 0;
    expr **order = xcalloc(all + 1, sizeof *order);
    size_t *n = xcalloc(all + 1, sizeof *n);
    t->pool = pool;
    t->nvars = nvars;
    t->nroots = nroots;
    t->nhyps = nhyps;
    t->end = xcalloc(nroots + 1, sizeof *t->end);
    c.bounds = xcalloc(nhyps + 1, sizeof *c.bounds);
    for (size_t k = 0; k < all; k++) {
        expr e = k < nhyps ? hyp[k].e : roots[k - nhyps];
        if (k < nhyps)
            c.bounds[k] = bound_of(pool, &hyp[k]);
        if (e != EXPR_NONE)
            order[k] = expr_postorder(pool, e, &n[k]);
        nodes += n[k];
    }
    expr_map_init(&c.done, nodes + 1);
    emit_hyps(&c, order, n);
    emit_roots(&c, roots, order + nhyps, n + nhyps);
    allocate(&c);
    for (size_t k = 0; k < all; k++)
        free(order[k]);
    free(order);
    free(n);
    free(c.bounds);
    expr_map_clear(&c.done);
    if (closed == NULL)
        eval_free(c.closed);
    return t;
}

tape *tape_new(const expr_pool *pool, const expr *roots, size_t nroots,
               int nvars, const sign_condition *hyp, size_t nhyps)
{
    return tape_new_with(NULL, pool, roots, nroots, nvars, hyp, nhyps);
}

void tape_free(tape *t)
{
    if (t == NULL)
        return;
    for (size_t k = 0; k < t->nintegrals; k++)
        tape_quad_clear(&t->integral[k]);
    free(t->integral);
    free(t->constant);
    free(t->code);
    free(t->end);
    free(t);
}

size_t tape_size(const tape *t)
{
    enum {
        NODE_COST = 400
    };
    return t->ncode + NODE_COST * t->nintegrals;
}

size_t tape_roots(const tape *t)
{
    return t->nroots;
}

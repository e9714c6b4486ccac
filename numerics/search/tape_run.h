/* numerics/search/tape_run.h: the interpreter of one kernel.  Included last by the
 * file that defines KERNEL (its name) and LANES_WIDTH. */
#include "tape_kernel.h"
#include "tape_functions.h"
#include "tape_points.h"

/* Infinite ends are open whatever the caller says. */
static void load_box(tape_scratch *s, size_t nvars, const double *lo,
                     const double *hi, const uint8_t *lo_open,
                     const uint8_t *hi_open)
{
    const double inf = (double)__builtin_inf();
    for (size_t v = 0; v < nvars; v++) {
        tape_flags f = lo_open != NULL ? lo_open[v] : 0u;
        if (hi_open != NULL)
            f |= (tape_flags)hi_open[v] << TAPE_HI_SHIFT;
        EACH
        {
            vd l = v_load(lo + TAPE_LANES * v + j);
            vd h = v_load(hi + TAPE_LANES * v + j);
            store(&s->reg[v], j, -l, h);
            f |= lanes_at((vi)(l == -inf), j, 0) |
                 lanes_at((vi)(h == inf), j, TAPE_HI_SHIFT);
        }
        s->flags[v] = f;
    }
}

static NO_INLINE tape_flags elementary(const tape_instr *in, tape_reg *d,
                                       const tape_reg *a, tape_flags f)
{
    switch ((tape_op)in->op) {
    case TAPE_ROOT:
        return f | op_root(d, a, (uint32_t)in->p, (uint32_t)in->q);
    case TAPE_SQRT:
        return f | op_sqrt(d, a);
    case TAPE_EXP:
        return f | op_exp(d, a);
    case TAPE_LOG:
        return f | op_log(d, a, f);
    case TAPE_SIN:
    case TAPE_COS:
        return reopen(f, TAPE_OPEN & op_sine(d, a, f, in->op == TAPE_SIN));
    case TAPE_TAN:
        return f | op_tan(d, a);
    case TAPE_ATAN:
        op_atan(d, a);
        return f;
    case TAPE_ERF:
        op_erf(d, a);
        return f;
    case TAPE_XLOGX:
        return op_xlogx(d, a, f);
    case TAPE_SINH:
        op_sinh(d, a);
        return f;
    case TAPE_COSH:
        return op_cosh(d, a, f);
    case TAPE_TANH:
        op_tanh(d, a);
        return f;
    case TAPE_FLOOR:
        return op_floor(d, a, f);
    case TAPE_CEIL:
        return op_ceil(d, a, f);
    default: /* TAPE_CALL */
        return tape_call(in->p, in->q, d, a, f);
    }
}

/* Products, quotients, even powers: openness first, while the operands are
 * still there. */
static NO_INLINE tape_flags product(const tape_instr *in, tape_reg *d,
                                    const tape_reg *a, tape_flags fa,
                                    const tape_reg *b, tape_flags fb)
{
    tape_flags f = fa | fb;
    bool unary = in->op != TAPE_MUL && in->op != TAPE_DIV;
    bool odd = in->op == TAPE_POW && in->p % 2 != 0;
    tape_open_rule rule = unary                ? TAPE_OPEN_EVEN
                          : in->op == TAPE_MUL ? TAPE_OPEN_MUL
                                               : TAPE_OPEN_DIV;
    if ((f & TAPE_OPEN) != 0 && !odd)
        f = reopen(f, tape_open_binary(rule, a, fa, b, fb));
    switch ((tape_op)in->op) {
    case TAPE_MUL:
        op_mul(d, a, b);
        return f;
    case TAPE_DIV:
        return f | op_div(d, a, b, fb);
    case TAPE_SQUARE:
        op_square(d, a);
        return f;
    case TAPE_POW:
        op_pow(d, a, (uint32_t)in->p);
        return f;
    default: /* TAPE_ABS */
        /* a decided sign: the operand's own kinks only; else its and ours */
        return f | op_abs(d, a);
    }
}

static NO_INLINE void interpret(const tape *t, tape_scratch *s, size_t from,
                                size_t to, tape_out *out)
{
    tape_reg *r = s->reg;
    tape_flags *flags = s->flags;
    for (size_t k = from; k < to; k++) {
        const tape_instr *in = &t->code[k];
        tape_reg *d = &r[in->dst];
        const tape_reg *a = &r[in->a], *b = &r[in->b], *c = &r[in->c];
        tape_flags fa = flags[in->a], fb = flags[in->b], f;
        switch ((tape_op)in->op) {
        case TAPE_NEG:
            op_neg(d, a);
            f = swap_open(fa);
            break;
        case TAPE_ADD:
            op_add(d, a, b);
            f = fa | fb;
            break;
        case TAPE_SUB:
            op_sub(d, a, b);
            f = fa | swap_open(fb);
            break;
        case TAPE_SCALE:
            op_scale(d, a, b, in->swapped);
            f = (in->swapped ? swap_open(fa) : fa) | fb;
            break;
        case TAPE_MUL:
        case TAPE_DIV:
            f = product(in, d, a, fa, b, fb);
            break;
        case TAPE_SQUARE:
        case TAPE_POW:
        case TAPE_ABS:
            f = product(in, d, a, fa, a, fa);
            break;
        case TAPE_MIN:
        case TAPE_MAX:
            f = op_extreme(d, a, fa, b, fb, in->op == TAPE_MAX);
            break;
        case TAPE_IF:
            f = op_if(d, (operand){a, fa}, (operand){b, fb},
                      (operand){c, flags[in->c]}, in->strict);
            break;
        case TAPE_MEET:
            f = op_meet(d, flags[in->dst], in, s->void_by);
            break;
        case TAPE_NODE:
            f = tape_node(t, s, in->q, d);
            break;
        case TAPE_OUT:
            op_out(&out[in->p], a, fa);
            continue;
        default:
            f = elementary(in, d, a, fa);
            break;
        }
        flags[in->dst] = f;
    }
}

static void run(const tape *t, tape_scratch *s, size_t from, size_t to,
                tape_out *out)
{
    lanes_mode mode = lanes_round_up();
    interpret(t, s, from, to, out);
    lanes_restore(mode);
}

static void run_points(const tape *t, tape_scratch *s, size_t to, double *out)
{
    lanes_mode mode = lanes_round_up();
    points(t, s, to, out);
    lanes_restore(mode);
}

const tape_kernel KERNEL = {KERNEL_NAME, load_box, run, run_points};

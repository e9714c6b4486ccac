/* numerics/search/tape_internal.h: what the tape_*.c files share. */
#ifndef ASSAY_TAPE_INTERNAL_H
#define ASSAY_TAPE_INTERNAL_H

#include "../enclose/eval.h"
#include "tape.h"

typedef enum {
    TAPE_NEG,
    TAPE_ADD,
    TAPE_SUB,
    TAPE_MUL,
    TAPE_SCALE, /* a times register b, a constant > 0; -a if swapped */
    TAPE_DIV,
    TAPE_SQUARE,
    TAPE_POW,  /* a^p, p >= 3 */
    TAPE_ROOT, /* a^(p/q) */
    TAPE_SQRT,
    TAPE_EXP,
    TAPE_LOG,
    TAPE_SIN,
    TAPE_COS,
    TAPE_TAN,
    TAPE_ATAN,
    TAPE_ERF,
    TAPE_XLOGX,
    TAPE_SINH,
    TAPE_COSH,
    TAPE_TANH,
    TAPE_FLOOR,
    TAPE_CEIL,
    TAPE_CALL, /* of the function p (an expr_op) with whole parameter q, which
                  has no kernel */
    TAPE_NODE, /* integral q of the tape's, from the variables themselves; a,
                  b: its ends */
    TAPE_ABS,
    TAPE_MIN,
    TAPE_MAX,
    TAPE_IF,
    TAPE_MEET, /* dst meets what hypothesis p allows; swapped: its negative */
    TAPE_OUT   /* register a is root p */
} tape_op;

typedef struct {
    uint8_t op;
    bool strict;  /* IF, MEET: > 0, otherwise >= 0 */
    bool swapped; /* SCALE, MEET */
    int32_t p, q;
    uint32_t dst, a, b, c;
} tape_instr;

/* Enclosures in TAPE_LANES boxes: [-nlo, hi].  With the lower ends negated,
 * rounding upward is outward at both ends.  Never NaN in a lane that is not
 * bad; nlo > -inf and hi > -inf. */
typedef struct {
    double nlo[TAPE_LANES], hi[TAPE_LANES];
} tape_reg;

/* Lane masks of one register, a byte each. */
typedef uint64_t tape_flags;
#define TAPE_LO_OPEN 0xffu
#define TAPE_HI_OPEN 0xff00u
#define TAPE_OPEN 0xffffu
#define TAPE_BAD 0xff0000u
#define TAPE_KINK 0xff000000u
#define TAPE_JUMP 0xff00000000u
enum {
    TAPE_HI_SHIFT = 8,
    TAPE_BAD_SHIFT = 16,
    TAPE_KINK_SHIFT = 24,
    TAPE_JUMP_SHIFT = 32
};

/* A closed operand: its enclosure, flags (all lanes alike), and value. */
typedef struct {
    double lo, hi, value;
    tape_flags flags;
} tape_constant;

/* Registers 0 .. nvars-1 hold the variables, then come the constants, then
 * temporaries. */
/* An integral: the node, code for its integrand (of which x_var is bound), and
 * the points where that is looked at, with weights. */
typedef struct {
    expr id;
    int var, infinite;
    tape *integrand;
    int npoints;
    double *place, *weight;
} tape_integral;

struct tape {
    const expr_pool *pool; /* for TAPE_NODE */
    tape_integral *integral;
    size_t nintegrals;
    int nvars;
    size_t nroots, nhyps, nregs;
    tape_constant *constant;
    size_t nconst;
    tape_instr *code;
    size_t ncode;
    size_t *end; /* nroots + 1: end[k] is after the code of roots 0 .. k-1 */
};

struct tape_scratch {
    tape_reg *reg;
    tape_flags *flags;
    double (*point)[TAPE_LANES];
    eval *node;               /* for TAPE_NODE; NULL until there is one */
    tape_scratch **integrand; /* by integral */
    size_t nintegrals;
    int void_by[TAPE_LANES];
};

/* One kernel, compiled for several vector widths; the bits are the same. */
typedef struct {
    const char *name;
    void (*load)(tape_scratch *s, size_t nvars, const double *lo,
                 const double *hi, const uint8_t *lo_open,
                 const uint8_t *hi_open);
    void (*run)(const tape *t, tape_scratch *s, size_t from, size_t to,
                tape_out *out);
    void (*points)(const tape *t, tape_scratch *s, size_t to, double *out);
} tape_kernel;

/* tape_constant.c: the closed expression e, by an evaluator of that many bits;
 * 1/q as a factor. */
tape_constant tape_constant_closed(eval *closed, expr e);
tape_constant tape_constant_reciprocal(mpq_srcptr q);
tape_constant tape_constant_bad(void); /* undefined */
/* Of one sign, and a normal number's size: then products by it need no case
 * distinction.  Negative factors are made positive, and *swapped tells. */
bool tape_constant_as_factor(tape_constant *k, bool *swapped);

/* tape_call.c: functions without a kernel.  d may be a. */
tape_flags tape_call(int op, int whole, tape_reg *d, const tape_reg *a,
                     tape_flags f);
void tape_call_points(int op, int whole, double *d, const double *a);

/* tape_node.c: enclosures of integrals. */
tape_flags tape_node(const tape *t, tape_scratch *s, int q, tape_reg *d);
/* tape_quad.c: their approximate values. */
void tape_quad_init(tape_integral *n, const expr_pool *pool, expr id);
void tape_quad_clear(tape_integral *n);
void tape_quad_points(const tape *t, tape_scratch *s, const tape_instr *in,
                      double *d);

extern const tape_kernel tape_kernel_base; /* 128-bit vectors */
#if defined __x86_64__ && !defined LANES_PORTABLE
extern const tape_kernel tape_kernel_avx2;
#endif
/* The kernels that this processor runs, best first; returns how many. */
size_t tape_kernels(const tape_kernel *out[2]);

/* As tape_eval, by a given kernel: for tests. */
void tape_eval_by(const tape_kernel *k, const tape *t, tape_scratch *s,
                  const tape_boxes *at, size_t first, size_t last,
                  tape_out *out);
void tape_point8_by(const tape_kernel *k, const tape *t, tape_scratch *s,
                    const double *x, size_t nroots, double *out);

#endif

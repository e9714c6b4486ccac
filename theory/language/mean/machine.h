/* theory/language/mean/machine.h: the inside of the stack machine. */
#ifndef ASSAY_LANGUAGE_MACHINE_H
#define ASSAY_LANGUAGE_MACHINE_H

#include "code.h"

typedef struct {
    const function *fn;
    size_t ip, base; /* base: its locals in the value stack */
    uint32_t entry;  /* in the memo; NO_ENTRY for the outermost */
} frame;

/* A value, and the variables that stand in it as it is written: what a power
 * means depends on them, whether they cancel or not. */
typedef struct {
    expr e;
    uint64_t vars;
} operand;

/* A condition being decided, or a fold under way. */
typedef struct {
    size_t first_open; /* condition: its first entry in the open stack */
    bool failed;       /* condition: certainly false */
    long i, hi;        /* fold: its index is i, or origin + i; over a list: of
                        * its first and last member */
    expr origin;       /* EXPR_NONE: 0 */
    size_t members;    /* a list's first member in the value stack, plus 1; 0:
                        * whole numbers */
    expr acc;
    uint64_t vars; /* of a condition's sides; of a fold's terms so far */
} control;

typedef struct {
    expr h;
    bool strict;
} open_condition;

struct machine {
    operand *value;
    size_t sp, cap;
    frame *frame;
    size_t nframes, capframes;
    control *control;
    size_t ncontrol, capcontrol;
    open_condition *open;
    size_t nopen, capopen;
    int nbound;    /* integrals around */
    uint32_t *key; /* of a call to be looked up */
    size_t capkey;
};

void machine_push(machine *m, expr x, uint64_t vars);
operand machine_pop(machine *m);
void machine_push_control(machine *m, control c);
/* Room for element n of an array; returns it, perhaps moved. */
void *machine_grow(void *v, size_t n, size_t *cap, size_t size);
/* Reports an error, with the call under way. */
void machine_fail(elab *e, const ast *src, const char *fmt, ...)
    __attribute__((format(printf, 3, 4)));

/* machine_branch.c: conditions and folds; false after an error. */
bool machine_test(elab *e, const instr *in);
bool machine_join(elab *e, const instr *in);
bool machine_sign(elab *e, const instr *in);
bool machine_fold(elab *e, const instr *in, frame *f);
bool machine_fold_list(elab *e, const instr *in, frame *f);
/* machine_integral.c; false after an error. */
bool machine_bind(elab *e, const instr *in, const frame *f);
bool machine_integral(elab *e, const instr *in);
bool machine_next(elab *e, const instr *in, frame *f);

/* density.c: where x_t runs, as in expr_integral; and half the integral of
 * |p - q|, without a value unless p and q are densities there. */
typedef struct {
    int t, infinite;
    expr a, b;
} density_range;
expr density_distance(elab *e, const density_range *over, expr p, expr q);
/* density_pieces.c: what p's integral is equal to, wherever that is defined in the
 * box of ev, as a sum of integrals without p's kinks; EXPR_NONE: not found. */
expr density_pieces(elab *e, eval *ev, const density_range *over, expr p);

#endif

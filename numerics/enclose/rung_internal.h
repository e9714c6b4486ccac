/* numerics/enclose/rung_internal.h: what a rung is made of, for rung.c and rung_taylor.c.  See rung.h. */
#ifndef ASSAY_RUNG_INTERNAL_H
#define ASSAY_RUNG_INTERNAL_H

#include "rung.h"
#include "rung_function.h"

#include <stddef.h>
#include <stdint.h>

typedef struct {
    uint8_t op; /* expr_op; EXPR_CONST where the value is there */
    uint8_t nargs;
    bool strict; /* as the node's */
    bool closed; /* the same for all boxes: found when compiled */
    int32_t p;   /* as the node's */
    uint32_t a, b, c;
} rung_op;

struct rung {
    rung_op *op;
    rung_interval *v; /* values, n of them; the constants' stay */
    size_t n;
    uint32_t *root;
    size_t nroots;
    int nvars;     /* 1 + the largest variable's number */
    bool constant; /* all closed operations have a value */
    rung_tables tables;
    /* rung_taylor.c: coefficients of all operations, room for so many of each */
    rung_interval *coef;
    size_t room;
};

#endif

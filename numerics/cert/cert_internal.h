/* numerics/cert/cert_internal.h: rules.def as a table, for cert*.c. */
#ifndef ASSAY_CERT_INTERNAL_H
#define ASSAY_CERT_INTERNAL_H

#include "cert.h"

typedef struct {
    const char *word;
    int arity;
    const char *line; /* what the line carries, a letter each: see rules.def */
} cert_row;

extern const cert_row cert_rows[CERT_RULE_COUNT];

#endif

/* theory/audit/table.h: the parts of table*.c, for one another.
 *
 *   table.c        rows, cells
 *   table_parts.c  cells by threads
 */
#ifndef ASSAY_AUDIT_TABLE_H
#define ASSAY_AUDIT_TABLE_H

#include "audit_internal.h"

/* n closed expressions, EXPR_NONE where a cell is empty, and their cells. */
typedef struct {
    const expr *value;
    cell *out;
    size_t n, row; /* so many a row */
    long digits;
} table_cells;

/* Evaluates them by a->engines, whose pool they are in. */
void table_fill(audit *a, const table_cells *c);
/* The same by a->limits.threads; false, and nothing is done, where that does
 * not pay. */
bool table_parts_fill(audit *a, const table_cells *c)
    __attribute__((warn_unused_result));

#endif

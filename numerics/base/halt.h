/* numerics/base/halt.h: may this thread's work be left off?
 *
 * Long work below the search (quadrature) asks halt_now at each of its steps, and
 * where the answer is yes it ends without a value.  Who begins work says until
 * when it is wanted; threads of parallel_run take that over.  Nothing that was
 * found because of a halt is kept: with a halt there is less known, never
 * something else. */
#ifndef ASSAY_HALT_H
#define ASSAY_HALT_H

#include <stdbool.h>

/* flag: NULL or non-zero to halt; deadline on halt_clock: 0, none. */
typedef struct {
    volatile const int *flag;
    double deadline;
} halt;

double halt_clock(void); /* seconds */
/* The calling thread's work is wanted until then, and until halt_end no longer
 * what *old says; calls may be nested. */
void halt_begin(halt *old, volatile const int *flag, double deadline);
void halt_end(const halt *old);
halt halt_of_thread(void);
bool halt_now(void);

#endif

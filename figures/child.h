/* figures/child.h: one program run to its end, input and output in memory. */
#ifndef ASSAY_CHILD_H
#define ASSAY_CHILD_H

#include "../numerics/text.h"

#include <stdbool.h>

typedef struct {
    text_buf out, err;
    int status;     /* exit status; 128 + n when signal n ended it */
    bool started;   /* false: no such program (or no resources) */
    bool timed_out; /* killed after the time limit */
    bool too_big;   /* killed: more than max_out bytes of output */
} child;

/* Runs argv[0] (found through PATH; no shell) with argv, feeding n bytes of
 * input.  The environment is PATH and C.UTF-8 only, so that no start-up
 * file or variable of the user's can change what is drawn.  True when the
 * program started, ended by itself with status 0 and nothing was cut off.
 * c is initialised here; clear it in any case. */
bool child_run(child *c, const char *const argv[], const char *input,
               size_t n, double seconds, size_t max_out)
    __attribute__((warn_unused_result));
void child_clear(child *c);

#endif

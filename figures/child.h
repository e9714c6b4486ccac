/* figures/child.h: one program run to its end, input and output in memory. */
#ifndef ASSAY_CHILD_H
#define ASSAY_CHILD_H

#include "../numerics/base/text.h"

#include <stdbool.h>

typedef struct {
    text_buf out, err;
    int status;     /* exit status; 128 + n when signal n ended it */
    bool started;   /* false: no such program (or no resources) */
    bool timed_out; /* killed after the time limit */
    bool too_big;   /* killed: more than max_out bytes of output */
} child;

/* Runs argv[0] (found through the absolute folders of PATH; no shell) with
 * argv, feeding n bytes of input.  The environment is PATH and C.UTF-8 only,
 * so that no start-up file or variable of the user's can change what is
 * drawn.  True when the program started, ended by itself with status 0 and
 * nothing was cut off.  At the limit it is killed with all that it started.
 * c is initialised here; clear it in any case. */
bool child_run(child *c, const char *const argv[], const char *input,
               size_t n, double seconds, size_t max_out)
    __attribute__((warn_unused_result));
void child_clear(child *c);

/* The same for a function of ours that works on a stranger's data with a
 * library that may fail as a whole: it runs in a copy of this process, and
 * what it puts into `out` arrives in c->out. */
typedef void (*child_work)(void *ctx, text_buf *out);
bool child_call(child *c, child_work work, void *ctx, double seconds,
                size_t max_out) __attribute__((warn_unused_result));

/* From now on a child is killed as soon as *flag is not 0 (NULL: never). */
void child_obey(volatile const int *flag);

/* How long a program that draws may take: ASSAY_DRAW_SECONDS from the
 * environment, or 60. */
double child_seconds(void);

#endif

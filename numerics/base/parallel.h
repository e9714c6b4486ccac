/* numerics/base/parallel.h: steps that threads take side by side.
 *
 * Threads are started for one call and have ended when it returns: none waits
 * for work, using up time, and no library's caches stay behind.  A start costs
 * some tens of microseconds; callers see to it that steps are worth that. */
#ifndef ASSAY_PARALLEL_H
#define ASSAY_PARALLEL_H

#include <stddef.h>

/* step(ctx, k) for k = 0 .. n - 1, each once, by the calling thread and up to
 * threads - 1 others, each beginning with the least k that is left.  Where a
 * thread cannot be started there are fewer.  Steps must not touch what another
 * one writes; results are for the caller to put in order. */
void parallel_run(size_t n, int threads, void (*step)(void *ctx, size_t k),
                  void *ctx);

#endif

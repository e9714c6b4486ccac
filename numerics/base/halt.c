/* May this thread's work be left off?  Believed: nothing; without a value nothing
 * is shown. */
#include "halt.h"

#include <stddef.h>
#include <time.h>

static _Thread_local halt now;

double halt_clock(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

void halt_begin(halt *old, volatile const int *flag, double deadline)
{
    *old = now;
    now = (halt){flag, deadline};
}

void halt_end(const halt *old)
{
    now = *old;
}

halt halt_of_thread(void)
{
    return now;
}

bool halt_now(void)
{
    return (now.flag != NULL && *now.flag != 0) ||
           (now.deadline > 0 && halt_clock() > now.deadline);
}

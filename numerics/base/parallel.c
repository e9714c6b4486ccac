/* Steps taken by threads.  Believed: each step is taken once, and all are over
 * when the call returns. */
#include "parallel.h"

#include "entry.h"
#include "halt.h"
#include "memory.h"

#include <flint/flint.h>
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdlib.h>

enum {
    STACK_MIB = 8 /* as the program's own */
};

typedef struct {
    atomic_size_t next;
    size_t n;
    void (*step)(void *ctx, size_t k);
    void *ctx;
    halt until; /* the caller's */
} job;

static void take(job *j)
{
    size_t k;
    while ((k = atomic_fetch_add(&j->next, 1)) < j->n)
        j->step(j->ctx, k);
}

static void *help(void *of)
{
    job *j = of;
    entry_state old;
    halt none;
    entry_begin(&old);
    halt_begin(&none, j->until.flag, j->until.deadline);
    take(j);
    halt_end(&none);
    entry_end(&old);
    mpfr_free_cache();
    flint_cleanup();
    return NULL;
}

/* As many as can be had; signals are for the thread that calls. */
static size_t start(job *j, pthread_t *thread, size_t many)
{
    pthread_attr_t attr;
    sigset_t all, old;
    size_t k = 0;
    if (pthread_attr_init(&attr) != 0)
        return 0;
    pthread_attr_setstacksize(&attr, (size_t)STACK_MIB << 20);
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &old);
    while (k < many && pthread_create(&thread[k], &attr, help, j) == 0)
        k++;
    pthread_sigmask(SIG_SETMASK, &old, NULL);
    pthread_attr_destroy(&attr);
    return k;
}

void parallel_run(size_t n, int threads, void (*step)(void *ctx, size_t k),
                  void *ctx)
{
    job j = {.n = n, .step = step, .ctx = ctx, .until = halt_of_thread()};
    size_t many = threads > 1 ? (size_t)threads : 1;
    many = n < many ? n : many;
    pthread_t *thread = many > 1 ? xmalloc(many * sizeof *thread) : NULL;
    size_t started = many > 1 ? start(&j, thread, many - 1) : 0;
    take(&j);
    for (size_t k = 0; k < started; k++)
        pthread_join(thread[k], NULL);
    free(thread);
}

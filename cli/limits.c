/* What a document may cost: memory and time of the whole run.  The limits on
 * steps, nodes, instances and boxes are deterministic and belong to the
 * folders that count them; these two are the last resort, and reaching one
 * is an error, never a verdict. */
#include "cli.h"

#include "../numerics/base/memory.h"
#include "../numerics/base/watched.h"
#include "../numerics/base/limits.h"

#include <flint/flint.h>
#include <gmp.h>
#include <jansson.h>
#ifdef __GLIBC__
#include <malloc.h>
#endif
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/time.h>
#include <unistd.h>
#ifdef _OPENMP
#include <omp.h>
#endif

enum {
    THREAD_MIB = 32, /* stacks, and what malloc keeps */
    PIECE_MIB = 16,  /* of memory, where there are so many: */
    PLENTY_MIB = 1024,
    GRACE = 5, /* seconds */
    MIN_STACK_KIB = 1024, STACK_KIB = 8192
};

/* ---- memory ------------------------------------------------------------- */

static void *gmp_more(void *p, size_t old, size_t n)
{
    (void)old;
    return xrealloc(p, n);
}

static void gmp_free(void *p, size_t n)
{
    (void)n;
    free(p);
}

static void no_memory(void)
{
    terminal_last_words("memory");
}

/* Every library that allocates says the same when there is no more, instead
 * of ending with a signal. */
static void share_allocator(void)
{
    memory_at_end(no_memory);
    mp_set_memory_functions(xmalloc, gmp_more, gmp_free);
    __flint_set_memory_functions(xmalloc, xcalloc, xrealloc, free);
    json_set_alloc_funcs(xmalloc, free);
}

/* Private writable memory.  Address space would not do: each thread reserves
 * some that it does not use. */
static void limit_memory(long mib, long threads)
{
    rlim_t bytes = ((rlim_t)mib + (rlim_t)threads * THREAD_MIB) << 20;
    struct rlimit r;
    if (WATCHED || getrlimit(RLIMIT_DATA, &r) != 0)
        return;
    if (r.rlim_cur == RLIM_INFINITY || r.rlim_cur > bytes)
        r.rlim_cur = bytes;
    (void)setrlimit(RLIMIT_DATA, &r);
}

/* A thread's heap grows by the page, with a call of the system for each, during
 * which no thread can have another page: unless it begins with much. */
static void ask_for_much(long mib)
{
#ifdef __GLIBC__
    if (mib >= PLENTY_MIB)
        (void)mallopt(M_TOP_PAD, PIECE_MIB << 20);
#else
    (void)mib;
#endif
}

/* ---- time --------------------------------------------------------------- */

static volatile sig_atomic_t rings;

static const char too_late[] = "assay: the run takes longer than allowed; "
                               "see --max-seconds\n";

/* First a word to those who listen; they have some seconds to end. */
static void on_alarm(int sig)
{
    (void)sig;
    if (rings++ == 0) {
        terminal_time_is_up();
        return;
    }
    ssize_t ignored = write(STDERR_FILENO, too_late, sizeof too_late - 1);
    (void)ignored;
    terminal_last_words("time");
    _exit(EXIT_PROGRAM);
}

static void limit_time(double seconds)
{
    struct sigaction act = {.sa_handler = on_alarm, .sa_flags = SA_RESTART};
    struct itimerval t = {.it_interval = {.tv_sec = GRACE}};
    sigset_t set;
    t.it_value.tv_sec = (time_t)seconds;
    t.it_value.tv_usec = (suseconds_t)((seconds - (double)t.it_value.tv_sec) *
                                       1e6);
    if (t.it_value.tv_sec == 0 && t.it_value.tv_usec == 0)
        t.it_value.tv_usec = 1;
    sigemptyset(&act.sa_mask);
    sigaction(SIGALRM, &act, NULL);
    sigemptyset(&set); /* the caller may have blocked it */
    sigaddset(&set, SIGALRM);
    sigprocmask(SIG_UNBLOCK, &set, NULL);
    setitimer(ITIMER_REAL, &t, NULL);
}

/* ---- threads and stacks ------------------------------------------------- */

/* Expressions and certificates nest as deep as they are allowed to only where
 * the stack has room.  The threads' stacks are as large as ours was at first;
 * *small says that they are too small. */
static bool find_room(bool *small)
{
    struct rlimit r;
    rlim_t most = (rlim_t)STACK_KIB << 10, least = (rlim_t)MIN_STACK_KIB << 10;
    if (getrlimit(RLIMIT_STACK, &r) != 0)
        return true;
    *small = r.rlim_cur < least;
    if (r.rlim_cur < most) { /* RLIM_INFINITY is the largest number */
        r.rlim_cur = r.rlim_max < most ? r.rlim_max : most;
        (void)setrlimit(RLIMIT_STACK, &r);
    }
    return r.rlim_cur >= least;
}

#ifdef _OPENMP
/* "16k", "1 M": libgomp obeys, however small that is. */
static bool is_small(const char *variable)
{
    const char *s = getenv(variable);
    char *unit;
    if (s == NULL)
        return false;
    double kib = strtod(s, &unit);
    switch (unit[strspn(unit, " \t")]) {
    case 'b': case 'B': kib /= 1024; break;
    case 'm': case 'M': kib *= 1024; break;
    case 'g': case 'G': kib *= 1024 * 1024; break;
    default: break;
    }
    return kib < (double)MIN_STACK_KIB;
}
#endif

/* What OMP_NUM_THREADS says, up to the number of cores. */
static long usual_threads(void)
{
#ifdef _OPENMP
    int n = omp_get_max_threads(), cores = omp_get_num_procs();
    return n < cores ? n : cores;
#else
    return 1;
#endif
}

/* No result depends on the number, so one thread is always right. */
static long count_threads(const cli_options *o, bool small)
{
    long n = o->threads > 0 ? o->threads : usual_threads();
#ifdef _OPENMP
    if (small || is_small("OMP_STACKSIZE") || is_small("GOMP_STACKSIZE"))
        n = 1;
#else
    (void)small;
#endif
    return n;
}

bool limits_start(cli_options *o)
{
    bool small = false;
    if (!find_room(&small)) {
        fprintf(stderr, "assay: the stack is limited to less than %d KiB; "
                        "see ulimit -s\n", MIN_STACK_KIB);
        return false;
    }
    o->threads = count_threads(o, small);
    share_allocator();
    long mib = o->max_mib > 0 ? o->max_mib : (long)LIMIT_MEMORY_DEFAULT;
    ask_for_much(mib);
    limit_memory(mib, o->threads);
    limit_time(o->max_seconds > 0 ? o->max_seconds : (double)LIMIT_SECONDS_DEFAULT);
    return true;
}

elab_limits limits_of_elaboration(const cli_options *o)
{
    return (elab_limits){.max_nodes = o->nodes, .max_steps = o->steps,
                         .max_instances = o->instances,
                         .stop = terminal_stop()};
}

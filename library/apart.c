/* A question asked in a process of its own, so that whatever becomes of it
 * there is no more than a status here.
 *
 * A thread with a stack of its own forks, because expressions and certificates
 * nest as deep as they may only where there is room; in the child this thread
 * is the only one.  The caller's allocators, signal handlers and files stay as
 * they are: what is changed below is changed in the child alone. */
#define _GNU_SOURCE /* close_range */
#include "library.h"

#include "../numerics/base/entry.h"
#include "../numerics/base/memory.h"
#include "../numerics/base/watched.h"

#include <errno.h>
#include <fcntl.h>
#include <flint/flint.h>
#include <gmp.h>
#include <jansson.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

enum { STACK_MIB = 16, DONE = 0, NO_MEMORY = 3 };

typedef struct {
    const question *q;
    message *m;
} task;

/* ---- in the child --------------------------------------------------------- */

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

/* The size of the data segment as the kernel counts it for RLIMIT_DATA; 0:
 * unknown. */
static rlim_t data_bytes(void)
{
    unsigned long field[6] = {0};
    FILE *f = fopen("/proc/self/statm", "r");
    if (f == NULL)
        return 0;
    int n = fscanf(f, "%lu %lu %lu %lu %lu %lu", &field[0], &field[1],
                   &field[2], &field[3], &field[4], &field[5]);
    fclose(f);
    long page = sysconf(_SC_PAGESIZE);
    return n == 6 && page > 0 ? (rlim_t)field[5] * (rlim_t)page : 0;
}

static void limit(const assay_options *o)
{
    struct rlimit none = {0, 0}, data;
    rlim_t now = data_bytes(), most = now + ((rlim_t)o->mib << 20);
    (void)setrlimit(RLIMIT_CORE, &none);
    if (now > 0 && !WATCHED && getrlimit(RLIMIT_DATA, &data) == 0 &&
        data.rlim_cur > most) {
        data.rlim_cur = most;
        (void)setrlimit(RLIMIT_DATA, &data);
    }
    alarm(o->seconds);
}

/* Nothing is printed, and nothing of the caller's is kept open. */
static void close_files(int keep)
{
    int null = open("/dev/null", O_RDWR);
    for (int fd = 0; fd < 3 && null >= 0; fd++)
        if (fd != keep)
            (void)dup2(null, fd);
    if (keep > 3)
        (void)close_range(3, (unsigned)keep - 1, 0);
    (void)close_range(keep < 3 ? 3 : (unsigned)keep + 1, ~0U, 0);
}

static void reset_signals(void)
{
    sigset_t none;
    for (int sig = 1; sig < 32; sig++)
        if (sig != SIGKILL && sig != SIGSTOP)
            signal(sig, SIG_DFL);
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, NULL);
}

static bool send_all(int fd, const char *s, size_t n)
{
    while (n > 0) {
        ssize_t k = write(fd, s, n);
        if (k < 0 && errno == EINTR)
            continue;
        if (k <= 0)
            return false;
        s += k;
        n -= (size_t)k;
    }
    return true;
}

static _Noreturn void work(const question *q, int fd)
{
    message m = {.status = ASSAY_BROKEN};
    text_buf b = {0};
    entry_state caller;
    reset_signals();
    close_files(fd);
    limit(&q->o);
    entry_begin(&caller);
    mp_set_memory_functions(xmalloc, gmp_more, gmp_free);
    __flint_set_memory_functions(xmalloc, xcalloc, xrealloc, free);
    json_set_alloc_funcs(xmalloc, free);
    q->work(q, &m);
    message_write(&b, &m);
    _exit(send_all(fd, b.s, b.len) ? DONE : ASSAY_BROKEN);
}

/* ---- in the caller -------------------------------------------------------- */

/* All that arrives until the other end is closed; false: no memory. */
static bool receive(int fd, char **bytes, size_t *n)
{
    size_t cap = 0;
    *bytes = NULL;
    *n = 0;
    for (;;) {
        if (*n == cap) {
            cap = cap > 0 ? 2 * cap : 1 << 14;
            char *more = realloc(*bytes, cap);
            if (more == NULL)
                return false;
            *bytes = more;
        }
        ssize_t k = read(fd, *bytes + *n, cap - *n);
        if (k < 0 && errno == EINTR)
            continue;
        if (k <= 0)
            return k == 0;
        *n += (size_t)k;
    }
}

/* The child's status; somebody else may have been told of it. */
static int ended_with(pid_t child)
{
    int status = 0;
    pid_t got;
    do
        got = waitpid(child, &status, 0);
    while (got < 0 && errno == EINTR);
    if (got != child)
        return ASSAY_BROKEN;
    if (WIFSIGNALED(status) && WTERMSIG(status) == SIGALRM)
        return ASSAY_TIME;
    if (WIFEXITED(status) && WEXITSTATUS(status) == NO_MEMORY)
        return ASSAY_MEMORY;
    return ASSAY_BROKEN;
}

static void collect(message *m, pid_t child, int fd)
{
    char *bytes;
    size_t n;
    bool whole = receive(fd, &bytes, &n);
    close(fd);
    if (!whole)
        kill(child, SIGKILL);
    int ended = ended_with(child);
    if (!whole || !message_read(m, bytes, n))
        m->status = whole ? ended : ASSAY_MEMORY;
    free(bytes);
}

static void *run(void *ctx)
{
    task *t = ctx;
    int end[2];
    if (pipe(end) != 0)
        return NULL;
    (void)fcntl(end[0], F_SETFD, FD_CLOEXEC);
    (void)fcntl(end[1], F_SETFD, FD_CLOEXEC);
    pid_t child = fork();
    if (child == 0)
        work(t->q, end[1]);
    close(end[1]);
    if (child > 0)
        collect(t->m, child, end[0]);
    else
        close(end[0]);
    return NULL;
}

void apart_ask(const question *q, message *m)
{
    task t = {q, m};
    pthread_t thread;
    pthread_attr_t attr;
    sigset_t all, old;
    *m = (message){.status = ASSAY_SYSTEM};
    if (pthread_attr_init(&attr) != 0)
        return;
    pthread_attr_setstacksize(&attr, (size_t)STACK_MIB << 20);
    sigfillset(&all); /* the thread inherits it: signals are the caller's */
    pthread_sigmask(SIG_SETMASK, &all, &old);
    bool begun = pthread_create(&thread, &attr, run, &t) == 0;
    pthread_sigmask(SIG_SETMASK, &old, NULL);
    if (begun)
        pthread_join(thread, NULL);
    pthread_attr_destroy(&attr);
}

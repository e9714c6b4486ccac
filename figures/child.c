/* Runs one program to its end, without a shell and within limits. */
#include "child.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { IN, OUT, ERR, ENDS };

static double now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

/* Of the whole process, like the signals that set what it points to. */
static volatile const int *stop;

void child_obey(volatile const int *flag)
{
    stop = flag;
}

static bool is_stopped(void)
{
    return stop != NULL && *stop != 0;
}

double child_seconds(void)
{
    const char *s = getenv("ASSAY_DRAW_SECONDS");
    double v = s != NULL ? strtod(s, NULL) : 0;
    return v > 0 && v < 1e6 ? v : 60;
}

void child_clear(child *c)
{
    text_clear(&c->out);
    text_clear(&c->err);
    *c = (child){0};
}

static void close_fd(int *fd)
{
    if (*fd >= 0)
        close(*fd);
    *fd = -1;
}

/* Descriptors 0 to 2 are kept out of the way: a pipe end that is already
 * number 0 would be closed by its own dup2. */
static bool make_pipe(int fd[2])
{
    if (pipe(fd) != 0) {
        fd[0] = fd[1] = -1;
        return false;
    }
    for (int i = 0; i < 2; i++) {
        int high = fcntl(fd[i], F_DUPFD_CLOEXEC, 3);
        close(fd[i]);
        fd[i] = high;
    }
    return fd[0] >= 0 && fd[1] >= 0;
}

static const char *search_path(void)
{
    const char *p = getenv("PATH");
    return p != NULL ? p : "/usr/bin:/bin";
}

/* Where the program is, malloc'd; NULL: nowhere.  A folder in PATH that is
 * not absolute, or empty, would be wherever we are, perhaps in a stranger's
 * folder: it does not count. */
static char *find_program(const char *name)
{
    struct stat st;
    const char *p = search_path(), *end;
    for (; *p != '\0'; p = end + (*end == ':')) {
        text_buf b = {0};
        end = p + strcspn(p, ":");
        text_put_n(&b, p, (size_t)(end - p));
        text_printf(&b, "/%s", name);
        if (*p == '/' && stat(b.s, &st) == 0 && S_ISREG(st.st_mode) &&
            access(b.s, X_OK) == 0)
            return text_take(&b);
        text_clear(&b);
    }
    return NULL;
}

/* theirs/ours: the child's and our ends of the three pipes. */
static bool start(pid_t *pid, const char *const argv[], const int theirs[ENDS])
{
    posix_spawn_file_actions_t fa;
    posix_spawnattr_t at;
    sigset_t def, none;
    text_buf path = {0};
    char *program = find_program(argv[0]);
    if (program == NULL)
        return false;
    text_printf(&path, "PATH=%s", search_path());
    char locale[] = "LC_ALL=C.UTF-8"; /* numbers as in C */
    char *env[] = {path.s, locale, NULL};

    posix_spawn_file_actions_init(&fa);
    posix_spawnattr_init(&at);
    for (int i = 0; i < ENDS; i++)
        posix_spawn_file_actions_adddup2(&fa, theirs[i], i);
    sigemptyset(&none);
    sigemptyset(&def);
    sigaddset(&def, SIGPIPE);
    posix_spawnattr_setsigdefault(&at, &def);
    posix_spawnattr_setsigmask(&at, &none);
    posix_spawnattr_setpgroup(&at, 0); /* to be killed as one */
    posix_spawnattr_setflags(&at, POSIX_SPAWN_SETSIGDEF |
                                      POSIX_SPAWN_SETSIGMASK |
                                      POSIX_SPAWN_SETPGROUP);
    /* posix_spawn's prototype lacks a const that it honours */
    char *const *args = (char *const *)(uintptr_t)argv;
    int rc = posix_spawn(pid, program, &fa, &at, args, env);
    posix_spawnattr_destroy(&at);
    posix_spawn_file_actions_destroy(&fa);
    text_clear(&path);
    free(program);
    return rc == 0;
}

/* Reads what is there; closes *fd at the end of the stream. */
static void drain(int *fd, text_buf *b)
{
    char buf[8192];
    ssize_t k = read(*fd, buf, sizeof buf);
    if (k > 0)
        text_put_n(b, buf, (size_t)k);
    else if (k == 0 || (errno != EINTR && errno != EAGAIN))
        close_fd(fd);
}

static void feed(int *fd, const char **input, size_t *n)
{
    ssize_t k = *n > 0 ? write(*fd, *input, *n) : 0;
    if (k > 0) {
        *input += k;
        *n -= (size_t)k;
    }
    if (*n == 0 || (k < 0 && errno != EINTR && errno != EAGAIN))
        close_fd(fd);
}

/* Moves bytes until all streams are closed; false: the child must be killed. */
static bool converse(child *c, int ours[ENDS], const char *input, size_t n,
                     double deadline, size_t max_out)
{
    while (ours[OUT] >= 0 || ours[ERR] >= 0) {
        struct pollfd p[ENDS] = {{ours[IN], POLLOUT, 0},
                                 {ours[OUT], POLLIN, 0},
                                 {ours[ERR], POLLIN, 0}};
        double left = deadline - now();
        if (left <= 0) {
            c->timed_out = true;
            return false;
        }
        if (is_stopped())
            return false;
        int ready = poll(p, ENDS, left > 1 ? 1000 : (int)(left * 1000) + 1);
        if (ready < 0 && errno != EINTR)
            return false;
        if (ready <= 0)
            continue;
        if (p[IN].revents != 0)
            feed(&ours[IN], &input, &n);
        if (p[OUT].revents != 0)
            drain(&ours[OUT], &c->out);
        if (p[ERR].revents != 0)
            drain(&ours[ERR], &c->err);
        if (c->out.len + c->err.len > max_out) {
            c->too_big = true;
            return false;
        }
    }
    return true;
}

/* Waits for the end, up to the deadline: a program may close its streams and
 * stay. */
static void reap(child *c, pid_t pid, bool kill_now, double deadline)
{
    int st = 0;
    pid_t got;
    if (kill_now)
        kill(-pid, SIGKILL);
    while ((got = waitpid(pid, &st, kill_now ? 0 : WNOHANG)) == 0 ||
           (got < 0 && errno == EINTR)) {
        bool late = now() > deadline;
        if (got == 0 && (late || is_stopped())) {
            c->timed_out = late;
            kill(-pid, SIGKILL);
            kill_now = true;
        } else if (got == 0) {
            nanosleep(&(struct timespec){0, 1000000}, NULL);
        }
    }
    c->status = got < 0 ? 255
                : WIFEXITED(st) ? WEXITSTATUS(st) : 128 + WTERMSIG(st);
}

/* What is to run: a program, or else a function. */
typedef struct {
    const char *const *argv;
    child_work work;
    void *ctx;
    double seconds;
} task;

static void write_all(int fd, const text_buf *b)
{
    for (size_t done = 0; done < b->len;) {
        ssize_t k = write(fd, b->s + done, b->len - done);
        if (k < 0 && errno == EINTR)
            continue;
        if (k <= 0)
            _exit(1);
        done += (size_t)k;
    }
}

static bool start_copy(pid_t *pid, const task *t, const int theirs[ENDS])
{
    fflush(NULL); /* or it would be written twice */
    *pid = fork();
    if (*pid != 0) {
        if (*pid > 0)
            setpgid(*pid, *pid);
        return *pid > 0;
    }
    setpgid(0, 0);
    signal(SIGINT, SIG_DFL);
    signal(SIGTERM, SIG_DFL);
    signal(SIGHUP, SIG_DFL);
    /* we may be killed, and nobody is left then to end the copy */
    signal(SIGALRM, SIG_DFL);
    alarm((unsigned)t->seconds + 2);
    text_buf out = {0};
    for (int i = 0; i < ENDS; i++)
        if (dup2(theirs[i], i) < 0)
            _exit(1);
    t->work(t->ctx, &out);
    fflush(stderr);
    write_all(STDOUT_FILENO, &out);
    _exit(0);
}

static bool run(child *c, const task *t, const char *input, size_t n,
                size_t max_out)
{
    int theirs[ENDS] = {-1, -1, -1}, ours[ENDS] = {-1, -1, -1};
    struct sigaction ignore = {.sa_handler = SIG_IGN}, saved;
    pid_t pid = 0;
    double deadline = now() + t->seconds;

    *c = (child){0};
    bool ok = true;
    for (int i = 0; i < ENDS; i++) {
        int fd[2];
        ok = make_pipe(fd) && ok;
        theirs[i] = i == IN ? fd[0] : fd[1];
        ours[i] = i == IN ? fd[1] : fd[0];
    }
    c->started = ok && (t->argv != NULL ? start(&pid, t->argv, theirs)
                                        : start_copy(&pid, t, theirs));
    for (int i = 0; i < ENDS; i++)
        close_fd(&theirs[i]);
    if (c->started) {
        /* the program may end before it has read everything */
        sigaction(SIGPIPE, &ignore, &saved);
        fcntl(ours[IN], F_SETFL, O_NONBLOCK);
        ok = converse(c, ours, input, n, deadline, max_out);
        sigaction(SIGPIPE, &saved, NULL);
        for (int i = 0; i < ENDS; i++)
            close_fd(&ours[i]);
        reap(c, pid, !ok, deadline);
    }
    for (int i = 0; i < ENDS; i++)
        close_fd(&ours[i]);
    return c->started && !c->timed_out && !c->too_big && c->status == 0;
}

bool child_run(child *c, const char *const argv[], const char *input,
               size_t n, double seconds, size_t max_out)
{
    return run(c, &(task){.argv = argv, .seconds = seconds}, input, n,
               max_out);
}

bool child_call(child *c, child_work work, void *ctx, double seconds,
                size_t max_out)
{
    return run(c, &(task){.work = work, .ctx = ctx, .seconds = seconds}, "",
               0, max_out);
}

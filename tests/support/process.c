/* tests/support/process.c: see process.h. */
#include "process.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

extern char **environ;

static double now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

const char *assay_path(void)
{
    const char *path = getenv("ASSAY");
    return path != NULL ? path : "./assay";
}

const char *source_path(void)
{
    const char *path = getenv("ASSAY_SOURCE");
    return path != NULL ? path : ".";
}

void outcome_clear(outcome *o)
{
    free(o->out);
    free(o->err);
    memset(o, 0, sizeof *o);
}

/* The child: its own process group, so that all of it can be ended. */
static void start(char *const *argv, const run_options *opt, const int fd[3])
{
    setpgid(0, 0);
    for (int i = 0; i < 3; i++)
        if (dup2(fd[i], i) < 0)
            _exit(126);
    for (int i = 3; i < 64; i++)
        close(i);
    if (opt->folder != NULL && chdir(opt->folder) != 0)
        _exit(126);
    if (opt->env != NULL)
        environ = (char **)opt->env;
    execvp(argv[0], argv);
    _exit(127);
}

/* Appends what can be read now; false at the end of the stream. */
static bool drain(int fd, char **s, size_t *len)
{
    char part[65536];
    ssize_t n = read(fd, part, sizeof part);
    if (n < 0 && (errno == EINTR || errno == EAGAIN))
        return true;
    if (n <= 0)
        return false;
    char *bigger = realloc(*s, *len + (size_t)n + 1);
    if (bigger == NULL)
        return false;
    memcpy(bigger + *len, part, (size_t)n);
    *len += (size_t)n;
    bigger[*len] = '\0';
    *s = bigger;
    return true;
}

/* Standard input comes from a file without a name, so that nobody waits. */
static int input_file(const char *text)
{
    char name[] = "/tmp/assay-test-XXXXXX";
    int fd = mkstemp(name);
    if (fd < 0)
        return -1;
    unlink(name);
    size_t n = text == NULL ? 0 : strlen(text);
    if (n > 0 && write(fd, text, n) != (ssize_t)n) {
        close(fd);
        return -1;
    }
    lseek(fd, 0, SEEK_SET);
    return fd;
}

/* Reads both streams to their ends, or kills the group at the limit. */
static void listen_to(pid_t pid, const run_options *opt, const int fd[2],
                      double end, outcome *o)
{
    bool sent = opt->cue == NULL;
    struct pollfd p[2] = {{fd[0], POLLIN, 0}, {fd[1], POLLIN, 0}};
    while (p[0].fd >= 0 || p[1].fd >= 0) {
        double left = end - now();
        if (left <= 0) {
            o->timed_out = true;
            kill(-pid, SIGKILL);
            return;
        }
        if (poll(p, 2, (int)(1000 * left) + 1) < 0 && errno != EINTR)
            return;
        if (p[0].revents != 0 && !drain(p[0].fd, &o->out, &o->out_len))
            p[0].fd = -1;
        if (!sent && strstr(o->out, opt->cue) != NULL) {
            kill(pid, opt->signal);
            sent = true;
        }
        if (p[1].revents != 0 && !drain(p[1].fd, &o->err, &o->err_len))
            p[1].fd = -1;
        p[0].revents = p[1].revents = 0;
    }
}

/* Waits for the child itself, which may have closed its streams early. */
static int wait_for(pid_t pid, double end, outcome *o)
{
    int status;
    pid_t got;
    while ((got = waitpid(pid, &status, o->timed_out ? 0 : WNOHANG)) <= 0) {
        if (got < 0 && errno != EINTR)
            return 126;
        if (!o->timed_out && now() > end) {
            o->timed_out = true;
            kill(-pid, SIGKILL);
        }
        nanosleep(&(struct timespec){0, 200000}, NULL);
    }
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

bool run_process(char *const *argv, const run_options *options, outcome *o)
{
    static const run_options none = {0};
    int out[2], err[2], in;
    const run_options *opt = options != NULL ? options : &none;
    memset(o, 0, sizeof *o);
    o->out = calloc(1, 1);
    o->err = calloc(1, 1);
    if (o->out == NULL || o->err == NULL || (in = input_file(opt->input)) < 0)
        return false;
    if (pipe(out) != 0 || pipe(err) != 0)
        return false;
    double begin = now(), end = begin + (opt->limit > 0 ? opt->limit : 60);
    pid_t pid = fork();
    if (pid == 0)
        start(argv, opt, (const int[3]){in, out[1], err[1]});
    close(in);
    close(out[1]);
    close(err[1]);
    if (pid > 0) {
        setpgid(pid, pid);
        listen_to(pid, opt, (const int[2]){out[0], err[0]}, end, o);
        o->status = wait_for(pid, end, o);
        o->seconds = now() - begin;
        kill(-pid, SIGKILL); /* what it left behind */
    }
    close(out[0]);
    close(err[0]);
    return pid > 0 && o->status != 127;
}

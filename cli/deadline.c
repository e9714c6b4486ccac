/* The prompt's own time: an answer is given when it is up, "UNDECIDED, out of
 * time" if there is no other.  It stops the search and decides nothing; a
 * document's verdicts never depend on it. */
#include "cli.h"

#include <signal.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

static volatile int flag; /* why all is to end; 0: go on */
static volatile sig_atomic_t rings, last_status;
static const char *volatile last_words;
static timer_t clock_of_ours;
static struct timespec began;
static bool armed;

volatile const int *deadline_flag(void)
{
    return &flag;
}

void deadline_interrupt(void)
{
    flag = AUDIT_INTERRUPTED;
}

static void say(const char *s)
{
    ssize_t ignored = write(STDOUT_FILENO, s, strlen(s));
    (void)ignored;
}

/* A library that does not listen does not keep the answer back. */
static void on_ring(int sig)
{
    (void)sig;
    if (rings++ == 0) {
        if (flag == 0)
            flag = AUDIT_OUT_OF_TIME;
        return;
    }
    if (flag == AUDIT_INTERRUPTED)
        return;
    say(last_words);
    _exit(last_status);
}

double deadline_elapsed(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)(now.tv_sec - began.tv_sec) +
           1e-9 * (double)(now.tv_nsec - began.tv_nsec);
}

/* Above 0: none would stop the clock. */
static struct timespec split(double seconds)
{
    struct timespec t = {.tv_sec = (time_t)seconds};
    t.tv_nsec = (long)((seconds - (double)t.tv_sec) * 1e9);
    if (t.tv_sec == 0 && t.tv_nsec == 0)
        t.tv_nsec = 1;
    return t;
}

void deadline_start(double seconds, double grace, const char *words, int status)
{
    struct sigaction act = {.sa_handler = on_ring, .sa_flags = SA_RESTART};
    struct sigevent event = {.sigev_notify = SIGEV_SIGNAL,
                             .sigev_signo = SIGUSR1};
    struct itimerspec t = {.it_interval = split(grace)};
    sigset_t set;
    clock_gettime(CLOCK_MONOTONIC, &began);
    last_words = words;
    last_status = status;
    rings = 0;
    if (flag == AUDIT_OUT_OF_TIME)
        flag = 0;
    t.it_value = split(seconds);
    sigemptyset(&act.sa_mask);
    sigaction(SIGUSR1, &act, NULL);
    sigemptyset(&set); /* the caller may have blocked it */
    sigaddset(&set, SIGUSR1);
    sigprocmask(SIG_UNBLOCK, &set, NULL);
    if (!armed)
        armed = timer_create(CLOCK_MONOTONIC, &event, &clock_of_ours) == 0;
    if (armed)
        timer_settime(clock_of_ours, 0, &t, NULL);
}

void deadline_end(void)
{
    struct itimerspec none = {.it_value = {.tv_sec = 0}};
    if (armed)
        timer_settime(clock_of_ours, 0, &none, NULL);
}

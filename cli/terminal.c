/* Colours and progress, where there is a terminal to show them. */
#include "cli.h"

#include "../figures/child.h"

#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

static volatile int stop;    /* set by the signal handlers only */
static volatile int late;    /* it was the clock */
static bool showing;         /* a progress line is on the screen */
static struct timespec last; /* when it was drawn */
static const char *volatile at_work; /* the item's id */

const char *terminal_ink(FILE *f, ink i)
{
    static const char *const code[] = {"\033[0m", "\033[32m", "\033[31m",
                                       "\033[33m", "\033[1m"};
    const char *no = getenv("NO_COLOR"), *term = getenv("TERM");
    if ((no != NULL && *no != '\0') || !isatty(fileno(f)) || term == NULL ||
        strcmp(term, "dumb") == 0)
        return "";
    return code[i];
}

/* A second signal ends the program at once. */
static void on_signal(int sig)
{
    stop = 1;
    signal(sig, SIG_DFL);
}

void terminal_time_is_up(void)
{
    late = 1;
    stop = 1;
}

volatile const int *terminal_stop(void)
{
    return &stop;
}

const char *terminal_reason(void)
{
    return late ? "time" : "interrupted";
}

const char *terminal_at_work(void)
{
    return at_work;
}

/* Ids outlive an audit; afterwards nothing is at work. */
static void begin_item(void *ctx, const item *it)
{
    (void)ctx;
    at_work = it->kind != ITEM_LET ? it->id : NULL;
}

static void say(const char *s)
{
    ssize_t ignored = write(STDERR_FILENO, s, strlen(s));
    (void)ignored;
}

void terminal_last_words(const char *reason)
{
    const char *id = at_work;
    if (id != NULL) {
        say("assay: at work on `");
        say(id);
        say("`\n");
    }
    json_last_words(reason, id);
}

int terminal_status(void)
{
    return late ? EXIT_PROGRAM : EXIT_INTERRUPTED;
}

static void show(void *ctx, const char *id, size_t done, size_t total)
{
    struct timespec t;
    (void)ctx;
    clock_gettime(CLOCK_MONOTONIC, &t);
    long ms = (long)(t.tv_sec - last.tv_sec) * 1000 +
              (t.tv_nsec - last.tv_nsec) / 1000000;
    if (showing && ms < 100)
        return;
    last = t;
    showing = true;
    fputs("\r\033[K", stderr);
    print_clean(stderr, id != NULL ? id : "");
    if (total > 1)
        fprintf(stderr, "  %zu/%zu", done, total);
    fflush(stderr);
}

void terminal_audit_options(audit_options *a, const cli_options *o)
{
    struct sigaction act = {.sa_handler = on_signal}, old;
    const char *term = getenv("TERM");
    *a = (audit_options){0};
    a->search.max_boxes = o->boxes;
    a->search.max_seconds = o->seconds;
    a->search.threads = (int)o->threads;
    a->search.prec = o->precision;
    a->search.stop = &stop;
    a->stop = &stop;
    a->begun = begin_item;
    a->fresh = o->fresh;
    a->cache_dir = o->cache;
    if (!o->quiet && isatty(STDERR_FILENO) && term != NULL &&
        strcmp(term, "dumb") != 0)
        a->progress = show;
    child_obey(&stop);
    sigemptyset(&act.sa_mask);
    sigaction(SIGINT, &act, NULL);
    sigaction(SIGTERM, &act, NULL);
    if (sigaction(SIGHUP, NULL, &old) == 0 && old.sa_handler != SIG_IGN)
        sigaction(SIGHUP, &act, NULL); /* not under nohup */
}

void terminal_clear(void)
{
    if (showing)
        fputs("\r\033[K", stderr);
    showing = false;
}

bool terminal_done(void)
{
    terminal_clear();
    if (stop) {
        fputs(late ? "assay: the run takes longer than allowed; see "
                     "--max-seconds\n"
                   : "assay: interrupted\n", stderr);
        if (at_work != NULL)
            fprintf(stderr, "assay: at work on `%s`\n", at_work);
    }
    at_work = NULL;
    return stop != 0;
}

/* Colours and progress, where there is a terminal to show them. */
#include "cli.h"

#include "../figures/child.h"
#include "../figures/label.h"

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

static enum { COLOR_AUTO, COLOR_ALWAYS, COLOR_NEVER } color;

bool terminal_color(const char *when)
{
    static const char *const word[] = {"auto", "always", "never"};
    for (int i = 0; i < 3; i++)
        if (strcmp(when, word[i]) == 0) {
            color = (unsigned)i;
            return true;
        }
    return false;
}

const char *terminal_ink(FILE *f, ink i)
{
    static const char *const code[] = {"\033[0m", "\033[32m", "\033[31m",
                                       "\033[33m", "\033[1m"};
    const char *no = getenv("NO_COLOR"), *term = getenv("TERM");
    if (color == COLOR_ALWAYS)
        return code[i];
    if (color == COLOR_NEVER || (no != NULL && *no != '\0') || !isatty(fileno(f)) || term == NULL ||
        strcmp(term, "dumb") == 0)
        return "";
    return code[i];
}

void terminal_put(FILE *f, const char *s)
{
    text_buf b = {0};
    label_clean(&b, s, 0);
    fputs(b.s, f);
    text_clear(&b);
}

/* A second signal ends the program at once. */
static void on_signal(int sig)
{
    stop = 1;
    deadline_interrupt();
    signal(sig, SIG_DFL);
}

void terminal_time_is_up(void)
{
    late = 1;
    stop = 1;
    deadline_interrupt();
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

/* Nothing in the first moments, then a few times a second: the new line is
 * written over the old one at once, which does not flicker. */
static void show(void *ctx, const char *id, size_t done, size_t total)
{
    enum {
        FIRST_MS = 300,
        NEXT_MS = 200
    };
    struct timespec t;
    text_buf b = {0};
    (void)ctx;
    clock_gettime(CLOCK_MONOTONIC, &t);
    if (last.tv_sec == 0)
        last = t;
    long ms = (long)(t.tv_sec - last.tv_sec) * 1000 +
              (t.tv_nsec - last.tv_nsec) / 1000000;
    if (ms < (showing ? NEXT_MS : FIRST_MS))
        return;
    last = t;
    showing = true;
    text_put(&b, "\r");
    label_clean(&b, id != NULL ? id : "", 0);
    if (total > 1)
        text_printf(&b, "  %zu/%zu", done, total);
    text_put(&b, "\033[K");
    say(b.s);
    text_clear(&b);
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
    a->search.no_doubles = o->no_doubles;
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

/* cli/cli.h: the program's main and its subcommands, nothing else.
 *
 * For: the command line.
 * Sees: everything but the search, the checker and the second engine, which
 *   it reaches through theory.
 * Begin: main.c; command_prove.c for the shortest way through the house.
 *
 *   main      start-up, dispatch, --version
 *   options   arguments to values, with suggestions for what is misspelt
 *   help, manual, completion   the tables of commands and options as --help,
 *             as a man page, as what bash completes
 *   limits    memory and time of the whole run
 *   deadline  the time of an answer at the prompt
 *   terminal  colours and progress, where there is a terminal to show them
 *   print     errors with excerpts; verdicts and evidence as plain text
 *   json      errors and interruptions for a machine
 *   check, report, prove, eval, list, explain, recheck   one file each
 *   runner    the parts of check, see runner.h
 *   shard     a share of the items; certificates: what a run found and made
 *   new       a paper's folder to begin with
 *   plot, diff  a picture of a claim; two runs of check compared
 *   number    constant, root and threshold: a best constant, a solution, a
 *             number from which on a statement holds
 */
#ifndef ASSAY_CLI_H
#define ASSAY_CLI_H

#include "../numerics/base/text.h"
#include "../theory/audit/audit.h"

#include <jansson.h>
#include <stdio.h>

/* Exit statuses. */
enum {
    EXIT_AS_EXPECTED = 0, /* for prove: proved */
    EXIT_UNEXPECTED = 1,  /* for prove: refuted */
    EXIT_UNDECIDED = 2,
    EXIT_PROGRAM = 3,     /* a program is missing or failed; output not
                             written; out of memory or time */
    EXIT_USAGE = 64,
    EXIT_DATA = 65,       /* bad document or expression */
    EXIT_INTERRUPTED = 130
};

/* ---- options ------------------------------------------------------------ */

typedef struct {
    const char *out, *html, *refs, *cert, *certs, *cache, *resume, *changed_since;
    const char *format, *shard;
    const char **only; /* nonly of them */
    size_t nonly;
    long digits, precision, threads, slowest;
    size_t boxes, nodes, steps, instances;
    long max_mib;
    double seconds, max_seconds;
    bool json, fresh, no_doubles, quiet, exact, strict, help;
    const char *color; /* NULL: auto */
    const char **arg; /* the rest, nargs of them */
    int nargs;
} cli_options;

/* Groups of options, a bit each: a command takes all of a group, or none. */
enum {
    TAKES_OUT = 1 << 0, TAKES_REFS = 1 << 1, TAKES_CERT = 1 << 2,
    TAKES_DIGITS = 1 << 3, TAKES_BUDGET = 1 << 4, TAKES_JSON = 1 << 5,
    TAKES_FRESH = 1 << 6, TAKES_EXACT = 1 << 7, TAKES_PRECISION = 1 << 8,
    TAKES_QUIET = 1 << 9, TAKES_LIMITS = 1 << 10, TAKES_CERTS = 1 << 11,
    TAKES_CACHE = 1 << 12, TAKES_SELECT = 1 << 13, TAKES_SHARD = 1 << 14,
    TAKES_ALL = (1 << 30) - 1
};

/* LIST: given several times; WORD: one of those in `arg`, "|" between them. */
typedef enum {
    OPTION_FLAG, OPTION_TEXT, OPTION_LIST, OPTION_WORD, OPTION_COUNT,
    OPTION_SIZE, OPTION_SECONDS
} option_kind;

/* A row of options.def. */
typedef struct {
    const char *name;
    char letter; /* or 0 */
    option_kind kind;
    unsigned takes;
    long min, max;
    const char *arg, *help; /* arg: NULL for a flag */
    size_t offset;          /* where in cli_options */
} option_row;

extern const option_row options_table[];
extern const size_t options_count;

/* Fills o from argv[2 ..]; on errors prints them and returns false.  Clear it
 * in any case. */
bool options_read(cli_options *o, unsigned takes, int argc, char **argv);
void options_clear(cli_options *o);
/* "`WHAT` ARG", with what is wrong about it; false. */
bool options_complain(const char *what, const char *arg, const char *more);

/* ---- commands ----------------------------------------------------------- */

typedef struct {
    const char *name, *synopsis, *summary, *help;
    unsigned takes;
    int min_args, max_args; /* max -1: any number */
    int (*run)(const cli_options *o);
} command;

#define COMMAND(name) extern const command command_##name;
#include "commands.def"
#undef COMMAND
/* All of them, in the order of commands.def; NULL after the last. */
extern const command *const commands_all[];

/* What --help says; c is NULL for the program. */
void help_print(FILE *f);
void help_print_command(const command *c);
/* Names of environment variables, exit statuses, examples: rows of two texts,
 * which end with a NULL; the second may be NULL. */
typedef struct {
    const char *name, *text;
} help_row;
extern const help_row help_statuses[], help_variables[], help_examples[];
/* The same as a man page; what bash completes. */
void manual_print(void);
void completion_print(void);

/* ---- limits ------------------------------------------------------------- */

/* From here on the run has so much memory and time; sets the number of
 * threads.  False, with a message, when there is too little stack. */
bool limits_start(cli_options *o);
elab_limits limits_of_elaboration(const cli_options *o);

/* ---- the prompt's time -------------------------------------------------- */

/* From now on there are so many seconds; then the flag is set, and if what is
 * under way does not end in time, the process does, with these words and this
 * status. */
void deadline_start(double seconds, double grace, const char *words, int status);
void deadline_end(void);
double deadline_elapsed(void); /* seconds since the last start, if any */
/* Non-zero when the answer is due: AUDIT_INTERRUPTED or AUDIT_OUT_OF_TIME. */
volatile const int *deadline_flag(void);
void deadline_interrupt(void); /* a signal handler may call it */

/* ---- terminal ----------------------------------------------------------- */

/* An escape sequence when f is a terminal that wants colours, "" otherwise. */
typedef enum { INK_NONE, INK_GOOD, INK_BAD, INK_OPEN, INK_STRONG } ink;
const char *terminal_ink(FILE *f, ink i);
/* "auto", "always" or "never"; false: another word. */
bool terminal_color(const char *when);
/* s without control characters. */
void terminal_put(FILE *f, const char *s);
/* The limits and call-backs of an audit: budget, progress line, interrupts. */
void terminal_audit_options(audit_options *a, const cli_options *o);
/* Takes the progress line away. */
void terminal_clear(void);
/* The same; true when the user has interrupted, or time is up, which is then
 * said, with the item at work. */
bool terminal_done(void);
/* Then: the exit status. */
int terminal_status(void);
/* Why: "interrupted" or "time". */
const char *terminal_reason(void);
/* The id of the item at work, or NULL. */
const char *terminal_at_work(void);
/* Non-zero when all work is to end. */
volatile const int *terminal_stop(void);
void terminal_time_is_up(void); /* a signal handler may call it */
/* The process ends at once, for this reason; a signal handler may call it. */
void terminal_last_words(const char *reason);

/* ---- printing ----------------------------------------------------------- */

/* file:line:col: error: message, the line, a caret. */
void print_errors(const lang_errors *errs);
/* How many there were beyond those that are kept, if any. */
void print_more_errors(const lang_errors *errs);
/* All but the first n. */
void print_errors_from(const lang_errors *errs, size_t n);
/* "assay: ...", as many lines as s has. */
void print_complaint(const char *s);
/* A document's words, which are not to look like a verdict. */
void print_author(const char *s);
/* One line: mark, verdict, id, what matters most, and `after` (or NULL). */
void print_verdict(const result *r, int id_width, const char *after);
/* "at", and the item's file:line:column. */
void print_place(const result *r);
/* A label and a text (or nothing without one), indented. */
void print_field(const char *name, const char *s);
/* All there is to say, indented. */
void print_details(const result *r);
void print_text(const text_buf *b); /* to standard output */

/* ---- JSON (see json.c for the shape) ------------------------------------ */

/* Opens {"assay", "items": [; then the items; then the rest. */
void json_begin(void);
void json_put_item(const char *item);
void json_put_object(json_t *o); /* takes o over */
/* summary: JSON, or NULL; more: members that follow (taken over), or NULL. */
void json_end(const lang_errors *errs, const char *summary, json_t *more);
/* A whole object without items: errors, or a run that was stopped. */
void json_fail(const lang_errors *errs);
void json_last_words(const char *reason, const char *at_work);

/* ---- papers ------------------------------------------------------------- */

/* A program with its documents: a folder, or files that belong together. */
typedef struct {
    program *prog;
    document **doc;
    size_t ndocs;
    elab *el;
} paper;

/* Reads paths[0 .. n-1]; errors are printed.  Clear it in any case. */
bool paper_read(paper *p, const char *const *path, int n,
                const cli_options *o);
/* The same; the errors, printed as text, are left in errs. */
bool paper_load(paper *p, const char *const *path, int n,
                const cli_options *o, lang_errors *errs);
/* How many of the n paths make up the first paper: a folder alone, or all
 * files up to the next folder. */
int paper_extent(const char *const *path, int n);
void paper_clear(paper *p);

#endif

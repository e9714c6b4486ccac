/* assay prove: one claim from the command line. */
#include "cli.h"

#include "../numerics/base/memory.h"
#include "../reports/outcome.h"
#include "../reports/reports.h"
#include "../theory/advice/advice.h"
#include "../theory/evidence/temporary.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum {
    MAX_RESUMED = 256 << 20,
    SECONDS = 10
};

/* The proof's trees, which the program ends with.  They can be reached from
 * here, and so are no leak. */
static struct {
    cert_node **tree;
    size_t n;
} left;

static void leave(cert_node *tree)
{
    left.tree = xrealloc(left.tree, (left.n + 1) * sizeof *left.tree);
    left.tree[left.n++] = tree;
}

static int status_of(const result *r)
{
    return r->verdict == VERDICT_PROVED    ? EXIT_AS_EXPECTED
           : r->verdict == VERDICT_REFUTED ? EXIT_UNEXPECTED
                                           : EXIT_UNDECIDED;
}

/* Of the answer's time so much is for the verdict, the rest for advice; what
 * does not listen is waited for a little. */
#define SHARE 0.6
#define GRACE 0.35

static double seconds_of(const cli_options *o)
{
    return o->seconds > 0 ? o->seconds : SECONDS;
}

/* Claims to paste, each proved; n are printed.  How many there are then. */
static size_t print_steps(const result *r, const audit_options *a, size_t n,
                          bool quick)
{
    advice found;
    advice_find(&found, r, a, quick);
    terminal_clear();
    for (size_t i = 0; i < found.n && n < ADVICE_STEPS; i++) {
        printf("  %-13s", n++ == 0 ? "proved" : "");
        terminal_put(stdout, found.v[i].how);
        printf("\n    ");
        terminal_put(stdout, found.v[i].claim);
        printf("\n");
    }
    fflush(stdout);
    advice_clear(&found);
    return n;
}

/* The verdict is printed by now.  What takes no time comes first: of the rest
 * some may not listen when time is up. */
static void print_advice(const cli_options *o, const result *r,
                         const audit_options *a)
{
    bool timed = o->seconds > 0 || o->boxes == 0;
    double time = seconds_of(o) - (timed ? deadline_elapsed() : 0) - 1;
    if (r->verdict == VERDICT_PROVED || time <= 0)
        return;
    fflush(stdout);
    deadline_start(time, 1, "", status_of(r));
    audit_options tries = *a;
    tries.search.max_seconds = time / 10;
    tries.leave = NULL;
    print_steps(r, &tries, print_steps(r, &tries, 0, true), false);
    deadline_end();
    terminal_clear();
}

static void print_result(const cli_options *o, const result *r)
{
    if (o->json) {
        text_buf b = {0};
        report_json_result(&b, r);
        print_text(&b);
        text_clear(&b);
        return;
    }
    ink i = r->verdict == VERDICT_PROVED    ? INK_GOOD
            : r->verdict == VERDICT_REFUTED ? INK_BAD
                                            : INK_OPEN;
    printf("%s%s%s\n", terminal_ink(stdout, i), verdict_name(r->verdict),
           terminal_ink(stdout, INK_NONE));
    if (!o->quiet)
        print_details(r);
}

/* The audit names its certificates itself: it writes into a folder of its
 * own beside the file that is asked for, which is then put in place. */
typedef struct {
    char *path; /* NULL: none */
    int fd;
} scratch;

static bool scratch_open(scratch *t, const char *file)
{
    const char *slash = strrchr(file, '/');
    char name[TEMPORARY_NAME];
    text_buf b = {0};
    struct stat st;
    if (lstat(file, &st) == 0 && !S_ISREG(st.st_mode)) {
        text_printf(&b, "%s: is not a regular file; it is not replaced", file);
        print_complaint(b.s);
        text_clear(&b);
        return false;
    }
    text_put_n(&b, file, slash != NULL ? (size_t)(slash - file) + 1 : 0);
    int dir = open(b.len > 0 ? b.s : ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (dir >= 0)
        temporary_sweep(dir);
    t->fd = dir >= 0 ? temporary_folder(dir, name) : -1;
    int why = errno;
    if (dir >= 0)
        close(dir);
    if (t->fd < 0) {
        text_clear(&b);
        text_printf(&b, "%s: %s", file, strerror(why));
        print_complaint(b.s);
        text_clear(&b);
        return false;
    }
    text_printf(&b, "%s", name);
    t->path = text_take(&b);
    return true;
}

static bool move_certificate(scratch *t, const result *r, const char *file)
{
    text_buf b = {0};
    bool ok = true;
    if (r->cert_file != NULL) {
        text_printf(&b, "%s/%s", t->path, r->cert_file);
        ok = rename(b.s, file) == 0;
        if (!ok) {
            text_buf m = {0};
            text_printf(&m, "%s: %s", file, strerror(errno));
            print_complaint(m.s);
            text_clear(&m);
        }
        unlink(b.s);
    }
    rmdir(t->path);
    close(t->fd);
    free(t->path);
    text_clear(&b);
    return ok;
}

static int prove(const cli_options *o, audit_options *a, result *r,
                 lang_errors *errs)
{
    program *p = program_new();
    elab_limits limits = limits_of_elaboration(o);
    elab *el = elab_new(p, &limits);
    scratch t = {.fd = -1};
    int status = EXIT_DATA;
    bool printed = false, ready = o->cert == NULL || scratch_open(&t, o->cert);
    a->cert_dir = t.path;
    if (!ready) {
        status = EXIT_PROGRAM;
    } else if (program_parse_claim(p, o->arg[0], errs)) {
        const item *it = program_find(p, "claim");
        bool ok = audit_item(p, el, it, a, r, errs);
        if (terminal_done())
            status = terminal_status();
        else if (ok) {
            print_result(o, r);
            printed = true;
            if (!o->json && !o->quiet)
                print_advice(o, r, a);
            /* a certificate may not be written */
            status = errs->n > 0 ? EXIT_PROGRAM : status_of(r);
        }
    }
    if (t.path != NULL && !move_certificate(&t, r, o->cert) &&
        status <= EXIT_UNDECIDED)
        status = EXIT_PROGRAM;
    result_clear(r);
    elab_free(el);
    if (*terminal_stop() == 0)
        print_errors(errs); /* places name files that p owns */
    if (o->json && status != EXIT_AS_EXPECTED && !printed)
        json_fail(errs);
    program_free(p);
    return status;
}

/* The certificate's text, malloc'd; NULL after a complaint. */
static char *read_resumed(const char *file)
{
    text_buf b = {0};
    char part[1 << 14];
    size_t n;
    struct stat st;
    /* opening a pipe that nobody writes into would last for ever */
    int fd = open(file, O_RDONLY | O_NONBLOCK | O_CLOEXEC);
    FILE *f = fd >= 0 ? fdopen(fd, "rb") : NULL;
    errno = f != NULL ? 0 : errno;
    bool regular = f != NULL && fstat(fd, &st) == 0 && S_ISREG(st.st_mode);
    while (regular && b.len < MAX_RESUMED &&
           (n = fread(part, 1, sizeof part, f)) > 0)
        text_put_n(&b, part, n);
    bool ok = regular && !ferror(f) && b.len < MAX_RESUMED &&
              b.s != NULL && strlen(b.s) == b.len;
    int why = errno;
    if (f != NULL)
        fclose(f);
    if (ok)
        return text_take(&b);
    text_clear(&b);
    text_printf(&b, "%s: %s", file,
                why != 0 ? strerror(why) : "this is no certificate");
    print_complaint(b.s);
    text_clear(&b);
    return NULL;
}

static int run(const cli_options *o)
{
    lang_errors errs = {0};
    audit_options a;
    result r;
    terminal_audit_options(&a, o);
    a.search.max_seconds = 0; /* the answer's time, not a goal's */
    a.stop = a.search.stop = deadline_flag();
    a.fresh = true;
    a.keep_partial = o->cert != NULL;
    a.leave = leave;
    char *resumed = o->resume != NULL ? read_resumed(o->resume) : NULL;
    a.resume = resumed;
    if (o->resume != NULL && resumed == NULL)
        return EXIT_DATA;
    result_init(&r);
    if (o->seconds > 0 || o->boxes == 0)
        deadline_start(SHARE * seconds_of(o), GRACE * seconds_of(o),
                       o->json ? "{\"verdict\": \"UNDECIDED\", \"evidence\": "
                                 "{\"evidence\": \"out of time\"}}\n"
                               : "UNDECIDED\n  evidence     out of time\n",
                       EXIT_UNDECIDED);
    int status = prove(o, &a, &r, &errs);
    lang_errors_clear(&errs);
    free(resumed);
    return status;
}

const command command_prove = {
    "prove",
    "prove [options] 'for x in [0, 1]: x >= x^2'",
    "one claim, given on the command line",
    "Prints the verdict and the evidence.  The claim is written as in a\n"
    "document: ranges, which may be open or infinite, then a colon, then an\n"
    "inequality or a chain of them.  The answer comes within ten seconds, or as\n"
    "many as --seconds says; with --max-boxes, which counts steps, and no\n"
    "--seconds it takes as long as it takes.  Exit status: 0 proved, 1 refuted,\n"
    "2 undecided.  --cert FILE keeps the certificate of a proof; of an\n"
    "undecided claim it keeps what there is, and --resume FILE, which may be\n"
    "the same file, goes on from there.\n",
    TAKES_BUDGET | TAKES_LIMITS | TAKES_PRECISION | TAKES_JSON | TAKES_QUIET |
        TAKES_CERT,
    1,
    1,
    run};

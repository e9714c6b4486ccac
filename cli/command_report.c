/* assay report: audits a paper and writes its report. */
#include "cli.h"
#include "shard.h"

#include "../figures/outdir.h"
#include "../numerics/base/memory.h"
#include "../reports/outcome.h"
#include "../reports/reports.h"
#include "../reports/site/site.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

typedef struct {
    char *name, *out, *refs, *certs;
} places;

/* The last component: "li-yan-2024" of theory/li-yan-2024/, "a" of a.md. */
static char *name_of(const char *path)
{
    size_t n = strlen(path);
    while (n > 1 && path[n - 1] == '/')
        n--;
    size_t from = n;
    while (from > 0 && path[from - 1] != '/')
        from--;
    text_buf b = {0};
    text_put_n(&b, path + from, n - from);
    if (b.len > 3 && strcmp(b.s + b.len - 3, ".md") == 0)
        b.s[b.len - 3] = '\0';
    return text_take(&b);
}

static bool is_folder(const char *path)
{
    struct stat st;
    return stat(path, &st) == 0 && S_ISDIR(st.st_mode);
}

/* paper_refs beside the folder that holds the paper's, or else here. */
static char *find_refs(const char *path)
{
    text_buf b = {0};
    if (is_folder(path)) {
        text_printf(&b, "%s/../../paper_refs", path);
    } else { /* a file has no `..` of its own */
        const char *slash = strrchr(path, '/');
        text_put_n(&b, path, slash != NULL ? (size_t)(slash - path) + 1 : 0);
        text_put(&b, "../../paper_refs");
    }
    if (is_folder(b.s))
        return text_take(&b);
    text_clear(&b);
    return is_folder("paper_refs") ? xstrdup("paper_refs") : NULL;
}

static void places_clear(places *at)
{
    free(at->name);
    free(at->out);
    free(at->refs);
    free(at->certs);
}

/* A document comes with its surroundings: where nobody has named the folder,
 * a link in its place may be a stranger's, and lead anywhere. */
static bool is_link(const char *path)
{
    struct stat st;
    text_buf b = {0};
    if (lstat(path, &st) != 0 || !S_ISLNK(st.st_mode))
        return false;
    text_printf(&b, "%s: this is a symbolic link, which is followed only "
                "where --out names it", path);
    print_complaint(b.s);
    text_clear(&b);
    return true;
}

/* The folders; false, with a message, when they cannot be made. */
static bool places_open(places *at, const cli_options *o)
{
    text_buf b = {0}, err = {0};
    outdir top, certs;
    *at = (places){.name = name_of(o->arg[0])};
    if (!outdir_name_is_safe(at->name)) {
        print_complaint("the paper's folder needs a name of its own");
        return false;
    }
    text_printf(&b, "reports/%s", at->name);
    at->out = o->out != NULL ? xstrdup(o->out) : xstrdup(b.s);
    text_clear(&b);
    if (o->out == NULL && (is_link("reports") || is_link(at->out)))
        return false;
    at->refs = o->refs != NULL ? xstrdup(o->refs) : find_refs(o->arg[0]);
    certs.path = NULL;
    bool ok = outdir_open(&top, at->out, &err) &&
              outdir_open_sub(&certs, &top, "certificates", &err);
    if (ok)
        at->certs = xstrdup(certs.path);
    else
        print_complaint(err.s);
    if (certs.path != NULL)
        outdir_close(&certs);
    outdir_close(&top);
    text_clear(&err);
    return ok;
}

/* Whatever the report has been: pages show what is there. */
static report_status write_site(const report *r, const places *at,
                                const cli_options *o, report_status st)
{
    text_buf err = {0};
    size_t written = 0;
    bool whole = st == REPORT_WRITTEN || st == REPORT_NO_PROGRAM;
    if (o->html == NULL || !whole)
        return st;
    report_status of_site = site_write(r, at->out, o->html, &written, &err);
    bool stopped = of_site != REPORT_WRITTEN && terminal_done();
    if (err.s != NULL && err.len > 0 && !stopped)
        print_complaint(err.s);
    text_clear(&err);
    if (!o->quiet && of_site == REPORT_WRITTEN)
        printf("%s/index.html: %zu file%s changed\n", o->html, written,
               written == 1 ? "" : "s");
    return of_site == REPORT_WRITTEN ? st : of_site;
}

static int status_of(const outcome_counts *c)
{
    return c->unexpected > 0  ? EXIT_UNEXPECTED
           : c->undecided > 0 ? EXIT_UNDECIDED
                              : EXIT_AS_EXPECTED;
}

static int finish(const report *r, const places *at, const cli_options *o)
{
    text_buf err = {0}, sum = {0};
    size_t written = 0, warnings = 0;
    outcome_counts c = outcome_count(r->res, r->nres);
    report_status st = report_write(r, at->out, &written, &warnings, &err);
    st = write_site(r, at, o, st);
    bool stopped = st != REPORT_WRITTEN && terminal_done();
    if (err.s != NULL && !stopped)
        print_complaint(err.s);
    text_clear(&err);
    if (stopped)
        return terminal_status();
    if (st == REPORT_BAD_REFS) {
        print_complaint("no report is written, because of the inventory or "
                        "the bibliography (above)");
        return EXIT_DATA;
    }
    outcome_say_counts(&sum, &c);
    if (warnings > 0)
        text_printf(&sum, "; %zu warning%s", warnings,
                    warnings == 1 ? "" : "s");
    if (!o->quiet && st != REPORT_NOT_WRITTEN)
        printf("%s: %s; %zu file%s changed\n", at->out, sum.s, written,
               written == 1 ? "" : "s");
    text_clear(&sum);
    if (st != REPORT_WRITTEN)
        return EXIT_PROGRAM;
    return status_of(&c);
}

/* ---- a share ------------------------------------------------------------- */

typedef struct {
    shard share;
    size_t mine, all;
} share_run;

static bool wanted(void *ctx, const item *it)
{
    share_run *s = ctx;
    bool yes = shard_has(&s->share, it);
    s->all++;
    s->mine += yes;
    return yes;
}

/* Certificates alone: pages are about the whole. */
static int end_share(const cli_options *o, const places *at,
                     const share_run *s, const result *r, size_t n)
{
    result *mine = xcalloc(n + 1, sizeof *mine); /* owns nothing */
    size_t known = 0;
    text_buf b = {0};
    for (size_t i = 0; i < n; i++)
        if (r[i].known)
            mine[known++] = r[i];
    outcome_counts c = outcome_count(mine, known);
    text_printf(&b, "%s: ", at->certs);
    shard_say(&b, &s->share, s->mine, s->all);
    text_put(&b, "; of these, ");
    outcome_say_counts(&b, &c);
    if (!o->quiet)
        printf("%s; no page is written\n", b.s);
    text_clear(&b);
    free(mine);
    return status_of(&c);
}

static int make_report(const cli_options *o, const places *at, paper *p,
                       share_run *s)
{
    audit_options a;
    lang_errors errs = {0};
    result *res = NULL;
    terminal_audit_options(&a, o);
    if (o->cache != NULL)
        outdir_sweep(o->cache);
    a.cert_dir = at->certs;
    if (s->share.of > 0) {
        shard_paper(&s->share, p->prog);
        a.wanted = wanted;
        a.found_ctx = s;
        s->share.divides = true;
        shard_options(&s->share, &a);
    }
    bool ok = audit_program(p->prog, p->el, &a, &res, &errs);
    size_t n = program_count(p->prog);
    int status = EXIT_DATA;
    if (terminal_done()) {
        status = terminal_status();
    } else if (!ok || errs.n > 0) { /* a certificate may not be written */
        print_errors(&errs);
        status = ok ? EXIT_PROGRAM : EXIT_DATA;
    } else {
        report r = {at->name, at->refs, p->prog, p->doc, p->ndocs, res, n, &a};
        status = s->share.of > 0 ? end_share(o, at, s, res, n)
                                 : finish(&r, at, o);
        bool told = o->quiet || *terminal_stop() != 0;
        for (size_t i = 0; i < n && !told; i++)
            if (outcome_of(&res[i]) != OUTCOME_FINE &&
                (s->share.of == 0 || res[i].known)) {
                print_verdict(&res[i], 0, NULL);
                print_place(&res[i]);
                print_details(&res[i]);
            }
    }
    if (res != NULL)
        result_free(res, n);
    lang_errors_clear(&errs);
    return status;
}

/* A document's page is named after it; the summary is README.md.  A drawing
 * is named after its item; that of what rests on what is dependencies.svg. */
static bool names_are_good(const paper *p, const cli_options *o)
{
    bool ok = true;
    const item *it = program_find(p->prog, "dependencies");
    if (it != NULL && (it->kind == ITEM_FIGURE || it->kind == ITEM_REGION)) {
        print_complaint("no drawing of a report can be called `dependencies`: "
                        "so is its graph of what rests on what");
        ok = false;
    }
    for (size_t i = 0; i < p->ndocs; i++) {
        const document *d = p->doc[i];
        text_buf b = {0};
        text_printf(&b, "%s.md", d->stem);
        if (strcmp(d->stem, "README") == 0 || !outdir_name_is_safe(b.s) ||
            (o->html != NULL && site_name_is_taken(d->stem))) {
            text_clear(&b);
            text_printf(&b, "%s: no page of a report can be called so",
                        d->path);
            print_complaint(b.s);
            ok = false;
        }
        text_clear(&b);
    }
    return ok;
}

static int run(const cli_options *o)
{
    paper p;
    places at;
    share_run s = {{0}, 0, 0};
    int status = EXIT_DATA;
    if (!shard_open(&s.share, o))
        return EXIT_USAGE;
    if (s.share.of > 0 && o->html != NULL) {
        options_complain("--shard and --html", o->html,
                         " do not go together: pages are about the whole");
        return EXIT_USAGE;
    }
    if (o->refs != NULL && !is_folder(o->refs)) {
        text_buf b = {0};
        text_printf(&b, "%s: no such folder", o->refs);
        print_complaint(b.s);
        text_clear(&b);
        return EXIT_USAGE;
    }
    /* a bad document leaves no folder behind */
    if (paper_read(&p, o->arg, 1, o) && names_are_good(&p, o)) {
        status = EXIT_PROGRAM;
        if (places_open(&at, o))
            status = make_report(o, &at, &p, &s);
        places_clear(&at);
    }
    paper_clear(&p);
    shard_close(&s.share);
    return status;
}

const command command_report = {
    "report", "report [options] PATH",
    "Markdown, figures and data of a paper's audit",
    "Audits the paper in the folder PATH (or one document) and writes its\n"
    "report: a page for each document, a summary, figures, tables as CSV,\n"
    "certificates.  Into DIR with --out, otherwise into reports/NAME, where\n"
    "NAME is PATH's last part.  Files that would not change are left alone.\n"
    "The bibliography and the inventory of the paper's statements are\n"
    "references.bib and NAME.md in --refs DIR, by default the paper_refs\n"
    "folder next to the one that holds PATH.  With --html DIR the same as pages\n"
    "for a browser, in a folder that stands alone: DIR/index.html.  Formulas\n"
    "are typeset where KaTeX is (Debian's libjs-katex, or in ASSAY_KATEX), and\n"
    "stand in TeX elsewhere.  gnuplot and dot are ended when\n"
    "one picture takes longer than ASSAY_DRAW_SECONDS (60).  With --shard no page\n"
    "is written, only certificates of that share, from which a run without it\n"
    "then goes on.\n",
    TAKES_OUT | TAKES_REFS | TAKES_BUDGET | TAKES_LIMITS | TAKES_PRECISION | TAKES_FRESH |
        TAKES_QUIET | TAKES_CACHE | TAKES_SHARD,
    1, 1, run};

/* A report, written whole: pages, figures, data, certificates. */
#include "reports.h"

#include "../figures/figures.h"
#include "../figures/outdir.h"
#include "../numerics/base/memory.h"
#include "graph.h"
#include "references.h"
#include "weave.h"

#include <stdlib.h>
#include <string.h>

typedef struct {
    outdir top, figures;
    const report *rep;
    text_buf *err;
    bool missing; /* a program was missing or failed */
} job;

static bool put_file(outdir *d, const char *stem, const char *ext,
                     const text_buf *b, text_buf *err)
{
    text_buf name = {0};
    text_printf(&name, "%s%s", stem, ext);
    bool ok = outdir_put(d, name.s, b, err);
    if (!ok)
        text_put(err, "\n");
    text_clear(&name);
    return ok;
}

static bool write_picture(job *j, const char *stem, figure_status st,
                          const text_buf *svg, const text_buf *why)
{
    if (st == FIGURE_NO_PROGRAM) {
        text_printf(j->err, "figure %s: %s\n", stem,
                    why->s != NULL ? why->s : "failed");
        j->missing = true;
        return true;
    }
    return st != FIGURE_DRAWN ||
           put_file(&j->figures, stem, ".svg", svg, j->err);
}

static bool write_item(job *j, const result *r)
{
    text_buf svg = {0}, csv = {0}, why = {0};
    item_kind k = r->it->kind;
    bool ok = true, drawn = k == ITEM_FIGURE || k == ITEM_REGION;
    if (drawn || k == ITEM_TABLE) {
        figure_csv(&csv, r);
        ok = put_file(&j->figures, r->it->id, ".csv", &csv, j->err);
    }
    if (drawn && ok) {
        figure_status st = figure_draw(&svg, j->rep->prog, r, &why);
        ok = write_picture(j, r->it->id, st, &svg, &why);
    }
    text_clear(&svg);
    text_clear(&csv);
    text_clear(&why);
    return ok;
}

static bool write_graph(job *j)
{
    text_buf svg = {0}, why = {0};
    figure_status st = graph_draw(&svg, j->rep, NULL, &why);
    bool ok = write_picture(j, "dependencies", st, &svg, &why);
    text_clear(&svg);
    text_clear(&why);
    return ok;
}

static bool write_pages(job *j, const text_buf *summary)
{
    const report *r = j->rep;
    bool ok = true;
    for (size_t d = 0; ok && d < r->ndocs; d++) {
        text_buf page = {0};
        weave_page(&page, r, d);
        ok = put_file(&j->top, r->doc[d]->stem, ".md", &page, j->err);
        text_clear(&page);
    }
    return ok && put_file(&j->top, "README", ".md", summary, j->err);
}

static bool is_stopped(const report *r)
{
    return r->opt->stop != NULL && *r->opt->stop != 0;
}

static bool write_all(job *j, const text_buf *summary)
{
    bool ok = true;
    for (size_t i = 0; ok && i < j->rep->nres; i++)
        ok = write_item(j, &j->rep->res[i]) && !is_stopped(j->rep);
    return ok && write_graph(j) && write_pages(j, summary);
}

report_status report_write(const report *r, const char *out, size_t *written,
                           size_t *warnings, text_buf *err)
{
    job j = {.rep = r, .err = err, .top.fd = -1, .figures.fd = -1};
    text_buf summary = {0};
    bool has_graph = !graph_is_empty(r);
    report_status st = REPORT_BAD_REFS;
    /* what may be wrong with the inputs is found before anything is written */
    if (report_summary(&summary, r, has_graph, warnings, err)) {
        st = REPORT_NOT_WRITTEN;
        if (outdir_open(&j.top, out, err) &&
            outdir_open_sub(&j.figures, &j.top, "figures", err) &&
            write_all(&j, &summary))
            st = j.missing ? REPORT_NO_PROGRAM : REPORT_WRITTEN;
    }
    *written = j.top.written + j.figures.written;
    outdir_close(&j.figures);
    outdir_close(&j.top);
    text_clear(&summary);
    return st;
}

/* The folder of pages, written whole. */
#include "site.h"

#include "../../figures/outdir.h"
#include "../../numerics/base/memory.h"
#include "../graph.h"
#include "../outcome.h"
#include "parts.h"

#include <stdlib.h>
#include <string.h>

typedef struct {
    site s;
    outdir top, lists, source, figures, certs;
    const char *from, *katex;
    text_buf *err;
    bool missing; /* dot was missing or failed */
} job;

bool site_name_is_taken(const char *stem)
{
    return strcmp(stem, "index") == 0;
}

/* ---- what is there -------------------------------------------------------------- */

static const char *find_katex(void)
{
    const char *folder = getenv("ASSAY_KATEX");
    if (folder == NULL)
        folder = "/usr/share/javascript/katex";
    return copy_is_there(folder, "katex.min.js") &&
                   copy_is_there(folder, "katex.min.css")
               ? folder
               : NULL;
}

static bool has_picture(const job *j, const result *r)
{
    text_buf name = {0};
    text_printf(&name, "figures/%s.svg", r->it->id);
    bool drawn =
        (r->it->kind == ITEM_FIGURE || r->it->kind == ITEM_REGION) &&
        copy_is_there(j->from, name.s);
    text_clear(&name);
    return drawn;
}

static void look(job *j, const report *r)
{
    j->s.rep = r;
    j->s.title = title_of(r);
    j->s.has_above = getenv("ASSAY_SITE_ABOVE") != NULL;
    j->katex = find_katex();
    j->s.typeset = j->katex != NULL;
    j->s.has_graph = !graph_is_empty(r);
    j->s.drawn = xcalloc(r->nres + 1, sizeof *j->s.drawn);
    for (size_t i = 0; i < r->nres; i++) {
        j->s.drawn[i] = has_picture(j, &r->res[i]);
        j->s.has_references |= r->res[i].it->ncites > 0;
    }
    net_build(&j->s);
}

/* ---- pages ----------------------------------------------------------------------- */

static bool put(job *j, outdir *d, const char *name, const text_buf *b)
{
    bool ok = outdir_put(d, name, b, j->err);
    if (!ok)
        text_put(j->err, "\n");
    return ok;
}

static bool put_page(job *j, outdir *d, const char *stem, page *p,
                     const char *title)
{
    text_buf html = {0}, name = {0};
    shell_put(&html, p, title);
    text_printf(&name, "%s.html", stem);
    bool ok = put(j, d, name.s, &html);
    text_clear(&html);
    text_clear(&name);
    text_clear(&p->body);
    text_clear(&p->toc);
    text_clear(&p->slugs);
    return ok;
}

static bool put_chapters(job *j)
{
    const report *r = j->s.rep;
    bool ok = true;
    for (size_t d = 0; ok && d < r->ndocs; d++) {
        page text = {.s = &j->s, .doc = r->doc[d], .up = ""};
        page source = {.s = &j->s, .doc = r->doc[d], .up = "../"};
        chapter_put(&text);
        chapter_source(&source);
        ok = put_page(j, &j->top, r->doc[d]->stem, &text, r->doc[d]->title);
        ok = put_page(j, &j->source, r->doc[d]->stem, &source,
                      r->doc[d]->title) && ok;
    }
    return ok;
}

static bool put_lists(job *j)
{
    page p = {.s = &j->s, .up = "../"};
    lists_verdicts(&p);
    bool ok = put_page(j, &j->lists, "verdicts", &p, "Verdicts");
    p = (page){.s = &j->s, .up = "../"};
    ok = lists_labels(&p, j->err) && ok;
    ok = put_page(j, &j->lists, "labels", &p, "Labels") && ok;
    p = (page){.s = &j->s, .up = "../"};
    lists_constants(&p);
    ok = put_page(j, &j->lists, "constants", &p, "Constants") && ok;
    if (j->s.has_graph) {
        p = (page){.s = &j->s, .up = "../"};
        j->missing = !lists_graph(&p, j->err);
        ok = put_page(j, &j->lists, "graph", &p, "Graph") && ok;
    }
    if (j->s.has_references) {
        p = (page){.s = &j->s, .up = "../"};
        ok = lists_references(&p, j->err) && ok;
        ok = put_page(j, &j->lists, "references", &p, "References") && ok;
    }
    return ok;
}

static bool put_rest(job *j)
{
    page p = {.s = &j->s, .up = ""};
    text_buf js = {0};
    overview_put(&p);
    p.set = j->katex != NULL && formulas_set(&p.body, j->katex);
    statements_put(&js, &j->s);
    bool ok = put_page(j, &j->top, "index", &p, "Findings") &&
              put(j, &j->top, "statements.js", &js);
    text_clear(&js);
    return ok && outdir_write(&j->top, "site.css", (const char *)assets_css,
                              assets_css_size, j->err) &&
           outdir_write(&j->top, "site.js", (const char *)assets_js,
                        assets_js_size, j->err);
}

/* ---- files ------------------------------------------------------------------------- */

/* from/FOLDER/NAME as NAME with `add` behind it. */
static bool take(job *j, outdir *to, const char *folder, const char *name,
                 const char *add)
{
    text_buf from = {0}, as = {0};
    text_printf(&from, "%s/%s/%s", j->from, folder, name);
    text_printf(&as, "%s%s", name, add);
    bool ok = copy_file(to, as.s, from.s, false, j->err);
    text_clear(&from);
    text_clear(&as);
    return ok;
}

static bool take_item(job *j, size_t i)
{
    const result *r = &j->s.rep->res[i];
    item_kind k = r->it->kind;
    text_buf svg = {0}, csv = {0};
    text_printf(&svg, "%s.svg", r->it->id);
    text_printf(&csv, "%s.csv", r->it->id);
    bool ok = true;
    if (j->s.drawn[i])
        ok = take(j, &j->figures, "figures", svg.s, "");
    if (k == ITEM_FIGURE || k == ITEM_REGION || k == ITEM_TABLE)
        ok = ok && take(j, &j->figures, "figures", csv.s, "");
    if (r->cert_file != NULL && r->cert_file[0] != '\0')
        ok = ok && take(j, &j->certs, "certificates", r->cert_file, ".txt");
    text_clear(&svg);
    text_clear(&csv);
    return ok;
}

static bool open_all(job *j, const char *out)
{
    return outdir_open(&j->top, out, j->err) &&
           outdir_open_sub(&j->lists, &j->top, "lists", j->err) &&
           outdir_open_sub(&j->source, &j->top, "source", j->err) &&
           outdir_open_sub(&j->figures, &j->top, "figures", j->err) &&
           outdir_open_sub(&j->certs, &j->top, "certificates", j->err);
}

static bool write_all(job *j)
{
    const report *r = j->s.rep;
    bool ok = j->katex == NULL || copy_katex(&j->top, j->katex, j->err);
    for (size_t i = 0; ok && i < r->nres; i++)
        ok = take_item(j, i) && (r->opt->stop == NULL || *r->opt->stop == 0);
    return ok && put_chapters(j) && put_lists(j) && put_rest(j);
}

report_status site_write(const report *r, const char *from, const char *out,
                         size_t *written, text_buf *err)
{
    job j = {.from = from, .err = err, .top.fd = -1};
    report_status st = REPORT_NOT_WRITTEN;
    look(&j, r);
    if (open_all(&j, out) && write_all(&j))
        st = j.missing ? REPORT_NO_PROGRAM : REPORT_WRITTEN;
    *written = j.top.written + j.lists.written + j.source.written +
               j.figures.written + j.certs.written;
    outdir_close(&j.certs);
    outdir_close(&j.figures);
    outdir_close(&j.source);
    outdir_close(&j.lists);
    outdir_close(&j.top);
    net_clear(&j.s);
    free(j.s.drawn);
    free(j.s.title);
    return st;
}

/* reports/site/parts.h: the parts of a page; private to reports/site/. */
#ifndef ASSAY_SITE_PARTS_H
#define ASSAY_SITE_PARTS_H

#include "../../figures/outdir.h"
#include "../reports.h"

#include <stdbool.h>

/* Arrows from item i to items to[first[i] .. first[i + 1] - 1]. */
typedef struct {
    size_t *first, *to;
} net;

/* What all pages know. */
typedef struct {
    const report *rep;
    char *title;   /* what the paper is called */
    bool typeset; /* KaTeX lies in the folder */
    bool has_graph, has_references;
    bool has_above; /* a page over all papers: ../index.html */
    net uses, used_by;
    bool *drawn; /* item i has a picture */
} site;

typedef struct {
    const site *s;
    const document *doc; /* NULL: none */
    const char *up;      /* "", or "../" in a folder */
    text_buf body, toc;  /* toc: the page's sections, as list items */
    text_buf slugs;      /* their anchors, each between line ends */
    int level;           /* of the last heading; 0: none yet */
    bool titled;         /* there is one of the first level */
    bool set;            /* its formulas are set already */
} page;

/* ---- html.c: characters ---------------------------------------------------- */

/* One line, cleaned and escaped: for text and for attributes. */
void html_text(text_buf *b, const char *s);
/* An author's short text: see theory/document/author.h. */
void html_author(text_buf *b, const char *s);
/* Lines as they stand: for <pre>. */
void html_lines(text_buf *b, const char *s, size_t n);
/* A heading's anchor, as GitHub makes it, behind "s:", which no item's id
 * begins with. */
void html_slug(text_buf *b, const char *title);
/* "proved": a verdict as a class. */
const char *html_class(verdict_kind v);
/* "✔ PROVED", marked up. */
void html_badge(text_buf *b, verdict_kind v);
/* The address of item i from this page, and a link with mark and id. */
void html_address(text_buf *b, const page *p, size_t i);
void html_link(text_buf *b, const page *p, size_t i);
/* A document's path, as in the Markdown report. */
void html_path(text_buf *b, const document *d);

/* ---- passage.c: Markdown ---------------------------------------------------- */

/* Markdown that reports/ made. */
void passage_put(page *p, const char *markdown);
/* A whole document; card is called for its blocks of items, in order. */
void passage_document(page *p, void (*card)(page *p, const segment *g));
/* passage_link.c: what becomes of a link's target; NULL: no link.  malloc'd */
char *passage_link(const page *p, const char *url);

/* ---- title.c ---------------------------------------------------------------- */

char *title_of(const report *r); /* malloc'd */

/* ---- formulas.c: formulas set before a browser sees them --------------------- */

/* Replaces the TeX of html's formulas by what the KaTeX of that folder makes
 * of it.  False, and html unchanged: no program here runs KaTeX (`duk` or
 * `node`), or the page would be heavier than with KaTeX's code. */
bool formulas_set(text_buf *html, const char *katex);

/* ---- card.c, shell.c, chapter.c, overview.c, lists.c, statements.c ----------- */

void card_put(page *p, size_t i);

/* The whole page around p->body. */
void shell_put(text_buf *b, const page *p, const char *title);

void chapter_put(page *p);
void chapter_source(page *p);

void overview_put(page *p);

void lists_verdicts(page *p);
bool lists_labels(page *p, text_buf *err) __attribute__((warn_unused_result));
void lists_constants(page *p);
bool lists_graph(page *p, text_buf *err) __attribute__((warn_unused_result));
bool lists_references(page *p, text_buf *err)
    __attribute__((warn_unused_result));

/* What search and previews know of each statement, as a script. */
void statements_put(text_buf *b, const site *s);

/* ---- net.c: what rests on what ------------------------------------------------ */

void net_build(site *s);
void net_clear(site *s);
/* in[k], of n, for all that the arrows lead to from i, through others, too, i
 * itself not counted; their number. */
size_t net_reach(const net *a, size_t n, size_t i, bool *in);
/* Is there an arrow from i to k? */
bool net_has(const net *a, size_t i, size_t k);

/* ---- copy.c: files taken over --------------------------------------------------- */

bool copy_is_there(const char *folder, const char *name);
/* follow: it may be a symbolic link.  Messages end a line. */
bool copy_file(outdir *to, const char *name, const char *from, bool follow,
               text_buf *err) __attribute__((warn_unused_result));
bool copy_katex(const outdir *top, const char *from, text_buf *err)
    __attribute__((warn_unused_result));

/* ---- assets.c: the style sheet and the script ----------------------------------- */

extern const unsigned char assets_css[], assets_js[];
extern const size_t assets_css_size, assets_js_size;

#endif

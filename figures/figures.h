/* figures/figures.h: pictures of results, and the data beside them.
 *
 * For: pictures of results, and the data beside them.
 * Sees: theory; not reports.
 * Begin: figure_curves.c and figure_region.c make the scripts, child.c runs the programs,
 *   settle.c makes the bytes the same everywhere.
 *
 * Folder's task: SVG and CSV from `result`s.  gnuplot draws, dot lays out
 * graphs; both are run as programs with an argument list, no shell, and see
 * nothing of a document but numbers and sanitised labels.  It knows nothing
 * of Markdown.
 *
 * Every picture is safe to show in a page: complete XML, no script, no link
 * but those that a caller gives a graph, a white background, and the same bytes on every machine (no date, no path,
 * no font metrics; gnuplot 5.4 and 6 are made to agree, see settle.h).
 */
#ifndef ASSAY_FIGURES_H
#define ASSAY_FIGURES_H

#include "../numerics/base/text.h"
#include "../theory/audit/audit.h"

/* How drawing went.  FIGURE_EMPTY: nothing to draw (no value is defined);
 * FIGURE_NO_PROGRAM: gnuplot or dot is missing, or failed; the reason is
 * appended to err as one plain line without a newline. */
typedef enum { FIGURE_DRAWN, FIGURE_EMPTY, FIGURE_NO_PROGRAM } figure_status;

/* The picture of one figure (curves), or region (map) item; appended to svg.
 * Values are drawn at the midpoints of their enclosures, as a band where an
 * enclosure is wide enough to be seen; undefined values leave gaps.  prog
 * gives names to values that have some, and may be NULL. */
figure_status figure_draw(text_buf *svg, const program *prog, const result *r,
                          text_buf *err) __attribute__((warn_unused_result));

/* figure_draw would find nothing to draw. */
bool figure_is_empty(const result *r);

/* The exact data: row labels as exact numbers, both ends of every enclosure
 * (name_lo, name_hi), empty cells where undefined.  RFC 4180, LF line ends.
 * Tables, figures and regions. */
void figure_csv(text_buf *csv, const result *r);

/* The scripts alone, for tests. */
figure_status figure_curves_script(text_buf *script, const program *prog,
                                   const result *r);
figure_status figure_region_script(text_buf *script, const result *r);
bool figure_curves_are_empty(const result *r);
/* Runs gnuplot on a script; title and description go into the SVG's <title>
 * and <desc>, in place of gnuplot's version. */
figure_status figure_gnuplot(text_buf *svg, const text_buf *script,
                             const char *title, const char *desc,
                             text_buf *err) __attribute__((warn_unused_result));

/* A graph of statements: an arrow from each node to those it uses. */
typedef struct {
    const char *name;      /* shown */
    verdict_kind verdict;
    const size_t *uses;    /* indices of nodes */
    size_t nuses;
    const char *href;      /* where a click leads; NULL: nowhere */
} figure_node;
figure_status figure_graph(text_buf *svg, const figure_node *node, size_t n,
                           const char *title, text_buf *err)
    __attribute__((warn_unused_result));

#endif

/* What uses what, as a graph that dot lays out. */
#include "figures.h"

#include "child.h"
#include "label.h"
#include "style.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* dot only lays out: it sees numbered boxes of given sizes and no text, so
 * neither fonts nor titles have any influence on it; we draw. */

enum { FONT = 12, NODE_HEIGHT = 26 };

static const double INCH = 72; /* dot's unit, in ours */

typedef struct {
    const char *mark, *fill, *ink, *dash;
    int corner; /* radius */
} look;

static const look *look_of(verdict_kind v)
{
    static const look looks[] = {
        [VERDICT_NONE] = {"·", "#ffffff", "#777777", "", 0},
        [VERDICT_PROVED] = {"✔", "#d5e8f4", "#0072b2", "", 0},
        [VERDICT_REFUTED] = {"✘", "#f9dfcd", "#d55e00", "", -1},
        [VERDICT_UNDECIDED] = {"?", "#f2f2f2", "#555555", "5,3", 0},
        [VERDICT_ENCLOSED] = {"≐", "#d3ede5", "#007a5a", "", 13},
        [VERDICT_ASSUMED] = {"○", "#ffffff", "#555555", "2,3", 13},
    };
    return &looks[v];
}

static double node_width(const figure_node *k)
{
    return 34 + 7.0 * (double)label_length(k->name);
}

static void put_dot(text_buf *s, const figure_node *node, size_t n)
{
    text_put(s, "digraph g {\nrankdir=LR; nodesep=0.12; ranksep=0.55;\n"
                "node [shape=box, fixedsize=true, label=\"\"];\n"
                "edge [dir=none];\n");
    for (size_t i = 0; i < n; i++)
        text_printf(s, "n%zu [width=%.4f, height=%.4f];\n", i,
                    node_width(&node[i]) / INCH, (double)NODE_HEIGHT / INCH);
    for (size_t i = 0; i < n; i++)
        for (size_t j = 0; j < node[i].nuses; j++)
            text_printf(s, "n%zu -> n%zu;\n", node[i].uses[j], i);
    text_put(s, "}\n");
}

static void put_shape(text_buf *s, const look *k, double x, double y, double w,
                      double h)
{
    if (k->corner >= 0) {
        text_printf(s, "<rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" "
                    "height=\"%.1f\" rx=\"%d\"", x - w / 2, y - h / 2, w, h,
                    k->corner);
    } else { /* an octagon */
        double c = 8;
        text_printf(s, "<polygon points=\"%.1f,%.1f %.1f,%.1f %.1f,%.1f "
                    "%.1f,%.1f %.1f,%.1f %.1f,%.1f %.1f,%.1f %.1f,%.1f\"",
                    x - w / 2, y - h / 2 + c, x - w / 2 + c, y - h / 2,
                    x + w / 2 - c, y - h / 2, x + w / 2, y - h / 2 + c,
                    x + w / 2, y + h / 2 - c, x + w / 2 - c, y + h / 2,
                    x - w / 2 + c, y + h / 2, x - w / 2, y + h / 2 - c);
    }
    text_printf(s, " fill=\"%s\" stroke=\"%s\"", k->fill, k->ink);
    if (k->dash[0] != '\0')
        text_printf(s, " stroke-dasharray=\"%s\"", k->dash);
    text_put(s, "/>");
}

static void put_node(text_buf *s, const figure_node *node, double x, double y)
{
    const look *k = look_of(node->verdict);
    double w = node_width(node);
    if (node->href != NULL) {
        text_put(s, "<a href=\"");
        label_xml(s, node->href, 0);
        text_put(s, "\">");
    }
    text_put(s, "<g>");
    put_shape(s, k, x, y, w, NODE_HEIGHT);
    text_printf(s, "<text x=\"%.1f\" y=\"%.1f\" fill=\"%s\">%s</text>",
                x - w / 2 + 16, y + 4, k->ink, k->mark);
    text_printf(s, "<text x=\"%.1f\" y=\"%.1f\" fill=\"#111111\">",
                x + 9, y + 4);
    label_xml(s, node->name, 0);
    text_put(s, "</text></g>");
    text_put(s, node->href != NULL ? "</a>\n" : "\n");
}

/* Splits off the next blank-separated number; false at the end. */
static bool next(char **p, double *v)
{
    char *end;
    *v = strtod(*p, &end);
    bool ok = end != *p;
    *p = end;
    return ok;
}

static void put_edge(text_buf *s, char *p, double height)
{
    double n, x, y;
    while (*p == ' ')
        p++;
    for (int word = 0; word < 2; word++) { /* tail and head */
        p += strcspn(p, " ");
        p += strspn(p, " ");
    }
    if (!next(&p, &n))
        return;
    text_put(s, "<path d=\"");
    for (int i = 0; i < (int)n && next(&p, &x) && next(&p, &y); i++)
        text_printf(s, "%s%.1f,%.1f", i == 0 ? "M" : i == 1 ? " C" : " ",
                    x * INCH, height - y * INCH);
    text_put(s, "\"/>\n");
}

/* What a mark stands for, where no verdict's name says it. */
static const char *meaning(verdict_kind v)
{
    return v == VERDICT_NONE ? "values, no verdict" : verdict_name(v);
}

static void put_text(text_buf *s, double x, double y, const char *t)
{
    text_printf(s, "<text x=\"%.1f\" y=\"%.1f\" fill=\"#333333\" "
                "style=\"text-anchor:start\">%s</text>\n", x, y + 4, t);
}

/* Every mark that the graph has, and an arrow; returns its width. */
static double put_legend(text_buf *s, double y, const bool *seen)
{
    static const char uses[] = "is used by";
    double x = 12;
    for (verdict_kind v = VERDICT_NONE; v <= VERDICT_ASSUMED; v++) {
        const look *k = look_of(v);
        if (!seen[v])
            continue;
        put_shape(s, k, x + 13, y, 26, 18);
        text_printf(s, "<text x=\"%.1f\" y=\"%.1f\" fill=\"%s\">%s</text>",
                    x + 13, y + 4, k->ink, k->mark);
        put_text(s, x + 32, y, meaning(v));
        x += 56 + 8.4 * (double)strlen(meaning(v));
    }
    text_printf(s, "<path d=\"M%.1f,%.1f L%.1f,%.1f\" stroke=\"#777777\" "
                "marker-end=\"url(#tip)\"/>", x, y, x + 40, y);
    put_text(s, x + 48, y, uses);
    return x + 56 + 8.4 * (double)strlen(uses);
}

static void put_header(text_buf *s, double w, double h, const char *title)
{
    text_printf(s, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%.0f\" "
                "height=\"%.0f\" viewBox=\"0 0 %.0f %.0f\">\n<title>",
                w, h, w, h);
    label_xml(s, title, 0);
    text_printf(s, "</title>\n<desc>An arrow goes from a statement to those "
                "that use it.</desc>\n"
                "<defs><marker id=\"tip\" viewBox=\"0 0 8 8\" refX=\"8\" "
                "refY=\"4\" markerWidth=\"8\" markerHeight=\"8\" "
                "orient=\"auto\" markerUnits=\"userSpaceOnUse\">"
                "<path d=\"M0,0.8 L8,4 L0,7.2 z\" fill=\"#666666\" "
                "stroke=\"none\"/></marker></defs>\n"
                "<rect width=\"%.0f\" height=\"%.0f\" fill=\"#ffffff\"/>\n"
                "<g font-family=\"" STYLE_FONT "\" font-size=\"%d\" "
                "text-anchor=\"middle\" stroke-width=\"1.2\">\n", w, h, FONT);
}

/* Reads dot's plain format.  Edges first, so that boxes lie on top. */
static bool draw(text_buf *svg, char *plain, const figure_node *node, size_t n,
                 const char *title)
{
    text_buf edges = {0}, nodes = {0}, legend = {0};
    bool marks[VERDICT_ASSUMED + 1] = {false};
    double scale = 0, w = 0, h = 0;
    size_t seen = 0;
    bool stop = false;
    for (char *line = strtok(plain, "\n"); line != NULL && !stop;
         line = strtok(NULL, "\n")) {
        size_t i;
        double x, y;
        if (sscanf(line, "graph %lf %lf %lf", &scale, &w, &h) == 3) {
            w *= INCH;
            h *= INCH;
        } else if (sscanf(line, "node n%zu %lf %lf", &i, &x, &y) == 3) {
            if (i < n) {
                put_node(&nodes, &node[i], x * INCH, h - y * INCH);
                marks[node[i].verdict] = true;
            }
            seen++;
        } else if (strncmp(line, "edge ", 5) == 0) {
            put_edge(&edges, line + 5, h);
        } else {
            stop = strcmp(line, "stop") == 0;
        }
    }
    bool ok = stop && seen == n;
    if (ok) {
        double least = put_legend(&legend, h + 42, marks);
        put_header(svg, (w > least ? w : least) + 24, h + 62, title);
        text_put(svg, "<g transform=\"translate(12,12)\">\n<g fill=\"none\" "
                      "stroke=\"#777777\" marker-end=\"url(#tip)\">\n");
        text_put(svg, edges.s != NULL ? edges.s : "");
        text_put(svg, "</g>\n");
        text_put(svg, nodes.s != NULL ? nodes.s : "");
        text_put(svg, "</g>\n");
        text_put(svg, legend.s);
        text_put(svg, "</g>\n</svg>\n");
    }
    text_clear(&edges);
    text_clear(&nodes);
    text_clear(&legend);
    return ok;
}

figure_status figure_graph(text_buf *svg, const figure_node *node, size_t n,
                           const char *title, text_buf *err)
{
    static const char *const argv[] = {"dot", "-Tplain", NULL};
    text_buf dot = {0};
    child c;
    if (n == 0)
        return FIGURE_EMPTY;
    put_dot(&dot, node, n);
    bool ok = child_run(&c, argv, dot.s, dot.len, child_seconds(),
                        (size_t)64 << 20) &&
              c.out.s != NULL && draw(svg, c.out.s, node, n, title);
    if (!ok && !c.started) {
        text_put(err, "dot cannot be started; is graphviz installed?");
    } else if (!ok && c.timed_out) {
        text_printf(err, "dot did not end within %g s and was killed",
                    child_seconds());
    } else if (!ok) {
        text_printf(err, "dot failed (status %d): ", c.status);
        label_clean(err, c.err.s != NULL ? c.err.s : "", 300);
    }
    text_clear(&dot);
    child_clear(&c);
    return ok ? FIGURE_DRAWN : FIGURE_NO_PROGRAM;
}

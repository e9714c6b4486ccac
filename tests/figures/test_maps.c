/* Region maps and graphs. */
#include "../../figures/figures.h"
#include "../../figures/tiles.h"

#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { N = 8 };

/* An 8 by 8 grid on the unit square: '+' above the diagonal, '-' below. */
static void build(result *r, item *it, char **over)
{
    over[0] = "rho";
    over[1] = "s";
    *it = (item){.kind = ITEM_REGION, .id = "map", .title = "Where it holds",
                 .over = over, .nover = 2};
    *r = (result){.it = it, .nbox = N * N};
    r->box = calloc(N * N, sizeof *r->box);
    assert_non_null(r->box);
    for (int i = 0; i < N; i++)
        for (int j = 0; j < N; j++) {
            r->box[i * N + j].x0 = i / 8.0;
            r->box[i * N + j].x1 = (i + 1) / 8.0;
            r->box[i * N + j].y0 = j / 8.0;
            r->box[i * N + j].y1 = (j + 1) / 8.0;
            r->box[i * N + j].state = j > i ? '+' : j < i ? '-' : '?';
        }
    r->area_true = (enclosure){"0.4375", "0.4375"};
    r->area_false = r->area_true;
    r->area_open = (enclosure){"0.125", "0.125"};
}

static char state_at(const tile *t, size_t n, double x, double y, int *hits)
{
    char s = 0;
    *hits = 0;
    for (size_t i = 0; i < n; i++)
        if (x > t[i].x0 && x < t[i].x1 && y > t[i].y0 && y < t[i].y1) {
            s = t[i].state;
            ++*hits;
        }
    return s;
}

static void joining_changes_no_point(void **state)
{
    result r;
    item it;
    char *over[2];
    size_t n;
    (void)state;
    build(&r, &it, over);
    tile *t = tiles_join(&r, &n);
    assert_true(n < N * N && n > 0);
    for (int i = 0; i < N; i++)
        for (int j = 0; j < N; j++) {
            int hits;
            char s = state_at(t, n, (i + 0.4) / 8, (j + 0.6) / 8, &hits);
            assert_int_equal(hits, 1);
            assert_int_equal(s, r.box[i * N + j].state);
        }
    free(t);
    free(r.box);
}

static void maps_say_it_in_words_and_hatching(void **state)
{
    result r;
    item it;
    char *over[2];
    text_buf svg = {0}, csv = {0}, err = {0};
    (void)state;
    build(&r, &it, over);
    assert_int_equal(figure_draw(&svg, NULL, &r, &err), FIGURE_DRAWN);
    assert_non_null(strstr(svg.s, "true (proved), 43.8 %"));
    assert_non_null(strstr(svg.s, "false (refuted), 43.8 %"));
    assert_non_null(strstr(svg.s, "open, 12.5 %"));
    assert_non_null(strstr(svg.s, "share of the area"));
    assert_null(strstr(svg.s, "as drawn"));
    assert_null(strstr(svg.s, "outside, ")); /* there is none */
    assert_non_null(strstr(svg.s, "<pattern"));
    figure_csv(&csv, &r);
    assert_int_equal(strncmp(csv.s, "rho_lo,rho_hi,s_lo,s_hi,state\n"
                                    "0,0.125,0,0.125,open\n", 48), 0);
    text_clear(&svg);
    text_clear(&csv);
    free(r.box);
}

/* One row of three tiles on [1, 1000] x [0, 1]: false, outside, true. */
static void build_row(result *r, item *it, char **over, option *opt)
{
    static const char states[] = "-/+";
    static const double end[] = {1, 10, 100, 1000};
    over[0] = "sigma_2";
    over[1] = "s";
    *opt = (option){.key = "xscale", .text = "log"};
    *it = (item){.kind = ITEM_REGION, .id = "map", .title = "A row",
                 .over = over, .nover = 2, .opt = opt, .nopts = 1};
    *r = (result){.it = it, .nbox = 3};
    r->box = calloc(3, sizeof *r->box);
    assert_non_null(r->box);
    for (int i = 0; i < 3; i++) {
        r->box[i].x0 = end[i];
        r->box[i].x1 = end[i + 1];
        r->box[i].y1 = 1;
        r->box[i].state = states[i];
    }
}

/* Each is a third of the picture, whatever it is of the rectangle. */
static void shares_are_measured_as_the_axes_are(void **state)
{
    result r;
    item it;
    option opt;
    char *over[2];
    text_buf s = {0}, csv = {0};
    (void)state;
    build_row(&r, &it, over, &opt);
    assert_int_equal(figure_region_script(&s, &r), FIGURE_DRAWN);
    assert_non_null(strstr(s.s, "'true (proved), 33.3 %'"));
    assert_non_null(strstr(s.s, "'false (refuted), 33.3 %'"));
    assert_non_null(strstr(s.s, "'outside, 33.3 %'"));
    assert_non_null(strstr(s.s, "title 'share of the area as drawn'"));
    assert_non_null(strstr(s.s, "set xlabel 'σ₂'"));
    text_clear(&s);
    it.nopts = 0; /* 900/999 */
    assert_int_equal(figure_region_script(&s, &r), FIGURE_DRAWN);
    assert_non_null(strstr(s.s, "'true (proved), 90.1 %'"));
    assert_non_null(strstr(s.s, "title 'share of the area'"));
    text_clear(&s);
    figure_csv(&csv, &r);
    assert_non_null(strstr(csv.s, "10,100,0,1,outside\n"));
    text_clear(&csv);
    free(r.box);
}

/* The places of all labels of a script lie in the frame; returns how many. */
static size_t labels_inside(const char *s)
{
    size_t n = 0;
    for (; (s = strstr(s, "set label ")) != NULL; s++, n++) {
        double x, y;
        const char *at = strstr(s, " at graph ");
        assert_non_null(at);
        assert_int_equal(sscanf(at, " at graph %lf,%lf", &x, &y), 2);
        assert_true(x > 0.01 && x < 0.99 && y > 0.01 && y < 0.99);
    }
    return n;
}

static void areas_are_named_inside_the_frame(void **state)
{
    static char text[] = "it's `x`";
    result r;
    item it;
    option opt[3];
    char *over[2];
    ast at[2] = {{.kind = AST_NUMBER}, {.kind = AST_NUMBER}};
    text_buf s = {0};
    (void)state;
    build_row(&r, &it, over, opt);
    assert_int_equal(figure_region_script(&s, &r), FIGURE_DRAWN);
    assert_int_equal(labels_inside(s.s), 3);
    /* the middle of [1, 10] as it is drawn: a sixth of the axis */
    assert_non_null(strstr(s.s, "set label 'false' at graph 0.1667,0.5000"));
    assert_non_null(strstr(s.s, "set label 'outside' at graph 0.5000,"));
    text_clear(&s);
    /* a narrow area has its word upright */
    r.box[0].x1 = r.box[1].x0 = 1.2;
    assert_int_equal(figure_region_script(&s, &r), FIGURE_DRAWN);
    assert_int_equal(labels_inside(s.s), 3);
    const char *word = strstr(s.s, "set label 'false'");
    assert_non_null(word);
    assert_non_null(strstr(word, "rotate by 90"));
    text_clear(&s);
    /* the document's own name stands in quotes, after ours */
    for (int i = 0; i < 2; i++) {
        mpq_init(at[i].q);
        mpq_set_si(at[i].q, i == 0 ? 11 : 1, i == 0 ? 10 : 100);
        mpq_canonicalize(at[i].q);
        opt[1 + i] = (option){.key = i == 0 ? "label" : "labely",
                              .text = i == 0 ? text : NULL, .value = &at[i]};
    }
    it.nopts = 3;
    assert_int_equal(figure_region_script(&s, &r), FIGURE_DRAWN);
    assert_int_equal(labels_inside(s.s), 3);
    assert_non_null(strstr(s.s, "set label 'false: ‘it’s `x`’'"));
    assert_non_null(strstr(s.s, "named in the document"));
    text_clear(&s);
    mpq_clear(at[0].q);
    mpq_clear(at[1].q);
    free(r.box);
}

/* Two squares that touch at a corner only, and a third beside one of them. */
static void areas_are_connected(void **state)
{
    const tile t[] = {{0, 1, 0, 1, '-'}, {1, 2, 1, 2, '-'},
                      {2, 3, 1.5, 4, '-'}, {1, 2, 0, 1, '+'}};
    size_t n;
    (void)state;
    size_t *number = tiles_areas(t, 4, &n);
    assert_int_equal(n, 3);
    assert_int_equal(number[1], number[2]);
    assert_int_not_equal(number[0], number[1]);
    assert_int_not_equal(number[3], number[0]);
    assert_int_not_equal(number[3], number[1]);
    free(number);
}

static void an_empty_map_is_no_picture(void **state)
{
    result r;
    item it;
    char *over[2];
    text_buf svg = {0}, err = {0};
    (void)state;
    build(&r, &it, over);
    r.nbox = 0;
    assert_int_equal(figure_draw(&svg, NULL, &r, &err), FIGURE_EMPTY);
    free(r.box);
}

static size_t occurrences(const char *s, const char *what)
{
    size_t n = 0;
    for (; (s = strstr(s, what)) != NULL; s++)
        n++;
    return n;
}

static void graphs_draw_nodes_and_arrows(void **state)
{
    static const size_t to0[] = {0}, to01[] = {0, 1};
    const figure_node node[] = {
        {"a.<b>&\"c\"", VERDICT_PROVED, NULL, 0,
         "x.html#a\"b<&"},
        {"n1 [shape=box]; }", VERDICT_REFUTED, to0, 1, NULL},
        {"third", VERDICT_UNDECIDED, to01, 2, NULL},
    };
    text_buf svg = {0}, again = {0}, err = {0};
    (void)state;
    assert_int_equal(figure_graph(&svg, node, 3, "T <x>", &err), FIGURE_DRAWN);
    assert_non_null(strstr(svg.s, ">a.&lt;b&gt;&amp;&quot;c&quot;</text>"));
    assert_non_null(strstr(svg.s, ">n1 [shape=box]; }</text>"));
    assert_non_null(strstr(svg.s, "<title>T &lt;x&gt;</title>"));
    assert_non_null(strstr(svg.s, "<a href=\"x.html#a&quot;b&lt;&amp;\">"));
    assert_int_equal(occurrences(svg.s, "<a "), 1);
    /* with the tip, and the legend's arrow */
    assert_int_equal(occurrences(svg.s, "<path d=\"M"), 3 + 2);
    assert_non_null(strstr(svg.s, ">is used by</text>"));
    assert_non_null(strstr(svg.s, ">PROVED</text>"));
    assert_null(strstr(svg.s, ">ENCLOSED</text>")); /* there is none */
    assert_null(strstr(svg.s, "no verdict"));
    assert_null(strstr(svg.s, "graphviz"));
    assert_int_equal(figure_graph(&again, node, 3, "T <x>", &err),
                     FIGURE_DRAWN);
    assert_string_equal(svg.s, again.s);
    text_clear(&svg);
    text_clear(&again);
    assert_int_equal(figure_graph(&svg, node, 0, "T", &err), FIGURE_EMPTY);
    const figure_node values = {"a.table", VERDICT_NONE, NULL, 0, NULL};
    assert_int_equal(figure_graph(&svg, &values, 1, "T", &err), FIGURE_DRAWN);
    assert_non_null(strstr(svg.s, ">values, no verdict</text>"));
    text_clear(&svg);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(joining_changes_no_point),
        cmocka_unit_test(maps_say_it_in_words_and_hatching),
        cmocka_unit_test(shares_are_measured_as_the_axes_are),
        cmocka_unit_test(areas_are_named_inside_the_frame),
        cmocka_unit_test(areas_are_connected),
        cmocka_unit_test(an_empty_map_is_no_picture),
        cmocka_unit_test(graphs_draw_nodes_and_arrows),
    };
    return cmocka_run_group_tests(tests, NULL, NULL) != 0;
}

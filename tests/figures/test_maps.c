/* Region maps and graphs. */
#include "../../figures/figures.h"
#include "../../figures/tiles.h"

#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

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
    assert_non_null(strstr(svg.s, "true (proved), 43.8 % of the area"));
    assert_non_null(strstr(svg.s, "false (refuted), 43.8 % of the area"));
    assert_non_null(strstr(svg.s, "open, 12.5 % of the area"));
    assert_non_null(strstr(svg.s, "<pattern"));
    figure_csv(&csv, &r);
    assert_int_equal(strncmp(csv.s, "rho_lo,rho_hi,s_lo,s_hi,state\n"
                                    "0,0.125,0,0.125,open\n", 48), 0);
    text_clear(&svg);
    text_clear(&csv);
    free(r.box);
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
        {"a.<b>&\"c\"", VERDICT_PROVED, NULL, 0},
        {"n1 [shape=box]; }", VERDICT_REFUTED, to0, 1},
        {"third", VERDICT_UNDECIDED, to01, 2},
    };
    text_buf svg = {0}, again = {0}, err = {0};
    (void)state;
    assert_int_equal(figure_graph(&svg, node, 3, "T <x>", &err), FIGURE_DRAWN);
    assert_non_null(strstr(svg.s, ">a.&lt;b&gt;&amp;&quot;c&quot;</text>"));
    assert_non_null(strstr(svg.s, ">n1 [shape=box]; }</text>"));
    assert_non_null(strstr(svg.s, "<title>T &lt;x&gt;</title>"));
    assert_int_equal(occurrences(svg.s, "<path d=\"M"), 3 + 1); /* the tip */
    assert_null(strstr(svg.s, "graphviz"));
    assert_int_equal(figure_graph(&again, node, 3, "T <x>", &err),
                     FIGURE_DRAWN);
    assert_string_equal(svg.s, again.s);
    text_clear(&svg);
    text_clear(&again);
    assert_int_equal(figure_graph(&svg, node, 0, "T", &err), FIGURE_EMPTY);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(joining_changes_no_point),
        cmocka_unit_test(maps_say_it_in_words_and_hatching),
        cmocka_unit_test(an_empty_map_is_no_picture),
        cmocka_unit_test(graphs_draw_nodes_and_arrows),
    };
    return cmocka_run_group_tests(tests, NULL, NULL) != 0;
}

/* Hue by method, dash by parameter; what lies on what; names in plots. */
#include "../../figures/figures.h"
#include "../../figures/series.h"
#include "../../figures/typeset.h"

#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* A figure over T in {1, 2}, x in {1, 2, 3} (or over x alone), whose value in
 * column c, group g, row i is given by a function. */
typedef struct {
    program *prog;
    result r;
    char *names[2];
} drawn;

typedef double (*value_fn)(size_t c, size_t g, size_t i);

static char *number(double v)
{
    char buf[40];
    snprintf(buf, sizeof buf, "%.17g", v);
    return strdup(buf);
}

static void draw_up(drawn *d, const char *text, value_fn f)
{
    lang_errors errs = {0};
    d->prog = program_new();
    assert_true(program_parse(d->prog, "t", 1, text, strlen(text), &errs));
    const item *it = program_find(d->prog, "f");
    assert_non_null(it);
    size_t groups = it->nbind == 2 ? 2 : 1, n = it->ncols;
    d->names[0] = it->bind[0].name;
    d->names[1] = it->bind[it->nbind - 1].name;
    d->r = (result){.it = it, .nrows = 3 * groups, .ncells = 3 * n,
                    .nlabels = it->nbind, .label_name = d->names};
    d->r.cells = calloc(d->r.nrows * 3 * n, sizeof *d->r.cells);
    d->r.row_label = calloc(d->r.nrows * it->nbind, sizeof(char *));
    for (size_t row = 0; row < d->r.nrows; row++) {
        if (it->nbind == 2)
            d->r.row_label[2 * row] = number((double)(row / 3 + 1));
        d->r.row_label[row * it->nbind + it->nbind - 1] =
            number((double)(row % 3 + 1));
        for (size_t c = 0; c < n; c++) {
            cell *k = &d->r.cells[row * 3 * n + c];
            double v = f(c, row / 3, row % 3);
            k[0] = (cell){true, {number(v), number(v)}};
            if (it->col[c].value2 != NULL)
                k[n] = (cell){true, {number(v + 1), number(v + 1)}};
        }
    }
}

static void put_away(drawn *d)
{
    for (size_t i = 0; i < d->r.nrows * d->r.ncells; i++) {
        free(d->r.cells[i].v.lo);
        free(d->r.cells[i].v.hi);
    }
    free(d->r.cells);
    for (size_t i = 0; i < d->r.nrows * d->r.nlabels; i++)
        free(d->r.row_label[i]);
    free(d->r.row_label);
    program_free(d->prog);
}

static double apart(size_t c, size_t g, size_t i)
{
    return (double)(10 * c + 3 * g + i);
}

static const series *find(const series_list *l, const char *column, size_t g)
{
    for (size_t i = 0; i < l->n; i++)
        if (strcmp(l->r->it->col[l->v[i].c].name, column) == 0 &&
            l->v[i].group == g)
            return &l->v[i];
    fail_msg("no curve %s of group %zu", column, g);
    return NULL;
}

static void one_hue_a_method_one_dash_a_parameter(void **state)
{
    drawn d;
    series_list l;
    text_buf s = {0};
    (void)state;
    draw_up(&d,
            "figure f \"F\" for T in {1, 2}, x in {1, 2, 3}\n"
            " curves a \"first\" = x, b \"second\" = x,\n"
            "        b_range \"seen of b\" = 1 to 2 as band\n",
            apart);
    series_collect(&l, d.prog, &d.r);
    for (size_t g = 0; g < 2; g++) {
        const series *a = find(&l, "a", g), *b = find(&l, "b", g);
        assert_int_not_equal(a->hue, b->hue);
        assert_int_equal(a->hue, find(&l, "a", 0)->hue);
        assert_int_equal(b->hue, find(&l, "b", 0)->hue);
        assert_int_equal(a->dash, b->dash);
    }
    assert_int_not_equal(find(&l, "a", 0)->dash, find(&l, "a", 1)->dash);
    /* the band has its method's hue, not the next one */
    assert_int_equal(find(&l, "b_range", 0)->hue, find(&l, "b", 0)->hue);
    series_clear(&l);
    /* the legend has each method and each parameter once */
    assert_int_equal(figure_curves_script(&s, d.prog, &d.r), FIGURE_DRAWN);
    assert_non_null(strstr(s.s, "title 'first'"));
    assert_non_null(strstr(s.s, "title 'second'"));
    assert_non_null(strstr(s.s, "title 'T = 1'"));
    assert_non_null(strstr(s.s, "title 'T = 2'"));
    assert_null(strstr(s.s, "first, T"));
    assert_non_null(strstr(s.s, "set key at graph")); /* beside the plot */
    text_clear(&s);
    put_away(&d);
}

/* Without a parameter the columns' names say what belongs together. */
static void names_make_families(void **state)
{
    drawn d;
    series_list l;
    (void)state;
    draw_up(&d,
            "figure f \"F\" for x in {1, 2, 3}\n"
            " curves a = x, a_more = x, b = x, b_more = x, ab = x\n",
            apart);
    series_collect(&l, d.prog, &d.r);
    assert_int_equal(find(&l, "a", 0)->hue, find(&l, "a_more", 0)->hue);
    assert_int_equal(find(&l, "b", 0)->hue, find(&l, "b_more", 0)->hue);
    assert_int_not_equal(find(&l, "a", 0)->hue, find(&l, "b", 0)->hue);
    assert_int_not_equal(find(&l, "ab", 0)->hue, find(&l, "a", 0)->hue);
    assert_int_not_equal(find(&l, "ab", 0)->hue, find(&l, "b", 0)->hue);
    assert_int_not_equal(find(&l, "a", 0)->dash, find(&l, "a_more", 0)->dash);
    series_clear(&l);
    put_away(&d);
}

/* a and c are one curve; b is another, and meets them once. */
static double together(size_t c, size_t g, size_t i)
{
    (void)g;
    return c == 1 ? (double)(5 * i) : (double)i;
}

static void what_is_covered_is_wider(void **state)
{
    drawn d;
    series_list l;
    axis x = {.name = 'x', .lo = 1, .hi = 3, .fixed = true, .any = true};
    axis y = {.name = 'y', .lo = 0, .hi = 10, .fixed = true, .any = true};
    text_buf s = {0};
    (void)state;
    draw_up(&d, "figure f \"F\" for x in {1, 2, 3} curves a = x, b = x, "
                "c = x\n", together);
    series_collect(&l, d.prog, &d.r);
    series_find_covered(&l, &x, &y);
    assert_int_equal(find(&l, "a", 0)->under, 1);
    assert_int_equal(find(&l, "b", 0)->under, 0);
    assert_int_equal(find(&l, "c", 0)->under, 0);
    series_clear(&l);
    assert_int_equal(figure_curves_script(&s, d.prog, &d.r), FIGURE_DRAWN);
    assert_non_null(strstr(s.s, "linespoints lw 4.8")); /* and 1.8 on top */
    assert_non_null(strstr(s.s, "title 'pale: under another curve'"));
    text_clear(&s);
    put_away(&d);
    draw_up(&d, "figure f \"F\" for x in {1, 2, 3} curves a = x, b = x\n",
            apart);
    assert_int_equal(figure_curves_script(&s, d.prog, &d.r), FIGURE_DRAWN);
    assert_null(strstr(s.s, "under another"));
    text_clear(&s);
    put_away(&d);
}

static void named_values_are_categories(void **state)
{
    drawn d;
    text_buf s = {0};
    (void)state;
    draw_up(&d,
            "let one_step = 1\nlet two = 2\nlet three = 3\n"
            "figure f \"F\" for x in {one_step, two, three} curves a = x\n",
            apart);
    assert_int_equal(figure_curves_script(&s, d.prog, &d.r), FIGURE_DRAWN);
    assert_non_null(strstr(s.s, "set xtics ('one step' 1, 'two' 2, "
                                "'three' 3)\n"));
    text_clear(&s);
    /* no names known: numbers */
    assert_int_equal(figure_curves_script(&s, NULL, &d.r), FIGURE_DRAWN);
    assert_null(strstr(s.s, "set xtics ("));
    text_clear(&s);
    put_away(&d);
}

static void names_are_typeset(void **state)
{
    static const char *const is[][2] = {
        {"KL(q_1 : p_1), nats", "KL(q₁ : p₁), nats"},
        {"c_0 = 1, c_10", "c₀ = 1, c₁₀"},
        {"sigma_2^2 and alpha", "σ₂^2 and α"},
        {"2/sqrt(T), sqrt", "2/√(T), sqrt"},
        /* words, and names of more than one letter, stay */
        {"alphabet betas step_1 a_b q_ _1 1_2", "alphabet betas step_1 a_b "
                                               "q_ _1 1_2"},
        {"é_1 xé_1", "é_1 xé_1"},
        {"", ""},
        {"'`@{\\", "'`@{\\"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof is / sizeof *is; i++) {
        text_buf b = {0};
        typeset_text(&b, is[i][0]);
        assert_string_equal(b.s, is[i][1]);
        text_clear(&b);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(one_hue_a_method_one_dash_a_parameter),
        cmocka_unit_test(names_make_families),
        cmocka_unit_test(what_is_covered_is_wider),
        cmocka_unit_test(named_values_are_categories),
        cmocka_unit_test(names_are_typeset),
    };
    return cmocka_run_group_tests(tests, NULL, NULL) != 0;
}

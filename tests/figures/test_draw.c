/* Pictures: hostile labels stay text, gaps and axes, the data beside. */
#include "../../figures/figures.h"
#include "../../figures/axis.h"

#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { ROWS = 4, COLS = 2 };

/* Two curves over x = 1/2, 1, 3/2, 2; the second is undefined at 1. */
typedef struct {
    item it;
    column col[COLS];
    option opt[4];
    cell cells[ROWS * 3 * COLS];
    char *labels[ROWS], *names[1];
    result r;
} fixture;

static char *lo[] = {"1", "2", "3", "4"}, *hi[] = {"1.5", "2", "3", "4"};
static char *xs[] = {"1/2", "1", "3/2", "2"};

static void build(fixture *f, char *title, char *label)
{
    memset(f, 0, sizeof *f);
    f->col[0] = (column){.name = "first", .title = title};
    f->col[1] = (column){.name = "second"};
    f->opt[0] = (option){.key = "xlabel", .text = label};
    f->opt[1] = (option){.key = "ylabel", .text = label};
    f->opt[2] = (option){.key = "key", .text = label};
    f->it = (item){.kind = ITEM_FIGURE, .id = "fig", .title = title,
                   .col = f->col, .ncols = COLS, .opt = f->opt, .nopts = 3};
    f->names[0] = "x";
    for (int i = 0; i < ROWS; i++) {
        f->labels[i] = xs[i];
        f->cells[i * 3 * COLS] = (cell){true, {lo[i], hi[i]}};
        f->cells[i * 3 * COLS + 1] = (cell){i != 1, {lo[3 - i], lo[3 - i]}};
    }
    f->r = (result){.it = &f->it, .nrows = ROWS, .ncells = 3 * COLS,
                    .cells = f->cells, .row_label = f->labels, .nlabels = 1,
                    .label_name = f->names};
}

static void draws_a_complete_picture(void **state)
{
    fixture f;
    text_buf svg = {0}, again = {0}, err = {0};
    (void)state;
    build(&f, "A <title> & more", "an axis");
    assert_int_equal(figure_draw(&svg, NULL, &f.r, &err), FIGURE_DRAWN);
    assert_null(err.s);
    assert_non_null(strstr(svg.s, "<title>A &lt;title&gt; &amp; more</title>"));
    assert_non_null(strstr(svg.s, "an axis"));
    assert_null(strstr(svg.s, "GNUPLOT")); /* no version */
    assert_null(strstr(svg.s, "<script"));
    assert_non_null(strstr(svg.s, "fill=\"#ffffff\""));
    assert_int_equal(figure_draw(&again, NULL, &f.r, &err), FIGURE_DRAWN);
    assert_string_equal(svg.s, again.s); /* the same bytes */
    text_clear(&svg);
    text_clear(&again);
}

/* Each of these would run a program, write a file or end the string, if it
 * were ever read as gnuplot's code. */
static void hostile_labels_stay_text(void **state)
{
    static const char mark[] = "/tmp/assay-hostile-mark";
    static char *const bad[] = {
        "`touch /tmp/assay-hostile-mark`",
        "'; system('touch /tmp/assay-hostile-mark'); print '",
        "\"; system(\"touch /tmp/assay-hostile-mark\") #",
        "a\nset output '/tmp/assay-hostile-mark'\nreplot",
        "a\r\n!touch /tmp/assay-hostile-mark\n",
        "x' noenhanced; set print '/tmp/assay-hostile-mark'; print 1 #",
        "@system {/Symbol a}_{x^2} \\\\ \\n &{} @bogus",
        "EOD\nEND\n!touch /tmp/assay-hostile-mark",
        "</text><script>alert(1)</script>",
        "&#0; &bogus; ]]> <!-- -->",
        "ends in a backslash \\",
        "ends in a quote '",
        "{ unbalanced } } {",
        "%s %n %d $1 $(id)",
        "\xff\xfe broken \xc3",
    };
    (void)state;
    unlink(mark);
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        fixture f;
        text_buf svg = {0}, err = {0};
        build(&f, bad[i], bad[i]);
        figure_status st = figure_draw(&svg, NULL, &f.r, &err);
        if (st != FIGURE_DRAWN)
            fail_msg("label %zu: %s", i, err.s);
        assert_null(strstr(svg.s, "<script"));
        assert_int_not_equal(access(mark, F_OK), 0);
        text_clear(&svg);
        text_clear(&err);
    }
}

static void commands_are_lines_of_ours(void **state)
{
    fixture f;
    text_buf s = {0};
    (void)state;
    build(&f, "t", "a\nreplot\nb");
    assert_int_equal(figure_curves_script(&s, NULL, &f.r), FIGURE_DRAWN);
    assert_null(strstr(s.s, "\nreplot"));
    assert_non_null(strstr(s.s, "'a replot b'"));
    text_clear(&s);
}

static void undefined_values_leave_gaps(void **state)
{
    fixture f;
    text_buf s = {0};
    (void)state;
    build(&f, "t", "l");
    assert_int_equal(figure_curves_script(&s, NULL, &f.r), FIGURE_DRAWN);
    /* midpoint and both ends; an empty line where nothing is defined */
    assert_non_null(strstr(s.s, "$d0 << END\n0.5 1.25 1 1.5\n1 2 2 2\n"));
    assert_non_null(strstr(s.s, "$d1 << END\n0.5 4 4 4\n\n1.5 2 2 2\n"));
    text_clear(&s);
}

static void nothing_defined_is_no_picture(void **state)
{
    fixture f;
    text_buf s = {0}, err = {0};
    (void)state;
    build(&f, "t", "l");
    for (int i = 0; i < ROWS * 3 * COLS; i++)
        f.cells[i].defined = false;
    assert_int_equal(figure_draw(&s, NULL, &f.r, &err), FIGURE_EMPTY);
    f.r.nrows = 0;
    assert_int_equal(figure_draw(&s, NULL, &f.r, &err), FIGURE_EMPTY);
    assert_true(s.s == NULL);
}

static void infinite_values_are_not_drawn(void **state)
{
    fixture f;
    text_buf s = {0}, err = {0};
    (void)state;
    build(&f, "t", "l");
    f.cells[0].v = (enclosure){"-inf", "1"};
    f.cells[6].v = (enclosure){"1", "nan"};
    assert_int_equal(figure_draw(&s, NULL, &f.r, &err), FIGURE_DRAWN);
    assert_null(strstr(s.s, "nan"));
    assert_null(strstr(s.s, "inf"));
    text_clear(&s);
}

static void constant_and_log_axes_draw(void **state)
{
    fixture f;
    text_buf s = {0}, err = {0};
    (void)state;
    build(&f, "t", "l");
    for (int i = 0; i < ROWS * 3 * COLS; i++)
        f.cells[i] = (cell){true, {"7", "7"}};
    assert_int_equal(figure_draw(&s, NULL, &f.r, &err), FIGURE_DRAWN);
    text_clear(&s);
    f.opt[3] = (option){.key = "yscale", .text = "log"};
    f.it.nopts = 4;
    f.cells[0].v = (enclosure){"-1", "-1"}; /* nowhere on such an axis */
    f.cells[6].v = (enclosure){"1e-30", "1e-30"};
    f.cells[12].v = (enclosure){"1e-400", "1e-400"}; /* 0 as a double */
    assert_int_equal(figure_draw(&s, NULL, &f.r, &err), FIGURE_DRAWN);
    assert_non_null(strstr(s.s, "10⁻³⁰"));
    text_clear(&s);
}

/* Where doubles end, sums and powers of them do: no endless list of tics, no
 * infinite range. */
static void ends_of_doubles_draw(void **state)
{
    static char *const value[][2] = {{"1.7e308", "-1.7e308"},
                                     {"1e300", "5e-324"},
                                     {"1e-300", "1e300"}};
    (void)state;
    for (size_t i = 0; i < 3; i++)
        for (size_t log = 0; log < 2; log++) {
            fixture f;
            text_buf s = {0}, err = {0};
            build(&f, "t", "l");
            f.opt[3] = (option){.key = "yscale", .text = "log"};
            f.it.nopts = 3 + log;
            f.cells[0].v = (enclosure){value[i][0], value[i][0]};
            f.cells[6].v = (enclosure){value[i][1], value[i][1]};
            assert_int_equal(figure_draw(&s, NULL, &f.r, &err), FIGURE_DRAWN);
            assert_false(figure_is_empty(&f.r));
            text_clear(&s);
            for (int k = 0; k < ROWS * 3 * COLS; k++)
                f.cells[k] = (cell){true, {"1.7e308", "1.7e308"}};
            assert_int_equal(figure_draw(&s, NULL, &f.r, &err), FIGURE_EMPTY);
            assert_true(figure_is_empty(&f.r));
        }
}

static void every_style_draws(void **state)
{
    static char *const styles[] = {"line", "points", "steps", "band"};
    (void)state;
    for (int i = 0; i < 4; i++) {
        fixture f;
        text_buf s = {0}, err = {0};
        build(&f, "t", "l");
        f.col[0].style = styles[i];
        for (int k = 0; k < ROWS; k++)
            f.cells[k * 3 * COLS + COLS] = (cell){true, {"5", "5"}};
        assert_int_equal(figure_draw(&s, NULL, &f.r, &err), FIGURE_DRAWN);
        text_clear(&s);
    }
}

/* for S in {one, two}, x in {1, 2}: the second column is the same for both. */
static void groups_have_names_and_share_bands(void **state)
{
    static const char text[] =
        "let one = 1\nlet two_b = 2\n"
        "figure f \"F\"\n for S in {one, two_b}, x in {1, 2}\n"
        " curves v = S*x, ref \"reference\" = 1 to 2 as band\n";
    program *prog = program_new();
    lang_errors errs = {0};
    char *labels[] = {"1", "1", "1", "2", "2", "1", "2", "2"};
    char *names[] = {"S", "x"};
    cell cells[4 * 6];
    text_buf s = {0};
    (void)state;
    assert_true(program_parse(prog, "t", 1, text, strlen(text), &errs));
    memset(cells, 0, sizeof cells);
    for (int i = 0; i < 4; i++) {
        cells[6 * i] = (cell){true, {lo[i], lo[i]}};
        cells[6 * i + 1] = (cell){true, {lo[0], lo[0]}};
        cells[6 * i + 3] = (cell){true, {lo[1], lo[1]}};
    }
    result r = {.it = program_find(prog, "f"), .nrows = 4, .ncells = 6,
                .cells = cells, .row_label = labels, .nlabels = 2,
                .label_name = names};
    assert_int_equal(figure_curves_script(&s, prog, &r), FIGURE_DRAWN);
    assert_non_null(strstr(s.s, "title 'v, one'"));
    assert_non_null(strstr(s.s, "title 'v, two b'"));
    const char *ref = strstr(s.s, "title 'reference'");
    assert_non_null(ref);
    assert_null(strstr(ref + 1, "title 'reference"));
    text_clear(&s);
    /* no program, no names; another value in one group, two references */
    cells[7].v = (enclosure){lo[2], lo[2]};
    assert_int_equal(figure_curves_script(&s, NULL, &r), FIGURE_DRAWN);
    assert_non_null(strstr(s.s, "title 'v, S = 2'"));
    assert_non_null(strstr(s.s, "title 'reference, S = 1'"));
    assert_non_null(strstr(s.s, "title 'reference, S = 2'"));
    text_clear(&s);
    program_free(prog);
}

static void csv_has_both_ends(void **state)
{
    fixture f;
    text_buf s = {0};
    (void)state;
    build(&f, "t", "l");
    f.cells[2 * COLS] = (cell){true, {"0.9", "0.9"}}; /* a paper's value */
    figure_csv(&s, &f.r);
    assert_string_equal(
        s.s, "x,first_lo,first_hi,first_paper_lo,first_paper_hi,second_lo,"
             "second_hi\n"
             "1/2,1,1.5,0.9,0.9,4,4\n"
             "1,2,2,,,,\n"
             "3/2,3,3,,,2,2\n"
             "2,4,4,,,1,1\n");
    text_clear(&s);
}

static void numbers_are_read(void **state)
{
    (void)state;
    assert_true(axis_number("-1/4") < 0 && axis_number("-1/4") * 4 > -2);
    assert_true(axis_number("1e3") > 999 && axis_number("1e3") < 1001);
    assert_true(isnan(axis_number("1/0")));
    assert_true(isnan(axis_number("")));
    assert_true(isnan(axis_number("x")));
    assert_true(isnan(axis_number("1 2")));
    assert_true(isnan(axis_number(NULL)));
    assert_true(isinf(axis_number("-inf")));
}

static void a_missing_program_is_said(void **state)
{
    fixture f;
    text_buf s = {0}, err = {0};
    char *path = strdup(getenv("PATH"));
    (void)state;
    build(&f, "t", "l");
    setenv("PATH", "/nonexistent", 1);
    figure_status st = figure_draw(&s, NULL, &f.r, &err);
    figure_node n = {"a", VERDICT_PROVED, NULL, 0, NULL};
    figure_status st2 = figure_graph(&s, &n, 1, "t", &err);
    setenv("PATH", path, 1);
    free(path);
    assert_int_equal(st, FIGURE_NO_PROGRAM);
    assert_int_equal(st2, FIGURE_NO_PROGRAM);
    assert_non_null(strstr(err.s, "gnuplot cannot be started"));
    assert_non_null(strstr(err.s, "dot cannot be started"));
    assert_true(s.s == NULL);
    text_clear(&err);
}

static void broken_scripts_are_failures(void **state)
{
    static const char *const bad[] = {"bogus\n", "", "set terminal svg\n",
                                      "set terminal svg\nplot nosuch\n"};
    (void)state;
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        text_buf script = {0}, svg = {0}, err = {0};
        text_put(&script, bad[i]);
        assert_int_equal(figure_gnuplot(&svg, &script, "t", "d", &err),
                         FIGURE_NO_PROGRAM);
        assert_true(svg.s == NULL);
        assert_non_null(err.s);
        assert_null(strchr(err.s, '\n'));
        text_clear(&script);
        text_clear(&err);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(draws_a_complete_picture),
        cmocka_unit_test(hostile_labels_stay_text),
        cmocka_unit_test(commands_are_lines_of_ours),
        cmocka_unit_test(undefined_values_leave_gaps),
        cmocka_unit_test(nothing_defined_is_no_picture),
        cmocka_unit_test(infinite_values_are_not_drawn),
        cmocka_unit_test(constant_and_log_axes_draw),
        cmocka_unit_test(ends_of_doubles_draw),
        cmocka_unit_test(every_style_draws),
        cmocka_unit_test(groups_have_names_and_share_bands),
        cmocka_unit_test(csv_has_both_ends),
        cmocka_unit_test(numbers_are_read),
        cmocka_unit_test(a_missing_program_is_said),
        cmocka_unit_test(broken_scripts_are_failures),
    };
    return cmocka_run_group_tests(tests, NULL, NULL) != 0;
}

/* One picture from two gnuplots: what each writes for the same script. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "../../figures/settle.h"

#include <string.h>

#define HEAD \
    "<?xml version=\"1.0\"?>\n<svg>\n<title>t</title>\n<desc>d</desc>\n" \
    "\n<g id=\"gnuplot_canvas\">\n\n<defs>\n\t<use id='gpPt6'/>\n</defs>\n"
#define G "<g fill=\"none\" color=\"black\" stroke=\"currentColor\">\n"
#define BORDER "\t<path stroke='rgb( 51,  51,  51)' d='M84.50,19.51 '/>"
#define KEY \
    "\t<g transform=\"translate(1,2)\" fill=\"black\">\n" \
    "\t\t<text>key</text>\n\t</g>\n"
#define LABEL(TURN) \
    "\t<g transform=\"translate(20.79,191.27) rotate(" TURN ")\" " \
    "fill=\"red\">\n\t\t<text>rate</text>\n\t</g>\n"
#define TIC \
    "\t<g transform=\"translate(10.00,5.00)\" fill=\"red\">\n" \
    "\t\t<text>1.00) rotate(9.00)</text>\n\t</g>\n"
#define CURVE G KEY "</g>\n" G BORDER "</g>\n"

/* gnuplot 5.4 labels the axes before the curves, 6.0 after them. */
static const char old[] = HEAD G TIC "</g>\n" G LABEL("270") "</g>\n" G
    "</g>\n\t<g id=\"gnuplot_plot_1\" ><title>gnuplot_plot_1</title>\n"
    "<g fill=\"none\" color=\"#FFFFFF\" stroke=\"currentColor\">\n</g>\n"
    CURVE "\t</g>\n" G BORDER "</g>\n</g>\n</svg>\n\n";
static const char new[] = HEAD G TIC "</g>\n"
    "\t<g id=\"gnuplot_plot_1\"  fill=\"none\"><title>gnuplot_plot_1</title>\n"
    "<g fill=\"none\" color=\"#FFFFFF\" stroke=\"rgb( 51,  51,  51)\">\n</g>\n"
    CURVE "\t</g>\n" G BORDER LABEL("270.00") "</g>\n" G "</g>\n"
    "</g>\n</svg>\n\n";
static const char want[] = HEAD
    "\t<g id=\"gnuplot_plot_1\"><title>gnuplot_plot_1</title>\n"
    CURVE "\t</g>\n" G BORDER "</g>\n" TIC LABEL("270") "</g>\n</svg>\n\n";

static void check(const char *svg, const char *wanted)
{
    text_buf b = {0};
    text_put(&b, "before ");
    settle_svg(&b, svg);
    assert_memory_equal(b.s, "before ", 7);
    assert_string_equal(b.s + 7, wanted);
    assert_int_equal(b.len, strlen(wanted) + 7);
    text_clear(&b);
}

static void test_versions(void **state)
{
    (void)state;
    check(old, want);
    check(new, want);
    check(want, want);
}

/* Whatever is not whole is left as it is: no byte lost. */
static void test_other_shapes(void **state)
{
    (void)state;
    static const char *const same[] = {
        "",
        "<svg></svg>",
        "no tag at all",
        "<svg>\n<g id=\"gnuplot_plot_1\" >\n</svg>\n",
        "<svg>\n<g transform=\"translate(1,2)\"><text>",
        "<svg>\n<g a=\"1\">\n</g>\n<g",
        "<svg>\n<g a=\"1\">\n</g>\n</svg>\n",
    };
    for (size_t i = 0; i < sizeof same / sizeof *same; i++)
        check(same[i], same[i]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_versions),
        cmocka_unit_test(test_other_shapes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL) != 0;
}

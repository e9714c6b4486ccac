/* Colours, strokes and sizes that all pictures share. */
#include "style.h"

#define COUNT(a) (sizeof(a) / sizeof *(a))

void style_preamble(text_buf *s, int height)
{
    text_printf(s,
                "set encoding utf8\n"
                "set terminal svg size %d,%d noenhanced background "
                "rgb '#ffffff' font '" STYLE_FONT ",14' linewidth 1\n"
                "set border 3 lw 0.9 lc rgb '#333333'\n"
                "set tics nomirror out scale 0.6,0.3 textcolor "
                "rgb '#333333'\n"
                "set grid xtics ytics back lt 1 lw 0.6 lc rgb '#e2e2e2'\n"
                "set style textbox opaque noborder fillcolor rgb '#ffffff'\n"
                "set samples 2\n",
                STYLE_WIDTH, height);
}

const char *style_colour(size_t i)
{
    static const char *const c[] = {"#0072b2", "#d55e00", "#009e73",
                                    "#cc79a7", "#000000", "#e69f00",
                                    "#56b4e9"};
    return i == STYLE_NO_METHOD ? "#666666" : c[i % COUNT(c)];
}

/* Half way to white. */
const char *style_pale(size_t i)
{
    static const char *const c[] = {"#7fb8d8", "#eaae7f", "#7fceb9",
                                    "#e5bcd3", "#a6a6a6", "#f2cf7f",
                                    "#aad9f4"};
    return i == STYLE_NO_METHOD ? "#b2b2b2" : c[i % COUNT(c)];
}

const char *style_dash(size_t i)
{
    static const char *const d[] = {"1",           "(9,4)", "(2.5,3)",
                                    "(10,3,2,3)",  "(16,5)",
                                    "(10,3,2,3,2,3)"};
    return d[i % COUNT(d)];
}

int style_point(size_t i, bool filled)
{
    static const int p[] = {7, 5, 9, 11, 13};
    return p[i % COUNT(p)] - !filled;
}

/* An axis's range, scale and tics, chosen here and not by gnuplot. */
#include "axis.h"

#include "typeset.h"

#include "../numerics/base/rational.h"

#include <gmp.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

double axis_number(const char *s)
{
    if (s == NULL || *s == '\0')
        return NAN;
    if (strchr(s, '/') == NULL) {
        char *end;
        double v = strtod(s, &end);
        return *end == '\0' ? v : NAN;
    }
    mpq_t q;
    mpq_init(q);
    double v = NAN;
    if (rational_read(q, s, strlen(s)))
        v = rational_near(q);
    mpq_clear(q);
    return v;
}

/* Far from where doubles end: gnuplot, and the sums and powers below, need
 * some room around what is drawn. */
bool axis_can_show(const axis *a, double v)
{
    return fabs(v) <= 1e300 && (!a->log || v >= 1e-300);
}

void axis_take(axis *a, double v)
{
    if (a->fixed || !axis_can_show(a, v))
        return;
    if (!a->any || v < a->lo)
        a->lo = v;
    if (!a->any || v > a->hi)
        a->hi = v;
    a->any = true;
}

void axis_settle(axis *a)
{
    if (a->fixed || !a->any)
        return;
    if (!a->log) {
        double pad = a->hi > a->lo ? (a->hi - a->lo) * (a->snug ? 0 : 0.05)
                     : a->lo != 0 ? fabs(a->lo) * 0.1 : 1;
        /* a range of non-negative values keeps 0 as its foot when near */
        bool foot = a->lo >= 0 && a->lo <= (a->hi - a->lo) * 0.3;
        a->lo = foot ? 0 : a->lo - pad;
        a->hi += pad;
    } else if (a->name == 'y' && a->hi > a->lo * 30) {
        a->lo = pow(10, floor(log10(a->lo) + 1e-9));
        a->hi = pow(10, ceil(log10(a->hi) - 1e-9));
    } else {
        a->lo /= 1.1;
        a->hi *= 1.1;
    }
}

double axis_place(const axis *a, double v)
{
    if (a->log)
        return log(v / a->lo) / log(a->hi / a->lo);
    return (v - a->lo) / (a->hi - a->lo);
}

double axis_measure(const axis *a, double lo, double hi)
{
    return axis_place(a, hi) - axis_place(a, lo);
}

void axis_widen(axis *a, double part)
{
    double w = (a->hi - a->lo) * part;
    a->lo -= w;
    a->hi += w;
    a->fixed = true;
}

static void put_power(text_buf *s, int m, int e)
{
    static const char *const digit[] = {"⁰", "¹", "²", "³", "⁴",
                                        "⁵", "⁶", "⁷", "⁸", "⁹"};
    char buf[16];
    if (e >= -2 && e <= 3) {
        text_printf(s, "'%.*f'", e < 0 ? -e : 0, m * pow(10, e));
        return;
    }
    text_put(s, "'");
    if (m != 1)
        text_printf(s, "%d×", m);
    text_put(s, "10");
    if (e < 0)
        text_put(s, "⁻");
    snprintf(buf, sizeof buf, "%d", abs(e));
    for (const char *p = buf; *p != '\0'; p++)
        text_put(s, digit[*p - '0']);
    text_put(s, "'");
}

/* Labelled tics at powers of ten (at 1, 2, 5 times them on short axes), small
 * ones in between. */
static void log_tics(text_buf *s, const axis *a)
{
    int e0 = (int)floor(log10(a->lo)), e1 = (int)ceil(log10(a->hi));
    double decades = log10(a->hi / a->lo);
    int step = decades > 9 ? (int)ceil(decades / 8) : 1;
    const char *sep = "";
    text_printf(s, "set %ctics (", a->name);
    for (int e = e0; e <= e1; e++)
        for (int m = 1; m < 10; m++) {
            double v = m * pow(10, e);
            if (v < a->lo * (1 - 1e-9) || v > a->hi * (1 + 1e-9))
                continue;
            bool named = m == 1 ? (e - e0) % step == 0
                                : decades < 1.6 && (m == 2 || m == 5);
            if (!named && (step > 1 || decades > 6))
                continue;
            text_put(s, sep);
            if (named)
                put_power(s, m, e);
            else
                text_put(s, "''");
            text_printf(s, " %.17g %d", v, !named);
            sep = ", ";
        }
    text_put(s, ")\n");
}

void axis_script(text_buf *s, const axis *a)
{
    text_printf(s, "set %crange [%.17g:%.17g]\n", a->name, a->lo, a->hi);
    if (a->log) {
        text_printf(s, "set logscale %c 10\n", a->name);
        log_tics(s, a);
    } else {
        double m = fmax(fabs(a->lo), fabs(a->hi));
        text_printf(s, "set format %c '%s'\n", a->name,
                    m >= 1e6 || m < 1e-3 ? "%.2g" : "%g");
    }
    if (a->label != NULL) {
        text_printf(s, "set %clabel ", a->name);
        typeset_gnuplot(s, a->label, 90);
        text_put(s, " textcolor rgb '#111111'");
        text_put(s, a->name == 'x' ? " offset 0,0.4\n" : "\n");
    }
}

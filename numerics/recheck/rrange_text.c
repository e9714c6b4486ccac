/* A range of the second engine as text: for messages only, nothing is read
 * back from it. */
#include "rrange.h"

#include <stdio.h>
#include <string.h>

static void end_text(char *out, size_t size, const arf_t x, bool upper)
{
    mpfr_t m;
    mpfr_init2(m, 80);
    arf_get_mpfr(m, x, upper ? MPFR_RNDU : MPFR_RNDD);
    mpfr_snprintf(out, size, upper ? "%.25RUg" : "%.25RDg", m);
    mpfr_clear(m);
}

void rrange_text(char *out, size_t size, const rrange *a)
{
    char lo[80], hi[80];
    if (!a->ok) {
        snprintf(out, size, "undefined");
        return;
    }
    end_text(lo, sizeof lo, &a->lo, false);
    end_text(hi, sizeof hi, &a->hi, true);
    snprintf(out, size, "%c%s, %s%c", a->lo_open ? '(' : '[', lo, hi,
             a->hi_open ? ')' : ']');
}

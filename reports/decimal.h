/* reports/decimal.h: enclosures as decimals that say how good they are. */
#ifndef ASSAY_DECIMAL_H
#define ASSAY_DECIMAL_H

#include "../numerics/base/text.h"
#include "../theory/audit/audit.h"

#include <gmp.h>
#include <stdbool.h>

typedef enum {
    DECIMAL_PLAIN,
    DECIMAL_MARKDOWN,
    DECIMAL_POWER /* Markdown, always with a power of ten (0 stays 0) */
} decimal_style;

/* A decimal ("-12.5e-3") as an exact rational; false for anything else,
 * infinities included, and for exponents beyond a million. */
bool decimal_read(mpq_ptr q, const char *s);

/* "0.10041956(1)": the value lies within one unit of the last digit shown,
 * which holds because [lo, hi] lies there (exact arithmetic).  At most
 * `digits` significant digits (0: 12).  A value known exactly, lo = hi, that
 * fits is printed without (1).  Where no digit is certain, "[lo, hi]".
 * Powers of ten: "1.2(1)e-7", in Markdown "1.2(1)×10⁻⁷". */
void decimal_show(text_buf *b, const enclosure *e, long digits,
                  decimal_style style);

/* Does decimal_show write this with a power of ten of its own accord? */
bool decimal_has_power(const enclosure *e, long digits);

/* True when all numbers of [lo, hi] share their first `digits` digits. */
bool decimal_has_prefix(const enclosure *e, long digits);

/* "3.14159...": the digits that all numbers of [lo, hi] share, at most
 * `digits` significant ones, cut off and followed by "..." unless exact.
 * As decimal_show where they share fewer than that would print. */
void decimal_show_prefix(text_buf *b, const enclosure *e, long digits);

#endif

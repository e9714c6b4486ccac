/* figures/typeset.h: names in plots as mathematicians write them. */
#ifndef ASSAY_TYPESET_H
#define ASSAY_TYPESET_H

#include "../numerics/base/text.h"

/* Appends s with `q_1` as q₁, `alpha` as α, `sigma_2` as σ₂ and `sqrt(` as
 * √(; every other byte as it is.  Letters and digits only are replaced, so
 * that what is harmless stays so. */
void typeset_text(text_buf *out, const char *s);
/* The same as a string for gnuplot: see label_gnuplot. */
void typeset_gnuplot(text_buf *out, const char *s, size_t max);

#endif

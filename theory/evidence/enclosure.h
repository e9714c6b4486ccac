/* theory/evidence/enclosure.h: a number between two printed ends. */
#ifndef ASSAY_ENCLOSURE_H
#define ASSAY_ENCLOSURE_H

#include "../../numerics/enclose/iv.h"
#include "evidence.h"

/* Both ends with `digits` significant digits, rounded outward (outward.h). */
void enclosure_from_iv(enclosure *e, iv_srcptr v, long digits);
void enclosure_from_q(enclosure *e, mpq_srcptr lo, mpq_srcptr hi, long digits);
void enclosure_clear(enclosure *e);

#endif

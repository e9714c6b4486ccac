/* numerics/enclose/iv_wave.h: what sine, cosine and tangent share: how they behave
 * between two points. */
#ifndef ASSAY_IV_WAVE_H
#define ASSAY_IV_WAVE_H

#include "iv_internal.h"

/* How a function whose derivative changes sign only at simple zeros pi apart
 * behaves between two points. */
typedef enum {
    IV_WAVE_RISING,
    IV_WAVE_FALLING,
    IV_WAVE_PEAK,
    IV_WAVE_VALLEY,
    IV_WAVE_ANY
} iv_wave_shape;

/* The shape of sin (or cos) over a, which is defined. */
iv_wave_shape iv_wave_between(iv_srcptr a, bool of_sin);
/* r = sin a (or cos a). */
void iv_wave_apply(iv_ptr r, iv_srcptr a, bool of_sin);

#endif

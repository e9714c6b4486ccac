/* numerics/enclose/quad_panel.h: one panel of an integral's range, for quad.c. */
#ifndef ASSAY_QUAD_PANEL_H
#define ASSAY_QUAD_PANEL_H

#include "quad.h"

/* [p, q], perhaps infinite; v encloses the integral over it where f is known
 * there, and `error` is how much of v's width cutting may take away.  Where
 * it is `pending` that is a Taylor remainder's part, and the polynomial that
 * goes with it is not there yet.  far, where there is one (has_far), encloses
 * f's Taylor coefficient of the highest order on the panel. */
typedef struct {
    mpfr_t p, q, error;
    iv_struct v, far;
    bool p_outer, q_outer, known, pending, has_far;
    bool decided, continuous; /* f on it */
    int depth;
} quad_panel;

/* Fills v, error, known, and the flags; takes a step. */
void quad_panel_measure(quad *w, quad_panel *s, bool parts);
/* v by the polynomial, where that is pending. */
void quad_panel_expand(quad *w, quad_panel *s);
/* By the germ at the panel's outer or infinite end; x_t is the panel. */
bool quad_panel_by_germ(quad *w, quad_panel *s, germ_answer *answer);

/* quad_kink.c: m inside the panel, beside a kink of f; false: there is none, or
 * it is cut as well in the middle. */
bool quad_kink_cut(quad *w, const quad_panel *s, mpfr_ptr m);

void quad_panel_set_range(iv_ptr r, mpfr_srcptr p, mpfr_srcptr q, bool p_open,
                          bool q_open);
void quad_panel_width(mpfr_ptr r, iv_srcptr v); /* at least v's */
void quad_panel_magnitude(mpfr_ptr r, iv_srcptr x);

#endif

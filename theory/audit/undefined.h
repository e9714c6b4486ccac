/* theory/audit/undefined.h: parts of expressions that are undefined, in words. */
#ifndef ASSAY_UNDEFINED_H
#define ASSAY_UNDEFINED_H

#include "../../numerics/enclose/eval.h"

/* The innermost part of f that ev cannot show defined over its present box,
 * in words ("log(r - 1)"); NULL when f is defined.  *certain: it is undefined
 * at every point of the box. */
char *undefined_part(const expr_pool *pool, eval *ev, expr f,
                     char *const *names, int nvars, bool *certain,
                     bool *is_mass);
/* is_mass: f has a value where an integral is 1, as a density's is, and only
 * there; the words are the integral's.  Otherwise they are f's. */
char *undefined_part_words(const expr_pool *pool, expr f, char *const *names,
                           int nvars, bool *is_mass);
/* f in the claim language's own notation, cut short where it is long. */
char *undefined_words(const expr_pool *pool, expr f, char *const *names,
                      int nvars);

#endif

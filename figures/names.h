/* figures/names.h: the names behind values that stand for something. */
#ifndef ASSAY_NAMES_H
#define ASSAY_NAMES_H

#include "../theory/audit/audit.h"

/* A binder over a list of names, `for S in {ho_scaled, cosine}`, where each
 * is a constant `let` with a number: the name that has this value, or NULL.
 * k counts the row labels (finite binders); prog may be NULL. */
const char *names_of_label(const program *prog, const result *r, size_t row,
                           size_t k);
/* The same of any value q of the item's binder `name`. */
const char *names_of_value(const program *prog, const item *it,
                           const char *name, mpq_srcptr q);
/* What to show for a row label: the name if there is one, else the value. */
const char *names_show_label(const program *prog, const result *r, size_t row,
                             size_t k);

#endif

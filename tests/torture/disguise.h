/* tests/torture/disguise.h: rational constants in other clothes. */
#ifndef ASSAY_DISGUISE_H
#define ASSAY_DISGUISE_H

#include "../../numerics/base/text.h"

/* A small random program, a claim or a constant "a", whose rational constants
 * stand between marks; malloc'd. */
char *disguise_template(void);
/* The program with its constants as they are, or some of them disguised, as
 * an equal root, quotient, fold, log(exp) or definition; malloc'd.  *dressed:
 * how many. */
char *disguise_plain(const char *template);
char *disguise_dress(const char *template, long *dressed);

#endif

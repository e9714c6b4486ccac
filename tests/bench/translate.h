/* tests/bench/translate.h: statements in other provers' syntax.
 *
 * Reads the plain infix of tests/peer/problems.jsonl, differentiates it by
 * the rules of calculus, and writes it as another tool wants it.  Exact
 * decimals stay exact: as fractions, or as strings that the tool encloses.
 */
#ifndef ASSAY_BENCH_TRANSLATE_H
#define ASSAY_BENCH_TRANSLATE_H

#include <stdbool.h>
#include <stdio.h>

typedef struct term term;
typedef struct forest forest; /* owns terms */

forest *forest_new(void);
void forest_free(forest *f); /* with all its terms; NULL is harmless */

/* The tree of an expression; NULL when it is not understood. */
term *term_parse(forest *f, const char *text);
term *term_minus(forest *f, term *a, term *b);
/* d t / d var; the derivative of abs(u) is sign(u) u'. */
term *term_derive(forest *f, term *t, const char *var);

typedef enum { AS_COQ, AS_SOLLYA, AS_OCTAVE, AS_PYTHON, AS_SMT } dialect;

/* Writes t.  False if t uses a function the tool has not.  For Octave and
 * Python every number is a variable, such as n0d1 for 0.1 ... */
bool term_print(FILE *out, const term *t, dialect d);
/* The same in SMT-LIB's prefix form; false if t has more than arithmetic and
 * absolute values. */
bool term_print_smt(FILE *out, const term *t);
/* Before it: t's square roots become variables, which are declared with their
 * equations, *roots of them so far, and its denominators are said not to be
 * 0.  False as above. */
bool term_define_smt(FILE *out, term *t, int *roots);
/* ... which this declares, as num("0.1"): the smallest interval around it. */
void term_declare(FILE *out, const term *t, dialect d);

#endif

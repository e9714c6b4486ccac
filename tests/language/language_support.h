/* tests/language/language_support.h: short ways to parse and elaborate. */
#ifndef ASSAY_TEST_LANGUAGE_SUPPORT_H
#define ASSAY_TEST_LANGUAGE_SUPPORT_H

#include "../../theory/document/document.h"

/* A program from one block of text; fails the test, showing the errors, when
 * there are any. */
program *lang_program(const char *text);
/* The errors of a block that must have some; "line:col message" each, joined
 * by newlines; malloc'd. */
char *lang_complaints(const char *text);
/* What `expression` comes out as after the definitions in `lets`: "-7/3", or
 * prefix form when it is not a rational; malloc'd.  Errors: their text. */
char *lang_value(const char *lets, const char *expression);
void lang_assert_value(const char *lets, const char *expression,
                       const char *want);

/* What a statement's instances look like, one line each:
 * "T=2 t=1 | x in (0, 1] | hyp > 0 .. | goal >= 0 .."; malloc'd.  Errors:
 * "line:col message". */
char *lang_instances(const char *text, const char *id);
/* Instances only counted; fails on errors. */
size_t lang_count(elab *e, const item *it);
/* A file of the source tree, from ASSAY_SOURCE or the working directory. */
char *lang_source_path(const char *relative);

#endif

/* tests/theory/sentence_judge.h: statements made of what a sentence says, put
 * to the judge. */
#ifndef ASSAY_TESTS_SENTENCE_JUDGE_H
#define ASSAY_TESTS_SENTENCE_JUDGE_H

#include "../../theory/theory.h"

/* An item, and the definitions that it may need. */
typedef struct {
    const program *prog;
    const item *it;
    const result *r;
} subject;

/* A statement about the subject: what is shown, with the unknown (of a
 * constant) or `name` standing for `value` (NULL: nothing), at the coordinates
 * of a point (text as in sentences; NULL or "": everywhere). */
typedef struct {
    const char *value;
    const char *at;
    const char *show; /* NULL: the subject's own chain */
    const char *kind; /* NULL: "claim" */
} question;

/* What the judge answers; VERDICT_NONE: an error, printed. */
verdict_kind ask(const subject *s, question q);
/* The same for a statement without variables: "1/3 <= 0.34". */
verdict_kind ask_closed(const subject *s, const char *show);
/* The instances that the subject's binders and conditions have. */
size_t ask_instances(const subject *s);
/* Side k of the subject's chain as text; the larger side of relation k (from
 * 1) minus the other, both malloc'd. */
char *side_of(const subject *s, size_t k);
char *difference_of(const subject *s, size_t relation);
/* printf into fresh memory. */
char *words(const char *fmt, ...) __attribute__((format(printf, 1, 2)));
/* The text with (value) for each word `name`. */
char *with_value(const char *text, const char *name, const char *value);
/* The value of `name` in "x = 1/2, n = 3", malloc'd; NULL: not there. */
char *coordinate(const char *at, const char *name);
/* The ends that a number as printed stands for: "0.12(1)", "[1, 2]", "1/3". */
void number_ends(const char *s, char **lo, char **hi);

#endif

/* reports/sentence.h: evidence in English, for the terminal and the report.
 *
 * Every sentence of an answer is made here, from the records of
 * theory/evidence/evidence.h and from nothing else.  tests/reports/test_sentences.c
 * reads each of them back as a statement and asks the judge.
 */
#ifndef ASSAY_SENTENCE_H
#define ASSAY_SENTENCE_H

#include "../numerics/base/text.h"
#include "../theory/audit/audit.h"

#include <stdbool.h>

/* "margin", "at least 0.1": plain text, lower case, without a full stop. */
typedef struct {
    const char *label;
    char *text;
} sentence;

typedef struct {
    sentence *v;
    size_t n;
} sentences;

/* All that r's evidence says.  The first is why the verdict stands, under the
 * label "evidence". */
void sentence_make(sentences *s, const result *r);
void sentence_clear(sentences *s);
/* The one with this label, or NULL. */
const char *sentence_find(const sentences *s, const char *label);

/* A few words for one line, or nothing: "at x = 1", "all 12 instances". */
void sentence_brief(text_buf *b, const result *r);
/* "x = 1/2, S = ho_scaled"; nothing where there are no coordinates.  Of r, if
 * not NULL, come the names that members of lists have. */
void sentence_point(text_buf *b, const result *r, const evidence_point *p);
/* The same, but for long values a short one near; true when there are none. */
bool sentence_near(text_buf *b, const result *r, const evidence_point *p);
/* "1/2", and for a long value a short one near; true when it is not long. */
bool sentence_short(text_buf *b, mpq_srcptr q);
/* "0.25", "22/7": exactly. */
void sentence_number(text_buf *b, mpq_srcptr q);
/* "0.25 to 0.2500000001": of a best constant that is not attained the end that
 * is proved, exactly, and the other.  False, and nothing, for any other. */
bool sentence_ends(text_buf *b, const result *r);
/* "3,996 instances" */
void sentence_count(text_buf *b, size_t n, const char *one, const char *many);
/* "12 leaves, depth 5; rules: natural 12"; nothing without a certificate. */
void sentence_certificate(text_buf *b, const result *r);
/* What the answer is worth, in view of what it uses; nothing if it uses
 * nothing, or is a map in parts, which nothing may rest on. */
void sentence_standing(text_buf *b, const result *r);

/* Private to sentence*.c; add: what b holds, if anything, is the next. */
/* The chain's relation, from 1, that goal number `goal` (from 1) belongs to,
 * and which of its sides the goal takes the other from; 0: unknown. */
size_t sentence_relation(const result *r, size_t goal, bool *left_first);
bool sentence_is_finite(const char *decimal);
void sentence_add(sentences *s, const char *label, text_buf *b);
void sentence_of_number(sentences *s, const result *r);
void sentence_of_argument(sentences *s, const result *r);
void sentence_of_reason(sentences *s, const result *r);

#endif

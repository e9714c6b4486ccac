/* tests/theory/sentence_reader.h: English back into its parts.
 *
 * A template is text with slots:
 *   {N} a number as printed    {C} a count, "3,996"    {W} a name
 *   {P} coordinates, "x = 1/2, n = 3"       {T} any text, as little as fits
 *   {a|b} one of these words; nothing is one of them in {|a}
 * It knows nothing of how the sentences were made.
 */
#ifndef ASSAY_TESTS_SENTENCE_READER_H
#define ASSAY_TESTS_SENTENCE_READER_H

#include <stdbool.h>

enum { MAX_SLOTS = 12, SLOT_SIZE = 3000 };

typedef struct {
    char slot[MAX_SLOTS][SLOT_SIZE]; /* in order; a choice fills one, too */
    int n;
} reading;

/* All of s is what the template says. */
bool reader_match(const char *pattern, const char *s, reading *r);

#endif

/* tests/theory/sentence_checks.h: is a sentence true of its subject? */
#ifndef ASSAY_TESTS_SENTENCE_CHECKS_H
#define ASSAY_TESTS_SENTENCE_CHECKS_H

#include "sentence_judge.h"
#include "sentence_reader.h"

/* False when no template fits, or the judge does not confirm it. */
bool check_sentence(const subject *s, const char *label, const char *text);

/* Private: sentence_checks*.c. */
typedef struct {
    const char *label, *pattern;
    bool (*check)(const subject *s, const reading *r);
} template;
extern const template number_template[];
extern const template threshold_template[];
/* The chain's sides are equal at the point in one of its relations. */
bool sides_meet(const subject *s, const char *value, const char *at);
bool refuted_at(const subject *s, const char *value, const char *at);
/* A count, "3,996". */
size_t count_of(const char *s);

#endif

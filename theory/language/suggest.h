/* theory/language/suggest.h: "did you mean ...?" */
#ifndef ASSAY_LANGUAGE_SUGGEST_H
#define ASSAY_LANGUAGE_SUGGEST_H

#include <stddef.h>

/* The candidate nearest to `word` among those offered so far. */
typedef struct {
    const char *word;
    size_t len;
    const char *best; /* NULL: none near enough */
    size_t distance;
} suggestion;

void suggest_start(suggestion *s, const char *word, size_t len);
void suggest_offer(suggestion *s, const char *candidate);
/* "; did you mean `alpha`?" in buf, or "" when nothing is near. */
const char *suggest_text(const suggestion *s, char *buf, size_t size);

#endif

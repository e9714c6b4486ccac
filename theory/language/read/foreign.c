/* The table of foreign words.  It only makes messages. */
#include "foreign.h"

#include <string.h>

static const struct {
    foreign_kind kind;
    const char *what, *sentence;
} rows[] = {
#define FOREIGN(KIND, what, sentence) {FOREIGN_##KIND, what, sentence},
#include "foreign.def"
#undef FOREIGN
};

const char *foreign_find(foreign_kind kind, const char *s, size_t n)
{
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (rows[i].kind == kind && strlen(rows[i].what) == n &&
            !memcmp(rows[i].what, s, n))
            return rows[i].sentence;
    return NULL;
}

const char *foreign_meaning(const char *word)
{
    static const struct {
        const char *word, *meaning;
    } fixed[] = {{"e", "Euler's number"},       {"i", "the imaginary unit"},
                 {"zeta", "the zeta function"}, {"infinity", "infinity"}};
    for (size_t i = 0; i < sizeof fixed / sizeof *fixed; i++)
        if (!strcmp(fixed[i].word, word))
            return fixed[i].meaning;
    return NULL;
}

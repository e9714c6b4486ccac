/* tests/fuzz/fuzz.h: what the libFuzzer targets share. */
#ifndef ASSAY_FUZZ_H
#define ASSAY_FUZZ_H

#include "../../theory/theory.h"

#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* The input as a string: a copy that ends in NUL. */
static inline char *fuzz_string(const uint8_t *data, size_t size)
{
    char *s = malloc(size + 1);
    if (s == NULL)
        abort();
    if (size > 0)
        memcpy(s, data, size);
    s[size] = '\0';
    return s;
}

static inline void fuzz_require(bool ok, const char *what)
{
    if (ok)
        return;
    fprintf(stderr, "broken: %s\n", what);
    abort();
}

/* Small enough for a thousand inputs a second. */
static const elab_limits FUZZ_LIMITS = {.max_nodes = 20000,
                                        .max_steps = 50000,
                                        .max_instances = 50,
                                        .max_call_depth = 2000};

static inline bool fuzz_first_instances(void *ctx, const binding *binding,
                                        problem *p, const expr *chain_e,
                                        size_t n)
{
    (void)binding;
    (void)p;
    (void)chain_e;
    (void)n;
    return ++*(size_t *)ctx < 5;
}

static inline bool fuzz_first_rows(void *ctx, const binding *binding,
                                   const expr *cells, size_t ncells)
{
    (void)binding;
    (void)cells;
    (void)ncells;
    return ++*(size_t *)ctx < 5;
}

/* All that is done with an item before anything is proved. */
static inline void fuzz_item(elab *e, const item *it, lang_errors *errs)
{
    size_t seen = 0, count = 0;
    free(typeset_item(it));
    free(plain_item(it));
    if (it->kind == ITEM_TABLE || it->kind == ITEM_FIGURE)
        (void)!elab_rows(e, it, fuzz_first_rows, &seen, &count, errs);
    else if (it->kind != ITEM_LET && it->kind != ITEM_ASSUMED)
        (void)!elab_instances(e, it, fuzz_first_instances, &seen, &count, errs);
}

static inline void fuzz_program(const program *prog, lang_errors *errs)
{
    elab *e = elab_new(prog, &FUZZ_LIMITS);
    for (size_t i = 0; i < program_count(prog); i++)
        fuzz_item(e, program_item(prog, i), errs);
    elab_free(e);
}

#endif

/* Statements to mutate.  See torture.h. */
#include "torture.h"

#include "../../theory/document/document.h"
#include "../../numerics/base/memory.h"
#include "../support/problems.h"
#include "../support/process.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct {
    base_fn *fn;
    void *ctx;
    const char *name;
    int truth;
    size_t seen, taken, limit;
} handing;

/* The first instances, and a few later ones. */
static bool hand_out(void *ctx, const binding *binding, problem *p,
                     const expr *chain_e, size_t n)
{
    handing *h = ctx;
    (void)binding;
    (void)chain_e;
    (void)n;
    if (h->seen++ % (h->taken < h->limit / 2 ? 1 : 37) == 0) {
        h->fn(h->ctx, h->name, h->truth, p);
        h->taken++;
    }
    return h->taken < h->limit;
}

static size_t one_claim(const char *text, const char *name, int truth,
                        base_fn *fn, void *ctx)
{
    lang_errors errs = {0};
    program *prog = program_new();
    handing h = {fn, ctx, name, truth, 0, 0, 1};
    if (program_parse_claim(prog, text, &errs)) {
        elab *e = elab_new(prog, NULL);
        size_t count;
        (void)!elab_instances(e, program_item(prog, program_count(prog) - 1),
                              hand_out, &h, &count, &errs);
        elab_free(e);
    } else {
        fprintf(stderr, "not a claim: %s\n", text);
        abort();
    }
    program_free(prog);
    lang_errors_clear(&errs);
    return h.taken;
}

size_t bases_peer(base_fn *fn, void *ctx)
{
    char path[1024];
    size_t n, taken = 0;
    snprintf(path, sizeof path, "%s/tests/peer/problems.jsonl", source_path());
    peer_problem *p = problems_load(path, &n);
    for (size_t i = 0; p != NULL && i < n; i++) {
        char *text = problem_claim(&p[i]);
        taken += one_claim(text, p[i].id, p[i].truth, fn, ctx);
        free(text);
    }
    problems_free(p, n);
    return taken;
}

size_t bases_cases(base_fn *fn, void *ctx)
{
    char path[1024], *line = NULL;
    size_t cap = 0, taken = 0;
    snprintf(path, sizeof path, "%s/tests/numerics/search_cases.txt",
             source_path());
    FILE *f = fopen(path, "r");
    while (f != NULL && getline(&line, &cap, f) > 0) {
        char id[100], label;
        int at = 0;
        char *hash = strstr(line, "  #");
        if (hash != NULL)
            *hash = '\0';
        line[strcspn(line, "\n")] = '\0';
        if (line[0] == '#' || sscanf(line, "%99s %c %n", id, &label, &at) < 2 ||
            at == 0)
            continue;
        taken +=
            one_claim(line + at, id, label == 'T' || label == 't', fn, ctx);
    }
    free(line);
    if (f != NULL)
        fclose(f);
    return taken;
}

size_t bases_documents(const char *folder, size_t per_item, base_fn *fn,
                       void *ctx)
{
    lang_errors errs = {0};
    size_t n = 0, taken = 0;
    program *prog = program_new();
    document **d = document_read_paper(prog, folder, &n, &errs);
    elab *e = elab_new(prog, NULL);
    for (size_t i = 0; d != NULL && i < program_count(prog); i++) {
        const item *it = program_item(prog, i);
        size_t count;
        if (it->kind != ITEM_CLAIM)
            continue;
        handing h = {fn, ctx, it->id, it->has_expect ? -1 : 1, 0, 0, per_item};
        (void)!elab_instances(e, it, hand_out, &h, &count, &errs);
        taken += h.taken;
    }
    for (size_t i = 0; d != NULL && i < n; i++)
        document_free(d[i]);
    free(d);
    elab_free(e);
    program_free(prog);
    lang_errors_clear(&errs);
    return taken;
}

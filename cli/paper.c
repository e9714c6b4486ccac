/* A paper's folder or files, read into one program. */
#include "cli.h"

#include "../numerics/base/memory.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

static bool is_folder(const char *path)
{
    struct stat st;
    return stat(path, &st) == 0 && S_ISDIR(st.st_mode);
}

int paper_extent(const char *const *path, int n)
{
    int k = 0;
    if (n > 0 && is_folder(path[0]))
        return 1;
    while (k < n && !is_folder(path[k]))
        k++;
    return k;
}

static bool read_files(paper *p, const char *const *path, int n,
                       lang_errors *errs)
{
    p->doc = xcalloc((size_t)n + 1, sizeof *p->doc);
    bool ok = true;
    for (int i = 0; i < n; i++) {
        document *d = document_read(p->prog, path[i], 0, errs);
        if (d != NULL)
            p->doc[p->ndocs++] = d;
        else
            ok = false;
    }
    return ok;
}

/* A run that finds nothing to audit has not passed: it was given the wrong
 * path, or its blocks are not marked. */
static void refuse_nothing(const program *prog, const char *path,
                           lang_errors *errs)
{
    size_t n = program_count(prog);
    for (size_t i = 0; i < n; i++)
        if (program_item(prog, i)->kind != ITEM_LET)
            return;
    lang_errors_add(errs, (lang_pos){.file = path}, NULL,
                    n > 0 ? "there is no item here, only definitions"
                          : "there is no item here: no block is marked "
                            "`assay`, or all are empty");
}

bool paper_load(paper *p, const char *const *path, int n,
                const cli_options *o, lang_errors *errs)
{
    elab_limits limits = limits_of_elaboration(o);
    *p = (paper){.prog = program_new()};
    bool ok;
    if (n == 1 && is_folder(path[0])) {
        p->doc = document_read_paper(p->prog, path[0], &p->ndocs, errs);
        ok = p->doc != NULL;
    } else {
        ok = read_files(p, path, n, errs);
    }
    if (ok && errs->n == 0)
        refuse_nothing(p->prog, path[0], errs);
    ok = ok && errs->n == 0;
    print_errors(errs);
    if (ok)
        p->el = elab_new(p->prog, &limits);
    return ok;
}

bool paper_read(paper *p, const char *const *path, int n,
                const cli_options *o)
{
    lang_errors errs = {0};
    bool ok = paper_load(p, path, n, o, &errs);
    if (!ok && o->json)
        json_fail(&errs);
    lang_errors_clear(&errs);
    return ok;
}

void paper_clear(paper *p)
{
    for (size_t i = 0; i < p->ndocs; i++)
        document_free(p->doc[i]);
    free(p->doc);
    elab_free(p->el);
    program_free(p->prog);
    *p = (paper){0};
}

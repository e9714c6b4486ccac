/* The run of a paper's items: times, warnings, the slowest, the exit status. */
#include "runner.h"

#include "../numerics/base/memory.h"
#include "../reports/outcome.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

static double now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

/* ---- warnings ----------------------------------------------------------- */

/* What may be leant on: what is proved, or assumed in so many words, with all
 * that it leans on.  Of items that were left out nothing is known. */
static bool is_firm(const runner *t, const item *it)
{
    const result *r = t->item[it->index].r;
    if (r == NULL || r->fully_proved || r->verdict == VERDICT_ASSUMED)
        return true;
    if (r->verdict == VERDICT_REFUTED || r->verdict == VERDICT_UNDECIDED ||
        it->kind == ITEM_REGION)
        return false;
    for (size_t u = 0; u < it->nuses; u++) {
        const item *used = program_find(t->prog, it->uses[u]);
        if (used != NULL && !is_firm(t, used))
            return false;
    }
    return true;
}

static void put(text_buf *b, size_t n, const char *one, const char *many)
{
    if (n > 0)
        text_printf(b, "%s%zu %s", b->len > 0 ? "; " : "", n,
                    n == 1 ? one : many);
}

/* As expected, but not all that a reader may take it for. */
static char *warning_of(const runner *t, const result *r)
{
    text_buf b = {0};
    if (outcome_of(r) != OUTCOME_FINE)
        return NULL;
    for (size_t u = 0; u < r->it->nuses && b.len == 0; u++) {
        const item *used = program_find(t->prog, r->it->uses[u]);
        if (used != NULL && !is_firm(t, used))
            text_printf(&b, "it uses `%s`, which is not proved", used->id);
    }
    put(&b, r->empty, "instance has no point", "instances have no point");
    put(&b, r->unknown, "instance is not known to have a point",
        "instances are not known to have a point");
    put(&b, r->undefined, "value is not shown to be defined",
        "values are not shown to be defined");
    return b.len > 0 ? text_take(&b) : NULL;
}

/* ---- the slowest -------------------------------------------------------- */

size_t *runner_slowest(const runner *t, size_t *count)
{
    size_t most = (size_t)t->o->slowest, n = 0;
    size_t *at = xcalloc(t->n + 1, sizeof *at);
    for (size_t i = 0; i < t->n; i++) {
        size_t k = n;
        if (t->item[i].r == NULL || t->item[i].r->it->kind == ITEM_LET)
            continue;
        for (; k > 0 && t->item[at[k - 1]].seconds < t->item[i].seconds; k--)
            at[k] = at[k - 1];
        at[k] = i;
        n += n < most;
    }
    *count = n;
    return at;
}

/* ---- the run ------------------------------------------------------------ */

static bool wanted(void *ctx, const item *it)
{
    runner *t = ctx;
    bool yes = runner_select_wants(t->selection, it);
    t->left_out += !yes;
    t->since = yes ? t->since : now();
    if (yes)
        certificates_before(&t->certs, it);
    return yes;
}

static void tell_errors(runner *t)
{
    terminal_clear();
    print_errors_from(&t->errs, t->told);
    t->told = t->errs.n;
}

static void found(void *ctx, const result *r)
{
    runner *t = ctx;
    double end = now();
    tell_errors(t);
    if (r->known) {
        runner_case *c = &t->item[r->it->index];
        c->r = r;
        certificates_after(&t->certs, r);
        c->seconds = end - t->since;
        c->warning = warning_of(t, r);
        t->warnings += c->warning != NULL;
        if (r->it->kind != ITEM_LET)
            t->format->found(t, c);
    } else {
        certificates_part(&t->certs, r);
    }
    t->since = end;
}

/* Of the items that may get a verdict; which they get is not known yet. */
static int widest_id(const runner *t)
{
    int width = 0;
    for (size_t i = 0; i < t->n; i++) {
        const item *it = program_item(t->prog, i);
        int n = (int)strlen(it->id);
        if (it->kind != ITEM_LET && it->kind != ITEM_TABLE &&
            it->kind != ITEM_FIGURE && n > width &&
            runner_select_wants(t->selection, it))
            width = n;
    }
    return width;
}

/* The results that are known, one after the other; owns nothing in them. */
static result *known_of(const runner *t, const result *r, size_t *count)
{
    result *all = xcalloc(t->n + 1, sizeof *all);
    *count = 0;
    for (size_t i = 0; i < t->n; i++)
        if (r[i].known)
            all[(*count)++] = r[i];
    return all;
}

static int status_of(const runner *t)
{
    switch (outcome_of_all(t->known, t->nknown)) {
    case OUTCOME_UNEXPECTED: return EXIT_UNEXPECTED;
    case OUTCOME_UNDECIDED: return EXIT_UNDECIDED;
    case OUTCOME_FINE: break;
    }
    return t->o->strict && t->warnings > 0 ? EXIT_UNEXPECTED
                                           : EXIT_AS_EXPECTED;
}

static void count_shares(runner *t)
{
    for (size_t i = 0; i < t->n; i++) {
        const item *it = program_item(t->prog, i);
        if (it->kind == ITEM_LET)
            continue;
        t->mine += runner_select_wants(t->selection, it);
        t->of_all += runner_select_fits(t->selection, it);
    }
}

static void start(runner *t, const paper *p)
{
    t->prog = p->prog;
    t->n = program_count(p->prog);
    t->item = xcalloc(t->n + 1, sizeof *t->item);
    runner_select_paper(t->selection, p->prog);
    count_shares(t);
    t->certs.dir = t->o->certs;
    t->width = widest_id(t);
    t->since = now();
    if (t->format->begin != NULL)
        t->format->begin(t);
}

static void finish(runner *t)
{
    for (size_t i = 0; i < t->n; i++)
        free(t->item[i].warning);
    free(t->item);
    certificates_clear(&t->certs);
    lang_errors_clear(&t->errs);
}

int runner_run(runner *t, paper *p)
{
    audit_options a;
    result *res = NULL;
    terminal_audit_options(&a, t->o);
    a.cert_dir = t->o->certs;
    shard_options(&t->selection->share, &a);
    a.wanted = wanted;
    a.found = found;
    a.found_ctx = t;
    start(t, p);
    bool ok = audit_program(p->prog, p->el, &a, &res, &t->errs);
    bool stopped = *terminal_stop() != 0;
    result *known = known_of(t, res, &t->nknown);
    t->known = known;
    t->whole = ok && !stopped;
    tell_errors(t);
    print_more_errors(&t->errs);
    t->format->end(t);
    terminal_done();
    int status = stopped         ? terminal_status()
                 : !ok           ? EXIT_DATA
                 : t->errs.n != 0 ? EXIT_PROGRAM
                                 : status_of(t);
    free(known);
    finish(t);
    result_free(res, program_count(p->prog));
    return status;
}

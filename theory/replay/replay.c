/* Both engines on all evidence: every item's, found on disk or made now.  What
 * an item's evidence is, its row in the table of kinds says.  Believed are the
 * two engines; that they agree is what is reported. */
#include "replay_internal.h"

#include <stdlib.h>
#include <unistd.h>

/* ---- what came out ------------------------------------------------------ */

const char *replay_state_name(replay_state s)
{
    static const char *const name[] = {"agree", "DISAGREE", "rejected",
                                       "not applicable"};
    return name[s];
}

void replay_free(replay *r, size_t n)
{
    for (size_t k = 0; r != NULL && k < n; k++) {
        free(r[k].difference);
        free(r[k].first);
        free(r[k].second);
        free(r[k].where);
    }
    free(r);
}

/* ---- items with instances ------------------------------------------------ */

static bool gather(void *ctx, const binding *binding, problem *p,
                   const expr *chain_e, size_t n)
{
    instances_add(ctx, binding, p, chain_e, n);
    return true;
}

/* Proved by a certificate that could not be kept for this replay. */
static void no_certificate(replayer *w)
{
    (void)replay_refuse(w, "no certificate to replay: none is kept, and none "
                           "could be written to a temporary folder");
}

static void by_verdict(replayer *w, instances *f, const result *r, char *text)
{
    replay *out = w->r;
    if (text != NULL) {
        if (w->kind->file(w, f, text))
            out->state = REPLAY_AGREE;
    } else if (r->verdict == VERDICT_REFUTED) {
        if (replay_witness(w, f, evidence_refuted(&r->found)))
            out->state = REPLAY_AGREE;
    } else if (r->verdict == VERDICT_PROVED) {
        no_certificate(w);
    } else {
        out->what = REPLAY_UNSETTLED;
        out->verdict = r->verdict;
    }
}

/* The verdict and, when there is one, a certificate, made for this run. */
static bool audit_now(replayer *w, result *r, char **text)
{
    const char *tmp = getenv("TMPDIR");
    text_buf b = {0};
    text_printf(&b, "%s/assay-recheck-XXXXXX",
                tmp != NULL && tmp[0] == '/' ? tmp : "/tmp");
    char *dir = text_take(&b);
    bool made = mkdtemp(dir) != NULL;
    audit_options o = *w->opt;
    o.cert_dir = made ? dir : NULL;
    o.fresh = true;
    bool ok = audit_item(w->prog, w->e, w->it, &o, r, w->errs);
    if (made) {
        *text = certfile_read(dir, w->it->id);
        text_printf(&b, "%s/%s.cert", dir, w->it->id);
        if (*text != NULL)
            unlink(b.s);
        rmdir(dir);
    }
    text_clear(&b);
    free(dir);
    return ok;
}

/* A constant that it uses has no number that both engines accept: nothing can
 * be said of it. */
static bool lacks_constant(replayer *w)
{
    for (size_t i = 0; i < w->it->nby; i++) {
        const item *used = program_find(w->prog, w->it->by[i].id);
        if (used == NULL || used->kind != ITEM_CONSTANT ||
            elab_constant(w->e, used) != EXPR_NONE)
            continue;
        w->r->what = REPLAY_UNSETTLED;
        w->r->verdict = VERDICT_UNDECIDED;
        return true;
    }
    return false;
}

static bool instances_item(replayer *w)
{
    instances f = {.n = 0};
    size_t count = 0;
    result res;
    char *text = NULL;
    result_init(&res);
    if (lacks_constant(w))
        return true;
    bool ok =
        elab_instances(w->e, w->it, gather, &f, &count, w->errs) && f.n > 0;
    size_t excluded = w->excluded = elab_excluded(w->e);
    if (ok) {
        instances_hash(&f);
        if (w->opt->cert_dir != NULL)
            text = certfile_read(w->opt->cert_dir, w->it->id);
        bool fresh = text == NULL;
        if (fresh)
            ok = audit_now(w, &res, &text);
        if (ok)
            by_verdict(w, &f, &res, text);
        if (ok && w->r->what == REPLAY_NOTHING)
            w->r->what = REPLAY_PROOF;
        w->r->fresh = fresh && text != NULL;
        if (ok)
            replay_instances(w, count, excluded);
        if (ok)
            replay_points(w);
        if (ok)
            replay_unfold(w, &f);
    }
    free(text);
    result_clear(&res);
    instances_clear(&f);
    return ok;
}

static bool cells_item(replayer *w)
{
    result res;
    audit_options o = *w->opt;
    o.cert_dir = NULL;
    result_init(&res);
    bool ok = audit_item(w->prog, w->e, w->it, &o, &res, w->errs);
    if (ok && replay_cells(w, &res))
        w->r->state = REPLAY_AGREE;
    if (ok)
        replay_instances(w, res.nrows, elab_excluded(w->e));
    result_clear(&res);
    return ok;
}

/* ---- all items ----------------------------------------------------------- */

static bool assumed_item(replayer *w)
{
    w->r->what = REPLAY_ASSUMED;
    return true;
}

/* What there is to look at: `item` finds it (NULL: nothing), `file` shows what
 * a certificate proves. */
static const replay_kind kinds[] = {
    [ITEM_LET] = {NULL, NULL},
    [ITEM_CLAIM] = {instances_item, replay_claim},
    [ITEM_IDENTITY] = {instances_item, replay_claim},
    [ITEM_CONSTANT] = {instances_item, replay_constant},
    [ITEM_ROOT] = {instances_item, replay_root},
    [ITEM_THRESHOLD] = {instances_item, replay_threshold},
    [ITEM_TABLE] = {cells_item, NULL},
    [ITEM_FIGURE] = {cells_item, NULL},
    [ITEM_REGION] = {instances_item, replay_map},
    [ITEM_ASSUMED] = {assumed_item, NULL},
};

static bool one_item(replayer *w)
{
    w->kind = &kinds[w->it->kind];
    return w->kind->item == NULL || w->kind->item(w);
}

/* Enclosures of constants are worth keeping from item to item, but not more
 * of them than fit a modest memory (each engine takes 200 to 300 bytes for
 * one).  Both engines keep about the same nodes, so that one count does. */
static void lighten(replayer *w)
{
    enum {
        MOST_KEPT = 200000
    };
    if (recheck_kept(w->second) <= MOST_KEPT)
        return;
    engines_clear(&w->first);
    recheck_free(w->second);
    w->second = recheck_new(w->pool);
}

/* The checker is asked without its doubles here, whoever asks: what they
 * accepted when the evidence was made, MPFR has to accept now. */
static const bool NO_DOUBLES = true;

bool replay_program(const program *p, elab *e, const audit_options *opt,
                    replay **out, lang_errors *errs)
{
    size_t n = program_count(p);
    replayer w = {
        .prog = p, .e = e, .pool = elab_pool(e), .opt = opt, .errs = errs};
    w.max_prec = opt->max_prec > 0 ? opt->max_prec : DEFAULT_MAX_PREC;
    w.second = recheck_new(w.pool);
    engines_init(&w.first, w.pool, NO_DOUBLES, opt->search.threads);
    w.reading = second_new(p);
    *out = xcalloc(n + 1, sizeof **out);
    bool ok = true;
    for (size_t k = 0; k < n; k++) {
        (*out)[k].it = program_item(p, k);
        (*out)[k].state = REPLAY_NONE;
    }
    bool stopped = false;
    for (size_t k = 0; k < n && !stopped; k++) {
        w.it = program_item(p, k);
        w.r = &(*out)[k];
        if (opt->begun != NULL)
            opt->begun(opt->found_ctx, w.it);
        if (opt->progress != NULL)
            opt->progress(opt->progress_ctx, w.it->id, k, n);
        bool good = one_item(&w);
        ok = ok && good;
        stopped = opt->stop != NULL && *opt->stop != 0;
        w.r->known = good && !stopped;
        lighten(&w);
    }
    engines_clear(&w.first);
    recheck_free(w.second);
    second_free(w.reading);
    return ok;
}

/* Both engines on all evidence.  See replay.h. */
#include "replay_internal.h"

#include <mpfr.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* ---- what came out ------------------------------------------------------ */

const char *replay_state_name(replay_state s)
{
    static const char *const name[] = {"agree", "DISAGREE", "rejected",
                                       "not applicable"};
    return name[s];
}

void replays_free(replay *r, size_t n)
{
    for (size_t k = 0; r != NULL && k < n; k++) {
        free(r[k].what);
        free(r[k].first);
        free(r[k].second);
        free(r[k].where);
    }
    free(r);
}

static char *formatted(const char *fmt, va_list ap)
{
    char buf[600];
    vsnprintf(buf, sizeof buf, fmt, ap);
    return xstrdup(buf);
}

void replay_say(replayer *w, const char *fmt, ...)
{
    va_list ap;
    va_start(ap, fmt);
    audit_set(&w->r->what, formatted(fmt, ap));
    va_end(ap);
}

bool replay_both(replayer *w, bool first, bool second, const char *what)
{
    if (first && second)
        return true;
    w->r->state = first == second ? REPLAY_REJECTED : REPLAY_DISAGREE;
    audit_set(&w->r->first, xstrdup(first ? "accepts" : "does not accept"));
    audit_set(&w->r->second, xstrdup(second ? "accepts" : "does not accept"));
    audit_set(&w->r->where, xstrdup(what));
    return false;
}

/* ---- trees -------------------------------------------------------------- */

static char *first_value(const recheck_report *r, expr_pool *pool)
{
    char buf[200];
    eval *ev = eval_new(pool, r->prec);
    eval_set_box(ev, r->box, r->nvars);
    iv_srcptr v = eval_enclose(ev, r->f);
    if (iv_is_defined(v))
        mpfr_snprintf(buf, sizeof buf, "%c%.25RDg, %.25RUg%c",
                      v->lo_open ? '(' : '[', iv_lower(v), iv_upper(v),
                      v->hi_open ? ')' : ']');
    else
        snprintf(buf, sizeof buf, "undefined");
    eval_free(ev);
    return xstrdup(buf);
}

static void put_box(text_buf *b, const recheck_report *r, char *const *names)
{
    for (int i = 0; i < r->nvars; i++) {
        const range *x = &r->box[i];
        char *lo = x->lo_inf ? xstrdup("-inf") : mpq_get_str(NULL, 10, x->lo);
        char *hi = x->hi_inf ? xstrdup("inf") : mpq_get_str(NULL, 10, x->hi);
        text_printf(b, "%s %s in %c%s, %s%c", i == 0 ? ", where" : ",",
                    names[i], x->lo_open || x->lo_inf ? '(' : '[', lo, hi,
                    x->hi_open || x->hi_inf ? ')' : ']');
        free(lo);
        free(hi);
    }
}

/* One says yes, the other no: what each sees where the second stops. */
static void describe(replayer *w, const problem *p, const checker_report *a,
                     const recheck_report *b, bool first, bool second)
{
    text_buf x = {0}, y = {0}, where = {0};
    text_printf(&x, first ? "accepts" : "rejects %s", a->where);
    text_printf(&y, second ? "accepts" : "rejects %s", b->where);
    text_put(&where, second ? a->where : b->where);
    if (b->box != NULL) {
        char *v = first_value(b, w->pool);
        text_printf(&x, "; encloses the difference there by %s", v);
        if (b->value[0] != '\0')
            text_printf(&y, "; has %s there", b->value);
        put_box(&where, b, p->names);
        free(v);
    }
    audit_set(&w->r->first, text_take(&x));
    audit_set(&w->r->second, text_take(&y));
    audit_set(&w->r->where, text_take(&where));
}

bool replay_tree(replayer *w, const problem *p, size_t g, const cert_node *tree,
                 long prec)
{
    checker_report a;
    recheck_report b;
    checker_report_init(&a);
    recheck_report_init(&b);
    bool first = judge_accepts(&w->first, p, g, tree, prec, &a);
    bool second = recheck_accepts(w->second, p, g, tree, prec, &b);
    if (first && second) {
        w->r->goals++;
        w->r->leaves += b.leaves;
    } else {
        w->r->state = first == second ? REPLAY_REJECTED : REPLAY_DISAGREE;
        describe(w, p, &a, &b, first, second);
    }
    checker_report_clear(&a);
    recheck_report_clear(&b);
    return first && second;
}

static cert_node *zero_tree(expr_pool *pool)
{
    cert_node *t = cert_new(CERT_PRODUCT);
    t->nexpr = 1;
    t->expr = xmalloc(sizeof *t->expr);
    t->expr[0] = expr_si(pool, 0);
    t->child[0] = cert_new(CERT_NATURAL);
    return t;
}

bool replay_point(replayer *w, const problem *p, const char *what)
{
    cert_node *leaf = cert_new(CERT_NATURAL), *zero = zero_tree(w->pool);
    bool ok = true;
    for (size_t g = 0; g < p->ngoals && ok; g++) {
        bool first = false, second = false;
        for (long prec = 128; prec <= w->max_prec && !(first && second);
             prec *= 2) {
            first = first || judge_accepts(&w->first, p, g, leaf, prec, NULL);
            second =
                second || recheck_accepts(w->second, p, g, leaf, prec, NULL);
        }
        if (!first)
            first = judge_accepts(&w->first, p, g, zero, 128, NULL);
        if (!second)
            second = recheck_accepts(w->second, p, g, zero, 128, NULL);
        ok = replay_both(w, first, second, what);
        w->r->goals += ok;
        w->r->leaves += ok;
    }
    cert_free(leaf);
    cert_free(zero);
    return ok;
}

void replay_point_problem(problem *d, const problem *p, mpq_t *x, int nvars)
{
    problem_init(d, p->pool, nvars);
    for (int i = 0; i < nvars; i++) {
        problem_set_name(d, i, p->names[i]);
        mpq_set(d->box[i].lo, x[i]);
        mpq_set(d->box[i].hi, x[i]);
    }
}

/* ---- families ----------------------------------------------------------- */

typedef struct {
    roster *f;
    bool stopped;
} gathering;

static bool gather(void *ctx, const instance *inst, problem *p,
                   const expr *chain_e, size_t n)
{
    roster_add(((gathering *)ctx)->f, inst, p, chain_e, n);
    return true;
}

static problem *problem_of(void *ctx, size_t k)
{
    return &((roster *)ctx)->v[k].p;
}

static bool claim_file(replayer *w, roster *f, const char *text)
{
    proof pf;
    long prec;
    char err[200];
    proof_init(&pf, f->v[0].p.ngoals);
    bool ok = certfile_parse(&pf, text, w->it->id, f->hash, f->n, &prec,
                             problem_of, f, err, sizeof err);
    if (ok && pf.excluded != w->excluded) {
        snprintf(err, sizeof err,
                 "it leaves out %zu combinations, the statement %zu",
                 pf.excluded, w->excluded);
        ok = false;
    }
    if (!ok) {
        w->r->state = REPLAY_REJECTED;
        audit_set(&w->r->where, xstrdup(err));
    }
    for (size_t k = 0; k < pf.nruns && ok; k++)
        for (size_t i = pf.run[k].first; i <= pf.run[k].last && ok; i++)
            for (size_t g = 0; g < pf.ngoals && ok; g++)
                ok = replay_tree(w, &f->v[i].p, g, pf.run[k].tree[g], prec);
    ok = ok && replay_domains(w, f, &pf, prec);
    proof_clear(&pf);
    return ok;
}

typedef struct {
    replayer *w;
    long prec;
} map_replay;

static bool map_tree(void *ctx, problem *p, size_t g, const cert_node *tree,
                     size_t *leaves)
{
    map_replay *m = ctx;
    *leaves = 0; /* the replayer counts its own */
    return replay_tree(m->w, p, g, tree, m->prec);
}

static bool map_file(replayer *w, roster *f, const char *text)
{
    result res;
    audit a = {.prog = w->prog,
               .e = w->e,
               .pool = w->pool,
               .it = w->it,
               .opt = w->opt,
               .r = &res,
               .errs = w->errs,
               .judge = &w->first,
               .limits.max_boxes = SIZE_MAX};
    a.prec = w->it->precision > 0      ? w->it->precision
             : w->opt->search.prec > 0 ? w->opt->search.prec
                                       : DEFAULT_PREC;
    map_replay m = {w, a.prec};
    char *err;
    result_init(&res);
    bool ok = region_replay(&a, f, text, map_tree, &m, &err);
    if (!ok && w->r->state == REPLAY_NONE)
        w->r->state = REPLAY_REJECTED;
    if (!ok && w->r->where == NULL && err != NULL)
        audit_set(&w->r->where, xstrdup(err));
    free(err);
    result_clear(&res);
    return ok;
}

static bool file_replays(replayer *w, roster *f, const char *text)
{
    switch (w->it->kind) {
    case ITEM_CONSTANT:
        return replay_constant(w, f, text);
    case ITEM_ROOT:
        return replay_root(w, f, text);
    case ITEM_REGION:
        return map_file(w, f, text);
    default:
        return claim_file(w, f, text);
    }
}

/* ---- items -------------------------------------------------------------- */

/* Proved by a certificate that could not be kept for this replay. */
static void no_certificate(replayer *w)
{
    w->r->state = REPLAY_REJECTED;
    audit_set(&w->r->where,
              xstrdup("no certificate to replay: none is kept, and none "
                      "could be written to a temporary folder"));
}

static void by_verdict(replayer *w, roster *f, const result *r, char *text)
{
    replay *out = w->r;
    if (text != NULL) {
        if (file_replays(w, f, text))
            out->state = REPLAY_AGREE;
    } else if (r->verdict == VERDICT_REFUTED) {
        if (replay_witness(w, f, evidence_refuted(&r->found)))
            out->state = REPLAY_AGREE;
    } else if (r->verdict == VERDICT_PROVED) {
        no_certificate(w);
    } else {
        replay_say(w, "%s: no evidence", verdict_name(r->verdict));
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

static void summarise(replayer *w, bool fresh)
{
    replay *r = w->r;
    if (r->what != NULL)
        return;
    char *goals = audit_count(r->goals), *leaves = audit_count(r->leaves);
    replay_say(w, "%s %s, %s %s%s", goals, r->goals == 1 ? "goal" : "goals",
               leaves, r->leaves == 1 ? "leaf" : "leaves",
               fresh ? ", certificate made now" : "");
    free(goals);
    free(leaves);
}

static bool family_item(replayer *w)
{
    roster f = {.n = 0};
    gathering g = {.f = &f};
    size_t count = 0;
    result res;
    char *text = NULL;
    result_init(&res);
    bool ok = elab_family(w->e, w->it, gather, &g, &count, w->errs) && f.n > 0;
    size_t excluded = w->excluded = elab_excluded(w->e);
    if (ok) {
        roster_hash(&f);
        if (w->opt->cert_dir != NULL)
            text = certfile_read(w->opt->cert_dir, w->it->id);
        bool fresh = text == NULL;
        if (fresh)
            ok = audit_now(w, &res, &text);
        if (ok)
            by_verdict(w, &f, &res, text);
        if (ok)
            summarise(w, fresh && text != NULL);
        if (ok)
            replay_instances(w, count, excluded);
    }
    free(text);
    result_clear(&res);
    roster_clear(&f);
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

static bool one_item(replayer *w)
{
    switch (w->it->kind) {
    case ITEM_LET:
        return true;
    case ITEM_ASSUMED:
        replay_say(w, "assumed");
        return true;
    case ITEM_TABLE:
    case ITEM_FIGURE:
        return cells_item(w);
    default:
        return family_item(w);
    }
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
    judge_clear(&w->first);
    recheck_free(w->second);
    w->second = recheck_new(w->pool);
}

bool replay_program(const program *p, elab *e, const audit_options *opt,
                    replay **out, lang_errors *errs)
{
    size_t n = program_count(p);
    replayer w = {
        .prog = p, .e = e, .pool = elab_pool(e), .opt = opt, .errs = errs};
    w.max_prec = opt->max_prec > 0 ? opt->max_prec : DEFAULT_MAX_PREC;
    w.second = recheck_new(w.pool);
    judge_init(&w.first, w.pool);
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
    judge_clear(&w.first);
    recheck_free(w.second);
    second_free(w.reading);
    return ok;
}

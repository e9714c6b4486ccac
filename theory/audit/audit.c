/* The driver: every item's verdict, in order.  What may be believed is said by
 * the audit of each kind (audit_kinds.c); here nothing is decided but that an
 * item without a verdict has none. */
#include "audit_internal.h"
#include "kept.h"
#include "reach.h"

#include "../../numerics/base/entry.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

/* ---- one item ------------------------------------------------------------ */

static void set_limits(audit *a)
{
    const item *it = a->it;
    a->limits = a->opt->search;
    if (it->boxes > 0)
        a->limits.max_boxes = (size_t)it->boxes;
    a->prec = audit_kind_prec(it, a->opt);
    a->max_prec = a->opt->max_prec > 0 ? a->opt->max_prec : DEFAULT_MAX_PREC;
    if (a->max_prec < a->prec)
        a->max_prec = a->prec;
    a->limits.prec = a->prec;
    a->limits.stop = a->opt->stop;
    a->top = engines_top(a->prec, a->max_prec);
}

/* A definition is not interrupted: there is nothing to decide. */
static bool verdict(audit *a)
{
    const audit_kind *kind = audit_kind_of(a->it);
    if (kind->definition)
        return true;
    if (audit_stopped(a)) {
        audit_undecided(a, REASON_INTERRUPTED);
        return true;
    }
    a->r->verdict = kind->given;
    return kind->decide == NULL || kind->decide(a);
}

static void set_expected(result *r)
{
    r->as_expected = !r->it->has_expect || r->verdict == r->it->expect;
}

static bool audit_one(const audit *program, const item *it, result *r);

/* The numbers of constants that it is proved by, as far as they are not known: of
 * constants that are not wanted, or of which a result was kept. */
static void find_constants(const audit *program, const item *it)
{
    for (size_t k = 0; k < it->nby; k++) {
        const item *used = program_find(program->prog, it->by[k].id);
        if (used == NULL || used->kind != ITEM_CONSTANT ||
            elab_constant(program->e, used) != EXPR_NONE)
            continue;
        result r;
        (void)!audit_one(program, used, &r);
        result_clear(&r);
    }
}

/* program: an audit of no item yet. */
static bool audit_one(const audit *program, const item *it, result *r)
{
    audit a = *program;
    a.it = it;
    a.r = r;
    result_init(r);
    r->it = it;
    r->prog = a.prog;
    set_limits(&a);
    find_constants(program, it);
    if (a.opt->begun != NULL)
        a.opt->begun(a.opt->found_ctx, it);
    mpq_init(a.lower);
    proof_init(&a.domain, 0);
    halt old;
    halt_begin(&old, a.opt->stop, 0);
    bool ok = verdict(&a);
    halt_end(&old);
    proof_clear(&a.domain);
    proof_clear_seals(&a);
    mpq_clear(a.lower);
    if (r->verdict == VERDICT_UNDECIDED && evidence_open(&r->found) == NULL)
        audit_undecided(&a, REASON_NO_RULE);
    if (!ok)
        r->verdict = VERDICT_NONE;
    assert(audit_kind_makes(it, r->found.kind));
    set_expected(r);
    r->known = ok && !audit_stopped(&a) && !r->part;
    return ok;
}

static audit audit_of(const program *p, elab *e, const audit_options *opt,
                      engines *j, lang_errors *errs)
{
    return (audit){.prog = p,
                   .e = e,
                   .pool = elab_pool(e),
                   .opt = opt,
                   .errs = errs,
                   .engines = j};
}

bool audit_item(const program *p, elab *e, const item *it,
                const audit_options *opt, result *r, lang_errors *errs)
{
    entry_state old;
    engines j;
    entry_begin(&old);
    engines_init(&j, elab_pool(e), opt->search.no_doubles,
                 opt->search.threads);
    audit alone = audit_of(p, e, opt, &j, errs);
    bool ok = audit_one(&alone, it, r);
    engines_clear(&j);
    r->fully_proved = uses_statement_holds(r);
    entry_end(&old);
    return ok;
}

/* ---- all items ----------------------------------------------------------- */

/* r->it, by way of the results that are kept (or NULL). */
static bool audit_or_load(const audit *program, kept *c, result *r)
{
    if (kept_load(c, r)) {
        set_expected(r);
        r->known = true;
        return true;
    }
    size_t before = program->errs->n;
    bool ok = audit_one(program, r->it, r);
    if (r->known && program->errs->n == before)
        kept_save(c, r);
    return ok;
}

/* Not looked at any more. */
static void leave(result *r)
{
    if (audit_kind_of(r->it)->definition)
        return;
    r->verdict = VERDICT_UNDECIDED;
    evidence_start(&r->found, EVIDENCE_UNDECIDED);
    r->found.u.undecided.reason = REASON_INTERRUPTED;
    set_expected(r);
}

static bool is_wanted(const audit_options *opt, const item *it)
{
    return opt->wanted == NULL || audit_kind_of(it)->definition ||
           opt->wanted(opt->found_ctx, it);
}

/* What it uses is further up. */
static bool rests_unseen(const program *p, const result *r, size_t i)
{
    for (size_t u = 0; u < r[i].it->nuses; u++) {
        const item *used = program_find(p, r[i].it->uses[u]);
        if (used != NULL && r[used->index].rests_unseen)
            return true;
    }
    return false;
}

static bool run(const audit *program, kept *c, result *r, size_t n)
{
    reach_sum *source = reach_sums(program->prog);
    const audit_options *opt = program->opt;
    bool ok = true;
    size_t i = 0;
    for (bool stopped = false; i < n && !stopped; i++) {
        if (!is_wanted(opt, r[i].it)) {
            r[i].rests_unseen = true;
            continue;
        }
        ok = audit_or_load(program, c, &r[i]) && ok;
        memcpy(r[i].source, source[i], sizeof source[i]);
        r[i].rests_unseen = rests_unseen(program->prog, r, i);
        /* the item at work, that is: what begins after the signal, or was not
         * finished before it */
        stopped = !audit_kind_of(r[i].it)->definition && !r[i].known &&
                  audit_stopped(program);
        if (opt->found != NULL && !stopped) {
            r[i].fully_proved =
                r[i].known && uses_are_proved(program->prog, r, i);
            opt->found(opt->found_ctx, &r[i]);
        }
    }
    for (; i < n; i++)
        leave(&r[i]);
    free(source);
    return ok;
}

static bool audit_all(const program *p, elab *e, const audit_options *opt,
                      result **results, lang_errors *errs)
{
    size_t n = program_count(p);
    result *r = *results = xcalloc(n + 1, sizeof *r);
    for (size_t i = 0; i < n; i++) {
        result_init(&r[i]);
        r[i].it = program_item(p, i);
        r[i].prog = p;
    }
    if (!uses_have_no_cycle(p, errs))
        return false;
    engines j;
    engines_init(&j, elab_pool(e), opt->search.no_doubles,
                 opt->search.threads);
    kept *c = kept_open(p, opt);
    audit all = audit_of(p, e, opt, &j, errs);
    bool ok = run(&all, c, r, n);
    kept_close(c);
    engines_clear(&j);
    uses_settle(p, r);
    return ok;
}

bool audit_program(const program *p, elab *e, const audit_options *opt,
                   result **results, lang_errors *errs)
{
    entry_state old;
    entry_begin(&old);
    bool r = audit_all(p, e, opt, results, errs);
    entry_end(&old);
    return r;
}

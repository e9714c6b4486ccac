/* The driver: every item's verdict, and what rests on what.  See audit.h. */
#include "audit_cache.h"
#include "audit_internal.h"

#include "../../numerics/base/entry.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- results ------------------------------------------------------------ */

void result_init(result *r)
{
    memset(r, 0, sizeof *r);
    r->as_expected = true;
}

static void clear_strings(char **v, size_t n)
{
    for (size_t i = 0; v != NULL && i < n; i++)
        free(v[i]);
    free(v);
}

void result_clear(result *r)
{
    evidence_clear(&r->found);
    evidence_margin_clear(&r->margin);
    free(r->cert_file);
    free(r->rules);
    enclosure *all[] = {&r->value, &r->area_true, &r->area_false,
                        &r->area_outside, &r->area_open};
    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        enclosure_clear(all[i]);
    for (size_t i = 0; r->cells != NULL && i < r->nrows * r->ncells; i++)
        enclosure_clear(&r->cells[i].v);
    free(r->cells);
    clear_strings(r->row_label, r->nrows * r->nlabels);
    clear_strings(r->label_name, r->nlabels);
    free(r->box);
    result_init(r);
}

void results_free(result *r, size_t n)
{
    for (size_t i = 0; r != NULL && i < n; i++)
        result_clear(&r[i]);
    free(r);
}

/* ---- small services ------------------------------------------------------ */

void audit_set(char **s, char *t)
{
    free(*s);
    *s = t;
}

static char *format(const char *fmt, va_list ap)
{
    va_list again;
    va_copy(again, ap);
    int n = vsnprintf(NULL, 0, fmt, ap);
    char *s = xmalloc((size_t)(n < 0 ? 0 : n) + 1);
    s[0] = '\0';
    if (n > 0)
        vsnprintf(s, (size_t)n + 1, fmt, again);
    va_end(again);
    return s;
}

evidence_undecided *audit_undecided(audit *a, evidence_reason reason)
{
    if (a->r->found.kind != EVIDENCE_UNDECIDED)
        evidence_start(&a->r->found, EVIDENCE_UNDECIDED);
    evidence_undecided *u = &a->r->found.u.undecided;
    a->r->verdict = VERDICT_UNDECIDED;
    u->reason = audit_stopped(a) ? REASON_INTERRUPTED : reason;
    return u;
}

bool audit_error(audit *a, const char *fmt, ...)
{
    va_list ap;
    va_start(ap, fmt);
    char *s = format(fmt, ap);
    va_end(ap);
    lang_errors_add(a->errs, a->it->pos, NULL, "%s", s);
    free(s);
    return false;
}

bool audit_stopped(const audit *a)
{
    return a->opt->stop != NULL && *a->opt->stop != 0;
}

void audit_progress(const audit *a, size_t done, size_t total)
{
    if (a->opt->progress != NULL)
        a->opt->progress(a->opt->progress_ctx, a->it->id, done, total);
}

static void search_progress(void *ctx, size_t done, size_t open)
{
    audit_progress(ctx, done, done + open);
}

void audit_search_on(audit *a, search_result *r, problem *p, size_t g,
                     size_t max_boxes, const cert_node *resume)
{
    search_limits l = a->limits;
    if (max_boxes != 0)
        l.max_boxes = max_boxes;
    l.progress = a->opt->progress != NULL ? search_progress : NULL;
    l.progress_ctx = a;
    search_result_init(r);
    search_goal(r, p, g, resume, &l);
}

void audit_search(audit *a, search_result *r, problem *p, size_t g,
                  size_t max_boxes)
{
    audit_search_on(a, r, p, g, max_boxes, NULL);
}

char *audit_count(size_t n)
{
    char digits[32];
    text_buf b = {0};
    snprintf(digits, sizeof digits, "%zu", n);
    size_t len = strlen(digits);
    for (size_t i = 0; i < len; i++) {
        if (i > 0 && (len - i) % 3 == 0)
            text_put(&b, ",");
        text_put_n(&b, digits + i, 1);
    }
    return text_take(&b);
}

void audit_enclosure(enclosure *e, iv_srcptr v, long digits)
{
    enclosure_clear(e);
    outward_from_iv(v, digits, &e->lo, &e->hi);
}

void audit_enclosure_q(enclosure *e, mpq_srcptr lo, mpq_srcptr hi,
                       long digits)
{
    enclosure_clear(e);
    outward_from_q(lo, hi, digits, &e->lo, &e->hi);
}

/* ---- one item ------------------------------------------------------------ */

static bool verdict(audit *a)
{
    switch (a->it->kind) {
    case ITEM_CLAIM:
        return claim_audit(a);
    case ITEM_IDENTITY:
        return identity_audit(a);
    case ITEM_CONSTANT:
        return constant_audit(a);
    case ITEM_ROOT:
        return root_audit(a);
    case ITEM_TABLE:
    case ITEM_FIGURE:
        return table_audit(a);
    case ITEM_REGION:
        return region_audit(a);
    case ITEM_ASSUMED:
        a->r->verdict = VERDICT_ASSUMED;
        return true;
    case ITEM_LET:
        break;
    }
    return true;
}

static void set_limits(audit *a)
{
    const item *it = a->it;
    a->limits = a->opt->search;
    if (it->boxes > 0)
        a->limits.max_boxes = (size_t)it->boxes;
    a->prec = it->precision > 0             ? it->precision
              : a->opt->search.prec > 0     ? a->opt->search.prec
                                            : DEFAULT_PREC;
    a->max_prec = a->opt->max_prec > 0 ? a->opt->max_prec : DEFAULT_MAX_PREC;
    if (a->max_prec < a->prec)
        a->max_prec = a->prec;
    a->limits.prec = a->prec;
    a->limits.stop = a->opt->stop;
    a->top = judge_level(a->prec);
    while (a->top + 1 < MAX_LEVELS && judge_prec(a->top + 1) <= a->max_prec)
        a->top++;
}

static bool audit_one(const program *p, elab *e, const item *it,
                      const audit_options *opt, judge *j, result *r,
                      lang_errors *errs)
{
    audit a = {.prog = p, .e = e, .pool = elab_pool(e), .it = it, .opt = opt,
               .r = r, .errs = errs, .judge = j};
    result_init(r);
    r->it = it;
    r->prog = p;
    set_limits(&a);
    if (opt->begun != NULL)
        opt->begun(opt->found_ctx, it);
    mpq_init(a.lower);
    proof_init(&a.domain, 0);
    bool ok = true;
    if (audit_stopped(&a) && it->kind != ITEM_LET) {
        audit_undecided(&a, REASON_INTERRUPTED);
    } else {
        ok = verdict(&a);
    }
    proof_clear(&a.domain);
    mpq_clear(a.lower);
    if (r->verdict == VERDICT_UNDECIDED && evidence_open(&r->found) == NULL)
        audit_undecided(&a, REASON_NO_RULE);
    if (!ok)
        r->verdict = VERDICT_NONE;
    r->as_expected = !it->has_expect || r->verdict == it->expect;
    r->known = ok && !audit_stopped(&a);
    return ok;
}

static bool audit_alone(const program *p, elab *e, const item *it,
                        const audit_options *opt, result *r, lang_errors *errs)
{
    judge j;
    judge_init(&j, elab_pool(e));
    bool ok = audit_one(p, e, it, opt, &j, r, errs);
    judge_clear(&j);
    r->fully_proved = r->verdict == VERDICT_PROVED ||
                      (r->verdict == VERDICT_ENCLOSED &&
                       it->kind != ITEM_REGION);
    return ok;
}

bool audit_item(const program *p, elab *e, const item *it,
                const audit_options *opt, result *r, lang_errors *errs)
{
    entry_state old;
    entry_begin(&old);
    bool ok = audit_alone(p, e, it, opt, r, errs);
    entry_end(&old);
    return ok;
}

/* ---- what rests on what -------------------------------------------------- */

typedef enum { WHITE, GREY, BLACK } colour;

typedef struct {
    const program *p;
    result *r; /* NULL: only cycles are looked for */
    uint8_t *colour;
    lang_errors *errs;
    bool cycle;
} closure;

/* A map that is not true everywhere says nothing that something else could
 * use. */
static bool proved_alone(const result *r)
{
    return r->verdict == VERDICT_PROVED ||
           (r->verdict == VERDICT_ENCLOSED && r->it->kind != ITEM_REGION) ||
           r->it->kind == ITEM_LET ||
           ((r->it->kind == ITEM_TABLE || r->it->kind == ITEM_FIGURE) &&
            r->undefined == 0);
}

static void close_over(closure *c, size_t i)
{
    const item *it = program_item(c->p, i);
    bool full = c->r == NULL || proved_alone(&c->r[i]);
    c->colour[i] = GREY;
    for (size_t u = 0; u < it->nuses; u++) {
        const item *used = program_find(c->p, it->uses[u]);
        if (used == NULL) {
            full = false;
            continue;
        }
        size_t k = used->index;
        if (c->colour[k] == GREY) {
            if (c->r == NULL)
                lang_errors_add(c->errs, it->uses_pos[u], NULL,
                                "`%s` uses itself, through `%s`", it->id,
                                used->id);
            c->cycle = true;
            full = false;
            continue;
        }
        if (c->colour[k] == WHITE)
            close_over(c, k);
        full = full && (c->r == NULL || c->r[k].fully_proved);
    }
    c->colour[i] = BLACK;
    if (c->r != NULL)
        c->r[i].fully_proved = full;
}

/* True when nothing uses itself; with r, sets fully_proved. */
static bool close_all(const program *p, result *r, lang_errors *errs)
{
    closure c = {.p = p, .r = r, .errs = errs};
    size_t n = program_count(p);
    c.colour = xcalloc(n + 1, sizeof *c.colour);
    for (size_t i = 0; i < n; i++)
        if (c.colour[i] == WHITE)
            close_over(&c, i);
    free(c.colour);
    return !c.cycle;
}

/* The same, by way of the cache (or NULL). */
static bool audit_cached(const program *p, elab *e, const item *it,
                         const audit_options *opt, judge *j, audit_cache *c,
                         result *r, lang_errors *errs)
{
    if (audit_cache_load(c, r)) {
        r->as_expected = !it->has_expect || r->verdict == it->expect;
        r->known = true;
        return true;
    }
    size_t before = errs->n;
    bool ok = audit_one(p, e, it, opt, j, r, errs);
    if (r->known && errs->n == before)
        audit_cache_save(c, r);
    return ok;
}

/* Not looked at any more. */
static void leave(result *r)
{
    if (r->it->kind == ITEM_LET)
        return;
    r->verdict = VERDICT_UNDECIDED;
    evidence_start(&r->found, EVIDENCE_UNDECIDED);
    r->found.u.undecided.reason = REASON_INTERRUPTED;
    r->as_expected = !r->it->has_expect || r->verdict == r->it->expect;
}

/* Item i, whose `uses` are further up and done. */
static bool rests_on_proved(const program *p, const result *r, size_t i)
{
    const item *it = program_item(p, i);
    bool full = proved_alone(&r[i]);
    for (size_t u = 0; u < it->nuses && full; u++) {
        const item *used = program_find(p, it->uses[u]);
        full = used != NULL && used->index < i && r[used->index].fully_proved;
    }
    return full;
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
    if (!close_all(p, NULL, errs))
        return false;
    judge j;
    judge_init(&j, elab_pool(e));
    audit_cache *c = audit_cache_open(p, opt);
    bool ok = true;
    size_t i = 0;
    for (bool stopped = false; i < n && !stopped; i++) {
        ok = audit_cached(p, e, program_item(p, i), opt, &j, c, &r[i],
                          errs) && ok;
        /* the item at work, that is: what begins after the signal, or was not
         * finished before it */
        stopped = r[i].it->kind != ITEM_LET && !r[i].known &&
                  opt->stop != NULL && *opt->stop != 0;
        if (opt->found != NULL && !stopped) {
            r[i].fully_proved = r[i].known && rests_on_proved(p, r, i);
            opt->found(opt->found_ctx, &r[i]);
        }
    }
    for (; i < n; i++)
        leave(&r[i]);
    audit_cache_close(c);
    judge_clear(&j);
    close_all(p, r, errs);
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

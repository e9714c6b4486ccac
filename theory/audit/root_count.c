/* All roots of F = left side - right side in a real binder's range, where there is
 * not just one, simple and inside: none, several, at an end of the range, or
 * where F touches 0; and where an end is irrational, so that the range has
 * hypotheses.
 *
 * Evidence: the roots, increasing, and a sign g for each gap, that is what the
 * range has before, between and behind them.  A root is one of these.
 *   exact     a rational number x;
 *   simple    [left, right] with p < q in it and a sign s;
 *   multiple  the same, with a function G, an order m >= 1, a function U and
 *             a sign u;
 *   closed    a number c that an expression gives, with rational p < c < q,
 *             left = p and right = q.
 * What is to be shown:
 *   1. g F > 0 on each gap;
 *   2. F(x) = 0 at each exact root; F(c) >= 0 and -F(c) >= 0 at each closed one;
 *   3. of a simple root F, of a multiple one G, is continuous on [left, right],
 *      where s F' > 0, or s G' > 0, and -s F(p) > 0, s F(q) > 0, or of G;
 *   4. of a multiple one u U > 0, F - U G^m >= 0, U G^m - F >= 0 on
 *      [left, right];
 *   5. p < c < q of a closed one;
 *   6. each root's place is in the range, hypotheses included.
 * A gap has no root by 1.  [left, right] of a simple root has one, between p and
 * q, by 3 (see "Monotone" in numerics/check/rule_monotone.c).  Of a multiple one G
 * has one there; F = U G^m by 4 with U nowhere 0, so F has the same, and changes
 * its sign there where m is odd, and only there.  Places do not overlap; gaps go
 * from one to the next (next to c: from c on, as a hypothesis), so that all
 * is covered.  Beyond c nothing is left where x <= c is a hypothesis (before it,
 * where x >= c).  Goals for the checker are those of 1 to 6 that are no
 * rational comparison, gaps and roots alternating. */
#include "root.h"

#include <stdlib.h>
#include <string.h>

void root_count_open(root_count *w, root *t)
{
    w->t = t;
    w->n = 0;
    for (size_t k = 0; k < ROOT_COUNT_MAX; k++) {
        mpq_init(w->zero[k].exact);
        mpq_init(w->zero[k].p);
        mpq_init(w->zero[k].q);
        mpq_init(w->zero[k].left);
        mpq_init(w->zero[k].right);
    }
}

void root_count_close(root_count *w)
{
    for (size_t k = 0; k < ROOT_COUNT_MAX; k++) {
        mpq_clear(w->zero[k].exact);
        mpq_clear(w->zero[k].p);
        mpq_clear(w->zero[k].q);
        mpq_clear(w->zero[k].left);
        mpq_clear(w->zero[k].right);
    }
}

/* ---- what was shown ----------------------------------------------------- */

/* The places that the argument above needs, whoever names them; of closed
 * roots the rest is a goal. */
static bool well_placed(const root_count *w)
{
    const range *r = &w->t->m->p.box[0];
    for (size_t k = 0; k < w->n; k++) {
        const root_zero *z = &w->zero[k];
        bool closed = z->kind == ZERO_CLOSED;
        if ((!closed && (!range_contains_q(r, z->left) ||
                         !range_contains_q(r, z->right))) ||
            (k > 0 && mpq_cmp(w->zero[k - 1].right, z->left) >= 0))
            return false;
        if (z->kind != ZERO_EXACT &&
            (mpq_cmp(z->left, z->p) > 0 || mpq_cmp(z->p, z->q) >= 0 ||
             mpq_cmp(z->q, z->right) > 0))
            return false;
        if (closed && expr_vars(w->t->a->pool, z->closed) != 0)
            return false;
    }
    return true;
}

static bool roots_are_roots(const root_count *w)
{
    root *t = w->t;
    for (size_t k = 0; k < w->n; k++) {
        const root_zero *z = &w->zero[k];
        bool ok = z->kind == ZERO_CLOSED ||
                  (z->kind == ZERO_EXACT
                       ? root_is_zero_at(t, z->exact)
                       : root_is_continuous(
                             t, z->kind == ZERO_SIMPLE ? t->f : z->factor,
                             z->left, z->right));
        if (!ok)
            return false;
    }
    return true;
}

static evidence_root_kind kind_of(const root_count *w, size_t k)
{
    const root_zero *z = &w->zero[k];
    if (z->kind == ZERO_SIMPLE)
        return ROOT_CROSSES;
    if (z->kind == ZERO_MULTIPLE)
        return z->order % 2 == 0 ? ROOT_TOUCHES : ROOT_CROSSES;
    if (w->gap[k] == 0 || w->gap[k + 1] == 0)
        return ROOT_AT_END;
    return w->gap[k] == w->gap[k + 1] ? ROOT_TOUCHES : ROOT_CROSSES;
}

/* The paper's value is one of the roots, or certainly none. */
static void compare_paper(root_count *w, evidence_root *e, long digits)
{
    root *t = w->t;
    expr paper;
    int side = 0;
    const paper_number found = {e->lo, e->hi, EXPR_NONE, digits};
    t->ok = paper_compare(t->a, &found, &e->paper, &paper, &side);
    if (e->paper.standing == PAPER_NONE)
        return;
    e->paper.standing = PAPER_UNKNOWN;
    e->paper.has_gap = false;
    if (w->n != 1) { /* a ratio to which? */
        e->paper.ratio_exact = false;
        enclosure_clear(&e->paper.slack);
    }
    if (e->paper.exact && root_is_zero_at(t, e->paper.value) &&
        range_contains_q(&t->m->p.box[0], e->paper.value))
        e->paper.standing = PAPER_BEST;
    else if (e->paper.exact && root_sign_at(t, e->paper.value) != 0)
        e->paper.standing = PAPER_APART;
}

/* In the language's words, unless these are cut short. */
static void put_form(const audit *a, expr c, char **form)
{
    char *words = undefined_words(a->pool, c, NULL, 0);
    if (strstr(words, "...") == NULL && strstr(words, "if(") == NULL)
        evidence_text(form, words);
    free(words);
}

/* An irrational end of the range, of which the box keeps a number beyond. */
static void put_end(const root_count *w, bool low, evidence_root *e)
{
    bool open;
    expr c = root_count_end(w, low, &open);
    if (c == EXPR_NONE)
        return;
    char *words = undefined_words(w->t->a->pool, c, NULL, 0);
    evidence_text(low ? &e->low : &e->high, words);
    free(words);
    if (low)
        e->where.side[0].lo_open = open;
    else
        e->where.side[0].hi_open = open;
}

/* What these goals show. */
static void report(root_count *w, const instances *done, long digits)
{
    audit *a = w->t->a;
    result *r = a->r;
    if (!verdict_note(a, VERDICT_ENCLOSED, done))
        return;
    evidence_start(&r->found, EVIDENCE_ROOT);
    evidence_root *e = &r->found.u.root;
    e->counted = true;
    for (size_t k = 0; k < w->n; k++) {
        const root_zero *z = &w->zero[k];
        bool exact = z->kind == ZERO_EXACT;
        evidence_root_add(e, exact ? z->exact : z->p, exact ? z->exact : z->q,
                          kind_of(w, k));
        if (z->kind == ZERO_CLOSED)
            put_form(a, z->closed, &e->zero[k].form);
    }
    if (w->n > 0) {
        mpq_set(e->lo, e->zero[0].lo);
        mpq_set(e->hi, e->zero[0].hi);
    }
    if (w->n == 1)
        enclosure_from_q(&r->value, e->lo, e->hi, digits);
    point_record_box(&e->where, w->t->m, w->t->m->p.box, 1);
    put_end(w, true, e);
    put_end(w, false, e);
    compare_paper(w, e, digits);
}

static bool finish(root_count *w, proof *pf, long digits)
{
    instances done = {.n = 0};
    bool ok = root_count_take(w, pf) && well_placed(w) && roots_are_roots(w);
    if (ok)
        root_count_goals(w, &done);
    ok = ok && done.n > 0 && proof_replay(w->t->a, pf, &done);
    if (ok)
        report(w, &done, digits);
    instances_clear(&done);
    return ok;
}

static void save(const root_count *w, proof *pf)
{
    instances done = {.n = 0};
    root_count_goals(w, &done);
    proof_save(w->t->a, pf, &done);
    instances_clear(&done);
}

bool root_count_search(root_count *w, proof *pf, long digits)
{
    instances done = {.n = 0};
    claim_outcome o;
    proof_clear(pf);
    proof_init(pf, 1);
    if (!root_count_find(w, digits))
        return false;
    root_count_goals(w, &done);
    claim_search(w->t->a, &done, pf, 0, NULL, &o);
    bool all = o.failing == 0 && o.open == 0;
    claim_outcome_clear(&o);
    instances_clear(&done);
    root_count_keep(w, pf);
    if (!all || !finish(w, pf, digits))
        return false;
    save(w, pf);
    return true;
}

static problem *name_problem(void *ctx, size_t k)
{
    (void)k; /* the variable's name is all that trees need */
    return ctx;
}

/* How many goals there are depends on the numbers: they come first. */
bool root_count_load(root_count *w, proof *pf, long digits)
{
    void *any = (void *)(uintptr_t)&w->t->m->p;
    instances need = {.n = 0};
    bool ok = proof_load(w->t->a, pf, 0, name_problem, any) &&
              root_count_take(w, pf) && well_placed(w);
    if (ok)
        root_count_goals(w, &need);
    size_t n = need.n;
    instances_clear(&need);
    ok = ok && n > 0 && proof_load(w->t->a, pf, n, name_problem, any) &&
         finish(w, pf, digits);
    if (ok)
        save(w, pf);
    return ok;
}

/* Sentences about certified numbers: best constants, roots, thresholds, the
 * paper's value.
 * Nothing is believed here; what may be said follows from the record alone. */
#include "sentence.h"

#include "../theory/evidence/outward.h"

#include <stdlib.h>
#include <string.h>

/* " at x = 1/2", " at an exact point near x = 0.3"; nothing without one. */
static void put_where(text_buf *b, const result *r, const evidence_point *p)
{
    text_buf at = {0};
    bool exact = sentence_near(&at, r, p);
    if (p->n > 0)
        text_printf(b, exact ? " at %s" : " at an exact point near %s", at.s);
    text_clear(&at);
}

static const char *better(const evidence_constant *c)
{
    return c->largest ? "larger" : "smaller";
}

/* " of relation 2" when there are several. */
static void put_relation(text_buf *b, const evidence_constant *c,
                         const result *r)
{
    bool left;
    size_t k = sentence_relation(r, c->relation, &left);
    if (r->it->show.n > 1)
        text_printf(b, " of relation %zu", k);
}

static void put_sharp(text_buf *b, const evidence_constant *c, const result *r)
{
    text_printf(b, "proved with the %s for which both sides", r->it->unknown);
    put_relation(b, c, r);
    text_put(b, " are equal");
    put_where(b, r, &c->at);
    if (c->form != NULL)
        text_printf(b, ", %s = %s", r->it->unknown, c->form);
    text_printf(b, "; every %s %s fails there", better(c), r->it->unknown);
}

static void put_proved_with(text_buf *b, const evidence_constant *c,
                            const result *r)
{
    text_printf(b, "proved with %s = ", r->it->unknown);
    sentence_number(b, c->near);
    text_printf(b, "; every %s %s ", r->it->unknown, c->largest ? ">" : "<");
    sentence_number(b, c->far);
    text_put(b, " fails");
    put_where(b, r, &c->at);
    if (!mpq_equal(c->near, c->far))
        text_put(b, "; between them nothing is shown");
}

static void put_constant(text_buf *b, const evidence_constant *c,
                         const result *r)
{
    if (c->sharp)
        put_sharp(b, c, r);
    else
        put_proved_with(b, c, r);
}

/* "[0, pi)" */
static void put_range(text_buf *b, const evidence_root *e)
{
    const range *x = &e->where.side[0];
    text_put(b, x->lo_open || x->lo_inf ? "(" : "[");
    if (e->low != NULL)
        text_put(b, e->low);
    else if (x->lo_inf)
        text_put(b, "-inf");
    else
        sentence_number(b, x->lo);
    text_put(b, ", ");
    if (e->high != NULL)
        text_put(b, e->high);
    else if (x->hi_inf)
        text_put(b, "inf");
    else
        sentence_number(b, x->hi);
    text_put(b, x->hi_open || x->hi_inf ? ")" : "]");
}

/* How many there are, and where. */
static void put_root(text_buf *b, const evidence_root *e)
{
    if (e->counted && e->n == 0)
        text_put(b, "there is no root in ");
    else if (e->counted && e->n > 1)
        text_printf(b, "there are exactly %zu roots in ", e->n);
    else
        text_put(b, "there is exactly one root in ");
    put_range(b, e);
    if (e->counted && e->n != 1)
        return;
    if (mpq_equal(e->lo, e->hi)) {
        text_put(b, ", and it is ");
        sentence_number(b, e->lo);
        return;
    }
    if (e->counted && e->zero[0].form != NULL) {
        text_printf(b, ", and it is %s", e->zero[0].form);
        return;
    }
    text_put(b, ", between ");
    sentence_number(b, e->lo);
    text_put(b, " and ");
    sentence_number(b, e->hi);
}

/* Each root that was counted, by a line of its own. */
static void add_zeros(sentences *s, const evidence_root *e)
{
    static const char *const label[] = {
        "root 1",  "root 2",  "root 3",  "root 4",  "root 5",  "root 6",
        "root 7",  "root 8",  "root 9",  "root 10", "root 11", "root 12",
        "root 13", "root 14", "root 15", "root 16"};
    static const char *const how[] = {
        [ROOT_CROSSES] = "where the sides cross",
        [ROOT_TOUCHES] = "where the sides touch",
        [ROOT_AT_END] = "at an end of the range"};
    for (size_t k = 0; k < e->n && k < sizeof label / sizeof *label; k++) {
        const evidence_zero *z = &e->zero[k];
        text_buf b = {0};
        if (z->form != NULL)
            text_printf(&b, "%s, ", z->form);
        if (!mpq_equal(z->lo, z->hi))
            text_put(&b, "between ");
        sentence_number(&b, z->lo);
        if (!mpq_equal(z->lo, z->hi)) {
            text_put(&b, " and ");
            sentence_number(&b, z->hi);
        }
        text_printf(&b, ", %s", how[z->kind]);
        sentence_add(s, label[k], &b);
    }
}

/* The least number for which nothing speaks against it. */
static void find_next(mpq_ptr next, const evidence_threshold *e)
{
    mpq_set(next, e->first);
    if (e->fails)
        mpz_add_ui(mpq_numref(next), mpq_numref(e->last), 1);
}

static void put_between(text_buf *b, const evidence_threshold *e)
{
    mpq_t next;
    mpq_init(next);
    find_next(next, e);
    if (mpq_cmp(next, e->least) < 0) {
        sentence_number(b, next);
        text_put(b, " to ");
    }
    sentence_number(b, e->least);
    mpq_clear(next);
}

/* From where on, how, and what is shown below. */
static void put_threshold(text_buf *b, const evidence_threshold *e,
                          const result *r)
{
    const char *n = r->it->unknown;
    mpq_t next;
    mpq_init(next);
    text_printf(b, "proved for every %s >= ", n);
    sentence_number(b, e->least);
    if (!e->fails && mpq_equal(e->first, e->least))
        text_put(b, ", which is all of its range");
    if (!mpq_equal(e->least, e->from)) {
        text_put(b, ", at once from ");
        sentence_number(b, e->from);
        text_put(b, " on and one by one below");
    }
    find_next(next, e);
    if (e->fails) {
        text_put(b, "; false");
        put_where(b, r, &e->at);
    } else if (mpq_cmp(e->first, e->least) < 0) {
        text_printf(b, "; no %s is known at which it is false", n);
    }
    if (mpq_cmp(next, e->least) < 0) {
        text_printf(b, "; of every %s from ", n);
        sentence_number(b, next);
        text_put(b, " to before ");
        sentence_number(b, e->least);
        text_put(b, " nothing is shown");
    }
    mpq_clear(next);
}

/* A distance, rounded up to three digits: what holds beyond it holds beyond
 * its rounding. */
static void put_gap(text_buf *b, mpq_srcptr gap)
{
    char *lo, *hi;
    outward_from_q(gap, gap, 3, &lo, &hi);
    text_put(b, hi);
    free(lo);
    free(hi);
}

static void put_paper_of_constant(text_buf *b, const evidence_constant *c,
                                  const result *r)
{
    const evidence_paper *p = &c->paper;
    const char *name = r->it->unknown;
    switch (p->standing) {
    case PAPER_BEST:
        text_put(b, " is exactly the best possible");
        break;
    case PAPER_PROVED:
        text_put(b, " is proved as it stands");
        break;
    case PAPER_SHORT:
        text_printf(b,
                    " is not the best, for a %s %s is proved; that the "
                    "statement holds with it was not shown",
                    better(c), name);
        break;
    case PAPER_INSIDE:
        text_put(b, " lies between the ends, where nothing is shown");
        break;
    case PAPER_FAILS:
        text_put(b, " is not valid: with it the statement fails");
        put_where(b, r, &c->at);
        break;
    default:
        text_put(b, " was not told apart from the best possible");
        break;
    }
    if (p->has_gap) {
        text_printf(b, "; every %s that is %s by more than ", name, better(c));
        put_gap(b, p->gap);
        text_put(b, " fails");
    }
}

static void put_paper_of_root(text_buf *b, const evidence_root *e)
{
    const evidence_paper *p = &e->paper;
    switch (p->standing) {
    case PAPER_BEST:
        text_put(b, e->counted && e->n > 1 ? " is exactly one of the roots"
                                           : " is exactly the root");
        break;
    case PAPER_APART:
        text_put(b, e->counted && e->n != 1 ? " is not a root"
                                            : " is not the root");
        if (p->has_gap) {
            text_printf(b, ", which is %s by at most ",
                        p->root_larger ? "larger" : "smaller");
            put_gap(b, p->gap);
        }
        break;
    case PAPER_INSIDE:
        text_put(b, " lies between the ends, where nothing is shown");
        break;
    default:
        text_put(b, " was not told apart from the root");
        break;
    }
}

static void put_paper_of_threshold(text_buf *b, const evidence_threshold *e,
                                   const result *r)
{
    switch (e->paper.standing) {
    case PAPER_BEST:
        text_put(b, " is exactly the least");
        break;
    case PAPER_PROVED:
        text_put(b, " is proved as it stands");
        break;
    case PAPER_INSIDE:
        text_put(b, " lies between the ends, where nothing is shown");
        break;
    case PAPER_FAILS:
        text_put(b, " is not valid: the statement is false");
        put_where(b, r, &e->at);
        break;
    default:
        text_put(b, " was not told apart from the least");
        break;
    }
}

static void put_ratio(text_buf *b, const evidence_paper *p)
{
    if (p->ratio_exact) {
        sentence_number(b, p->ratio);
        text_put(b, " exactly, the certified value over the paper's");
    } else if (p->slack.lo != NULL) {
        text_printf(b,
                    "between %s and %s, the certified value over the "
                    "paper's",
                    p->slack.lo, p->slack.hi);
    }
}

bool sentence_ends(text_buf *b, const result *r)
{
    const evidence_constant *c = evidence_best(&r->found);
    const evidence_threshold *t = evidence_from(&r->found);
    text_buf near = {0};
    if (t != NULL) {
        put_between(b, t);
        return true;
    }
    bool exact = c != NULL && !c->sharp && !mpq_equal(c->near, c->far) &&
                 sentence_short(&near, c->near);
    text_clear(&near);
    if (!exact)
        return false;
    sentence_number(b, c->largest ? c->near : c->far);
    text_put(b, " to ");
    sentence_number(b, c->largest ? c->far : c->near);
    return true;
}

void sentence_of_number(sentences *s, const result *r)
{
    const evidence_constant *c = evidence_best(&r->found);
    const evidence_root *e = evidence_rooted(&r->found);
    const evidence_threshold *t = evidence_from(&r->found);
    const evidence_paper *p = evidence_of_paper(&r->found);
    text_buf b = {0};
    if (t != NULL)
        put_threshold(&b, t, r);
    else if (c != NULL)
        put_constant(&b, c, r);
    else if (e != NULL)
        put_root(&b, e);
    sentence_add(s, "evidence", &b);
    if (e != NULL)
        add_zeros(s, e);
    if (r->value.lo != NULL && strcmp(r->value.lo, r->value.hi) == 0)
        text_printf(&b, "exactly %s", r->value.lo);
    else if (r->value.lo != NULL)
        text_printf(&b, "between %s and %s", r->value.lo, r->value.hi);
    sentence_add(s, "value", &b);
    if (p == NULL)
        return;
    text_put(&b, p->text);
    if (t != NULL)
        put_paper_of_threshold(&b, t, r);
    else if (c != NULL)
        put_paper_of_constant(&b, c, r);
    else
        put_paper_of_root(&b, e);
    sentence_add(s, "paper", &b);
    put_ratio(&b, p);
    sentence_add(s, "ratio", &b);
}

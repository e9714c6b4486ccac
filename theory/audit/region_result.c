/* A map's shares, tiles and verdict, from the seals of its tiles.
 *
 * PROVED: no tile is open, none is false, and some are true.  REFUTED: none
 * is open, none is true, and some are false; with a point.  What is admitted
 * on the edges of tiles outside has to be so, too.  A map that is outside
 * altogether, with its edges, is vacuous.  All others are ENCLOSED. */
#include "region.h"

#include "../../numerics/base/rational.h"

#include <stdlib.h>

enum { SHARE_DIGITS = 6 };

/* sum / total, outward-rounded; sum2, if given, for the upper end. */
static void put_share(enclosure *e, const region *t, mpq_srcptr sum,
                      mpq_srcptr sum2)
{
    mpq_t lo, hi;
    mpq_init(lo);
    mpq_init(hi);
    mpq_div(lo, sum, t->total);
    mpq_div(hi, sum2 != NULL ? sum2 : sum, t->total);
    enclosure_from_q(e, lo, hi, SHARE_DIGITS);
    mpq_clear(lo);
    mpq_clear(hi);
}

static void put_shares(const region *t, mpq_srcptr open)
{
    result *r = t->a->r;
    mpq_t most;
    mpq_init(most);
    put_share(&r->area_true, t, t->yes, NULL);
    put_share(&r->area_false, t, t->no, NULL);
    put_share(&r->area_outside, t, t->out, NULL);
    put_share(&r->area_open, t, open, NULL);
    mpq_add(most, t->yes, open); /* what may be true */
    put_share(&r->value, t, t->yes, most);
    mpq_div(most, open, t->total);
    r->open_share = rational_upper(most);
    mpq_clear(most);
}

/* The areas, of what is sealed and nothing else; yes, no and out are set. */
static void count(region *t)
{
    mpq_t s, h;
    mpq_init(s);
    mpq_init(h);
    mpq_set_ui(t->yes, 0, 1);
    mpq_set_ui(t->no, 0, 1);
    mpq_set_ui(t->out, 0, 1);
    for (size_t k = 0; k < t->n; k++) {
        const tile *b = &t->tile[k];
        char state = region_sealed(b);
        if (b->quartered || state == '?')
            continue;
        mpq_ptr sum = state == '+' ? t->yes : state == '-' ? t->no : t->out;
        mpq_sub(s, b->hi[0], b->lo[0]);
        mpq_sub(h, b->hi[1], b->lo[1]);
        mpq_mul(s, s, h);
        mpq_add(sum, sum, s);
    }
    mpq_clear(s);
    mpq_clear(h);
}

static void put_tiles(const region *t)
{
    result *r = t->a->r;
    r->box = xcalloc(t->n + 1, sizeof *r->box);
    for (size_t k = 0; k < t->n; k++) {
        const tile *b = &t->tile[k];
        if (b->quartered)
            continue;
        r->box[r->nbox].x0 = rational_near(b->lo[0]);
        r->box[r->nbox].x1 = rational_near(b->hi[0]);
        r->box[r->nbox].y0 = rational_near(b->lo[1]);
        r->box[r->nbox].y1 = rational_near(b->hi[1]);
        r->box[r->nbox++].state = region_sealed(b);
        r->open += region_sealed(b) == '?';
    }
    r->leaves = t->leaves;
}

/* What is admitted on the edges of tiles outside is as it is elsewhere. */
static bool edges_agree(const region *t, char as)
{
    bool ok = true;
    for (size_t k = 0; k < t->n && ok; k++) {
        const tile *b = &t->tile[k];
        char edge = region_sealed_edge(b);
        ok = b->quartered || region_sealed(b) != '/' || edge == '/' ||
             edge == as;
    }
    return ok;
}

static void put_verdict(region *t, mpq_srcptr open)
{
    bool yes = mpq_sgn(t->yes) > 0, no = mpq_sgn(t->no) > 0;
    t->a->r->verdict = VERDICT_ENCLOSED;
    if (mpq_sgn(open) != 0 || yes == no || !edges_agree(t, yes ? '+' : '-'))
        return;
    if (yes)
        t->a->r->verdict = VERDICT_PROVED;
    else if (t->witness != NULL) /* confirmed as any counterexample is */
        claim_report_witness(t->a, t->f, t->wk, t->wg, t->witness);
}

bool region_report(region *t)
{
    mpq_t open;
    count(t);
    if (mpq_equal(t->out, t->total) && edges_agree(t, '/'))
        return audit_error(t->a, "`%s` is vacuous: no point of its rectangle "
                                 "satisfies its conditions", t->a->it->id);
    mpq_init(open);
    mpq_sub(open, t->total, t->yes);
    mpq_sub(open, open, t->no);
    mpq_sub(open, open, t->out);
    put_shares(t, open);
    put_tiles(t);
    put_verdict(t, open);
    mpq_clear(open);
    return true;
}

/* Where a search came to its end: an open box, and the least value seen.  Nobody
 * believes it; it is told with an UNDECIDED. */
#include "audit_internal.h"

#include <stdlib.h>

static bool has_open(const cert_node *c)
{
    return c == NULL || !cert_is_complete(c);
}

/* Down to an open leaf, as far as the nodes speak of parts of the same box, which
 * has n variables: a proof's own ones are not among them. */
static void descend(const cert_node *c, range *box, int n)
{
    while (c != NULL && c->rule == CERT_SPLIT && c->var < n) {
        bool low = has_open(c->child[0]);
        range *r = &box[c->var];
        mpq_set(low ? r->hi : r->lo, c->q);
        *(low ? &r->hi_inf : &r->lo_inf) = false;
        *(low ? &r->hi_open : &r->lo_open) = false;
        c = c->child[low ? 0 : 1];
    }
}

void claim_note_open(evidence_undecided *u, const instance *m,
                     const search_result *s)
{
    int n = m->p.nvars;
    range *box = xcalloc((size_t)n + 1, sizeof *box);
    for (int i = 0; i < n; i++) {
        range_init(&box[i]);
        range_set(&box[i], s->worst != NULL ? &s->worst[i] : &m->p.box[i]);
    }
    if (s->worst == NULL && s->cert != NULL && !cert_is_complete(s->cert))
        descend(s->cert, box, n);
    u->has_worst = m->binding.n > 0 || n > 0;
    point_record_box(&u->worst, m, box, n);
    for (int i = 0; i < n; i++)
        range_clear(&box[i]);
    free(box);
}

void claim_note_seen(audit *a, evidence_undecided *u, const instance *m,
                     size_t g, const search_result *s)
{
    iv_t v;
    if (s->best == NULL || m->p.nvars == 0)
        return;
    int n = m->p.nvars, top = a->top < 3 ? a->top : 3;
    mpq_t *x = point_copy(s->best, n);
    point_round(a->whole, &m->p, x);
    iv_init(v, 64);
    if (point_satisfies(a, &m->p, x, top))
        point_enclose(a->engines, m->p.goal[g].e, x, n, 30, top, v);
    if (iv_is_bounded(v) && outward_is_moderate(iv_lower(v)) &&
        outward_is_moderate(iv_upper(v))) {
        enclosure_from_iv(&u->least, v, MARGIN_DIGITS);
        point_record(&u->seen, m, x, n);
    }
    iv_clear(v);
    point_free(x, n);
}

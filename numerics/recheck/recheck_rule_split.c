/* `split VAR Q`, by the second engine: a second opinion on
 * ../check/rule_split.c, from the same theorem in other code. */
#include "recheck_internal.h"

/* lo < q < hi: every x_i of the range is <= q or >= q. */
bool recheck_rule_split(recheck *c, const recheck_goal *s, const cert_node *n)
{
    if (!recheck_has_var(c, n) || !n->has_q)
        return recheck_reject(c, s, n, NULL, "malformed split");
    const range *r = &s->box[n->var];
    bool above = r->lo_inf || mpq_cmp(r->lo, n->q) < 0;
    bool below = r->hi_inf || mpq_cmp(n->q, r->hi) < 0;
    if (!above || !below)
        return recheck_reject(c, s, n, NULL, "split outside the range");
    bool ok = true;
    for (int k = 0; k < 2 && ok; k++) {
        recheck_goal half = recheck_copy(c, s);
        range *h = &half.box[n->var];
        mpq_set(k == 0 ? h->hi : h->lo, n->q);
        *(k == 0 ? &h->hi_inf : &h->lo_inf) = false;
        *(k == 0 ? &h->hi_open : &h->lo_open) = false;
        ok = recheck_child(c, &half, n, k);
        recheck_drop(c, &half);
    }
    return ok;
}

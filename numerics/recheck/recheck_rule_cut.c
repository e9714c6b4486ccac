/* `cut VAR Q DIR`, by the second engine: a second opinion on
 * ../check/rule_cut.c, from the same theorem in other code. */
#include "recheck_internal.h"

/* x < q or x >= q (+); x <= q or x > q (-).  Both parts hold a point. */
bool recheck_rule_cut(recheck *c, const recheck_goal *s, const cert_node *n)
{
    bool up = n->order == 1, down = n->order == -1, ok = true;
    if (!recheck_has_var(c, n) || !n->has_q || up == down)
        return recheck_reject(c, s, n, NULL, "malformed cut");
    for (int k = 0; k < 2 && ok; k++) {
        recheck_goal part = recheck_copy(c, s);
        range *r = &part.box[n->var];
        if (k == 0) {
            ok = r->hi_inf || mpq_cmp(n->q, r->hi) < 0 ||
                 (up && !r->hi_open && mpq_equal(n->q, r->hi));
            mpq_set(r->hi, n->q);
            r->hi_inf = false;
            r->hi_open = up;
        } else {
            ok = r->lo_inf || mpq_cmp(n->q, r->lo) > 0 ||
                 (down && !r->lo_open && mpq_equal(n->q, r->lo));
            mpq_set(r->lo, n->q);
            r->lo_inf = false;
            r->lo_open = down;
        }
        if (!ok || (!r->lo_inf && !r->hi_inf && mpq_cmp(r->lo, r->hi) >= 0 &&
                    (r->lo_open || r->hi_open)))
            ok = recheck_reject(c, s, n, NULL, "cut outside the range");
        ok = ok && recheck_child(c, &part, n, k);
        recheck_drop(c, &part);
    }
    return ok;
}

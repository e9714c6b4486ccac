/* `tail VAR DIR EXPR`, by the second engine: a second opinion on
 * ../check/rule_tail.c, from the same theorem in other code. */
#include "recheck_internal.h"

static const char *wrong(const recheck *c, const recheck_goal *s,
                         const cert_node *n)
{
    if (!recheck_has_var(c, n) || n->nexpr != 1 || n->order == 0 ||
        n->order < -2 || n->order > 2)
        return "malformed tail";
    const range *r = &s->box[n->var];
    if ((n->order > 0 && !r->hi_inf) || (n->order < 0 && !r->lo_inf))
        return "the range ends";
    return s->strict && n->order != 2 && n->order != -2
               ? "strict from a slope that may vanish"
               : NULL;
}

/* f + h for |x| >= 1, on the side of the infinite end. */
static bool far_out(recheck *c, recheck_goal *t, const cert_node *n)
{
    range *r = &t->box[n->var];
    mpq_t one;
    mpq_init(one);
    mpq_set_si(one, n->order > 0 ? 1 : -1, 1);
    if (n->order > 0 && (r->lo_inf || mpq_cmp(r->lo, one) < 0)) {
        mpq_set(r->lo, one);
        r->lo_inf = r->lo_open = false;
    } else if (n->order < 0 && (r->hi_inf || mpq_cmp(r->hi, one) > 0)) {
        mpq_set(r->hi, one);
        r->hi_inf = r->hi_open = false;
    }
    mpq_clear(one);
    t->f = expr_add(c->pool, t->f, n->expr[0]);
    t->strict = false;
    return t->f != EXPR_NONE;
}

/* f falls towards infinity, so it is at least each later value; these are at
 * least -h, which is not negative in the limit. */
bool recheck_rule_tail(recheck *c, const recheck_goal *s, const cert_node *n)
{
    const char *why = wrong(c, s, n);
    if (why != NULL)
        return recheck_reject(c, s, n, NULL, why);
    recheck_goal t = recheck_copy(c, s);
    recheck_release_var(c, &t, n->var);
    bool ok = reval_continuous(recheck_evaluator(c, n, &t, true), s->f) ||
              recheck_reject(c, s, n, NULL, "not shown continuous");
    rrange limit;
    rrange_init(&limit);
    reval_limit(recheck_evaluator(c, n, &t, true), n->expr[0], n->var,
                n->order > 0, &limit);
    if (ok && !rrange_nonpos(&limit))
        ok = recheck_reject(c, s, n, &limit, "the limit is not shown");
    rrange_clear(&limit);
    recheck_goal far = recheck_copy(c, &t);
    t.f = recheck_slope(c, s->f, n->var);
    if (n->order > 0)
        t.f = expr_neg(c->pool, t.f);
    t.strict = n->order == 2 || n->order == -2;
    range *r = &t.box[n->var];
    r->lo_open = r->hi_open = true;
    ok = ok && t.f != EXPR_NONE && recheck_child(c, &t, n, 0);
    ok = ok && far_out(c, &far, n) && recheck_child(c, &far, n, 1);
    recheck_drop(c, &t);
    recheck_drop(c, &far);
    return ok;
}

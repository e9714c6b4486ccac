/* High order pays where f varies much and is nearly 0 (approximation errors):
 * one variable left, and the mean value form is not good enough.  Where it
 * hardly ever closes a box it is tried on few.  Believed: nothing; the checker tries
 * each answer. */
#include "search_boxes.h"

#include "../base/rational.h"

#include <math.h>
#include <stdlib.h>

enum {
    EFFORT_FORM = 4 /* as EFFORT_TRY */
};

static bool is_under_integral(const expr_pool *pool, expr f, uint64_t vars)
{
    size_t n;
    expr *order = expr_postorder(pool, f, &n);
    bool yes = false;
    for (size_t k = 0; k < n && !yes; k++) {
        const expr_node *x = expr_get(pool, order[k]);
        yes =
            x->op == EXPR_INTEGRAL && (expr_vars(pool, x->arg[2]) & vars) != 0;
    }
    free(order);
    return yes;
}

/* What the form in doubles says of the sign: +1 it is there, -1 it is not, by
 * more than they err; 0 nothing. */
static int sign_by_doubles(branch_run *b, const goal *g, const cert_node *k)
{
    rung_interval form, at;
    rung_about t = {k->var, k->q, k->order};
    if (!b->form_tried && rung_usable())
        b->form = rung_new(b->s->p->pool, &g->f, 1, false);
    b->form_tried = true;
    if (b->form == NULL ||
        !rung_taylor_form(b->form, g->box, b->n, &t, &form, &at))
        return 0;
    return form.lo > 0 ? 1 : form.lo < -4 * (at.hi - at.lo) ? -1 : 0;
}

/* k, if the checker takes it; it is not asked where that is hopeless, as it
 * mostly is across a kink, and where doubles decide it is a little work. */
static cert_node *keep_if(branch_run *b, const goal *g, cert_node *k)
{
    size_t effort = b->s->effort + EFFORT_FORM;
    int sign = sign_by_doubles(b, g, k);
    expr kink;
    bool mute = sign == 0 && b->form != NULL &&
                b->taylor_misses > 3 + b->taylors &&
                expr_kinks(b->s->p->pool, g->f, &kink, 1) > 0;
    if (sign < 0 || mute) {
        cert_free(k);
        k = NULL;
    } else {
        k = search_keep_if(b->s, g, k);
    }
    if (sign != 0)
        b->s->effort = effort;
    return k;
}

bool tactic_box_taylor(branch_run *b, search_box *x)
{
    int free_var = -1, count = 0;
    for (int i = 0; i < b->n; i++)
        if (!search_box_is_pinned(x, i) && x->lo[i] < x->hi[i]) {
            free_var = i;
            count++;
        }
    if (count != 1 || isinf(x->hi[free_var] - x->lo[free_var]))
        return false;
    bool integrals =
        is_under_integral(b->s->p->pool, b->g->f, UINT64_C(1) << free_var);
    if (integrals && x->depth % 4 != 0) /* its derivatives are dear */
        return false;
    if (b->taylor_misses > 6 + 4 * b->taylors && x->depth % 4 != 0)
        return false;
    goal t;
    search_box_goal(b, x, &t);
    cert_node *k = search_leaf(CERT_TAYLOR);
    k->var = free_var;
    k->order = integrals ? 2 : x->depth < 8 ? 7 : 4;
    rational_guess(k->q, search_box_middle(x->lo[free_var], x->hi[free_var]));
    k->has_q = true;
    k = keep_if(b, &t, k);
    search_goal_clear(&t, b->n);
    if (k != NULL) {
        *x->slot = k;
        b->taylors++;
    } else {
        b->taylor_misses++;
    }
    return k != NULL;
}

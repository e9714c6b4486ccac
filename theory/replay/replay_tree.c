/* One tree, or one point, put to both engines.  Here they are compared: what
 * counts is that both accept, each asked alone. */
#include "replay_internal.h"

#include <mpfr.h>
#include <stdio.h>
#include <stdlib.h>

bool replay_both(replayer *w, bool first, bool second, const char *what)
{
    if (first && second)
        return true;
    w->r->state = first == second ? REPLAY_REJECTED : REPLAY_DISAGREE;
    audit_set(&w->r->first, xstrdup(first ? "accepts" : "does not accept"));
    audit_set(&w->r->second, xstrdup(second ? "accepts" : "does not accept"));
    audit_set(&w->r->where, xstrdup(what));
    return false;
}

bool replay_refuse(replayer *w, const char *why)
{
    w->r->state = REPLAY_REJECTED;
    audit_set(&w->r->where, xstrdup(why));
    return false;
}

static char *first_value(const recheck_report *r, expr_pool *pool)
{
    char buf[200];
    eval *ev = eval_new(pool, r->prec);
    eval_set_box(ev, r->box, r->nvars);
    iv_srcptr v = eval_enclose(ev, r->f);
    if (iv_is_defined(v))
        mpfr_snprintf(buf, sizeof buf, "%c%.25RDg, %.25RUg%c",
                      v->lo_open ? '(' : '[', iv_lower(v), iv_upper(v),
                      v->hi_open ? ')' : ']');
    else
        snprintf(buf, sizeof buf, "undefined");
    eval_free(ev);
    return xstrdup(buf);
}

static void put_box(text_buf *b, const recheck_report *r, char *const *names)
{
    for (int i = 0; i < r->nvars; i++) {
        const range *x = &r->box[i];
        char *lo = x->lo_inf ? xstrdup("-inf") : mpq_get_str(NULL, 10, x->lo);
        char *hi = x->hi_inf ? xstrdup("inf") : mpq_get_str(NULL, 10, x->hi);
        text_printf(b, "%s %s in %c%s, %s%c", i == 0 ? ", where" : ",",
                    names[i], x->lo_open || x->lo_inf ? '(' : '[', lo, hi,
                    x->hi_open || x->hi_inf ? ')' : ']');
        free(lo);
        free(hi);
    }
}

/* One says yes, the other no: what each sees where the second stops. */
static void describe(replayer *w, const problem *p, const checker_report *a,
                     const recheck_report *b, bool first, bool second)
{
    text_buf x = {0}, y = {0}, where = {0};
    text_printf(&x, first ? "accepts" : "rejects %s", a->where);
    text_printf(&y, second ? "accepts" : "rejects %s", b->where);
    text_put(&where, second ? a->where : b->where);
    if (b->box != NULL) {
        char *v = first_value(b, w->pool);
        text_printf(&x, "; encloses the difference there by %s", v);
        if (b->value[0] != '\0')
            text_printf(&y, "; has %s there", b->value);
        put_box(&where, b, p->names);
        free(v);
    }
    audit_set(&w->r->first, text_take(&x));
    audit_set(&w->r->second, text_take(&y));
    audit_set(&w->r->where, text_take(&where));
}

bool replay_tree(replayer *w, const problem *p, size_t g, const cert_node *tree,
                 long prec)
{
    checker_report a;
    recheck_report b;
    checker_report_init(&a);
    recheck_report_init(&b);
    bool first = engines_accepts(&w->first, p, g, tree, prec, &a);
    bool second = recheck_accepts(w->second, p, g, tree, prec, &b);
    if (first && second) {
        w->r->goals++;
        w->r->leaves += b.leaves;
    } else {
        w->r->state = first == second ? REPLAY_REJECTED : REPLAY_DISAGREE;
        describe(w, p, &a, &b, first, second);
    }
    checker_report_clear(&a);
    recheck_report_clear(&b);
    return first && second;
}

static cert_node *zero_tree(expr_pool *pool)
{
    cert_node *t = cert_new(CERT_PRODUCT);
    t->nexpr = 1;
    t->expr = xmalloc(sizeof *t->expr);
    t->expr[0] = expr_si(pool, 0);
    t->child[0] = cert_new(CERT_NATURAL);
    return t;
}

bool replay_point(replayer *w, const problem *p, const char *what)
{
    cert_node *leaf = cert_new(CERT_NATURAL), *zero = zero_tree(w->pool);
    bool ok = true;
    for (size_t g = 0; g < p->ngoals && ok; g++) {
        bool first = false, second = false;
        for (long prec = 128; prec <= w->max_prec && !(first && second);
             prec *= 2) {
            first = first || engines_accepts(&w->first, p, g, leaf, prec, NULL);
            second =
                second || recheck_accepts(w->second, p, g, leaf, prec, NULL);
        }
        if (!first)
            first = engines_accepts(&w->first, p, g, zero, 128, NULL);
        if (!second)
            second = recheck_accepts(w->second, p, g, zero, 128, NULL);
        ok = replay_both(w, first, second, what);
        w->r->goals += ok;
        w->r->leaves += ok;
    }
    cert_free(leaf);
    cert_free(zero);
    return ok;
}

void replay_point_problem(problem *d, const problem *p, mpq_t *x, int nvars)
{
    problem_init(d, p->pool, nvars);
    for (int i = 0; i < nvars; i++) {
        problem_set_name(d, i, p->names[i]);
        mpq_set(d->box[i].lo, x[i]);
        mpq_set(d->box[i].hi, x[i]);
    }
}

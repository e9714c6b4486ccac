/* An expression read, and enclosed: closed ones to as many digits as are
 * asked for, others over the ranges of their variables. */
#include "library.h"

#include "../numerics/base/limits.h"
#include "../numerics/base/memory.h"
#include "../numerics/enclose/eval.h"
#include "../theory/audit/audit.h"
#include "../theory/evidence/enclosure.h"
#include "../theory/evidence/outward.h"

#include <stdlib.h>

enum { BITS_A_DIGIT = 4, BITS_MORE = 64 };

static void refuse(message *m, const lang_errors *errs, const char *what)
{
    text_buf b = {0};
    if (errs != NULL && errs->n > 0 && errs->v[0].pos.line > 0)
        text_printf(&b, "%d:%d: ", errs->v[0].pos.line, errs->v[0].pos.col);
    text_put(&b, errs != NULL && errs->n > 0 ? errs->v[0].message : what);
    free(m->text[MESSAGE_ERROR]);
    m->text[MESSAGE_ERROR] = text_take(&b);
    m->status = ASSAY_INPUT;
}

/* Nothing is known of the value. */
static void leave(message *m)
{
    free(m->text[MESSAGE_ERROR]);
    m->text[MESSAGE_ERROR] = xstrdup("undefined, or not enclosed");
    m->status = ASSAY_UNDEFINED;
}

static void put_ends(message *m, enclosure *v)
{
    m->text[MESSAGE_LOWER] = v->lo;
    m->text[MESSAGE_UPPER] = v->hi;
    m->status = ASSAY_OK;
}

typedef struct {
    const question *q;
    message *m;
    elab *e;
} work;

static void enclose_closed(work *w, expr f)
{
    const expr_pool *pool = elab_pool(w->e);
    enclosure v = {0};
    long prec = BITS_A_DIGIT * (w->q->digits + BITS_MORE);
    if (expr_is_const(pool, f)) {
        mpq_srcptr q = expr_const_value(pool, f);
        w->m->text[MESSAGE_EXACT] = mpq_get_str(NULL, 10, q);
        outward_from_q(q, q, w->q->digits, &v.lo, &v.hi);
        put_ends(w->m, &v);
    } else if (audit_value(w->e, f, w->q->digits,
                           prec > LIMIT_VALUE_PREC ? prec : LIMIT_VALUE_PREC,
                           &v)) {
        put_ends(w->m, &v);
    } else {
        enclosure_clear(&v);
        leave(w->m);
    }
}

static void enclose_over_ranges(work *w, const problem *p, expr f)
{
    enclosure v = {0};
    eval *ev = eval_new(p->pool, (mpfr_prec_t)w->q->o.precision);
    eval_set_box(ev, p->box, p->nvars);
    eval_set_hyps(ev, p->hyp, p->nhyps);
    iv_srcptr value = eval_enclose(ev, f);
    if (iv_is_defined(value)) {
        enclosure_from_iv(&v, value, w->q->digits);
        put_ends(w->m, &v);
    } else {
        leave(w->m);
    }
    eval_free(ev);
}

/* The one instance: side 0 of `EXPRESSION >= 0`. */
static bool enclose(void *ctx, const binding *b, problem *p, const expr *side,
                    size_t n)
{
    work *w = ctx;
    (void)n;
    message_clear(w->m);
    if (b->n > 0 || b->part > 0)
        refuse(w->m, NULL, "a value has ranges of real numbers only");
    else if (p->nvars == 0)
        enclose_closed(w, side[0]);
    else
        enclose_over_ranges(w, p, side[0]);
    return w->m->status == ASSAY_OK;
}

/* `EXPRESSION >= 0` is a claim of one relation, if it is one. */
static const item *read(program *p, const char *text, lang_errors *errs)
{
    text_buf b = {0};
    text_printf(&b, "%s\n>= 0", text);
    bool ok = program_parse_claim(p, b.s, errs);
    text_clear(&b);
    const item *it = ok ? program_find(p, "claim") : NULL;
    return it != NULL && it->show.n == 1 && it->nhints == 0 ? it : NULL;
}

void work_enclose(const question *q, message *m)
{
    lang_errors errs = {0};
    program *p = program_new();
    elab_limits limits = {0};
    work w = {q, m, elab_new(p, &limits)};
    const item *it = read(p, q->text, &errs);
    size_t count = 0;
    if (it == NULL) {
        refuse(m, &errs, "this is a statement, and no value");
    } else if (q->digits == 0) {
        m->text[MESSAGE_LATEX] = typeset_expr(it->show.e[0]);
        m->status = ASSAY_OK;
    } else if (!elab_instances(w.e, it, enclose, &w, &count, &errs) &&
               errs.n > 0) {
        message_clear(m);
        refuse(m, &errs, "");
    }
    elab_free(w.e);
    program_free(p);
    lang_errors_clear(&errs);
}

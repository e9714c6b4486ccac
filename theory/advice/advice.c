/* Next steps for a claim that stayed open: claims near it are audited on a copy,
 * and those that are proved are handed back.  Believed: nothing; whoever pastes
 * a step has it proved again. */
#include "advice.h"

#include "../../numerics/base/memory.h"
#include "../../numerics/base/text.h"

#include <stdlib.h>
#include <string.h>

enum {
    BOXES = 2000, /* of one try, for each goal */
    MOST_TRIES = 48
};

/* ---- trees -------------------------------------------------------------- */

static ast *keep(advisor *a, ast *x)
{
    a->made = xrealloc(a->made, (a->nmade + 1) * sizeof(ast *));
    a->made[a->nmade++] = x;
    return x;
}

ast *advice_tree(advisor *a, ast_kind kind, ast *x, ast *y)
{
    ast *t = keep(a, xcalloc(1, sizeof *t));
    t->kind = kind;
    t->nargs = y != NULL ? 2 : x != NULL;
    t->arg = xcalloc(3, sizeof *t->arg);
    t->arg[0] = x;
    t->arg[1] = y;
    return t;
}

ast *advice_number(advisor *a, mpq_srcptr q)
{
    ast *part[2];
    mpz_srcptr z[2] = {mpq_numref(q), mpq_denref(q)};
    bool negative = mpq_sgn(q) < 0;
    for (int k = 0; k < 2; k++) {
        char *s = mpz_get_str(NULL, 10, z[k]);
        part[k] = advice_tree(a, AST_NUMBER, NULL, NULL);
        part[k]->text = xstrdup(s + (s[0] == '-'));
        mpq_init(part[k]->q);
        mpz_abs(mpq_numref(part[k]->q), z[k]);
        free(s);
    }
    ast *t = mpz_cmp_ui(z[1], 1) == 0
                 ? part[0]
                 : advice_tree(a, AST_DIV, part[0], part[1]);
    return negative ? advice_tree(a, AST_NEG, t, NULL) : t;
}

ast *advice_call(advisor *a, const char *name, ast *x)
{
    ast *t = advice_tree(a, AST_CALL, x, NULL);
    t->name = xstrdup(name);
    return t;
}

static void free_tree(ast *x)
{
    if (x->kind == AST_NUMBER)
        mpq_clear(x->q);
    free(x->text);
    free(x->name);
    free(x->arg);
    free(x);
}

bool advice_value(const ast *end, mpq_ptr q)
{
    mpq_t y;
    if (end == NULL)
        return false;
    if (end->kind == AST_NUMBER) {
        mpq_set(q, end->q);
        return true;
    }
    if ((end->kind != AST_NEG && end->kind != AST_DIV) ||
        !advice_value(end->arg[0], q))
        return false;
    if (end->kind == AST_NEG) {
        mpq_neg(q, q);
        return true;
    }
    mpq_init(y);
    bool ok = advice_value(end->arg[1], y) && mpq_sgn(y) != 0;
    if (ok)
        mpq_div(q, q, y);
    mpq_clear(y);
    return ok;
}

/* ---- variants ----------------------------------------------------------- */

variant advice_copy(const item *it)
{
    variant v = {.it = *it};
    v.it.boxes = 0;
    v.bind = xcalloc(it->nbind + 1, sizeof *v.bind);
    v.side = xcalloc(it->show.n + 2, sizeof(ast *));
    v.rel = xcalloc(it->show.n + 1, sizeof *v.rel);
    if (it->nbind > 0)
        memcpy(v.bind, it->bind, it->nbind * sizeof *v.bind);
    memcpy(v.side, it->show.e, (it->show.n + 1) * sizeof(ast *));
    memcpy(v.rel, it->show.rel, it->show.n * sizeof *v.rel);
    v.it.bind = v.bind;
    v.it.show.e = v.side;
    v.it.show.rel = v.rel;
    return v;
}

void advice_drop(variant *v)
{
    free(v->bind);
    free(v->side);
    free(v->rel);
}

static bool is_proved(const advisor *a, const char *text)
{
    lang_errors errs = {0};
    result r;
    program *p = program_new();
    elab_limits limits = {.max_steps = 1000000, .stop = a->opt->stop};
    elab *e = elab_new(p, &limits);
    audit_options o = {.search = {.max_boxes = BOXES,
                                  .threads = a->opt->search.threads,
                                  .prec = a->opt->search.prec,
                                  .max_seconds = a->opt->search.max_seconds,
                                  .stop = a->opt->stop},
                       .fresh = true,
                       .stop = a->opt->stop};
    result_init(&r);
    bool ok = program_parse_claim(p, text, &errs) &&
              audit_item(p, e, program_find(p, "claim"), &o, &r, &errs) &&
              r.verdict == VERDICT_PROVED;
    result_clear(&r);
    lang_errors_clear(&errs);
    elab_free(e);
    program_free(p);
    return ok;
}

bool advice_is_done(const advisor *a)
{
    return a->found->n == ADVICE_STEPS || a->tried >= MOST_TRIES ||
           (a->opt->stop != NULL && *a->opt->stop != 0);
}

static bool is_new(const advisor *a, const char *text)
{
    for (size_t i = 0; i < a->tried; i++)
        if (strcmp(a->text[i], text) == 0)
            return false;
    return true;
}

void advice_try(advisor *a, variant *v, char *how)
{
    char *text = plain_claim(&v->it);
    advice_drop(v);
    bool fresh = !advice_is_done(a) && is_new(a, text);
    if (fresh) {
        a->text = xrealloc(a->text, (a->tried + 1) * sizeof(char *));
        a->text[a->tried++] = text;
    }
    if (fresh && is_proved(a, text))
        a->found->v[a->found->n++] = (advice_step){how, xstrdup(text)};
    else
        free(how);
    if (!fresh)
        free(text);
}

/* ---- entry -------------------------------------------------------------- */

void advice_find(advice *found, const result *r, const audit_options *opt,
                 bool quick)
{
    advisor a = {.it = r->it, .r = r, .opt = opt, .found = found};
    const evidence_refutation *e = evidence_refuted(&r->found);
    *found = (advice){.n = 0};
    if (r->it->kind != ITEM_CLAIM || r->it->show.n == 0)
        return;
    if (r->verdict == VERDICT_REFUTED && e != NULL && e->undefined != NULL) {
        if (!quick)
            advice_without(&a, &e->at);
    } else if (r->verdict == VERDICT_UNDECIDED && quick) {
        advice_apart(&a);
    } else if (r->verdict == VERDICT_UNDECIDED) {
        advice_begin(&a);
        advice_first(&a);
        advice_whole(&a);
        advice_part(&a);
        advice_last(&a);
    }
    for (size_t i = 0; i < a.tried; i++)
        free(a.text[i]);
    for (size_t i = 0; i < a.nmade; i++)
        free_tree(a.made[i]);
    free(a.text);
    free(a.made);
}

void advice_clear(advice *a)
{
    for (size_t i = 0; i < a->n; i++) {
        free(a->v[i].how);
        free(a->v[i].claim);
    }
    *a = (advice){.n = 0};
}

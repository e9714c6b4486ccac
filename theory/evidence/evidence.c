/* Records of evidence: made, copied and freed.  A container; what is in a
 * record is as true as the audit that wrote it. */
#include "enclosure.h"

#include "../../numerics/base/memory.h"

#include <stdlib.h>
#include <string.h>

void evidence_text(char **s, const char *t)
{
    char *copy = t != NULL ? xstrdup(t) : NULL;
    free(*s);
    *s = copy;
}

/* ---- points and boxes --------------------------------------------------- */

void evidence_point_clear(evidence_point *p)
{
    for (size_t i = 0; i < p->n; i++) {
        free(p->v[i].name);
        free(p->v[i].form);
        free(p->v[i].exact);
        mpq_clear(p->v[i].value);
    }
    free(p->v);
    *p = (evidence_point){0, NULL};
}

void evidence_point_add(evidence_point *p, const char *name, mpq_srcptr value)
{
    p->v = xrealloc(p->v, (p->n + 1) * sizeof *p->v);
    evidence_coordinate *c = &p->v[p->n++];
    c->name = xstrdup(name);
    c->form = c->exact = NULL;
    mpq_init(c->value);
    mpq_set(c->value, value);
}

static bool same_text(const char *s, const char *t)
{
    return s == NULL || t == NULL ? s == t : strcmp(s, t) == 0;
}

bool evidence_point_equal(const evidence_point *p, const evidence_point *q)
{
    bool same = p->n == q->n;
    for (size_t i = 0; i < p->n && same; i++)
        same = strcmp(p->v[i].name, q->v[i].name) == 0 &&
               mpq_equal(p->v[i].value, q->v[i].value) &&
               same_text(p->v[i].exact, q->v[i].exact);
    return same;
}

void evidence_point_copy(evidence_point *p, const evidence_point *from)
{
    evidence_point_clear(p);
    for (size_t i = 0; i < from->n; i++)
        evidence_point_add(p, from->v[i].name, from->v[i].value);
    for (size_t i = 0; i < from->n; i++)
        if (from->v[i].exact != NULL) {
            evidence_text(&p->v[i].form, from->v[i].form);
            evidence_text(&p->v[i].exact, from->v[i].exact);
        }
}

void evidence_box_clear(evidence_box *b)
{
    evidence_point_clear(&b->at);
    for (size_t i = 0; i < b->n; i++) {
        free(b->name[i]);
        range_clear(&b->side[i]);
    }
    free(b->name);
    free(b->side);
    memset(b, 0, sizeof *b);
}

void evidence_box_add(evidence_box *b, const char *name, const range *r)
{
    b->name = xrealloc(b->name, (b->n + 1) * sizeof *b->name);
    b->side = xrealloc(b->side, (b->n + 1) * sizeof *b->side);
    b->name[b->n] = xstrdup(name);
    range_init(&b->side[b->n]);
    range_set(&b->side[b->n++], r);
}

void evidence_margin_clear(evidence_margin *m)
{
    enclosure_clear(&m->ends);
    evidence_point_clear(&m->at);
    memset(m, 0, sizeof *m);
}

/* ---- records ------------------------------------------------------------ */

static void paper_init(evidence_paper *p)
{
    mpq_init(p->value);
    mpq_init(p->ratio);
    mpq_init(p->gap);
}

static void paper_clear(evidence_paper *p)
{
    free(p->text);
    mpq_clear(p->value);
    mpq_clear(p->ratio);
    mpq_clear(p->gap);
    enclosure_clear(&p->ends);
    enclosure_clear(&p->slack);
}

static void clear_constant(evidence_constant *c)
{
    free(c->form);
    mpq_clear(c->near);
    mpq_clear(c->far);
    evidence_point_clear(&c->at);
    paper_clear(&c->paper);
}

void evidence_root_add(evidence_root *r, mpq_srcptr lo, mpq_srcptr hi,
                       evidence_root_kind kind)
{
    r->zero = xrealloc(r->zero, (r->n + 1) * sizeof *r->zero);
    evidence_zero *z = &r->zero[r->n++];
    mpq_init(z->lo);
    mpq_init(z->hi);
    mpq_set(z->lo, lo);
    mpq_set(z->hi, hi);
    z->form = NULL;
    z->kind = kind;
}

static void clear_root(evidence_root *r)
{
    for (size_t k = 0; k < r->n; k++) {
        mpq_clear(r->zero[k].lo);
        mpq_clear(r->zero[k].hi);
        free(r->zero[k].form);
    }
    free(r->zero);
    free(r->low);
    free(r->high);
    mpq_clear(r->lo);
    mpq_clear(r->hi);
    evidence_box_clear(&r->where);
    paper_clear(&r->paper);
}

static void clear_threshold(evidence_threshold *t)
{
    mpq_clears(t->first, t->last, t->least, t->from, NULL);
    evidence_point_clear(&t->at);
    paper_clear(&t->paper);
}

void evidence_clear(evidence *e)
{
    switch (e->kind) {
    case EVIDENCE_REFUTATION:
        free(e->u.refutation.undefined);
        evidence_point_clear(&e->u.refutation.at);
        evidence_point_clear(&e->u.refutation.first);
        enclosure_clear(&e->u.refutation.margin);
        break;
    case EVIDENCE_CONSTANT:
        clear_constant(&e->u.constant);
        break;
    case EVIDENCE_ROOT:
        clear_root(&e->u.root);
        break;
    case EVIDENCE_THRESHOLD:
        clear_threshold(&e->u.threshold);
        break;
    case EVIDENCE_UNDECIDED:
        free(e->u.undecided.part);
        evidence_point_clear(&e->u.undecided.at);
        evidence_box_clear(&e->u.undecided.worst);
        evidence_point_clear(&e->u.undecided.seen);
        enclosure_clear(&e->u.undecided.least);
        break;
    case EVIDENCE_NONE:
    case EVIDENCE_KINDS:
        break;
    }
    memset(e, 0, sizeof *e);
}

void evidence_start(evidence *e, evidence_kind kind)
{
    evidence_clear(e);
    e->kind = kind;
    if (kind == EVIDENCE_CONSTANT) {
        mpq_init(e->u.constant.near);
        mpq_init(e->u.constant.far);
        paper_init(&e->u.constant.paper);
    } else if (kind == EVIDENCE_ROOT) {
        mpq_init(e->u.root.lo);
        mpq_init(e->u.root.hi);
        paper_init(&e->u.root.paper);
    } else if (kind == EVIDENCE_THRESHOLD) {
        evidence_threshold *t = &e->u.threshold;
        mpq_inits(t->first, t->last, t->least, t->from, NULL);
        paper_init(&t->paper);
    }
}

const evidence_refutation *evidence_refuted(const evidence *e)
{
    return e->kind == EVIDENCE_REFUTATION ? &e->u.refutation : NULL;
}

const evidence_constant *evidence_best(const evidence *e)
{
    return e->kind == EVIDENCE_CONSTANT ? &e->u.constant : NULL;
}

const evidence_root *evidence_rooted(const evidence *e)
{
    return e->kind == EVIDENCE_ROOT ? &e->u.root : NULL;
}

const evidence_threshold *evidence_from(const evidence *e)
{
    return e->kind == EVIDENCE_THRESHOLD ? &e->u.threshold : NULL;
}

const evidence_undecided *evidence_open(const evidence *e)
{
    return e->kind == EVIDENCE_UNDECIDED ? &e->u.undecided : NULL;
}

const evidence_paper *evidence_of_paper(const evidence *e)
{
    const evidence_paper *p =
        e->kind == EVIDENCE_CONSTANT    ? &e->u.constant.paper
        : e->kind == EVIDENCE_ROOT      ? &e->u.root.paper
        : e->kind == EVIDENCE_THRESHOLD ? &e->u.threshold.paper
                                        : NULL;
    return p != NULL && p->standing != PAPER_NONE ? p : NULL;
}

/* Records of evidence to text and back.  Whoever adds a field to one adds it
 * here.  Believed as kept.c is. */
#include "kept_codec.h"

#include "../../numerics/base/memory.h"
#include "../../numerics/base/rational.h"

#include <stdlib.h>
#include <string.h>

#if SIZE_MAX == 0xffffffffffffffff && defined __x86_64__
_Static_assert(sizeof(evidence) == 352, "a new field is to be kept too");
#endif

/* A rational as mpq_get_str writes it; what is not canonical is refused. */
static void exact(codec *c, const char *field, mpq_ptr q)
{
    char *s = c->out != NULL ? mpq_get_str(NULL, 10, q) : NULL;
    kept_string(c, field, &s);
    if (c->out == NULL) {
        c->ok = c->ok && s != NULL && rational_read(q, s, strlen(s));
        if (!c->ok)
            mpq_set_ui(q, 0, 1);
    }
    free(s);
}

static void point(codec *c, const char *field, evidence_point *p)
{
    size_t n = p->n;
    if (!kept_length(c, field, &n))
        return;
    mpq_t q;
    mpq_init(q);
    for (size_t i = 0; i < n && c->ok; i++) {
        char *s = c->out != NULL ? xstrdup(p->v[i].name) : NULL;
        if (c->out != NULL)
            mpq_set(q, p->v[i].value);
        kept_string(c, "name", &s);
        exact(c, "is", q);
        c->ok = c->ok && s != NULL;
        if (c->out == NULL && c->ok)
            evidence_point_add(p, s, q);
        if (c->ok) {
            kept_string(c, "form", &p->v[i].form);
            kept_string(c, "exact", &p->v[i].exact);
            c->ok = c->ok &&
                    (p->v[i].form == NULL) == (p->v[i].exact == NULL);
        }
        free(s);
    }
    mpq_clear(q);
}

static void side(codec *c, range *r)
{
    exact(c, "from", r->lo);
    exact(c, "to", r->hi);
    kept_flag(c, "open", &r->lo_open);
    kept_flag(c, "open", &r->hi_open);
    kept_flag(c, "infinite", &r->lo_inf);
    kept_flag(c, "infinite", &r->hi_inf);
}

static void box(codec *c, const char *field, evidence_box *b)
{
    size_t n = b->n;
    point(c, field, &b->at);
    if (!kept_length(c, "sides", &n))
        return;
    for (size_t i = 0; i < n && c->ok; i++) {
        range r;
        char *s = c->out != NULL ? xstrdup(b->name[i]) : NULL;
        range_init(&r);
        if (c->out != NULL)
            range_set(&r, &b->side[i]);
        kept_string(c, "name", &s);
        side(c, &r);
        c->ok = c->ok && s != NULL;
        if (c->out == NULL && c->ok)
            evidence_box_add(b, s, &r);
        range_clear(&r);
        free(s);
    }
}

static void paper(codec *c, evidence_paper *p)
{
    size_t standing = (size_t)p->standing;
    kept_count(c, "paper", &standing);
    c->ok = c->ok && standing <= PAPER_APART;
    if (c->ok)
        p->standing = (paper_standing)standing;
    kept_string(c, "text", &p->text);
    kept_flag(c, "exact", &p->exact);
    exact(c, "value", p->value);
    kept_ends(c, "ends", &p->ends);
    kept_flag(c, "ratio_exact", &p->ratio_exact);
    exact(c, "ratio", p->ratio);
    kept_ends(c, "slack", &p->slack);
    kept_flag(c, "has_gap", &p->has_gap);
    exact(c, "gap", p->gap);
    kept_flag(c, "root_larger", &p->root_larger);
    c->ok = c->ok && (p->standing == PAPER_NONE) == (p->text == NULL);
}

static void refutation(codec *c, evidence_refutation *r)
{
    point(c, "at", &r->at);
    kept_string(c, "undefined", &r->undefined);
    kept_flag(c, "is_mass", &r->is_mass);
    kept_ends(c, "margin", &r->margin);
    kept_count(c, "failing", &r->failing);
    kept_flag(c, "at_least", &r->at_least);
    point(c, "first", &r->first);
    kept_count(c, "relation", &r->relation);
    kept_count(c, "relations", &r->relations);
}

static void constant(codec *c, evidence_constant *k)
{
    kept_flag(c, "largest", &k->largest);
    kept_flag(c, "sharp", &k->sharp);
    kept_string(c, "form", &k->form);
    exact(c, "near", k->near);
    exact(c, "far", k->far);
    point(c, "at", &k->at);
    kept_count(c, "relation", &k->relation);
    kept_count(c, "relations", &k->relations);
    paper(c, &k->paper);
}

static void zeros(codec *c, evidence_root *r)
{
    size_t n = r->n, kind = 0;
    mpq_t lo, hi;
    if (!kept_length(c, "zeros", &n))
        return;
    mpq_init(lo);
    mpq_init(hi);
    for (size_t k = 0; k < n && c->ok; k++) {
        if (c->out != NULL) {
            mpq_set(lo, r->zero[k].lo);
            mpq_set(hi, r->zero[k].hi);
            kind = (size_t)r->zero[k].kind;
        }
        exact(c, "from", lo);
        exact(c, "to", hi);
        kept_count(c, "kind", &kind);
        c->ok = c->ok && kind <= ROOT_AT_END;
        if (c->out == NULL && c->ok)
            evidence_root_add(r, lo, hi, (evidence_root_kind)kind);
        if (c->ok)
            kept_string(c, "form", &r->zero[k].form);
    }
    mpq_clear(lo);
    mpq_clear(hi);
}

static void root(codec *c, evidence_root *r)
{
    exact(c, "from", r->lo);
    exact(c, "to", r->hi);
    kept_flag(c, "counted", &r->counted);
    zeros(c, r);
    box(c, "where", &r->where);
    kept_string(c, "low", &r->low);
    kept_string(c, "high", &r->high);
    paper(c, &r->paper);
}

static void threshold(codec *c, evidence_threshold *t)
{
    exact(c, "first", t->first);
    exact(c, "last", t->last);
    exact(c, "least", t->least);
    exact(c, "from", t->from);
    kept_flag(c, "fails", &t->fails);
    point(c, "at", &t->at);
    kept_count(c, "relation", &t->relation);
    kept_count(c, "relations", &t->relations);
    paper(c, &t->paper);
}

static void undecided(codec *c, evidence_undecided *u)
{
    size_t reason = (size_t)u->reason;
    kept_count(c, "reason", &reason);
    c->ok = c->ok && reason < REASON_COUNT;
    if (c->ok)
        u->reason = (evidence_reason)reason;
    kept_flag(c, "certain", &u->certain);
    kept_string(c, "part", &u->part);
    kept_flag(c, "is_mass", &u->is_mass);
    kept_count(c, "number", &u->number);
    point(c, "at", &u->at);
    kept_count(c, "relation", &u->relation);
    kept_count(c, "relations", &u->relations);
    kept_flag(c, "bounded", &u->bounded);
    kept_flag(c, "has_worst", &u->has_worst);
    box(c, "worst", &u->worst);
    point(c, "seen", &u->seen);
    kept_ends(c, "least", &u->least);
}

void kept_evidence(codec *c, evidence *e)
{
    size_t kind = (size_t)e->kind;
    kept_count(c, "found", &kind);
    c->ok = c->ok && kind < EVIDENCE_KINDS;
    if (!c->ok)
        return;
    if (c->out == NULL)
        evidence_start(e, (evidence_kind)kind);
    switch (e->kind) {
    case EVIDENCE_REFUTATION:
        refutation(c, &e->u.refutation);
        break;
    case EVIDENCE_CONSTANT:
        constant(c, &e->u.constant);
        break;
    case EVIDENCE_ROOT:
        root(c, &e->u.root);
        break;
    case EVIDENCE_THRESHOLD:
        threshold(c, &e->u.threshold);
        break;
    case EVIDENCE_UNDECIDED:
        undecided(c, &e->u.undecided);
        break;
    case EVIDENCE_NONE:
    case EVIDENCE_KINDS:
        break;
    }
}

void kept_margin(codec *c, evidence_margin *m)
{
    kept_flag(c, "margin", &m->known);
    kept_flag(c, "contact", &m->contact);
    kept_ends(c, "ends", &m->ends);
    point(c, "at", &m->at);
}

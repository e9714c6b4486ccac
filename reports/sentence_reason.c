/* Sentences about what was not decided: one for each reason code. */
#include "decimal.h"
#include "sentence.h"

#include <string.h>

static const char *const words[REASON_COUNT] = {
    [REASON_NONE] = "not decided",
    [REASON_INTERRUPTED] = "interrupted",
    [REASON_TIME] = "out of time",
    [REASON_MEMORY] = "out of memory",
    [REASON_BOXES] = "out of boxes",
    [REASON_NO_RULE] = "no rule of proof applied",
    [REASON_STEP] =
        "the argument does not go through: a part of it is false for some real "
        "values, of which nothing follows for the statement itself",
    [REASON_BETWEEN_WHOLE] = "no proof, which would be of all real numbers: "
                             "it is false between whole ones",
    [REASON_EMPTY] = "the domain was not shown non-empty",
    [REASON_REJECTED] = "the checker refused the certificate",
    [REASON_FOREIGN] = "the checker refused the certificate: it is malformed, "
                       "or for another claim or precision",
    [REASON_UNBOUNDED] = "no sampled point bounds the constant",
    [REASON_NO_CONSTANT] = "no constant could be proved; the statement may "
                           "fail for all of them",
    [REASON_NO_THRESHOLD] = "no number was found from which on a proof goes "
                            "through",
    [REASON_NO_SIGN_CHANGE] = "no change of sign was seen in the range",
    [REASON_NO_SIGN] = "the sign of the difference could not be told near the "
                       "root",
    [REASON_ROOT_AT_END] = "the root lies at an end of the range",
    [REASON_NOT_MONOTONE] = "the sign changes, but the difference was not "
                            "shown monotone where it does",
    [REASON_SEVERAL_ROOTS] = "there is more than one root, or the difference "
                             "is not monotone",
    [REASON_NOT_UNIQUE] = "the sign changes, but that there is exactly one "
                          "root was not shown",
    [REASON_NOT_COUNTED] = "how many roots there are was not shown",
    [REASON_WHERE_DEFINED] = "both sides have the same normal form: they are "
                             "equal wherever both are defined; that this is "
                             "the whole domain was not shown",
    [REASON_NO_NORMAL_FORM] = "no normal form shows that the sides are equal, "
                              "and no sampled point that they differ",
};

static void put_reason(text_buf *b, const result *r,
                       const evidence_undecided *u)
{
    switch (u->reason) {
    case REASON_UNDEFINED:
        text_printf(b, "`%s` is %s", u->part,
                    u->is_mass ? (u->certain ? "not 1" : "not shown to be 1")
                    : u->certain ? "undefined"
                                 : "not shown to be defined");
        if (u->at.n > 0)
            text_put(b, " at ");
        sentence_point(b, r, &u->at);
        break;
    case REASON_AGREE:
        text_printf(b,
                    "enclosures to %zu bits do not tell the sides apart, "
                    "and that they are equal was not shown",
                    u->number);
        break;
    case REASON_NOT_LINEAR:
        text_printf(b, "the relation is not linear in `%s`", u->part);
        break;
    case REASON_INDUCTION:
        text_printf(b,
                    "an induction on %s, tried where nothing is said of how "
                    "the claim is proved, does not apply: %s",
                    r->it->induction.var, u->part);
        break;
    case REASON_UNKNOWN_CONSTANT:
        text_printf(b,
                    "it uses the constant `%s`, and no number is known with "
                    "which that is proved",
                    u->part);
        break;
    default:
        text_put(b, words[u->reason]);
        if (u->reason == REASON_REJECTED && u->part != NULL)
            text_printf(b, ": %s", u->part);
        break;
    }
}

/* As it is, or a few of its digits, and then it is said. */
static void put_end(text_buf *b, mpq_srcptr q)
{
    text_buf t = {0};
    if (!sentence_short(&t, q))
        text_put(b, "about ");
    text_put(b, t.s);
    text_clear(&t);
}

static void put_box(text_buf *b, const result *r, const evidence_box *x)
{
    sentence_point(b, r, &x->at);
    for (size_t i = 0; i < x->n; i++) {
        const range *s = &x->side[i];
        text_printf(b, "%s%s in %c", i > 0 || x->at.n > 0 ? ", " : "",
                    x->name[i], s->lo_open || s->lo_inf ? '(' : '[');
        if (s->lo_inf)
            text_put(b, "-inf");
        else
            put_end(b, s->lo);
        text_put(b, ", ");
        if (s->hi_inf)
            text_put(b, "inf");
        else
            put_end(b, s->hi);
        text_put(b, s->hi_open || s->hi_inf ? ")" : "]");
    }
}

/* A share is one of a bounded domain only. */
static void put_open(text_buf *b, const result *r, const evidence_undecided *u)
{
    if (r->boxes == 0 || (r->boxes == 1 && r->real_vars == 0))
        return;
    text_printf(b, "%zu of ", r->open);
    if (r->real_vars == 0)
        sentence_count(b, r->boxes, "instance", "instances");
    else
        sentence_count(b, r->boxes, "box", "boxes");
    if (r->real_vars > 0 && u->bounded)
        text_printf(b, ", %.3g %% of the domain", r->open_share * 100);
}

/* What the numbers suggest.  Below 0 they would refute, were it certain. */
static void put_seen(text_buf *b, const result *r, const evidence_undecided *u)
{
    text_buf at = {0};
    if (u->seen.n == 0 || u->least.lo == NULL)
        return;
    bool exact = sentence_near(&at, r, &u->seen);
    decimal_show(b, &u->least, 6, DECIMAL_PLAIN);
    text_printf(b, exact ? " at %s" : " near %s", at.s);
    text_clear(&at);
}

void sentence_of_reason(sentences *s, const result *r)
{
    const evidence_undecided *u = evidence_open(&r->found);
    text_buf b = {0};
    if (u == NULL) {
        text_put(&b, words[REASON_NONE]);
        sentence_add(s, "evidence", &b);
        return;
    }
    bool left;
    size_t k = sentence_relation(r, u->relation, &left);
    /* a part of an argument need not be one of the relations */
    if (k > 0 && r->it->show.n > 1 && u->reason != REASON_STEP &&
        r->it->nby == 0)
        text_printf(&b, "relation %zu of %zu: ", k, r->it->show.n);
    put_reason(&b, r, u);
    sentence_add(s, "evidence", &b);
    put_open(&b, r, u);
    sentence_add(s, "open", &b);
    if (u->has_worst)
        put_box(&b, r, &u->worst);
    sentence_add(s, r->real_vars > 0 ? "worst box" : "first open", &b);
    put_seen(&b, r, u);
    sentence_add(s, "least seen", &b);
}

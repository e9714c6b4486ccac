/* tests/theory/sentence_checks.c: templates, and what they ask the judge.
 * Numbers are in sentence_checks_number.c. */
#include "sentence_checks.h"

#include "../../reports/sentence.h"

#include <stdlib.h>
#include <string.h>

size_t count_of(const char *s)
{
    size_t n = 0;
    for (; *s != '\0'; s++)
        if (*s != ',')
            n = 10 * n + (size_t)(*s - '0');
    return n;
}

bool refuted_at(const subject *s, const char *value, const char *at)
{
    question q = {.value = value, .at = at};
    return ask(s, q) == VERDICT_REFUTED;
}

bool sides_meet(const subject *s, const char *value, const char *at)
{
    bool meet = false;
    for (size_t k = 0; k < s->it->show.n && !meet; k++) {
        char *a = side_of(s, k), *b = side_of(s, k + 1);
        char *show = words("%s == %s", a, b);
        question q = {.value = value, .at = at, .show = show};
        meet = ask(s, q) == VERDICT_PROVED;
        free(a);
        free(b);
        free(show);
    }
    return meet;
}

static bool fine(const subject *s, const reading *r)
{
    (void)s;
    (void)r;
    return true;
}

/* ---- proved ------------------------------------------------------------- */

static bool is_true(const subject *s, const reading *r)
{
    (void)r;
    question q = {.kind = s->it->kind == ITEM_IDENTITY ? "identity" : NULL};
    return ask(s, q) == VERDICT_PROVED;
}

static bool is_uniform(const subject *s, const reading *r)
{
    return ask_instances(s) == 1 && is_true(s, r);
}

static bool in_all(const subject *s, const reading *r)
{
    return ask_instances(s) == count_of(r->slot[1]) && is_true(s, r);
}

static bool listed(const subject *s, const reading *r)
{
    return ask_instances(s) == count_of(r->slot[0]);
}

/* The least difference is at least this, everywhere. */
static bool at_least(const subject *s, const char *least)
{
    bool ok = true;
    for (size_t k = 1; k <= s->it->show.n && ok; k++) {
        char *d = difference_of(s, k);
        char *show = words("%s >= %s", d, least);
        question q = {.show = show};
        ok = ask(s, q) == VERDICT_PROVED;
        free(d);
        free(show);
    }
    return ok;
}

static bool at_most(const subject *s, const char *most, const char *at)
{
    bool some = false;
    for (size_t k = 1; k <= s->it->show.n && !some; k++) {
        char *d = difference_of(s, k);
        char *show = words("%s <= %s", d, most);
        question q = {.show = show, .at = at};
        some = ask(s, q) == VERDICT_PROVED;
        free(d);
        free(show);
    }
    return some;
}

static bool margin_between(const subject *s, const reading *r)
{
    return at_least(s, r->slot[0]) &&
           at_most(s, r->slot[1], r->n > 2 ? r->slot[2] : NULL);
}

/* Each number printed is the point's own to five digits. */
static bool point_is_near(const subject *s, const char *printed,
                          const evidence_point *p)
{
    bool ok = true;
    for (size_t i = 0; i < p->n && ok; i++) {
        char *name = words("%s = ", p->v[i].name);
        const char *at = strstr(printed, name);
        while (at != NULL && at > printed && at[-1] != ' ')
            at = strstr(at + 1, name); /* p = in alpha_p = */
        if (at != NULL)
            at += strlen(name);
        free(name);
        if (at == NULL)
            return false;
        char *x = mpq_get_str(NULL, 10, p->v[i].value);
        char *show =
            words("abs(%.*s - (%s)) <= 1e-5*(1 + abs(%s))",
                  (int)strcspn(at, ","), at, x, x);
        ok = ask_closed(s, show) == VERDICT_PROVED;
        free(show);
        free(x);
    }
    return ok;
}

/* The value is that of the point kept, which the printed one is near. */
static bool margin_near(const subject *s, const reading *r)
{
    text_buf at = {0};
    sentence_point(&at, NULL, &s->r->margin.at);
    bool ok = at_least(s, r->slot[0]) && at_most(s, r->slot[1], at.s) &&
              point_is_near(s, r->slot[2], &s->r->margin.at);
    text_clear(&at);
    return ok;
}

static bool margin_least(const subject *s, const reading *r)
{
    return at_least(s, r->slot[0]);
}

static bool margin_attained(const subject *s, const reading *r)
{
    return at_least(s, "0") &&
           sides_meet(s, NULL, r->n > 0 ? r->slot[0] : NULL);
}

static bool has_whole_range(const subject *s, const reading *r)
{
    (void)r;
    for (size_t i = 0; i < s->it->nbind; i++)
        if (s->it->bind[i].kind == DOM_INTEGERS && s->it->bind[i].hi == NULL)
            return true;
    return false;
}

static bool has_conditions(const subject *s, const reading *r)
{
    (void)r;
    return s->it->nwhere + s->it->nabout > 0;
}

/* ---- how it was proved ---------------------------------------------------- */

/* The step begins right behind the last base, at the first index and `depth`
 * more, or where the item says; and with these bases the claim is proved. */
static bool steps_from(const subject *s, const reading *r, const char *last,
                       const char *from, const char *variable)
{
    const induction_clause *in = &s->it->induction;
    return in->var != NULL && strcmp(variable, in->var) == 0 &&
           count_of(last) + 1 == count_of(from) && is_true(s, r) &&
           (!in->has_from || count_of(from) == (size_t)(in->from + in->depth));
}

static bool one_base(const subject *s, const reading *r)
{
    return s->it->induction.depth == 1 &&
           steps_from(s, r, r->slot[2], r->slot[4], r->slot[0]);
}

static bool some_bases(const subject *s, const reading *r)
{
    return steps_from(s, r, r->slot[3], r->slot[5], r->slot[0]);
}

static bool by_others(const subject *s, const reading *r)
{
    (void)r;
    return s->it->nby + s->it->ncases > 0 && s->it->induction.var == NULL;
}

/* ---- refuted ------------------------------------------------------------ */

/* At the point (or as it stands) the side is less by what is said. */
static bool fails_by(const subject *s, const char *at, const char *first,
                     size_t relation, const char *value)
{
    char *a = side_of(s, relation - 1), *b = side_of(s, relation);
    bool left = strcmp(first, "left") == 0;
    char *lo, *hi;
    number_ends(value, &lo, &hi);
    char *show = words("%s <= (%s) - (%s) <= %s", lo, left ? a : b,
                       left ? b : a, hi);
    question q = {.at = at, .show = show};
    bool ok = refuted_at(s, NULL, at) && ask(s, q) == VERDICT_PROVED &&
              (*value == '-' || *value == '[' || strcmp(value, "0") == 0);
    free(a);
    free(b);
    free(lo);
    free(hi);
    free(show);
    return ok;
}

static bool false_at(const subject *s, const reading *r)
{
    return fails_by(s, r->slot[0], r->slot[1], 1, r->slot[3]);
}

static bool false_of_relation(const subject *s, const reading *r)
{
    return fails_by(s, r->slot[0], r->slot[1], count_of(r->slot[3]),
                    r->slot[4]);
}

static bool false_as_it_stands(const subject *s, const reading *r)
{
    return fails_by(s, NULL, r->slot[0], 1, r->slot[2]);
}

static bool fails_in(const subject *s, const reading *r)
{
    return ask_instances(s) == count_of(r->slot[2]) &&
           count_of(r->slot[1]) <= count_of(r->slot[2]) &&
           refuted_at(s, NULL, r->slot[r->n - 1]);
}

/* ---- not decided -------------------------------------------------------- */

/* Not even equal to itself, as what is undefined is not. */
static bool undefined_at(const subject *s, const reading *r)
{
    char *show = words("(%s) == (%s)", r->slot[0], r->slot[0]);
    question q = {.at = r->n > 1 ? r->slot[1] : NULL, .show = show};
    bool ok = ask(s, q) == VERDICT_UNDECIDED;
    free(show);
    return ok;
}

/* Takes show. */
static bool is_refuted(const subject *s, char *show, const char *at)
{
    question q = {.at = at, .show = show};
    const char *name = s->it->nbind > 0 ? s->it->bind[0].name : "";
    char *v = at != NULL ? coordinate(at, name) : NULL;
    bool ok;
    if (v != NULL && strspn(v, "-0123456789/") < strlen(v)) { /* no fraction */
        char *closed = with_value(show, name, v);
        ok = ask_closed(s, closed) == VERDICT_REFUTED;
        free(closed);
    } else {
        ok = ask(s, q) == VERDICT_REFUTED;
    }
    free(v);
    free(show);
    return ok;
}

static bool is_without_value(const subject *s, const char *part,
                             const char *at)
{
    return is_refuted(s, words("(%s) == (%s)", part, part), at);
}

/* A density's integral. */
static bool not_one_at(const subject *s, const reading *r)
{
    return is_refuted(s, words("(%s) == 1", r->slot[1]), r->slot[0]);
}

static bool not_one(const subject *s, const reading *r)
{
    return is_refuted(s, words("(%s) == 1", r->slot[0]), NULL);
}

static bool undefined_there(const subject *s, const reading *r)
{
    return is_without_value(s, r->slot[0], r->slot[1]);
}

static bool no_value_at(const subject *s, const reading *r)
{
    return is_without_value(s, r->slot[1], r->slot[0]);
}

static bool no_value(const subject *s, const reading *r)
{
    return is_without_value(s, r->slot[0], NULL);
}

/* Some relation's difference at the point is at most what is printed. */
static bool least_at(const subject *s, const reading *r)
{
    char *lo, *hi;
    number_ends(r->slot[0], &lo, &hi);
    bool ok = at_most(s, hi, r->slot[1]);
    free(lo);
    free(hi);
    return ok;
}

/* Shares that make up the whole are those of the record. */
static bool share(const subject *s, const reading *r)
{
    char *lo, *hi;
    number_ends(r->slot[0], &lo, &hi);
    char *show = words("-0.0001 <= %s <= %s <= 1.0001", lo, hi);
    bool ok = ask_closed(s, show) == VERDICT_PROVED;
    free(show);
    free(lo);
    free(hi);
    return ok;
}

/* Where a map has a false box, the claim over all of it is false. */
static bool is_false_somewhere(const subject *s, const reading *r)
{
    question q = {0};
    (void)r;
    return ask(s, q) == VERDICT_REFUTED;
}

static const template all[] = {
    {"evidence", "{true|equal} at every point of the domain: the checker "
                 "replayed {C} {leaf|leaves}", is_uniform},
    {"evidence", "{true|equal}: the checker replayed {C} {leaf|leaves}",
     is_uniform},
    {"evidence", "{true|equal} in all {C} {instance|instances}: the checker "
                 "replayed {C} {leaf|leaves}", in_all},
    {"evidence", "{true|equal} in all {C} instances", in_all},
    {"evidence", "{true|equal} in the one instance: the checker replayed {C} "
                 "{leaf|leaves}", is_uniform},
    {"evidence", "{true|equal} at every point of the domain, in the one "
                 "instance: the checker replayed {C} {leaf|leaves}",
     is_uniform},
    {"evidence", "{true|equal} at every point of the domain, in all {C} "
                 "{instance|instances}: the checker replayed {C} "
                 "{leaf|leaves}", in_all},
    {"evidence", "{true|equal} at every point of the domain, in all {C} "
                 "instances", in_all},
    {"by", "induction on {W}: the base {W} = {C}; the step, for every real {W} "
           "from {C} on, from the claim at {T}", one_base},
    {"by", "induction on {W}: the bases {W} = {C} to {C}; the step, for every "
           "real {W} from {C} on, from the claim at {T}", some_bases},
    {"by", "{T}", by_others},
    {"holds for", "{C} {instance|instances} listed; nothing is said about "
                  "others", listed},
    {"holds for", "{C} {instance|instances} listed, at every real point of "
                  "each", listed},
    {"margin", "0, attained at {P}", margin_attained},
    {"margin", "0, attained", margin_attained},
    {"margin", "at least {N}, at most {N} at {P}", margin_between},
    {"margin", "at least {N}, at most {N} near {P}", margin_near},
    {"margin", "at least {N}, at most {N}", margin_between},
    {"margin", "at least {N}", margin_least},
    {"reals", "integer ranges without end were treated as ranges of reals, "
              "which is stronger", has_whole_range},
    {"excluded", "{C} {combination|combinations} of the values listed "
                 "{does|do} not satisfy `where`", has_conditions},
    {"empty", "{C} {instance has|instances have} no point that satisfies the "
              "conditions", has_conditions},
    {"not empty", "{C} {instance has|instances have} a point, as {a witness "
                  "shows|witnesses show}", has_conditions},
    {"not empty", "{C} {instance has|instances have} a point, as {a witness "
                  "shows|witnesses show}; of {C} {other|others} it is not "
                  "known", has_conditions},
    {"conditions", "points at which a condition is undefined lie outside the "
                   "domain", has_conditions},
    {"evidence", "false at {P}: the {left|right} side minus the {left|right} "
                 "is {N}", false_at},
    {"evidence", "false at {P}: the {left|right} side minus the {left|right} "
                 "of relation {C} is {N}", false_of_relation},
    {"evidence", "false as it stands: the {left|right} side minus the "
                 "{left|right} is {N}", false_as_it_stands},
    {"fails in", "{|at least }{C} of {C} {instance|instances}, the first "
                 "at {P}", fails_in},
    {"fails in", "{|at least }{C} of {C} {instance|instances}, the first "
                 "known at {P}", fails_in},
    {"evidence", "undefined at {P}: `{T}` has no value there", no_value_at},
    {"evidence", "undefined at {T}: `{T}` has no value there", no_value_at},
    {"evidence", "undefined: `{T}` has no value", no_value},
    {"evidence", "undefined at {P}: `{T}` is not 1 there", not_one_at},
    {"evidence", "undefined: `{T}` is not 1", not_one},
    {"evidence", "{|relation }{C} of {C}: `{T}` is {undefined|not shown to be "
                 "defined} at {P}", fine},
    {"evidence", "`{T}` is undefined at {P}", undefined_there},
    {"evidence", "`{T}` is not shown to be defined at {P}", undefined_at},
    {"evidence", "`{T}` is {undefined|not shown to be defined}", undefined_at},
    {"evidence", "`{T}` is not {|shown to be }1{| at {P}}", fine},
    {"evidence", "out of {boxes|time|memory}", fine},
    {"evidence", "no rule of proof applied", fine},
    {"evidence", "no proof, which would be of all real numbers: it is false "
                 "between whole ones", has_whole_range},
    {"evidence", "relation {C} of {C}: {out of boxes|no rule of proof applied}",
     fine},
    {"evidence", "enclosures to {C} bits do not tell the sides apart, and that "
                 "they are equal was not shown", fine},
    {"evidence", "no {sampled point bounds the constant|change of sign was "
                 "seen in the range}", fine},
    {"evidence", "no constant could be proved; the statement may fail for all "
                 "of them", fine},
    {"evidence", "no normal form shows that the sides are equal, and no "
                 "sampled point that they differ", fine},
    {"evidence", "both sides have the same normal form: they are equal "
                 "wherever both are defined; that this is the whole domain "
                 "was not shown", fine},
    {"evidence", "the root lies at an end of the range", fine},
    {"evidence", "the sign changes, but {T} was not shown{| monotone where it "
                 "does}", fine},
    {"evidence", "there is more than one root, or the difference is not "
                 "monotone", fine},
    {"evidence", "the relation is not linear in `{W}`", fine},
    {"open", "{C} of {C} {instance|instances|box|boxes}", fine},
    {"open", "{C} of {C} {box|boxes}, {N} % of the domain", fine},
    {"worst box", "{T}", fine},
    {"first open", "{P}", fine},
    {"least seen", "{N} at {P}", least_at},
    {"least seen", "{N} near {P}", fine},
    {"evidence", "true {at every point that the conditions admit|on the whole "
                 "rectangle}: {T}", is_true},
    {"evidence", "false {at every point that the conditions admit|on the whole "
                 "rectangle}: {T}", is_false_somewhere},
    {"evidence", "the checker decided {C} {box|boxes} to be true", fine},
    {"evidence", "the checker decided {C} {box|boxes} to be outside the "
                 "conditions", has_conditions},
    {"evidence", "the checker decided {C} {box|boxes} to be true, {C} "
                 "{box|boxes} to be outside the conditions", has_conditions},
    {"evidence", "the checker decided {C} {box|boxes} to be false",
     is_false_somewhere},
    {"evidence", "the checker decided {C} {box|boxes} to be false, {C} "
                 "{box|boxes} to be outside the conditions",
     is_false_somewhere},
    {"evidence", "the checker decided {C} {box|boxes} to be true, {C} "
                 "{box|boxes} to be false", is_false_somewhere},
    {"evidence", "the checker decided {C} {box|boxes} to be true, {C} "
                 "{box|boxes} to be false, {C} {box|boxes} to be outside the "
                 "conditions", is_false_somewhere},
    {"evidence", "no box was decided", fine},
    {"true on", "{N} of the rectangle", share},
    {"outside on", "{N} of the rectangle", share},
    {"false on", "{N} of the rectangle", share},
    {"left open", "{N} of the rectangle", share},
    {"evidence", "not checked here{|; the document says: “}{T}”", fine},
    {"evidence", "not checked here", fine},
    {NULL, NULL, NULL},
};

static bool try_all(const template *t, const subject *s, const char *label,
                    const char *text, bool *ok)
{
    static reading r;
    for (; t->label != NULL; t++)
        if (strcmp(t->label, label) == 0 && reader_match(t->pattern, text, &r)) {
            *ok = t->check(s, &r);
            return true;
        }
    return false;
}

bool check_sentence(const subject *s, const char *label, const char *text)
{
    bool ok = false;
    bool threshold = s->it->kind == ITEM_THRESHOLD;
    return ((threshold && try_all(threshold_template, s, label, text, &ok)) ||
            try_all(number_template, s, label, text, &ok) ||
            try_all(all, s, label, text, &ok)) &&
           ok;
}

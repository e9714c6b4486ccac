/* tests/theory/sentence_checks_number.c: what is said of constants, roots and
 * the paper's value, put to the judge. */
#include "sentence_checks.h"

#include "../../reports/sentence.h"

#include <stdlib.h>
#include <string.h>

/* The point at which the certificate has constants fail, for sentences that
 * give some of its digits. */
static char *kept_point(const subject *s)
{
    text_buf b = {0};
    const evidence_constant *c = evidence_best(&s->r->found);
    if (c != NULL)
        sentence_point(&b, NULL, &c->at);
    return text_take(&b);
}

static bool holds_with(const subject *s, const char *value)
{
    question q = {.value = value};
    return ask(s, q) == VERDICT_PROVED;
}

/* Beyond `value`, by little and by much, the statement fails at the point. */
static bool fails_beyond(const subject *s, const char *value, bool larger,
                         const char *at)
{
    static const char *const step[] = {"1e-30", "1/1000", "1000000"};
    bool ok = true;
    for (size_t i = 0; i < 3 && ok; i++) {
        char *v = words("(%s) %s %s", value, larger ? "+" : "-", step[i]);
        ok = refuted_at(s, v, at);
        free(v);
    }
    return ok;
}

/* ---- constants ---------------------------------------------------------- */

/* Slots: value, direction word or sign, value, then the point if any. */
static bool constant_ends(const subject *s, const char *near, const char *sign,
                          const char *far, const char *at)
{
    bool larger = strcmp(sign, ">") == 0;
    char *order = words("%s %s %s", near, larger ? "<=" : ">=", far);
    bool ok = larger == s->it->largest && holds_with(s, near) &&
              fails_beyond(s, far, larger, at) &&
              ask_closed(s, order) == VERDICT_PROVED;
    free(order);
    return ok;
}

static bool loose(const subject *s, const reading *r)
{
    return constant_ends(s, r->slot[1], r->slot[3], r->slot[4],
                         r->n > 5 ? r->slot[5] : NULL);
}

static bool loose_near(const subject *s, const reading *r)
{
    char *at = kept_point(s);
    bool ok = constant_ends(s, r->slot[1], r->slot[3], r->slot[4], at);
    free(at);
    return ok;
}

/* Proved with near, and with nothing beyond it. */
static bool tight(const subject *s, const reading *r)
{
    return strcmp(r->slot[1], r->slot[4]) == 0 && loose(s, r);
}

static bool tight_near(const subject *s, const reading *r)
{
    return strcmp(r->slot[1], r->slot[4]) == 0 && loose_near(s, r);
}

static bool sharp_at(const subject *s, const char *form, const char *beyond,
                     const char *at)
{
    bool larger = strcmp(beyond, "larger") == 0;
    return larger == s->it->largest && holds_with(s, form) &&
           sides_meet(s, form, at) && fails_beyond(s, form, larger, at);
}

/* {W} [of relation {C}] [at {P}] {W} = {T} larger {W} */
static bool sharp(const subject *s, const reading *r)
{
    return sharp_at(s, r->slot[r->n - 3], r->slot[r->n - 2], r->slot[r->n - 5]);
}

static bool sharp_everywhere(const subject *s, const reading *r)
{
    return sharp_at(s, r->slot[r->n - 3], r->slot[r->n - 2], NULL);
}

/* The form is long: its value is asked for with a number beside it. */
static bool sharp_without_form(const subject *s, const reading *r)
{
    char *at = kept_point(s);
    bool larger = strcmp(r->slot[r->n - 2], "larger") == 0;
    bool ok = larger == s->it->largest &&
              fails_beyond(s, larger ? s->r->value.hi : s->r->value.lo, larger,
                           at);
    free(at);
    return ok;
}

static bool value_between(const subject *s, const reading *r)
{
    char *order = words("%s <= %s", r->slot[0], r->slot[1]);
    bool ok = ask_closed(s, order) == VERDICT_PROVED;
    free(order);
    char *at = kept_point(s);
    if (ok && s->it->kind == ITEM_CONSTANT)
        ok = fails_beyond(s, r->slot[s->it->largest ? 1 : 0], s->it->largest,
                          at);
    free(at);
    return ok;
}

static bool value_exactly(const subject *s, const reading *r)
{
    return s->it->kind == ITEM_CONSTANT ? holds_with(s, r->slot[0])
                                        : strcmp(r->slot[0], "") != 0;
}

/* ---- the paper's value -------------------------------------------------- */

static bool paper_proved(const subject *s, const reading *r)
{
    return holds_with(s, r->slot[0]);
}

static bool gap_fails(const subject *s, const char *paper, const char *which,
                      const char *gap)
{
    bool larger = strcmp(which, "larger") == 0;
    char *at = kept_point(s);
    char *far = words("(%s) %s %s", paper, larger ? "+" : "-", gap);
    bool ok = larger == s->it->largest && fails_beyond(s, far, larger, at);
    free(at);
    free(far);
    return ok;
}

static bool paper_proved_gap(const subject *s, const reading *r)
{
    return holds_with(s, r->slot[0]) &&
           gap_fails(s, r->slot[0], r->slot[2], r->slot[3]);
}

static bool paper_short_gap(const subject *s, const reading *r)
{
    return gap_fails(s, r->slot[0], r->slot[4], r->slot[5]);
}

static bool paper_best(const subject *s, const reading *r)
{
    char *at = kept_point(s);
    bool ok = holds_with(s, r->slot[0]) &&
              fails_beyond(s, r->slot[0], s->it->largest, at);
    free(at);
    return ok;
}

static bool paper_fails(const subject *s, const reading *r)
{
    return refuted_at(s, r->slot[0], r->n > 1 ? r->slot[1] : NULL);
}

static bool paper_fails_near(const subject *s, const reading *r)
{
    char *at = kept_point(s);
    bool ok = refuted_at(s, r->slot[0], at);
    free(at);
    return ok;
}

static bool paper_inside(const subject *s, const reading *r)
{
    char *show = words("%s <= %s <= %s", s->r->value.lo, r->slot[0],
                       s->r->value.hi);
    bool ok = ask_closed(s, show) == VERDICT_PROVED;
    free(show);
    return ok;
}

static bool anything(const subject *s, const reading *r)
{
    (void)s;
    (void)r;
    return true;
}

/* v/paper, for a v between the ends that are said, is between these. */
static bool ratio_between(const subject *s, const reading *r)
{
    char *p = plain_expr(s->it->paper);
    char *lo = words("%s <= %s", r->slot[0], r->slot[1]);
    char *meet =
        words("min(%s*(%s), %s*(%s)) <= %s", r->slot[0], p, r->slot[1], p,
              s->r->value.hi);
    char *meet2 =
        words("max(%s*(%s), %s*(%s)) >= %s", r->slot[0], p, r->slot[1], p,
              s->r->value.lo);
    bool ok = ask_closed(s, lo) == VERDICT_PROVED &&
              ask_closed(s, meet) == VERDICT_PROVED &&
              ask_closed(s, meet2) == VERDICT_PROVED;
    free(p);
    free(lo);
    free(meet);
    free(meet2);
    return ok;
}

static bool ratio_exactly(const subject *s, const reading *r)
{
    char *p = plain_expr(s->it->paper);
    char *show = words("%s <= %s*(%s) <= %s", s->r->value.lo, r->slot[0], p,
                       s->r->value.hi);
    bool ok = ask_closed(s, show) == VERDICT_PROVED;
    free(p);
    free(show);
    return ok;
}

/* ---- roots -------------------------------------------------------------- */

/* -1, 0, 1: the sign of the left side minus the right at x; 2: not known. */
static int sign_at(const subject *s, const char *x)
{
    char *a = side_of(s, 0), *b = side_of(s, 1);
    char *at = words("%s = %s", s->it->bind[0].name, x);
    static const char *const rel[] = {"<", "==", ">"};
    int sign = 2;
    for (int k = 0; k < 3 && sign == 2; k++) {
        char *show = words("%s %s %s", a, rel[k], b);
        question q = {.at = at, .show = show};
        if (ask(s, q) == VERDICT_PROVED)
            sign = k - 1;
        free(show);
    }
    free(a);
    free(b);
    free(at);
    return sign;
}

/* The end of the domain is this number. */
static bool same_end(const subject *s, const ast *e, const char *said)
{
    if (e == NULL || strstr(said, "inf") != NULL)
        return e == NULL && strstr(said, "inf") != NULL;
    char *end = plain_expr(e), *show = words("%s == %s", end, said);
    bool same = ask_closed(s, show) == VERDICT_PROVED;
    free(end);
    free(show);
    return same;
}

/* The root is in this range, and the only one: asked for anew. */
static bool only_root(const subject *s, const reading *r)
{
    const binder *d = &s->it->bind[0];
    question q = {.kind = "root"};
    return (d->lo == NULL || d->lo_open) == (*r->slot[0] == '(') &&
           (d->hi == NULL || d->hi_open) == (*r->slot[3] == ')') &&
           same_end(s, d->lo, r->slot[1]) && same_end(s, d->hi, r->slot[2]) &&
           ask(s, q) == VERDICT_ENCLOSED;
}

static bool root_between(const subject *s, const reading *r)
{
    int a = sign_at(s, r->slot[4]), b = sign_at(s, r->slot[5]);
    return a * b * a * b == 1 && only_root(s, r);
}

static bool root_is(const subject *s, const reading *r)
{
    return sign_at(s, r->slot[4]) == 0 && only_root(s, r);
}

/* So many, asked for anew; each is looked at by a line of its own. */
static bool counted_anew(const subject *s, const reading *r)
{
    reading ends = *r;
    memmove(ends.slot[0], ends.slot[1], 4 * sizeof ends.slot[0]);
    const evidence_root *e = evidence_rooted(&s->r->found);
    return e != NULL && (size_t)atol(r->slot[0]) == e->n && only_root(s, &ends);
}

static bool none_anew(const subject *s, const reading *r)
{
    return only_root(s, r);
}

static bool a_root(const subject *s, const reading *r)
{
    return sign_at(s, r->slot[0]) == 0;
}

/* The form is a root, and lies between the two. */
static bool a_form(const subject *s, const reading *r)
{
    char *a = side_of(s, 0), *b = side_of(s, 1);
    char *sides = words("%s == %s", a, b);
    char *root = with_value(sides, s->it->bind[0].name, r->slot[0]);
    char *show = words("%s < %s < %s", r->slot[1], r->slot[0], r->slot[2]);
    bool ok = ask_closed(s, show) == VERDICT_PROVED &&
              ask_closed(s, root) == VERDICT_PROVED;
    free(a);
    free(b);
    free(sides);
    free(root);
    free(show);
    return ok;
}

/* One sign on either side, or two, as is said. */
static bool a_pair(const subject *s, const reading *r)
{
    int a = sign_at(s, r->slot[0]), b = sign_at(s, r->slot[1]);
    return a * b == (strcmp(r->slot[2], "cross") == 0 ? -1 : 1);
}

static bool root_is_papers(const subject *s, const reading *r)
{
    return sign_at(s, r->slot[0]) == 0;
}

static bool in_domain(const subject *s, const char *x)
{
    const binder *d = &s->it->bind[0];
    char *lo = d->lo != NULL ? plain_expr(d->lo) : words("%s - 1", x);
    char *hi = d->hi != NULL ? plain_expr(d->hi) : words("%s + 1", x);
    char *show = words("%s < %s < %s", lo, x, hi);
    bool in = ask_closed(s, show) == VERDICT_PROVED;
    free(lo);
    free(hi);
    free(show);
    return in;
}

/* From the paper's value to the far end the sign changes, and that is as far
 * as is said. */
static bool root_off_by(const subject *s, const reading *r)
{
    bool larger = strcmp(r->slot[1], "larger") == 0;
    const char *end = larger ? s->r->value.hi : s->r->value.lo;
    char *show = words("0 < (%s - (%s))*(%d) <= %s", end, r->slot[0],
                       larger ? 1 : -1, r->slot[2]);
    bool ok = ask_closed(s, show) == VERDICT_PROVED;
    free(show);
    if (!ok || !in_domain(s, r->slot[0]))
        return ok;
    int here = sign_at(s, r->slot[0]), there = sign_at(s, end);
    return here != 0 && here != 2 && (there == 0 || there == -here);
}

const template number_template[] = {
    {"evidence", "proved with {W} = {N}; every {W} {>|<} {N} fails at {P}; "
                 "between them nothing is shown", loose},
    {"evidence", "proved with {W} = {N}; every {W} {>|<} {N} fails; between "
                 "them nothing is shown", loose},
    {"evidence", "proved with {W} = {N}; every {W} {>|<} {N} fails at an exact "
                 "point near {P}; between them nothing is shown", loose_near},
    {"evidence", "proved with {W} = {N}; every {W} {>|<} {N} fails at {P}",
     tight},
    {"evidence", "proved with {W} = {N}; every {W} {>|<} {N} fails", tight},
    {"evidence", "proved with {W} = {N}; every {W} {>|<} {N} fails at an exact "
                 "point near {P}", tight_near},
    {"evidence", "proved with the {W} for which both sides are equal at {P}, "
                 "{W} = {T}; every {larger|smaller} {W} fails there", sharp},
    {"evidence", "proved with the {W} for which both sides of relation {C} are "
                 "equal at {P}, {W} = {T}; every {larger|smaller} {W} fails "
                 "there", sharp},
    {"evidence", "proved with the {W} for which both sides are equal, {W} = "
                 "{T}; every {larger|smaller} {W} fails there",
     sharp_everywhere},
    {"evidence", "proved with the {W} for which both sides are equal at {P}; "
                 "every {larger|smaller} {W} fails there", sharp_without_form},
    {"evidence", "proved with the {W} for which both sides are equal; every "
                 "{larger|smaller} {W} fails there", sharp_without_form},
    {"value", "between {N} and {N}", value_between},
    {"value", "exactly {N}", value_exactly},
    {"paper", "{T} is proved as it stands", paper_proved},
    {"paper", "{T} is proved as it stands; every {W} that is {larger|smaller} "
              "by more than {N} fails", paper_proved_gap},
    {"paper", "{T} is not the best, for a {larger|smaller} {W} is proved; that "
              "the statement holds with it was not shown; every {W} that is "
              "{larger|smaller} by more than {N} fails", paper_short_gap},
    {"paper", "{T} is not the best, for a {larger|smaller} {W} is proved; that "
              "the statement holds with it was not shown", anything},
    {"paper", "{T} is exactly the best possible", paper_best},
    {"paper", "{T} is not valid: with it the statement fails at {P}",
     paper_fails},
    {"paper", "{T} is not valid: with it the statement fails", paper_fails},
    {"paper", "{T} is not valid: with it the statement fails at an exact point "
              "near {P}", paper_fails_near},
    {"paper", "{T} lies between the ends, where nothing is shown",
     paper_inside},
    {"paper", "{T} was not told apart from the {best possible|root}",
     anything},
    {"paper", "{T} is exactly {the root|one of the roots}", root_is_papers},
    {"paper", "{T} is not {the|a} root", anything},
    {"paper", "{T} is not the root, which is {larger|smaller} by at most {N}",
     root_off_by},
    {"ratio", "between {N} and {N}, the certified value over the paper's",
     ratio_between},
    {"ratio", "{N} exactly, the certified value over the paper's",
     ratio_exactly},
    {"evidence", "there is exactly one root in {(|[}{T}, {T}{)|]}, between "
                 "{N} and {N}", root_between},
    {"evidence", "there is exactly one root in {(|[}{T}, {T}{)|]}, and it is "
                 "{N}", root_is},
    {"evidence", "there is exactly one root in {(|[}{T}, {T}{)|]}, and it is "
                 "{T}", only_root},
    {"evidence", "there are exactly {N} roots in {(|[}{T}, {T}{)|]}",
     counted_anew},
    {"evidence", "there is no root in {(|[}{T}, {T}{)|]}", none_anew},
    {"root 1", "{N}, {where the sides cross|where the sides touch|at an end of "
               "the range}", a_root},
    {"root 1", "between {N} and {N}, where the sides {cross|touch}", a_pair},
    {"root 1", "{T}, between {N} and {N}, {where the sides cross|where the "
               "sides touch|at an end of the range}", a_form},
    {"root 2", "{N}, {where the sides cross|where the sides touch|at an end of "
               "the range}", a_root},
    {"root 2", "between {N} and {N}, where the sides {cross|touch}", a_pair},
    {"root 2", "{T}, between {N} and {N}, {where the sides cross|where the "
               "sides touch|at an end of the range}", a_form},
    {"root 3", "{N}, {where the sides cross|where the sides touch|at an end of "
               "the range}", a_root},
    {"root 3", "between {N} and {N}, where the sides {cross|touch}", a_pair},
    {"root 3", "{T}, between {N} and {N}, {where the sides cross|where the "
               "sides touch|at an end of the range}", a_form},
    {NULL, NULL, NULL},
};

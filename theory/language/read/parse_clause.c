/* The clauses of items: which there are, where they fit, how they read. */
#include "parser.h"
#include "../../../numerics/base/limits.h"

#include <string.h>

#define IN(k) (1u << (k))
enum {
    STATEMENTS = IN(ITEM_CLAIM) | IN(ITEM_IDENTITY) | IN(ITEM_CONSTANT) |
                 IN(ITEM_ROOT) | IN(ITEM_THRESHOLD) | IN(ITEM_TABLE) |
                 IN(ITEM_FIGURE) | IN(ITEM_REGION),
    ALL = STATEMENTS | IN(ITEM_ASSUMED),
    DECIDED = IN(ITEM_CLAIM) | IN(ITEM_IDENTITY) | IN(ITEM_CONSTANT) |
              IN(ITEM_ROOT) | IN(ITEM_THRESHOLD),
    NUMBERS = IN(ITEM_CONSTANT) | IN(ITEM_ROOT) | IN(ITEM_THRESHOLD),
    DRAWN = IN(ITEM_FIGURE) | IN(ITEM_REGION)
};

static void *push(parser *p, void *v, size_t n, size_t size)
{
    if (n >= MAX_LIST)
        parse_fail(p, p->tok, "more than %d of these", MAX_LIST);
    return arena_push(&p->prog->mem, v, n, size);
}

static void clause_cites(parser *p, item *it)
{
    it->cite = push(p, it->cite, it->ncites, sizeof *it->cite);
    lang_pos pos = parse_pos(p, p->tok);
    citation c = {parse_id(p, true, "a citation key"), NULL, pos};
    if (parse_is(p, TOK_STRING))
        c.label = parse_string(p, "a label");
    it->cite[it->ncites++] = c;
}

static void clause_uses(parser *p, item *it)
{
    do {
        it->uses = push(p, it->uses, it->nuses, sizeof *it->uses);
        it->uses_pos = push(p, it->uses_pos, it->nuses, sizeof(lang_pos));
        it->uses_pos[it->nuses] = parse_pos(p, p->tok);
        it->uses[it->nuses++] = parse_id(p, false, "the id of an item");
    } while (parse_accept(p, ','));
}

void parse_for(parser *p, item *it)
{
    parse_slip_for_all(p);
    do {
        if (parse_sequence(p, it))
            continue;
        if (it->nbind == MAX_BINDERS)
            parse_fail(p, p->tok, "more than %d variables", MAX_BINDERS);
        it->bind = push(p, it->bind, it->nbind, sizeof *it->bind);
        binder b = parse_binder(p);
        it->bind[it->nbind++] = b;
    } while (parse_accept(p, ','));
}

void parse_where(parser *p, item *it)
{
    do {
        it->where = push(p, it->where, it->nwhere, sizeof *it->where);
        ast_chain c = parse_chain(p, true);
        it->where[it->nwhere++] = c;
    } while (parse_accept(p, ','));
}

static void clause_show(parser *p, item *it)
{
    it->show = parse_chain(p, true);
    if (it->kind == ITEM_CLAIM)
        parse_links(p, it);
}

static void clause_extreme(parser *p, item *it)
{
    it->largest = p->lx.text[p->last.start] == 'l';
    it->unknown = parse_name(p, "the name of the constant");
    if (!parse_accept_word(p, "with"))
        parse_expected(p, "`with`");
    it->show = parse_chain(p, false);
}

static void clause_find(parser *p, item *it)
{
    it->unknown_pos = parse_pos(p, p->tok);
    it->unknown = parse_bound_name(p, "a variable over `m..inf`");
    if (!parse_accept_word(p, "with"))
        parse_expected(p, "`with`");
    it->show = parse_chain(p, true);
}

static void parse_columns(parser *p, item *it, bool table)
{
    do {
        column c = {0};
        c.name = parse_name(p, table ? "the name of a column"
                                     : "the name of a curve");
        if (parse_is(p, TOK_STRING))
            c.title = parse_string(p, "a title");
        parse_expect(p, '=', "`=`");
        c.value = parse_expr(p);
        if (table && parse_accept_word(p, "paper"))
            c.paper = parse_expr(p);
        if (!table && parse_accept_word(p, "to"))
            c.value2 = parse_expr(p);
        if (!table && parse_accept_word(p, "as")) {
            if (!parse_is_word(p, "line") && !parse_is_word(p, "points") &&
                !parse_is_word(p, "band") && !parse_is_word(p, "steps"))
                parse_expected(p, "`line`, `points`, `band` or `steps`");
            c.style = parse_text(p, p->tok);
            parse_advance(p);
        }
        it->col = push(p, it->col, it->ncols, sizeof *it->col);
        it->col[it->ncols++] = c;
    } while (parse_accept(p, ','));
}

static void clause_columns(parser *p, item *it)
{
    parse_columns(p, it, true);
}

static void clause_curves(parser *p, item *it)
{
    parse_columns(p, it, false);
}

static void clause_over(parser *p, item *it)
{
    for (int i = 0; i < 2; i++) {
        if (i)
            parse_expect(p, ',', "`,` and the second parameter");
        it->over = push(p, it->over, it->nover, sizeof *it->over);
        it->over[it->nover++] = parse_bound_name(p, "a parameter");
    }
}

static void clause_because(parser *p, item *it)
{
    it->reason = parse_string(p, "the reason, in quotes");
}

static void clause_expect(parser *p, item *it)
{
    static const struct {
        const char *word;
        verdict_kind verdict;
    } words[] = {{"proved", VERDICT_PROVED},
                 {"refuted", VERDICT_REFUTED},
                 {"undecided", VERDICT_UNDECIDED},
                 {"enclosed", VERDICT_ENCLOSED}};
    bool number = (IN(it->kind) & NUMBERS) != 0;
    bool map = it->kind == ITEM_REGION; /* always one of the other three */
    for (size_t i = 0; i < 4; i++) {
        bool fits = map ? i != 2 : number ? i >= 2 : i <= 2;
        if (fits && parse_accept_word(p, words[i].word)) {
            it->has_expect = true;
            it->expect = words[i].verdict;
            return;
        }
    }
    parse_expected(p, map      ? "`proved`, `refuted` or `enclosed`"
                      : number ? "`enclosed` or `undecided`"
                               : "`proved`, `refuted` or `undecided`");
}

static void clause_equality(parser *p, item *it)
{
    if (!parse_accept_word(p, "at"))
        parse_expected(p, "`at`");
    it->hint = push(p, it->hint, it->nhints, sizeof *it->hint);
    it->hint[it->nhints].var = parse_bound_name(p, "a variable");
    parse_expect(p, '=', "`=`");
    it->hint[it->nhints].at = parse_expr(p);
    it->nhints++;
}

static void clause_paper(parser *p, item *it)
{
    it->paper = parse_expr(p);
}

static void clause_digits(parser *p, item *it)
{
    it->digits = parse_integer(p, 1, LIMIT_DIGITS_MAX, "a number of digits");
}

static void clause_precision(parser *p, item *it)
{
    it->precision = parse_integer(p, LIMIT_PREC_MIN, LIMIT_PREC_MAX,
                                  "a precision in bits");
}

static void clause_boxes(parser *p, item *it)
{
    it->boxes = parse_integer(p, 1, LIMIT_BOXES_MAX, "a number of boxes");
}

static void add_option(parser *p, item *it, option o)
{
    it->opt = push(p, it->opt, it->nopts, sizeof *it->opt);
    it->opt[it->nopts++] = o;
}

static option new_option(parser *p, const char *key)
{
    return (option){
        .key = arena_strndup(&p->prog->mem, key, strlen(key)),
        .pos = parse_pos(p, p->last),
    };
}

/* xlabel, ylabel, key: the option has the clause's own name. */
static void option_text(parser *p, item *it)
{
    option o = {.key = parse_text(p, p->last), .pos = parse_pos(p, p->last)};
    o.text = parse_string(p, "a string");
    add_option(p, it, o);
}

static void option_scale(parser *p, item *it)
{
    option o = {.key = parse_text(p, p->last), .pos = parse_pos(p, p->last)};
    if (!parse_is_word(p, "linear") && !parse_is_word(p, "log"))
        parse_expected(p, "`linear` or `log`");
    o.text = parse_text(p, p->tok);
    parse_advance(p);
    add_option(p, it, o);
}

/* xrange [a, b] becomes the two options xmin and xmax. */
static void option_range(parser *p, item *it)
{
    bool x = p->lx.text[p->last.start] == 'x';
    option lo = new_option(p, x ? "xmin" : "ymin");
    option hi = new_option(p, x ? "xmax" : "ymax");
    parse_expect(p, '[', "`[`");
    lo.value = parse_expr(p);
    parse_expect(p, ',', "`,`");
    hi.value = parse_expr(p);
    parse_expect(p, ']', "`]`");
    add_option(p, it, lo);
    add_option(p, it, hi);
}

/* label "text" at x, y becomes two options, label and labely. */
static void option_label(parser *p, item *it)
{
    option x = new_option(p, "label"), y = new_option(p, "labely");
    x.text = parse_string(p, "a string");
    if (!parse_accept_word(p, "at"))
        parse_expected(p, "`at`");
    x.value = parse_expr(p);
    parse_expect(p, ',', "`,` and the second parameter's value");
    y.value = parse_expr(p);
    add_option(p, it, x);
    add_option(p, it, y);
}

static void option_value(parser *p, item *it)
{
    option o = {.key = parse_text(p, p->last), .pos = parse_pos(p, p->last)};
    o.value = parse_expr(p);
    add_option(p, it, o);
}

static const struct {
    const char *word;
    unsigned in; /* the kinds of items it fits */
    bool many;   /* may be repeated */
    bool main;   /* the item is incomplete without it */
    void (*parse)(parser *p, item *it);
} clauses[] = {
    {"cites", ALL, true, false, clause_cites},
    {"uses", ALL, false, false, clause_uses},
    {"for", STATEMENTS, false, false, parse_for},
    {"where", STATEMENTS & ~IN(ITEM_ROOT), false, false, parse_where},
    {"over", IN(ITEM_REGION), false, true, clause_over},
    {"by", IN(ITEM_CLAIM) | IN(ITEM_THRESHOLD), true, false, parse_by},
    {"show", IN(ITEM_CLAIM) | IN(ITEM_IDENTITY) | IN(ITEM_REGION), false, true,
     clause_show},
    {"largest", IN(ITEM_CONSTANT), false, false, clause_extreme},
    {"smallest", IN(ITEM_CONSTANT), false, false, clause_extreme},
    {"find", IN(ITEM_THRESHOLD), false, true, clause_find},
    {"solve", IN(ITEM_ROOT), false, true, clause_show},
    {"columns", IN(ITEM_TABLE), false, true, clause_columns},
    {"curves", IN(ITEM_FIGURE), false, true, clause_curves},
    {"because", IN(ITEM_ASSUMED), false, true, clause_because},
    {"expect", DECIDED | IN(ITEM_REGION), false, false, clause_expect},
    {"equality", IN(ITEM_CLAIM) | IN(ITEM_CONSTANT), true, false,
     clause_equality},
    {"paper", NUMBERS, false, false, clause_paper},
    {"digits", NUMBERS | IN(ITEM_TABLE), false, false, clause_digits},
    {"precision", STATEMENTS, false, false, clause_precision},
    {"boxes", DECIDED | IN(ITEM_REGION), false, false, clause_boxes},
    {"share", IN(ITEM_REGION), false, false, option_value},
    {"samples", IN(ITEM_FIGURE), false, false, option_value},
    {"xlabel", DRAWN, false, false, option_text},
    {"ylabel", DRAWN, false, false, option_text},
    {"xscale", DRAWN, false, false, option_scale},
    {"yscale", DRAWN, false, false, option_scale},
    {"xrange", IN(ITEM_FIGURE), false, false, option_range},
    {"yrange", IN(ITEM_FIGURE), false, false, option_range},
    {"label", IN(ITEM_REGION), true, false, option_label},
    {"key", DRAWN, false, false, option_text},
};
enum {
    NCLAUSES = sizeof clauses / sizeof *clauses
};

static _Noreturn void unknown_clause(parser *p, const item *it)
{
    char found[80], near[160];
    suggestion s;
    parse_slip_behind(p);
    suggest_start(&s, p->lx.text + p->tok.start, p->tok.len);
    if (p->tok.kind == TOK_NAME) {
        for (int i = 0; i < NCLAUSES; i++)
            if (clauses[i].in & IN(it->kind))
                suggest_offer(&s, clauses[i].word);
        item_kind_offer(&s);
    }
    parse_fail(p, p->tok, "%s cannot follow here in %s%s",
               parse_show(p, p->tok, found, sizeof found),
               item_kind_article(it->kind),
               suggest_text(&s, near, sizeof near));
}

static int find_clause(parser *p, const item *it)
{
    for (int i = 0; i < NCLAUSES; i++) {
        if (!parse_is_word(p, clauses[i].word))
            continue;
        if (clauses[i].in & IN(it->kind))
            return i;
        parse_fail(p, p->tok, "`%s` does not belong in %s", clauses[i].word,
                   item_kind_article(it->kind));
    }
    unknown_clause(p, it);
}

static void require_main(parser *p, const item *it, uint64_t seen,
                         token keyword)
{
    for (int i = 0; i < NCLAUSES; i++)
        if (clauses[i].main && (clauses[i].in & IN(it->kind)) &&
            !(seen >> i & 1))
            parse_fail(p, keyword, "%s needs a `%s` clause",
                       item_kind_article(it->kind), clauses[i].word);
    if (it->kind == ITEM_CONSTANT && !it->unknown)
        parse_fail(p, keyword,
                   "a constant needs a `largest` or a `smallest` "
                   "clause");
}

static uint64_t some_clauses(parser *p, item *it, uint64_t seen)
{
    while (!parse_is(p, TOK_END)) {
        int i = find_clause(p, it);
        bool again = seen >> i & 1;
        if ((again && !clauses[i].many) ||
            (clauses[i].parse == clause_extreme && it->unknown))
            parse_fail(p, p->tok, "a second `%s` clause", clauses[i].word);
        seen |= (uint64_t)1 << i;
        parse_advance(p);
        clauses[i].parse(p, it);
    }
    return seen;
}

void parse_clauses(parser *p, item *it)
{
    token keyword = {.line = it->pos.line, .col = it->pos.col};
    require_main(p, it, some_clauses(p, it, 0), keyword);
}

void parse_tail(parser *p, item *it)
{
    uint64_t seen = 0;
    for (int i = 0; i < NCLAUSES; i++)
        if (clauses[i].parse == parse_for || clauses[i].parse == parse_where ||
            clauses[i].parse == clause_show)
            seen |= (uint64_t)1 << i;
    some_clauses(p, it, seen);
}

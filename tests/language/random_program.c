/* See random_program.h. */
#include "random_program.h"

#include "../../numerics/base/text.h"
#include "../numerics/iv_support.h"

#include <stdio.h>

enum {
    MOST_NAMES = 24,
    MOST_LETS = 5
};

/* A function that may be called: its parameters; its first one counts down
 * when it is recursive. */
typedef struct {
    char name[8];
    int nparams;
    bool recursive;
} function;

typedef struct {
    text_buf b;
    function let[MOST_LETS];
    int nlets;
    const char *name[MOST_NAMES]; /* in scope */
    bool whole[MOST_NAMES];       /* a whole number, for sure */
    int nnames, nfolds;
} writer;

static void put_expr(writer *w, int depth);

static void put_number(writer *w)
{
    long n = random_in(-4, 6);
    if (random_chance(70))
        text_printf(&w->b, n < 0 ? "(%ld)" : "%ld", n);
    else
        text_printf(&w->b, "(%ld/%ld)", n, random_in(1, 5));
}

static const char *whole_name(const writer *w)
{
    int from = w->nnames ? (int)random_in(0, w->nnames - 1) : 0;
    for (int i = 0; i < w->nnames; i++)
        if (w->whole[(from + i) % w->nnames])
            return w->name[(from + i) % w->nnames];
    return NULL;
}

/* Something that should be whole, and small. */
static void put_whole(writer *w)
{
    const char *n = whole_name(w);
    if (n != NULL && random_chance(60))
        text_printf(&w->b, "(%s + %ld)", n, random_in(-2, 2));
    else if (random_chance(3))
        put_number(w);
    else
        text_printf(&w->b, "%ld", random_in(0, 4));
}

static void put_leaf(writer *w)
{
    if (w->nnames && random_chance(65))
        text_put(&w->b, w->name[random_in(0, w->nnames - 1)]);
    else
        put_number(w);
}

static void put_condition(writer *w, int depth)
{
    static const char *const rel[] = {"<", "<=", "==", ">=", ">", "!="};
    put_expr(w, depth);
    text_printf(&w->b, " %s ", rel[random_in(0, 5)]);
    put_expr(w, depth);
    if (random_chance(25)) {
        text_put(&w->b, " and ");
        put_condition(w, depth);
    }
}

static void put_if(writer *w, int depth)
{
    text_put(&w->b, "(if ");
    put_condition(w, depth - 1);
    text_put(&w->b, " then ");
    put_expr(w, depth - 1);
    text_put(&w->b, " else ");
    put_expr(w, depth - 1);
    text_put(&w->b, ")");
}

static void put_fold(writer *w, int depth)
{
    static const char *const fold[] = {"sum", "prod", "min", "max"};
    static const char *const index[] = {"i", "j", "l", "m"};
    if (w->nfolds == 2 || w->nnames == MOST_NAMES) {
        put_leaf(w);
        return;
    }
    const char *name = index[w->nfolds++];
    text_printf(&w->b, "%s(%s in ", fold[random_in(0, 3)], name);
    long lo = random_in(-1, 2);
    if (random_chance(80))
        text_printf(&w->b, "%ld..", lo);
    else
        put_whole(w), text_put(&w->b, "..");
    if (random_chance(50))
        text_printf(&w->b, "%ld", lo + random_in(-1, 3));
    else
        put_whole(w);
    text_put(&w->b, ", ");
    w->name[w->nnames] = name;
    w->whole[w->nnames++] = true;
    put_expr(w, depth - 1);
    w->nnames--;
    w->nfolds--;
    text_put(&w->b, ")");
}

static void put_call(writer *w, int depth)
{
    if (!w->nlets) {
        put_leaf(w);
        return;
    }
    const function *f = &w->let[random_in(0, w->nlets - 1)];
    text_put(&w->b, f->name);
    for (int i = 0; i < f->nparams; i++) {
        text_put(&w->b, i ? ", " : "(");
        if (i == 0 && f->recursive)
            put_whole(w);
        else
            put_expr(w, depth - 1);
    }
    text_put(&w->b, f->nparams ? ")" : "");
}

static void put_builtin(writer *w, int depth)
{
    static const char *const name[] = {"abs", "min", "max"};
    long which = random_in(0, 2), n = which ? random_in(2, 3) : 1;
    text_printf(&w->b, "%s(", name[which]);
    for (long i = 0; i < n; i++) {
        text_put(&w->b, i ? ", " : "");
        put_expr(w, depth - 1);
    }
    text_put(&w->b, ")");
}

static void put_power(writer *w, int depth)
{
    text_put(&w->b, "(");
    put_expr(w, depth - 1);
    text_put(&w->b, ")^");
    if (random_chance(50))
        text_printf(&w->b, "%ld", random_in(0, 3));
    else if (random_chance(40))
        text_printf(&w->b, "-%ld", random_in(0, 2));
    else
        put_whole(w);
}

static void put_expr(writer *w, int depth)
{
    static const char *const op[] = {" + ", " - ", "*", "/"};
    long r = depth <= 0 ? 0 : random_in(0, 99);
    if (r < 25) {
        put_leaf(w);
    } else if (r < 60) {
        text_put(&w->b, random_chance(10) ? "-(" : "(");
        put_expr(w, depth - 1);
        text_put(&w->b, op[random_in(0, 3)]);
        put_expr(w, depth - 1);
        text_put(&w->b, ")");
    } else if (r < 70) {
        put_power(w, depth);
    } else if (r < 77) {
        put_if(w, depth);
    } else if (r < 84) {
        put_fold(w, depth);
    } else if (r < 90) {
        put_builtin(w, depth);
    } else {
        put_call(w, depth);
    }
}

/* ---- definitions ---------------------------------------------------------- */

static void put_recursion(writer *w, const function *f)
{
    static const char *const op[] = {" + ", " - ", "*", "/"};
    text_put(&w->b, "if n <= 0 then ");
    put_expr(w, 2);
    text_printf(&w->b, " else %s(n - %ld", f->name, random_in(1, 2));
    for (int i = 1; i < f->nparams; i++) {
        text_put(&w->b, ", ");
        put_expr(w, 1);
    }
    text_printf(&w->b, ")%s", op[random_in(0, 3)]);
    text_put(&w->b, "(");
    put_expr(w, 1);
    text_put(&w->b, ")");
}

static void put_let(writer *w)
{
    static const char *const param[] = {"a", "b", "d"};
    function f = {.nparams = (int)random_in(0, 3)};
    f.recursive = f.nparams && random_chance(40);
    snprintf(f.name, sizeof f.name, "%c%d", f.recursive ? 'g' : 'f', w->nlets);
    text_printf(&w->b, "let %s", f.name);
    w->nnames = 0;
    for (int i = 0; i < f.nparams; i++) {
        const char *p = i == 0 && f.recursive ? "n" : param[i];
        text_printf(&w->b, "%s%s", i ? ", " : "(", p);
        w->name[w->nnames] = p;
        w->whole[w->nnames++] = i == 0 && f.recursive;
    }
    text_printf(&w->b, "%s = ", f.nparams ? ")" : "");
    if (f.recursive)
        put_recursion(w, &f);
    else
        put_expr(w, 3);
    text_put(&w->b, "\n");
    w->let[w->nlets++] = f;
    w->nnames = 0;
}

/* ---- the claim ------------------------------------------------------------ */

static void put_domain(writer *w, bool *whole)
{
    *whole = random_chance(60);
    if (*whole) {
        long lo = random_in(-3, 2);
        if (random_chance(70))
            text_printf(&w->b, "%ld..", lo);
        else
            put_whole(w), text_put(&w->b, "..");
        if (random_chance(60))
            text_printf(&w->b, "%ld", lo + random_in(0, 4));
        else
            put_whole(w);
        return;
    }
    text_put(&w->b, "{");
    for (long i = 0, n = random_in(1, 4); i <= n; i++) {
        text_put(&w->b, i ? ", " : "");
        put_expr(w, i ? 0 : 2);
    }
    text_put(&w->b, "}");
}

static void put_chain(writer *w)
{
    static const char *const up[] = {" < ", " <= "}, *const down[] = {" > ",
                                                                      " >= "};
    const char *const *rel = random_chance(50) ? up : down;
    put_expr(w, 2);
    for (long i = 0, n = random_chance(20) ? 2 : 1; i < n; i++) {
        text_put(&w->b, rel[random_in(0, 1)]);
        put_expr(w, 2);
    }
}

char *random_program(void)
{
    static const char *const binder[] = {"p", "q", "r"};
    writer w = {.nlets = 0};
    for (long n = random_in(1, MOST_LETS); n > 0; n--)
        put_let(&w);
    text_put(&w.b, "claim a \"a\"\n  for ");
    for (long i = 0, n = random_in(1, 3); i < n; i++) {
        bool whole;
        text_printf(&w.b, "%s%s in ", i ? ", " : "", binder[i]);
        put_domain(&w, &whole);
        w.name[w.nnames] = binder[i];
        w.whole[w.nnames++] = whole;
    }
    for (long i = 0, n = random_in(0, 3); i < n; i++) {
        text_put(&w.b, i ? ", " : "\n  where ");
        put_chain(&w);
    }
    text_put(&w.b, "\n  show ");
    put_chain(&w);
    text_put(&w.b, "\n");
    return text_take(&w.b);
}

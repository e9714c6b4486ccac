/* See disguise.h. */
#include "disguise.h"

#include "../numerics/iv_support.h"

#include <gmp.h>
#include <stdlib.h>
#include <string.h>

#define OPEN '\x01'
#define CLOSE '\x02'

/* ---- templates ------------------------------------------------------------ */

static void put(text_buf *b, const char *s)
{
    text_put(b, s);
}

static void put_q(text_buf *b, long n, long d)
{
    text_printf(b, "%c%ld/%ld%c", OPEN, n, d, CLOSE);
}

static void constant(text_buf *b)
{
    put_q(b, random_in(-4, 6), random_chance(75) ? 1 : random_in(2, 3));
}

static void whole(text_buf *b, long lo, long hi)
{
    put_q(b, random_in(lo, hi), 1);
}

static void exponent(text_buf *b)
{
    if (random_chance(80))
        whole(b, -1, 4);
    else
        put_q(b, random_in(1, 5), 2);
}

/* A value made of x and constants. */
static void term(text_buf *b, const char *x, int depth)
{
    long r = depth > 0 ? random_in(0, 99) : random_in(0, 39);
    if (r < 25) {
        put(b, x);
    } else if (r < 40) {
        constant(b);
    } else if (r < 60) {
        put(b, "(");
        term(b, x, depth - 1);
        put(b, random_chance(40) ? "*" : random_chance(50) ? " + " : " - ");
        term(b, x, depth - 1);
        put(b, ")");
    } else if (r < 78) {
        put(b, "(");
        term(b, x, depth - 1);
        put(b, ")^");
        exponent(b);
    } else if (r < 84) {
        put(b, "abs(");
        term(b, x, depth - 1);
        put(b, ")");
    } else if (r < 90 && strcmp(x, "s") != 0) { /* not in its own body */
        put(b, "step(");
        term(b, x, depth - 1);
        put(b, ")");
    } else {
        const char *k = depth > 1 ? "k" : "j";
        text_printf(b, "%s(%s in ", random_chance(50) ? "sum" : "max", k);
        long lo = random_in(-1, 2);
        whole(b, lo, lo);
        put(b, "..");
        whole(b, lo, lo + 3);
        text_printf(b, ", %s + ", k);
        term(b, x, depth - 1);
        put(b, ")");
    }
}

static void relation(text_buf *b)
{
    static const char *const rel[] = {" < ", " <= ", " >= ", " > "};
    put(b, rel[random_in(0, 3)]);
}

static void definitions(text_buf *b)
{
    put(b, "let step(s) = if ");
    if (random_chance(50)) {
        constant(b);
        relation(b);
        constant(b);
    } else {
        put(b, "s");
        relation(b);
        constant(b);
    }
    put(b, " then ");
    term(b, "s", 1);
    put(b, " else ");
    term(b, "s", 1);
    put(b, "\n");
}

static void finite_domain(text_buf *b)
{
    if (random_chance(50)) {
        long lo = random_in(-3, 2);
        put(b, "t in ");
        whole(b, lo, lo);
        put(b, "..");
        whole(b, lo, lo + 4);
        return;
    }
    put(b, "t in {");
    for (long i = random_in(1, 3); i >= 0; i--) {
        constant(b);
        put(b, i ? ", " : "}");
    }
}

static void real_domain(text_buf *b)
{
    long lo = random_in(-2, 1);
    if (random_chance(20)) {
        put(b, "x in ");
        whole(b, 1, 3);
        put(b, "..inf");
        return;
    }
    put(b, random_chance(70) ? "x in [" : "x in (");
    whole(b, lo, lo);
    put(b, ", ");
    whole(b, lo + 1, lo + 3);
    put(b, random_chance(70) ? "]" : ")");
}

static void condition(text_buf *b, const char *x)
{
    term(b, x, 2);
    relation(b);
    random_chance(60) ? constant(b) : term(b, x, 1);
}

char *disguise_template(void)
{
    text_buf b = {0};
    bool best = random_chance(25), real = random_chance(40);
    bool finite = !real || random_chance(30);
    const char *x = real ? "x" : "t";
    definitions(&b);
    put(&b, best ? "constant a \"a\"\n  for " : "claim a \"a\"\n  for ");
    if (finite)
        finite_domain(&b);
    if (finite && real)
        put(&b, ", ");
    if (real)
        real_domain(&b);
    for (long i = 0, n = random_in(0, 2); i < n; i++) {
        put(&b, i ? ", " : "\n  where ");
        condition(&b, finite && random_chance(60) ? "t" : x);
    }
    if (best) {
        put(&b, "\n  largest c with ");
        term(&b, finite && random_chance(40) ? "t" : x, 2);
        put(&b, " >= c\n");
    } else {
        put(&b, "\n  show ");
        condition(&b, finite && random_chance(40) ? "t" : x);
        put(&b, "\n");
    }
    put(&b, "  boxes 300\n");
    return text_take(&b);
}

/* ---- clothes -------------------------------------------------------------- */

/* 10^400*c/10^400 and the like: each equal to c, for c >= 0 (a "!": c > 0).
 * @ stands for c, # for a number that makes names different. */
static const char *const clothes[] = {
    "((@)^3)^(1/3)",
    "sqrt((@)^2)",
    "sqrt(@)^2",
    "(10^400*(@)/10^400)",
    "log(exp(@))",
    "!exp(log(@))",
    "(4*cos(pi/3)*(@)/2)",
    "sum(w in 1..3, (@)/3)",
    "prod(w in 0..2, if w == 1 then @ else 1)",
    "max(w in 0..2, (@) - w)",
    "(8^(1/3)*(@)/2)",
    "(sqrt(2)*sqrt(8)*(@)/4)",
    "((@) + sqrt(3) - sqrt(3))",
    "(tan(pi/4)*(@))",
    "(if sqrt(2)*sqrt(3) == sqrt(6) then @ else 77)",
    "(if exp(1) < 3 then @ else 77)",
    "abs(-(@))",
    "min(@, (@) + sqrt(2))",
    "=@",
    "=sqrt((@)^2)",
    "&@",
};
enum {
    CLOTHES = sizeof clothes / sizeof *clothes
};

static void put_dressed(text_buf *b, const char *cloth, const char *c)
{
    for (const char *s = cloth; *s != '\0'; s++)
        if (*s == '@')
            put(b, c);
        else
            text_put_n(b, s, 1);
}

/* c >= 0, in another way; definitions that it needs go to `lets`. */
static void dress(text_buf *b, text_buf *lets, const char *c, long number)
{
    const char *cloth = clothes[random_in(0, CLOTHES - 1)];
    if (*cloth == '!' && strncmp(c, "0/", 2) == 0)
        cloth = clothes[0];
    cloth += *cloth == '!';
    if (*cloth == '=') {
        text_printf(lets, "let z%ld = ", number);
        put_dressed(lets, cloth + 1, c);
        put(lets, "\n");
        text_printf(b, "z%ld", number);
    } else if (*cloth == '&') {
        text_printf(lets, "let z%ld(n) = if n == 0 then %s else z%ld(n - 1)\n",
                    number, c, number);
        text_printf(b, "z%ld(3)", number);
    } else {
        put_dressed(b, cloth, c);
    }
}

static char *render(const char *template, int percent, long *dressed)
{
    text_buf b = {0}, lets = {0};
    *dressed = 0;
    for (const char *s = template; *s != '\0'; s++) {
        if (*s != OPEN) {
            text_put_n(&b, s, 1);
            continue;
        }
        char c[40];
        bool minus = s[1] == '-';
        const char *from = s + 1 + minus, *end = strchr(s, CLOSE);
        memcpy(c, from, (size_t)(end - from));
        c[end - from] = '\0';
        put(&b, minus ? "(-" : "(");
        if (random_chance(percent))
            dress(&b, &lets, c, ++*dressed);
        else
            put(&b, c);
        put(&b, ")");
        s = end;
    }
    text_put(&lets, b.s);
    text_clear(&b);
    return text_take(&lets);
}

char *disguise_plain(const char *template)
{
    long none;
    return render(template, 0, &none);
}

char *disguise_dress(const char *template, long *dressed)
{
    char *s = render(template, random_chance(50) ? 20 : 60, dressed);
    for (int i = 0; i < 20 && *dressed == 0; i++) {
        free(s);
        s = render(template, 60, dressed);
    }
    return s;
}

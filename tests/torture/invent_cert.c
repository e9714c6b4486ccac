/* Certificates made at random, or damaged.  See invent_cert.h. */
#include "invent_cert.h"

#include "../../numerics/base/memory.h"
#include "../numerics/iv_support.h"

#include <stdlib.h>
#include <string.h>

enum {
    MAX_NODES = 4000
};

/* ---- ingredients ---------------------------------------------------------- */

static void near_end(mpq_ptr q, const problem *p, int i)
{
    const range *r = &p->box[i];
    long k = random_in(0, 5);
    if (k == 0 && !r->lo_inf)
        mpq_set(q, r->lo);
    else if (k == 1 && !r->hi_inf)
        mpq_set(q, r->hi);
    else if (k == 2 && !r->lo_inf && !r->hi_inf) {
        mpq_add(q, r->lo, r->hi);
        mpq_div_2exp(q, q, 1);
    } else if (k == 3 && !range_is_point(r)) {
        random_point(q, r);
    } else if (k == 4) {
        random_modest_q(q);
    } else {
        mpq_set_si(q, random_in(-2, 2), 1);
    }
}

/* A subexpression of f, a number that matters, or a variable. */
static expr ingredient(problem *p, expr f)
{
    expr e = f;
    mpq_t q;
    if (random_chance(50) && p->nvars > 0) {
        mpq_init(q);
        near_end(q, p, (int)random_in(0, p->nvars - 1));
        e = expr_q(p->pool, q);
        mpq_clear(q);
        return e;
    }
    if (random_chance(25) && p->nvars > 0)
        return expr_var(p->pool, (int)random_in(0, p->nvars - 1));
    for (long down = random_in(0, 6); down > 0; down--) {
        const expr_node *n = expr_get(p->pool, e);
        if (n->nargs == 0)
            break;
        e = n->arg[random_in(0, n->nargs - 1)];
    }
    return random_chance(20) ? expr_neg(p->pool, e) : e;
}

static void add_expr(cert_node *c, expr e)
{
    c->expr = xrealloc(c->expr, (c->nexpr + 1) * sizeof *c->expr);
    c->expr[c->nexpr++] = e;
}

/* ---- inventing ------------------------------------------------------------ */

static void invent_product(cert_node *c, problem *p, expr f)
{
    long n = random_in(0, 2);
    c->power = xcalloc((size_t)n, sizeof *c->power);
    for (long k = 0; k < n; k++) {
        add_expr(c, ingredient(p, f));
        c->power[k] = random_in(-2, 3);
    }
    add_expr(c, ingredient(p, f));
}

static void invent_identity(cert_node *c, problem *p, expr f)
{
    long n = random_in(0, 3);
    c->index = xcalloc((size_t)(3 * n) + 1, sizeof *c->index);
    add_expr(c, random_chance(70) ? expr_si(p->pool, 1) : ingredient(p, f));
    for (long k = 0; k < n; k++) {
        long factors = random_in(0, 2);
        add_expr(c, expr_si(p->pool, random_in(1, 2)));
        add_expr(c, random_chance(50) ? expr_si(p->pool, 1) : ingredient(p, f));
        c->index[c->nindex++] = factors;
        for (; factors > 0; factors--)
            c->index[c->nindex++] = random_in(0, 2);
    }
}

/* Small numbers, as rules about cones have them: `each` for each variable. */
static void invent_numbers(cert_node *c, problem *p, int each)
{
    for (int i = 0; i < each * p->nvars; i++)
        add_expr(c, expr_si(p->pool, random_in(0, 2)));
    mpq_set_si(c->q, random_in(0, 2), 1);
    c->has_q = true;
}

cert_node *cert_invent(problem *p, expr f, int depth)
{
    static const cert_rule leaf[] = {
        CERT_NATURAL, CERT_VOID,    CERT_EMPTY,   CERT_TAYLOR,   CERT_TAYLOR,
        CERT_CONVEX,  CERT_CONTACT, CERT_CONTACT, CERT_MEANVALUE, CERT_STURM,
        CERT_COEFFICIENTS};
    cert_rule rule = leaf[random_in(0, 10)];
    if (depth > 0 && random_chance(70))
        rule = (cert_rule)random_in(0, CERT_OPEN);
    cert_node *c = cert_new(rule);
    if (p->nvars > 0)
        c->var = (int)random_in(0, p->nvars - 1);
    if (cert_arity(rule) < 0)
        cert_set_children(c, (size_t)random_in(0, 4));
    c->prec = random_chance(15) ? random_in(24, 300) : 0;
    static const int direction[] = {-2, -1, 1, 2};
    switch (rule) {
    case CERT_TAYLOR:
    case CERT_SPLIT:
        near_end(c->q, p, c->var);
        c->has_q = true;
        c->order = (int)random_in(1, 4);
        break;
    case CERT_CONTACT:
    case CERT_TANGENT:
        c->order = (int)random_in(1, 4);
        add_expr(c, ingredient(p, f));
        break;
    case CERT_SLACK:
    case CERT_SIDES:
        add_expr(c, ingredient(p, f));
        break;
    case CERT_TAIL:
        add_expr(c, ingredient(p, f));
        c->order = direction[random_in(0, 3)];
        break;
    case CERT_INTEGRAND:
        add_expr(c, ingredient(p, f));
        c->order = direction[random_in(0, 3)];
        break;
    case CERT_CONCAVE:
        c->order = (int)random_in(1, 2);
        break;
    case CERT_MONOTONE:
        c->order = direction[random_in(0, 3)];
        break;
    case CERT_CONVEX:
        for (int i = 0; i < p->nvars; i++)
            add_expr(c, ingredient(p, f));
        break;
    case CERT_PRODUCT:
        invent_product(c, p, f);
        break;
    case CERT_HERMITE:
        invent_product(c, p, f);
        c->order = (int)random_in(1, 3);
        break;
    case CERT_FACT:
        c->order = (int)random_in(0, 1);
        add_expr(c, ingredient(p, f));
        break;
    case CERT_MODULO:
    case CERT_COMBINE:
        c->order = (int)random_in(0, 2);
        add_expr(c, ingredient(p, f));
        break;
    case CERT_IDENTITY:
        invent_identity(c, p, f);
        break;
    case CERT_RAY:
    case CERT_SYMMETRY:
        invent_numbers(c, p, 1);
        break;
    case CERT_BLOWUP:
        invent_numbers(c, p, 2);
        break;
    case CERT_MAP:
        for (int i = 0; i < 3 * p->nvars; i++)
            add_expr(c, i % 3 < 2 ? ingredient(p, f) : expr_si(p->pool, 0));
        break;
    default:
        c->order = (int)random_in(0, 2);
        break;
    }
    for (size_t k = 0; k < c->nchild; k++)
        c->child[k] = cert_invent(p, f, depth - 1);
    return c;
}

/* ---- damaging trees ------------------------------------------------------- */

static size_t collect(cert_node *c, cert_node **all, size_t n)
{
    if (c == NULL || n == MAX_NODES)
        return n;
    all[n++] = c;
    for (size_t k = 0; k < c->nchild; k++)
        n = collect(c->child[k], all, n);
    return n;
}

static void damage_q(cert_node *c, problem *p)
{
    if (random_chance(40) && p->nvars > 0) {
        near_end(c->q, p, (int)random_in(0, p->nvars - 1));
    } else {
        mpq_t e;
        mpq_init(e);
        mpq_set_si(e, random_chance(50) ? 1 : -1, 1);
        mpq_div_2exp(e, e, (mp_bitcnt_t)random_in(0, 60));
        mpq_add(c->q, c->q, e);
        mpq_clear(e);
    }
}

/* Rules that differ only by what they say of the same fields. */
static void damage_rule(cert_node *c, problem *p)
{
    cert_rule to = CERT_NATURAL;
    switch (random_in(0, 5)) {
    case 0:
        to = CERT_MEANVALUE;
        break;
    case 1:
        to = CERT_EMPTY;
        break;
    case 2:
        to = CERT_VOID;
        break;
    case 3:
        to = c->nexpr == 1 ? CERT_CONTACT : CERT_NATURAL;
        break;
    case 4:
        to = c->nexpr == (size_t)p->nvars ? CERT_CONVEX : CERT_NATURAL;
        break;
    default:
        to = c->has_q ? CERT_TAYLOR : CERT_NATURAL;
        break;
    }
    for (size_t k = 0; k < c->nchild; k++) /* a leaf has no children */
        cert_free(c->child[k]);
    if (c->child != c->pair)
        free(c->child);
    c->child = NULL;
    c->nchild = 0;
    c->rule = to;
}

void cert_damage(cert_node *root, problem *p, expr f)
{
    static cert_node *all[MAX_NODES];
    size_t n = collect(root, all, 0);
    cert_node *c = all[random_bits() % n], *d = all[random_bits() % n], *t;
    size_t k = (size_t)random_in(0, 1);
    switch (random_in(0, 9)) {
    case 0:
        damage_q(c, p);
        break;
    case 1:
        if (p->nvars > 0)
            c->var = (int)random_in(0, p->nvars - 1);
        break;
    case 2:
        c->order += random_chance(50) ? 1 : -1;
        break;
    case 3:
        c->order = -c->order;
        break;
    case 4:
        c->prec = random_in(20, 400);
        break;
    case 5:
        if (c->nexpr > 0)
            c->expr[random_bits() % c->nexpr] = ingredient(p, f);
        break;
    case 8:
        if (c->nindex > 0)
            c->index[random_bits() % c->nindex] += random_chance(50) ? 1 : -1;
        break;
    case 6: /* swap the children */
        if (c->nchild >= 2) {
            t = c->child[0];
            c->child[0] = c->child[1];
            c->child[1] = t;
        }
        break;
    case 7: /* a child of another node instead, two leaves exchanged */
        if (k < c->nchild && k < d->nchild && c->child[k] != NULL &&
            d->child[k] != NULL && c->child[k]->nchild == 0 &&
            d->child[k]->nchild == 0) {
            t = c->child[k];
            c->child[k] = d->child[k];
            d->child[k] = t;
        }
        break;
    default:
        damage_rule(c, p);
        break;
    }
}

/* ---- damaging text -------------------------------------------------------- */

static char *line_at(char *s, long k)
{
    while (k-- > 0 && s != NULL && *s != '\0') {
        s = strchr(s, '\n');
        s = s != NULL ? s + 1 : NULL;
    }
    return s != NULL && *s != '\0' ? s : NULL;
}

static size_t line_length(const char *s)
{
    const char *end = strchr(s, '\n');
    return end != NULL ? (size_t)(end - s) + 1 : strlen(s);
}

char *cert_text_damaged(const char *text)
{
    size_t n = strlen(text);
    char *s = xmalloc(2 * n + 2);
    memcpy(s, text, n + 1);
    long lines = 0;
    for (const char *c = s; *c != '\0'; c++)
        lines += *c == '\n';
    char *a = line_at(s, lines > 0 ? random_in(0, lines - 1) : 0);
    if (a == NULL)
        return s;
    size_t len = line_length(a);
    switch (random_in(0, 4)) {
    case 0: /* drop */
        memmove(a, a + len, strlen(a + len) + 1);
        break;
    case 1: /* duplicate */
        memmove(a + len, a, strlen(a) + 1);
        break;
    case 2: /* truncate */
        a[random_bits() % (len + 1)] = '\0';
        break;
    case 3: /* another character */
        a[random_bits() % len] = "0123456789-+/@ ()xy\n"[random_in(0, 19)];
        break;
    default: { /* move the line to the top */
        char *copy = xmalloc(len);
        memcpy(copy, a, len);
        memmove(s + len, s, (size_t)(a - s));
        memcpy(s, copy, len);
        free(copy);
        break;
    }
    }
    return s;
}

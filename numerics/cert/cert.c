/* Certificates as trees.  Believed to give back what was put in: what a tree
 * proves is for the checker to say. */
#include "cert_internal.h"

#include "../base/memory.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

const cert_row cert_rows[CERT_RULE_COUNT] = {
#define RULE(NAME, word, arity, line) {#word, arity, line},
#include "rules.def"
#undef RULE
    {"open", 0, ""},
};

cert_node *cert_new(cert_rule rule)
{
    cert_node *c = xcalloc(1, sizeof *c);
    c->rule = rule;
    mpq_init(c->q);
    if ((unsigned)rule < CERT_RULE_COUNT && cert_rows[rule].arity > 0)
        cert_set_children(c, (size_t)cert_rows[rule].arity);
    return c;
}

void cert_set_children(cert_node *c, size_t n)
{
    assert(c->child == NULL);
    c->nchild = n;
    c->child = n > CERT_PAIR ? xcalloc(n, sizeof *c->child) : c->pair;
}

/* Iterative, with a list of the nodes that are still to be freed. */
void cert_free(cert_node *c)
{
    cert_node **rest = NULL;
    size_t n = 0, room = 0;
    while (c != NULL) {
        if (n + c->nchild > room) {
            room = 2 * (n + c->nchild);
            rest = xrealloc(rest, room * sizeof *rest);
        }
        for (size_t k = c->nchild; k-- > 0;)
            if (c->child[k] != NULL)
                rest[n++] = c->child[k];
        mpq_clear(c->q);
        if (c->range != NULL)
            range_clear(c->range);
        free(c->range);
        free(c->expr);
        free(c->power);
        if (c->child != c->pair)
            free(c->child);
        free(c->index);
        free(c);
        c = n > 0 ? rest[--n] : NULL;
    }
    free(rest);
}

void cert_set_range(cert_node *c, const range *r)
{
    if (c->range == NULL) {
        c->range = xmalloc(sizeof *c->range);
        range_init(c->range);
    }
    range_set(c->range, r);
}

int cert_arity(cert_rule rule)
{
    return cert_rows[rule].arity;
}

bool cert_has_arity(const cert_node *c)
{
    int arity = cert_rows[c->rule].arity;
    return arity < 0 || c->nchild == (size_t)arity;
}

const char *cert_rule_name(cert_rule rule)
{
    return cert_rows[rule].word;
}

char cert_branch(int k)
{
    return k < 0 || k > 35 ? '*' : "0123456789abcdefghijklmnopqrstuvwxyz"[k];
}

/* Depth is bounded by CERT_MAX_DEPTH wherever trees are made. */
size_t cert_leaves(const cert_node *c)
{
    if (c == NULL)
        return 0;
    size_t n = c->nchild == 0;
    for (size_t k = 0; k < c->nchild; k++)
        n += cert_leaves(c->child[k]);
    return n;
}

bool cert_is_complete(const cert_node *c)
{
    if (c == NULL || c->rule == CERT_OPEN)
        return false;
    for (size_t k = 0; k < c->nchild; k++)
        if (!cert_is_complete(c->child[k]))
            return false;
    return true;
}

cert_node *cert_copy(const cert_node *c)
{
    if (c == NULL)
        return NULL;
    cert_node *d = cert_new(c->rule);
    d->var = c->var;
    d->order = c->order;
    d->prec = c->prec;
    d->has_q = c->has_q;
    mpq_set(d->q, c->q);
    if (c->range != NULL)
        cert_set_range(d, c->range);
    d->nexpr = c->nexpr;
    if (c->nexpr > 0) {
        d->expr = xmalloc(c->nexpr * sizeof *d->expr);
        memcpy(d->expr, c->expr, c->nexpr * sizeof *d->expr);
    }
    if (c->power != NULL) {
        d->power = xmalloc(c->nexpr * sizeof *d->power);
        memcpy(d->power, c->power, (c->nexpr - 1) * sizeof *d->power);
    }
    d->nindex = c->nindex;
    if (c->nindex > 0) {
        d->index = xmalloc(c->nindex * sizeof *d->index);
        memcpy(d->index, c->index, c->nindex * sizeof *d->index);
    }
    if (cert_rows[c->rule].arity < 0)
        cert_set_children(d, c->nchild);
    for (size_t k = 0; k < c->nchild; k++)
        d->child[k] = cert_copy(c->child[k]);
    return d;
}

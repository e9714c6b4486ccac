/* Certificates as trees.  Believed to give back what was put in: what a tree
 * proves is for the checker to say. */
#include "cert_internal.h"

#include "../base/memory.h"

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
    return c;
}

/* Iterative: the tree is unlinked into a list through child[0]. */
void cert_free(cert_node *c)
{
    while (c != NULL) {
        cert_node *l = c->child[0], *r = c->child[1], *next;
        if (l != NULL && r != NULL) { /* hang r below l's rightmost spine */
            cert_node *t = l;
            while (t->child[1] != NULL)
                t = t->child[1];
            t->child[1] = r;
        }
        next = l != NULL ? l : r;
        mpq_clear(c->q);
        free(c->expr);
        free(c->power);
        free(c->index);
        free(c);
        c = next;
    }
}

int cert_arity(cert_rule rule)
{
    return cert_rows[rule].arity;
}

const char *cert_rule_name(cert_rule rule)
{
    return cert_rows[rule].word;
}

/* Depth is bounded by CERT_MAX_DEPTH wherever trees are made. */
size_t cert_leaves(const cert_node *c)
{
    if (c == NULL)
        return 0;
    if (cert_rows[c->rule].arity == 0)
        return 1;
    return cert_leaves(c->child[0]) + cert_leaves(c->child[1]);
}

size_t cert_depth(const cert_node *c)
{
    if (c == NULL)
        return 0;
    size_t a = cert_depth(c->child[0]), b = cert_depth(c->child[1]);
    return 1 + (a > b ? a : b);
}

void cert_count_rules(const cert_node *c, size_t count[CERT_RULE_COUNT])
{
    if (c == NULL)
        return;
    count[c->rule]++;
    cert_count_rules(c->child[0], count);
    cert_count_rules(c->child[1], count);
}

bool cert_is_complete(const cert_node *c)
{
    if (c == NULL || c->rule == CERT_OPEN)
        return false;
    for (int k = 0; k < cert_rows[c->rule].arity; k++)
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
    for (int k = 0; k < cert_rows[c->rule].arity; k++)
        d->child[k] = cert_copy(c->child[k]);
    return d;
}

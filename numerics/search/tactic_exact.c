/* Goals that doubles show nothing of: subdivided in exact numbers, each piece
 * tried by the checker itself.  They are rare and mostly simple; this is slow,
 * and bounded by a number of pieces.  Believed: nothing. */
#include "tactics.h"

#include "../base/memory.h"

enum {
    EXACT_PIECES = 300,
    EXACT_DEPTH = 40
};

static cert_node *exact_piece(searcher *s, const goal *g, int depth,
                              size_t *left);

static cert_node *at_end(searcher *s, const goal *g, int i, bool low)
{
    const range *r = &g->box[i];
    cert_node *c = NULL;
    for (int order = 1; order <= 2 && c == NULL; order++) {
        c = search_leaf(CERT_CONTACT);
        c->var = i;
        c->order = order;
        c->expr = xmalloc(sizeof *c->expr);
        c->expr[0] = expr_q(s->p->pool, low ? r->lo : r->hi);
        c->nexpr = 1;
        c = search_keep_if(s, g, c);
    }
    return c;
}

/* Where the slope has a sign: the face that is left. */
static cert_node *along(searcher *s, const goal *g, int i, int dir, int depth,
                        size_t *left)
{
    const range *r = &g->box[i];
    bool open = dir > 0 ? r->lo_open : r->hi_open;
    goal t;
    cert_node *c = search_leaf(CERT_MONOTONE);
    c->var = i;
    c->order = open && g->strict ? 2 * dir : dir;
    if (search_goal_child(s, g, c, 0, &t))
        c->child[0] = search_keep_if(s, &t, search_leaf(CERT_NATURAL));
    search_goal_clear(&t, s->p->nvars);
    if (c->child[0] == NULL) {
        cert_free(c);
        return NULL;
    }
    if (search_goal_child(s, g, c, 1, &t))
        c->child[1] = exact_piece(s, &t, depth + 1, left);
    search_goal_clear(&t, s->p->nvars);
    return search_keep_if(s, g, c);
}

static cert_node *whole_piece(searcher *s, const goal *g, int depth,
                              size_t *left)
{
    cert_node *c = tactic_immediate(s, g, NULL);
    if (c == NULL)
        c = search_keep_if(s, g, search_leaf(CERT_MEANVALUE));
    for (int i = 0; i < s->p->nvars && c == NULL; i++) {
        const range *r = &g->box[i];
        if (range_is_point(r))
            continue;
        if (!r->lo_inf)
            c = at_end(s, g, i, true);
        if (c == NULL && !r->hi_inf)
            c = at_end(s, g, i, false);
        if (c == NULL && !r->lo_inf)
            c = along(s, g, i, 1, depth, left);
        if (c == NULL && !r->hi_inf)
            c = along(s, g, i, -1, depth, left);
    }
    return c;
}

static cert_node *cut(searcher *s, const goal *g, int i, int depth,
                      size_t *left)
{
    cert_node *c = search_leaf(CERT_SPLIT);
    c->var = i;
    c->has_q = search_exact_middle(c->q, &g->box[i], depth % 4 < 2);
    for (int k = 0; k < 2 && c->has_q; k++) {
        goal t;
        if (search_goal_child(s, g, c, k, &t))
            c->child[k] = exact_piece(s, &t, depth + 1, left);
        search_goal_clear(&t, s->p->nvars);
        if (c->child[k] == NULL)
            break;
    }
    if (c->child[1] != NULL)
        return search_keep_if(s, g, c);
    cert_free(c);
    return NULL;
}

static cert_node *exact_piece(searcher *s, const goal *g, int depth,
                              size_t *left)
{
    if (*left == 0 || depth > EXACT_DEPTH || search_out_of_budget(s))
        return NULL;
    --*left;
    cert_node *c = whole_piece(s, g, depth, left);
    for (int k = 0; k < s->p->nvars && c == NULL; k++) {
        int i = (depth + k) % s->p->nvars;
        if (!range_is_point(&g->box[i]))
            return cut(s, g, i, depth, left);
    }
    return c;
}

cert_node *tactic_exact(searcher *s, const goal *g, const tactic_view *v)
{
    (void)v;
    size_t left = EXACT_PIECES;
    return exact_piece(s, g, 0, &left);
}

/* numerics/search/tactics.h: the rows of tactics.def as functions and lists. */
#ifndef ASSAY_TACTICS_H
#define ASSAY_TACTICS_H

#include "search_internal.h"

/* tactic_NAME of each row of tactics.def. */
#define TACTIC(LIST, NAME, WHEN, SHARE, BOXES)                                 \
    cert_node *tactic_##NAME(searcher *s, const goal *g, const tactic_view *v);
#include "tactics.def"

typedef enum {
    TACTICS_LEAF,
    TACTICS_ROOT,
    TACTICS_OPEN,
    TACTICS_GOAL,
    TACTICS_SAMPLED,
    TACTICS_TIGHT,
    TACTICS_REWRITE,
    TACTICS_CLEAR,
    TACTICS_EASY,
    TACTICS_RAY,
    TACTICS_END
} tactics_list;

/* A goal of which nothing is known yet. */
tactic_view tactics_view(searcher *s, const goal *g);
/* The first certificate that a row of the list finds, or NULL. */
cert_node *tactics_run(tactic_view *v, tactics_list list);
/* The list SAMPLED on a goal whose samples are q. */
cert_node *tactics_try(searcher *s, const goal *g, const probe *q);
/* The places where equality is suspected, in a goal that comes down to 0. */
void tactics_find_spots(tactic_view *v);
/* Is a proof by plain branch and bound hopeless, because f comes (nearly)
 * down to 0 or the box is unbounded? */
bool tactics_is_tight(const searcher *s, const goal *g, const probe *q);

/* f with its products that are 0 times infinity at an end in terms of xlogx. */
expr tactic_xlogx_reword(expr_pool *pool, expr f);

#endif

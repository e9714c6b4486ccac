/* `natural`: f's enclosure over the box has the sign.  Believed. */
#include "checker_internal.h"

/* Inclusion.  An enclosure of f over B, with f shown to be defined wherever H
 * holds, contains every f(x).  (Moore 1966.) */
static bool test(checker *c, const checker_goal *g, const cert_node *n)
{
    if (checker_rung_natural(c, g, n))
        return true;
    checker_use(c, n, g, true);
    return checker_leaf(c, g, eval_enclose(c->ev, g->f),
                        "natural enclosure lacks the sign");
}

const checker_rule rule_natural = {test, NULL};

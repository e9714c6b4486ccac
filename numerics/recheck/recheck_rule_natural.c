/* `natural`, by the second engine: a second opinion on
 * ../check/rule_natural.c, from the same theorem in other code. */
#include "recheck_internal.h"

/* An enclosure contains every value. */
bool recheck_rule_natural(recheck *c, const recheck_goal *s, const cert_node *n)
{
    const rrange *v = reval_enclose(recheck_evaluator(c, n, s, true), s->f);
    return recheck_leaf(c, s, n, v, "natural enclosure lacks the sign");
}

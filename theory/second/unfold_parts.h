/* theory/second/unfold_parts.h: the parts of unfold*.c, for one another.
 *
 *   unfold.c        a point: what is claimed there, and may be used
 *   unfold_lemma.c  a statement that is used
 */
#ifndef ASSAY_SECOND_UNFOLD_PARTS_H
#define ASSAY_SECOND_UNFOLD_PARTS_H

#include "read.h"
#include "unfold.h"

struct unfolder {
    unfold_fn *fn;
    void *ctx;
    unfolding *now;
    bool open;
    const item *it;
    quantity *value; /* of the claim's variables */
    const scope *names;
    bool base; /* the point is one of the induction's bases */
};


void unfold_add(unfold_list *l, const arb_t d, bool strict, bool varies);
void unfold_clear_list(unfold_list *l);
/* Some state but a value, or none: the point stays open. */
void unfold_note(second *s, second_state st);
/* a rel b to the list: b - a where it goes up. */
second_state unfold_relate(second *s, rel_kind rel, const ast *a, const ast *b,
                           const scope *names, unfold_list *to);
second_state unfold_chain(second *s, const ast_chain *c, const scope *names,
                          unfold_list *to);
/* Do all relations hold?  What is undefined does not. */
bool unfold_holds(second *s, const ast_chain *c, const scope *names);
bool unfold_is_real(const binder *b);
/* unfold_lemma.c: what the statement says here, where it is used and may be,
 * and what it asks for. */
void unfold_lemma(second *s, const lemma_use *l);

#endif

/* theory/language/mean/statement.h: a statement being written out, and the
 * argument by which it says that it is proved.
 *
 *   statement.c       box, conditions and goals of a combination
 *   sequence.c        conditions on arbitrary sequences
 *   elab_instances.c  all combinations
 *   argument.c        what `by` makes of them: cases, statements that are used
 *   lemma.c           one statement at given arguments
 *   induction.c       bases and the step
 */
#ifndef ASSAY_LANGUAGE_STATEMENT_H
#define ASSAY_LANGUAGE_STATEMENT_H

#include "different.h"
#include "sequence.h"

typedef struct lemma lemma;

typedef struct {
    elab_instance_fn fn;
    void *ctx;
    expansion_chain show;
    function **hint;
    expr *chain_e;
    problem p;          /* of the current instance */
    different apart;    /* its conditions a != b */
    /* Variables as they are written: of the goals; of what has to be proved
     * before a statement is used; and of conditions and hypotheses: where
     * these hold, the opaque values in them exist. */
    uint64_t vars, needed, known;
    uint64_t *side_vars; /* of the chain's sides, the last time */
    uint64_t then_known, when_needed; /* of argument_run's lists */
    lemma **by;         /* it->nby of them */
    expansion_chain *by_when; /* where each is used */
    expansion_chain *cases;
    by_part part;       /* of the induction */
} statement;

/* sign_list.c: a list of conditions. */
typedef struct {
    sign_condition *v;
    size_t n, cap;
} sign_list;
void sign_list_add(sign_list *l, expr e, bool strict);
void sign_list_clear(sign_list *l);

/* statement.c.  Begins and ends a combination: s->p is empty. */
void statement_begin(expansion *f, statement *s);
void statement_end(expansion *f, statement *s);
/* Box and conditions to s->p; *holds: none is certainly false. */
bool statement_conditions(expansion *f, statement *s, bool *holds);
/* The chain's sides to s->chain_e, its relations to `to`; a == b is two.
 * s->vars gets the variables in them. */
bool statement_relations(expansion *f, statement *s, sign_list *to);
/* s->p gets the goals; the places where equality is suspected. */
bool statement_goals(expansion *f, statement *s);
bool statement_hints(expansion *f, statement *s);
/* a rel b as conditions. */
bool statement_relation(expansion *f, rel_kind rel, expr a, expr b,
                        const ast *src, sign_list *to);
/* Hands out p as one or more problems. */
bool statement_hand_out(void *ctx, expansion *f, problem *p);

/* sequence_relation.c: `where` conditions on sequences.  Those that name values
 * outright go to s->p; those for every index, at the indices of which there
 * are values by now, go there, too. */
bool sequence_add_named(expansion *f, statement *s);
bool sequence_add_every(expansion *f, statement *s);
/* Those that name values and depend on variable var, at the present
 * combination, as conditions to `when`; s->when_needed gets their variables. */
bool sequence_when(expansion *f, statement *s, int var, sign_list *when);

/* argument.c */
void argument_init(statement *s, expansion *f);
void argument_clear(statement *s, expansion *f);
/* Does the item say how it is proved? */
bool argument_is_given(const item *it);
/* Hands out what is to be proved so that s->p holds: that the statements that
 * are used may be used, and s->p with these as hypotheses, by cases.  then
 * (NULL: none): hypotheses that may be used where all conditions in `when`
 * are defined and hold; elsewhere s->p is proved without them. */
bool argument_run(expansion *f, statement *s, const sign_list *when,
                  const sign_list *then);

/* lemma.c */
lemma *lemma_new(expansion *f, const lemma_use *u);
void lemma_free(lemma *l);
/* At the present combination: what has to hold so that it may be used (to
 * `need`, its variables to s->needed), and what it says (to `says`; its
 * variables to *known). */
bool lemma_apply(lemma *l, expansion *f, statement *s, sign_list *need,
                 sign_list *says, uint64_t *known);

/* induction.c: the item has `by induction`. */
bool induction_run(expansion *f, statement *s);

#endif

/* theory/advice/advice.h: what to try when a claim at the prompt is not proved.
 *
 * For: claims near the one that stayed open, each tried on a copy; those that
 *   are proved are next steps to paste.
 * Sees: the audit, and what it sees of the language.
 * Begin: advice.c tries; advice_part.c, advice_whole.c and
 *   advice_without.c make the claims.
 *
 * Nothing here is evidence: of the claim itself nothing is said.  A step is
 * tried within a budget that counts boxes, and the caller's seconds, if any;
 * the caller's `stop` ends all.
 */
#ifndef ASSAY_ADVICE_H
#define ASSAY_ADVICE_H

#include "../../numerics/base/text.h"
#include "../audit/audit.h"

enum {
    ADVICE_STEPS = 3
};

typedef struct {
    char *how;   /* "on (0, 100]" */
    char *claim; /* as given to `assay prove`; it is proved */
} advice_step;

typedef struct {
    advice_step v[ADVICE_STEPS];
    size_t n;
} advice;

/* Of an undecided claim, or of one refuted by a point at which it is undefined
 * (then: where else it is true); nothing for others.  opt: the precision, the
 * threads, seconds for one try, and `stop`.  quick: a box at most, which takes
 * next to no time, and which otherwise is not tried. */
void advice_find(advice *a, const result *r, const audit_options *opt,
                 bool quick);
void advice_clear(advice *a);

/* ---- private to advice*.c ----------------------------------------------- */

/* A claim to be tried: a copy of the one in question, in which binders and the
 * chain are its own, and trees are shared. */
typedef struct {
    item it;
    binder *bind;
    ast **side;
    rel_kind *rel;
} variant;

typedef struct {
    const item *it;
    const result *r;
    const audit_options *opt;
    advice *found;
    size_t tried;
    char **text; /* of what was tried */
    ast **made;  /* trees that were made here */
    size_t nmade;
} advisor;

variant advice_copy(const item *it);
void advice_drop(variant *v);
/* Tries v, which is dropped; how is owned by the callee then. */
void advice_try(advisor *a, variant *v, char *how);
bool advice_is_done(const advisor *a);
/* Trees that live as long as the advisor. */
ast *advice_tree(advisor *a, ast_kind kind, ast *x, ast *y);
ast *advice_number(advisor *a, mpq_srcptr q);
ast *advice_call(advisor *a, const char *name, ast *x);
/* The value of a range's end, when it is rational. */
bool advice_value(const ast *end, mpq_ptr q);

/* advice_first.c.  What helps most often; and a box that is away from where sides
 * like to agree. */
void advice_first(advisor *a);
void advice_apart(advisor *a);
/* A fraction of small denominator within 1e-4 of q. */
bool advice_near_short(mpq_ptr s, mpq_srcptr q);
/* Without its own limit, or multiplied out. */
void advice_begin(advisor *a);
/* The same statement in other words; on a part of its domain, or a weaker one;
 * with more effort. */
void advice_whole(advisor *a);
void advice_part(advisor *a);
void advice_last(advisor *a);
/* Divisors in x that are not numbers, each once, behind the n that are in d:
 * how many there are then, at most ADVICE_DIVISORS. */
enum {
    ADVICE_DIVISORS = 6
};
size_t advice_divisors(ast *x, ast **d, size_t n);
/* "on (0, 100]"; of several variables "for x in (0, 100]" */
char *advice_name_domain(const advisor *a, const binder *b);
/* 1/slack added to the greater side of v's first relation; says so. */
void advice_loosen(advisor *a, variant *v, long slack, text_buf *how);
/* Every end of every range that is open or infinite, brought in at once to
 * within k, and 1/slack given away, where that is not 0; is it proved? */
bool advice_try_inner(advisor *a, long k, long slack);
/* Without a closed end of variable i. */
void advice_open_ends(advisor *a, size_t i);
/* advice_without.c.  Without the point at which it is undefined. */
void advice_without(advisor *a, const evidence_point *at);

#endif

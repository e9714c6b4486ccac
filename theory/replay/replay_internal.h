/* theory/replay/replay_internal.h: what replay*.c share. */
#ifndef ASSAY_REPLAY_INTERNAL_H
#define ASSAY_REPLAY_INTERNAL_H

#include "../../numerics/recheck/recheck.h"
#include "../audit/audit_internal.h"
#include "replay.h"
#include "../second/second.h"

typedef struct {
    const program *prog;
    elab *e;
    size_t excluded; /* combinations that `where` left out of this item */
    expr_pool *pool;
    const audit_options *opt;
    lang_errors *errs;
    judge first;
    recheck *second;
    second *reading;
    long max_prec;
    const item *it;
    replay *r;
} replayer;

/* Both engines accept the tree for goal g of p: true.  Otherwise r's state,
 * and what each says, are set. */
bool replay_tree(replayer *w, const problem *p, size_t g,
                 const cert_node *tree, long prec);
/* Every goal of p, whose box is a point: each by enclosure at rising
 * precision, or by being exactly 0, to both engines. */
bool replay_point(replayer *w, const problem *p, const char *what);
/* The two engines' yes or no; true when both say yes. */
bool replay_both(replayer *w, bool first, bool second, const char *what);
void replay_say(replayer *w, const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));
/* A problem with p's names and pool, and the box that is the point x. */
void replay_point_problem(problem *d, const problem *p, mpq_t *x, int nvars);

/* replay_domain.c: what a file in which trees prove the goals of f shows of
 * its instances' domains; at least one must have a point.  A file that tells
 * nothing of them gets its witnesses now. */
bool replay_domains(replayer *w, const roster *f, proof *pf, long prec);

/* replay_value.c: what the numbers in pf and its trees say of these. */
bool replay_constant(replayer *w, const roster *f, const char *text);
bool replay_root(replayer *w, const roster *f, const char *text);
/* A refuted claim's point, as the report prints it. */
bool replay_witness(replayer *w, const roster *f,
                    const evidence_refutation *found);
/* A table's or figure's decimals. */
bool replay_cells(replayer *w, const result *r);

/* replay_instances.c: holds the numbers of combinations that the first
 * reading keeps (instances; a table's or figure's rows) and excludes against
 * the second's; their disagreement becomes r's state. */
void replay_instances(replayer *w, size_t kept, size_t excluded);

#endif

/* theory/replay/replay_internal.h: what replay*.c share. */
#ifndef ASSAY_REPLAY_INTERNAL_H
#define ASSAY_REPLAY_INTERNAL_H

#include "../../numerics/recheck/recheck.h"
#include "../audit/audit_internal.h"
#include "replay.h"
#include "../second/second.h"

typedef struct replayer replayer;

typedef struct {
    bool (*item)(replayer *w);
    bool (*file)(replayer *w, instances *f, const char *text);
} replay_kind;

struct replayer {
    const program *prog;
    elab *e;
    size_t excluded; /* combinations that `where` left out of this item */
    expr_pool *pool;
    const audit_options *opt;
    lang_errors *errs;
    engines first;
    recheck *second;
    second *reading;
    long max_prec;
    const item *it;
    const replay_kind *kind; /* of `it` */
    replay *r;
};

/* Both engines accept the tree for goal g of p: true.  Otherwise r's state,
 * and what each says, are set. */
bool replay_tree(replayer *w, const problem *p, size_t g,
                 const cert_node *tree, long prec);
/* Every goal of p, whose box is a point: each by enclosure at rising
 * precision, or by being exactly 0, to both engines. */
bool replay_point(replayer *w, const problem *p, const char *what);
/* The two engines' yes or no; true when both say yes. */
bool replay_both(replayer *w, bool first, bool second, const char *what);
/* REJECTED, for this reason; false. */
bool replay_refuse(replayer *w, const char *why);
/* What a file has to be for, and the file's proof; false: refused. */
certfile_subject replay_subject(const replayer *w, const instances *f, size_t n,
                                certfile_problem problem_of, void *ctx);
bool replay_parse(replayer *w, proof *pf, const char *text,
                  certfile_subject *of) __attribute__((warn_unused_result));
/* A problem with p's names and pool, and the box that is the point x. */
void replay_point_problem(problem *d, const problem *p, mpq_t *x, int nvars);

/* replay_domain.c: what a file in which trees prove the goals of f shows of
 * its instances' domains; at least one must have a point.  A file that tells
 * nothing of them gets its witnesses now. */
bool replay_domains(replayer *w, const instances *f, proof *pf, long prec);

/* Each tree proves the one goal, or all goals, of its instances. */
bool replay_trees(replayer *w, instances *f, const proof *pf, long prec);

/* A kind's certificate, a file each: what its trees, with the numbers in it,
 * show of f. */
bool replay_claim(replayer *w, instances *f, const char *text);
bool replay_map(replayer *w, instances *f, const char *text);
bool replay_constant(replayer *w, instances *f, const char *text);
bool replay_root(replayer *w, instances *f, const char *text);
bool replay_threshold(replayer *w, instances *f, const char *text);
bool replay_root_count(replayer *w, instances *f, const char *text);
/* A refuted claim's point, as the report prints it. */
bool replay_witness(replayer *w, const instances *f,
                    const evidence_refutation *found);
/* A table's or figure's decimals. */
bool replay_cells(replayer *w, const result *r);

/* replay_instances.c: holds the numbers of combinations that the first
 * reading keeps (instances; a table's or figure's rows) and excludes against
 * the second's; their disagreement becomes r's state. */
void replay_instances(replayer *w, size_t kept, size_t excluded);
/* A proved claim with `by`, read as a whole at numbers: where it is false, the
 * engines disagree. */
void replay_points(replayer *w);
/* replay_unfold.c: such a claim, taken apart a second time, against its
 * instances.  What is wrong (malloc'd), or NULL; at how many points it was
 * decided, and at how many not. */
char *replay_unfold_compare(replayer *w, const instances *f, size_t *decided,
                            size_t *open);
void replay_unfold(replayer *w, const instances *f);

#endif

/* theory/audit/audit_internal.h: the parts of the audit, for one another only.
 *
 *   audit.c           the driver: every item's verdict
 *   audit_kinds.c     a row for each kind of items
 *   claim*.c identity.c constant*.c root*.c threshold*.c table*.c
 *   region*.c         the kinds
 *   audit_tell.c audit_search.c audit_value.c   services to them
 *   uses.c            what uses what
 *   result.c kept*.c  results, and those kept from one run to the next
 *   reach.c           what an item is computed from, as a sum
 *   instances.c       all instances of an item, and their content hash
 *   engines.c         checkers and evaluators kept over instances
 *   point*.c          rational points: what holds there, samples, short ones
 *   undefined.c       which part of an expression is undefined
 *   undefined_point.c a point of the domain at which something is
 *   verdict.c         PROVED and ENCLOSED, for the judge's seals alone
 *   proof_replay.c    proofs of all instances: replay, files, the margin
 *   closed.c          instances without variables
 *   claim_ahead.c     the instances of a family, searched ahead by threads
 *   audit_shares.c    whose an item is, or a part of it
 *   claim_share.c     a claim in shares, and laid together from them
 *   domain*.c         that statements are about something
 *   minimise.c paper.c   for constants, roots and margins
 *
 * Errors, here, in evidence/ and in replay/: a function that can fail returns
 * false.  What is wrong with a document was then reported to its lang_errors
 * (audit_error); what is wrong with a text that was read, a certificate, is a
 * sentence in *err (malloc'd; NULL when nothing is wrong; err may be NULL); of
 * the system errno tells.  "Not decided" is no error but a value: false says
 * so only where the comment does.
 */
#ifndef ASSAY_AUDIT_INTERNAL_H
#define ASSAY_AUDIT_INTERNAL_H

#include "../../numerics/check/checker.h"
#include "../../numerics/exact/exact.h"
#include "../../numerics/base/halt.h"
#include "../../numerics/base/memory.h"
#include "../../numerics/base/text.h"
#include "../../numerics/check/witness_check.h"
#include "audit.h"
#include "undefined.h"
#include "../evidence/certfile.h"
#include "../evidence/enclosure.h"
#include "../evidence/outward.h"
#include "../../numerics/base/limits.h"

enum {
    DEFAULT_PREC = LIMIT_PREC_DEFAULT,   /* of certificates' leaves */
    DEFAULT_MAX_PREC = LIMIT_VALUE_PREC,
    MAX_LEVELS = 12,      /* 128, 256, ... bits */
    MARGIN_DIGITS = 6,    /* significant digits of a margin's ends */
    CONSTANT_DIGITS = 10, /* of `digits`, see audit_kinds.c */
    ROOT_DIGITS = 10,
    THRESHOLD_DIGITS = 12,
    TABLE_DIGITS = 12,
    FIGURE_DIGITS = 6
};

/* ---- all instances of an item ------------------------------------------- */

/* One instance: a problem of its own, the values of the finite binders, and
 * the chain's sides. */
typedef struct {
    problem p;
    binding binding;
    expr *side;
    size_t nsides;
} instance;

typedef struct {
    instance *v;
    size_t n, cap;
    char hash[65];
} instances;

void instances_clear(instances *f);
/* A copy of p with binding's values (binding may be NULL: none). */
instance *instances_add(instances *f, const binding *binding, const problem *p,
                        const expr *side, size_t nsides);
/* The problem of number k of these instances; ctx is them. */
problem *instances_problem(void *ctx, size_t k);
/* Some instance is a part of an argument, not a case of the statement. */
bool instances_argue(const instances *f);
/* SHA-256 over all instances in order: names, ranges, hypotheses and goals.
 * Nodes that several goals share are hashed once, so that the cost is that of
 * the distinct nodes; it does not depend on the pool's numbering. */
void instances_hash(instances *f);

/* ---- one audit --------------------------------------------------------- */

/* Checkers and evaluators of one pool by precision, kept from item to item:
 * what was enclosed once stays. */
typedef struct {
    expr_pool *pool;
    checker *checker[MAX_LEVELS];
    eval *eval[MAX_LEVELS];
    checker *other;       /* at another default precision */
    long other_prec;
    bool no_doubles;      /* checkers ask MPFR alone */
    int threads;          /* for one large tree */
} engines;

void engines_init(engines *j, expr_pool *pool, bool no_doubles, int threads);
void engines_clear(engines *j);
/* The precision of a level: 128 * 2^level. */
long engines_prec(int level);
/* The level whose precision is at least prec, at most MAX_LEVELS - 1. */
int engines_level(long prec);
/* The highest level for work that begins with prec bits. */
int engines_top(long prec, long max_prec);
eval *engines_eval(engines *j, int level);
/* The checker's word (see checker_judge) at default precision prec. */
checker_seal *engines_judge(engines *j, const problem *p, size_t g,
                            const cert_node *cert, long prec,
                            checker_report *report)
    __attribute__((warn_unused_result));
bool engines_accepts(engines *j, const problem *p, size_t g,
                     const cert_node *cert, long prec, checker_report *report)
    __attribute__((warn_unused_result));

typedef struct {
    const program *prog;
    elab *e;
    expr_pool *pool;
    const item *it;
    const audit_options *opt;
    result *r;
    lang_errors *errs;
    engines *engines;
    search_limits limits; /* with the item's budget clauses */
    long prec, max_prec;
    int top;              /* the highest level of precision in use */
    uint64_t whole;       /* see point_is_whole */
    mpq_t lower;          /* certified lower end of the last proof's margin */
    bool shared, share_own; /* this run does a share; the item is its own */
    bool divided;           /* some tree that was found is a share */
    checker_seal **seal; /* of proof_replay's last proof, nseals of them */
    size_t nseals;
    size_t shares_there;    /* files of so many lie in cert_dir */
    proof domain;         /* no trees: what is shown of instances' domains */
} audit;

/* What is particular to a kind of items: a row of the table in
 * audit_kinds.c. */
typedef struct {
    bool (*decide)(audit *a);
    verdict_kind given;
    evidence_kind makes;
    long digits;
    bool number, values, definition;
} audit_kind;

const audit_kind *audit_kind_of(const item *it);
/* Such evidence may be what an item of its kind rests on. */
bool audit_kind_makes(const item *it, evidence_kind found);
/* How many digits it wants; its leaves' default precision. */
long audit_kind_digits(const item *it);
long audit_kind_prec(const item *it, const audit_options *opt);

bool audit_stopped(const audit *a);
/* Until halt_end(old) what the thread does takes no longer than a search may. */
void audit_begin_timed(const audit *a, halt *old);
/* Tells the caller's progress function; done of total instances. */
void audit_progress(const audit *a, size_t done, size_t total);
/* An error at the item; the item has no verdict then. */
bool audit_error(audit *a, const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));
/* All instances of a->it; fills r->instances, uniform, real_vars, hash. */
bool instances_collect(audit *a, instances *f);
/* The verdict is UNDECIDED, for this reason; one that was noted before keeps
 * its particulars.  An interruption is the reason of all. */
evidence_undecided *audit_undecided(audit *a, evidence_reason reason);
/* The search, with the progress shown; r is initialised here. */
void audit_search(audit *a, search_result *r, problem *p, size_t g,
                  size_t max_boxes); /* 0: the item's budget */
/* The same, going on from a partial certificate (or NULL). */
void audit_search_on(audit *a, search_result *r, problem *p, size_t g,
                     size_t max_boxes, const cert_node *resume);
/* Replaces *s by t (owned). */
void audit_set(char **s, char *t);
/* "3,996" */
char *audit_count(size_t n);
/* audit_value.c: closed f at ev's precision; true when `digits` of it are
 * certain.  Asked for the first time, a 0 is looked for. */
bool audit_value_at(expr_pool *pool, eval *ev, expr f, long digits, bool first,
                    iv_ptr out);

/* ---- what rests on what ------------------------------------------------- */

/* Proved, or the number that was asked for is enclosed. */
bool uses_statement_holds(const result *r);
/* False when an item uses itself: an error was reported. */
bool uses_have_no_cycle(const program *p, lang_errors *errs);
/* Sets fully_proved in all results. */
void uses_settle(const program *p, result *r);
/* Item i, whose `uses` are further up and done, is fully proved. */
bool uses_are_proved(const program *p, const result *r, size_t i);

/* ---- points ------------------------------------------------------------- */

mpq_t *point_new(int n);
void point_free(mpq_t *x, int n); /* NULL is harmless */
mpq_t *point_copy(mpq_t *x, int n);
/* Sample number k (deterministic) inside the box: the midpoint, then points
 * near the corners, then a Halton sequence.  False when the box is empty. */
bool point_sample(mpq_t *x, const problem *p, size_t k);
/* The same, with point_round. */
bool point_sample_whole(uint64_t whole, mpq_t *x, const problem *p, size_t k);
/* The simplest rational in [lo, hi], lo <= hi. */
void point_simplest(mpq_ptr q, mpq_srcptr lo, mpq_srcptr hi);
/* Shortens x, coordinate by coordinate, as long as `good` holds. */
typedef bool (*point_test)(void *ctx, mpq_t *x);
void point_shorten(mpq_t *x, const problem *p, point_test good, void *ctx);
/* m's binders and the first nvars variables go to p; x may be NULL when nvars
 * is 0. */
void point_record(evidence_point *p, const instance *m, mpq_t *x, int nvars);
void point_record_box(evidence_box *b, const instance *m, const range *box,
                      int nvars);
/* ev is to evaluate at x. */
void point_set_box(eval *ev, mpq_t *x, int n);
/* The variables of it's problems that run over `m..inf`, as bits. */
uint64_t point_whole_vars(const item *it);
/* Of `m..inf` the search sees the reals, the statement speaks of the whole
 * numbers: a proof covers more than it says, but no other point is one of its
 * domain.  The variables in `whole` are whole numbers at x. */
bool point_is_whole(uint64_t whole, const problem *p, mpq_t *x);
/* Rounds those variables down: the lower end of their range is whole. */
void point_round(uint64_t whole, const problem *p, mpq_t *x);
/* x is a point of the statement's domain: in the box, whole where it has to
 * be, and every hypothesis of p certainly holds there. */
bool point_satisfies(const audit *a, const problem *p, mpq_t *x, int top);
/* x is such a point, and goal g fails there (see checker_refutes). */
bool point_refutes(const audit *a, const problem *p, size_t g, mpq_t *x,
                   iv_ptr margin);
/* f at x to a relative width of 2^-bits, or what max_prec gives. */
void point_enclose(engines *j, expr f, mpq_t *x, int nvars, long bits, int top,
                   iv_ptr out);
/* f with the point's coordinates in place of the variables. */
expr point_substitute(expr_pool *pool, expr f, mpq_t *x, int nvars);

/* ---- undefined expressions --------------------------------------------- */

/* Refutes a claim by a point of its domain at which it certainly has no value,
 * if one is found in instance `first` or the next few; of integrals, which take
 * long, in the first few, or `later` in the others. */
bool undefined_refutes(audit *a, const instances *f, size_t first, bool later);

/* ---- proofs -------------------------------------------------------------- */

/* Every goal of every instance is proved by pf: the checker's word.  Fills in
 * what the report says of a proof (leaves, depth, rules, margin's lower
 * end). */
bool proof_replay(audit *a, proof *pf, instances *f)
    __attribute__((warn_unused_result));
/* Are a's seals those of every goal of every instance, in order? */
bool proof_is_sealed(const audit *a, const instances *f);
void proof_clear_seals(audit *a);
/* PROVED or ENCLOSED, or (false) UNDECIDED where a's seals are not of f. */
bool verdict_note(audit *a, verdict_kind v, const instances *f);
/* What the certificate of a->it says over so many instances, whose trees are
 * read with problem_of; false (pf is empty) when there is none, it is not to
 * be used, or is for another statement, or malformed. */
bool proof_load(audit *a, proof *pf, size_t instances,
                certfile_problem problem_of, void *ctx);
/* The text of the file of a->it, when it is to be used; or NULL. */
char *proof_text(const audit *a);
/* The caller's partial certificate, if there is one, to pf; false when it is
 * for another statement or malformed: an error was reported. */
bool proof_resume(audit *a, proof *pf, instances *f);
/* Writes it, when there is a place for it. */
void proof_save(audit *a, proof *pf, const instances *f);
/* The margin's upper end and place from pf->seen; contact. */
void proof_margin(audit *a, const proof *pf, instances *f);
/* Goal g of m is exactly 0 at x. */
bool proof_touches(audit *a, const instance *m, size_t g, mpq_t *x);

/* ---- domains that are not empty ----------------------------------------- */

/* What can be shown of the domains of f's instances, to a->domain, and how
 * many are which, to a->r.  What a file says of them is looked at first.
 * False when all are certainly empty: an error was reported. */
bool domain_show(audit *a, const instances *f, const proof *file);
/* domain_at.c: the claim without `by` at one of the first numbers of a variable
 * over `m..inf`, where it has a point: instance *k of f, and w, which the first
 * engine accepted; *whole: the variables of that problem that are whole
 * numbers.  False where there is none, or none was found. */
bool domain_at_find(audit *a, instances *f, size_t *k, witness *w,
                    uint64_t *whole);
/* Some instance has a point.  Otherwise the verdict is made UNDECIDED. */
bool domain_is_shown(audit *a);
/* No conditions, and a point in the box: no witness is needed. */
bool domain_is_plain(const instance *m, uint64_t whole);
/* "Where p's other conditions hold, condition j fails", to one: a proof shows
 * that there is no point in p's domain. */
problem *domain_denial(instances *one, const problem *p, size_t j);

/* ---- kinds of items ------------------------------------------------------ */

/* Instances without variables: adds to pf, or finds failures. */
typedef struct {
    size_t failing, first_failing, worst, worst_goal;
    bool refuted;
    size_t open, first_open, open_goal; /* undecided instances */
    size_t least, least_goal; /* instance with the least margin */
    bool has_least;
} closed_outcome;
void closed_decide(audit *a, instances *f, proof *pf, closed_outcome *out);

bool claim_audit(audit *a);
/* How claims with variables came out. */
typedef struct {
    size_t failing, first_failing; /* instances with a confirmed witness */
    size_t worst, worst_goal;      /* where the margin is lowest */
    mpq_t *witness;                /* there; owned */
    int nwitness;
    size_t open, first_open, open_goal;
    bool rejected, complete; /* by the checker; each goal has a whole tree */
} claim_outcome;
void claim_outcome_clear(claim_outcome *o);
/* Searches every goal of every instance; pf holds trees of all when neither
 * fails nor is open; with keep_partial, also what there is of trees that stay
 * open.  The first open goal's boxes are described in a->r.  from: partial
 * trees to go on from, or NULL. */
void claim_search(audit *a, instances *f, proof *pf, size_t max_boxes,
                  const proof *from, claim_outcome *o);
/* Puts into pf the point s->best, shortened, if the goal is less there than
 * *least, which is lowered. */
void claim_keep_seen(audit *a, const instance *m, size_t k, size_t g,
                     const search_result *s, proof *pf, mpfr_ptr least);
/* x, which the checker confirms as a counterexample, is reported; false if
 * it is not confirmed. */
bool claim_report_witness(audit *a, instances *f, size_t k, size_t g, mpq_t *x);
bool claim_is_closed(const instances *f); /* no variables, no hypotheses */
/* If the checker accepts pf for all instances: PROVED, with its evidence,
 * or UNDECIDED where no instance was shown to be about something. */
bool claim_settle(audit *a, instances *f, proof *pf);
/* The verdict for instances that are there.  False: an error was reported. */
bool claim_decide(audit *a, instances *f);
/* Where s came to its end in m: an open box; where goal g was seen least, and
 * by how much. */
void claim_note_open(evidence_undecided *u, const instance *m,
                     const search_result *s);
void claim_note_seen(audit *a, evidence_undecided *u, const instance *m,
                     size_t g, const search_result *s);
/* An undefined part of a goal or its like is noted as the reason; false if
 * there is none. */
bool claim_undefined_reason(audit *a, const instance *m, expr f,
                            const range *where);
/* The ranges of all variables of all instances are bounded. */
bool claim_is_bounded(const instances *f);
bool identity_audit(audit *a);
bool constant_audit(audit *a);
/* A number that was found: it lies in [lo, hi], and is `number` (EXPR_NONE: not
 * known), to be shown with so many digits. */
typedef struct {
    mpq_srcptr lo, hi;
    expr number;
    long digits;
} paper_number;
/* The paper's value and value/paper to *paper, when the item names one; e: the
 * paper's value.  *side: -1 below [lo, hi], +1 above, 2 equal to `number`, 0
 * neither of these is known.  False: an error was reported. */
bool paper_compare(audit *a, const paper_number *found, evidence_paper *paper,
                   expr *e, int *side);
bool root_audit(audit *a);
/* threshold.c */
bool threshold_audit(audit *a);
/* The statement for all reals of its variable from `from` on, then at each
 * whole number from `least` to before `from`.  False after a reported error. */
bool threshold_collect(elab *e, const item *it, mpq_srcptr least,
                       mpq_srcptr from, instances *f, lang_errors *errs);
/* The same at the one number n. */
bool threshold_at(elab *e, const item *it, mpq_srcptr n, instances *f,
                  lang_errors *errs);
bool table_audit(audit *a);
bool region_audit(audit *a);
/* Decides one question of a map: is goal g of p proved by tree? */
typedef bool (*region_accept)(void *ctx, problem *p, size_t g,
                              const cert_node *tree, size_t *leaves);
/* Puts every tree of a map's certificate to `accept`.  False when one is not
 * accepted or the text is not as it should be; *err (malloc'd) says where. */
bool region_replay(audit *a, instances *f, const char *text,
                   region_accept accept, void *ctx, char **err)
    __attribute__((warn_unused_result));

/* A function of a problem's variables to be made small: untrusted, all by
 * evaluation at rational points. */
typedef struct {
    const problem *p;
    /* the value at x: false where there is none */
    bool (*value)(void *ctx, mpq_t *x, double *v);
    void *ctx;
    size_t evaluations, max_evaluations;
} minimise_target;
/* Samples and refines; x is where the least value was seen.  False when no
 * sample had a value. */
bool minimise_run(minimise_target *t, mpq_t *x, double *least);

#endif

/* theory/evidence/evidence.h: what an audit found out, as records.
 *
 * For: what stays behind an audit: records, certificate files, decimals
 *   rounded outward.
 * Sees: numerics (base, expr, enclose, cert); no search, no language.
 * Begin: the records below; certfile.h; outward.c, which rounds every digit
 *   that is printed; disk.h.
 *
 * One record a kind of finding: codes, exact numbers and names, never
 * sentences, which reports/sentence.c makes of them.  Everything here is owned
 * by the record; a record of zeros is empty.  Decimals stand beside exact
 * numbers where the number is known only between two ends; they are rounded
 * outward.
 */
#ifndef ASSAY_EVIDENCE_H
#define ASSAY_EVIDENCE_H

#include "../../numerics/expr/problem.h"

/* A number with its proof-grade enclosure; decimals are outward-rounded,
 * malloc'd strings ("0.1004195603", or "-inf"). */
typedef struct {
    char *lo, *hi;
} enclosure;

/* The values of an instance's binders, then of its variables; exact. */
typedef struct {
    char *name;
    mpq_t value;
    /* It is not `value`, which is near, but this, which is irrational: in the
     * language's notation, and in that of certificates.  NULL: it is. */
    char *form, *exact;
} evidence_coordinate;

typedef struct {
    size_t n;
    evidence_coordinate *v;
} evidence_point;

/* An instance, and ranges of its variables. */
typedef struct {
    evidence_point at; /* the binders alone */
    size_t n;
    char **name;
    range *side;
} evidence_box;

/* ---- a false statement -------------------------------------------------- */

/* At a point of the domain one relation fails.  Without binders or variables
 * the point has no coordinates. */
typedef struct {
    evidence_point at;
    char *undefined;     /* it fails because this part has no value there;
                          * then there is no margin.  NULL: it has one */
    bool is_mass;        /* because this part is to be 1, and is not */
    enclosure margin;    /* right side minus left there, as the relation has
                          * it: what should be at least (above) 0 */
    size_t failing;      /* instances; 0: not counted, or there is but one */
    bool at_least;       /* some instances were not decided */
    evidence_point first; /* the first failing instance, if several */
    size_t relation, relations; /* this one of so many, from 1 */
} evidence_refutation;

/* ---- numbers ------------------------------------------------------------ */

/* What is known of the paper's value p.  "Better" is larger for `largest`,
 * smaller for `smallest`. */
typedef enum {
    PAPER_NONE,    /* the item names none */
    PAPER_UNKNOWN, /* not enclosed, or not told apart */
    PAPER_BEST,    /* exactly the best constant; exactly the root */
    PAPER_PROVED,  /* the checker accepts a proof with p, which is not shown
                    * to be the best */
    PAPER_SHORT,   /* worse than one that is proved; with p, nothing shown */
    PAPER_INSIDE,  /* between the ends: nothing shown */
    PAPER_FAILS,   /* beyond the far end: false at the point */
    PAPER_APART    /* not the root */
} paper_standing;

typedef struct {
    paper_standing standing;
    char *text;         /* as written */
    bool exact;         /* it is rational: */
    mpq_t value;
    enclosure ends;     /* it lies here */
    bool ratio_exact;   /* value/paper is rational: */
    mpq_t ratio;
    enclosure slack;    /* value/paper lies here; NULL when the paper's is 0 */
    bool has_gap;       /* rational, and short of the far end by this; a
                         * root is at most so far away */
    mpq_t gap;
    bool root_larger;   /* than the paper's value, which is not the root */
} evidence_paper;

/* The best c.  Exactly one of these is so:
 *   sharp     the statement is proved with c = q, the value at `at` of a
 *             closed expression, and fails for every c beyond;
 *   tight     it is proved with c = near, exactly, and fails for every c
 *             beyond near = far;
 *   neither   it is proved with c = near; every c beyond far fails at `at`;
 *             nothing is shown of those between. */
typedef struct {
    bool largest;
    bool sharp;
    char *form;         /* sharp: q in the language's notation, or NULL */
    mpq_t near, far;    /* sharp: an enclosure of q, far beyond it */
    evidence_point at;  /* every c beyond fails here */
    size_t relation, relations; /* this one of so many, from 1 */
    evidence_paper paper;
} evidence_constant;

/* A root: between lo and hi, where F changes its sign; or, both equal, this
 * number, where it does, does not, or is not there on one side. */
typedef enum {
    ROOT_CROSSES,
    ROOT_TOUCHES,
    ROOT_AT_END
} evidence_root_kind;

typedef struct {
    mpq_t lo, hi;
    char *form; /* exactly this, in the language's notation; or NULL */
    evidence_root_kind kind;
} evidence_zero;

/* Exactly one root in `where`, between lo and hi; or, `counted`, n roots, and no
 * other, increasing (lo and hi are then the first one's, if any). */
typedef struct {
    mpq_t lo, hi;       /* equal: it is this number */
    bool counted;
    size_t n;
    evidence_zero *zero;
    evidence_box where;
    char *low, *high; /* irrational ends of it, as `form`; or NULL */
    evidence_paper paper;
} evidence_root;

/* From which whole number on a statement holds: proved for all from `least` on,
 * at once from `from` on and one by one between the two.  `fails`: false at
 * `last`, the largest number of which that was shown, at the point `at`, where
 * relation number `relation` fails.  Of the numbers between last (or, with no
 * such number, from `first`) and least nothing is shown. */
typedef struct {
    mpq_t first, last, least, from;
    bool fails;
    evidence_point at;
    size_t relation, relations;
    evidence_paper paper;
} evidence_threshold;

/* ---- nothing decided ---------------------------------------------------- */

typedef enum {
    REASON_NONE,
    REASON_INTERRUPTED,
    REASON_TIME,             /* out of it */
    REASON_MEMORY,
    REASON_BOXES,
    REASON_NO_RULE,          /* no rule of proof applied */
    REASON_BETWEEN_WHOLE,    /* false between whole numbers */
    REASON_UNDEFINED,        /* `part` at `at`; `certain` */
    REASON_AGREE,            /* both sides, to `number` bits */
    REASON_EMPTY,            /* the domain was not shown non-empty */
    REASON_REJECTED,         /* the checker refused what was found */
    REASON_NOT_LINEAR,       /* in `part` */
    REASON_UNBOUNDED,        /* no point seen that bounds the constant */
    REASON_NO_CONSTANT,      /* none proved */
    REASON_NO_SIGN_CHANGE,   /* roots */
    REASON_NO_SIGN,
    REASON_ROOT_AT_END,
    REASON_NOT_MONOTONE,
    REASON_SEVERAL_ROOTS,
    REASON_NOT_UNIQUE,
    REASON_NOT_COUNTED,      /* roots, of a range with irrational ends */
    REASON_WHERE_DEFINED,    /* an identity: equal where both are defined */
    REASON_NO_NORMAL_FORM,
    REASON_STEP,             /* a part of its argument is false as it stands */
    REASON_NO_THRESHOLD,     /* no number found from which on it is proved */
    REASON_FOREIGN,          /* the certificate is for another statement */
    REASON_INDUCTION,        /* tried by itself, does not apply: `part` */
    REASON_UNKNOWN_CONSTANT, /* it is used, and no number proved: `part` */
    REASON_COUNT
} evidence_reason;

typedef struct {
    evidence_reason reason;
    bool certain;
    char *part;
    bool is_mass; /* which is to be 1 */
    size_t number;
    evidence_point at;
    size_t relation, relations; /* 0: no matter */
    bool bounded;       /* so that a share of the domain is one */
    bool has_worst;
    evidence_box worst;
    evidence_point seen; /* where the difference was seen least, and its value
                          * there; no coordinates: not known */
    enclosure least;
} evidence_undecided;

/* ---- how close ---------------------------------------------------------- */

/* The least difference of a proved claim: at least `least` over the whole
 * domain, at most `most` at `at`; both 0 there when it is attained. */
typedef struct {
    bool known, contact;
    enclosure ends;
    evidence_point at;
} evidence_margin;

/* ---- any of them -------------------------------------------------------- */

typedef enum {
    EVIDENCE_NONE,
    EVIDENCE_REFUTATION,
    EVIDENCE_CONSTANT,
    EVIDENCE_ROOT,
    EVIDENCE_THRESHOLD,
    EVIDENCE_UNDECIDED,
    EVIDENCE_KINDS
} evidence_kind;

/* A statement that is proved needs no more than the counts in `result` and
 * its margin; so do maps and tables. */
typedef struct {
    evidence_kind kind;
    union {
        evidence_refutation refutation;
        evidence_constant constant;
        evidence_root root;
        evidence_threshold threshold;
        evidence_undecided undecided;
    } u;
} evidence;

/* Makes e an empty record of this kind, whatever it was. */
void evidence_start(evidence *e, evidence_kind kind);
void evidence_clear(evidence *e);
/* The record, or NULL when e is of another kind. */
const evidence_refutation *evidence_refuted(const evidence *e);
const evidence_constant *evidence_best(const evidence *e);
const evidence_root *evidence_rooted(const evidence *e);
const evidence_threshold *evidence_from(const evidence *e);
const evidence_undecided *evidence_open(const evidence *e);
/* Of a constant, a root or a threshold; NULL otherwise. */
const evidence_paper *evidence_of_paper(const evidence *e);

/* One more root, behind those that are there. */
void evidence_root_add(evidence_root *r, mpq_srcptr lo, mpq_srcptr hi,
                       evidence_root_kind kind);

void evidence_point_clear(evidence_point *p);
void evidence_point_add(evidence_point *p, const char *name, mpq_srcptr value);
/* True when they are the same point. */
bool evidence_point_equal(const evidence_point *p, const evidence_point *q);
void evidence_point_copy(evidence_point *p, const evidence_point *from);
void evidence_box_clear(evidence_box *b);
void evidence_box_add(evidence_box *b, const char *name, const range *r);
void evidence_margin_clear(evidence_margin *m);
/* Sets *s to a copy of t (or NULL). */
void evidence_text(char **s, const char *t);

#endif

/* theory/audit/audit.h: from items to verdicts.
 *
 * For: one item in, one verdict out: it asks the search, puts what comes back
 *   before the checker, and records what the checker said.
 * Sees: language, document, evidence, and numerics without recheck.  Nobody
 *   but the audit sees the search.
 * Begin: audit_internal.h lists the parts; audit.c drives; audit_kinds.c has
 *   a row for each kind of item; claim.c is the plainest.
 *
 * Every status here is computed from evidence: PROVED only when checker.c
 * accepted a certificate for every instance, REFUTED only with a point that
 * checker_refutes confirmed.
 */
#ifndef ASSAY_AUDIT_H
#define ASSAY_AUDIT_H

#include "../../numerics/search/search.h"
#include "../document/document.h"
#include "../evidence/evidence.h"

typedef struct result result; /* below */

typedef struct {
    search_limits search;
    long eval_prec;         /* first precision for values; 0: 64 */
    long max_prec;          /* 0: 4096 */
    const char *cert_dir;   /* certificates are written here; NULL: none */
    bool fresh;             /* ignore certificates that lie in cert_dir, and
                             * results in cache_dir */
    bool keep_partial;      /* of an undecided claim the certificate is
                             * written as far as it goes, with open leaves */
    const char *resume;     /* such a certificate's text, to go on from; for
                             * audit_item alone.  NULL: none */
    const char *given;      /* the certificate's text, for audit_item of a
                             * claim alone: it is replayed, and nothing is
                             * searched for.  NULL: none */
    /* Is told of the text of a certificate, whether or not it is written.
     * With found_ctx; NULL: nobody. */
    void (*certified)(void *ctx, const char *text);
    /* Is given the tree of a claim's proof, once it is done with, instead of its
     * being freed: for a program that ends then.  NULL: nobody. */
    void (*leave)(cert_node *tree);
    /* This run does share number `share` (from 0) of `shares` and writes its
     * certificates to cert_dir; 0: the whole.  `wanted` is to want what
     * audit_shares tells. */
    size_t share, shares;
    const char *cache_dir;  /* results are kept here; NULL: nowhere */
    void (*progress)(void *ctx, const char *id, size_t done, size_t total);
    void *progress_ctx;
    /* Which items are to be audited; of the others nothing is found out.
     * NULL: all.  Asked with found_ctx. */
    bool (*wanted)(void *ctx, const item *it);
    /* While a paper is audited: the item at work; and each result as soon as
     * it and all before it are known, in order, those of items with an error
     * included (not known, then).  Either may be NULL. */
    void (*begun)(void *ctx, const item *it);
    void (*found)(void *ctx, const result *r);
    void *found_ctx;
    volatile const int *stop; /* non-zero, one of these: leave off */
} audit_options;

enum {
    AUDIT_INTERRUPTED = 1,
    AUDIT_OUT_OF_TIME = 2
};

/* One cell of a table or one value of a curve. */
typedef struct {
    bool defined;
    enclosure v;
} cell;

struct result {
    const item *it;
    const program *prog;    /* it stands there; NULL: not known */
    verdict_kind verdict;
    bool as_expected;       /* true when there is no expectation to miss */
    bool fully_proved;      /* all that it uses, transitively, is too */
    char source[65];        /* of its text and of the definitions that it can
                             * reach; "": not of a paper */
    bool rests_unseen;      /* it, or something that it uses, was not wanted:
                             * whether that is proved is not known */
    bool known;             /* the audit came to an end with this item: it was
                             * neither interrupted nor had an error */
    bool part;              /* only a share was looked at: no verdict; */
    bool part_held, part_made; /* its certificate was there, or is now */
    size_t merged;          /* laid together from so many shares */
    char *lacking;          /* shares missing or no good; NULL: none */
    evidence found;         /* what the verdict rests on, by its kind */
    size_t instances;       /* 1 when uniform */
    bool uniform;           /* false: a finite list, "all N instances" */
    bool integers_as_reals;
    size_t real_vars;
    /* PROVED */
    size_t leaves, depth;
    char *cert_file;        /* base name in cert_dir, or NULL */
    char *rules;            /* "contact 1, natural 12, split 12" */
    char hash[65];          /* of all instances */
    /* Combinations of the finite binders that `where` left out; instances
     * known to have a point in their domain, known to have none, and neither
     * (all 0 when it was not asked). */
    size_t excluded, admitting, empty, unknown;
    size_t witnessed;       /* points kept and checked: a box without conditions
                             * needs none */
    bool no_witness;        /* no instance was shown to have a point */
    bool partial;           /* some condition may be undefined somewhere */
    evidence_margin margin;
    /* UNDECIDED */
    size_t boxes, open;
    double open_share;      /* of a bounded domain; display with 3 digits */
    /* ENCLOSED: a constant or a root, rounded outward; a map's true share */
    enclosure value;
    /* tables, figures: nrows x ncells of cells, row labels */
    size_t nrows, ncells;
    cell *cells;
    char **row_label;       /* nrows x nlabels strings, exact */
    size_t nlabels;
    char **label_name;
    size_t undefined;       /* cells not shown to be defined */
    /* region: '+', '-', '/' (outside the conditions), '?' (open) */
    struct { double x0, x1, y0, y1; char state; } *box;
    size_t nbox;
    /* shares of the rectangle, together 1 */
    enclosure area_true, area_false, area_outside, area_open;
};

/* Audits every item, in order; results[i] belongs to program_item(p, i).
 * False with errs filled on a bad document (vacuous, limits, ...): the items
 * without an error have their results all the same.  Interrupted, it leaves
 * off; results then are those that were known. */
bool audit_program(const program *p, elab *e, const audit_options *opt,
                   result **results, lang_errors *errs);
/* Is the item divided among shares (else it is one share's)? */
bool audit_divides(const item *it);
/* Is it wanted of share number `share` (from 0), where so many items that are no
 * definitions come before it, and those that audit_divides are divided or not?
 */
bool audit_shares(const item *it, size_t turn, bool divided, size_t share,
                  size_t of);
/* One item (its `uses` are not looked at). */
bool audit_item(const program *p, elab *e, const item *it,
                const audit_options *opt, result *r, lang_errors *errs);
void result_init(result *r);
void result_clear(result *r);
void result_free(result *r, size_t n);

/* A closed expression to `digits` significant decimals, outward-rounded. */
bool audit_value(elab *e, expr f, long digits, long max_prec, enclosure *out);

#endif

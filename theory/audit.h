/* theory/audit.h: from items to verdicts.
 *
 * Every status here is computed from evidence: PROVED only when checker.c
 * accepted a certificate for every instance, REFUTED only with a point that
 * checker_refutes confirmed.
 */
#ifndef ASSAY_AUDIT_H
#define ASSAY_AUDIT_H

#include "../numerics/search.h"
#include "document.h"

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
    const char *cache_dir;  /* results are kept here; NULL: nowhere */
    void (*progress)(void *ctx, const char *id, size_t done, size_t total);
    void *progress_ctx;
    volatile const int *stop;
} audit_options;

/* A number with its proof-grade enclosure; decimals are outward-rounded,
 * malloc'd strings ("0.1004195603", or "-inf"). */
typedef struct {
    char *lo, *hi;
} enclosure;

/* One cell of a table or one value of a curve. */
typedef struct {
    bool defined;
    enclosure v;
} cell;

typedef struct {
    const item *it;
    verdict_kind verdict;
    bool as_expected;       /* true when there is no expectation to miss */
    bool fully_proved;      /* all that it uses, transitively, is too */
    char *why;              /* one plain sentence of evidence */
    size_t instances;       /* 1 when uniform */
    bool uniform;           /* false: a finite list, "all N instances" */
    bool integers_as_reals;
    size_t real_vars;
    /* PROVED */
    size_t leaves, depth;
    char *cert_file;        /* base name in cert_dir, or NULL */
    char *rules;            /* "contact 1, natural 12, split 12" */
    char hash[65];          /* of the whole family */
    /* margin: least value of the difference (right side minus left, signed so
     * that positive is true), lower end certified over the domain when known,
     * upper end certified at the point `margin_at`. */
    bool has_margin;
    enclosure margin;
    char *margin_at;        /* "r = 1" or "T = 100, t = 2"; or NULL */
    bool contact;           /* margin is exactly 0, attained */
    /* REFUTED: the point (all binders), the margin there, and how many
     * instances fail, when all were tried */
    char *witness;          /* "s = 1/100, e = 0" */
    enclosure witness_margin;
    size_t failing;         /* 0 when not counted */
    /* UNDECIDED */
    size_t boxes, open;
    double open_share;      /* of the domain; display with 3 digits */
    char *worst;            /* a description of the worst box */
    /* ENCLOSED: constants and roots */
    enclosure value;
    char *attained;         /* where, and whether it is attained */
    enclosure paper;        /* the paper's value; empty strings if none */
    enclosure slack;        /* value/paper */
    /* tables, figures: nrows x ncells of cells, row labels */
    size_t nrows, ncells;
    cell *cells;
    char **row_label;       /* nrows x nlabels strings, exact */
    size_t nlabels;
    char **label_name;
    /* identity */
    char *difference_at;    /* a failed identity's rational point */
    /* region: '+', '-', '/' (outside the conditions), '?' (open) */
    struct { double x0, x1, y0, y1; char state; } *box;
    size_t nbox;
    /* shares of the rectangle, together 1 */
    enclosure area_true, area_false, area_outside, area_open;
} result;

/* Audits every item, in order; results[i] belongs to program_item(p, i).
 * False with errs filled on a bad document (vacuous, limits, ...). */
bool audit_program(const program *p, elab *e, const audit_options *opt,
                   result **results, lang_errors *errs);
/* One item (its `uses` are not looked at). */
bool audit_item(const program *p, elab *e, const item *it,
                const audit_options *opt, result *r, lang_errors *errs);
void result_init(result *r);
void result_clear(result *r);
void results_free(result *r, size_t n);

/* A closed expression to `digits` significant decimals, outward-rounded. */
bool audit_value(elab *e, expr f, long digits, long max_prec, enclosure *out);

#endif

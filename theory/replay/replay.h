/* theory/replay/replay.h: a paper's evidence, looked at by both engines.
 *
 * For: assay recheck: all evidence of a paper again, by the checker and by
 *   the second engine.
 * Sees: the audit's parts, theory/second and numerics/recheck, which only it
 *   sees.
 * Begin: replay.c, a kind of item after the other; replay_constant.c,
 *   replay_root.c, replay_root_count.c and replay_cells.c for numbers.
 *
 * The evidence is what stays behind an audit: certificates, a refuted claim's
 * point, the decimals of tables and figures.  For each the checker (MPFI, never
 * its hardware doubles) and the second engine (numerics/recheck/recheck.h, Arb)
 * are asked alone.  What
 * the evidence has to show, for a constant or a root, is put together here anew.
 * And the combinations of finite variables are chosen anew, by a reading of
 * the statement that shares the syntax tree alone with the first one.
 */
#ifndef ASSAY_REPLAY_H
#define ASSAY_REPLAY_H

#include "../audit/audit.h"

typedef enum {
    REPLAY_AGREE,     /* both engines accept the evidence */
    REPLAY_DISAGREE,  /* one does, the other does not */
    REPLAY_REJECTED,  /* neither does */
    REPLAY_NONE       /* no evidence to look at: let, assumed, ... */
} replay_state;

/* What was looked at, or why nothing was. */
typedef enum {
    REPLAY_NOTHING,
    REPLAY_PROOF,      /* `goals`, `leaves`, and whether it was made now */
    REPLAY_UNDEFINED,  /* a refuted claim's point, where it has no value */
    REPLAY_DIFFERENCE, /* the same, where `difference` is enclosed */
    REPLAY_VALUES,     /* `goals` of them */
    REPLAY_UNSETTLED,  /* `verdict` leaves no evidence */
    REPLAY_ASSUMED
} replay_what;

typedef struct {
    const item *it;
    replay_state state;
    replay_what what;
    verdict_kind verdict;
    bool fresh;         /* the certificate was made now */
    char *difference;   /* a decimal enclosure */
    char *first, *second; /* on disagreement: what each engine says */
    char *where;        /* of the disagreement or the rejection */
    size_t goals, leaves; /* accepted by both */
    bool known;           /* it was looked at: neither interrupted nor an
                           * error of the document */
    /* Of an item with finite variables, by the second reading (second/): how
     * many combinations `where` keeps and excludes, of how many neither is
     * decided, and at how many of the kept an interval is empty. */
    bool has_combinations, readings; /* readings: they are what differs */
    size_t kept, excluded, open, empty;
    size_t points; /* at which the second reading found a claim with `by` true */
    bool argued;   /* it has `by`, and was proved: taken apart a second time at
                    * so many points, and at so many without an answer */
    size_t unfolded, not_unfolded;
} replay;

/* Every item, in order.  opt->cert_dir holds certificates; where one is
 * missing, or opt->cert_dir is NULL, the item is audited first, in a temporary
 * folder, within opt's limits.  Nothing is written elsewhere.  False, with
 * errs, for a bad document; items without an error are replayed all the same.
 * Interrupted, it leaves off.  opt->begun is told of each item. */
bool replay_program(const program *p, elab *e, const audit_options *opt,
                    replay **out, lang_errors *errs);
void replay_free(replay *r, size_t n);
const char *replay_state_name(replay_state s); /* "agree" */

#endif

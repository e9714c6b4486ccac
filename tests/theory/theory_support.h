/* tests/theory/theory_support.h: auditing short texts. */
#ifndef ASSAY_TESTS_THEORY_SUPPORT_H
#define ASSAY_TESTS_THEORY_SUPPORT_H

#include "../../theory/theory.h"

#include <gmp.h>

typedef struct {
    program *prog;
    elab *e;
    result *res;
    size_t n;
    lang_errors errs;
    bool ok;
} audited;

/* Audits the items in text; errors are kept.  cert_dir may be NULL. */
void audited_run(audited *a, const char *text, const char *cert_dir);
void audited_run_with(audited *a, const char *text, const audit_options *o);
void audited_clear(audited *a);
/* The result of an item, which must exist. */
const result *audited_find(const audited *a, const char *id);
/* The sentence of r with this label, "" if there is none; and the words for a
 * point.  Both are overwritten by the next call but three. */
const char *said(const result *r, const char *label);
const char *placed(const evidence_point *p);
/* "evidence" */
const char *why(const result *r);
/* The record, which must be there. */
const evidence_refutation *refuted(const result *r);
const evidence_constant *best(const result *r);
/* One claim as given to `assay prove`. */
void audited_claim(audited *a, const char *claim);
void audited_claim_with(audited *a, const char *claim, const audit_options *o);
/* An exact rational from a decimal as enclosures print it ("1.2e-7"). */
void decimal_to_q(mpq_ptr q, const char *s);
/* lo <= x <= hi, exactly; x a decimal. */
bool encloses(const enclosure *e, const char *x);
/* hi - lo <= width */
bool narrower(const enclosure *e, const char *width);
/* A fresh folder; malloc'd name. */
char *make_folder(void);
void remove_folder(char *dir); /* and the files in it; frees dir */
/* "DIR/NAME", malloc'd; a short file's text, malloc'd; and a file with it. */
char *path_of(const char *dir, const char *name);
char *slurp(const char *path);
void spit(const char *path, const char *text);

#endif

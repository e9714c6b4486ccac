/* theory/audit/claim_share.h: a claim's work in shares, for several runs. */
#ifndef ASSAY_CLAIM_SHARE_H
#define ASSAY_CLAIM_SHARE_H

#include "audit_internal.h"

/* Before the search of a run that does a share, `whole` telling
 * whether a certificate of the whole is there: false, nothing is left to do. */
bool claim_share_begin(audit *a, instances *f, bool whole);
/* After it: true, what was found was this run's share and is written, or what
 * was not found is another run's matter. */
bool claim_share_end(audit *a, instances *f, const proof *pf);
/* For a share of instances: the bound of pf's `seen`. */
void claim_share_note_least(proof *pf, mpfr_srcptr least);
/* The shares in cert_dir as one proof; false: they do not make one. */
bool claim_share_merge(audit *a, instances *f, proof *pf);
/* The checker refused that proof. */
void claim_share_refuse(audit *a);
/* Their files, once the whole is written. */
void claim_share_tidy(const audit *a);

#endif

/* tests/torture/mutate_cert.h: false claims with certificates of true ones,
 * whole or damaged, and with certificates made at random. */
#ifndef ASSAY_MUTATE_CERT_H
#define ASSAY_MUTATE_CERT_H

#include "torture.h"

typedef struct {
    long claims;       /* false ones, each certified by Arb */
    long mutants;      /* certificates tried on them */
    long read;         /* of those, well-formed */
    long swapped;      /* written for another claim */
    long invented;     /* made at random */
    long still_true;   /* damaged certificates that prove the true claim */
    long damaged_true; /* damaged certificates tried on the true claim */
    long silent;       /* rejected without saying where: must be 0 */
    long accepted;     /* false claims accepted, by either engine: must be 0 */
    long second;       /* certificates that the second engine accepts */
    long disagree;     /* ... and those that only the checker does */
} cert_tally;

void mutate_cert_peer(cert_tally *t, long count);
void mutate_cert_cases(cert_tally *t, long count);
void mutate_cert_documents(cert_tally *t, const char *folder, long count);
/* Random claims with kinks on boxes with small whole ends. */
void mutate_cert_random(cert_tally *t, long count);

#endif

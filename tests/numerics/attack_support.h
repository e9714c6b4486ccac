/* tests/numerics/attack_support.h: claims with certificates, put before both
 * engines: false claims must be refused at every precision, true ones beside
 * them accepted. */
#ifndef ASSAY_TEST_ATTACK_SUPPORT_H
#define ASSAY_TEST_ATTACK_SUPPORT_H

#include "../../numerics/cert/cert.h"

typedef struct {
    const char *name; /* what is attempted */
    const char *vars; /* "x [ 0 1 ]; y ( 0 inf )" */
    const char *hyp;  /* "(sub x y)" for >= 0, "> (sub x y)" for > 0; or NULL;
                       * several with a ; between them */
    const char *goal; /* for >= 0, or "> ..." for > 0 */
    const char *cert;
} attack;

/* p in a pool of its own. */
void attack_open(problem *p, const attack *a);
void attack_close(problem *p);
/* Which of the engines accept c for p's goal: 1 the checker, 2 the second
 * engine, 3 both; at any of a few precisions, or at all of them. */
int attack_accepted(const problem *p, const cert_node *c, bool at_all);
/* Fails, naming them, unless each entry is refused by both engines (accepted,
 * where `holds`). */
void attack_judge(const attack *a, size_t n, bool holds);

#define MUST_FAIL(table)                                                       \
    attack_judge(table, sizeof table / sizeof table[0], false)
#define MUST_HOLD(table)                                                       \
    attack_judge(table, sizeof table / sizeof table[0], true)

#endif

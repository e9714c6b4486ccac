/* tests/torture/invent_cert.h: certificates made at random, or damaged. */
#ifndef ASSAY_INVENT_CERT_H
#define ASSAY_INVENT_CERT_H

#include "torture.h"

/* A tree of at most depth + 1 levels whose numbers and expressions are taken
 * from what matters in p and f. */
cert_node *cert_invent(problem *p, expr f, int depth);
/* One field, leaf or subtree of the tree changed. */
void cert_damage(cert_node *root, problem *p, expr f);
/* The text with a line or a character dropped, doubled, moved or changed. */
char *cert_text_damaged(const char *text);

#endif

/* theory/language/show/plain.h: what plain.c and plain_by.c share. */
#ifndef ASSAY_LANGUAGE_PLAIN_H
#define ASSAY_LANGUAGE_PLAIN_H

#include "../program.h"

void plain_put_chain(text_buf *b, const ast_chain *c);
/* " by induction on n by lemma(x)": all but the reasons of links. */
void plain_by_put(text_buf *b, const item *it);
/* The chain, each link with its reasons where it has some. */
void plain_by_put_links(text_buf *b, const item *it);

#endif

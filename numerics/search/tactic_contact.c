/* Contact of finite order where equality is suspected.  Believed: nothing; the
 * checker tries each answer. */
#include "tactics.h"

cert_node *tactic_contact(searcher *s, const goal *g, const tactic_view *v)
{
    cert_node *c = NULL;
    for (size_t k = 0; k < v->nspots && c == NULL; k++)
        if (v->spot[k].order >= 1)
            c = search_keep_if(s, g,
                               search_contact_node(CERT_CONTACT, &v->spot[k]));
    return c;
}

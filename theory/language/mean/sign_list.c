/* Lists of conditions. */
#include "statement.h"

#include "../../../numerics/base/memory.h"

#include <stdlib.h>

void sign_list_add(sign_list *l, expr e, bool strict)
{
    if (l->n == l->cap) {
        l->cap = 2 * l->cap + 8;
        l->v = xrealloc(l->v, l->cap * sizeof *l->v);
    }
    l->v[l->n++] = (sign_condition){e, strict};
}

void sign_list_clear(sign_list *l)
{
    free(l->v);
    *l = (sign_list){.n = 0};
}

/* How relations are written. */
#include "language.h"

const char *rel_text(rel_kind r)
{
    static const char *const names[] = {
        [REL_LT] = "<",  [REL_LE] = "<=", [REL_EQ] = "==",
        [REL_GE] = ">=", [REL_GT] = ">",  [REL_NE] = "!=",
    };
    return names[r];
}

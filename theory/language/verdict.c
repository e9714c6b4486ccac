/* How verdicts are called. */
#include "language.h"

const char *verdict_name(verdict_kind v)
{
    static const char *const names[] = {
        [VERDICT_NONE] = "NONE",         [VERDICT_PROVED] = "PROVED",
        [VERDICT_REFUTED] = "REFUTED",   [VERDICT_UNDECIDED] = "UNDECIDED",
        [VERDICT_ENCLOSED] = "ENCLOSED", [VERDICT_ASSUMED] = "ASSUMED",
    };
    return names[v];
}

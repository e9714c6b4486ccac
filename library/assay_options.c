/* The limits of a call, and what its status is in words. */
#include "library.h"

#include "../numerics/base/limits.h"
#include "version.h"

#include <stdlib.h>

enum {
    SECONDS = 60, SECONDS_MAX = 1000000, MIB = 1024, MIB_MAX = 1 << 20
};

const char *assay_status_text(assay_status s)
{
    switch (s) {
    case ASSAY_OK: return "answered";
    case ASSAY_INPUT: return "not in the language, or of an empty domain";
    case ASSAY_MEMORY: return "out of memory";
    case ASSAY_TIME: return "out of time";
    case ASSAY_UNDEFINED: return "undefined, or not enclosed";
    case ASSAY_SYSTEM: return "no process could be had";
    case ASSAY_BROKEN: break;
    }
    return "ended without an answer";
}

const char *assay_version(void)
{
    return ASSAY_VERSION;
}

assay_options assay_options_of(const assay_options *o)
{
    static const assay_options usual = {.boxes = LIMIT_BOXES_DEFAULT,
                                        .mib = MIB,
                                        .precision = LIMIT_PREC_DEFAULT,
                                        .seconds = SECONDS};
    return o != NULL ? *o : usual;
}

assay_options *assay_options_new(void)
{
    assay_options *o = malloc(sizeof *o);
    if (o != NULL)
        *o = assay_options_of(NULL);
    return o;
}

void assay_options_free(assay_options *o)
{
    free(o);
}

int assay_options_set_boxes(assay_options *o, unsigned long boxes)
{
    if (o == NULL || boxes < 1 || boxes > LIMIT_BOXES_MAX)
        return -1;
    o->boxes = boxes;
    return 0;
}

int assay_options_set_precision(assay_options *o, long bits)
{
    if (o == NULL || bits < LIMIT_PREC_MIN || bits > LIMIT_PREC_MAX)
        return -1;
    o->precision = bits;
    return 0;
}

int assay_options_set_seconds(assay_options *o, unsigned seconds)
{
    if (o == NULL || seconds < 1 || seconds > SECONDS_MAX)
        return -1;
    o->seconds = seconds;
    return 0;
}

int assay_options_set_memory(assay_options *o, unsigned long mib)
{
    if (o == NULL || mib < LIMIT_MEMORY_MIN || mib > MIB_MAX)
        return -1;
    o->mib = mib;
    return 0;
}

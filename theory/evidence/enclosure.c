/* A number between two printed ends, which are rounded outward: believed. */
#include "enclosure.h"
#include "outward.h"

#include <stdlib.h>

void enclosure_clear(enclosure *e)
{
    free(e->lo);
    free(e->hi);
    *e = (enclosure){NULL, NULL};
}

void enclosure_from_iv(enclosure *e, iv_srcptr v, long digits)
{
    enclosure_clear(e);
    outward_from_iv(v, digits, &e->lo, &e->hi);
}

void enclosure_from_q(enclosure *e, mpq_srcptr lo, mpq_srcptr hi, long digits)
{
    enclosure_clear(e);
    outward_from_q(lo, hi, digits, &e->lo, &e->hi);
}

/* Ranges with rational or infinite ends, open or closed.  See range.h. */
#include "range.h"

void range_init(range *r)
{
    *r = (range){.lo_inf = false};
    mpq_init(r->lo);
    mpq_init(r->hi);
}

void range_clear(range *r)
{
    mpq_clear(r->lo);
    mpq_clear(r->hi);
}

void range_set(range *r, const range *a)
{
    mpq_set(r->lo, a->lo);
    mpq_set(r->hi, a->hi);
    r->lo_inf = a->lo_inf;
    r->hi_inf = a->hi_inf;
    r->lo_open = a->lo_open;
    r->hi_open = a->hi_open;
}

bool range_is_empty(const range *r)
{
    if (r->lo_inf || r->hi_inf)
        return false;
    int c = mpq_cmp(r->lo, r->hi);
    return c > 0 || (c == 0 && (r->lo_open || r->hi_open));
}

bool range_is_point(const range *r)
{
    return !r->lo_inf && !r->hi_inf && mpq_equal(r->lo, r->hi) != 0;
}

bool range_contains(const range *r, const range *a)
{
    if ((a->lo_inf && !r->lo_inf) || (a->hi_inf && !r->hi_inf))
        return false;
    int low = r->lo_inf ? 1 : mpq_cmp(a->lo, r->lo);
    int high = r->hi_inf ? -1 : mpq_cmp(a->hi, r->hi);
    return (low > 0 || (low == 0 && (a->lo_open || !r->lo_open))) &&
           (high < 0 || (high == 0 && (a->hi_open || !r->hi_open)));
}

bool range_contains_q(const range *r, mpq_srcptr q)
{
    int lo = r->lo_inf ? 1 : mpq_cmp(q, r->lo);
    int hi = r->hi_inf ? -1 : mpq_cmp(q, r->hi);
    return (lo > 0 || (lo == 0 && !r->lo_open)) &&
           (hi < 0 || (hi == 0 && !r->hi_open));
}

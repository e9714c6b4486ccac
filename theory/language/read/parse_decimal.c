/* Decimals to rationals, exactly. */
#include "parser.h"

#include "../../../numerics/base/rational.h"

bool parse_decimal(mpq_t q, const char *s, size_t n)
{
    return rational_read_decimal(q, s, n, MAX_EXPONENT);
}

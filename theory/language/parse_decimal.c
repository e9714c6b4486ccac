/* Decimals to rationals, exactly. */
#include "parser.h"

#include <stdlib.h>

bool parse_decimal(mpq_t q, const char *s, size_t n)
{
    char *digits = xmalloc(n + 1);
    size_t nd = 0, i = 0;
    long exponent = 0, written = 0;
    bool point = false;
    for (; i < n && s[i] != 'e' && s[i] != 'E'; i++) {
        if (s[i] == '.') {
            point = true;
            continue;
        }
        digits[nd++] = s[i];
        exponent -= point;
    }
    digits[nd] = 0;
    if (i < n) {
        bool negative = s[i + 1] == '-';
        for (i += 1u + (s[i + 1] == '-' || s[i + 1] == '+'); i < n; i++)
            if (written <= MAX_EXPONENT)
                written = 10 * written + (s[i] - '0');
        if (negative)
            written = -written;
    }
    exponent += written;
    bool ok = labs(written) <= MAX_EXPONENT;
    if (ok) {
        mpz_set_str(mpq_numref(q), digits, 10);
        mpz_set_si(mpq_denref(q), 1);
        mpz_t ten;
        mpz_init(ten);
        mpz_ui_pow_ui(ten, 10, (unsigned long)labs(exponent));
        if (exponent >= 0)
            mpz_mul(mpq_numref(q), mpq_numref(q), ten);
        else
            mpz_set(mpq_denref(q), ten);
        mpz_clear(ten);
        mpq_canonicalize(q);
    }
    free(digits);
    return ok;
}

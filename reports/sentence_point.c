/* Numbers and points as a reader wants them: members of lists by their names,
 * long fractions by a short number near.  Nothing is believed here, and what is
 * only near says so by the value returned. */
#include "sentence.h"

#include "../figures/names.h"
#include "../theory/evidence/outward.h"
#include "decimal.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    LONG = 16,
    NEAR_DIGITS = 6
};

void sentence_number(text_buf *b, mpq_srcptr q)
{
    char *s = outward_exact(q, 100);
    text_put(b, s);
    free(s);
}

void sentence_count(text_buf *b, size_t n, const char *one, const char *many)
{
    char digits[32];
    int len = snprintf(digits, sizeof digits, "%zu", n);
    for (int i = 0; i < len; i++) {
        if (i > 0 && (len - i) % 3 == 0)
            text_put(b, ",");
        text_put_n(b, digits + i, 1);
    }
    text_printf(b, " %s", n == 1 ? one : many);
}

/* "S = ", and the member of a list by its name, where it has one; an irrational
 * number by its form. */
static bool put_coordinate(text_buf *b, const result *r,
                           const evidence_point *p, size_t i)
{
    const evidence_coordinate *x = &p->v[i];
    const char *name =
        r != NULL ? names_of_value(r->prog, r->it, x->name, x->value) : NULL;
    if (x->form != NULL)
        name = x->form;
    text_printf(b, "%s%s = %s", i > 0 ? ", " : "", x->name,
                name != NULL ? name : "");
    return name != NULL;
}

void sentence_point(text_buf *b, const result *r, const evidence_point *p)
{
    for (size_t i = 0; i < p->n; i++) {
        if (put_coordinate(b, r, p, i))
            continue;
        char *s = mpq_get_str(NULL, 10, p->v[i].value);
        text_put(b, s);
        free(s);
    }
}

/* A decimal of few digits, q itself or near it: 1 for 1 - 2^-60. */
static bool put_nearby(text_buf *b, mpq_srcptr q)
{
    char *lo, *hi;
    mpq_t below, above;
    mpq_inits(below, above, NULL);
    outward_from_q(q, q, NEAR_DIGITS, &lo, &hi);
    bool down = decimal_read(below, lo) && decimal_read(above, hi);
    mpq_sub(below, q, below);
    mpq_sub(above, above, q);
    down = down && mpq_cmp(below, above) <= 0;
    bool exact = down && mpq_sgn(below) == 0;
    decimal_show(b, &(enclosure){down ? lo : hi, down ? lo : hi}, 0,
                 DECIMAL_PLAIN);
    free(lo);
    free(hi);
    mpq_clears(below, above, NULL);
    return exact;
}

bool sentence_short(text_buf *b, mpq_srcptr q)
{
    char *s = mpq_get_str(NULL, 10, q);
    bool exact = strlen(s) <= LONG;
    if (exact)
        text_put(b, s);
    else
        exact = put_nearby(b, q);
    free(s);
    return exact;
}

bool sentence_near(text_buf *b, const result *r, const evidence_point *p)
{
    bool exact = true;
    for (size_t i = 0; i < p->n; i++)
        if (!put_coordinate(b, r, p, i))
            exact = sentence_short(b, p->v[i].value) && exact;
    return exact;
}

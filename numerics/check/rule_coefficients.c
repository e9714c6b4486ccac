/* `coefficients`: a polynomial without negative coefficients where no variable
 * is negative.  Believed. */
#include "checker_internal.h"

#include "../base/memory.h"

#include <stdlib.h>

/* The variables of a monomial, as bits. */
static uint64_t support(const exact_form *p, size_t k, long *power)
{
    uint64_t vars = 0;
    exact_form_term(p, k, power);
    for (int i = 0; i < EXPR_MAX_VARS && power[i] >= 0; i++)
        if (power[i] > 0)
            vars |= UINT64_C(1) << i;
    return vars;
}

/* Has p a term whose variables are all among these? */
static bool has_term(const exact_form *p, uint64_t vars, long *power)
{
    for (size_t k = 0; k < exact_form_terms(p); k++)
        if ((support(p, k, power) & ~vars) == 0)
            return true;
    return false;
}

/* Does h > 0 (NULL: nothing) make one of p's terms positive? */
static bool gives_positive(const exact_form *p, const exact_form *h,
                           uint64_t positive, long *power)
{
    if (h == NULL)
        return has_term(p, positive, power);
    for (size_t k = 0; k < exact_form_terms(h); k++)
        if (!has_term(p, positive | support(h, k, power), power))
            return false;
    return true;
}

static bool is_positive(checker *c, const checker_goal *g, const exact_form *p,
                        uint64_t positive, long *power)
{
    bool ok = gives_positive(p, NULL, positive, power);
    for (size_t j = 0; j < g->nhyps && !ok; j++) {
        if (!g->hyp[j].strict)
            continue;
        exact_form *h = exact_form_of(c->pool, g->hyp[j].e, c->nvars);
        ok = h != NULL && gives_positive(p, h, positive, power);
        exact_form_free(h);
    }
    return ok;
}

static bool no_term_is_negative(checker *c, const checker_goal *g,
                                const exact_form *p, long *power)
{
    uint64_t vars = 0, nonneg = 0, positive = 0;
    for (int i = 0; i < c->nvars; i++) {
        const range *r = &g->box[i];
        int sign = r->lo_inf ? -1 : mpq_sgn(r->lo);
        nonneg |= (uint64_t)(sign >= 0) << i;
        positive |= (uint64_t)(sign > 0 || (sign == 0 && r->lo_open)) << i;
    }
    for (size_t k = 0; k < exact_form_terms(p); k++) {
        vars |= support(p, k, power);
        if (exact_form_term(p, k, power) < 0)
            return checker_reject(c, "a coefficient is negative");
    }
    if ((vars & ~nonneg) != 0)
        return checker_reject(c, "a variable may be negative");
    return !g->strict || is_positive(c, g, p, positive, power) ||
           checker_reject(c, "no term is shown positive");
}

/* Coefficients.  Let f be a polynomial over Q, its expansion without a negative
 * coefficient, and x_i >= 0 on B for each variable that occurs in it.  Then no
 * term is negative, and f >= 0.  f > 0 where a term's variables are all
 * positive.  A hypothesis h > 0, h a polynomial, says that at each point in
 * question some monomial of h is not 0, so all its variables are not: if for
 * each monomial of h some term of f has no other variables than that monomial
 * and those x_i that are positive on B, then f > 0. */
static bool test(checker *c, const checker_goal *g, const cert_node *n)
{
    (void)n;
    exact_form *p = exact_form_of(c->pool, g->f, c->nvars);
    if (p == NULL)
        return checker_reject(c, "no polynomial, or too large");
    long *power = xmalloc((EXPR_MAX_VARS + 1) * sizeof *power);
    for (int i = 0; i <= EXPR_MAX_VARS; i++)
        power[i] = -1; /* beyond the problem's variables */
    bool ok = no_term_is_negative(c, g, p, power);
    free(power);
    exact_form_free(p);
    if (!ok)
        return false;
    c->report->leaves++;
    if (c->margin && mpfr_sgn(c->report->margin_lower) > 0)
        mpfr_set_zero(c->report->margin_lower, 1);
    return true;
}

const checker_rule rule_coefficients = {test, NULL};

/* The first terms of a sum to infinity, one by one, and how narrow its answer has to
 * be.  Believed: the terms. */
#include "eval_sum.h"
#include "iv_internal.h"
#include "quad_panel.h"

enum {
    MOST_TERMS = 3000, /* up to USUAL bits */
    LEAST_TERMS = 300,
    USUAL = 256
};

long sum_most_terms(const sum_work *w)
{
    long prec = (long)w->in->prec;
    long most = prec <= USUAL ? MOST_TERMS : MOST_TERMS * USUAL / prec;
    return most > LEAST_TERMS ? most : LEAST_TERMS;
}

void sum_at(sum_work *w, long n, bool all_beyond)
{
    iv_set_si(&w->u, n);
    if (all_beyond) {
        mpfr_set_inf(iv_upper_end(&w->u), 1);
        iv_finish(&w->u, false, true);
    }
    eval_set_var(w->in, w->t, &w->u);
}

bool sum_up_to(sum_work *w, long n)
{
    bool ok = true;
    for (; w->next < n && ok; w->next++) {
        sum_at(w, w->next, false);
        iv_srcptr term = eval_enclose(w->in, w->g);
        ok = iv_is_bounded(term);
        if (ok)
            iv_add(&w->sum, &w->sum, term);
    }
    return ok;
}

long sum_bits(sum_work *w)
{
    quad q;
    quad_init(&q, w->in, w->g, w->t);
    long bits = q.bits;
    quad_clear(&q);
    return bits;
}

bool sum_is_narrow(const sum_work *w, iv_srcptr r, long bits)
{
    mpfr_t a, b;
    mpfr_init2(a, 53);
    mpfr_init2(b, 53);
    quad_panel_width(a, r);
    quad_panel_magnitude(b, &w->sum);
    mpfr_div_2ui(b, b, (unsigned long)bits, MPFR_RNDD);
    bool yes = mpfr_lessequal_p(a, b) != 0;
    mpfr_clear(a);
    mpfr_clear(b);
    return yes;
}

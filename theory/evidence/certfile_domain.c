/* Certificate files: what is shown of the instances' domains.  Reading is
 * believed; what is read is not, before the checker has seen it. */
#include "../../numerics/base/memory.h"
#include "certfile_reader.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/* ---- writing ------------------------------------------------------------ */

static void put_q(text_buf *b, const char *before, mpq_srcptr q)
{
    char *s = mpq_get_str(NULL, 10, q);
    text_printf(b, "%s%s", before, s);
    free(s);
}

static void put_witness(text_buf *b, const witness *w)
{
    text_put(b, w->neq == 0 ? " point" : " solution");
    for (int k = 0; k < w->neq; k++)
        text_printf(b, "%s%zu", k == 0 ? " " : ",", w->eq[k]);
    for (int i = 0; i < w->nvars; i++) {
        put_q(b, " ", w->box[i].lo);
        if (!mpq_equal(w->box[i].lo, w->box[i].hi))
            put_q(b, "..", w->box[i].hi);
    }
}

void certfile_write_domain(text_buf *b, const proof *pf,
                           const certfile_subject *of)
{
    if (pf->excluded > 0)
        text_printf(b, "excluded %zu\n", pf->excluded);
    for (size_t k = 0; k < pf->ndomain; k++) {
        const proof_domain *d = &pf->domain[k];
        text_printf(b, "%s %zu-%zu", d->shown != NULL ? "witness" : "empty",
                    d->first + 1, d->last + 1);
        if (d->shown != NULL)
            put_witness(b, d->shown);
        else
            text_printf(b, " %zu", d->denied);
        text_put(b, "\n");
        if (d->empty != NULL)
            cert_write(b, d->empty, of->problem_of(of->ctx, d->first));
    }
}

/* ---- reading ------------------------------------------------------------ */

/* "0,2" */
static bool read_equations(certfile_reader *r, witness *w, size_t nhyps)
{
    do {
        if (w->neq > 0 && !certfile_literal(r, ","))
            return false;
        if (w->neq == WITNESS_MAX_EQUATIONS || nhyps == 0)
            return certfile_fail(r, "too many equations");
        if (!certfile_whole(r, nhyps - 1, &w->eq[w->neq++]))
            return false;
    } while (*r->s == ',');
    return true;
}

/* " 1/2" or " 1/2..2/3" */
static bool read_coordinate(certfile_reader *r, witness *w, int i)
{
    mpq_t lo, hi;
    mpq_init(lo);
    mpq_init(hi);
    bool ok = certfile_literal(r, " ") && certfile_rational(r, lo);
    mpq_set(hi, lo);
    if (ok && r->s[0] == '.') {
        ok = certfile_literal(r, "..") && certfile_rational(r, hi);
        if (ok && mpq_cmp(lo, hi) >= 0)
            ok = certfile_fail(r, "ends out of order");
    }
    witness_range(w, i, lo, hi);
    mpq_clear(lo);
    mpq_clear(hi);
    return ok;
}

static bool read_witness(certfile_reader *r, proof_domain *d, const problem *p)
{
    witness w;
    witness_init(&w, p->nvars);
    bool solution = certfile_at_word(r, "solution");
    bool ok;
    if (solution)
        ok =
            certfile_literal(r, "solution ") && read_equations(r, &w, p->nhyps);
    else
        ok = certfile_literal(r, "point");
    for (int i = 0; i < p->nvars && ok; i++)
        ok = read_coordinate(r, &w, i);
    ok = ok && certfile_literal(r, "\n");
    if (ok)
        d->shown = witness_copy(&w);
    witness_clear(&w);
    return ok;
}

static bool read_one(certfile_reader *r, proof *pf, size_t *next)
{
    const certfile_subject *of = r->of;
    size_t first, last;
    bool empty = certfile_at_word(r, "empty");
    r->s += strlen(empty ? "empty " : "witness ");
    if (!certfile_whole(r, of->instances, &first) ||
        !certfile_literal(r, "-") || !certfile_whole(r, of->instances, &last) ||
        !certfile_literal(r, " "))
        return false;
    if (first <= *next || last < first)
        return certfile_fail(r, "instances out of order");
    *next = last;
    problem *p = of->problem_of(of->ctx, first - 1);
    for (size_t k = first; k < last; k++)
        if (of->problem_of(of->ctx, k)->nvars != p->nvars ||
            of->problem_of(of->ctx, k)->nhyps != p->nhyps)
            return certfile_fail(r, "instances of other variables");
    proof_domain *d = proof_add_domain(pf, first - 1, last - 1);
    if (!empty)
        return read_witness(r, d, p);
    if (p->nhyps == 0)
        return certfile_fail(r, "no condition to be denied");
    if (!certfile_whole(r, p->nhyps - 1, &d->denied) ||
        !certfile_literal(r, "\n"))
        return false;
    d->empty = cert_read(&r->s, &r->line, p, r->err, sizeof r->err);
    return d->empty != NULL || certfile_fail(r, "malformed certificate");
}

bool certfile_read_domain(certfile_reader *r, proof *pf)
{
    size_t next = 0;
    if (certfile_at_word(r, "excluded")) {
        r->s += strlen("excluded ");
        if (!certfile_whole(r, SIZE_MAX / 16, &pf->excluded) ||
            !certfile_literal(r, "\n"))
            return false;
        if (pf->excluded == 0)
            return certfile_fail(r, "nothing excluded is not said");
    } else if (!certfile_at_word(r, "witness") &&
               !certfile_at_word(r, "empty")) {
        return certfile_fail(r, "`excluded`, `witness` or `empty` expected");
    }
    while (certfile_at_word(r, "witness") || certfile_at_word(r, "empty"))
        if (!read_one(r, pf, &next))
            return false;
    return true;
}

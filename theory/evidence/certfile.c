/* Certificate files: text and parsing (docs/CERTIFICATES.md).  Believed: what
 * is read is what stands there, for this statement; whether it proves anything
 * the checker says. */
#include "certfile_reader.h"

#include "../../numerics/base/memory.h"
#include "disk.h"
#include "../../numerics/base/rational.h"
#include "../../numerics/base/limits.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MAX_ID = 200 };

bool certfile_id_ok(const char *id)
{
    return strlen(id) <= MAX_ID && disk_name_ok(id);
}

/* ---- writing ------------------------------------------------------------ */

static void put_q(text_buf *b, mpq_srcptr q)
{
    char *s = mpq_get_str(NULL, 10, q);
    text_printf(b, " %s", s);
    free(s);
}

static void put_expr(text_buf *b, const proof_expr *e, const problem *p)
{
    char *s = expr_to_text(p->pool, e->value, p->names, LIMIT_CERT_TEXT);
    if (s != NULL) /* else the file lacks it, and proves nothing */
        text_printf(b, "expression %s %s\n", e->name, s);
    free(s);
}

char *certfile_text(const proof *pf, const certfile_subject *of)
{
    text_buf b = {0};
    text_printf(&b,
                "assay-certificate %d\nitem %s\nstatement %s\n"
                "precision %ld\n",
                pf->ndomain + pf->excluded > 0 ? 2 : 1, of->id, of->hash, of->prec);
    for (size_t k = 0; k < pf->nnumbers; k++) {
        text_printf(&b, "number %s", pf->number[k].name);
        put_q(&b, pf->number[k].value);
        text_put(&b, "\n");
    }
    for (size_t k = 0; k < pf->nexprs; k++)
        put_expr(&b, &pf->expr[k], of->problem_of(of->ctx, 0));
    if (pf->has_seen) {
        text_printf(&b, "seen %zu %zu", pf->seen_instance + 1,
                    pf->seen_goal + 1);
        for (int i = 0; i < pf->nseen; i++)
            put_q(&b, pf->seen[i]);
        text_put(&b, "\n");
    }
    certfile_write_domain(&b, pf, of);
    for (size_t k = 0; k < pf->nruns; k++) {
        const proof_run *r = &pf->run[k];
        text_printf(&b, "instances %zu-%zu goals %zu\n", r->first + 1,
                    r->last + 1, pf->ngoals);
        for (size_t g = 0; g < pf->ngoals; g++)
            cert_write(&b, r->tree[g], of->problem_of(of->ctx, r->first));
    }
    text_put(&b, "end\n");
    return text_take(&b);
}

/* ---- reading ------------------------------------------------------------ */

/* " NAME " behind the line's word. */
static bool read_name(certfile_reader *r, const char *word, char name[32])
{
    size_t n = strcspn(r->s += strlen(word) + 1, " \n");
    if (n == 0 || n >= 32)
        return certfile_fail(r, "malformed %s", word);
    memcpy(name, r->s, n);
    name[n] = '\0';
    r->s += n;
    return certfile_id_ok(name) ? certfile_literal(r, " ")
                                : certfile_fail(r, "malformed %s", word);
}

static bool read_number(certfile_reader *r, proof *pf)
{
    char name[32];
    if (!read_name(r, "number", name))
        return false;
    if (pf->nnumbers >= LIMIT_CERT_NUMBERS ||
        proof_find_number(pf, name) != NULL)
        return certfile_fail(r, "malformed number");
    mpq_t q;
    mpq_init(q);
    bool ok = certfile_rational(r, q) && certfile_literal(r, "\n");
    if (ok)
        proof_set_number(pf, name, q);
    mpq_clear(q);
    return ok;
}

/* Over the variables of the first instance. */
static bool read_expr(certfile_reader *r, proof *pf)
{
    char name[32];
    const problem *p = r->of->problem_of(r->of->ctx, 0);
    const char *end;
    if (!read_name(r, "expression", name))
        return false;
    if (pf->nexprs >= LIMIT_CERT_NUMBERS ||
        proof_find_expr(pf, name) != EXPR_NONE ||
        strcspn(r->s, "\n") > LIMIT_CERT_TEXT)
        return certfile_fail(r, "malformed expression");
    expr e = expr_from_text(p->pool, r->s, &end, p->names, p->nvars);
    if (e == EXPR_NONE)
        return certfile_fail(r, "malformed expression");
    r->s = end;
    proof_set_expr(pf, name, e);
    return certfile_literal(r, "\n");
}

static bool read_seen(certfile_reader *r, proof *pf)
{
    size_t m, g;
    r->s += strlen("seen ");
    if (!certfile_whole(r, r->of->instances, &m) || !certfile_literal(r, " ") ||
        !certfile_whole(r, pf->ngoals, &g))
        return false;
    if (m == 0 || g == 0)
        return certfile_fail(r, "numbers start at 1");
    int n = r->of->problem_of(r->of->ctx, m - 1)->nvars;
    mpq_t x[EXPR_MAX_VARS];
    bool ok = true;
    for (int i = 0; i < n; i++)
        mpq_init(x[i]);
    for (int i = 0; i < n && ok; i++)
        ok = certfile_literal(r, " ") && certfile_rational(r, x[i]);
    ok = ok && certfile_literal(r, "\n");
    if (ok)
        proof_set_seen(pf, m - 1, g - 1, x, n);
    for (int i = 0; i < n; i++)
        mpq_clear(x[i]);
    return ok;
}

static bool read_run(certfile_reader *r, proof *pf, size_t next)
{
    size_t first, last, goals;
    if (!certfile_at_word(r, "instances"))
        return certfile_fail(r, "`instances` expected");
    r->s += strlen("instances ");
    if (!certfile_whole(r, r->of->instances, &first) ||
        !certfile_literal(r, "-") ||
        !certfile_whole(r, r->of->instances, &last) ||
        !certfile_literal(r, " goals ") ||
        !certfile_whole(r, LIMIT_CERT_GOALS, &goals))
        return false;
    if (first != next + 1 || last < first)
        return certfile_fail(r, "instances out of order");
    if (goals != pf->ngoals)
        return certfile_fail(r, "another number of goals");
    if (!certfile_literal(r, "\n"))
        return false;
    pf->run = xrealloc(pf->run, (pf->nruns + 1) * sizeof *pf->run);
    proof_run *run = &pf->run[pf->nruns++];
    *run = (proof_run){first - 1, last - 1, NULL};
    run->tree = xcalloc(goals, sizeof(cert_node *));
    problem *p = r->of->problem_of(r->of->ctx, first - 1);
    for (size_t g = 0; g < goals; g++) {
        run->tree[g] = cert_read(&r->s, &r->line, p, r->err, sizeof r->err);
        if (run->tree[g] == NULL)
            return certfile_fail(r, "malformed certificate");
    }
    return true;
}

/* The first version, which is still written where nothing is to be told of
 * domains, has no lines for that. */
static bool is_old(const char *text)
{
    static const char first[] = "assay-certificate 1\n";
    return strncmp(text, first, sizeof first - 1) == 0;
}

static bool read_header(certfile_reader *r, proof *pf, long *prec)
{
    size_t bits;
    bool old = is_old(r->s);
    if (!certfile_exact_line(r, "assay-certificate", old ? "1" : "2") ||
        !certfile_exact_line(r, "item", r->of->id) ||
        !certfile_exact_line(r, "statement", r->of->hash))
        return false;
    if (!certfile_at_word(r, "precision"))
        return certfile_fail(r, "`precision` expected");
    r->s += strlen("precision ");
    if (!certfile_whole(r, LIMIT_PREC_MAX, &bits) || !certfile_literal(r, "\n"))
        return false;
    if (bits < LIMIT_PREC_MIN)
        return certfile_fail(r, "precision out of range");
    *prec = (long)bits;
    while (certfile_at_word(r, "number"))
        if (!read_number(r, pf))
            return false;
    while (r->of->exprs && certfile_at_word(r, "expression"))
        if (!read_expr(r, pf))
            return false;
    return true;
}

static bool parse(certfile_reader *r, proof *pf, long *prec)
{
    bool old = is_old(r->s);
    proof_clear(pf);
    if (!read_header(r, pf, prec))
        return false;
    if (r->of->instances == 0)
        return true;
    if (certfile_at_word(r, "seen") && !read_seen(r, pf))
        return false;
    if (!old && !certfile_read_domain(r, pf))
        return false;
    for (size_t next = 0; next < r->of->instances;
         next = pf->run[pf->nruns - 1].last + 1)
        if (!read_run(r, pf, next))
            return false;
    if (strcmp(r->s, "end\n") != 0)
        return certfile_fail(r, "`end` expected, and nothing after it");
    return true;
}

bool certfile_parse(proof *pf, const char *text, certfile_subject *of,
                    char **err)
{
    certfile_reader r = {.s = text, .line = 1, .of = of};
    bool ok = parse(&r, pf, &of->prec);
    if (err != NULL)
        *err = ok ? NULL : xstrdup(r.err);
    return ok;
}

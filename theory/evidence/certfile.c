/* Certificate files: text and parsing.  See certfile.h, docs/CERTIFICATES.md. */
#include "certfile_reader.h"

#include "../../numerics/base/memory.h"
#include "disk.h"
#include "../../numerics/base/rational.h"
#include "../../numerics/base/limits.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MAX_ID = 200 };

void proof_init(proof *pf, size_t ngoals)
{
    *pf = (proof){.ngoals = ngoals};
}

static void clear_seen(proof *pf)
{
    for (int i = 0; i < pf->nseen; i++)
        mpq_clear(pf->seen[i]);
    free(pf->seen);
    pf->seen = NULL;
    pf->nseen = 0;
    pf->has_seen = false;
}

void proof_clear(proof *pf)
{
    for (size_t k = 0; k < pf->nruns; k++) {
        for (size_t g = 0; g < pf->ngoals; g++)
            cert_free(pf->run[k].tree[g]);
        free(pf->run[k].tree);
    }
    for (size_t k = 0; k < pf->nnumbers; k++) {
        free(pf->number[k].name);
        mpq_clear(pf->number[k].value);
    }
    clear_seen(pf);
    proof_clear_domain(pf);
    free(pf->run);
    free(pf->number);
    free(pf->last_text);
    proof_init(pf, pf->ngoals);
}

void proof_set_seen(proof *pf, size_t member, size_t goal, mpq_t *x, int n)
{
    clear_seen(pf);
    pf->seen = xmalloc(((size_t)n + 1) * sizeof *pf->seen);
    for (int i = 0; i < n; i++) {
        mpq_init(pf->seen[i]);
        mpq_set(pf->seen[i], x[i]);
    }
    pf->nseen = n;
    pf->seen_member = member;
    pf->seen_goal = goal;
    pf->has_seen = true;
}

void proof_set_number(proof *pf, const char *name, mpq_srcptr value)
{
    pf->number = xrealloc(pf->number,
                          (pf->nnumbers + 1) * sizeof *pf->number);
    proof_number *n = &pf->number[pf->nnumbers++];
    n->name = xstrdup(name);
    mpq_init(n->value);
    mpq_set(n->value, value);
}

mpq_srcptr proof_find_number(const proof *pf, const char *name)
{
    for (size_t k = 0; k < pf->nnumbers; k++)
        if (strcmp(pf->number[k].name, name) == 0)
            return pf->number[k].value;
    return NULL;
}

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

char *certfile_text(const proof *pf, const char *id, const char *hash,
                    long prec, certfile_problem problem_of, void *ctx)
{
    text_buf b = {0};
    text_printf(&b, "assay-certificate %d\nitem %s\nstatement %s\n"
                    "precision %ld\n", pf->ndomain > 0 ? 2 : 1, id, hash,
                prec);
    for (size_t k = 0; k < pf->nnumbers; k++) {
        text_printf(&b, "number %s", pf->number[k].name);
        put_q(&b, pf->number[k].value);
        text_put(&b, "\n");
    }
    if (pf->has_seen) {
        text_printf(&b, "seen %zu %zu", pf->seen_member + 1,
                    pf->seen_goal + 1);
        for (int i = 0; i < pf->nseen; i++)
            put_q(&b, pf->seen[i]);
        text_put(&b, "\n");
    }
    certfile_write_domain(&b, pf, problem_of, ctx);
    for (size_t k = 0; k < pf->nruns; k++) {
        const proof_run *r = &pf->run[k];
        text_printf(&b, "instances %zu-%zu goals %zu\n", r->first + 1,
                    r->last + 1, pf->ngoals);
        for (size_t g = 0; g < pf->ngoals; g++)
            cert_write(&b, r->tree[g], problem_of(ctx, r->first));
    }
    text_put(&b, "end\n");
    return text_take(&b);
}

/* ---- reading ------------------------------------------------------------ */

static bool read_number(certfile_reader *r, proof *pf)
{
    char name[32];
    size_t n = strcspn(r->s += strlen("number "), " \n");
    if (n == 0 || n >= sizeof name || pf->nnumbers >= LIMIT_CERT_NUMBERS)
        return certfile_fail(r, "malformed number");
    memcpy(name, r->s, n);
    name[n] = '\0';
    r->s += n;
    if (!certfile_id_ok(name) || proof_find_number(pf, name) != NULL)
        return certfile_fail(r, "malformed number");
    mpq_t q;
    mpq_init(q);
    bool ok = certfile_literal(r, " ") && certfile_rational(r, q) && certfile_literal(r, "\n");
    if (ok)
        proof_set_number(pf, name, q);
    mpq_clear(q);
    return ok;
}

static bool read_seen(certfile_reader *r, proof *pf, size_t members,
                      certfile_problem problem_of, void *ctx)
{
    size_t m, g;
    r->s += strlen("seen ");
    if (!certfile_whole(r, members, &m) || !certfile_literal(r, " ") ||
        !certfile_whole(r, pf->ngoals, &g))
        return false;
    if (m == 0 || g == 0)
        return certfile_fail(r, "numbers start at 1");
    int n = problem_of(ctx, m - 1)->nvars;
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

static bool read_run(certfile_reader *r, proof *pf, size_t next, size_t members,
                     certfile_problem problem_of, void *ctx)
{
    size_t first, last, goals;
    if (!certfile_at_word(r, "instances"))
        return certfile_fail(r, "`instances` expected");
    r->s += strlen("instances ");
    if (!certfile_whole(r, members, &first) || !certfile_literal(r, "-") ||
        !certfile_whole(r, members, &last) || !certfile_literal(r, " goals ") ||
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
    for (size_t g = 0; g < goals; g++) {
        run->tree[g] = cert_read(&r->s, &r->line,
                                 problem_of(ctx, first - 1), r->err,
                                 r->err_size);
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

static bool read_header(certfile_reader *r, proof *pf, const char *id,
                        const char *hash, long *prec)
{
    size_t bits;
    bool old = is_old(r->s);
    if (!certfile_exact_line(r, "assay-certificate", old ? "1" : "2") ||
        !certfile_exact_line(r, "item", id) || !certfile_exact_line(r, "statement", hash))
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
    return true;
}

bool certfile_parse(proof *pf, const char *text, const char *id,
                    const char *hash, size_t members, long *prec,
                    certfile_problem problem_of, void *ctx, char *err,
                    size_t err_size)
{
    certfile_reader r = {text, 1, err, err_size};
    if (err_size > 0)
        err[0] = '\0';
    proof_clear(pf);
    if (!read_header(&r, pf, id, hash, prec))
        return false;
    if (members == 0)
        return true;
    if (certfile_at_word(&r, "seen") && !read_seen(&r, pf, members, problem_of, ctx))
        return false;
    if (!is_old(text) &&
        !certfile_read_domain(&r, pf, members, problem_of, ctx))
        return false;
    for (size_t next = 0; next < members;
         next = pf->run[pf->nruns - 1].last + 1)
        if (!read_run(&r, pf, next, members, problem_of, ctx))
            return false;
    if (strcmp(r.s, "end\n") != 0)
        return certfile_fail(&r, "`end` expected, and nothing after it");
    return true;
}

/* Certificate files: text and parsing.  See certfile.h, CERTIFICATES.md. */
#include "certfile.h"

#include "../numerics/memory.h"
#include "disk.h"
#include "../numerics/rational.h"
#include "../numerics/limits.h"

#include <ctype.h>
#include <stdarg.h>
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
    text_printf(&b, "assay-certificate 1\nitem %s\nstatement %s\n"
                    "precision %ld\n", id, hash, prec);
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

typedef struct {
    const char *s;
    int line;
    char *err;
    size_t err_size;
} reader;

static bool fail(reader *r, const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));
static bool fail(reader *r, const char *fmt, ...)
{
    if (r->err_size == 0 || r->err[0] != '\0')
        return false;
    int n = snprintf(r->err, r->err_size, "line %d: ", r->line);
    va_list ap;
    va_start(ap, fmt);
    if (n > 0 && (size_t)n < r->err_size)
        vsnprintf(r->err + n, r->err_size - (size_t)n, fmt, ap);
    va_end(ap);
    return false;
}

static bool at_word(const reader *r, const char *w)
{
    size_t n = strlen(w);
    return strncmp(r->s, w, n) == 0 && r->s[n] == ' ';
}

/* "WORD TEXT\n" with exactly this text. */
static bool exact_line(reader *r, const char *word, const char *text)
{
    size_t n = strlen(word), m = strlen(text);
    if (!at_word(r, word))
        return fail(r, "`%s` expected", word);
    if (strncmp(r->s + n + 1, text, m) != 0 || r->s[n + 1 + m] != '\n')
        return fail(r, "another %s", word);
    r->s += n + m + 2;
    r->line++;
    return true;
}

/* Digits without sign or leading zero, up to max. */
static bool whole(reader *r, size_t max, size_t *out)
{
    size_t v = 0, n = 0;
    while (isdigit((unsigned char)r->s[n])) {
        size_t d = (size_t)(r->s[n] - '0');
        if (v > (max - d) / 10 && v * 10 + d > max)
            return fail(r, "number out of range");
        v = v * 10 + d;
        if (v > max)
            return fail(r, "number out of range");
        n++;
    }
    if (n == 0 || (n > 1 && r->s[0] == '0'))
        return fail(r, "a whole number is missing");
    r->s += n;
    *out = v;
    return true;
}

static bool literal(reader *r, const char *t)
{
    size_t n = strlen(t);
    if (strncmp(r->s, t, n) != 0)
        return fail(r, "`%s` expected",
                    strcmp(t, "\n") == 0 ? "end of line" : t);
    r->s += n;
    if (t[0] == '\n')
        r->line++;
    return true;
}

static bool rational(reader *r, mpq_ptr q)
{
    size_t n = strspn(r->s, "-0123456789/");
    if (n == 0 || n > LIMIT_CERT_TEXT)
        return fail(r, "a rational number is missing");
    bool ok = rational_read(q, r->s, n);
    r->s += n;
    return ok ? true : fail(r, "this is no fraction in lowest terms");
}

static bool read_number(reader *r, proof *pf)
{
    char name[32];
    size_t n = strcspn(r->s += strlen("number "), " \n");
    if (n == 0 || n >= sizeof name || pf->nnumbers >= LIMIT_CERT_NUMBERS)
        return fail(r, "malformed number");
    memcpy(name, r->s, n);
    name[n] = '\0';
    r->s += n;
    if (!certfile_id_ok(name) || proof_find_number(pf, name) != NULL)
        return fail(r, "malformed number");
    mpq_t q;
    mpq_init(q);
    bool ok = literal(r, " ") && rational(r, q) && literal(r, "\n");
    if (ok)
        proof_set_number(pf, name, q);
    mpq_clear(q);
    return ok;
}

static bool read_seen(reader *r, proof *pf, size_t members,
                      certfile_problem problem_of, void *ctx)
{
    size_t m, g;
    r->s += strlen("seen ");
    if (!whole(r, members, &m) || !literal(r, " ") ||
        !whole(r, pf->ngoals, &g))
        return false;
    if (m == 0 || g == 0)
        return fail(r, "numbers start at 1");
    int n = problem_of(ctx, m - 1)->nvars;
    mpq_t x[EXPR_MAX_VARS];
    bool ok = true;
    for (int i = 0; i < n; i++)
        mpq_init(x[i]);
    for (int i = 0; i < n && ok; i++)
        ok = literal(r, " ") && rational(r, x[i]);
    ok = ok && literal(r, "\n");
    if (ok)
        proof_set_seen(pf, m - 1, g - 1, x, n);
    for (int i = 0; i < n; i++)
        mpq_clear(x[i]);
    return ok;
}

static bool read_run(reader *r, proof *pf, size_t next, size_t members,
                     certfile_problem problem_of, void *ctx)
{
    size_t first, last, goals;
    if (!at_word(r, "instances"))
        return fail(r, "`instances` expected");
    r->s += strlen("instances ");
    if (!whole(r, members, &first) || !literal(r, "-") ||
        !whole(r, members, &last) || !literal(r, " goals ") ||
        !whole(r, LIMIT_CERT_GOALS, &goals))
        return false;
    if (first != next + 1 || last < first)
        return fail(r, "instances out of order");
    if (goals != pf->ngoals)
        return fail(r, "another number of goals");
    if (!literal(r, "\n"))
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
            return fail(r, "malformed certificate");
    }
    return true;
}

static bool read_header(reader *r, proof *pf, const char *id,
                        const char *hash, long *prec)
{
    size_t bits;
    if (!exact_line(r, "assay-certificate", "1") ||
        !exact_line(r, "item", id) || !exact_line(r, "statement", hash))
        return false;
    if (!at_word(r, "precision"))
        return fail(r, "`precision` expected");
    r->s += strlen("precision ");
    if (!whole(r, LIMIT_PREC_MAX, &bits) || !literal(r, "\n"))
        return false;
    if (bits < LIMIT_PREC_MIN)
        return fail(r, "precision out of range");
    *prec = (long)bits;
    while (at_word(r, "number"))
        if (!read_number(r, pf))
            return false;
    return true;
}

bool certfile_parse(proof *pf, const char *text, const char *id,
                    const char *hash, size_t members, long *prec,
                    certfile_problem problem_of, void *ctx, char *err,
                    size_t err_size)
{
    reader r = {text, 1, err, err_size};
    if (err_size > 0)
        err[0] = '\0';
    proof_clear(pf);
    if (!read_header(&r, pf, id, hash, prec))
        return false;
    if (members == 0)
        return true;
    if (at_word(&r, "seen") && !read_seen(&r, pf, members, problem_of, ctx))
        return false;
    for (size_t next = 0; next < members;
         next = pf->run[pf->nruns - 1].last + 1)
        if (!read_run(&r, pf, next, members, problem_of, ctx))
            return false;
    if (strcmp(r.s, "end\n") != 0)
        return fail(&r, "`end` expected, and nothing after it");
    return true;
}

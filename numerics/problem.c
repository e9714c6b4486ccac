/* Problems, ranges, and the content hash.  See problem.h. */
#include "problem.h"

#include "memory.h"

#include <assert.h>
#include <sha256.h>
#include <stdlib.h>
#include <string.h>

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

bool range_contains_q(const range *r, mpq_srcptr q)
{
    int lo = r->lo_inf ? 1 : mpq_cmp(q, r->lo);
    int hi = r->hi_inf ? -1 : mpq_cmp(q, r->hi);
    return (lo > 0 || (lo == 0 && !r->lo_open)) &&
           (hi < 0 || (hi == 0 && !r->hi_open));
}

void problem_init(problem *p, expr_pool *pool, int nvars)
{
    assert(nvars >= 0 && nvars <= EXPR_MAX_VARS);
    *p = (problem){.pool = pool, .nvars = nvars};
    p->names = xcalloc((size_t)nvars, sizeof *p->names);
    p->box = xcalloc((size_t)nvars, sizeof *p->box);
    for (int i = 0; i < nvars; i++)
        range_init(&p->box[i]);
}

void problem_clear(problem *p)
{
    for (int i = 0; i < p->nvars; i++) {
        free(p->names[i]);
        range_clear(&p->box[i]);
    }
    free(p->names);
    free(p->box);
    free(p->hyp);
    free(p->goal);
    free(p->hint);
    *p = (problem){.nvars = 0};
}

void problem_set_name(problem *p, int i, const char *name)
{
    free(p->names[i]);
    p->names[i] = xstrdup(name);
}

static void add(sign_condition **v, size_t *n, expr e, bool strict)
{
    *v = xrealloc(*v, (*n + 1) * sizeof **v);
    (*v)[(*n)++] = (sign_condition){e, strict};
}

void problem_add_hyp(problem *p, expr e, bool strict)
{
    add(&p->hyp, &p->nhyps, e, strict);
}

void problem_add_goal(problem *p, expr e, bool strict)
{
    add(&p->goal, &p->ngoals, e, strict);
}

void problem_add_hint(problem *p, int var, expr at)
{
    p->hint = xrealloc(p->hint, (p->nhints + 1) * sizeof *p->hint);
    p->hint[p->nhints++] = (equality_hint){var, at};
}

/* ---- content hash ------------------------------------------------------ */

static void put(void *ctx, const char *s, size_t n)
{
    SHA256Update(ctx, (const uint8_t *)s, n);
}

static void put_str(SHA2_CTX *h, const char *s)
{
    put(h, s, strlen(s));
}

static void put_q(SHA2_CTX *h, mpq_srcptr q, bool inf)
{
    char *s = inf ? xstrdup("inf") : mpq_get_str(NULL, 10, q);
    put_str(h, s);
    put_str(h, " ");
    free(s);
}

static void put_conditions(SHA2_CTX *h, const problem *p, const char *what,
                           const sign_condition *v, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        put_str(h, what);
        put_str(h, v[i].strict ? " >0\n" : " >=0\n");
        expr_canonical(p->pool, v[i].e, put, h);
    }
}

void problem_hash(const problem *p, char out[65])
{
    SHA2_CTX h;
    uint8_t digest[SHA256_DIGEST_LENGTH];
    SHA256Init(&h);
    put_str(&h, "assay-problem 1\n");
    for (int i = 0; i < p->nvars; i++) {
        const range *r = &p->box[i];
        /* names cannot contain spaces or newlines (they are identifiers) */
        put_str(&h, p->names[i] != NULL ? p->names[i] : "?");
        put_str(&h, r->lo_open || r->lo_inf ? " ( " : " [ ");
        put_q(&h, r->lo, r->lo_inf);
        put_q(&h, r->hi, r->hi_inf);
        put_str(&h, r->hi_open || r->hi_inf ? ")\n" : "]\n");
    }
    put_conditions(&h, p, "hypothesis", p->hyp, p->nhyps);
    put_conditions(&h, p, "goal", p->goal, p->ngoals);
    SHA256Final(digest, &h);
    for (int i = 0; i < SHA256_DIGEST_LENGTH; i++) {
        static const char hex[] = "0123456789abcdef";
        out[2 * i] = hex[digest[i] >> 4];
        out[2 * i + 1] = hex[digest[i] & 15];
    }
    out[64] = '\0';
}

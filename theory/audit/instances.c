/* All instances of an item: kept copies, and their content hash.  Believed: a
 * certificate is for the statement whose hash it has. */
#include "audit_internal.h"

#include <sha256.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- copies ------------------------------------------------------------- */

static void copy_binding(binding *d, const binding *s)
{
    *d = (binding){.n = 0};
    if (s == NULL)
        return;
    d->part = s->part;
    d->aside = s->aside;
    d->step = s->step;
    d->bare = s->bare;
    if (s->n == 0)
        return;
    d->n = s->n;
    d->name = xmalloc(s->n * sizeof *d->name);
    d->value = xmalloc(s->n * sizeof *d->value);
    for (size_t i = 0; i < s->n; i++) {
        d->name[i] = s->name[i]; /* borrowed from the item */
        mpq_init(d->value[i]);
        mpq_set(d->value[i], s->value[i]);
    }
}

instance *instances_add(instances *f, const binding *binding, const problem *p,
                        const expr *side, size_t nsides)
{
    if (f->n == f->cap) {
        f->cap = f->cap != 0 ? 2 * f->cap : 16;
        f->v = xrealloc(f->v, f->cap * sizeof *f->v);
    }
    instance *m = &f->v[f->n++];
    problem_copy(&m->p, p, p->nvars);
    copy_binding(&m->binding, binding);
    m->nsides = nsides;
    m->side = xmalloc((nsides + 1) * sizeof *m->side);
    if (nsides > 0)
        memcpy(m->side, side, nsides * sizeof *m->side);
    return m;
}

problem *instances_problem(void *ctx, size_t k)
{
    return &((instances *)ctx)->v[k].p;
}

void instances_clear(instances *f)
{
    for (size_t k = 0; k < f->n; k++) {
        instance *m = &f->v[k];
        for (size_t i = 0; i < m->binding.n; i++)
            mpq_clear(m->binding.value[i]);
        free(m->binding.name);
        free(m->binding.value);
        free(m->side);
        problem_clear(&m->p);
    }
    free(f->v);
    *f = (instances){.n = 0};
}

/* ---- collecting --------------------------------------------------------- */

typedef struct {
    audit *a;
    instances *f;
} collector;

static bool collect(void *ctx, const binding *binding, problem *p,
                    const expr *chain_e, size_t n)
{
    collector *c = ctx;
    instances_add(c->f, binding, p, chain_e, n);
    return !audit_stopped(c->a);
}

/* Some condition is not shown to be defined on the whole box of its instance.
 */
static bool may_be_undefined(audit *a, const instances *f)
{
    bool all = true;
    eval *ev = engines_eval(a->engines, 0);
    for (size_t k = 0; k < f->n && all && !audit_stopped(a); k++) {
        const problem *p = &f->v[k].p;
        if (p->nhyps == 0)
            continue;
        eval_set_box(ev, p->box, p->nvars);
        for (size_t j = 0; j < p->nhyps && all; j++)
            all = iv_is_defined(eval_enclose(ev, p->hyp[j].e));
    }
    return !all;
}

/* The variable of the item's induction, as a bit: its proof is one for whole
 * numbers alone. */
static uint64_t induction_var(const item *it)
{
    int var = 0;
    for (size_t k = 0; it->induction.var != NULL && k < it->nbind; k++) {
        const binder *b = &it->bind[k];
        bool real = b->kind == DOM_INTERVAL ||
                    (b->kind == DOM_INTEGERS && b->hi == NULL);
        if (real && strcmp(b->name, it->induction.var) == 0)
            return UINT64_C(1) << var;
        var += real;
    }
    return 0;
}

bool instances_collect(audit *a, instances *f)
{
    collector c = {a, f};
    size_t count = 0;
    if (!elab_instances(a->e, a->it, collect, &c, &count, a->errs))
        return false;
    if (f->n == 0)
        return audit_error(a, "`%s` has no instance: it says nothing",
                           a->it->id);
    instances_hash(f);
    result *r = a->r;
    bool constant = a->it->kind == ITEM_CONSTANT;
    r->instances = count;
    r->excluded = elab_excluded(a->e);
    r->uniform = f->v[0].binding.n == 0;
    r->real_vars = (size_t)f->v[0].p.nvars - (constant ? 1 : 0);
    a->whole = point_whole_vars(a->it);
    r->integers_as_reals = (a->whole & ~induction_var(a->it)) != 0;
    memcpy(r->hash, f->hash, sizeof r->hash);
    r->partial = may_be_undefined(a, f);
    return true;
}

bool instances_argue(const instances *f)
{
    for (size_t k = 0; k < f->n; k++)
        if (f->v[k].binding.step)
            return true;
    return false;
}

/* ---- hash --------------------------------------------------------------- */

typedef struct {
    SHA2_CTX h;
    const expr_pool *pool;
    uint32_t *number; /* by node; 0: not seen yet */
    uint32_t next;
    expr *stack;
    size_t n, cap;
} hasher;

static void put_text(hasher *h, const char *s, size_t n)
{
    SHA256Update(&h->h, (const uint8_t *)s, n);
}

static void put(hasher *h, const char *s)
{
    put_text(h, s, strlen(s));
}

static void put_q(hasher *h, mpq_srcptr q, bool inf)
{
    char *s = inf ? xstrdup("inf") : mpq_get_str(NULL, 10, q);
    put(h, s);
    put(h, " ");
    free(s);
}

/* n in decimal, behind `at`: the end of it.  A paper has millions of these. */
static char *decimal(char *at, long n)
{
    char digit[24];
    int k = 0;
    unsigned long rest = n < 0 ? 0UL - (unsigned long)n : (unsigned long)n;
    *at++ = ' ';
    if (n < 0)
        *at++ = '-';
    do
        digit[k++] = (char)('0' + rest % 10);
    while ((rest /= 10) != 0);
    while (k > 0)
        *at++ = digit[--k];
    return at;
}

/* The operation's name, so that no new function moves an old hash, then its
 * arguments' numbers and its parameters. */
static void put_record(hasher *h, const expr_node *x, const uint32_t a[3])
{
    char line[160], *at = line;
    put(h, expr_node_name(x));
    for (int k = 0; k < 3; k++)
        at = decimal(at, (long)a[k]);
    at = decimal(at, x->p);
    at = decimal(at, x->q);
    *at++ = '\n';
    put_text(h, line, (size_t)(at - line));
}

/* An integral's integrand counts here, too. */
static int parts(const expr_node *x)
{
    return x->op == EXPR_INTEGRAL ? 3 : x->nargs;
}

static void put_node(hasher *h, expr e)
{
    const expr_node *x = expr_get(h->pool, e);
    if (x->op == EXPR_CONST) { /* no operation has this name */
        put(h, "q ");
        put_q(h, expr_const_value(h->pool, e), false);
        put(h, "\n");
    } else {
        uint32_t a[3] = {0, 0, 0};
        for (int k = 0; k < parts(x); k++)
            a[k] = h->number[x->arg[k]];
        put_record(h, x, a);
    }
    h->number[e] = ++h->next;
}

static void push(hasher *h, expr e)
{
    if (h->n == h->cap) {
        h->cap = h->cap != 0 ? 2 * h->cap : 64;
        h->stack = xrealloc(h->stack, h->cap * sizeof *h->stack);
    }
    h->stack[h->n++] = e;
}

/* New nodes in depth-first, left-to-right post-order, then the root. */
static void put_expr(hasher *h, expr f)
{
    push(h, f);
    while (h->n > 0) {
        expr e = h->stack[h->n - 1];
        size_t before = h->n;
        if (h->number[e] != 0) {
            h->n--;
            continue;
        }
        const expr_node *x = expr_get(h->pool, e);
        for (int k = parts(x); k-- > 0;)
            if (h->number[x->arg[k]] == 0)
                push(h, x->arg[k]);
        if (h->n == before) {
            put_node(h, e);
            h->n--;
        }
    }
    char line[32];
    snprintf(line, sizeof line, "= %lu\n", (unsigned long)h->number[f]);
    put(h, line);
}

static void put_instance(hasher *h, const instance *m)
{
    const problem *p = &m->p;
    put(h, "instance\n");
    for (int i = 0; i < p->nvars; i++) {
        const range *r = &p->box[i];
        put(h, p->names[i]);
        put(h, r->lo_open || r->lo_inf ? " ( " : " [ ");
        put_q(h, r->lo, r->lo_inf);
        put_q(h, r->hi, r->hi_inf);
        put(h, r->hi_open || r->hi_inf ? ")\n" : "]\n");
    }
    for (size_t j = 0; j < p->nhyps; j++) {
        put(h, p->hyp[j].strict ? "hypothesis >0\n" : "hypothesis >=0\n");
        put_expr(h, p->hyp[j].e);
    }
    for (size_t j = 0; j < p->ngoals; j++) {
        put(h, p->goal[j].strict ? "goal >0\n" : "goal >=0\n");
        put_expr(h, p->goal[j].e);
    }
}

void instances_hash(instances *f)
{
    hasher h = {.pool = f->n > 0 ? f->v[0].p.pool : NULL};
    uint8_t digest[SHA256_DIGEST_LENGTH];
    SHA256Init(&h.h);
    put(&h, "assay-family 2\n");
    if (f->n > 0)
        h.number = xcalloc(expr_pool_size(h.pool) + 1, sizeof *h.number);
    for (size_t k = 0; k < f->n; k++)
        put_instance(&h, &f->v[k]);
    SHA256Final(digest, &h.h);
    for (int i = 0; i < SHA256_DIGEST_LENGTH; i++)
        snprintf(f->hash + 2 * i, 3, "%02x", digest[i]);
    free(h.number);
    free(h.stack);
}

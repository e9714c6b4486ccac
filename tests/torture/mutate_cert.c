/* False claims and certificates.  See mutate_cert.h. */
#include "mutate_cert.h"

#include "../../numerics/base/memory.h"
#include "../../numerics/recheck/recheck.h"
#include "../numerics/iv_support.h"
#include "invent_cert.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    BOXES = 2000,
    KEPT = 64, /* texts for other claims */
    FALSE_MAX = 12
};

typedef struct {
    cert_tally *t;
    long quota; /* mutants of each base */
    long skip;
    const char *name;
    problem *p;
    char *text; /* a certificate of p's goal, or NULL */
    problem bad[FALSE_MAX];
    int nbad;
    mpq_t low[EXPR_MAX_VARS];
} forgery;

static char *kept[KEPT];
static size_t nkept;

/* ---- false claims --------------------------------------------------------- */

/* Keeps q when Arb certifies it false at x. */
static void keep_if_false(forgery *z, problem *q, mpq_t *x)
{
    if (z->nbad < FALSE_MAX && q->goal[0].e != EXPR_NONE &&
        point_fails(q, 0, x)) {
        z->bad[z->nbad++] = *q;
        z->t->claims++;
    } else {
        problem_clear(q);
    }
}

static void add_goal(forgery *z, expr f, bool strict)
{
    problem q;
    if (f == EXPR_NONE)
        return;
    problem_with_goal(&q, z->p, f, strict);
    keep_if_false(z, &q, z->low);
}

static expr tenth(expr_pool *pool, int power)
{
    mpq_t q;
    mpq_init(q);
    mpz_ui_pow_ui(mpq_denref(q), 10, (unsigned long)power);
    mpz_set_ui(mpq_numref(q), 1);
    expr e = expr_q(pool, q);
    mpq_clear(q);
    return e;
}

static expr value_as_expr(forgery *z, expr f)
{
    arb_t a;
    fmpq_t m;
    mpq_t c;
    expr e = EXPR_NONE;
    arb_init(a);
    fmpq_init(m);
    mpq_init(c);
    if (point_value(a, z->p->pool, f, z->low, 200) == POINT_VALUE) {
        arf_get_fmpq(m, arb_midref(a));
        fmpq_get_mpq(c, m);
        e = expr_q(z->p->pool, c);
    }
    arb_clear(a);
    fmpq_clear(m);
    mpq_clear(c);
    return e;
}

static void widen(forgery *z, expr f, bool strict)
{
    mpq_t w, x[EXPR_MAX_VARS];
    problem q;
    problem_with_goal(&q, z->p, f, strict);
    int i = (int)random_in(0, z->p->nvars - 1);
    range *r = &q.box[i];
    mpq_init(w);
    points_init(x, q.nvars);
    random_box_point(x, &q);
    mpq_set_si(w, random_in(1, 8), 4);
    mpq_canonicalize(w);
    if (random_chance(50) && !r->lo_inf) {
        mpq_sub(r->lo, r->lo, w);
        r->lo_open = false;
        mpq_set(x[i], r->lo);
    } else if (!r->hi_inf) {
        mpq_add(r->hi, r->hi, w);
        r->hi_open = false;
        mpq_set(x[i], r->hi);
    }
    keep_if_false(z, &q, x);
    points_clear(x, z->p->nvars);
    mpq_clear(w);
}

/* A constant inside f changed a little. */
static expr nudged(forgery *z, expr f)
{
    expr_pool *pool = z->p->pool;
    expr from = EXPR_NONE;
    long seen = 0;
    for (expr e = 1; e <= f; e++)
        if (expr_is_const(pool, e) && random_in(0, seen++) == 0)
            from = e;
    if (from == EXPR_NONE)
        return EXPR_NONE;
    expr d = tenth(pool, (int)random_in(1, 12));
    return expr_replace(pool, f, from,
                        random_chance(50) ? expr_add(pool, from, d)
                                          : expr_sub(pool, from, d));
}

static void make_false(forgery *z)
{
    static const int power[] = {3, 6, 12};
    expr_pool *pool = z->p->pool;
    expr f = z->p->goal[0].e, v = value_as_expr(z, f), at = f;
    bool strict = z->p->goal[0].strict;
    for (int k = 0; k < 3; k++)
        add_goal(z, expr_sub(pool, f, tenth(pool, power[k])), strict);
    add_goal(z, expr_neg(pool, f), strict);
    if (v != EXPR_NONE)
        for (int k = 0; k < 3; k++)
            add_goal(
                z, expr_sub(pool, f, expr_add(pool, v, tenth(pool, power[k]))),
                strict);
    for (int i = 0; i < z->p->nvars && at != EXPR_NONE; i++)
        at = expr_subst(pool, at, i, expr_q(pool, z->low[i]));
    if (at != EXPR_NONE)
        add_goal(z, expr_sub(pool, f, at), true);
    for (int k = 0; k < 2; k++)
        add_goal(z, nudged(z, f), strict);
    for (int k = 0; k < 2 && z->p->nvars > 0; k++)
        widen(z, f, strict);
}

/* ---- certificates --------------------------------------------------------- */

static char *prove(problem *p, mpq_t *low)
{
    search_result r;
    search_limits limits = {.max_boxes = BOXES, .threads = 1, .max_seconds = 5};
    char *text = NULL;
    search_result_init(&r);
    search_goal(&r, p, 0, NULL, &limits);
    if (r.status == SEARCH_CERTIFICATE &&
        checker_accepts(p, 0, r.cert, 128, NULL)) {
        text_buf b = {0};
        cert_write(&b, r.cert, p);
        text = xstrdup(b.s);
        text_clear(&b);
    }
    random_box_point(low, p);
    for (int i = 0; i < p->nvars && r.best != NULL; i++)
        mpq_set(low[i], r.best[i]);
    polish(low, p, 0);
    search_result_clear(&r, p->nvars);
    return text;
}

static cert_node *read_text(problem *p, const char *text)
{
    char err[100];
    int line = 1;
    return cert_read(&text, &line, p, err, sizeof err);
}

/* A certificate for anything: damaged, foreign, or invented. */
static cert_node *forge(forgery *z, problem *q)
{
    long kind = random_in(0, 99);
    const char *text = z->text;
    cert_node *c;
    if (kind < 30 || (text == NULL && nkept == 0)) {
        z->t->invented++;
        return cert_invent(q, q->goal[0].e, (int)random_in(0, 3));
    }
    if (text == NULL || (kind < 40 && nkept > 0)) {
        z->t->swapped++;
        text = kept[random_bits() % nkept];
    }
    if (kind < 60) {
        char *s = cert_text_damaged(text);
        c = read_text(q, s);
        free(s);
    } else {
        c = read_text(q, text);
        for (long n = kind < 65 ? 0 : random_in(1, 3); c != NULL && n > 0; n--)
            cert_damage(c, q, q->goal[0].e);
    }
    return c;
}

static bool accepts(forgery *z, problem *q, const cert_node *c)
{
    checker_report report;
    checker_report_init(&report);
    long prec = random_chance(70) ? 128 : random_in(24, 300);
    bool ok = checker_accepts(q, 0, c, prec, &report);
    z->t->silent += !ok && report.where[0] == '\0';
    checker_report_clear(&report);
    recheck *second = recheck_new(q->pool);
    bool again = recheck_accepts(second, q, 0, c, prec, NULL);
    recheck_free(second);
    z->t->second += again;
    z->t->disagree += ok && !again;
    return ok || again;
}

static void shout(forgery *z, problem *q, const cert_node *c)
{
    text_buf b = {0};
    char *f = expr_to_text(q->pool, q->goal[0].e, q->names, 100000);
    cert_write(&b, c, q);
    printf("UNSOUND: %s: %s %s 0\n", z->name, f,
           q->goal[0].strict ? ">" : ">=");
    for (int i = 0; i < q->nvars; i++)
        gmp_printf("  %s in %c%Qd, %Qd%c\n", q->names[i],
                   q->box[i].lo_open ? '(' : '[', q->box[i].lo, q->box[i].hi,
                   q->box[i].hi_open ? ')' : ']');
    printf("%s", b.s);
    fflush(stdout);
    text_clear(&b);
    free(f);
}

static void attack(forgery *z)
{
    for (long k = 0; k < z->quota && z->nbad > 0; k++) {
        problem *q = &z->bad[random_bits() % (uint64_t)z->nbad];
        cert_node *c = forge(z, q);
        z->t->mutants++;
        if (c != NULL) {
            z->t->read++;
            if (accepts(z, q, c)) {
                z->t->accepted++;
                shout(z, q, c);
            }
        }
        cert_free(c);
        if (k % 8 == 0 && z->text != NULL &&
            (c = read_text(z->p, z->text)) != NULL) {
            cert_damage(c, z->p, z->p->goal[0].e);
            z->t->damaged_true++;
            z->t->still_true += accepts(z, z->p, c);
            cert_free(c);
        }
    }
}

static void forge_all(forgery *z)
{
    points_init(z->low, z->p->nvars);
    z->text = prove(z->p, z->low);
    make_false(z);
    attack(z);
    for (int i = 0; i < z->nbad; i++)
        problem_clear(&z->bad[i]);
    points_clear(z->low, z->p->nvars);
    if (z->text != NULL && strlen(z->text) < 20000) {
        free(kept[nkept % KEPT]);
        kept[nkept % KEPT] = z->text;
        nkept = nkept + 1 < KEPT ? nkept + 1 : KEPT;
    } else {
        free(z->text);
    }
}

/* ---- sources ------------------------------------------------------------- */

static void from_base(void *ctx, const char *name, int truth, problem *p)
{
    forgery *z = ctx, f = {.t = z->t, .quota = z->quota, .name = name};
    problem q;
    if (z->skip > 0 && random_in(0, z->skip) != 0)
        return;
    (void)truth;
    size_t g = (size_t)random_in(0, (long)p->ngoals - 1);
    problem_with_goal(&q, p, p->goal[g].e, p->goal[g].strict);
    f.p = &q;
    forge_all(&f);
    problem_clear(&q);
}

static void forget(void)
{
    for (size_t i = 0; i < KEPT; i++) {
        free(kept[i]);
        kept[i] = NULL;
    }
    nkept = 0;
}

/* Reduced runs take one base in skip + 1. */
static forgery plan(cert_tally *t, long count, long bases)
{
    long skip = count < 20 * bases ? bases * 20 / count : 0;
    return (forgery){
        .t = t, .skip = skip, .quota = 1 + count * (skip + 1) / bases};
}

static void count_only(void *ctx, const char *name, int truth, problem *p)
{
    (void)name;
    (void)truth;
    (void)p;
    ++*(long *)ctx;
}

void mutate_cert_peer(cert_tally *t, long count)
{
    long n = 0;
    bases_peer(count_only, &n);
    forgery z = plan(t, count, n);
    bases_peer(from_base, &z);
    forget();
}

void mutate_cert_cases(cert_tally *t, long count)
{
    long n = 0;
    bases_cases(count_only, &n);
    forgery z = plan(t, count, n);
    bases_cases(from_base, &z);
    forget();
}

void mutate_cert_documents(cert_tally *t, const char *folder, long count)
{
    long n = 0;
    bases_documents(folder, 2, count_only, &n);
    forgery z = plan(t, count, n);
    bases_documents(folder, 2, from_base, &z);
    forget();
}

/* n + m x, for small whole n and m. */
static expr line(expr_pool *pool, int nvars)
{
    expr x = expr_var(pool, (int)random_in(0, nvars - 1));
    x = expr_mul(pool, expr_si(pool, random_in(-2, 2)), x);
    return random_chance(50)
               ? x
               : expr_add(pool, x, expr_si(pool, random_in(-2, 2)));
}

/* A kink of lines, inside some function, beside a line. */
static expr bent(expr_pool *pool, int nvars)
{
    static const expr_op outer[] = {EXPR_EXP,  EXPR_SIN, EXPR_COS, EXPR_ATAN,
                                    EXPR_SQRT, EXPR_LOG, EXPR_NEG, EXPR_ABS};
    expr a = line(pool, nvars), b = line(pool, nvars), e;
    switch (random_in(0, 3)) {
    case 0:
        e = expr_unary(pool, EXPR_ABS, a);
        break;
    case 1:
        e = expr_min(pool, a, b);
        break;
    case 2:
        e = expr_max(pool, a, b);
        break;
    default:
        e = expr_if(pool, a, random_chance(50), b,
                    random_chance(50) ? line(pool, nvars) : expr_neg(pool, b));
        break;
    }
    if (random_chance(30))
        e = expr_mul(pool, e, line(pool, nvars));
    if (random_chance(30))
        e = expr_unary(pool, outer[random_in(0, 7)], e);
    if (random_chance(50))
        e = expr_neg(pool, e);
    return random_chance(50) ? e : expr_add(pool, e, line(pool, nvars));
}

/* Ends at small whole numbers, where the seams of small expressions are. */
static void random_problem(problem *q, expr_pool *pool)
{
    int n = (int)random_in(1, 2);
    problem_init(q, pool, n);
    for (int i = 0; i < n; i++) {
        range *r = &q->box[i];
        long lo = random_in(-2, 2);
        problem_set_name(q, i, i == 0 ? "x" : "y");
        mpq_set_si(r->lo, lo, 1);
        mpq_set_si(r->hi, random_in(lo + (random_chance(90) ? 1 : 0), 3), 1);
        if (!range_is_point(r) && random_chance(25))
            r->lo_open = true;
        if (!range_is_point(r) && random_chance(25))
            r->hi_open = true;
    }
    if (random_chance(25)) {
        expr h = random_expr(pool, n, (int)random_in(1, 3), false);
        if (h != EXPR_NONE && expr_vars(pool, h) != 0)
            problem_add_hyp(q, h, random_chance(30));
    }
    expr f = random_chance(60)
                 ? bent(pool, n)
                 : random_expr(pool, n, (int)random_in(1, 7), true);
    problem_add_goal(q, f != EXPR_NONE ? f : expr_var(pool, 0),
                     random_chance(25));
}

void mutate_cert_random(cert_tally *t, long count)
{
    long end = t->mutants + count;
    for (long tries = 0; t->mutants < end && tries < count; tries++) {
        expr_pool *pool = expr_pool_new(1000000);
        problem q;
        random_problem(&q, pool);
        forgery z = {.t = t, .quota = 40, .name = "random", .p = &q};
        forge_all(&z);
        problem_clear(&q);
        expr_pool_free(pool);
    }
    forget();
}

/* See attack_support.h. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "attack_support.h"

#include "../../numerics/check/checker.h"
#include "../../numerics/recheck/recheck.h"

#include <stdio.h>
#include <string.h>

static void set_end(mpq_ptr q, bool *inf, const char *s)
{
    *inf = strcmp(s, "inf") == 0 || strcmp(s, "-inf") == 0;
    if (!*inf)
        assert_int_equal(mpq_set_str(q, s, 10), 0);
}

static void read_range(problem *p, int i, const char *s)
{
    char name[16], l[2], lo[64], hi[64], r[2];
    assert_int_equal(sscanf(s, "%15s %1s %63s %63s %1s", name, l, lo, hi, r),
                     5);
    problem_set_name(p, i, name);
    range *b = &p->box[i];
    set_end(b->lo, &b->lo_inf, lo);
    set_end(b->hi, &b->hi_inf, hi);
    b->lo_open = l[0] == '(';
    b->hi_open = r[0] == ')';
}

static expr read_condition(problem *p, const char *s, bool *strict)
{
    const char *end;
    *strict = s[0] == '>';
    expr e = expr_from_text(p->pool, s + (*strict ? 2 : 0), &end, p->names,
                            p->nvars);
    assert_true(e != EXPR_NONE && (*end == '\0' || *end == ';'));
    return e;
}

void attack_open(problem *p, const attack *a)
{
    int n = 0;
    for (const char *s = a->vars; s != NULL; n++) {
        s = strchr(s, ';');
        s = s != NULL ? s + 1 : NULL;
    }
    problem_init(p, expr_pool_new(0), n);
    const char *s = a->vars;
    for (int i = 0; i < n; i++, s = strchr(s, ';') + 1) {
        read_range(p, i, s);
        if (i + 1 == n)
            break;
    }
    bool strict;
    for (const char *h = a->hyp; h != NULL;) {
        expr e = read_condition(p, h, &strict);
        problem_add_hyp(p, e, strict);
        h = strchr(h, ';');
        h = h != NULL ? h + strspn(h, "; ") : NULL;
    }
    expr e = read_condition(p, a->goal, &strict);
    problem_add_goal(p, e, strict);
}

void attack_close(problem *p)
{
    expr_pool *pool = p->pool;
    problem_clear(p);
    expr_pool_free(pool);
}

/* Asked again and again, until leaves are tried in doubles: is the answer still
 * `first`? */
static bool answers_stay(const problem *p, const cert_node *c, long prec,
                         bool first)
{
    enum {
        OFTEN = 8 /* more than ASKED in checker_rung.c */
    };
    bool same = true;
    checker *k = checker_new(p, prec);
    for (int i = 0; i < OFTEN; i++)
        same = same && checker_accepts_in(k, p, 0, c, NULL) == first;
    checker_free(k);
    return same;
}

int attack_accepted(const problem *p, const cert_node *c, bool at_all)
{
    static const long precision[] = {24, 64, 128, 1000};
    const int n = sizeof precision / sizeof precision[0];
    int first = 0, again = 0;
    recheck *second = recheck_new(p->pool);
    for (int k = 0; k < n; k++) {
        bool yes = checker_accepts(p, 0, c, precision[k], NULL);
        first += yes;
        if (precision[k] == 64 && !answers_stay(p, c, 64, yes)) {
            print_error("doubles change the answer\n");
            first += at_all ? -n : n;
        }
        again += recheck_accepts(second, p, 0, c, precision[k], NULL);
    }
    recheck_free(second);
    int least = at_all ? n : 1;
    return (first >= least ? 1 : 0) + (again >= least ? 2 : 0);
}

static bool is_right(const attack *a, bool holds)
{
    problem p;
    char err[200];
    int line = 1;
    const char *s = a->cert;
    attack_open(&p, a);
    cert_node *c = cert_read(&s, &line, &p, err, sizeof err);
    if (c == NULL)
        print_error("%s: %s\n", a->name, err);
    assert_true(c != NULL && *s == '\0');
    int by = attack_accepted(&p, c, holds);
    bool ok = by == (holds ? 3 : 0);
    if (!ok)
        print_error("%s: accepted by %s\n", a->name,
                    by == 0   ? "neither engine"
                    : by == 1 ? "the checker"
                    : by == 2 ? "the second engine"
                              : "both engines");
    cert_free(c);
    attack_close(&p);
    return ok;
}

void attack_judge(const attack *a, size_t n, bool holds)
{
    size_t wrong = 0;
    for (size_t i = 0; i < n; i++)
        wrong += !is_right(&a[i], holds);
    assert_int_equal(wrong, 0);
}

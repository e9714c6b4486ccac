/* tests/theory/test_domains.c: what is proved is about something, and says of
 * how many instances. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "../../numerics/base/memory.h"
#include "../../theory/evidence/certfile.h"
#include "../../theory/replay/replay.h"
#include "theory_support.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* No point satisfies these, and that is shown. */
static void empty_domains(void **state)
{
    static const char *const claim[] = {
        "for x in [0, 1], y in [0, 1] where x*y > 1/3, x*y <= 1/3: x*y > 1/3",
        "for x in (sqrt(2), sqrt(2)]: x > sqrt(2)",
        "for x in [0, 1] where x > 1/3, 1/3 > x: x > 2",
        "for x in [0, 1] where x^2 == 2: x > 2",
        "for n in {3, 4}, x in [0, 1] where x >= n/2: x > 2",
        "for x in [0, 1], y in [0, 1] where x^2 + y^2 == 3: x > 2",
    };
    (void)state;
    for (size_t i = 0; i < sizeof claim / sizeof *claim; i++) {
        audited a;
        audited_claim(&a, claim[i]);
        if (a.ok || a.errs.n == 0 ||
            strstr(a.errs.v[0].message, "vacuous") == NULL)
            fail_msg("no error: %s", claim[i]);
        audited_clear(&a);
    }
}

/* Something does. */
static void domains(void **state)
{
    static const char *const claim[] = {
        "for x in [sqrt(2), sqrt(2)]: x <= 3/2",
        "for x in [0, 2], y in [0, 2] where x^2 + y^2 == 3: x <= 2",
        "for x in [0, 2], y in [0, 2] where x^2 + y^2 == 3, x == y: x <= 2",
        "for x in [0, 2], y in [0, 2] where x^2 + y^2 == 3,"
        " 2*x^2 == 6 - 2*y^2: x <= 2",
        "for x in [-1000, 1000], y in [-1000, 1000] where x^2 + y^2 == 3:"
        " x <= 1000",
        "for x in [0, 2], y in [0, 2], z in [0, 2] where x^2 + y^2 + z^2 == 3,"
        " exp(x) == y + 2, sin(z) == y: x <= 2",
        "for x in [0, 1] where (3*x - 1)^2 <= 0: x <= 1/2",
        "for x in [0, 1000], y in [0, 1000] where x*y > 1, x*y < 1.0001,"
        " x + y > 500: x >= 0",
        "for x in [0, 1], y in [0, 1] where x + y >= 2: x >= 0",
        "for x in (0, inf) where x > 1000000: x >= 1",
    };
    (void)state;
    for (size_t i = 0; i < sizeof claim / sizeof *claim; i++) {
        audited a;
        audited_claim(&a, claim[i]);
        if (!a.ok || a.res[0].verdict != VERDICT_PROVED ||
            a.res[0].admitting != 1 || a.res[0].empty + a.res[0].unknown != 0)
            fail_msg("%s: %s", claim[i],
                     a.ok ? verdict_name(a.res[0].verdict)
                          : a.errs.v[0].message);
        audited_clear(&a);
    }
}

/* By hand; x != 0 leaves out one point of [-1, 1]. */
static void different(void **state)
{
    static const struct {
        const char *claim;
        verdict_kind verdict;
        size_t instances;
    } t[] = {
        {"for x in [-1, 1] where x != 0: x^2 > 0", VERDICT_PROVED, 1},
        {"for x in [-1, 1] where x != 0: x/x == 1", VERDICT_PROVED, 1},
        {"for x in [-1, 1] where x != 0: x > 0", VERDICT_REFUTED, 1},
        {"for x in [-1, 1] where x != 1/2: x^2 > 0", VERDICT_REFUTED, 1},
        {"for x in [0, 1], y in [0, 1] where x != y: (x - y)^2 > 0",
         VERDICT_PROVED, 1},
        {"for x in [-1, 1], y in [-1, 1] where x != 0, y != x:"
         " x^2*(x - y)^2 > 0",
         VERDICT_PROVED, 1},
        {"for n in 1..5, x in [0, 1] where n != 3, x != 0: (n - 3)^2*x > 0",
         VERDICT_PROVED, 4},
        {"for n in 1..inf, x in [-1, 1] where x != 0: x^(2*n) > 0",
         VERDICT_PROVED, 1},
    };
    (void)state;
    for (size_t i = 0; i < sizeof t / sizeof *t; i++) {
        audited a;
        audited_claim(&a, t[i].claim);
        if (!a.ok || a.res[0].verdict != t[i].verdict ||
            a.res[0].admitting != t[i].instances)
            fail_msg("%s: %s, %zu instances", t[i].claim,
                     a.ok ? verdict_name(a.res[0].verdict)
                          : a.errs.v[0].message,
                     a.ok ? a.res[0].admitting : 0);
        audited_clear(&a);
    }
}

/* Nobody knows: no number, and no PROVED. */
static void neither(void **state)
{
    (void)state;
    audited a;
    audited_run(&a,
                "claim p \"\" for x in [0, 2] where (x^2 - 2)^2 == 0\n"
                "  show x <= 2\n"
                "identity i \"\" for x in [0, 2] where (x^2 - 2)^2 == 0\n"
                "  show (x + 1)*x == x + x^2\n"
                "constant c \"\" for n in 1..inf where 2*n == 49\n"
                "  largest c with n >= c\n"
                "claim u \"\" uses p for x in [0, 1] show x >= 0\n",
                NULL);
    assert_true(a.ok);
    for (size_t k = 0; k < 3; k++) {
        assert_int_equal(a.res[k].verdict, VERDICT_UNDECIDED);
        assert_int_equal(a.res[k].admitting, 0);
        assert_false(a.res[k].fully_proved);
    }
    assert_true(a.res[0].no_witness);
    assert_true(a.res[1].no_witness);
    assert_null(a.res[2].value.lo);
    assert_false(a.res[3].fully_proved);
    assert_false(a.res[3].no_witness);
    audited_clear(&a);
}

/* x >= n/2 on [0, 1]: n = 1 a range, n = 2 a point, n = 3 and 4 nothing. */
static void instances_are_counted(void **state)
{
    (void)state;
    char *dir = make_folder();
    static const char text[] =
        "claim k \"\" for n in 1..4, x in [0, 1] where x >= n/2\n"
        "  show x >= 1/2\n"
        "claim m \"\" for n in 1..3, x in [0, 2] where (x^2 - n)^2 == 0\n"
        "  show x >= 1\n"
        "claim plain \"\" for n in 1..9, x in (0, 1] show x + n >= 1\n";
    for (int again = 0; again < 2; again++) {
        audited a;
        audited_run(&a, text, dir);
        assert_true(a.ok);
        const result *k = audited_find(&a, "k"), *m = audited_find(&a, "m");
        assert_int_equal(k->verdict, VERDICT_PROVED);
        assert_int_equal(k->admitting, 2);
        assert_int_equal(k->empty, 2);
        assert_int_equal(k->unknown, 0);
        assert_int_equal(k->empty, 2);
        assert_int_equal(m->admitting, 1); /* n = 1; 2 and 3 have no witness */
        assert_int_equal(m->unknown, 2);
        assert_int_equal(audited_find(&a, "plain")->admitting, 9);
        audited_clear(&a);
    }
    remove_folder(dir);
}

/* ---- files -------------------------------------------------------------- */

static const char circle[] =
    "claim circle \"\" for n in {1, 2, 3}, x in [0, 2], y in [0, 2]\n"
    "  where x^2 + y^2 == n, x >= y + n - 1\n  show x <= 2\n";

/* Cases of one combination are one instance, in both readings. */
static void different_replays(void **state)
{
    static const char text[] =
        "claim k \"\" for n in 1..4, x in [-1, 1], y in [-1, 1]\n"
        "  where n != 2, x != y, x != 0 show n*x^2*(x - y)^2 > 0\n";
    (void)state;
    lang_errors errs = {.n = 0};
    program *p = program_new();
    assert_true(program_parse(p, "test", 1, text, strlen(text), &errs));
    elab *e = elab_new(p, NULL);
    audit_options o = {.cert_dir = NULL};
    replay *r = NULL;
    assert_true(replay_program(p, e, &o, &r, &errs));
    assert_int_equal(r[0].state, REPLAY_AGREE);
    assert_int_equal(r[0].goals, 12);
    assert_int_equal(r[0].kept, 3);
    assert_int_equal(r[0].excluded, 1);
    replay_free(r, program_count(p));
    elab_free(e);
    program_free(p);
    lang_errors_clear(&errs);
}

/* What both engines say of the file. */
static replay_state replayed(const char *dir)
{
    lang_errors errs = {.n = 0};
    program *p = program_new();
    assert_true(program_parse(p, "test", 1, circle, strlen(circle), &errs));
    elab *e = elab_new(p, NULL);
    audit_options o = {.cert_dir = dir};
    replay *r = NULL;
    bool ok = replay_program(p, e, &o, &r, &errs);
    replay_state s = ok ? r[0].state : REPLAY_REJECTED;
    replay_free(r, program_count(p));
    elab_free(e);
    program_free(p);
    lang_errors_clear(&errs);
    return s;
}

/* text with the line that begins with `line` (its n-th) replaced. */
static char *with_line(const char *text, const char *line, const char *by)
{
    const char *at = strstr(text, line), *end = strchr(at, '\n') + 1;
    char *s = malloc(strlen(text) + strlen(by) + 2);
    sprintf(s, "%.*s%s%s", (int)(at - text), text, by, end);
    return s;
}

/* n = 1: x^2 + y^2 = 1, x >= y; n = 2: x^2 + y^2 = 2, x >= y + 1; n = 3:
 * x^2 + y^2 = 3, x >= y + 2, nothing as x <= 2 and x >= 2 contradict it. */
static void tampered_files(void **state)
{
    static const struct {
        const char *line, *by;
    } t[] = {
        {"witness 1-1", "witness 1-1 point 1 1\n"},
        {"witness 1-1", "witness 1-1 point 0 1\n"},
        {"witness 1-1", "witness 1-1 point 3/5 4/5\n"}, /* x < y */
        {"witness 1-1", "witness 1-1 solution 0 1/2..1 1\n"},
        {"witness 1-1", "witness 1-1 solution 2 1/2..1 1/4\n"},
        {"witness 1-1", "witness 1-1 solution 0 1/2..1 1/2..1\n"},
        {"witness 1-1", "witness 1-1 solution 0,1 1/2..1 1/2..1\n"},
        {"witness 1-1", "witness 1-2 point 1 0\n"},
        {"witness 1-1", "witness 1-1 point 1\n"},
        {"witness 1-1", "witness 1-1 point 1 0 0\n"},
        {"witness 1-1", "witness 1-1 point 2/2 0\n"},
        {"witness 1-1", "witness 1-1 solution 9 1/2..1 0\n"},
        {"witness 1-1", "witness 1-1 solution 0 1..1/2 0\n"},
        {"witness 1-1", "empty 1-1 0\nvoid 0\n"},
        {"witness 1-1", "empty 1-1 0\nnatural\n"},
        {"witness 1-1", "empty 1-1 2\nopen\n"},
        {"witness 1-1", "excluded 1\n"}, /* none is */
        {"witness 1-1", "excluded 0\n"},
        {"empty 3-3", "empty 2-3 0\n"},
        {"empty 3-3", "empty 4-4 0\n"},
        {"empty 3-3", "empty 3-3 3\n"},
        {"empty 3-3", "empty 3-3\n"},
        {"assay-certificate 2", "assay-certificate 1\n"},
        {"assay-certificate 2", "assay-certificate 3\n"},
    };
    (void)state;
    char *dir = make_folder(), *path = path_of(dir, "circle.cert");
    audited a;
    audited_run(&a, circle, dir);
    assert_true(a.ok);
    assert_int_equal(a.res[0].verdict, VERDICT_PROVED);
    assert_int_equal(a.res[0].admitting, 2);
    assert_int_equal(a.res[0].empty, 1);
    audited_clear(&a);
    char *good = slurp(path);
    assert_int_equal(replayed(dir), REPLAY_AGREE);
    for (size_t k = 0; k < sizeof t / sizeof *t; k++) {
        char *bad = with_line(good, t[k].line, t[k].by);
        spit(path, bad);
        if (replayed(dir) != REPLAY_REJECTED)
            fail_msg("not rejected by both: %s", t[k].by);
        audited_run(&a, circle, dir); /* finds its own again */
        char *healed = slurp(path);
        assert_int_equal(a.res[0].verdict, VERDICT_PROVED);
        assert_string_equal(healed, good);
        free(healed);
        free(bad);
        audited_clear(&a);
    }
    free(good);
    free(path);
    remove_folder(dir);
}

/* The first version's files, without such lines, are still read. */
static void older_files(void **state)
{
    (void)state;
    char *dir = make_folder(), *path = path_of(dir, "circle.cert");
    audited a;
    audited_run(&a, circle, dir);
    audited_clear(&a);
    char *good = slurp(path), *old = strdup(good);
    char *from = strstr(old, "witness 1-1"), *to = strstr(old, "instances 1-");
    assert_non_null(from);
    memmove(from, to, strlen(to) + 1);
    *strchr(old, '2') = '1';
    spit(path, old);
    assert_int_equal(replayed(dir), REPLAY_AGREE);
    audited_run(&a, circle, dir);
    char *renewed = slurp(path);
    assert_int_equal(a.res[0].verdict, VERDICT_PROVED);
    assert_string_equal(renewed, good);
    audited_clear(&a);
    free(renewed);
    free(good);
    free(old);
    free(path);
    remove_folder(dir);
}

/* ---- at random ---------------------------------------------------------- */

static uint64_t seed = 0x9e3779b97f4a7c15u;

static long below(long n)
{
    seed ^= seed << 13;
    seed ^= seed >> 7;
    seed ^= seed << 17;
    return (long)(seed >> 33) % n;
}

static long cases(long n)
{
    const char *f = getenv("ASSAY_TEST_FACTOR");
    return n * (f != NULL && atol(f) > 0 ? atol(f) : 1);
}

/* Conditions that nothing satisfies, in a few shapes and sizes, and the same
 * shapes with a solution. */
static void random_where(char *s, size_t size, bool feasible)
{
    long a = 1 + below(9), b = 1 + below(9), d = 2 + below(9);
    long eps = 1 + below(1000000000);
    switch (below(6)) {
    case 0: /* a circle, and a line that misses it, or does not */
        snprintf(s, size, "x^2 + y^2 == %ld/%ld, x + y %s %ld", a, d,
                 feasible ? "<=" : ">=", a + 2);
        return;
    case 1: /* a positive definite form and a constant */
        snprintf(s, size, "x^2 - %ld*x*y + %ld*y^2 == %s%ld/%ld", a, a * a,
                 feasible ? "" : "-", d, eps);
        return;
    case 2: /* a condition and its denial */
        snprintf(s, size, "x*y + %ld*x %s %ld/%ld, x*y + %ld*x <= %ld/%ld", a,
                 feasible ? ">=" : ">", b, d, a, b, d);
        return;
    case 3: /* two parallel curves */
        snprintf(s, size, "y == x^3/%ld, y == x^3/%ld %s %ld/%ld", a, a,
                 feasible ? "- x +" : "+", b, eps);
        return;
    case 4: /* exp(x) >= 1 + x */
        snprintf(s, size, "exp(x/%ld) == 1 + x/%ld %s %ld/(1000 + %ld)", a, a,
                 feasible ? "+" : "-", b, eps);
        return;
    default: /* an affine system, once more or once otherwise */
        snprintf(s, size, "%ld*x + %ld*y == %ld/%ld, %ld*x + %ld*y %s %ld/%ld",
                 a, b, b, d, 3 * a, 3 * b, feasible ? "==" : ">", 3 * b, d);
        return;
    }
}

static void random_domains(void **state)
{
    long n[2] = {0, 0}, proved = 0, vacuous = 0;
    (void)state;
    for (long k = 0; k < cases(60); k++) {
        char where[200], text[400];
        bool feasible = below(2) == 0;
        random_where(where, sizeof where, feasible);
        snprintf(text, sizeof text,
                 "claim r \"\" for x in [-5, 5], y in [-5, 5] where %s\n"
                 "  show x <= 5 boxes 500\n",
                 where);
        audited a;
        audited_run(&a, text, NULL);
        n[feasible]++;
        bool is_proved = a.ok && a.res[0].verdict == VERDICT_PROVED;
        if (feasible ? !a.ok : is_proved)
            fail_msg("%s: %s", text, is_proved ? "PROVED" : "vacuous");
        if (!a.ok && strstr(a.errs.v[0].message, "vacuous") == NULL)
            fail_msg("%s: %s", text, a.errs.v[0].message);
        proved += is_proved;
        vacuous += !a.ok;
        audited_clear(&a);
    }
    print_message("%ld of %ld with a point proved, %ld of %ld without one "
                  "vacuous\n",
                  proved, n[1], vacuous, n[0]);
    assert_true(proved > n[1] / 2 && vacuous > n[0] / 4);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(empty_domains),
        cmocka_unit_test(domains),
        cmocka_unit_test(different),
        cmocka_unit_test(different_replays),
        cmocka_unit_test(neither),
        cmocka_unit_test(instances_are_counted),
        cmocka_unit_test(tampered_files),
        cmocka_unit_test(older_files),
        cmocka_unit_test(random_domains),
    };
    return cmocka_run_group_tests(tests, NULL, NULL) != 0;
}

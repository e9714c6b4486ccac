/* tests/theory/test_cache.c: kept results are used when nothing has changed,
 * and only then. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "../../theory/audit/kept.h"
#include "../../theory/evidence/disk.h"
#include "theory_support.h"

#include <sha2.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* One item of each kind that has a result of its own. */
static const char text[] =
    "let half = 1/2\n"
    "let h(r) = r - 1\n"
    "let g(r) = h(r) - log(r)\n"
    "let other(r) = r + 7\n"
    "claim gap \"a gap\"\n"
    "  for n in {1, 2}, r in (0, 8]\n"
    "  show g(r) >= (r - 1)^2/(10*n)\n"
    "claim wrong \"too much\" for r in (0, 9] show g(r) >= (r - 1)^2/10\n"
    "  expect refuted\n"
    "claim open \"no way\" for x in [-1, 1], y in [-1, 1]\n"
    "  show sin(exp(x*y)) >= sin(exp(y*x)) - x^2*y^2*sin(x)^2\n"
    "  boxes 1\n"
    "identity square \"binomial\" for x in (-inf, inf)\n"
    "  show (x + half)^2 == x^2 + x + half^2\n"
    "identity odd \"not so\" for x in (-inf, inf) show (x + 1)^2 == x^2 + 1\n"
    "  expect refuted\n"
    "constant best \"best\" for x in [1, 2] largest c with exp(x) >= c*x\n"
    "  paper 2\n"
    "claim pole \"a pole\" for x in [0, pi] show tan(x)^2 >= 0\n"
    "root pair \"two\" for x in [0, pi] solve sin(x) == 0\n"
    "root two \"two\" for x in [1, 2] solve x^2 == 2\n"
    "table values \"values\" for n in {1/2, 2}, k in 1..2\n"
    "  columns a = g(n)*k, b \"beta\" = log(n - 1/2)\n"
    "figure curve \"a curve\" for x in [1, 2] curves y = sqrt(x) samples 5\n"
    "region map \"a map\" over a, b for a in [0, 1], b in [0, 1], x in [0, 1]\n"
    "  show a + x >= b share 1/4\n";

typedef struct {
    char *dir, *certs;
} folders;

static int open_folders(void **state)
{
    folders *f = malloc(sizeof *f);
    assert_non_null(f);
    f->dir = make_folder();
    f->certs = make_folder();
    *state = f;
    return 0;
}

static int close_folders(void **state)
{
    folders *f = *state;
    remove_folder(f->dir);
    remove_folder(f->certs);
    free(f);
    return 0;
}

static void audit_with(audited *a, const char *t, const folders *f,
                       audit_options o)
{
    o.cache_dir = f->dir;
    o.cert_dir = f->certs;
    audited_run_with(a, t, &o);
    for (size_t i = 0; i < a->errs.n; i++)
        print_message("%s\n", a->errs.v[i].message);
    assert_true(a->ok);
}

static char *replaced(const char *s, const char *old, const char *new)
{
    const char *at = strstr(s, old);
    assert_non_null(at);
    char *t = malloc(strlen(s) + strlen(new) + 1);
    assert_non_null(t);
    sprintf(t, "%.*s%s%s", (int)(at - s), s, new, at + strlen(old));
    return t;
}

/* Writes another number into an item's file; `proper`: the sum is made to
 * fit, so that a hit shows the change. */
static void mark(const folders *f, const char *id, bool proper)
{
    char name[100], sum[SHA256_DIGEST_STRING_LENGTH];
    snprintf(name, sizeof name, "%s.result", id);
    char *s = disk_read(f->dir, name);
    assert_non_null(s);
    char *field = strstr(s, "\nunknown ");
    assert_non_null(field);
    field[strlen("\nunknown ")] = '7';
    char *content = strstr(s, "\nverdict ");
    assert_non_null(content);
    content++;
    if (proper) {
        SHA256Data((const uint8_t *)content, strlen(content), sum);
        memcpy(content - 1 - strlen(sum), sum, strlen(sum));
    }
    assert_true(disk_write(f->dir, name, s, false));
    free(s);
}

static bool taken_from_cache(const char *t, const folders *f, audit_options o,
                             const char *id)
{
    audited a;
    audit_with(&a, t, f, o);
    bool taken = audited_find(&a, id)->unknown == 7;
    audited_clear(&a);
    return taken;
}

/* Every field of every kind comes back as it was. */
static void same_results(void **state)
{
    folders *f = *state;
    audited plain, first, second;
    audited_run(&plain, text, f->certs);
    audit_with(&first, text, f, (audit_options){.cache_dir = NULL});
    audit_with(&second, text, f, (audit_options){.cache_dir = NULL});
    assert_int_equal(first.n, second.n);
    assert_true(first.n > 12);
    for (size_t i = 0; i < first.n; i++) {
        const result *a = &first.res[i], *b = &second.res[i];
        char *x = kept_encode(a), *y = kept_encode(b);
        char *z = kept_encode(&plain.res[i]);
        assert_string_equal(x, y);
        assert_string_equal(x, z);
        assert_int_equal(a->as_expected, b->as_expected);
        assert_int_equal(a->fully_proved, b->fully_proved);
        assert_string_equal(b->it->id, program_item(second.prog, i)->id);
        free(x);
        free(y);
        free(z);
    }
    assert_int_equal(audited_find(&second, "gap")->verdict, VERDICT_PROVED);
    assert_int_equal(audited_find(&second, "wrong")->verdict,
                     VERDICT_REFUTED);
    assert_int_equal(audited_find(&second, "two")->verdict, VERDICT_ENCLOSED);
    assert_true(audited_find(&second, "map")->nbox > 0);
    assert_int_equal(audited_find(&second, "values")->nrows, 4);
    audited_clear(&plain);
    audited_clear(&first);
    audited_clear(&second);
}

/* The first of these proves that the mark is seen, the others that the cache
 * is left aside. */
static void hit_and_misses(void **state)
{
    folders *f = *state;
    audit_options o = {.cache_dir = NULL};
    assert_false(taken_from_cache(text, f, o, "gap"));
    mark(f, "gap", true);
    assert_true(taken_from_cache(text, f, o, "gap"));

    char *elsewhere = replaced(text, "r + 7", "r + 8");
    char *shifted = replaced(text, "let half", "\n\nlet half");
    assert_true(taken_from_cache(elsewhere, f, o, "gap"));
    assert_true(taken_from_cache(shifted, f, o, "gap"));
    free(elsewhere);
    free(shifted);

    /* a definition that it reaches through another */
    char *reached = replaced(text, "let h(r) = r - 1", "let h(r) = -1 + r");
    assert_false(taken_from_cache(reached, f, o, "gap"));
    mark(f, "gap", true);
    assert_true(taken_from_cache(reached, f, o, "gap"));
    assert_false(taken_from_cache(text, f, o, "gap"));
    free(reached);
    mark(f, "gap", true);
    char *own = replaced(text, "{1, 2}, r", "{2, 3}, r");
    assert_false(taken_from_cache(own, f, o, "gap"));
    free(own);
}

/* What stands behind `by` is a hypothesis: with another statement of its name,
 * a weaker one, nothing is left of the proof. */
static void what_it_is_proved_by_matters(void **state)
{
    static const char *const said[] = {"x <= 1", "x <= 10"};
    static const verdict_kind verdict[] = {VERDICT_PROVED, VERDICT_REFUTED};
    for (int i = 0; i < 2; i++) {
        audited a;
        text_buf b = {0};
        text_printf(&b,
                    "claim a.first \"\" for x in [0, 5] show %s\n"
                    "claim a.next \"\" for x in [0, 5] by a.first(x) show "
                    "2*x <= 2\n"
                    "claim it \"\" for x in [0, 5] by a.next(x) show x <= 1\n",
                    said[i]);
        audit_with(&a, b.s, *state, (audit_options){.fresh = false});
        assert_int_equal(audited_find(&a, "a.next")->verdict, verdict[i]);
        assert_false(audited_find(&a, "it")->fully_proved);
        audited_clear(&a);
        text_clear(&b);
    }
}

static void options_matter(void **state)
{
    folders *f = *state;
    audit_options o = {.cache_dir = NULL};
    audit_options other[] = {o, o, o, o, o};
    other[0].search.prec = 256;
    other[1].search.max_boxes = 77;
    other[2].max_prec = 8192;
    other[3].fresh = true;
    other[4].search.max_seconds = 100;
    for (size_t i = 0; i < sizeof other / sizeof *other; i++) {
        (void)taken_from_cache(text, f, o, "gap");
        mark(f, "gap", true);
        assert_true(taken_from_cache(text, f, o, "gap"));
        assert_false(taken_from_cache(text, f, other[i], "gap"));
    }
    o.search.threads = 1; /* does not */
    (void)taken_from_cache(text, f, o, "gap");
    mark(f, "gap", true);
    o.search.threads = 2;
    assert_true(taken_from_cache(text, f, o, "gap"));
}

/* The certificate has to lie there, with the bytes it had. */
static void certificate_matters(void **state)
{
    folders *f = *state;
    audit_options o = {.cache_dir = NULL};
    assert_false(taken_from_cache(text, f, o, "gap"));
    mark(f, "gap", true);
    char *cert = disk_read(f->certs, "gap.cert");
    assert_non_null(cert);
    char *changed = replaced(cert, "end\n", "end\n\n");
    assert_true(disk_write(f->certs, "gap.cert", changed, false));
    assert_false(taken_from_cache(text, f, o, "gap"));
    char *again = disk_read(f->certs, "gap.cert"); /* and is mended */
    assert_string_equal(again, cert);

    mark(f, "gap", true);
    assert_true(taken_from_cache(text, f, o, "gap"));
    char path[300];
    snprintf(path, sizeof path, "%s/gap.cert", f->certs);
    assert_int_equal(unlink(path), 0);
    assert_false(taken_from_cache(text, f, o, "gap"));
    free(cert);
    free(changed);
    free(again);
}

/* Every way in which a file can be wrong leads to the true result. */
static void bad_files(void **state)
{
    folders *f = *state;
    audit_options o = {.cache_dir = NULL};
    assert_false(taken_from_cache(text, f, o, "gap"));
    mark(f, "gap", false);
    assert_false(taken_from_cache(text, f, o, "gap"));
    mark(f, "gap", true);
    char *good = disk_read(f->dir, "gap.result");
    assert_non_null(good);
    assert_true(taken_from_cache(text, f, o, "gap"));
    for (size_t n = 0; n < strlen(good); n += 1 + n / 16) {
        char *cut = strndup(good, n);
        assert_true(disk_write(f->dir, "gap.result", cut, false));
        assert_false(taken_from_cache(text, f, o, "gap"));
        cut = realloc(cut, strlen(good) + 1);
        assert_non_null(cut);
        strcpy(cut, good);
        cut[n] = (char)(cut[n] == 'x' ? 'y' : 'x');
        assert_true(disk_write(f->dir, "gap.result", cut, false));
        assert_false(taken_from_cache(text, f, o, "gap"));
        free(cut);
    }
    free(good);
}

/* The text of a result, cut or changed anywhere, never crashes the reader,
 * and is not taken for the whole. */
static void codec_on_garbage(void **state)
{
    folders *f = *state;
    audited a;
    audited_run(&a, text, f->certs);
    for (size_t i = 0; i < a.n; i++) {
        char *s = kept_encode(&a.res[i]);
        result r;
        for (size_t n = 0; n < strlen(s); n++) {
            char old = s[n];
            result_init(&r);
            s[n] = '\0';
            assert_false(kept_decode(&r, s));
            for (const char *c = "9-\n f"; *c != '\0'; c++) {
                s[n] = *c;
                result_init(&r);
                if (kept_decode(&r, s))
                    result_clear(&r);
            }
            s[n] = old;
        }
        result_init(&r);
        assert_true(kept_decode(&r, s));
        result_clear(&r);
        free(s);
    }
    audited_clear(&a);
}

/* Hostile sizes: nothing is allocated that the text does not pay for. */
static void codec_sizes(void **state)
{
    folders *f = *state;
    audited a;
    audited_run(&a, text, f->certs);
    char *s = kept_encode(audited_find(&a, "values"));
    static const char *const change[][2] = {
        {"\nrows 4\n", "\nrows 18446744073709551615\n"},
        {"\nrows 4\n", "\nrows 99999999999999999999999\n"},
        {"\nrows 4\n", "\nrows 200\n"},
        {"\ncolumns 6\n", "\ncolumns 4611686018427387904\n"},
        {"\nlabels 2\n", "\nlabels 300\n"},
        {"\ntiles 0\n", "\ntiles 1152921504606846976\n"},
        {"\nverdict ", "\nverdict 9"},
        {"\nfound 0\n", "\nfound 99\n"},
        {"\nfound 0\n", "\nfound 1\nat 18446744073709551615\n"},
        {"\nfound 0\n", "\nfound 2\nlargest 1\nsharp 1\nform - near 3 1/0\n"},
        {"\nfound 0\n", "\nfound 4\nreason 99\n"},
    };
    for (size_t i = 0; i < sizeof change / sizeof *change; i++) {
        result r;
        char *whole = malloc(strlen(s) + 2);
        assert_non_null(whole);
        sprintf(whole, "\n%s", s);
        char *bad = replaced(whole, change[i][0], change[i][1]);
        result_init(&r);
        assert_false(kept_decode(&r, bad + 1));
        free(bad);
        free(whole);
    }
    free(s);
    audited_clear(&a);
}

/* A folder that cannot be written costs time only. */
static void no_folder(void **state)
{
    folders *f = *state;
    folders bad = {.dir = (char *)"/dev/null/nowhere", .certs = f->certs};
    audited a;
    audit_with(&a, text, &bad, (audit_options){.cache_dir = NULL});
    assert_int_equal(audited_find(&a, "gap")->verdict, VERDICT_PROVED);
    audited_clear(&a);
}

/* The content of one item's file under another's key, the sum made to fit. */
static void transplant(const folders *f, const char *from, const char *to)
{
    char name[100], sum[SHA256_DIGEST_STRING_LENGTH];
    snprintf(name, sizeof name, "%s.result", from);
    char *s = disk_read(f->dir, name);
    snprintf(name, sizeof name, "%s.result", to);
    char *t = disk_read(f->dir, name);
    assert_non_null(s);
    assert_non_null(t);
    const char *content = strstr(s, "\nverdict ") + 1;
    size_t head = (size_t)(strstr(t, "\nverdict ") + 1 - t);
    char *mixed = malloc(head + strlen(content) + 1);
    assert_non_null(mixed);
    sprintf(mixed, "%.*s%s", (int)head, t, content);
    SHA256Data((const uint8_t *)content, strlen(content), sum);
    memcpy(mixed + head - 1 - strlen(sum), sum, strlen(sum));
    assert_true(disk_write(f->dir, name, mixed, false));
    free(mixed);
    free(s);
    free(t);
}

/* A constant is not refuted and a claim has no root: evidence that a kind does
 * not make is a miss.  What another claim has may be there: the file's key is
 * all that holds it apart. */
static void evidence_of_another_kind(void **state)
{
    folders *f = *state;
    audit_options o = {.cache_dir = NULL};
    audited a;
    audit_with(&a, text, f, o);
    audited_clear(&a);
    transplant(f, "wrong", "best");
    transplant(f, "two", "square");
    transplant(f, "wrong", "gap");
    audit_with(&a, text, f, o);
    assert_int_equal(audited_find(&a, "best")->verdict, VERDICT_ENCLOSED);
    assert_int_equal(audited_find(&a, "square")->verdict, VERDICT_PROVED);
    assert_int_equal(audited_find(&a, "gap")->verdict, VERDICT_REFUTED);
    audited_clear(&a);
}

int main(void)
{
#define TEST(f) cmocka_unit_test_setup_teardown(f, open_folders, close_folders)
    const struct CMUnitTest tests[] = {
        TEST(same_results),
        TEST(hit_and_misses),
        TEST(what_it_is_proved_by_matters),
        TEST(options_matter),
        TEST(certificate_matters),
        TEST(bad_files),
        TEST(codec_on_garbage),
        TEST(codec_sizes),
        TEST(no_folder),
        TEST(evidence_of_another_kind),
    };
    return cmocka_run_group_tests(tests, NULL, NULL) != 0;
}

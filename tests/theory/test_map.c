/* tests/theory/test_map.c: maps and their certificates.
 *
 * a + x >= b for all x in [0, 1] where a >= b, and only there: every tile can
 * be judged by eye. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "../../theory/audit/kept.h"
#include "../../theory/evidence/certfile.h"
#include "../../theory/replay/replay.h"
#include "theory_support.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define MAP(share) \
    "region m \"a map\" over a, b\n" \
    "  for a in [0, 1], b in [0, 1], x in [0, 1]\n" \
    "  where x >= a - 1\n" \
    "  show a + x >= b share " share "\n"

static int open_folder(void **state)
{
    *state = make_folder();
    return 0;
}

static int close_folder(void **state)
{
    remove_folder(*state);
    return 0;
}

static void run(audited *a, const char *text, const char *dir, bool fresh,
                size_t boxes)
{
    audit_options o = {.cert_dir = dir, .fresh = fresh,
                       .search.max_boxes = boxes};
    audited_run_with(a, text, &o);
    assert_true(a->ok);
    assert_int_equal(audited_find(a, "m")->verdict, VERDICT_ENCLOSED);
}

/* No tile is on the wrong side of a = b. */
static void expect_true(const result *r)
{
    assert_true(r->nbox > 0);
    for (size_t i = 0; i < r->nbox; i++) {
        if (r->box[i].state == '+')
            assert_true(r->box[i].x0 >= r->box[i].y1);
        if (r->box[i].state == '-')
            assert_true(r->box[i].x1 < r->box[i].y0);
    }
}

static void the_truth(void **state)
{
    audited a;
    run(&a, MAP("1/4"), *state, false, 0);
    const result *r = audited_find(&a, "m");
    double area[3] = {0};
    expect_true(r);
    for (size_t i = 0; i < r->nbox; i++)
        area[r->box[i].state == '+' ? 0 : r->box[i].state == '-' ? 1 : 2] +=
            (r->box[i].x1 - r->box[i].x0) * (r->box[i].y1 - r->box[i].y0);
    /* all of the square; half of it is true */
    assert_true(area[0] + area[1] + area[2] == 1);
    assert_true(area[2] <= 0.25 && area[0] <= 0.5 && area[1] <= 0.5);
    assert_true(area[0] >= 0.25 && area[1] >= 0.25);
    assert_string_equal(r->cert_file, "m.cert");
    audited_clear(&a);
}

static void replayed_is_the_same(void **state)
{
    audited a, b;
    run(&a, MAP("1/4"), *state, false, 0);
    char *first = certfile_read(*state, "m");
    assert_non_null(first);
    run(&b, MAP("1/4"), *state, false, 0);
    char *second = certfile_read(*state, "m");
    char *x = kept_encode(audited_find(&a, "m"));
    char *y = kept_encode(audited_find(&b, "m"));
    assert_string_equal(x, y);
    assert_string_equal(first, second);
    free(x);
    free(y);
    audited_clear(&b);

    /* so it is from scratch, and from a half of it */
    run(&b, MAP("1/4"), *state, true, 0);
    y = certfile_read(*state, "m");
    assert_string_equal(first, y);
    free(y);
    audited_clear(&b);
    char *cut = strdup(first);
    strcpy(strstr(cut + strlen(cut) / 2, "tile"), "end\n");
    assert_true(certfile_write(*state, "m", cut));
    run(&b, MAP("1/4"), *state, false, 0);
    y = certfile_read(*state, "m");
    assert_string_equal(first, y);
    free(y);
    free(cut);
    free(first);
    free(second);
    audited_clear(&a);
    audited_clear(&b);
}

/* A finer map begins with the tiles of a coarser one. */
static void goes_on(void **state)
{
    audited a;
    run(&a, MAP("1/2"), *state, false, 0);
    char *coarse = certfile_read(*state, "m");
    audited_clear(&a);
    run(&a, MAP("1/4"), *state, false, 0);
    char *fine = certfile_read(*state, "m");
    assert_true(strlen(fine) > strlen(coarse));
    assert_int_equal(strncmp(fine, coarse, strlen(coarse) - 4), 0);
    audited_clear(&a);
    run(&a, MAP("1/2"), *state, false, 0);
    char *again = certfile_read(*state, "m");
    assert_string_equal(coarse, again);
    audited_clear(&a);
    free(coarse);
    free(fine);
    free(again);
}

static replay_state both_engines(const char *dir, const char *source,
                                 const char *text)
{
    program *p = program_new();
    lang_errors errs = {0};
    replay *r = NULL;
    audit_options o = {.cert_dir = dir};
    assert_true(certfile_write(dir, "m", text));
    assert_true(program_parse(p, "test", 1, source, strlen(source), &errs));
    elab *e = elab_new(p, NULL);
    assert_true(replay_program(p, e, &o, &r, &errs));
    replay_state s = r[0].state;
    if (s == REPLAY_AGREE)
        assert_true(r[0].goals > 10);
    replay_free(r, 1);
    elab_free(e);
    program_free(p);
    return s;
}

/* text with the first `old` after `from` replaced. */
static char *with(const char *text, size_t from, const char *old,
                  const char *new)
{
    const char *at = strstr(text + from, old);
    char *t = malloc(strlen(text) + strlen(new) + 1);
    assert_non_null(at);
    assert_non_null(t);
    sprintf(t, "%.*s%s%s", (int)(at - text), text, new, at + strlen(old));
    return t;
}

/* What a file says of a tile is not believed: the map comes out as it is, and
 * neither engine accepts the file. */
static void lies(void **state)
{
    static const char *const change[][2] = {
        {"tile ?\n", "tile + 1 0 0 1\nnatural\nnatural\n"}, /* the whole */
        {"tile ?\n", "tile + 1 0 0 0\nnatural\nnatural\n"}, /* square */
        {"tile ?\n", "tile /\nnatural\n"},
        {"tile ?\n", "tile /\nvoid 0\n"},
        {"tile ?\n", "tile /\nempty\n"},
        {"tile ?\n", "tile - 1 1 1/2 1/2 0\nnatural\nnatural\n"},
        {"tile + 1", "tile -"},
        {"tile + 1", "tile +"},
        {"tile + 1", "tile + 2"},
        {"tile + 1", "tile + 0"},
        {"tile + 1", "tile + 1 1/0"},
        {"tile + 1", "tile /"},
        {"tile - 1 1", "tile /"},
        {"tile - 1 1", "tile - 1 2"},
        {"tile - 1 1", "tile - 2 1"},
        {"tile - 1 1", "tile - 0 1"},
        {"tile - 1 1", "tile - 1 1 1/0"},
        {"tile - 1 1", "tile +"},
        {"natural\n", ""},
        {"natural\n", "open\n"},
        {"natural\n", "empty\n"},
        {"natural\n", "void 0\n"},
        {"natural\n", "natural\nnatural\n"},
        {"end\n", "tile ?\nend\n"},
        {"end\n", ""},
        {"map\n", ""},
        {"statement ", "statement 0"},
    };
    audited a;
    run(&a, MAP("1/4"), *state, false, 0);
    char *honest = kept_encode(audited_find(&a, "m"));
    char *file = certfile_read(*state, "m");
    audited_clear(&a);
    assert_int_equal(both_engines(*state, MAP("1/4"), file), REPLAY_AGREE);
    for (size_t i = 0; i < sizeof change / sizeof *change; i++) {
        char *bad = with(file, 0, change[i][0], change[i][1]);
        assert_int_equal(both_engines(*state, MAP("1/4"), bad),
                         REPLAY_REJECTED);
        run(&a, MAP("1/4"), *state, false, 0);
        char *now = kept_encode(audited_find(&a, "m"));
        char *mended = certfile_read(*state, "m");
        assert_string_equal(now, honest);
        assert_string_equal(mended, file);
        audited_clear(&a);
        free(bad);
        free(now);
        free(mended);
    }
    free(honest);
    free(file);
}

/* Any damage at all: what comes out is true. */
static void damage(void **state)
{
    audited a;
    run(&a, MAP("1/2"), *state, false, 0);
    char *file = certfile_read(*state, "m");
    audited_clear(&a);
    size_t n = strlen(file), from = (size_t)(strstr(file, "map\n") - file);
    for (size_t k = from; k < n; k += 1 + n / 60) {
        char old = file[k];
        for (const char *c = "0-+?/ \n"; *c != '\0'; c++) {
            file[k] = *c;
            assert_true(certfile_write(*state, "m", file));
            run(&a, MAP("1/2"), *state, false, 12);
            expect_true(audited_find(&a, "m"));
            audited_clear(&a);
        }
        file[k] = old;
    }
    free(file);
}

/* ---- outside the conditions --------------------------------------------- */

/* Over a triangle; true on the quarter of a disc of area pi/8, which touches
 * the long side and lies in the triangle. */
#define TRIANGLE \
    "region m \"a map\" over x, y\n" \
    "  for x in [0, 1], y in [0, 1] where x + y <= 1\n" \
    "  show x^2 + y^2 <= 1/2 share 1/50\n"

static double area_of(const result *r, char state)
{
    double sum = 0;
    for (size_t i = 0; i < r->nbox; i++)
        if (r->box[i].state == state)
            sum += (r->box[i].x1 - r->box[i].x0) *
                   (r->box[i].y1 - r->box[i].y0);
    return sum; /* exact: dyadic and short */
}

static void outside_is_a_class_of_its_own(void **state)
{
    audited a;
    run(&a, TRIANGLE, *state, false, 0);
    const result *r = audited_find(&a, "m");
    for (size_t i = 0; i < r->nbox; i++) {
        double x0 = r->box[i].x0, x1 = r->box[i].x1;
        double y0 = r->box[i].y0, y1 = r->box[i].y1;
        if (r->box[i].state == '/')
            assert_true(x0 + y0 >= 1); /* inside; a corner may touch */
        if (r->box[i].state == '+')
            assert_true(x1 + y1 <= 1 && x1 * x1 + y1 * y1 <= 0.5);
        if (r->box[i].state == '-')
            assert_true(x1 + y1 <= 1 && x0 * x0 + y0 * y0 > 0.5);
    }
    /* pi/8 = 0.392699..., 1/2 - pi/8 = 0.107300... */
    double yes = area_of(r, '+'), no = area_of(r, '-');
    double out = area_of(r, '/'), open = area_of(r, '?');
    assert_true(yes + no + out + open == 1 && open <= 0.02);
    assert_true(yes < 0.3927 && yes + open > 0.3926);
    assert_true(no < 0.1074 && no + open > 0.1073);
    assert_true(out < 0.5 && out + open > 0.5);
    /* the same in the numbers that are shown */
    assert_true(strtod(r->area_true.lo, NULL) <= yes &&
                strtod(r->area_true.hi, NULL) >= yes);
    assert_true(strtod(r->area_outside.lo, NULL) <= out &&
                strtod(r->area_outside.hi, NULL) >= out);
    assert_true(strtod(r->area_open.hi, NULL) >= open);
    audited_clear(&a);
}

/* An admitted tile called outside, an outside one called true or false: both
 * engines refuse. */
static void lies_about_the_outside(void **state)
{
    static const char *const change[][2] = {
        {"tile ?\n", "tile /\nnatural\n"}, /* the whole square */
        {"tile ?\n", "tile /\nvoid 0\n"},
        {"tile ?\n", "tile /\nempty\n"},
        {"tile + 1 ", "tile /\nvoid 0\ntile + 1 "},
        {"tile - 1 1 ", "tile /\nvoid 0\ntile - 1 1 "},
        {"tile / - 1 1\n", "tile + 1 0 0\nvoid 0\n"},
        {"tile / - 1 1\n", "tile + 1 0 0\nnatural\n"},
        {"tile / - 1 1\n", "tile - 1 1 0 0\nnatural\nnatural\n"},
        {"tile / - 1 1\n", "tile / 1\n"},
        {"tile / - 1 1\n", "tile /?\n"},
        {"tile / - 1 1\n", "tile / ? \n"},
        {"tile / - 1 1\n", "tile / -\n"},
        {"tile / - 1 1\n", "tile / - 2 1\n"}, /* no such relation */
        {"tile / - 1 1\n", "tile / +\n"},
        {"tile / - 1 1\n", "tile /\n"}, /* a corner is admitted */
    };
    audited a;
    run(&a, TRIANGLE, *state, false, 0);
    char *honest = kept_encode(audited_find(&a, "m"));
    char *file = certfile_read(*state, "m");
    audited_clear(&a);
    assert_int_equal(both_engines(*state, TRIANGLE, file), REPLAY_AGREE);
    for (size_t i = 0; i < sizeof change / sizeof *change; i++) {
        char *bad = with(file, 0, change[i][0], change[i][1]);
        assert_int_equal(both_engines(*state, TRIANGLE, bad),
                         REPLAY_REJECTED);
        run(&a, TRIANGLE, *state, false, 0);
        char *now = kept_encode(audited_find(&a, "m"));
        assert_string_equal(now, honest);
        audited_clear(&a);
        free(bad);
        free(now);
    }
    free(honest);
    free(file);
}

#define HALF(where, show) \
    "region m \"a map\" over x, y\n" \
    "  for x in [0, 1], y in [0, 1] where " where " show " show "\n"

/* x <= 1/2 is admitted; on x = 1/2, the edge of a tile outside, the claim is
 * false at some points and true at others, so that neither may be said. */
static void lies_about_an_edge(void **state)
{
    static const char text[] = HALF("x <= 1/2", "y - (x - 1/2)^2 >= 1/4"
                                    " share 1/10");
    static const char *const line[] = {"tile / +\n", "tile / - 1 1\n",
                                       "tile /\n"};
    static const char *const tree[] = {"natural\n", "void 0\n",
                                       "meanvalue\n",
                                       "split x 3/4\nnatural\nvoid 0\n"};
    audited a;
    run(&a, text, *state, false, 0);
    char *file = certfile_read(*state, "m");
    audited_clear(&a);
    assert_int_equal(both_engines(*state, text, file), REPLAY_AGREE);
    const char *at = strstr(file, "tile / ?\n");
    assert_non_null(at);
    for (size_t i = 0; i < 3; i++)
        for (size_t k = 0; k < 4; k++) {
            /* the line, its own tree as it is, and one more */
            const char *own = at + strlen("tile / ?\n");
            int length = (int)strcspn(own, "\n") + 1;
            char *bad = malloc(strlen(file) + 100);
            assert_non_null(bad);
            sprintf(bad, "%.*s%s%.*s%s%s", (int)(at - file), file, line[i],
                    length, own, i < 2 ? tree[k] : "", own + length);
            assert_int_equal(both_engines(*state, text, bad),
                             REPLAY_REJECTED);
            free(bad);
        }
    free(file);
}

int main(void)
{
#define TEST(f) cmocka_unit_test_setup_teardown(f, open_folder, close_folder)
    const struct CMUnitTest tests[] = {
        TEST(the_truth),
        TEST(replayed_is_the_same),
        TEST(goes_on),
        TEST(lies),
        TEST(damage),
        TEST(outside_is_a_class_of_its_own),
        TEST(lies_about_the_outside),

        TEST(lies_about_an_edge),
    };
    return cmocka_run_group_tests(tests, NULL, NULL) != 0;
}

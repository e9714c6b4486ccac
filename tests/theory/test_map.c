/* tests/theory/test_map.c: maps and their certificates.
 *
 * a + x >= b for all x in [0, 1] where a >= b, and only there: every tile can
 * be judged by eye. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "../../theory/audit_cache.h"
#include "../../theory/certfile.h"
#include "../../theory/replay.h"
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
    char *x = audit_encode(audited_find(&a, "m"));
    char *y = audit_encode(audited_find(&b, "m"));
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

static replay_state both_engines(const char *dir, char *text)
{
    program *p = program_new();
    lang_errors errs = {0};
    replay *r = NULL;
    audit_options o = {.cert_dir = dir};
    assert_true(certfile_write(dir, "m", text));
    assert_true(program_parse(p, "test", 1, MAP("1/4"), strlen(MAP("1/4")),
                              &errs));
    elab *e = elab_new(p, NULL);
    assert_true(replay_program(p, e, &o, &r, &errs));
    replay_state s = r[0].state;
    if (s == REPLAY_AGREE)
        assert_true(r[0].goals > 10);
    replays_free(r, 1);
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
        {"tile ?\n", "tile +\nnatural\n"},  /* the whole square */
        {"tile ?\n", "tile - 1 1 1/2 1/2 0\nnatural\nnatural\n"},
        {"tile +\n", "tile -\n"},
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
    char *honest = audit_encode(audited_find(&a, "m"));
    char *file = certfile_read(*state, "m");
    audited_clear(&a);
    assert_int_equal(both_engines(*state, file), REPLAY_AGREE);
    for (size_t i = 0; i < sizeof change / sizeof *change; i++) {
        char *bad = with(file, 0, change[i][0], change[i][1]);
        assert_int_equal(both_engines(*state, bad), REPLAY_REJECTED);
        run(&a, MAP("1/4"), *state, false, 0);
        char *now = audit_encode(audited_find(&a, "m"));
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

int main(void)
{
#define TEST(f) cmocka_unit_test_setup_teardown(f, open_folder, close_folder)
    const struct CMUnitTest tests[] = {
        TEST(the_truth), TEST(replayed_is_the_same), TEST(goes_on),
        TEST(lies),      TEST(damage),
    };
    return cmocka_run_group_tests(tests, NULL, NULL) != 0;
}

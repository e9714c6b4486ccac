/* tests/theory/test_map_seal.c: what is certified of a map's tile, as a value: none
 * without the judge's seal of each goal, none for another tile, state, edge or
 * point than those that were judged. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "../../theory/audit/region.h"
#include "theory_support.h"

#include <string.h>

/* True where a >= b; outside where a < 1/8, but for the edge. */
#define MAP                                                                    \
    "region m \"a map\" over a, b\n"                                           \
    "  for a in [0, 1], b in [0, 1], x in [0, 1]\n"                            \
    "  where x >= a - 1, 8*a >= 1\n"                                           \
    "  show a + x >= b\n"

typedef struct {
    program *prog;
    elab *e;
    lang_errors errs;
    audit_options opt;
    engines j;
    result r;
    instances f;
    audit a;
    region t;
    tile b;
} map;

static void open_map(map *m)
{
    memset(m, 0, sizeof *m);
    m->prog = program_new();
    assert_true(program_parse(m->prog, "test", 1, MAP, strlen(MAP), &m->errs));
    m->e = elab_new(m->prog, NULL);
    engines_init(&m->j, elab_pool(m->e), false, 1);
    result_init(&m->r);
    m->a = (audit){.prog = m->prog,
                   .e = m->e,
                   .pool = elab_pool(m->e),
                   .it = program_find(m->prog, "m"),
                   .opt = &m->opt,
                   .r = &m->r,
                   .errs = &m->errs,
                   .engines = &m->j,
                   .prec = 128,
                   .max_prec = 256,
                   .top = 1};
    assert_true(instances_collect(&m->a, &m->f));
    m->t = (region){.a = &m->a, .f = &m->f, .v = {0, 1}};
    for (int i = 0; i < 2; i++) {
        mpq_init(m->b.lo[i]);
        mpq_init(m->b.hi[i]);
    }
}

static void close_map(map *m)
{
    for (int i = 0; i < 2; i++) {
        mpq_clear(m->b.lo[i]);
        mpq_clear(m->b.hi[i]);
    }
    region_seal_free(m->b.seal);
    region_guides_free(&m->t);
    region_words_free(&m->t);
    text_clear(&m->t.text);
    point_free(m->t.witness, m->f.v[0].p.nvars);
    instances_clear(&m->f);
    result_clear(&m->r);
    engines_clear(&m->j);
    elab_free(m->e);
    program_free(m->prog);
    lang_errors_clear(&m->errs);
}

/* Sixteenths. */
static void put(map *m, int a0, int a1, int b0, int b1)
{
    const int at[] = {a0, b0, a1, b1};
    for (int i = 0; i < 4; i++) {
        mpq_ptr q = i < 2 ? m->b.lo[i] : m->b.hi[i - 2];
        mpq_set_si(q, at[i], 16);
        mpq_canonicalize(q);
    }
    m->b.edge = 0;
    region_unseal(&m->t, 0);
    region_decide(&m->t, &m->b);
}

static void put_true(map *m)
{
    put(m, 12, 16, 0, 4);
    assert_int_equal(m->b.state, '+');
}

static void put_false(map *m)
{
    put(m, 2, 4, 12, 16);
    assert_int_equal(m->b.state, '-');
}

static void put_outside(map *m)
{
    put(m, 0, 1, 0, 4);
    assert_int_equal(m->b.state, '/');
}

/* It has one, for this very tile. */
static void expect_sealed(map *m, char state)
{
    m->b.seal = region_seal_tile(&m->t, &m->b);
    assert_non_null(m->b.seal);
    assert_int_equal(region_sealed(&m->b), state);
    mpq_t was;
    mpq_init(was);
    for (int i = 0; i < 4; i++) {
        mpq_ptr q = i < 2 ? m->b.lo[i] : m->b.hi[i - 2];
        mpq_set(was, q);
        mpq_set_si(q, 1, 3);
        assert_int_equal(region_sealed(&m->b), '?');
        assert_int_equal(region_sealed_edge(&m->b), '?');
        mpq_set(q, was);
    }
    mpq_clear(was);
    assert_int_equal(region_sealed(&m->b), state);
    /* the judge's seals are spent */
    assert_null(region_seal_tile(&m->t, &m->b));
    region_seal_free(m->b.seal);
    m->b.seal = NULL;
    assert_int_equal(region_sealed(&m->b), '?');
}

static void what_is_certified_is_sealed(void **state)
{
    map m;
    (void)state;
    open_map(&m);
    put_true(&m);
    expect_sealed(&m, '+');
    put_false(&m);
    expect_sealed(&m, '-');
    put_outside(&m);
    expect_sealed(&m, '/');
    put(&m, 0, 16, 0, 16);
    assert_int_equal(m.b.state, '?');
    assert_null(region_seal_tile(&m.t, &m.b));
    close_map(&m);
}

static void a_state_alone_is_not(void **state)
{
    static const char states[] = "+-/";
    map m;
    (void)state;
    open_map(&m);
    for (int k = 0; k < 3; k++) {
        put_true(&m);
        region_unseal(&m.t, 0);
        m.b.state = states[k];
        m.b.edge = '/';
        assert_null(region_seal_tile(&m.t, &m.b));
        assert_int_equal(region_sealed(&m.b), '?');
    }
    close_map(&m);
}

static void another_state_is_not(void **state)
{
    static void (*const decided[])(map *) = {put_true, put_false, put_outside};
    static const char said[][2] = {{'+', 0},   {'-', 0},   {'/', '/'},
                                   {'/', '+'}, {'/', '-'}, {'/', '?'}};
    map m;
    (void)state;
    open_map(&m);
    for (size_t d = 0; d < 3; d++)
        for (size_t k = 0; k < 6; k++) {
            decided[d](&m);
            if (m.b.state == said[k][0] &&
                (m.b.state != '/' || m.b.edge == said[k][1]))
                continue;
            m.b.state = said[k][0];
            m.b.edge = said[k][1];
            assert_null(region_seal_tile(&m.t, &m.b));
        }
    close_map(&m);
}

static void another_tile_or_point_is_not(void **state)
{
    map m;
    (void)state;
    open_map(&m);
    for (int k = 0; k < 8; k++) {
        if (k % 2 == 0)
            put_true(&m);
        else
            put_false(&m);
        mpq_ptr q = k / 2 < 2 ? m.b.lo[k / 2] : m.b.hi[k / 2 - 2];
        mpq_set_si(q, 1, 3);
        assert_null(region_seal_tile(&m.t, &m.b));
    }
    put_true(&m);
    mpq_set_si(m.t.about.y[2], 1, 7);
    assert_null(region_seal_tile(&m.t, &m.b));
    put_false(&m);
    mpq_set_si(m.t.about.y[2], 2, 1); /* none of its values */
    assert_null(region_seal_tile(&m.t, &m.b));
    close_map(&m);
}

/* A goal that was judged and taken back, or one that was not. */
static void one_goal_less_is_not(void **state)
{
    map m;
    (void)state;
    open_map(&m);
    put_true(&m);
    assert_true(m.t.nwords > 1);
    region_unseal(&m.t, m.t.text.len - 1);
    while (m.t.nwords > 2)
        region_unseal(&m.t, m.t.text.len /= 2);
    assert_null(region_seal_tile(&m.t, &m.b));
    close_map(&m);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_certified_is_sealed),
        cmocka_unit_test(a_state_alone_is_not),
        cmocka_unit_test(another_state_is_not),
        cmocka_unit_test(another_tile_or_point_is_not),
        cmocka_unit_test(one_goal_less_is_not),
    };
    return cmocka_run_group_tests(tests, NULL, NULL) != 0;
}

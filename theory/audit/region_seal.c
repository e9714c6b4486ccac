/* What was certified of a tile, as a value.  Believed: only region_seal_tile
 * makes one, when the judge's seals are those of all that the tile's state has
 * to have shown, posed anew here.  A map counts what is sealed. */
#include "region.h"

#include <stdlib.h>

struct region_seal {
    mpq_t lo[2], hi[2];
    char state, edge;
};

struct region_word {
    checker_seal *seal;
    size_t at; /* the certificate's length before its tree */
};

/* ---- the judge's ---------------------------------------------------------- */

static void keep(region *t, checker_seal *s)
{
    if (t->nwords == t->words_cap) {
        t->words_cap = t->words_cap != 0 ? 2 * t->words_cap : 16;
        t->word = xrealloc(t->word, t->words_cap * sizeof *t->word);
    }
    t->word[t->nwords++] = (struct region_word){s, t->text.len};
}

bool region_accepts(region *t, problem *p, size_t g, const cert_node *tree,
                    size_t *leaves)
{
    if (t->accept != NULL)
        return t->accept(t->ctx, p, g, tree, leaves);
    checker_report rep;
    checker_report_init(&rep);
    checker_seal *s =
        engines_judge(t->a->engines, p, g, tree, t->a->prec, &rep);
    *leaves = rep.leaves;
    checker_report_clear(&rep);
    if (s != NULL)
        keep(t, s);
    return s != NULL;
}

void region_unseal(region *t, size_t len)
{
    while (t->nwords > 0 && t->word[t->nwords - 1].at >= len)
        checker_seal_free(t->word[--t->nwords].seal);
}

void region_words_free(region *t)
{
    region_unseal(t, 0);
    free(t->word);
    t->word = NULL;
    t->words_cap = 0;
    point_free(t->about.y, t->f->v[t->about.k].p.nvars);
    t->about.y = NULL;
}

/* ---- a tile's ------------------------------------------------------------- */

/* All that b's state has to have shown, in the certificate's order. */
static bool pose(const region *t, const tile *b, instances *all)
{
    const instance *m = &t->f->v[t->about.k];
    switch (b->state) {
    case '-':
        return t->about.y != NULL &&
               region_ask_fails(t, m, b, t->about.g, t->about.y, all);
    case '+':
        return t->about.y != NULL &&
               region_ask_admitted(t, m, b, t->about.y, all) &&
               region_ask_holds(t, b, all);
    case '/':
        return region_ask_outside(t, b, b->edge != '/', all) &&
               (b->edge != '+' || region_ask_holds(t, b, all)) &&
               (b->edge != '-' ||
                (t->f->n == 1 && region_ask_never(t, m, b, t->about.g, all)));
    default:
        return false;
    }
}

static bool are_of(const region *t, const instances *all)
{
    size_t n = 0;
    bool ok = true;
    for (size_t k = 0; k < all->n && ok; k++)
        for (size_t g = 0; g < all->v[k].p.ngoals && ok; g++, n++)
            ok = n < t->nwords &&
                 checker_seal_is_of(t->word[n].seal, &all->v[k].p, g);
    return ok && n == t->nwords;
}

region_seal *region_seal_tile(region *t, const tile *b)
{
    instances all = {.n = 0};
    region_seal *s = NULL;
    if (t->accept == NULL && pose(t, b, &all) && are_of(t, &all)) {
        s = xmalloc(sizeof *s);
        s->state = b->state;
        s->edge = b->edge;
        for (int i = 0; i < 2; i++) {
            mpq_init(s->lo[i]);
            mpq_init(s->hi[i]);
            mpq_set(s->lo[i], b->lo[i]);
            mpq_set(s->hi[i], b->hi[i]);
        }
    }
    instances_clear(&all);
    region_unseal(t, 0);
    return s;
}

static bool is_of(const region_seal *s, const tile *b)
{
    bool ok = s != NULL;
    for (int i = 0; i < 2 && ok; i++)
        ok = mpq_equal(s->lo[i], b->lo[i]) && mpq_equal(s->hi[i], b->hi[i]);
    return ok;
}

char region_sealed(const tile *b)
{
    return is_of(b->seal, b) ? b->seal->state : '?';
}

char region_sealed_edge(const tile *b)
{
    return is_of(b->seal, b) && b->seal->state == '/' ? b->seal->edge : '?';
}

void region_seal_free(region_seal *s)
{
    for (int i = 0; s != NULL && i < 2; i++) {
        mpq_clear(s->lo[i]);
        mpq_clear(s->hi[i]);
    }
    free(s);
}

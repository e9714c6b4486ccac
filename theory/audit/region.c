/* Certified maps: where in the rectangle of two parameters a claim holds, and
 * where its conditions admit nothing.
 *
 * A tile of parameters is '/' (outside) when it is proved that the conditions
 * admit nothing on it, but for its edge; '+' when for fixed rational values of
 * the others all conditions, and for all values the claim under them, are
 * proved for every parameter in the tile; '-' when for fixed values all
 * conditions and the negation are: all by the checker.  Otherwise it is '?'
 * and quartered, the largest first.  A tile across the edge of what is admitted is none of the
 * three, so that '+' and '-' never count what lies outside. */
#include "region.h"
#include "../../numerics/base/rational.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

/* ---- tiles -------------------------------------------------------------- */

static tile *add_tile(region *t)
{
    if (t->n == t->cap) {
        t->cap = t->cap != 0 ? 2 * t->cap : 64;
        t->tile = xrealloc(t->tile, t->cap * sizeof *t->tile);
    }
    tile *b = &t->tile[t->n++];
    for (int i = 0; i < 2; i++) {
        mpq_init(b->lo[i]);
        mpq_init(b->hi[i]);
    }
    b->state = '?';
    b->edge = 0;
    b->seal = NULL;
    b->quartered = false;
    b->level = 0;
    b->path = 1;
    return b;
}

void region_area(const region *t, const tile *b, mpq_ptr r)
{
    mpq_t h;
    mpq_init(h);
    mpq_sub(r, b->hi[0], b->lo[0]);
    mpq_sub(h, b->hi[1], b->lo[1]);
    mpq_mul(r, r, h);
    mpq_clear(h);
    region_share_of_area(t, b, r);
}

uint64_t region_path(uint64_t path, uint64_t k)
{
    return path != 0 && path >> (REGION_PATH_BITS - 2) == 0 ? 4 * path + k : 0;
}

static void quarter(region *t, size_t k)
{
    for (int q = 0; q < 4; q++) {
        tile *b = add_tile(t);
        const tile *from = &t->tile[k];
        b->level = from->level + 1;
        b->path = region_path(from->path, (uint64_t)q);
        for (int i = 0; i < 2; i++) {
            mpq_t mid;
            mpq_init(mid);
            mpq_add(mid, from->lo[i], from->hi[i]);
            mpq_div_2exp(mid, mid, 1);
            bool upper = (q >> i & 1) != 0;
            mpq_set(b->lo[i], upper ? mid : from->lo[i]);
            mpq_set(b->hi[i], upper ? from->hi[i] : mid);
            mpq_clear(mid);
        }
    }
}

/* ---- the map ------------------------------------------------------------ */

static bool find_parameters(region *t)
{
    const item *it = t->a->it;
    const problem *p = &t->f->v[0].p;
    if (it->nover != 2)
        return audit_error(t->a, "a region is over two parameters");
    for (int i = 0; i < 2; i++) {
        t->v[i] = -1;
        for (int k = 0; k < p->nvars; k++)
            if (strcmp(p->names[k], it->over[i]) == 0)
                t->v[i] = k;
        if (t->v[i] < 0 || p->box[t->v[i]].lo_inf || p->box[t->v[i]].hi_inf ||
            range_is_point(&p->box[t->v[i]]))
            return audit_error(t->a, "`%s` does not run through a bounded "
                                     "interval", it->over[i]);
    }
    return true;
}

/* The open share to be reached: the option `share`, or 1 %. */
static bool find_share(region *t)
{
    const item *it = t->a->it;
    bool ok = true;
    mpq_set_ui(t->share, 1, 100);
    for (size_t i = 0; i < it->nopts && ok; i++) {
        const ast *value = it->opt[i].value;
        if (strcmp(it->opt[i].key, "share") != 0 || value == NULL)
            continue;
        size_t before = t->a->errs->n;
        ok = elab_rational(t->a->e, value, t->share, t->a->errs);
        if (t->a->errs->n > before)
            return false;
        ok = ok && mpq_sgn(t->share) > 0 && mpq_cmp_ui(t->share, 1, 1) < 0;
        if (!ok)
            lang_errors_add(t->a->errs, value->pos, NULL,
                            "`share` is a rational number above 0 and below "
                            "1: the part of the map that may stay open");
    }
    return ok;
}

/* Where the document's labels stand: in the rectangle, or nobody sees them. */
static bool labels_inside(const region *t)
{
    const item *it = t->a->it;
    bool ok = true;
    for (size_t i = 0; i < it->nopts && ok; i++) {
        const option *o = &it->opt[i];
        if (strncmp(o->key, "label", 5) != 0)
            continue;
        const range *r = &t->f->v[0].p.box[t->v[strcmp(o->key, "label") != 0]];
        expr e = elab_closed(t->a->e, o->value, t->a->errs);
        if (e == EXPR_NONE)
            return false;
        ok = expr_is_const(t->a->pool, e) &&
             mpq_cmp(expr_const_value(t->a->pool, e), r->lo) >= 0 &&
             mpq_cmp(expr_const_value(t->a->pool, e), r->hi) <= 0;
        if (!ok)
            lang_errors_add(t->a->errs, o->value->pos, NULL,
                            "this label lies outside the map");
    }
    return ok;
}

/* Is there a tile to look at, in the certificate or by search? */
static bool goes_on(region *t)
{
    if (t->in != NULL && strcmp(t->in, "end\n") == 0)
        t->in = NULL;
    return (t->in != NULL || t->search) && t->next < t->n &&
           !audit_stopped(t->a);
}

/* The tile at hand has its state: takes it from what is open, or quarters it. */
static void settle(region *t, size_t k, mpq_ptr open)
{
    mpq_t s;
    char state = t->tile[k].state;
    if (state == REGION_LEFT) /* another share's */
        return;
    if (t->accept == NULL && state != region_sealed(&t->tile[k])) {
        assert(!"a tile without the judge's word");
        state = t->tile[k].state = '?';
    }
    if (state == '?') {
        quarter(t, k);
        t->tile[k].quartered = true;
        return;
    }
    mpq_init(s);
    region_area(t, &t->tile[k], s);
    mpq_sub(open, open, s);
    mpq_clear(s);
}

/* Paves with what the search finds, a batch of tiles at a time, whose last may be
 * in vain; the first stop is the same as one by one. */
static size_t pave_by_search(region *t, size_t looked, size_t max, mpq_ptr open,
                             mpq_srcptr enough)
{
    mpq_t missing;
    mpq_init(missing);
    bool parts = region_parts_pay(t);
    while (looked < max && mpq_cmp(open, enough) > 0 && goes_on(t)) {
        size_t n = 1;
        mpq_sub(missing, open, enough);
        region_decided *d =
            parts ? region_parts_decide(t, missing, max - looked, &n) : NULL;
        for (size_t i = 0; i < n && mpq_cmp(open, enough) > 0 && goes_on(t);
             i++) {
            size_t k = t->next++;
            if (parts)
                region_parts_take(t, &t->tile[k], &d[i]);
            else
                region_look(t, &t->tile[k]);
            looked++;
            settle(t, k, open);
            if (looked % 16 == 0)
                audit_progress(t->a, looked, max);
        }
        if (parts)
            region_parts_free(t, d, n);
    }
    mpq_clear(missing);
    return looked;
}

/* False when the certificate is wrong: nothing of it is to be used. */
static bool pave(region *t)
{
    mpq_t open, enough;
    mpq_init(open);
    mpq_init(enough);
    mpq_mul(enough, t->share, t->total);
    mpq_set(open, t->total);
    size_t max = t->a->limits.max_boxes != 0 ? t->a->limits.max_boxes
                                             : LIMIT_TILES_DEFAULT;
    size_t looked = 0;
    bool ok = true;
    while (ok && looked < max && mpq_cmp(open, enough) > 0 && goes_on(t) &&
           t->in != NULL) {
        size_t k = t->next++;
        ok = region_read(t, &t->tile[k]);
        looked++;
        if (ok) {
            t->tile[k].seal = region_seal_tile(t, &t->tile[k]);
            settle(t, k, open);
        }
        if (looked % 16 == 0)
            audit_progress(t->a, looked, max);
    }
    if (ok)
        looked = pave_by_search(t, looked, max, open, enough);
    t->a->r->boxes = looked;
    mpq_clear(open);
    mpq_clear(enough);
    return ok;
}

/* ---- one run ------------------------------------------------------------ */

static void start(region *t)
{
    mpq_init(t->total);
    mpq_init(t->yes);
    mpq_init(t->no);
    mpq_init(t->out);
    tile *b = add_tile(t);
    const problem *p = &t->f->v[0].p;
    for (int i = 0; i < 2; i++) {
        mpq_set(b->lo[i], p->box[t->v[i]].lo);
        mpq_set(b->hi[i], p->box[t->v[i]].hi);
    }
    region_area(t, b, t->total);
}

static void finish(region *t)
{
    for (size_t k = 0; k < t->n; k++) {
        region_seal_free(t->tile[k].seal);
        for (int i = 0; i < 2; i++) {
            mpq_clear(t->tile[k].lo[i]);
            mpq_clear(t->tile[k].hi[i]);
        }
    }
    mpq_clear(t->total);
    mpq_clear(t->yes);
    mpq_clear(t->no);
    mpq_clear(t->out);
    point_free(t->witness, t->f->v[t->wk].p.nvars);
    free(t->tile);
    free(t->err);
    text_clear(&t->text);
    region_guides_free(t);
    region_words_free(t);
    t->tile = NULL;
    t->witness = NULL;
    t->err = NULL;
    t->n = t->cap = t->next = t->leaves = 0;
    t->in = NULL;
}

/* All of it again where the certificate is wrong. */
static void pave_anew(region *t)
{
    t->search = true;
    start(t);
    if (pave(t))
        return;
    finish(t);
    start(t);
    bool searched = pave(t); /* no certificate, nothing wrong with it */
    (void)searched;
}

static bool draw(region *t)
{
    audit *a = t->a;
    char *text = proof_text(a);
    t->in = text != NULL ? region_file_tiles(a, t->f, text, &t->line) : NULL;
    bool ok = true;
    if (region_share_begin(t)) {
        pave_anew(t);
        region_share_note(t);
        ok = region_report(t);
        if (ok && !audit_stopped(a) && region_file_keep(t, a->it->id))
            region_share_tidy(t);
        finish(t);
    } else if (t->part != NULL) {
        pave_anew(t);
        region_share_keep(t);
        finish(t);
    }
    region_share_free(t);
    free(text);
    return ok;
}

bool region_audit(audit *a)
{
    instances f = {.n = 0};
    region t = {.a = a, .f = &f};
    mpq_init(t.share);
    bool ok = instances_collect(a, &f) && find_parameters(&t) &&
              find_share(&t) && labels_inside(&t) && draw(&t);
    mpq_clear(t.share);
    instances_clear(&f);
    return ok;
}

/* Every tile of the certificate, and nothing after them. */
static bool replay_tiles(region *t, char **err)
{
    start(t);
    bool ok = pave(t) && (t->in == NULL || strcmp(t->in, "end\n") == 0);
    if (!ok) {
        text_buf b = {0};
        text_printf(&b, "line %d: %s", t->line,
                    t->err != NULL ? t->err : "a tile is not as it is said");
        *err = text_take(&b);
    }
    finish(t);
    return ok;
}

bool region_replay(audit *a, instances *f, const char *text,
                   region_accept accept, void *ctx, char **err)
{
    region t = {.a = a, .f = f, .accept = accept, .ctx = ctx};
    *err = NULL;
    mpq_init(t.share);
    bool ok = find_parameters(&t) && find_share(&t);
    t.in = ok ? region_file_tiles(a, f, text, &t.line) : NULL;
    ok = t.in != NULL && replay_tiles(&t, err);
    if (!ok && *err == NULL)
        *err = xstrdup("not a map's certificate, or for another statement");
    mpq_clear(t.share);
    return ok;
}

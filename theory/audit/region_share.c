/* A map in shares, for several runs of the program.  Believed: nothing; a tile
 * that a share has written down is read and judged as any certificate's is, and
 * decided anew where the judge refuses it.
 *
 * The tiles that are left after LEVEL quarterings, with all below them, take
 * turns; those above are decided by each share that has something below them.  A
 * share's certificate is a map's in which other shares' tiles are left out ('.').
 * It ends when of the share's own area the part is open that may stay open of
 * the whole.  The run over the whole paves as one run does: it takes what shares
 * have said of a tile, and decides what none has. */
#include "region.h"
#include "claim_share.h"
#include "audit_shares.h"

#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

enum {
    LEVEL = 4,
    TURNS = 1 << 2 * LEVEL /* tiles there */
};

typedef struct {
    uint64_t path;
    const char *text; /* len bytes of a source's */
    size_t len;
} snippet;

/* What one share has written. */
typedef struct {
    char *text; /* NULL: no good */
    snippet *v; /* by path */
    size_t n, cap;
    atomic_bool refused; /* by the judge, some of it */
} source;

typedef struct region_part {
    bool is_share;       /* else it lays together */
    size_t number, team; /* a share's */
    size_t shares;       /* of so many */
    source *source;      /* by part */
    size_t many;
} part;

/* ---- a share's tiles ------------------------------------------------------ */

/* Whose turn tile k of LEVEL is: along each row and each column of them all come
 * in turn, as what is hard lies along lines. */
static size_t turn_of(size_t k)
{
    size_t at[2] = {0};
    for (int i = 0; i < 2 * LEVEL; i++)
        at[i % 2] |= (k >> i & 1) << i / 2;
    return at[0] + 5 * at[1];
}

/* So many of the *of tiles of LEVEL that b is or has below it are this share's;
 * further down all that is reached is. */
static size_t own(const part *p, uint64_t path, int level, size_t *of)
{
    *of = 1;
    if (level > LEVEL)
        return 1;
    int up = 2 * (LEVEL - level);
    size_t first = (size_t)(path << up) - TURNS, mine = 0;
    *of = (size_t)1 << up;
    for (size_t k = first; k < first + *of; k++)
        mine += turn_of(k) % p->team == p->number;
    return mine;
}

static void own_of(const part *p, uint64_t path, int level, mpq_ptr area)
{
    size_t of, mine = own(p, path, level, &of);
    mpq_t q;
    mpq_init(q);
    mpq_set_ui(q, mine, of);
    mpq_canonicalize(q);
    mpq_mul(area, area, q);
    mpq_clear(q);
}

void region_share_of_area(const region *t, const tile *b, mpq_ptr area)
{
    if (t->part != NULL && t->part->is_share)
        own_of(t->part, b->path, b->level, area);
}

/* ---- what shares have written --------------------------------------------- */

typedef struct {
    uint64_t path;
    int level;
} place;

typedef struct {
    place *v;
    size_t n, cap, next;
} places;

static void put_place(places *q, uint64_t path, int level)
{
    if (q->n == q->cap) {
        q->cap = q->cap != 0 ? 2 * q->cap : 64;
        q->v = xrealloc(q->v, q->cap * sizeof *q->v);
    }
    q->v[q->n++] = (place){path, level};
}

static void put_snippet(source *s, uint64_t path, const char *text, size_t len)
{
    if (s->n == s->cap) {
        s->cap = s->cap != 0 ? 2 * s->cap : 64;
        s->v = xrealloc(s->v, s->cap * sizeof *s->v);
    }
    s->v[s->n++] = (snippet){path, text, len};
}

/* The state on the line, and where the next line that begins a tile is, or the end;
 * '\0': the text is not as it should be. */
static char tile_line(const char *at, const char **next)
{
    static const char word[] = "tile ";
    size_t n = sizeof word - 1;
    if (strncmp(at, word, n) != 0 || at[n] == '\0' ||
        strchr("+-/?.", at[n]) == NULL)
        return '\0';
    const char *after = strstr(at, "\ntile ");
    if (after == NULL)
        after = at + strlen(at) - strlen("end\n") - 1;
    *next = after + 1;
    return after > at && *after == '\n' ? at[n] : '\0';
}

/* What is open of p's own area once one of its tiles has this state. */
static void settle(const part *p, const place *b, char state, mpq_ptr open)
{
    mpq_t q;
    if (state == '?' || state == REGION_LEFT)
        return;
    mpq_init(q);
    mpq_set_ui(q, 1, 1);
    mpq_div_2exp(q, q, 2 * (mp_bitcnt_t)b->level);
    own_of(p, b->path, b->level, q);
    mpq_sub(open, open, q);
    mpq_clear(q);
}

/* The tiles from `at` on are those of p's paving, in its order: its own and no
 * others, until so little is open as it should be. */
static bool index_tiles(const region *t, source *s, const part *p,
                        const char *at)
{
    places q = {0};
    mpq_t open, enough;
    size_t of, max = t->a->limits.max_boxes;
    bool ok = true;
    mpq_init(open);
    mpq_init(enough);
    mpq_set_ui(open, 1, 1);
    own_of(p, 1, 0, open);
    mpq_mul(enough, open, t->share);
    put_place(&q, 1, 0);
    while (ok && strcmp(at, "end\n") != 0) {
        const char *next = at;
        char state = tile_line(at, &next);
        ok = state != '\0' && q.next < q.n;
        if (!ok)
            break;
        place b = q.v[q.next++];
        ok = (own(p, b.path, b.level, &of) == 0) == (state == REGION_LEFT);
        settle(p, &b, state, open);
        if (state != REGION_LEFT && b.path != 0)
            put_snippet(s, b.path, at, (size_t)(next - at));
        for (uint64_t k = 0; state == '?' && k < 4; k++)
            put_place(&q, region_path(b.path, k), b.level + 1);
        at = next;
    }
    ok = ok && (mpq_cmp(open, enough) <= 0 ||
                q.next >= (max != 0 ? max : LIMIT_TILES_DEFAULT));
    mpq_clear(open);
    mpq_clear(enough);
    free(q.v);
    return ok;
}

static void source_clear(source *s)
{
    free(s->text);
    free(s->v);
    s->text = NULL;
    s->v = NULL;
    s->n = 0;
}

/* Part p's certificate, which this share has written. */
static bool load(const region *t, source *s, const part *p, size_t share)
{
    const audit *a = t->a;
    int line;
    char *id = certfile_share_id(a->it->id, share + 1, p->shares);
    s->text = certfile_read(a->opt->cert_dir, id);
    free(id);
    const char *tiles =
        s->text != NULL ? region_file_tiles(a, t->f, s->text, &line) : NULL;
    bool ok = tiles != NULL && index_tiles(t, s, p, tiles);
    if (!ok)
        source_clear(s);
    return ok;
}

static int by_path(const void *path, const void *of)
{
    uint64_t a = *(const uint64_t *)path, b = ((const snippet *)of)->path;
    return a < b ? -1 : a > b;
}

/* What some share says of b, malloc'd; or NULL. */
static char *said_of(const part *p, const tile *b, source **by)
{
    const snippet *v = NULL;
    for (size_t j = 0; j < p->many && v == NULL && b->path != 0; j++) {
        *by = &p->source[j];
        v = bsearch(&b->path, (*by)->v, (*by)->n, sizeof *v, by_path);
    }
    if (v == NULL)
        return NULL;
    char *text = xmalloc(v->len + 1);
    memcpy(text, v->text, v->len);
    text[v->len] = '\0';
    return text;
}

/* As a share has it, if the judge agrees. */
static bool read_said(region *t, tile *b)
{
    source *by = NULL;
    char *text = said_of(t->part, b, &by);
    if (text == NULL)
        return false;
    size_t len = t->text.len, leaves = t->leaves;
    bool had = t->witness != NULL;
    t->in = text;
    bool ok = region_read(t, b) && *t->in == '\0';
    t->in = NULL;
    free(text);
    if (ok)
        return true;
    atomic_store(&by->refused, true);
    region_forget(t, len, leaves);
    if (!had) {
        point_free(t->witness, t->f->v[t->wk].p.nvars);
        t->witness = NULL;
    }
    return false;
}

void region_look(region *t, tile *b)
{
    size_t of;
    b->edge = 0;
    if (t->part != NULL && t->part->is_share &&
        own(t->part, b->path, b->level, &of) == 0) {
        b->state = REGION_LEFT;
        region_put_tile(t, ".", NULL, 0, NULL, 0);
        return;
    }
    if (t->part == NULL || t->part->is_share || !read_said(t, b))
        region_decide(t, b);
    b->seal = region_seal_tile(t, b);
}

/* ---- a run ------------------------------------------------------------------ */

static part *part_new(region *t, size_t shares)
{
    part *p = xcalloc(1, sizeof *p);
    p->shares = shares;
    t->part = p;
    return p;
}

/* A share to be done, or nothing: t->part tells. */
static void begin_share(region *t, size_t number)
{
    audit *a = t->a;
    const audit_options *opt = a->opt;
    size_t team = audit_share_team(a->it, opt->shares);
    source there = {.text = NULL};
    a->r->part = true;
    if (t->in != NULL || number >= team)
        return;
    part *p = part_new(t, opt->shares);
    p->is_share = true;
    p->number = number;
    p->team = team;
    a->r->part_held = !opt->fresh && load(t, &there, p, opt->share);
    source_clear(&there);
    if (a->r->part_held)
        region_share_free(t);
}

static void lay(region *t, size_t of)
{
    part *p = part_new(t, of);
    size_t turn = audit_share_turn(t->a->prog, t->a->it);
    p->many = audit_share_team(t->a->it, of);
    p->source = xcalloc(p->many, sizeof *p->source);
    for (size_t s = 0; s < of; s++) {
        size_t j = audit_share_part_of(turn, s, of);
        const part whose = {.number = j, .team = p->many, .shares = of};
        if (j < p->many)
            (void)!load(t, &p->source[j], &whose, s);
    }
    t->a->shares_there = of;
}

bool region_share_begin(region *t)
{
    const audit_options *opt = t->a->opt;
    if (opt->cert_dir == NULL || !audit_divides(t->a->it) ||
        opt->shares > SHARES_MOST)
        return true;
    if (opt->shares > 1) {
        size_t number = audit_share_part_of(
            audit_share_turn(t->a->prog, t->a->it), opt->share, opt->shares);
        if (number == 0 && t->in != NULL)
            return true; /* the whole is there, and is its own to tell of */
        begin_share(t, number);
        return false;
    }
    size_t of = opt->shares == 0 && !opt->fresh && t->in == NULL
                    ? certfile_shares(opt->cert_dir, t->a->it->id)
                    : 0;
    if (of > 1 && of <= SHARES_MOST)
        lay(t, of);
    return true;
}

void region_share_note(const region *t)
{
    result *r = t->a->r;
    const part *p = t->part;
    text_buf lacks = {0};
    size_t lacking = 0;
    if (p == NULL)
        return;
    size_t turn = audit_share_turn(t->a->prog, t->a->it);
    for (size_t s = 0; s < p->shares; s++) {
        size_t j = audit_share_part_of(turn, s, p->shares);
        if (j >= p->many ||
            (p->source[j].text != NULL && !atomic_load(&p->source[j].refused)))
            continue;
        text_printf(&lacks, "%s%zu", lacking++ > 0 ? ", " : "", s + 1);
    }
    r->merged = lacking < p->many ? p->many : 0;
    if (lacking > 0) {
        text_buf b = {0};
        text_printf(&b, "shard%s %s of %zu", lacking == 1 ? "" : "s", lacks.s,
                    p->shares);
        audit_set(&r->lacking, text_take(&b));
    }
    text_clear(&lacks);
}

void region_share_keep(region *t)
{
    audit *a = t->a;
    if (audit_stopped(a))
        return;
    char *id = certfile_share_id(a->it->id, a->opt->share + 1, a->opt->shares);
    a->r->part_made = region_file_keep(t, id);
    free(id);
}

void region_share_tidy(const region *t)
{
    claim_share_tidy(t->a);
}

void region_share_free(region *t)
{
    part *p = t->part;
    for (size_t j = 0; p != NULL && j < p->many; j++)
        source_clear(&p->source[j]);
    if (p != NULL)
        free(p->source);
    free(p);
    t->part = NULL;
}

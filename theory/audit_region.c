/* Certified maps: where in the rectangle of two parameters a claim holds.
 *
 * A box of parameters is '+' when the claim, for all values of the other
 * variables, is proved on it; '-' when for fixed rational values of the
 * others the negation (and all hypotheses) are proved for every parameter in
 * the box; both by the checker.  Otherwise it is '?' and quartered, the
 * largest first.  Points at which the hypotheses admit nothing count as '+':
 * the claim says nothing false there. */
#include "audit_region.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

enum {
    DEFAULT_BOXES = 4000,
    HEADER_LINES = 4, /* of a certificate */
    SHARE_DIGITS = 6
};

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
    b->level = 0;
    return b;
}

static void area(mpq_ptr r, const tile *b)
{
    mpq_t h;
    mpq_init(h);
    mpq_sub(r, b->hi[0], b->lo[0]);
    mpq_sub(h, b->hi[1], b->lo[1]);
    mpq_mul(r, r, h);
    mpq_clear(h);
}

static void quarter(region *t, size_t k)
{
    for (int q = 0; q < 4; q++) {
        tile *b = add_tile(t);
        const tile *from = &t->tile[k];
        b->level = from->level + 1;
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
static void wanted_share(const region *t, mpq_ptr share)
{
    const item *it = t->a->it;
    mpq_set_ui(share, 1, 100);
    for (size_t i = 0; i < it->nopts; i++) {
        if (strcmp(it->opt[i].key, "share") != 0 || it->opt[i].value == NULL)
            continue;
        expr e = elab_closed(t->a->e, it->opt[i].value, t->a->errs);
        if (e != EXPR_NONE && expr_is_const(t->a->pool, e))
            mpq_set(share, expr_const_value(t->a->pool, e));
    }
}

/* Is there a tile to look at, in the certificate or by search? */
static bool goes_on(region *t)
{
    if (t->in != NULL && strcmp(t->in, "end\n") == 0)
        t->in = NULL;
    return (t->in != NULL || t->search) && t->next < t->n &&
           !audit_stopped(t->a);
}

/* False when the certificate is wrong: nothing of it is to be used. */
static bool pave(region *t)
{
    mpq_t open, share, s;
    mpq_init(open);
    mpq_init(share);
    mpq_init(s);
    wanted_share(t, share);
    mpq_mul(share, share, t->total);
    size_t max = t->a->limits.max_boxes != 0 ? t->a->limits.max_boxes
                                             : DEFAULT_BOXES;
    mpq_set(open, t->total);
    size_t looked = 0;
    bool ok = true;
    while (ok && looked < max && mpq_cmp(open, share) > 0 && goes_on(t)) {
        size_t k = t->next++;
        char state = '?';
        if (t->in != NULL)
            ok = region_read(t, &t->tile[k], &state);
        else
            state = region_decide(t, &t->tile[k]);
        looked++;
        t->tile[k].state = state;
        if (state == '?') {
            quarter(t, k);
            t->tile[k].state = '/'; /* replaced by its quarters */
        } else {
            area(s, &t->tile[k]);
            mpq_sub(open, open, s);
            mpq_ptr sum = state == '+' ? t->sum_true : t->sum_false;
            mpq_add(sum, sum, s);
        }
        if (looked % 16 == 0)
            audit_progress(t->a, looked, max);
    }
    t->a->r->boxes = looked;
    mpq_clear(open);
    mpq_clear(share);
    mpq_clear(s);
    return ok;
}

static void share_of(const region *t, mpq_ptr r, mpq_srcptr part)
{
    mpq_div(r, part, t->total);
}

static void report(region *t)
{
    result *r = t->a->r;
    mpq_t yes, no, open;
    mpq_init(yes);
    mpq_init(no);
    mpq_init(open);
    share_of(t, yes, t->sum_true);
    share_of(t, no, t->sum_false);
    mpq_set_si(open, 1, 1);
    mpq_sub(open, open, yes);
    audit_enclosure_q(&r->area_true, yes, yes, SHARE_DIGITS);
    audit_enclosure_q(&r->area_false, no, no, SHARE_DIGITS);
    mpq_sub(open, open, no);
    audit_enclosure_q(&r->area_open, open, open, SHARE_DIGITS);
    r->open_share = mpq_get_d(open);
    mpq_add(no, yes, open); /* what may hold */
    audit_enclosure_q(&r->value, yes, no, SHARE_DIGITS);
    r->box = xcalloc(t->n + 1, sizeof *r->box);
    for (size_t k = 0; k < t->n; k++) {
        const tile *b = &t->tile[k];
        if (b->state == '/')
            continue;
        r->box[r->nbox].x0 = mpq_get_d(b->lo[0]);
        r->box[r->nbox].x1 = mpq_get_d(b->hi[0]);
        r->box[r->nbox].y0 = mpq_get_d(b->lo[1]);
        r->box[r->nbox].y1 = mpq_get_d(b->hi[1]);
        r->box[r->nbox++].state = b->state;
        r->open += b->state == '?';
    }
    r->leaves = t->leaves;
    r->verdict = VERDICT_ENCLOSED;
    mpq_clear(yes);
    mpq_clear(no);
    mpq_clear(open);
}

/* ---- one run ------------------------------------------------------------ */

static void start(region *t)
{
    mpq_init(t->total);
    mpq_init(t->sum_true);
    mpq_init(t->sum_false);
    tile *b = add_tile(t);
    const problem *p = &t->f->v[0].p;
    for (int i = 0; i < 2; i++) {
        mpq_set(b->lo[i], p->box[t->v[i]].lo);
        mpq_set(b->hi[i], p->box[t->v[i]].hi);
    }
    area(t->total, b);
}

static void finish(region *t)
{
    for (size_t k = 0; k < t->n; k++)
        for (int i = 0; i < 2; i++) {
            mpq_clear(t->tile[k].lo[i]);
            mpq_clear(t->tile[k].hi[i]);
        }
    mpq_clear(t->total);
    mpq_clear(t->sum_true);
    mpq_clear(t->sum_false);
    free(t->tile);
    free(t->err);
    text_clear(&t->out);
    audit *a = t->a;
    *t = (region){.a = a, .f = t->f, .v = {t->v[0], t->v[1]},
                  .accept = t->accept, .ctx = t->ctx};
}

/* The tiles of a certificate; NULL when it is for something else. */
static const char *find_tiles(const audit *a, const roster *f,
                              const char *text, int *line)
{
    char err[200];
    long prec;
    proof pf;
    proof_init(&pf, f->v[0].p.ngoals);
    bool ok = certfile_parse(&pf, text, a->it->id, f->hash, 0, &prec, NULL,
                             NULL, err, sizeof err) &&
              prec == a->prec && pf.nnumbers == 0;
    proof_clear(&pf);
    for (*line = 1; ok && *line <= HEADER_LINES; (*line)++)
        text = strchr(text, '\n') + 1;
    return ok && strncmp(text, "map\n", 4) == 0 ? text + 4 : NULL;
}

static void keep_certificate(region *t, const roster *f)
{
    audit *a = t->a;
    if (a->opt->cert_dir == NULL || !certfile_id_ok(a->it->id))
        return;
    proof pf;
    proof_init(&pf, 0);
    char *head = certfile_text(&pf, a->it->id, f->hash, a->prec, NULL, NULL);
    text_buf b = {0};
    text_put_n(&b, head, strlen(head) - strlen("end\n"));
    text_printf(&b, "map\n%send\n", t->out.s != NULL ? t->out.s : "");
    char *old = certfile_read(a->opt->cert_dir, a->it->id);
    if ((old != NULL && strcmp(old, b.s) == 0) ||
        certfile_write(a->opt->cert_dir, a->it->id, b.s)) {
        text_buf name = {0};
        text_printf(&name, "%s.cert", a->it->id);
        audit_set(&a->r->cert_file, text_take(&name));
    } else {
        audit_error(a, "cannot write %s/%s.cert: %s", a->opt->cert_dir,
                    a->it->id, strerror(errno));
    }
    free(old);
    free(head);
    text_clear(&b);
}

static bool ask_checker(void *ctx, problem *p, size_t g,
                        const cert_node *tree, size_t *leaves)
{
    audit *a = ctx;
    checker_report rep;
    checker_report_init(&rep);
    bool ok = judge_accepts(a->judge, p, g, tree, a->prec, &rep);
    *leaves = rep.leaves;
    checker_report_clear(&rep);
    return ok;
}

static void draw(region *t)
{
    audit *a = t->a;
    char *text = a->opt->cert_dir != NULL && !a->opt->fresh
                     ? certfile_read(a->opt->cert_dir, a->it->id)
                     : NULL;
    t->in = text != NULL ? find_tiles(a, t->f, text, &t->line) : NULL;
    t->search = true;
    start(t);
    if (!pave(t)) { /* all of it again */
        finish(t);
        t->search = true;
        start(t);
        (void)pave(t); /* no certificate, nothing wrong with it */
    }
    free(text);
    report(t);
    if (!audit_stopped(a))
        keep_certificate(t, t->f);
    finish(t);
}

bool region_audit(audit *a)
{
    roster f = {.n = 0};
    region t = {.a = a, .f = &f, .accept = ask_checker, .ctx = a};
    bool ok = audit_collect(a, &f) && find_parameters(&t);
    if (ok)
        draw(&t);
    roster_clear(&f);
    return ok;
}

bool region_replay(audit *a, roster *f, const char *text,
                   region_accept accept, void *ctx, char **err)
{
    region t = {.a = a, .f = f, .accept = accept, .ctx = ctx};
    bool ok = find_parameters(&t);
    *err = NULL;
    t.in = ok ? find_tiles(a, f, text, &t.line) : NULL;
    if (t.in == NULL) {
        *err = xstrdup("not a map's certificate, or for another statement");
        return false;
    }
    start(&t);
    ok = pave(&t) && (t.in == NULL || strcmp(t.in, "end\n") == 0);
    if (!ok) {
        text_buf b = {0};
        text_printf(&b, "line %d: %s", t.line,
                    t.err != NULL ? t.err : "a tile is not as it is said");
        *err = text_take(&b);
    }
    finish(&t);
    return ok;
}

/* Branch and bound over doubles.  Believed: nothing; the checker replays the
 * tree.
 *
 * Boxes are worked off in waves.  Within a wave every box is enclosed by itself
 * (natural enclosure, hypotheses, derivatives, mean value form), eight at a
 * time; then, in order, certificate nodes are made and new boxes appended.
 * What takes long is divided (search_parts.c).  See search_boxes.h.
 */
#include "search_boxes.h"

#include "../base/memory.h"

#include <math.h>
#include <stdlib.h>

enum {
    WAVE = 8192,
    FIRST_LOOK = 40
};

/* A level of boxes has to leave open this part of what the one before left, or
 * less, for the run to be worth going on with. */
static const double PROGRESS = 0.95;

/* Everything still in the queue becomes open; the figures go to the result. */
static void leave_open(branch_run *b, bool report)
{
    search_result *r = b->s->r;
    double worst = INFINITY;
    for (size_t k = b->head; k < b->nq; k++) {
        search_box *x = &b->q[k];
        *x->slot = search_leaf(CERT_OPEN);
        if (!report)
            continue;
        r->open++;
        r->open_share += x->share;
        if (!(x->bound >= worst) || r->worst == NULL) {
            worst = x->bound;
            if (r->worst == NULL) {
                r->worst = xmalloc((size_t)b->n * sizeof *r->worst + 1);
                for (int i = 0; i < b->n; i++)
                    range_init(&r->worst[i]);
            }
            for (int i = 0; i < b->n; i++)
                search_box_exact_range(b, x, i, &r->worst[i]);
        }
    }
}

static size_t least(size_t a, size_t b)
{
    return a < b ? a : b;
}

double search_boxes_share(const branch_run *b)
{
    double share = 0;
    for (size_t k = b->head; k < b->nq; k++)
        share += b->q[k].share;
    return share;
}

void search_boxes_go_on(branch_run *b, size_t n, double share)
{
    if (b->done + n > b->budget && share <= PROGRESS * b->open_share)
        b->budget = least(b->done + n, b->most);
    b->open_share = share;
}

void search_boxes_run(branch_run *b)
{
    search_result *r = b->s->r;
    while (b->head < b->nq && !b->refuted && b->stuck <= SEARCH_MAX_STUCK) {
        size_t n = b->nq - b->head;
        if (b->most > b->budget)
            search_boxes_go_on(b, n, search_boxes_share(b));
        if (b->done >= b->budget || search_out_of_budget(b->s))
            break;
        if (search_parts_pay(b)) {
            search_parts_run(b);
            break;
        }
        n = least(n, WAVE);
        n = least(n, b->budget - b->done);
        n = least(n, b->s->max_boxes - r->boxes);
        search_box_enclose_wave(b, n);
        for (size_t k = 0; k < n && !b->refuted; k++) {
            search_box x = b->q[b->head]; /* acting may move the queue */
            b->head++;
            b->done++;
            b->s->effort++;
            r->boxes++;
            search_box_act(b, &x);
            search_box_ends_free(b, x.lo);
        }
        if (b->s->limits->progress != NULL)
            b->s->limits->progress(b->s->limits->progress_ctx, r->boxes,
                                   b->nq - b->head);
    }
}

void search_boxes_store_free(branch_run *b)
{
    for (size_t k = 0; k < b->nblocks; k++)
        free(b->block[k]);
    free(b->block);
    free(b->q);
}

static bool compile(branch_run *b)
{
    expr_pool *pool = b->s->p->pool;
    size_t n = (size_t)b->n;
    expr *root = xmalloc((n + 1) * sizeof *root);
    bool ok = true;
    root[0] = b->g->f;
    for (size_t i = 0; i < n && ok; i++) {
        root[i + 1] = expr_diff(pool, b->g->f, (int)i);
        ok = root[i + 1] != EXPR_NONE;
    }
    if (ok) {
        b->narrow = search_tape_new(b->s, root, 1, b->g->hyp, b->g->nhyps);
        b->plain = search_tape_new(b->s, root, n + 1, NULL, 0);
    }
    for (size_t j = 0; j < b->g->nhyps; j++)
        b->hyp_vars |= expr_vars(pool, b->g->hyp[j].e);
    free(root);
    return ok;
}

typedef struct {
    size_t boxes, most;
    bool partial, apart;
} extent;

static cert_node *prove(searcher *s, const goal *g, const tactic_view *v,
                        extent x)
{
    branch_run b = {.s = s, .g = g, .n = s->p->nvars, .budget = x.boxes,
                    .most = x.most, .effort = s->effort, .apart = x.apart,
                    .partial = x.partial};
    bool partial = x.partial;
    b.spot = v->spot;
    b.nspots = v->nspots;
    b.probe = v->q;
    if (!compile(&b))
        return NULL;
    if ((v->nspots > 0 || partial || x.boxes >= 2000) &&
        !search_out_of_budget(s))
        b.ncubes = search_carve_cubes(s, g, v->q, &b.cube);
    search_box_push_goal(&b);
    search_boxes_run(&b);
    search_carve_free(b.cube, b.ncubes);
    bool complete = b.head == b.nq && b.stuck == 0 && !b.refuted;
    if (partial) {
        s->r->open += b.stuck;
        s->r->open_share += b.stuck_share;
    }
    leave_open(&b, partial);
    search_boxes_store_free(&b);
    free(b.lo0);
    tape_free(b.narrow);
    tape_free(b.plain);
    rung_free(b.form);
    if ((complete || partial) && !b.spoilt)
        return b.root;
    cert_free(b.root);
    return NULL;
}

cert_node *search_boxes_prove(searcher *s, const goal *g, const tactic_view *v,
                              size_t max_boxes, bool partial)
{
    return prove(s, g, v, (extent){max_boxes, max_boxes, partial, false});
}

cert_node *search_boxes_persist(searcher *s, const goal *g,
                                const tactic_view *v, size_t few, size_t most)
{
    return prove(s, g, v, (extent){few, most, .apart = true});
}

cert_node *search_boxes_shrink(searcher *s, const goal *g, const tactic_view *v,
                               size_t most)
{
    extent x = {.boxes = least(FIRST_LOOK, most), .most = most};
    return prove(s, g, v, x);
}

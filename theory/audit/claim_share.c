/* A claim in shares, for several runs of the program: instances in turns, or the
 * fixed parts of one long search.  Believed: nothing.  A share is a certificate
 * with open leaves where other shares' trees belong; the whole, laid together
 * from all of them, goes before the checker as any other does. */
#include "claim_share.h"
#include "audit_shares.h"

#include <stdlib.h>
#include <string.h>

static const char least_name[] = "least";

static bool covers(const proof *pf, size_t n)
{
    return pf->nruns > 0 && pf->run[pf->nruns - 1].last + 1 == n;
}

static void put_share(audit *a, size_t number, size_t of, bool alone)
{
    a->limits.share = number;
    a->limits.shares = of;
    a->limits.share_alone = alone;
}

/* ---- a run that does one share -------------------------------------------- */

static bool load(audit *a, instances *f, proof *pf, size_t number, size_t of)
{
    char *id = certfile_share_id(a->it->id, number + 1, of);
    char *text = certfile_read(a->opt->cert_dir, id);
    certfile_subject s = {.id = a->it->id,
                          .hash = a->r->hash,
                          .instances = f->n,
                          .problem_of = instances_problem,
                          .ctx = f};
    bool ok = text != NULL && certfile_parse(pf, text, &s, NULL) &&
              s.prec == a->prec;
    free(text);
    free(id);
    return ok;
}

bool claim_share_begin(audit *a, instances *f, bool whole)
{
    const audit_options *opt = a->opt;
    if (opt->shares < 2 || opt->shares > SHARES_MOST ||
        opt->cert_dir == NULL || !audit_divides(a->it))
        return true;
    size_t part = audit_share_part_of(audit_share_turn(a->prog, a->it), opt->share,
                                 opt->shares);
    bool own = part == 0, search = f->n == 1;
    a->share_own = own;
    a->shared = true;
    proof pf;
    proof_init(&pf, f->v[0].p.ngoals);
    bool there = !whole && !opt->fresh &&
                 load(a, f, &pf, opt->share, opt->shares);
    a->r->part_held = there;
    proof_clear(&pf);
    bool idle = !own && (whole || claim_is_closed(f) ||
                         part >= audit_share_parts(a->it, f->n, opt->shares));
    a->r->part = there || idle;
    if (!whole && !claim_is_closed(f))
        put_share(a, part, audit_share_team(a->it, opt->shares), search && !own);
    return !a->r->part;
}

static void keep(audit *a, instances *f, const proof *pf)
{
    char *id = certfile_share_id(a->it->id, a->opt->share + 1, a->opt->shares);
    certfile_subject s = {.id = a->it->id,
                          .hash = a->r->hash,
                          .instances = f->n,
                          .problem_of = instances_problem,
                          .ctx = f,
                          .prec = a->prec};
    char *text = certfile_text(pf, &s);
    a->r->part_made = certfile_write(a->opt->cert_dir, id, text);
    if (!a->r->part_made)
        audit_error(a, "cannot write %s/%s.cert", a->opt->cert_dir, id);
    free(text);
    free(id);
}

bool claim_share_end(audit *a, instances *f, const proof *pf)
{
    bool family = f->n > 1;
    put_share(a, 0, 0, false);
    if (!a->shared)
        return false;
    bool found = a->r->verdict == VERDICT_UNDECIDED && covers(pf, f->n) &&
                 !audit_stopped(a);
    if (found && (family || a->divided))
        keep(a, f, pf);
    a->r->part = family || !a->share_own || (found && a->divided);
    return a->r->part;
}

void claim_share_note_least(proof *pf, mpfr_srcptr least)
{
    mpq_t q;
    if (!pf->has_seen || !mpfr_number_p(least))
        return;
    mpq_init(q);
    mpfr_get_q(q, least); /* exact */
    proof_set_number(pf, least_name, q);
    mpq_clear(q);
}

/* ---- a run that lays them together ---------------------------------------- */

/* Puts the tree *from where *at is open.  False: they are no parts of one. */
static bool fill(cert_node **at, cert_node **from)
{
    cert_node *c = *at, *d = *from;
    if (d == NULL || c == NULL)
        return false;
    if (d->rule == CERT_OPEN)
        return true;
    if (c->rule == CERT_OPEN) {
        cert_free(c);
        *at = d;
        *from = cert_new(CERT_OPEN);
        return true;
    }
    bool ok = c->rule == d->rule && c->var == d->var && c->nchild == d->nchild;
    for (size_t k = 0; k < c->nchild && ok; k++)
        ok = fill(&c->child[k], &d->child[k]);
    return ok;
}

static void drop(cert_node **tree, size_t n)
{
    for (size_t g = 0; g < n; g++) {
        cert_free(tree[g]);
        tree[g] = NULL;
    }
}

/* Instance k's trees. */
static bool lay(cert_node **tree, proof *q, size_t many, size_t k)
{
    bool ok = true;
    for (size_t g = 0; g < q->ngoals && ok; g++) {
        tree[g] = cert_new(CERT_OPEN);
        for (size_t j = 0; j < many && ok; j++) {
            cert_node *copy = cert_copy(proof_tree(&q[j], k, g));
            ok = fill(&tree[g], &copy);
            cert_free(copy);
        }
    }
    return ok;
}

/* The least value seen, as one run would have kept it: the first instance's
 * where there are several. */
static void lay_seen(proof *pf, const proof *q, size_t many)
{
    const proof *best = NULL;
    for (size_t j = 0; j < many; j++) {
        mpq_srcptr x = proof_find_number(&q[j], least_name), y =
            best != NULL ? proof_find_number(best, least_name) : NULL;
        int c = x != NULL && y != NULL ? mpq_cmp(x, y) : 0;
        if (q[j].has_seen &&
            (best == NULL || c < 0 ||
             (c == 0 && q[j].seen_instance < best->seen_instance)))
            best = &q[j];
    }
    if (best != NULL)
        proof_set_seen(pf, best->seen_instance, best->seen_goal, best->seen,
                       best->nseen);
}

static bool lay_all(audit *a, const instances *f, proof *pf, proof *q,
                    size_t many)
{
    bool ok = true;
    cert_node **tree = xcalloc(pf->ngoals + 1, sizeof *tree);
    for (size_t k = 0; k < f->n && ok && !audit_stopped(a); k++) {
        ok = lay(tree, q, many, k);
        if (ok)
            proof_add(pf, &f->v[k].p, tree, pf->ngoals);
        drop(tree, pf->ngoals);
    }
    free(tree);
    lay_seen(pf, q, many);
    return ok && proof_is_complete(pf, f->n);
}

/* Does here what part `number` would have been. */
static bool make(audit *a, instances *f, proof *pf, size_t number, size_t of)
{
    claim_outcome o;
    proof_clear(pf);
    put_share(a, number, audit_share_team(a->it, of), false);
    a->limits.unmended = true;
    claim_search(a, f, pf, 0, NULL, &o);
    a->limits.unmended = false;
    put_share(a, 0, 0, false);
    bool ok = o.failing == 0 && o.open == 0 && covers(pf, f->n);
    claim_outcome_clear(&o);
    return ok && !audit_stopped(a);
}

/* What is lacking is named, and made if it is the smaller part. */
static bool collect(audit *a, instances *f, proof *q, size_t many, size_t of)
{
    text_buf lacks = {0};
    bool *good = xcalloc(many, sizeof *good), ok = true;
    size_t lacking = 0, turn = audit_share_turn(a->prog, a->it);
    for (size_t s = 0; s < of; s++) {
        size_t j = audit_share_part_of(turn, s, of);
        if (j >= many)
            continue;
        good[j] = load(a, f, &q[j], s, of);
        lacking += !good[j];
        if (!good[j])
            text_printf(&lacks, "%s%zu", lacks.len > 0 ? ", " : "", s + 1);
    }
    if (lacking > 0) {
        text_buf b = {0};
        text_printf(&b, "shard%s %s of %zu", lacking == 1 ? "" : "s", lacks.s,
                    of);
        audit_set(&a->r->lacking, text_take(&b));
    }
    for (size_t j = 0; j < many && ok; j++)
        ok = good[j] || (2 * lacking <= many && make(a, f, &q[j], j, of));
    text_clear(&lacks);
    free(good);
    return ok;
}

bool claim_share_merge(audit *a, instances *f, proof *pf)
{
    const audit_options *opt = a->opt;
    if (opt->shares > 0 || opt->cert_dir == NULL || opt->fresh ||
        opt->given != NULL || opt->resume != NULL || !audit_divides(a->it) ||
        claim_is_closed(f))
        return false;
    size_t of = certfile_shares(opt->cert_dir, a->it->id);
    if (of < 2 || of > SHARES_MOST)
        return false;
    size_t many = audit_share_parts(a->it, f->n, of);
    proof *q = xcalloc(many, sizeof *q);
    for (size_t j = 0; j < many; j++)
        proof_init(&q[j], pf->ngoals);
    bool ok = collect(a, f, q, many, of) && lay_all(a, f, pf, q, many);
    for (size_t j = 0; j < many; j++)
        proof_clear(&q[j]);
    free(q);
    evidence_clear(&a->r->found);
    a->r->boxes = a->r->open = 0;
    a->r->open_share = 0;
    if (!ok)
        proof_clear(pf);
    a->r->merged = ok ? many : 0;
    a->shares_there = of;
    return ok;
}

void claim_share_refuse(audit *a)
{
    a->r->merged = 0;
    audit_set(&a->r->lacking, xstrdup("all shards, which the checker refused"));
}

void claim_share_tidy(const audit *a)
{
    for (size_t j = 1; j <= a->shares_there && a->r->cert_file != NULL; j++) {
        char *id = certfile_share_id(a->it->id, j, a->shares_there);
        certfile_remove(a->opt->cert_dir, id);
        free(id);
    }
}

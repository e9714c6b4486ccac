/* Running a tape: choice of kernel, boxes in, points in.  Believed: nothing.
 * See tape.h. */
#include "../base/memory.h"
#include "tape_internal.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

size_t tape_kernels(const tape_kernel *out[2])
{
    size_t n = 0;
#if defined __x86_64__ && !defined LANES_PORTABLE
    if (__builtin_cpu_supports("avx2"))
        out[n++] = &tape_kernel_avx2;
#endif
    out[n++] = &tape_kernel_base;
    return n;
}

static const tape_kernel *best_kernel(void)
{
    const tape_kernel *k[2];
    (void)tape_kernels(k);
    return k[0];
}

/* ---- scratch ------------------------------------------------------------ */

static void *aligned(size_t n, size_t size)
{
    void *p = NULL;
    if (n > (SIZE_MAX - size) / size || posix_memalign(&p, 64, n * size) != 0)
        return xmalloc(SIZE_MAX); /* out of memory, said in one place */
    memset(p, 0, n * size);
    return p;
}

tape_scratch *tape_scratch_new(const tape *t)
{
    tape_scratch *s = xcalloc(1, sizeof *s);
    size_t n = t->nregs + 1;
    s->reg = aligned(n, sizeof *s->reg);
    s->point = aligned(n, sizeof *s->point);
    s->flags = xcalloc(n, sizeof *s->flags);
    for (int i = 0; i < TAPE_LANES; i++)
        s->void_by[i] = -1;
    s->nintegrals = t->nintegrals;
    s->integrand = xcalloc(t->nintegrals, sizeof(tape_scratch *));
    for (size_t k = 0; k < t->nintegrals; k++)
        s->integrand[k] = tape_scratch_new(t->integral[k].integrand);
    for (size_t k = 0; k < t->nconst; k++) {
        size_t r = (size_t)t->nvars + k;
        const tape_constant *c = &t->constant[k];
        s->flags[r] = c->flags;
        for (int i = 0; i < TAPE_LANES; i++) {
            s->reg[r].nlo[i] = -c->lo;
            s->reg[r].hi[i] = c->hi;
            s->point[r][i] = c->value;
        }
    }
    return s;
}

void tape_scratch_free(tape_scratch *s)
{
    if (s == NULL)
        return;
    free(s->reg);
    free(s->point);
    free(s->flags);
    eval_free(s->node);
    for (size_t k = 0; k < s->nintegrals; k++)
        tape_scratch_free(s->integrand[k]);
    free(s->integrand);
    free(s);
}

const int *tape_void(const tape_scratch *s)
{
    return s->void_by;
}

/* ---- boxes -------------------------------------------------------------- */

void tape_eval_by(const tape_kernel *k, const tape *t, tape_scratch *s,
                  const tape_boxes *at, size_t first, size_t last,
                  tape_out *out)
{
    assert(first <= last && last <= t->nroots);
    if (first == 0) {
        for (int i = 0; i < TAPE_LANES; i++)
            s->void_by[i] = -1;
        k->load(s, (size_t)t->nvars, at->lo, at->hi, at->lo_open, at->hi_open);
    }
    k->run(t, s, first == 0 ? 0 : t->end[first], t->end[last], out);
}

void tape_eval(const tape *t, tape_scratch *s, const tape_boxes *at,
               size_t first, size_t last, tape_out *out)
{
    tape_eval_by(best_kernel(), t, s, at, first, last, out);
}

/* ---- points ------------------------------------------------------------- */

void tape_point8_by(const tape_kernel *k, const tape *t, tape_scratch *s,
                    const double *x, size_t nroots, double *out)
{
    assert(nroots <= t->nroots);
    if (t->nvars > 0)
        memcpy(s->point, x, (size_t)t->nvars * sizeof *s->point);
    k->points(t, s, t->end[nroots], out);
}

void tape_point8(const tape *t, tape_scratch *s, const double *x, size_t nroots,
                 double *out)
{
    tape_point8_by(best_kernel(), t, s, x, nroots, out);
}

void tape_point(const tape *t, tape_scratch *s, const double *x, double *out)
{
    size_t n = (size_t)t->nvars > t->nroots ? (size_t)t->nvars : t->nroots;
    double stack[16 * TAPE_LANES], *many = stack;
    if (n > 16)
        many = xmalloc(n * TAPE_LANES * sizeof *many);
    for (size_t v = 0; v < (size_t)t->nvars; v++)
        for (size_t i = 0; i < TAPE_LANES; i++)
            many[TAPE_LANES * v + i] = x[v];
    tape_point8(t, s, many, t->nroots, many);
    for (size_t k = 0; k < t->nroots; k++)
        out[k] = many[TAPE_LANES * k];
    if (many != stack)
        free(many);
}

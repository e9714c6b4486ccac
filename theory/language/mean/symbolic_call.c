/* Calls at symbolic indices: which are opaque, and which are their bodies.
 * Believed. */
#include "symbolic.h"

#include <stdlib.h>
#include <string.h>

static bool calls_itself(elab *e, uint32_t fn)
{
    size_t n = e->symbolic->nrecursive, left = 0;
    bool *seen = xcalloc(n + 1, sizeof *seen), found = false;
    uint32_t *list = xcalloc(n + 1, sizeof *list);
    list[left++] = fn;
    while (left > 0 && !found) {
        const function *f = compile_let(e, list[--left]);
        for (size_t k = 0; k < f->n && !found; k++) {
            uint32_t g = f->code[k].a;
            if (f->code[k].op != OP_CALL)
                continue;
            found = g == fn;
            if (!seen[g])
                list[left++] = g;
            seen[g] = true;
        }
    }
    free(seen);
    free(list);
    return found;
}

static bool is_recursive(elab *e, uint32_t fn)
{
    uint8_t *known = &e->symbolic->recursive[fn];
    if (*known == 0)
        *known = calls_itself(e, fn) ? 2 : 1;
    return *known == 2;
}

/* Self-calls in a, and those which pass parameter `place` on as it is. */
static void count_calls(const ast *a, const item *let, size_t place,
                        size_t *calls, size_t *same)
{
    if (a->kind == AST_CALL && !strcmp(a->name, let->id)) {
        const ast *x = a->arg[place];
        ++*calls;
        *same += x->kind == AST_NAME && !strcmp(x->name, let->param[place]);
    }
    for (size_t i = 0; i < a->nargs; i++)
        count_calls(a->arg[i], let, place, calls, same);
}

/* Does the recursion run over this argument?  (Where definitions call one
 * another, it may.) */
static bool moves(const elab *e, uint32_t fn, size_t place)
{
    const item *let = program_item(e->prog, fn);
    size_t calls = 0, same = 0;
    count_calls(let->body, let, place, &calls, &same);
    return calls == 0 || same < calls;
}

/* The argument that is n + d, if all others are free of n. */
static bool find_place(elab *e, const operand *arg, size_t n, size_t *place,
                       long *d)
{
    int var = e->symbolic->var;
    size_t with = 0;
    long slope = 0;
    for (size_t i = 0; i < n; i++)
        if (var >= 0 && (arg[i].vars >> var & 1) != 0) {
            with++;
            *place = i;
        }
    return with == 1 && symbolic_index_of(e, arg[*place].e, &slope, d) &&
           slope == 1;
}

bool symbolic_call(elab *e, const instr *in, const operand *arg, operand *r,
                   bool *is)
{
    symbolic *s = e->symbolic;
    bool runs = false;
    *is = false;
    if (!is_recursive(e, in->a))
        return true;
    for (size_t i = 0; i < in->n; i++)
        runs = runs || (arg[i].vars != 0 && moves(e, in->a, i));
    if (!runs)
        return true;
    symbolic_family a = {.call = true, .what = in->a};
    size_t place = in->n;
    long d = 0;
    if (find_place(e, arg, in->n, &place, &d) && moves(e, in->a, place)) {
        a.slope = 1;
    } else {
        place = in->n;
        d = 0;
    }
    a.place = place;
    a.arg = xcalloc((size_t)in->n + 1, sizeof *a.arg);
    for (size_t i = 0; i < in->n; i++)
        if (i != place)
            a.arg[a.nargs++] = arg[i].e;
    size_t k = symbolic_find_family(e, &a);
    symbolic_meet(&s->family[k], d);
    if (s->family[k].bounded && d > s->family[k].floor)
        return true;
    *is = true;
    if (!symbolic_opaque(e, in, k, d, compile_let(e, in->a)->name, r))
        return false;
    for (size_t i = 0; i < in->n && r->e != EXPR_NONE; i++) {
        r->vars |= arg[i].vars;
        r->e = strict_call(e, r->e, arg[i].e);
    }
    return arith_checked(e, r->e, in->src) != EXPR_NONE;
}

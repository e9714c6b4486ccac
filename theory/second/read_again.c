/* The second reading from the top.
 *
 * What could not be read is read again, when what was in its way is known.  A
 * call that would have gone too deep was put aside as pending: it is read
 * first, and what wanted it then finds its value, so that a recursion of any
 * length takes a bounded stack.  Too little precision: all is read again with
 * twice as much.  Nobody believes it. */
#include "read.h"

#include <string.h>

enum {
    FIRST_PREC = 64,
    LAST_PREC = 4096,
    KEPT_KNOWN = 200000 /* calls remembered from one expression to the next */
};

static void drop_pending(second *s, size_t down_to)
{
    while (s->npending > down_to)
        call_clear(&s->pending[--s->npending]);
}

/* Reads what is pending, the last first.  The array may move meanwhile. */
static bool read_pending(second *s)
{
    quantity v;
    call k;
    size_t at = s->npending - 1;
    call_copy(&k, &s->pending[at]);
    quantity_init(&v);
    bool ok = read_call_body(s, &k, &v);
    if (ok)
        drop_pending(s, at);
    quantity_clear(&v);
    call_clear(&k);
    return ok;
}

static second_state state_of(trouble why)
{
    return why == TROUBLE_UNDEFINED ? SECOND_UNDEFINED
           : why == TROUBLE_REFUSED ? SECOND_REFUSED
                                    : SECOND_OPEN;
}

/* A task from the top, again and again until nothing is in its way. */
typedef bool task_fn(second *s, void *ctx);

static second_state perform(second *s, task_fn *task, void *ctx)
{
    second_state r = SECOND_VALUE;
    if (s->known.n > KEPT_KNOWN)
        call_forget(&s->known);
    s->c.prec = FIRST_PREC;
    s->steps = s->depth = 0;
    for (bool done = false; !done;) {
        bool last = s->npending == 0;
        s->c.why = TROUBLE_NONE;
        if (last ? task(s, ctx) : read_pending(s)) {
            done = last;
        } else if (s->c.why == TROUBLE_PRECISION && s->c.prec < LAST_PREC) {
            s->c.prec *= 2;
        } else if (s->c.why != TROUBLE_PENDING) {
            r = state_of(s->c.why);
            done = true;
        }
    }
    drop_pending(s, 0);
    return r;
}

typedef struct {
    const ast *a, *b;
    rel_kind rel;
    const scope *names;
    quantity *out;
    read_answer answer;
} reading;

static bool value_task(second *s, void *ctx)
{
    reading *r = ctx;
    return read_tree(s, r->a, r->names, r->out);
}

second_state read_value(second *s, const ast *a, const scope *names,
                        quantity *out)
{
    reading r = {.a = a, .names = names, .out = out};
    return perform(s, value_task, &r);
}

static bool link_task(second *s, void *ctx)
{
    reading *r = ctx;
    quantity x, y;
    quantity_init(&x);
    quantity_init(&y);
    r->answer = READ_TROUBLE;
    if (read_tree(s, r->a, r->names, &x) && read_tree(s, r->b, r->names, &y))
        r->answer = read_relation(s, r->rel, &x, &y);
    quantity_clear(&x);
    quantity_clear(&y);
    return r->answer != READ_TROUBLE;
}

read_answer read_link(second *s, rel_kind rel, const ast *a, const ast *b,
                      const scope *names, second_state *st)
{
    reading r = {.a = a, .b = b, .rel = rel, .names = names};
    *st = perform(s, link_task, &r);
    return *st == SECOND_VALUE ? r.answer : READ_TROUBLE;
}

bool read_mentions_real(const ast *a, const scope *names)
{
    if (a->kind == AST_NAME)
        for (const scope *n = names; n != NULL; n = n->outer)
            if (strcmp(n->name, a->name) == 0)
                return !quantity_is_closed(n->value);
    for (size_t i = 0; i < a->nargs; i++)
        if (read_mentions_real(a->arg[i], names))
            return true;
    return false;
}

/* theory/second/read.h: what the files of the second reading share. */
#ifndef ASSAY_SECOND_READ_H
#define ASSAY_SECOND_READ_H

#include "quantity.h"

/* Names in scope, the innermost first; they live on the C stack. */
typedef struct scope scope;
struct scope {
    const char *name;
    const quantity *value;
    const scope *outer;
};

/* A call of a let with values. */
typedef struct {
    const item *let;
    quantity *arg;
    size_t n;
} call;

void call_init(call *k, const item *let);
void call_clear(call *k);
void call_copy(call *to, const call *from);

/* call.c: results of calls.  One that is a ball is good at its own precision
 * only. */
typedef struct {
    call key;
    quantity value;
    slong prec;
} calls_entry;
typedef struct {
    calls_entry **slot;
    size_t size, n;
} calls;
void call_forget(calls *m);
const quantity *call_find(const calls *m, const call *k, slong prec);
void call_put(calls *m, const call *k, const quantity *v, slong prec);

/* unfold.c */
struct unfolder;
typedef void points_fn(second *s, const item *it, quantity *value,
                       const scope *names);

struct second {
    const program *prog;
    quantity_context c;
    calls known;
    call *pending; /* calls to be read first, the last of them now */
    size_t npending, cap;
    size_t depth;      /* of C recursion */
    size_t steps;      /* taken in this expression */
    size_t spent;      /* in this item */
    const scope *here; /* the current combination */
    second_points *check; /* of second_check, or NULL */
    points_fn *each;      /* what is done at points; NULL: the chain is read */
    struct unfolder *unfold; /* NULL: nobody records values */
    quantity **constant;     /* by item number: of those that are used */
};

/* read.c: once, at the precision and with the calls known so far.  False:
 * s->c.why. */
bool read_tree(second *s, const ast *a, const scope *names, quantity *out);
bool read_call_body(second *s, const call *k, quantity *out);

/* read_again.c.  The value of a in the scope; SECOND_VALUE also when it depends on
 * real variables. */
second_state read_value(second *s, const ast *a, const scope *names,
                        quantity *out);
/* Does a mention one of the variables of the scope that are real? */
bool read_mentions_real(const ast *a, const scope *names);
/* a rel b for values. */
typedef enum {
    READ_NO,
    READ_YES,
    READ_REAL,   /* depends on real variables */
    READ_TROUBLE /* s->c.why */
} read_answer;
read_answer read_relation(second *s, rel_kind rel, const quantity *a,
                          const quantity *b);
/* The same from trees, with rising precision; a trouble in *st. */
read_answer read_link(second *s, rel_kind rel, const ast *a, const ast *b,
                      const scope *names, second_state *st);

/* points.c: is some point of the real variables seen at which all of the
 * item's conditions hold?  names[k] names value[k]; those of real variables
 * are changed meanwhile. */
bool points_admit(second *s, const item *it, quantity *value,
                  const scope *names);
/* unfold.c: the value of a sum or a call was met. */
void unfold_value(second *s, const quantity *x);
/* The same, of a power's base. */
void unfold_base(second *s, const quantity *x);
/* The item's chain at such points, to s->check. */
void points_check(second *s, const item *it, quantity *value,
                  const scope *names);

#endif

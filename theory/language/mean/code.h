/* theory/language/mean/code.h: expressions compiled for a small stack machine.
 *
 * Elaboration must survive recursion a hundred thousand calls deep, so it
 * does not recurse in C: every let body, range end, condition and goal is
 * compiled to code once, and machine.c runs it with its stacks on the heap.
 * Values are nodes of the elab's expression pool.
 */
#ifndef ASSAY_LANGUAGE_CODE_H
#define ASSAY_LANGUAGE_CODE_H

#include "../../../numerics/base/entry.h"
#include "../../../numerics/base/halt.h"
#include "../../../numerics/enclose/eval.h"
#include "../program.h"

typedef enum {
    OP_CONST, /* push node a */
    OP_LOCAL, /* push local a */
    OP_UNARY, /* a: expr_op */
    OP_ADD,
    OP_SUB,
    OP_MUL,
    OP_DIV,
    OP_POW,
    OP_MIN,
    OP_MAX,
    OP_TV,   /* pop b, q, a, p: tv_normal(p, a, q, b) */
    OP_SIGN, /* -1, 0, 1 */
    OP_WHOLE, /* pop the arguments of a, a built-in function of one or two
                 arguments of which one or all are whole numbers (whole.c) */
    OP_CALL, /* item a, with n arguments */
    OP_VALUE, /* pop an index: value of sequence a of the item */
    OP_RETURN,
    OP_COND,     /* a condition begins */
    OP_TEST,     /* pop b, a: the condition so far and (a rel b) */
    OP_IF_FALSE, /* condition false: go to a */
    OP_IF_TRUE,  /* condition true: go to a */
    OP_JOIN,     /* the condition ends: leave the chosen value, or an IF */
    OP_FOLD,     /* pop hi, lo: index in local n; empty: go to a */
    OP_FOLD_LIST, /* the members stay below: index, the first, in local n */
    OP_NEXT,      /* pop a term; more: go to a; else pop the members, too */
    OP_BIND,     /* local n is a variable that an integral binds; what: its
                    whole part, for a sum to infinity */
    OP_INTEGRAL  /* pop f, or two densities, and the ends that are not infinite
                    (a: which are); what: integral_kind */
} opcode;

typedef enum {
    INTEGRAL_PLAIN,
    INTEGRAL_MEAN, /* with the normal density */
    INTEGRAL_SUM,  /* to infinity */
    INTEGRAL_DISTANCE /* total variation */
} integral_kind;

typedef enum {
    FOLD_SUM,
    FOLD_PROD,
    FOLD_MIN,
    FOLD_MAX
} fold_kind;

typedef struct {
    uint8_t op;
    uint8_t what; /* TEST: rel_kind.  FOLD, NEXT: fold_kind */
    uint16_t n;
    uint32_t a;
    const ast *src; /* for error messages */
} instr;

typedef struct {
    const char *name; /* of the let, or NULL */
    instr *code;
    size_t n;
    size_t nparams; /* locals set by the caller */
    size_t nlocals; /* with fold indices */
} function;

/* The results of calls, by function and argument nodes. */
typedef struct {
    uint32_t fn, nargs;
    size_t args; /* where in the key store */
    expr value;
    uint64_t vars; /* that stand in the value, as it is written */
    uint8_t state; /* memo_state */
} memo_entry;
typedef enum {
    MEMO_NEW,
    MEMO_BUSY,
    MEMO_DONE
} memo_state;
typedef struct {
    memo_entry *entry;
    size_t n, cap;
    expr *key;
    size_t nkey, capkey;
    uint64_t *slot;
    size_t nslots;
} memo;

typedef struct machine machine;

/* Powers over `m..inf` whose meaning depends on the sign of the base: x^y
 * has a mark with the variable EXPR_MAX_VARS - 1 - k, k its place here, until
 * power_split puts there what it means. */
enum {
    MAX_POWERS = 6,
    MAX_PARTS = 4096 /* cases of one combination */
};
typedef struct {
    struct {
        expr x, y;
        const ast *src;
    } v[MAX_POWERS];
    size_t n;
    uint64_t whole;   /* the variables that run over `m..inf` */
    const problem *p; /* box and hypotheses so far; NULL: none */
    eval *ev;         /* over that box */
} power_table;

struct symbolic;  /* symbolic.h */
struct sequences; /* sequence.h */
typedef struct number_table number_table; /* number.c */
void number_table_free(number_table *t);  /* NULL is harmless */

enum {
    EVAL_LEVELS = 7
}; /* 64, 128, ..., 4096 bits */

/* A paper may take as many steps as this many of its largest items. */
enum {
    PAPER_ITEMS = 10
};

struct elab {
    const program *prog;
    expr_pool *pool;
    elab_limits limit;
    function **fn; /* by item number; NULL: not compiled yet */
    size_t nfn;
    memo memo;
    machine *machine;
    eval *eval[EVAL_LEVELS];
    number_table *numbers;
    expr *constant;     /* by item number: see elab_set_constant; or NULL */
    bool plain; /* the item is proved as it is: no induction, no lemma, nothing
                   over `m..inf` */
    bool boxed; /* what a call gave, kept in the memo, may be good for the
                   current box alone */
    uint64_t vars; /* of the last result: the variables that stand in it as
                      it is written, even if they cancel */
    power_table powers;
    struct symbolic *symbolic; /* NULL: indices are numbers */
    struct sequences *sequences; /* the item's; NULL: it has none */
    size_t excluded;   /* combinations left out, in the current call */
    size_t steps;      /* left, in the current item */
    size_t given;      /* what `steps` began with */
    size_t paper;      /* left after it, for all items to come */
    lang_errors *errs; /* of the current call */
    bool failed;       /* an error was reported in the current call */
};

/* compile.c.  locals: names of the first nlocals slots. */
function *compile_expr(elab *e, const ast *a, const char *const *locals,
                       size_t nlocals);
function *compile_let(elab *e, size_t index);
void compile_free(function *f); /* NULL is harmless */

/* memo.c */
/* The entry for these arguments, made if there is none (state MEMO_NEW). */
uint32_t memo_find(memo *m, uint32_t fn, const expr *args, size_t n);
void memo_clear(memo *m);

/* machine.c: the value of f with its first nparams locals; EXPR_NONE after
 * an error, which has been reported. */
machine *machine_new(void);
void machine_free(machine *m);
expr machine_run(elab *e, const function *f, const expr *locals);

/* arith.c: single operations; EXPR_NONE after a reported error. */
expr arith_checked(elab *e, expr r, const ast *src);
expr arith_tv(elab *e, expr p, expr a, expr q, expr b, const ast *src);

/* power.c: x^y, where the variables in `vars` stand in y; EXPR_NONE after a
 * reported error. */
expr power_make(elab *e, expr x, expr y, uint64_t vars, const ast *src);

/* strict.c: the value r of a call with an argument u, made undefined wherever
 * u is; EXPR_NONE when the pool is full. */
expr strict_call(elab *e, expr r, expr u);

/* decide.c */
/* The evaluator of 64 << i bits, of closed nodes only. */
eval *decide_level(elab *e, int i);
/* Are both ends of v, bounded, of a size that can be written out? */
bool decide_moderate(iv_srcptr v);
/* Is the closed node d, where it is defined, 0 by normal forms? */
bool decide_normal_zero(elab *e, eval *ev, expr d);
/* A closed node that is certainly undefined, and the innermost such part of
 * it (part may be NULL). */
bool decide_is_undefined(elab *e, expr a);
expr decide_undefined_part(elab *e, expr a);
typedef enum {
    TRI_FALSE,
    TRI_TRUE,
    TRI_OPEN
} tri;
/* a rel b, exactly.  OPEN: it depends on variables, is undefined, or could not
 * be decided, and then *undecided. */
tri decide_relation(elab *e, rel_kind rel, expr a, expr b, bool *undecided);
/* Is a closed node certainly defined?  False for others. */
bool decide_is_defined(elab *e, expr a);
/* The sides of a relation as a condition: *h > 0 (strict) or *h >= 0.
 * Only for the order relations. */
expr decide_difference(elab *e, rel_kind rel, expr a, expr b, bool *strict);
/* An outward rational enclosure of a closed node, of relative width at most
 * 2^-64; *exact when both ends are the value.  False when there is none. */
bool decide_rational(elab *e, expr a, mpq_ptr lo, mpq_ptr hi, bool *exact);

/* elab.c.  A function of the API begins and ends: nothing in it is left off
 * because a caller's time is up (halt.h), for what a statement means does not
 * depend on that. */
typedef struct {
    entry_state state;
    halt until;
} elab_entry;
void elab_begin(elab_entry *old);
void elab_end(const elab_entry *old);
void elab_start(elab *e, lang_errors *errs); /* a call of the API begins */
void elab_error(elab *e, lang_pos pos, const char *fmt, ...)
    __attribute__((format(printf, 3, 4)));

#endif

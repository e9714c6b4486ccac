/* include/assay.h: libassay, for programs that want inequalities proved.
 *
 * For: other programs: prove or refute a claim, check a certificate, enclose
 *   a value.
 * Sees: nothing but the C library's own headers.
 * Begin: assay_prove, below; examples/prove.c is a whole program.
 *
 *     assay_answer *a;
 *     if (assay_prove(NULL, "for x in [0, 1]: x^2 <= x", &a) == ASSAY_OK)
 *         puts(assay_answer_evidence(a));
 *     assay_answer_free(a);
 *
 * The language of claims and expressions is that of docs/LANGUAGE.md, and a
 * verdict means what it means there.
 *
 * Errors are values.  Whatever the texts are that a caller hands over, no
 * function here exits, aborts, prints, or takes more than the options allow:
 * each question is worked at in a process of its own (fork), which is gone
 * when the function returns.  What goes wrong there (memory, time, the stack,
 * an assertion in a library underneath) is a status here.  It has the caller's
 * memory, not its files: all descriptors but one pipe are closed in it.
 *
 * There is no global state: nothing of the caller's is changed, no signal
 * handler, locale, working folder, rounding mode, or allocator of GMP, and no
 * two calls know of each other.  Any thread may call at any time; an object
 * may be read by several, and be freed by one.  A caller that waits for *any*
 * child (wait, or waitpid of -1) may be told of one that it does not know; and
 * a lock that another of its threads holds inside FLINT or jansson just when a
 * call begins is held in the new process for ever: that call may end in
 * ASSAY_TIME.
 *
 * All text is UTF-8 and ends in NUL.  What an object hands out belongs to it
 * and lives as long.  NULL may be freed, and asked: the answer is NULL or 0.
 * The same question has the same answer, byte by byte, on every machine, but
 * for ASSAY_TIME and ASSAY_MEMORY.
 */
#ifndef ASSAY_H
#define ASSAY_H

#ifdef __cplusplus
extern "C" {
#endif

/* What became of a call.  Numbers never change their meaning. */
typedef enum {
    ASSAY_OK = 0,       /* there is an answer (which may be UNDECIDED) */
    ASSAY_INPUT = 1,    /* not in the language, or of an empty domain */
    ASSAY_MEMORY = 2,   /* it would take more than the options allow */
    ASSAY_TIME = 3,     /* so it would */
    ASSAY_UNDEFINED = 4, /* a value that is undefined, or was not enclosed */
    ASSAY_SYSTEM = 5,   /* no process or pipe could be had */
    ASSAY_BROKEN = 6    /* the work ended without an answer: a bug of ours */
} assay_status;

/* "out of memory", in English; never NULL. */
const char *assay_status_text(assay_status s);
/* "0.1.0" */
const char *assay_version(void);

/* ---- options ------------------------------------------------------------- */

/* Limits of each call.  Where a function takes options, NULL stands for the
 * defaults.  Setters answer 0, or -1 when the value is out of range, and then
 * nothing is changed. */
typedef struct assay_options assay_options;
assay_options *assay_options_new(void); /* NULL: no memory */
void assay_options_free(assay_options *o);
/* Boxes a goal that the search may look at, 1 to 10^9 (1,000,000).  Beyond
 * them a claim is UNDECIDED: this is the limit that means the same anywhere. */
int assay_options_set_boxes(assay_options *o, unsigned long boxes);
/* Bits of a certificate's leaves, 24 to 65,536 (128). */
int assay_options_set_precision(assay_options *o, long bits);
/* Seconds of a call, 1 to 10^6 (60). */
int assay_options_set_seconds(assay_options *o, unsigned seconds);
/* MiB of a call, beyond what the caller has, 16 to 2^20 (1024). */
int assay_options_set_memory(assay_options *o, unsigned long mib);

/* ---- expressions ---------------------------------------------------------- */

/* A formula that has been read: "pi^2/6", or with ranges of its variables
 * "for x in [0, 1], y in (0, inf): x^2*exp(-y)", and `where` conditions. */
typedef struct assay_expression assay_expression;
/* On success *e is new, and to be freed; otherwise NULL.  *error, if error is
 * not NULL, is what is wrong ("1:5: unknown name `alfa`"), to be released by
 * assay_text_free, or NULL. */
assay_status assay_expression_read(const assay_options *o, const char *text,
                                   assay_expression **e, char **error);
void assay_expression_free(assay_expression *e);
void assay_text_free(char *text);
/* As it was read, in the language's own notation; as LaTeX. */
const char *assay_expression_text(const assay_expression *e);
const char *assay_expression_latex(const assay_expression *e);

/* ---- questions ------------------------------------------------------------ */

typedef enum {
    ASSAY_NO_VERDICT = 0, /* a value was asked for, or nothing came of it */
    ASSAY_PROVED = 1,     /* true at every point of the domain */
    ASSAY_REFUTED = 2,    /* false at a point, which the evidence names */
    ASSAY_UNDECIDED = 3   /* neither, within the limits */
} assay_verdict;

typedef struct assay_answer assay_answer;

/* In all of these *a is a new answer, to be freed, whatever the status is;
 * NULL when there is no memory even for that. */

/* "for x in [0, 1]: x^2 <= x": proved, refuted or undecided. */
assay_status assay_prove(const assay_options *o, const char *claim,
                         assay_answer **a);
/* Is this text a certificate of the claim?  PROVED: the checker has replayed
 * it, at the options' precision, which is the one it was made at.  UNDECIDED
 * otherwise: nothing is searched for. */
assay_status assay_check(const assay_options *o, const char *claim,
                         const char *certificate, assay_answer **a);
/* Decimals, rounded outward, between which all values of the expression lie;
 * closed, they have so many digits (1 to 10,000) in common, give or take the
 * last one.  With variables the ends are valid and need not be sharp. */
assay_status assay_enclose(const assay_options *o, const assay_expression *e,
                           int digits, assay_answer **a);

void assay_answer_free(assay_answer *a);
assay_status assay_answer_status(const assay_answer *a);
assay_verdict assay_answer_verdict(const assay_answer *a);
/* Why the verdict stands, in a sentence; all that is known, a line each; the
 * same and more as JSON, as `assay prove --json` prints it. */
const char *assay_answer_evidence(const assay_answer *a);
const char *assay_answer_details(const assay_answer *a);
const char *assay_answer_json(const assay_answer *a);
/* The certificate of what is proved (docs/CERTIFICATES.md). */
const char *assay_answer_certificate(const assay_answer *a);
/* The ends of an enclosure; the number itself, "22/7", where it is rational
 * and known. */
const char *assay_answer_lower(const assay_answer *a);
const char *assay_answer_upper(const assay_answer *a);
const char *assay_answer_exact(const assay_answer *a);
/* What is wrong, with its place ("1:5: unknown name `alfa`"); NULL when
 * nothing is. */
const char *assay_answer_error(const assay_answer *a);

#ifdef __cplusplus
}
#endif

#endif

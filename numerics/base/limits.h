/* numerics/base/limits.h: every bound and default of a number that a user, a
 * document or a certificate may set, once.  The parser, the command line, the
 * audit, the readers of certificates, the checker and the second engine all
 * read it here, so that none accepts what another refuses.
 *
 * (Sizes of the language's texts stand in theory/language/vocabulary.h.)
 */
#ifndef ASSAY_LIMITS_H
#define ASSAY_LIMITS_H

enum {
    /* Bits of a certificate's leaves. */
    LIMIT_PREC_MIN = 24,
    LIMIT_PREC_MAX = 65536,
    LIMIT_PREC_DEFAULT = 128,
    /* Bits up to which values are tried before they count as undecided. */
    LIMIT_VALUE_PREC = 4096,

    /* Bits of a number whose exact value decides a meaning. */
    LIMIT_EXACT_BITS = 1 << 16,

    /* Boxes a goal. */
    LIMIT_BOXES_MAX = 1000000000, /* more than a day */
    LIMIT_BOXES_DEFAULT = 1000000,
    LIMIT_TILES_DEFAULT = 4000, /* of a map */

    /* Digits that are asked for. */
    LIMIT_DIGITS_MAX = 10000,
    LIMIT_EVAL_DIGITS_MAX = 100000, /* of `assay eval` */
    LIMIT_EVAL_DIGITS_DEFAULT = 20,

    /* Points of a curve. */
    LIMIT_SAMPLES_MIN = 2,
    LIMIT_SAMPLES_MAX = 100000,
    LIMIT_SAMPLES_DEFAULT = 201,

    /* Decimal exponents: of a number in a document, and of one that was
     * printed (a value's bound) and is read back. */
    LIMIT_EXPONENT = 10000,
    LIMIT_PRINTED_EXPONENT = 1000000,

    /* Numbers in certificates. */
    LIMIT_ORDER_MAX = 64,       /* of contact, tangent, taylor */
    LIMIT_INDEX_MAX = 100000,   /* of a condition or a kink */
    LIMIT_CERT_CHILDREN = 1000, /* of one node */
    LIMIT_CERT_EXPRS = 1000,    /* factors, coordinates of one node */
    LIMIT_CERT_FACTORS = 64,    /* hypotheses of one term */
    LIMIT_CERT_TEXT = 200000,   /* bytes of one number or expression */
    LIMIT_CERT_NUMBERS = 200,   /* `number` lines */
    LIMIT_CERT_GOALS = 1000000, /* of one run of instances */
    LIMIT_CERT_DEPTH = 1000,    /* of a tree */

    /* Polynomials that are expanded for their coefficients' signs. */
    LIMIT_FORM_TERMS = 20000,
    LIMIT_FORM_DEGREE = 100,
    LIMIT_FORM_BITS = 20000,      /* of a coefficient */
    LIMIT_FORM_PRODUCT = 1000000, /* terms of one factor times the other's */

    /* Threads, and MiB of a run's memory. */
    LIMIT_THREADS_MAX = 4096,
    LIMIT_MEMORY_MIN = 16,
    LIMIT_MEMORY_MAX = 1 << 30,
    LIMIT_MEMORY_DEFAULT = 4096,
    /* Seconds of a run. */
    LIMIT_SECONDS_DEFAULT = 3600,

    /* Sizes of a paper, as far as the command line may raise them. */
    LIMIT_INSTANCES_MAX = 1000000000,
    LIMIT_NODES_MIN = 100,
    LIMIT_NODES_MAX = 2000000000
};

/* Steps to write an item out. */
#define LIMIT_STEPS_MAX 1000000000000

#endif

/* assay eval: certified digits of one closed expression. */
#include "cli.h"

#include "../numerics/base/halt.h"
#include "../reports/decimal.h"
#include "../reports/reports.h"
#include "../theory/evidence/outward.h"
#include "../numerics/base/limits.h"

#include <stdlib.h>

enum {
    SECONDS = 30 /* for integrals; then the digits that there are */
};

static void print_value(const cli_options *o, const enclosure *v,
                        const char *exact, long digits)
{
    text_buf b = {0};
    if (o->json) {
        report_json_value(&b, o->arg[0], v, exact, digits);
    } else if (o->exact) {
        text_printf(&b, "%s\n", exact);
    } else {
        decimal_show_prefix(&b, v, digits);
        text_put(&b, "\n");
    }
    print_text(&b);
    text_clear(&b);
}

/* With a few digits more than are shown, and again with many more when a
 * carry leaves it open how the last ones read (but not of an integral, where these
 * are dear). */
static bool enclose(enclosure *v, elab *el, expr f, long digits)
{
    static const long guard[] = {4, 24, 64};
    const expr_pool *pool = elab_pool(el);
    bool ok = true;
    for (size_t i = 0; ok && i < sizeof guard / sizeof *guard; i++) {
        free(v->lo);
        free(v->hi);
        *v = (enclosure){0};
        if (expr_is_const(pool, f)) {
            mpq_srcptr q = expr_const_value(pool, f);
            outward_from_q(q, q, digits + guard[i], &v->lo, &v->hi);
        } else {
            long prec = 8 * (digits + 64);
            ok = audit_value(el, f, digits + guard[i],
                             prec > LIMIT_VALUE_PREC ? prec
                                                     : LIMIT_VALUE_PREC, v);
        }
        if (ok && (decimal_has_prefix(v, digits) ||
                   expr_pool_has_integrals(pool)))
            break;
    }
    return ok;
}

static int evaluate(const cli_options *o, program *p, elab *el,
                    lang_errors *errs)
{
    if (!program_parse_expr(p, o->arg[0], errs))
        return EXIT_DATA;
    const item *it = program_find(p, "it");
    expr f = it != NULL ? elab_closed(el, it->body, errs) : EXPR_NONE;
    if (f == EXPR_NONE)
        return EXIT_DATA;
    const expr_pool *pool = elab_pool(el);
    bool rational = expr_is_const(pool, f);
    if (o->exact && !rational && !o->json) {
        print_complaint("this is not known to be a rational number; without "
                        "--exact its digits are printed");
        return EXIT_UNDECIDED;
    }
    long digits = o->digits > 0 ? o->digits : LIMIT_EVAL_DIGITS_DEFAULT;
    char *exact = rational
                      ? mpq_get_str(NULL, 10, expr_const_value(pool, f))
                      : NULL;
    enclosure v = {0};
    bool ok = enclose(&v, el, f, digits);
    if (ok)
        print_value(o, &v, exact, digits);
    else
        lang_errors_add(errs, (lang_pos){0}, NULL,
                        halt_now() ? "no digits within half a minute"
                                   : "undefined, or not decided at the highest "
                                     "precision");
    free(v.lo);
    free(v.hi);
    free(exact);
    return ok ? EXIT_AS_EXPECTED : EXIT_UNDECIDED;
}

static int run(const cli_options *o)
{
    lang_errors errs = {0};
    program *p = program_new();
    elab_limits limits = limits_of_elaboration(o);
    elab *el = elab_new(p, &limits);
    halt old;
    halt_begin(&old, terminal_stop(), halt_clock() + SECONDS);
    int status = evaluate(o, p, el, &errs);
    halt_end(&old);
    bool stopped = terminal_done();
    if (stopped)
        status = terminal_status();
    else
        print_errors(&errs);
    if (o->json && (stopped || errs.n > 0))
        json_fail(&errs);
    lang_errors_clear(&errs);
    elab_free(el);
    program_free(p);
    return status;
}

const command command_eval = {
    "eval", "eval [options] EXPRESSION", "certified digits of a number",
    "Prints the decimal digits that are certain, cut off (not rounded) and\n"
    "followed by `...`; a number that ends there has none.  A value that may\n"
    "lie on either side of a last digit is printed as 2.000(1), within one\n"
    "unit of that digit.  Of an integral, as many digits as half a minute finds.  --exact prints the fraction, if it is rational.\n",
    TAKES_DIGITS | TAKES_EXACT | TAKES_JSON | TAKES_LIMITS, 1, 1, run};

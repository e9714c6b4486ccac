/* assay explain: one item of a paper, what it rests on and what rests on it. */
#include "cli.h"

#include "../numerics/base/memory.h"
#include "../reports/outcome.h"
#include "../reports/rests.h"
#include "../theory/language/suggest.h"

#include <stdlib.h>
#include <string.h>

/* What a leaf or a step of a certificate says, by its word there. */
static const struct {
    const char *word, *says;
} rule_words[] = {
    {"natural", "boxes on which one enclosure has the sign"},
    {"void", "boxes that a condition excludes"},
    {"empty", "boxes without a point"},
    {"meanvalue", "boxes closed by the mean value form at their centre"},
    {"taylor", "boxes closed by a Taylor form"},
    {"split", "cuts of a box in two"},
    {"monotone", "variables along which the difference is monotone, so that "
                 "an end decides"},
    {"contact", "places where both sides touch, to an exact order"},
    {"tangent", "places where both sides touch, and the sign of a derivative "
                "decides"},
    {"hermite", "places where both sides touch, several of one variable, and the "
                "sign of a derivative decides"},
    {"convex", "boxes on which the difference is convex"},
    {"product", "rewritings as a product or another form"},
    {"cases", "conditionals taken apart"},
    {"invert", "rays turned inside out by 1/x"},
    {"coefficients", "polynomials without negative coefficients"},
    {"ray", "cuts of an orthant at a ray"},
    {"map", "changes of variables"},
    {"blowup", "points seen from near by, in charts"},
    {"concave", "variables in which the difference is concave, so that both "
                "ends decide"},
    {"integrand", "integrals with the sign of their integrand"},
    {"sides", "domains split along a graph"},
    {"symmetry", "variables put in order, as they may change places"},
    {"fact", "facts proved first, and used"},
    {"modulo", "reductions by an equation"},
    {"combine", "multiples of a condition taken away"},
    {"identity", "sums of squares and products of conditions"},
    {"increment", "increments by the sign of a slope"},
    {"increasing", "comparisons under an increasing function"},
    {"instance", "instances of a fact about one variable"},
    {"tail", "functions that fall to a limit at infinity"},
    {"sturm", "rational functions of one variable, decided exactly"},
    {"slack", "differences as a part with something to spare and the rest"},
    {"cut", "cuts of a box in two, the point in one of them alone"},
    {"rounded", "floors or ceilings replaced by a bound"},
    {"abs", "absolute values that keep one sign inside"},
};

/* "contact 1, natural 12" */
static void print_rules(const char *rules)
{
    while (rules != NULL && *rules != '\0') {
        size_t word = strcspn(rules, " "), all = strcspn(rules, ",");
        const char *says = "steps by a rule that docs/CERTIFICATES.md lists";
        /* a number with commas: up to the next word */
        while (rules[all] == ',' && rules[all + 1] != ' ')
            all += 1 + strcspn(rules + all + 1, ",");
        for (size_t k = 0; k < sizeof rule_words / sizeof *rule_words; k++)
            if (strlen(rule_words[k].word) == word &&
                memcmp(rule_words[k].word, rules, word) == 0)
                says = rule_words[k].says;
        printf("  %-13.*s%.*s: %s\n", (int)word, rules,
               (int)(all > word ? all - word - 1 : 0), rules + word + 1, says);
        rules += all;
        rules += strspn(rules, ", ");
    }
}

static bool uses(const item *it, const char *id)
{
    for (size_t i = 0; i < it->nuses; i++)
        if (strcmp(it->uses[i], id) == 0)
            return true;
    return false;
}

/* Items above that it uses, or below that use it, through others, too. */
static void print_net(const program *p, size_t self, bool below)
{
    size_t n = program_count(p), found = 0;
    bool *in = xcalloc(n + 1, sizeof *in);
    in[self] = true;
    for (size_t step = 0; step < n; step++) {
        size_t i = below ? step : n - 1 - step;
        for (size_t k = 0; k < n && !in[i]; k++)
            in[i] = in[k] && (below ? uses(program_item(p, i),
                                           program_item(p, k)->id)
                                    : uses(program_item(p, k),
                                           program_item(p, i)->id));
    }
    for (size_t i = 0; i < n; i++)
        if (in[i] && i != self) {
            const item *it = program_item(p, i);
            printf("  %-13s%s %s\n",
                   found++ > 0 ? "" : below ? "used by" : "uses",
                   item_kind_name(it->kind), it->id);
        }
    free(in);
}

/* What the item rests on is decided, too, by the certificates where there are
 * some: the line to b; *r is fully proved only when all of that is proved. */
static void find_rests(const program *p, elab *el, const audit_options *a,
                       result *self, text_buf *b)
{
    size_t n = program_count(p), i = self->it->index;
    result *r = xcalloc(n + 1, sizeof *r);
    bool *in = rests_find(p, i);
    for (size_t k = 0; k < n; k++) {
        lang_errors errs = {0};
        result_init(&r[k]);
        r[k].it = program_item(p, k);
        if (in[k] && *terminal_stop() == 0)
            (void)audit_item(p, el, r[k].it, a, &r[k], &errs);
        lang_errors_clear(&errs);
        if (in[k] && rests_kind_of(&r[k]) != RESTS_PROVED)
            self->fully_proved = false;
    }
    rests_sentence(b, p, r, i);
    for (size_t k = 0; k < n; k++)
        result_clear(&r[k]);
    free(in);
    free(r);
}

static int explain(const cli_options *o, paper *p, size_t self)
{
    const item *it = program_item(p->prog, self);
    lang_errors errs = {0};
    audit_options a;
    result r;
    char *plain = plain_item(it);
    terminal_audit_options(&a, o);
    a.cert_dir = o->certs;
    result_init(&r);
    text_buf rests = {0};
    bool ok = audit_item(p->prog, p->el, it, &a, &r, &errs);
    if (ok)
        find_rests(p->prog, p->el, &a, &r, &rests);
    bool stopped = terminal_done();
    if (ok && !stopped) {
        terminal_put(stdout, plain);
        printf("\n%s %s\n", outcome_mark(r.verdict), verdict_name(r.verdict));
        print_details(&r);
        print_rules(r.rules);
        if (rests.len > 0)
            printf("  %-13s%s\n", "proof", rests.s);
        print_net(p->prog, self, false);
        print_net(p->prog, self, true);
    }
    print_errors(&errs);
    lang_errors_clear(&errs);
    result_clear(&r);
    text_clear(&rests);
    free(plain);
    return stopped ? terminal_status() : ok ? EXIT_AS_EXPECTED : EXIT_DATA;
}

static int unknown(const program *p, const char *id)
{
    suggestion s;
    char near[160];
    text_buf b = {0};
    suggest_start(&s, id, strlen(id));
    for (size_t i = 0; i < program_count(p); i++)
        suggest_offer(&s, program_item(p, i)->id);
    text_printf(&b, "there is no item `%s`%s", id,
                suggest_text(&s, near, sizeof near));
    print_complaint(b.s);
    text_clear(&b);
    return EXIT_DATA;
}

static int run(const cli_options *o)
{
    paper p;
    int status = EXIT_DATA;
    if (paper_read(&p, o->arg + 1, o->nargs - 1, o)) {
        const item *it = program_find(p.prog, o->arg[0]);
        status = it == NULL || it->kind == ITEM_LET
                     ? unknown(p.prog, o->arg[0])
                     : explain(o, &p, it->index);
    }
    paper_clear(&p);
    return status;
}

const command command_explain = {
    "explain",
    "explain [options] ID PATH...",
    "one item: its proof in words, and what hangs on it",
    "Prints the statement, its verdict and evidence, the certificate in words,\n"
    "what the item rests on, and what uses it.  The item and what it rests on are\n"
    "decided, all others are not.\n",
    TAKES_BUDGET | TAKES_LIMITS | TAKES_PRECISION | TAKES_CERTS,
    2,
    -1,
    run};

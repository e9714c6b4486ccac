/* The kinds of items: a row and a file each.
 *
 *   decide    finds the verdict, and says in its file what may be believed;
 *             NULL: nothing to find
 *   given     the verdict when decide finds no other
 *   makes     the evidence that a verdict rests on, besides UNDECIDED's; of a
 *             proof the certificate is the evidence
 *   digits    when the item asks for no number of them
 *   number    ENCLOSED is all that was asked for.  A map that is not true
 *             everywhere says nothing that something else could use
 *   values    no statement: proved when every value is shown to be defined
 *   definition  nothing to look at
 */
#include "audit_internal.h"

static const audit_kind kinds[] = {
    [ITEM_LET] = {.definition = true, .values = true},
    [ITEM_CLAIM] = {.decide = claim_audit, .makes = EVIDENCE_REFUTATION},
    [ITEM_IDENTITY] = {.decide = identity_audit, .makes = EVIDENCE_REFUTATION},
    [ITEM_CONSTANT] = {.decide = constant_audit,
                       .makes = EVIDENCE_CONSTANT,
                       .digits = CONSTANT_DIGITS,
                       .number = true},
    [ITEM_ROOT] = {.decide = root_audit,
                   .makes = EVIDENCE_ROOT,
                   .digits = ROOT_DIGITS,
                   .number = true},
    [ITEM_THRESHOLD] = {.decide = threshold_audit,
                        .makes = EVIDENCE_THRESHOLD,
                        .digits = THRESHOLD_DIGITS,
                        .number = true},
    [ITEM_TABLE] = {.decide = table_audit,
                    .digits = TABLE_DIGITS,
                    .values = true},
    [ITEM_FIGURE] = {.decide = table_audit,
                     .digits = FIGURE_DIGITS,
                     .values = true},
    [ITEM_REGION] = {.decide = region_audit, .makes = EVIDENCE_REFUTATION},
    [ITEM_ASSUMED] = {.given = VERDICT_ASSUMED},
};

const audit_kind *audit_kind_of(const item *it)
{
    return &kinds[it->kind];
}

bool audit_kind_makes(const item *it, evidence_kind found)
{
    return found == EVIDENCE_NONE || found == EVIDENCE_UNDECIDED ||
           found == kinds[it->kind].makes;
}

long audit_kind_digits(const item *it)
{
    return it->digits > 0 ? it->digits : kinds[it->kind].digits;
}

long audit_kind_prec(const item *it, const audit_options *opt)
{
    return it->precision > 0      ? it->precision
           : opt->search.prec > 0 ? opt->search.prec
                                  : DEFAULT_PREC;
}

/* tests/reports/fixture.h: a small paper with hand-made results.
 *
 * The documents are parsed by the real language; the verdicts are invented,
 * because what is tested is how they are shown.
 */
#ifndef ASSAY_TEST_REPORT_FIXTURE_H
#define ASSAY_TEST_REPORT_FIXTURE_H

#include "../../reports/reports.h"

typedef struct {
    char dir[64]; /* a folder of its own, removed by fixture_clear */
    document **doc;
    program *prog;
    result *res;
    audit_options opt;
    report rep;
} fixture;

/* Writes text as <dir>/p/one.md (and two, unless NULL, as two.md), reads
 * them, and gives every item an empty result. */
void fixture_build(fixture *f, const char *one, const char *two);
/* A file below the fixture's folder. */
void fixture_spill(const fixture *f, const char *name, const char *text);
char *fixture_slurp(const fixture *f, const char *name); /* NULL: none */
/* Adds name = num/den. */
void fixture_point(evidence_point *p, const char *name, long num,
                   unsigned long den);
result *fixture_result(fixture *f, const char *id);
void fixture_clear(fixture *f);

#endif

/* Audited documents in a temporary folder, for the tests of reports. */
#include "fixture.h"

#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

static void path_of(const fixture *f, const char *name, char *out, size_t n)
{
    assert_true(snprintf(out, n, "%s/%s", f->dir, name) < (int)n);
}

void fixture_spill(const fixture *f, const char *name, const char *text)
{
    char path[300];
    path_of(f, name, path, sizeof path);
    FILE *out = fopen(path, "wb");
    assert_non_null(out);
    fputs(text, out);
    assert_int_equal(fclose(out), 0);
}

char *fixture_slurp(const fixture *f, const char *name)
{
    char path[300];
    text_buf b = {0};
    int c;
    path_of(f, name, path, sizeof path);
    FILE *in = fopen(path, "rb");
    if (in == NULL)
        return NULL;
    while ((c = fgetc(in)) != EOF)
        text_printf(&b, "%c", c);
    fclose(in);
    return text_take(&b);
}

void fixture_build(fixture *f, const char *one, const char *two)
{
    char path[300];
    lang_errors errs = {0};
    memset(f, 0, sizeof *f);
    strcpy(f->dir, "/tmp/assay-test-XXXXXX");
    assert_non_null(mkdtemp(f->dir));
    path_of(f, "p", path, sizeof path);
    assert_int_equal(mkdir(path, 0700), 0);
    fixture_spill(f, "p/one.md", one);
    if (two != NULL)
        fixture_spill(f, "p/two.md", two);
    f->prog = program_new();
    f->doc = document_read_paper(f->prog, path, &f->rep.ndocs, &errs);
    for (size_t i = 0; i < errs.n; i++)
        print_error("%s\n", errs.v[i].message);
    assert_int_equal(errs.n, 0);
    assert_non_null(f->doc);
    size_t n = program_count(f->prog);
    f->res = calloc(n + 1, sizeof *f->res);
    assert_non_null(f->res);
    for (size_t i = 0; i < n; i++) {
        f->res[i].it = program_item(f->prog, i);
        f->res[i].uniform = true;
        f->res[i].instances = 1;
        f->res[i].fully_proved = true;
    }
    f->rep.name = "p";
    f->rep.prog = f->prog;
    f->rep.doc = f->doc;
    f->rep.res = f->res;
    f->rep.nres = n;
    f->rep.opt = &f->opt;
}

void fixture_point(evidence_point *p, const char *name, long num,
                   unsigned long den)
{
    mpq_t q;
    mpq_init(q);
    mpq_set_si(q, num, den);
    evidence_point_add(p, name, q);
    mpq_clear(q);
}

result *fixture_result(fixture *f, const char *id)
{
    for (size_t i = 0; i < f->rep.nres; i++)
        if (strcmp(f->res[i].it->id, id) == 0)
            return &f->res[i];
    fail_msg("no item %s", id);
    return NULL;
}

void fixture_clear(fixture *f)
{
    char cmd[100];
    for (size_t i = 0; i < f->rep.ndocs; i++)
        document_free(f->doc[i]);
    for (size_t i = 0; i < f->rep.nres; i++) { /* all else is the test's */
        evidence_clear(&f->res[i].found);
        evidence_point_clear(&f->res[i].margin.at);
    }
    free(f->doc);
    free(f->res);
    program_free(f->prog);
    snprintf(cmd, sizeof cmd, "rm -rf '%s'", f->dir);
    assert_int_equal(system(cmd), 0);
}

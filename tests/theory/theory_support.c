/* tests/theory/theory_support.c: see theory_support.h. */
#include "theory_support.h"

#include "../../reports/sentence.h"

#include <dirent.h>
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static void run(audited *a, bool parsed, const audit_options *o)
{
    a->ok = parsed;
    if (!parsed)
        return;
    a->e = elab_new(a->prog, NULL);
    a->n = program_count(a->prog);
    a->ok = audit_program(a->prog, a->e, o, &a->res, &a->errs);
}

void audited_run_with(audited *a, const char *text, const audit_options *o)
{
    *a = (audited){.prog = program_new()};
    run(a, program_parse(a->prog, "test", 1, text, strlen(text), &a->errs), o);
}

void audited_run(audited *a, const char *text, const char *cert_dir)
{
    audit_options o = {.cert_dir = cert_dir};
    audited_run_with(a, text, &o);
}

void audited_claim_with(audited *a, const char *claim, const audit_options *o)
{
    *a = (audited){.prog = program_new()};
    run(a, program_parse_claim(a->prog, claim, &a->errs), o);
}

void audited_claim(audited *a, const char *claim)
{
    audit_options o = {.cert_dir = NULL};
    audited_claim_with(a, claim, &o);
}

void audited_clear(audited *a)
{
    result_free(a->res, a->n);
    if (a->e != NULL)
        elab_free(a->e);
    program_free(a->prog);
    lang_errors_clear(&a->errs);
}

const result *audited_find(const audited *a, const char *id)
{
    for (size_t i = 0; i < a->n; i++)
        if (strcmp(a->res[i].it->id, id) == 0)
            return &a->res[i];
    fail_msg("no item %s", id);
    return NULL;
}

static char *slot(const char *s)
{
    static char kept[4][2000];
    static int next;
    char *out = kept[next = (next + 1) % 4];
    assert_true(strlen(s) < sizeof kept[0]);
    return strcpy(out, s);
}

const char *said(const result *r, const char *label)
{
    sentences s;
    sentence_make(&s, r);
    const char *found = sentence_find(&s, label);
    const char *out = slot(found != NULL ? found : "");
    sentence_clear(&s);
    return out;
}

const char *why(const result *r)
{
    return said(r, "evidence");
}

const char *placed(const evidence_point *p)
{
    text_buf b = {0};
    sentence_point(&b, NULL, p);
    const char *out = slot(b.s != NULL ? b.s : "");
    text_clear(&b);
    return out;
}

const evidence_refutation *refuted(const result *r)
{
    assert_non_null(evidence_refuted(&r->found));
    return evidence_refuted(&r->found);
}

const evidence_constant *best(const result *r)
{
    assert_non_null(evidence_best(&r->found));
    return evidence_best(&r->found);
}

void decimal_to_q(mpq_ptr q, const char *s)
{
    char digits[4000];
    size_t n = 0;
    long exponent = 0;
    const char *p = s;
    if (*p == '-')
        digits[n++] = *p++;
    for (bool point = false; *p != '\0' && *p != 'e'; p++) {
        if (*p == '.') {
            assert_false(point);
            point = true;
            continue;
        }
        assert_true(*p >= '0' && *p <= '9' && n + 1 < sizeof digits);
        digits[n++] = *p;
        exponent -= point;
    }
    digits[n] = '\0';
    if (*p == 'e')
        exponent += strtol(p + 1, NULL, 10);
    mpq_t t;
    mpq_init(t);
    assert_int_equal(mpz_set_str(mpq_numref(q), digits, 10), 0);
    mpz_set_ui(mpq_denref(q), 1);
    mpz_ui_pow_ui(mpq_numref(t), 10, (unsigned long)labs(exponent));
    if (exponent < 0)
        mpq_div(q, q, t);
    else
        mpq_mul(q, q, t);
    mpq_clear(t);
}

bool encloses(const enclosure *e, const char *x)
{
    mpq_t lo, hi, v;
    assert_non_null(e->lo);
    assert_non_null(e->hi);
    mpq_init(lo);
    mpq_init(hi);
    mpq_init(v);
    decimal_to_q(lo, e->lo);
    decimal_to_q(hi, e->hi);
    decimal_to_q(v, x);
    bool ok = mpq_cmp(lo, v) <= 0 && mpq_cmp(v, hi) <= 0;
    mpq_clear(lo);
    mpq_clear(hi);
    mpq_clear(v);
    return ok;
}

bool narrower(const enclosure *e, const char *width)
{
    mpq_t lo, hi, w;
    mpq_init(lo);
    mpq_init(hi);
    mpq_init(w);
    decimal_to_q(lo, e->lo);
    decimal_to_q(hi, e->hi);
    decimal_to_q(w, width);
    mpq_sub(hi, hi, lo);
    bool ok = mpq_sgn(hi) >= 0 && mpq_cmp(hi, w) <= 0;
    mpq_clear(lo);
    mpq_clear(hi);
    mpq_clear(w);
    return ok;
}

char *make_folder(void)
{
    char name[] = "/tmp/assay-test-XXXXXX";
    assert_non_null(mkdtemp(name));
    return strdup(name);
}

void remove_folder(char *dir)
{
    DIR *d = opendir(dir);
    struct dirent *e;
    char path[600];
    while (d != NULL && (e = readdir(d)) != NULL) {
        if (strcmp(e->d_name, ".") == 0 || strcmp(e->d_name, "..") == 0)
            continue;
        snprintf(path, sizeof path, "%s/%s", dir, e->d_name);
        unlink(path);
    }
    if (d != NULL)
        closedir(d);
    rmdir(dir);
    free(dir);
}

char *path_of(const char *dir, const char *name)
{
    char *p = malloc(strlen(dir) + strlen(name) + 2);
    sprintf(p, "%s/%s", dir, name);
    return p;
}

char *slurp(const char *path)
{
    FILE *f = fopen(path, "r");
    assert_non_null(f);
    char *s = calloc(1, 200000);
    size_t n = fread(s, 1, 199999, f);
    s[n] = '\0';
    fclose(f);
    return s;
}

void spit(const char *path, const char *text)
{
    FILE *f = fopen(path, "w");
    assert_non_null(f);
    fputs(text, f);
    fclose(f);
}

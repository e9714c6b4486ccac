/* tests/bench/provers.c: see provers.h.
 *
 * Each peer gets the statement f = lhs - rhs > 0 or >= 0 in a file of its own
 * language, in front of or behind a fixed text (peer.m, peer.py,
 * peer.sollya), and prints PROVED, REFUTED or UNDECIDED.  CoqInterval is
 * given the tactics that its manual recommends, one after the other; it
 * cannot refute.
 */
#include "provers.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "../support/process.h"
#include "translate.h"

const prover provers[] = {
    {"assay", NULL, NULL, false},
    {"CoqInterval", "coqc", "From Interval Require Import Tactic.", false},
    {"Sollya", "sollya", "quit;", true},
    {"octave-interval", "octave-cli", "pkg load interval", false},
    {"mpmath iv", "/usr/bin/python3", "from mpmath import iv", false},
    {"z3", "z3", "(check-sat)", false},
};
const int prover_count = sizeof provers / sizeof provers[0];

/* What a prover is told in: one file, and how it is run on it. */
static const struct {
    const char *file;
    const char *before[4]; /* arguments before the file */
    dialect d;
} manner[] = {
    {NULL, {NULL}, AS_COQ},
    {"peer.v", {"-q", NULL}, AS_COQ},
    {"peer.sollya", {NULL}, AS_SOLLYA},
    {"peer.m", {"--norc", "-q", "--no-history", NULL}, AS_OCTAVE},
    {"peer.py", {NULL}, AS_PYTHON},
    {"peer.smt2", {"-smt2", NULL}, AS_SMT},
};

/* The whole of one problem, differentiated. */
typedef struct {
    const peer_problem *p;
    forest *woods;
    term *f, *df[PROBLEM_VARS], *lo[PROBLEM_VARS], *hi[PROBLEM_VARS];
    bool strict;
} statement;

static bool state(statement *s, const peer_problem *p)
{
    bool less = p->rel[0] == '<';
    s->p = p;
    s->woods = forest_new();
    s->strict = p->rel[1] == '\0';
    term *l = term_parse(s->woods, less ? p->rhs : p->lhs);
    term *r = term_parse(s->woods, less ? p->lhs : p->rhs);
    if (l == NULL || r == NULL)
        return false;
    s->f = term_minus(s->woods, l, r);
    for (int i = 0; i < p->nvars; i++) {
        s->df[i] = term_derive(s->woods, s->f, p->var[i].name);
        s->lo[i] = term_parse(s->woods, p->var[i].lo);
        s->hi[i] = term_parse(s->woods, p->var[i].hi);
        if (!s->df[i] || !s->lo[i] || !s->hi[i])
            return false;
    }
    return true;
}

static void declare_all(FILE *out, const statement *s, dialect d)
{
    term_declare(out, s->f, d);
    for (int i = 0; i < s->p->nvars; i++) {
        term_declare(out, s->df[i], d);
        term_declare(out, s->lo[i], d);
        term_declare(out, s->hi[i], d);
    }
}

/* "x, y": the variables' names. */
static void names(FILE *out, const statement *s, const char *between)
{
    for (int i = 0; i < s->p->nvars; i++)
        fprintf(out, "%s%s", i == 0 ? "" : between, s->p->var[i].name);
}

/* A list of terms between brackets. */
static bool list(FILE *out, term *const *t, int n, const char *between,
                 dialect d)
{
    bool good = true;
    for (int i = 0; i < n; i++) {
        fputs(i == 0 ? "" : between, out);
        good = term_print(out, t[i], d) && good;
    }
    return good;
}

static bool copy_file(FILE *out, const char *name)
{
    char path[1024], part[4096];
    size_t n;
    snprintf(path, sizeof path, "%s/tests/bench/%s", source_path(), name);
    FILE *in = fopen(path, "r");
    if (in == NULL) {
        perror(path);
        return false;
    }
    while ((n = fread(part, 1, sizeof part, in)) > 0)
        fwrite(part, 1, n, out);
    fclose(in);
    return true;
}

/* ---- one writer a prover ------------------------------------------------------ */

/* Bisection on every variable, with Taylor models, automatic derivatives or
 * nothing on one of them.  A failing branch is met early only if the depth is
 * bounded, so the time is bounded instead. */
static void coq_tactic(FILE *out, const statement *s, const char *extra,
                       int on)
{
    fputs("  timeout 5 (interval with (", out);
    for (int i = 0; i < s->p->nvars; i++)
        fprintf(out, "i_bisect %s, ", s->p->var[i].name);
    if (extra != NULL)
        fprintf(out, "%s %s, ", extra, s->p->var[on].name);
    fputs("i_depth 60))", out);
}

static bool write_coq(FILE *out, const statement *s)
{
    bool good;
    fputs("From Coq Require Import Reals.\n"
          "From Interval Require Import Tactic.\n"
          "Open Scope R_scope.\nGoal forall ", out);
    names(out, s, " ");
    fputs(" : R,\n", out);
    for (int i = 0; i < s->p->nvars; i++) {
        fputs("  ", out);
        term_print(out, s->lo[i], AS_COQ);
        fprintf(out, " <= %s <= ", s->p->var[i].name);
        term_print(out, s->hi[i], AS_COQ);
        fputs(" ->\n", out);
    }
    fputs(s->strict ? "  0 < " : "  0 <= ", out);
    good = term_print(out, s->f, AS_COQ);
    fputs(".\nProof.\nintros.\nfirst [\n", out);
    coq_tactic(out, s, s->p->nvars == 1 ? "i_taylor" : "i_autodiff",
               s->p->nvars - 1);
    fputs(" |\n", out);
    coq_tactic(out, s, "i_autodiff", 0);
    fputs(" |\n", out);
    coq_tactic(out, s, NULL, 0);
    fputs(" ].\nQed.\n", out);
    return good;
}

static bool write_sollya(FILE *out, const statement *s)
{
    bool good;
    fputs("prec = 100!;\nf = ", out);
    good = term_print(out, s->f, AS_SOLLYA);
    /* The ends as points of thin intervals: outward, whatever they are. */
    fputs(";\nlo = inf(evaluate(", out);
    term_print(out, s->lo[0], AS_SOLLYA);
    fputs(", [0; 0]));\nhi = sup(evaluate(", out);
    term_print(out, s->hi[0], AS_SOLLYA);
    fprintf(out, ", [0; 0]));\nstrict = %s;\n", s->strict ? "true" : "false");
    return copy_file(out, "peer.sollya") && good;
}

static bool write_octave(FILE *out, const statement *s)
{
    bool good;
    fprintf(out, "1;\npkg load interval\nnum = @(s) infsupdec (s);\n"
                 "dim = %d;\nstrict = %s;\n", s->p->nvars,
            s->strict ? "true" : "false");
    declare_all(out, s, AS_OCTAVE);
    fputs("f = @(", out);
    names(out, s, ", ");
    fputs(") ", out);
    good = term_print(out, s->f, AS_OCTAVE);
    fputs(";\n", out);
    for (int i = 0; i < s->p->nvars; i++) {
        fprintf(out, "df{%d} = @(", i + 1);
        names(out, s, ", ");
        fputs(") ", out);
        good = term_print(out, s->df[i], AS_OCTAVE) && good;
        fputs(";\n", out);
    }
    fputs("lo = [", out);
    good = list(out, s->lo, s->p->nvars, "; ", AS_OCTAVE) && good;
    fputs("];\nhi = [", out);
    good = list(out, s->hi, s->p->nvars, "; ", AS_OCTAVE) && good;
    fputs("];\n", out);
    return copy_file(out, "peer.m") && good;
}

static bool write_python(FILE *out, const statement *s)
{
    bool good = copy_file(out, "peer.py");
    declare_all(out, s, AS_PYTHON);
    fprintf(out, "strict = %s\nf = lambda ", s->strict ? "True" : "False");
    names(out, s, ", ");
    fputs(": ", out);
    good = term_print(out, s->f, AS_PYTHON) && good;
    fputs("\ndf = [", out);
    for (int i = 0; i < s->p->nvars; i++) {
        fputs("\n  lambda ", out);
        names(out, s, ", ");
        fputs(": ", out);
        good = term_print(out, s->df[i], AS_PYTHON) && good;
        fputs(",", out);
    }
    fputs("]\nlo = [", out);
    good = list(out, s->lo, s->p->nvars, ", ", AS_PYTHON) && good;
    fputs("]\nhi = [", out);
    good = list(out, s->hi, s->p->nvars, ", ", AS_PYTHON) && good;
    fputs("]\nprint(run())\n", out);
    return good;
}

/* A point of the box at which the relation fails, if there is one. */
static bool write_smt(FILE *out, const statement *s)
{
    bool good = true;
    for (int i = 0; i < s->p->nvars; i++) {
        const char *x = s->p->var[i].name;
        fprintf(out, "(declare-const %s Real)\n(assert (<= ", x);
        good = term_print_smt(out, s->lo[i]) && good;
        fprintf(out, " %s))\n(assert (<= %s ", x, x);
        good = term_print_smt(out, s->hi[i]) && good;
        fputs("))\n", out);
    }
    fputs(s->strict ? "(assert (<= " : "(assert (< ", out);
    good = term_print_smt(out, s->f) && good;
    fputs(" 0.0))\n(check-sat)\n", out);
    return good;
}

/* ---- asking -------------------------------------------------------------------- */

static bool write_problem(int v, const peer_problem *p, const char *path)
{
    statement s = {0};
    FILE *out = fopen(path, "w");
    bool good = out != NULL && state(&s, p);
    if (good) {
        switch (manner[v].d) {
        case AS_COQ: good = write_coq(out, &s); break;
        case AS_SOLLYA: good = write_sollya(out, &s); break;
        case AS_OCTAVE: good = write_octave(out, &s); break;
        case AS_PYTHON: good = write_python(out, &s); break;
        case AS_SMT: good = write_smt(out, &s); break;
        }
    }
    forest_free(s.woods);
    return (out == NULL || fclose(out) == 0) && good;
}

/* coqc says nothing but by its status; the others say a word. */
static answer heard(int v, const outcome *o)
{
    if (o->timed_out)
        return SAYS_NOTHING;
    if (v == 0)
        return o->status == 0   ? SAYS_PROVED
               : o->status == 1 ? SAYS_REFUTED
                                : SAYS_NOTHING;
    if (manner[v].d == AS_COQ)
        return o->status == 0 ? SAYS_PROVED : SAYS_NOTHING;
    if (manner[v].d == AS_SMT)
        return strncmp(o->out, "unsat", 5) == 0 ? SAYS_PROVED
               : strncmp(o->out, "sat", 3) == 0 ? SAYS_REFUTED
                                                : SAYS_NOTHING;
    if (strstr(o->out, "PROVED") != NULL)
        return SAYS_PROVED;
    return strstr(o->out, "REFUTED") != NULL ? SAYS_REFUTED : SAYS_NOTHING;
}

static answer run_on(int v, char *what, const char *folder, double limit,
                     double *seconds)
{
    char *argv[8] = {(char *)(uintptr_t)provers[v].program};
    int n = 1;
    outcome o;
    run_options opt = {.folder = folder, .limit = limit};
    answer a = SAYS_NA;
    for (int i = 0; manner[v].before[i] != NULL; i++)
        argv[n++] = (char *)(uintptr_t)manner[v].before[i];
    if (v == 0) {
        argv[0] = (char *)(uintptr_t)assay_path();
        argv[n++] = "prove";
        argv[n++] = "--seconds"; /* the limit is ours */
        argv[n++] = "10000";
    }
    argv[n++] = what;
    if (run_process(argv, &opt, &o)) {
        a = heard(v, &o);
        if (getenv("BENCH_VERBOSE") != NULL && a == SAYS_NOTHING)
            fprintf(stderr, "%s: %.2000s%.2000s\n", provers[v].name, o.out,
                    o.err);
        *seconds = o.seconds;
    }
    outcome_clear(&o);
    return a;
}

answer prover_ask(const prover *who, const peer_problem *p,
                  const char *folder, double limit, double *seconds)
{
    int v = (int)(who - provers);
    char path[1024];
    if (who->univariate && p->nvars > 1)
        return SAYS_NA;
    if (v == 0) {
        char *claim = problem_claim(p);
        answer a = run_on(v, claim, folder, limit, seconds);
        free(claim);
        return a;
    }
    snprintf(path, sizeof path, "%s/%s", folder, manner[v].file);
    if (!write_problem(v, p, path))
        return SAYS_NA;
    return run_on(v, path, folder, limit, seconds);
}

/* A trial run: that a program is there says nothing of its library. */
bool prover_present(const prover *who)
{
    int v = (int)(who - provers);
    char folder[] = "/tmp/assay-bench-XXXXXX", path[1024];
    char *argv[8] = {(char *)(uintptr_t)who->program};
    int n = 1;
    bool found;
    outcome o;
    if (v == 0)
        return access(assay_path(), X_OK) == 0;
    if (mkdtemp(folder) == NULL)
        return false;
    snprintf(path, sizeof path, "%s/%s", folder, manner[v].file);
    FILE *f = fopen(path, "w");
    if (f == NULL)
        return false;
    fprintf(f, "%s\n", who->probe);
    fclose(f);
    for (int i = 0; manner[v].before[i] != NULL; i++)
        argv[n++] = (char *)(uintptr_t)manner[v].before[i];
    argv[n] = path;
    found = run_process(argv, NULL, &o) && o.status == 0;
    outcome_clear(&o);
    char *const clean[] = {"rm",
                           "-rf", folder, NULL};
    if (run_process(clean, NULL, &o))
        outcome_clear(&o);
    return found;
}

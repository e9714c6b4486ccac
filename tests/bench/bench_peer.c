/* tests/bench/bench_peer.c: assay beside other provers, on the same
 * statements, on the same machine, in one run.
 *
 * usage: bench_peer [-l SECONDS] [-o FOLDER] [-f PROBLEMS] [-p NAMES]
 *   -l  limit for each statement and prover (20)
 *   -o  where table.md, times.csv and cactus.svg go (tests/bench/results)
 *   -p  provers to ask, as a comma-separated list (all that are present)
 *
 * Times are those of whole processes, from start to exit.  Truth is that of
 * the data; "wrong" counts verdicts against it.
 */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "../support/process.h"
#include "provers.h"

enum { MAX_PROVERS = 8 };

typedef struct {
    answer said;
    double seconds;
} try;

typedef struct {
    peer_problem *p;
    size_t n;
    try *of[MAX_PROVERS]; /* n each; NULL: not asked */
    double limit;
} bench;

static bool is_decided(const try *t)
{
    return t->said == SAYS_PROVED || t->said == SAYS_REFUTED;
}

static bool is_wrong(const peer_problem *p, const try *t)
{
    return is_decided(t) && (t->said == SAYS_PROVED) != p->truth;
}

/* Equality is attained in the domain: what plain bounds cannot close. */
static bool has_equality(const peer_problem *p)
{
    return strcmp(p->tangent, "none") != 0 && strcmp(p->tangent, "near") != 0;
}

static const char *word(answer a)
{
    static const char *const words[] = {"proved", "refuted", "undecided",
                                        "not asked"};
    return words[a];
}

/* ---- running ------------------------------------------------------------------- */

static void ask_one(bench *b, int v, const char *folder)
{
    for (size_t i = 0; i < b->n; i++) {
        try *t = &b->of[v][i];
        t->seconds = b->limit;
        t->said = prover_ask(&provers[v], &b->p[i], folder, b->limit,
                             &t->seconds);
        fprintf(stderr, "%-16s %-20s %-9s %8.3f s%s\n", provers[v].name,
                b->p[i].id, word(t->said), t->seconds,
                is_wrong(&b->p[i], t) ? "  WRONG" : "");
    }
}

static bool is_named(const char *list, const char *name)
{
    return list == NULL || strstr(list, name) != NULL;
}

static void ask_all(bench *b, const char *chosen)
{
    char folder[] = "/tmp/assay-bench-XXXXXX";
    if (mkdtemp(folder) == NULL)
        abort();
    for (int v = 0; v < prover_count; v++) {
        if (!is_named(chosen, provers[v].name))
            continue;
        if (!prover_present(&provers[v])) {
            printf("skipped, not here: %s\n", provers[v].name);
            continue;
        }
        b->of[v] = calloc(b->n, sizeof *b->of[v]);
        if (b->of[v] == NULL)
            abort();
        ask_one(b, v, folder);
    }
    char *const clean[] = {"rm",
                           "-rf", folder, NULL};
    outcome o;
    if (run_process(clean, NULL, &o))
        outcome_clear(&o);
}

/* ---- figures of merit ------------------------------------------------------------ */

static int by_size(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

/* Times of what v decided rightly, in order; *n of them, malloc'd. */
static double *sorted_times(const bench *b, int v, size_t *n)
{
    double *t = calloc(b->n + 1, sizeof *t);
    if (t == NULL)
        abort();
    *n = 0;
    for (size_t i = 0; i < b->n; i++)
        if (is_decided(&b->of[v][i]) && !is_wrong(&b->p[i], &b->of[v][i]))
            t[(*n)++] = b->of[v][i].seconds;
    qsort(t, *n, sizeof *t, by_size);
    return t;
}

/* The q-quantile over all statements asked, an undecided one taking the whole
 * limit; so a prover gains nothing by giving up. */
static double quantile(const bench *b, int v, double q)
{
    double *t = calloc(b->n + 1, sizeof *t), value;
    size_t n = 0;
    if (t == NULL)
        abort();
    for (size_t i = 0; i < b->n; i++)
        if (b->of[v][i].said != SAYS_NA)
            t[n++] = is_decided(&b->of[v][i]) ? b->of[v][i].seconds
                                              : b->limit;
    qsort(t, n, sizeof *t, by_size);
    value = n == 0 ? 0 : t[(size_t)ceil(q * (double)n) - 1];
    free(t);
    return value;
}

/* Geometric mean of v's time over assay's, where both decided rightly. */
static double time_ratio(const bench *b, int v, size_t *n)
{
    double sum = 0;
    *n = 0;
    for (size_t i = 0; i < b->n && b->of[0] != NULL; i++) {
        const try *a = &b->of[0][i], *t = &b->of[v][i];
        if (!is_decided(a) || !is_decided(t) || is_wrong(&b->p[i], a) ||
            is_wrong(&b->p[i], t))
            continue;
        sum += log(t->seconds / a->seconds);
        ++*n;
    }
    return *n == 0 ? 0 : exp(sum / (double)*n);
}

/* ---- writing ----------------------------------------------------------------------- */

static void summary_row(FILE *out, const bench *b, int v)
{
    size_t asked = 0, decided = 0, equal = 0, equal_asked = 0, wrong = 0;
    size_t common;
    for (size_t i = 0; i < b->n; i++) {
        const try *t = &b->of[v][i];
        bool right = is_decided(t) && !is_wrong(&b->p[i], t);
        asked += t->said != SAYS_NA;
        decided += right;
        wrong += is_wrong(&b->p[i], t);
        if (has_equality(&b->p[i]) && b->p[i].truth) {
            equal += right;
            equal_asked += t->said != SAYS_NA;
        }
    }
    double ratio = time_ratio(b, v, &common);
    fprintf(out, "| %s | %zu of %zu | %zu of %zu | %zu | %.3f | %.3f | ",
            provers[v].name, decided, asked, equal, equal_asked, wrong,
            quantile(b, v, 0.5), quantile(b, v, 0.9));
    if (common == 0)
        fputs("- |\n", out);
    else
        fprintf(out, "%.1f (on %zu) |\n", ratio, common);
}

static void write_table(FILE *out, const bench *b)
{
    fprintf(out, "# assay beside other provers\n\n%zu statements, %.0f s "
                 "each, whole processes, one at a time.\n\n"
                 "| prover | decided | of those with equality | wrong | "
                 "median, s | 90 %%, s | time over assay's |\n"
                 "|---|---|---|---|---|---|---|\n", b->n, b->limit);
    for (int v = 0; v < prover_count; v++)
        if (b->of[v] != NULL)
            summary_row(out, b, v);
    fputs("\nMedian and 90 % are over all statements asked, an undecided one "
          "counting as the limit.  The last column is a geometric mean over "
          "the statements that both decided.\n\n| statement | truth | contact |",
          out);
    for (int v = 0; v < prover_count; v++)
        if (b->of[v] != NULL)
            fprintf(out, " %s |", provers[v].name);
    fputs("\n|---|---|---|", out);
    for (int v = 0; v < prover_count; v++)
        if (b->of[v] != NULL)
            fputs("---|", out);
    for (size_t i = 0; i < b->n; i++) {
        fprintf(out, "\n| %s | %s | %s |", b->p[i].id,
                b->p[i].truth ? "true" : "false", b->p[i].tangent);
        for (int v = 0; v < prover_count; v++) {
            if (b->of[v] == NULL)
                continue;
            const try *t = &b->of[v][i];
            if (is_decided(t))
                fprintf(out, " %s%s %.3f |", word(t->said),
                        is_wrong(&b->p[i], t) ? ", WRONG" : "", t->seconds);
            else
                fprintf(out, " %s |", word(t->said));
        }
    }
    fputs("\n", out);
}

/* Statements decided against the time each of them took at most. */
static void write_cactus(const bench *b, const char *folder)
{
    char path[1100];
    snprintf(path, sizeof path, "%s/cactus.gp", folder);
    FILE *out = fopen(path, "w");
    if (out == NULL)
        return;
    fputs("set terminal svg size 720,440 dynamic background 'white'\n"
          "set output 'cactus.svg'\nset logscale y\nset key left top\n"
          "set xlabel 'statements decided'\n"
          "set ylabel 'time of the slowest of them, s'\nset grid\n", out);
    for (int v = 0; v < prover_count; v++) {
        if (b->of[v] == NULL)
            continue;
        size_t n;
        double *t = sorted_times(b, v, &n);
        fprintf(out, "$p%d << EOD\n", v);
        for (size_t i = 0; i < n; i++)
            fprintf(out, "%zu %.6f\n", i + 1, t[i]);
        fputs("EOD\n", out);
        free(t);
    }
    fputs("plot 1/0 notitle", out);
    for (int v = 0; v < prover_count; v++)
        if (b->of[v] != NULL)
            fprintf(out, ", $p%d with linespoints lt %d pt %d title '%s'", v,
                    v + 1, v + 4, provers[v].name);
    fputs("\n", out);
    fclose(out);
    char *const argv[] = {"gnuplot",
                          "cactus.gp", NULL};
    run_options opt = {.folder = folder};
    outcome o;
    if (!run_process(argv, &opt, &o) || o.status != 0)
        fprintf(stderr, "no figure: %s\n", o.err == NULL ? "" : o.err);
    outcome_clear(&o);
}

static void write_times(const bench *b, const char *folder)
{
    char path[1100];
    snprintf(path, sizeof path, "%s/times.csv", folder);
    FILE *out = fopen(path, "w");
    if (out == NULL)
        return;
    fputs("prover,statement,truth,contact,verdict,seconds\n", out);
    for (int v = 0; v < prover_count; v++)
        for (size_t i = 0; i < b->n && b->of[v] != NULL; i++)
            fprintf(out, "%s,%s,%s,%s,%s,%.6f\n", provers[v].name,
                    b->p[i].id, b->p[i].truth ? "true" : "false",
                    b->p[i].tangent, word(b->of[v][i].said),
                    b->of[v][i].seconds);
    fclose(out);
}

static void write_all(const bench *b, const char *folder)
{
    char path[1100];
    mkdir(folder, 0777);
    snprintf(path, sizeof path, "%s/table.md", folder);
    FILE *out = fopen(path, "w");
    if (out != NULL) {
        write_table(out, b);
        fclose(out);
    }
    write_times(b, folder);
    write_cactus(b, folder);
    write_table(stdout, b);
}

int main(int argc, char **argv)
{
    const char *folder = "tests/bench/results", *chosen = NULL;
    const char *file = "tests/peer/problems.jsonl";
    bench b = {.limit = 20};
    bool wrong = false;
    int c;
    while ((c = getopt(argc, argv, "l:o:f:p:")) != -1) {
        switch (c) {
        case 'l': b.limit = atof(optarg); break;
        case 'o': folder = optarg; break;
        case 'f': file = optarg; break;
        case 'p': chosen = optarg; break;
        default: return 64;
        }
    }
    b.p = problems_load(file, &b.n);
    if (b.p == NULL)
        return 1;
    ask_all(&b, chosen);
    write_all(&b, folder);
    for (int v = 0; v < prover_count; v++) {
        for (size_t i = 0; i < b.n && b.of[v] != NULL; i++)
            wrong = wrong || (v == 0 && is_wrong(&b.p[i], &b.of[v][i]));
        free(b.of[v]);
    }
    problems_free(b.p, b.n);
    return wrong;
}

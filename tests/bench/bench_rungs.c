/* tests/bench/bench_rungs.c: what a leaf costs the checker on each rung, what
 * threads and shards save on hard statements, and the memory of a million boxes.
 *
 * Leaves a second: one leaf of each kind, replayed again and again in hardware
 * doubles and by MPFR at 128 and 256 bits.  Threads: wall time, the least of
 * five, which is worth something on an idle machine alone; shards: processor time
 * of each, and of the run that lays their parts together.
 *
 * usage: bench_rungs [-f PROBLEMS]     ASSAY: the program (./assay) */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "../../numerics/base/text.h"
#include "../../numerics/numerics.h"
#include "../../theory/language/language.h"
#include "../support/problems.h"
#include "../support/process.h"

enum {
    LEAVES = 20000,
    RUNS = 5
};

static double processor_time(clockid_t clock)
{
    struct timespec t;
    clock_gettime(clock, &t);
    return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

static double children_time(void)
{
    struct rusage u;
    getrusage(RUSAGE_CHILDREN, &u);
    return (double)(u.ru_utime.tv_sec + u.ru_stime.tv_sec) +
           1e-6 * (double)(u.ru_utime.tv_usec + u.ru_stime.tv_usec);
}

/* ---- leaves a second ------------------------------------------------------- */

typedef struct {
    const char *name, *claim;
    cert_rule rule;
    int order; /* taylor: about 1 */
} leaf_row;

#define SIX                                                                    \
    "for a in [4, 4.01], b in [4, 4.01], c in [4, 4.01], d in [4, 4.01], "     \
    "e in [9.1, 9.2], f in [9.1, 9.2]: -1 < atan((a*d + b*c - b*e - c*f + e*f " \
    "- d*(b + c - d + e + f - a))/sqrt(4*d*(a*d*(b + c + e + f - a - d) + "    \
    "b*e*(a + c + d + f - b - e))))"

static const leaf_row rows[] = {
    {"natural, two variables", "for x in [1, 1.1], y in [2, 2.1]: "
                               "sqrt(x + y) - x*y/10 > 0", CERT_NATURAL, 0},
    {"mean value, two variables", "for x in [1, 1.1], y in [2, 2.1]: "
                                  "sqrt(x + y) - x*y/10 > 0",
     CERT_MEANVALUE, 0},
    {"natural, six variables", SIX, CERT_NATURAL, 0},
    {"mean value, six variables", SIX, CERT_MEANVALUE, 0},
    {"Taylor, order 4", "for x in [1, 1.1]: exp(x)*sin(x) + log(x) > 0",
     CERT_TAYLOR, 4},
    {"Taylor, order 12", "for x in [1, 1.1]: exp(x)*sin(x) + log(x) > 0",
     CERT_TAYLOR, 12},
};

/* A second; 0: refused. */
static double leaves(problem *p, const cert_node *leaf, bool doubles,
                     mpfr_prec_t prec)
{
    checker *c = checker_new(p, prec);
    size_t n = doubles ? LEAVES : LEAVES / 10;
    bool ok = true;
    checker_goal g = {p->goal[0].e, p->goal[0].strict, p->box, p->hyp,
                      p->nhyps};
    checker_use_rungs(c, doubles);
    double begin = processor_time(CLOCK_PROCESS_CPUTIME_ID);
    for (size_t k = 0; k < n && ok; k++)
        ok = checker_tries(c, &g, leaf); /* no margin is asked for */
    double seconds = processor_time(CLOCK_PROCESS_CPUTIME_ID) - begin;
    checker_free(c);
    return ok ? (double)n / seconds : 0;
}

static bool measure(void *ctx, const binding *binding, problem *p,
                    const expr *chain_e, size_t n)
{
    const leaf_row *row = ctx;
    (void)binding;
    (void)chain_e;
    (void)n;
    cert_node *leaf = cert_new(row->rule);
    leaf->order = row->order;
    leaf->has_q = row->rule == CERT_TAYLOR;
    if (leaf->has_q)
        mpq_set_ui(leaf->q, 1, 1);
    printf("| %s | %.0f | %.0f | %.0f |\n", row->name,
           leaves(p, leaf, true, 128), leaves(p, leaf, false, 128),
           leaves(p, leaf, false, 256));
    cert_free(leaf);
    return true;
}

static void bench_leaf(const leaf_row *row)
{
    lang_errors errs = {0};
    program *prog = program_new();
    size_t count;
    if (program_parse_claim(prog, row->claim, &errs)) {
        elab *e = elab_new(prog, NULL);
        (void)elab_instances(e, program_item(prog, 0), measure,
                             (void *)(uintptr_t)row, &count, &errs);
        elab_free(e);
    } else {
        printf("| %s | not understood |\n", row->name);
    }
    lang_errors_clear(&errs);
    program_free(prog);
}

/* ---- threads and shards ---------------------------------------------------- */

static char folder[] = "/tmp/assay-bench-XXXXXX";

/* In the folder, with $A for the program; the least wall time, and its last
 * run's processor time. */
static double shell(const char *command, int runs, double *processor)
{
    char program[4096], script[6000];
    double least = INFINITY;
    if (realpath(assay_path(), program) == NULL)
        return NAN;
    snprintf(script, sizeof script, "A='%s'; %s", program, command);
    char *argv[] = {"sh", "-c", script, NULL};
    for (int k = 0; k < runs; k++) {
        outcome o;
        double before = children_time();
        bool ok = run_process(
            argv, &(run_options){.folder = folder, .limit = 600}, &o);
        *processor = children_time() - before;
        least = ok && o.status == 0 ? fmin(least, o.seconds) : least;
        outcome_clear(&o);
    }
    return least;
}

static bool write_paper(const peer_problem *p, size_t n)
{
    char name[sizeof folder + 20];
    if (mkdtemp(folder) == NULL)
        return false;
    snprintf(name, sizeof name, "%s/p", folder);
    if (mkdir(name, 0777) != 0)
        return false;
    snprintf(name, sizeof name, "%s/p/1.md", folder);
    FILE *f = fopen(name, "w");
    if (f == NULL)
        return false;
    fprintf(f, "# Hard statements\n\n```assay\n");
    for (size_t i = 0; i < n; i++) {
        char *claim = problem_claim(&p[i]), *colon = strchr(claim, ':');
        if (colon != NULL)
            fprintf(f, "claim h%zu \"H\" %.*s show %s\n", i,
                    (int)(colon - claim), claim, colon + 1);
        free(claim);
    }
    fprintf(f, "```\n");
    return fclose(f) == 0;
}

static void bench_parts(void)
{
    double cpu, first, second, whole, wall[2];
    wall[0] = shell("$A check -j1 --fresh --quiet p", RUNS, &cpu);
    wall[1] = shell("$A check -j2 --fresh --quiet p", RUNS, &whole);
    printf("\ntwo threads: %.3f s wall, one %.3f s: %.2f\n", wall[1], wall[0],
           wall[1] / wall[0]);
    (void)shell("$A check -j1 --quiet --certificates one p", 1, &whole);
    (void)shell("$A check -j1 --quiet --shard 1/2 --certificates two p", 1,
                &first);
    (void)shell("$A check -j1 --quiet --shard 2/2 --certificates two p", 1,
                &second);
    printf("two shards: %.3f s and %.3f s of processor time, the whole %.3f s: "
           "%.2f\n", first, second, whole, fmax(first, second) / whole);
    (void)shell("$A check -j1 --quiet --certificates two p", 1, &cpu);
    double same = shell("diff -r one two", 1, &first);
    printf("laid together: %.3f s; files %s\n", cpu,
           isfinite(same) ? "the same" : "DIFFER");
}

/* Nearly all boxes stay open. */
static void bench_memory(void)
{
    struct rusage u;
    double cpu;
    (void)shell("$A prove -j1 --max-boxes 1000000 'for a in [0, 20], b in "
                "[0, 20], c in [0, 20], d in [0, 20]: sin(a*b + c)*(2 - "
                "sin(a*b + c)) + sin(c*d + a)*(2 - cos(c*d + a - 11/7)) <= "
                "2.01' || test $? = 2", 1, &cpu);
    getrusage(RUSAGE_CHILDREN, &u);
    printf("a million boxes: %.2f s, %ld MiB\n", cpu, u.ru_maxrss / 1024);
}

int main(int argc, char **argv)
{
    const char *file = "tests/bench/hard.jsonl";
    double cpu;
    size_t n;
    int c;
    while ((c = getopt(argc, argv, "f:")) != -1) {
        if (c != 'f')
            return 64;
        file = optarg;
    }
    peer_problem *p = problems_load(file, &n);
    if (p == NULL || !write_paper(p, n))
        return 1;
    printf("| leaves a second | doubles | MPFR, 128 bits | 256 bits |\n"
           "|---|---|---|---|\n");
    for (size_t k = 0; k < sizeof rows / sizeof *rows; k++)
        bench_leaf(&rows[k]);
    bench_parts();
    bench_memory();
    (void)shell("rm -r p one two", 1, &cpu);
    rmdir(folder);
    problems_free(p, n);
    return 0;
}

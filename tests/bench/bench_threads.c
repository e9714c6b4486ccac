/* tests/bench/bench_threads.c: what two threads gain by the clock.
 *
 * For each statement: wall time of the whole `assay prove` by one thread and by
 * two, the least of so many runs in turns (15), and their ratio.  The machine has
 * to be idle, and to have two cores.  The geometric mean of the ratios ends it, of
 * statements that take one thread LONG or more: of others there is little to
 * divide.
 *
 * usage: bench_threads [-f PROBLEMS] [-n RUNS]     ASSAY: the program (./assay) */
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "../support/problems.h"
#include "../support/process.h"

static const double LONG = 0.05; /* seconds */

/* Seconds by the clock; infinite: not proved. */
static double clocked(const char *threads, const char *claim)
{
    char *program = getenv("ASSAY");
    char *const argv[] = {program != NULL ? program : "./assay",
                          "prove",
                          "-j",
                          (char *)(uintptr_t)threads,
                          (char *)(uintptr_t)claim,
                          NULL};
    outcome o;
    double seconds = INFINITY;
    if (run_process(argv, &(run_options){.limit = 120}, &o) && o.status == 0)
        seconds = o.seconds;
    outcome_clear(&o);
    return seconds;
}

typedef struct {
    double log_sum;
    size_t rows;
} table;

static void bench_one(const peer_problem *p, long runs, table *t)
{
    char *claim = problem_claim(p);
    double one = INFINITY, two = INFINITY;
    for (long k = 0; k < runs; k++) {
        one = fmin(one, clocked("1", claim));
        two = fmin(two, clocked("2", claim));
    }
    free(claim);
    if (isinf(one) || isinf(two)) {
        printf("| %s | - | - | - |\n", p->id);
        return;
    }
    printf("| %s | %.4f | %.4f | %.3f |\n", p->id, one, two, two / one);
    fflush(stdout);
    if (one >= LONG) {
        t->log_sum += log(two / one);
        t->rows++;
    }
}

int main(int argc, char **argv)
{
    const char *file = "tests/bench/hard.jsonl";
    long runs = 15;
    table t = {.rows = 0};
    size_t n;
    int c;
    while ((c = getopt(argc, argv, "f:n:")) != -1) {
        if (c == 'f')
            file = optarg;
        else if (c == 'n')
            runs = strtol(optarg, NULL, 10);
        else
            return 64;
    }
    peer_problem *p = problems_load(file, &n);
    if (p == NULL || runs < 1)
        return 1;
    printf("| statement | one thread, s | two, s | two/one |\n"
           "|---|---|---|---|\n");
    for (size_t i = 0; i < n; i++)
        bench_one(&p[i], runs, &t);
    if (t.rows > 0)
        printf("\ngeometric mean of two/one, from %.2f s on: %.3f\n", LONG,
               exp(t.log_sum / (double)t.rows));
    problems_free(p, n);
    return 0;
}

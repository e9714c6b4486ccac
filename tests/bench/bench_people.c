/* tests/bench/bench_people.c: the statements that people bring
 * (tests/problems), decided within a limit, beside z3 on those that it can
 * read.
 *
 * usage: bench_people [-l SECONDS] [-o FOLDER] [-c COLLECTION] [-p NAMES]
 *   -l  limit for each statement and prover (5)
 *   -o  where people.md and people.csv go (tests/bench/results)
 *   -c  one collection (all three)
 *   -p  "assay" or "z3" alone (both; z3 only when it is installed)
 *
 * As in bench_peer, times are those of whole processes, truth is that of the
 * data, and "wrong" counts verdicts against it.  A statement written as a
 * wish is put as it stands, and then as the document that says the same.
 */
#include <jansson.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "../support/process.h"
#include "claims.h"
#include "provers.h"

enum {
    MAX_ROWS = 1000,
    BY_ASSAY = 0,
    BY_Z3 = 1,
    PROVERS = 2
};

static const char *const collections[] = {"field", "polynomial", "provers"};
static const char *const names[PROVERS] = {"assay", "z3"};

typedef struct {
    json_t *row;
    const char *collection, *id, *claim, *document;
    bool truth;
    answer said[PROVERS];
    double seconds[PROVERS];
} person_row;

typedef struct {
    person_row row[MAX_ROWS];
    size_t n;
    double limit;
    char folder[40];
} people;

/* ---- the statements ----------------------------------------------------- */

static const char *text_of(const person_row *r, const char *key)
{
    return json_string_value(json_object_get(r->row, key));
}

static bool add_row(people *b, const char *collection, const char *line)
{
    person_row *r = &b->row[b->n];
    if (b->n == MAX_ROWS)
        return false;
    r->row = json_loads(line, 0, NULL);
    r->collection = collection;
    r->id = text_of(r, "id");
    r->truth = json_is_true(json_object_get(r->row, "truth"));
    r->claim = text_of(r, "claim");
    if (r->claim == NULL)
        r->claim = text_of(r, "wish");
    r->document = text_of(r, r->claim == NULL ? "doc" : "today");
    r->said[BY_ASSAY] = r->said[BY_Z3] = SAYS_NA;
    b->n++;
    return r->id != NULL && (r->claim != NULL || r->document != NULL);
}

static bool load(people *b, const char *collection)
{
    char path[1024], *line = NULL;
    size_t cap = 0;
    bool good = true;
    snprintf(path, sizeof path, "%s/tests/problems/%s.jsonl", source_path(),
             collection);
    FILE *f = fopen(path, "r");
    if (f == NULL) {
        perror(path);
        return false;
    }
    while (good && getline(&line, &cap, f) > 0)
        good = add_row(b, collection, line);
    free(line);
    fclose(f);
    if (!good)
        fprintf(stderr, "%s: row %zu is no statement\n", path, b->n);
    return good;
}

/* ---- asking ------------------------------------------------------------- */

static bool written(const people *b, const char *name, const char *text,
                    char *path, size_t size)
{
    snprintf(path, size, "%s/%s", b->folder, name);
    FILE *f = fopen(path, "w");
    if (f == NULL)
        return false;
    bool good = fputs(text, f) >= 0;
    return fclose(f) == 0 && good;
}

/* The verdict of the last item of a document that was checked. */
static answer last_verdict(const char *json)
{
    json_t *all = json_loads(json, 0, NULL);
    json_t *items = json_object_get(all, "items");
    size_t n = json_array_size(items);
    json_t *last = n == 0 ? NULL : json_array_get(items, n - 1);
    const char *v = json_string_value(json_object_get(last, "verdict"));
    answer a = v == NULL                    ? SAYS_NOTHING
               : strcmp(v, "PROVED") == 0   ? SAYS_PROVED
               : strcmp(v, "ENCLOSED") == 0 ? SAYS_PROVED
               : strcmp(v, "REFUTED") == 0  ? SAYS_REFUTED
                                            : SAYS_NOTHING;
    json_decref(all);
    return a;
}

static void check_document(const people *b, person_row *r)
{
    char path[1024];
    char *argv[] = {(char *)(uintptr_t)assay_path(), "check", "--json", path,
                    NULL};
    run_options opt = {.limit = b->limit};
    outcome o;
    if (!written(b, "row.md", r->document, path, sizeof path))
        abort();
    if (run_process(argv, &opt, &o)) {
        r->said[BY_ASSAY] = o.timed_out ? SAYS_NOTHING : last_verdict(o.out);
        r->seconds[BY_ASSAY] = o.seconds;
    }
    outcome_clear(&o);
}

static void ask_assay(const people *b, person_row *r)
{
    char *argv[] = {(char *)(uintptr_t)assay_path(), "prove",
                    (char *)(uintptr_t)r->claim, NULL};
    run_options opt = {.limit = b->limit};
    outcome o;
    int status = 64;
    r->said[BY_ASSAY] = SAYS_NOTHING;
    if (r->claim != NULL) {
        if (run_process(argv, &opt, &o)) {
            status = o.timed_out ? 2 : o.status;
            r->seconds[BY_ASSAY] = o.seconds;
        }
        outcome_clear(&o);
    }
    if (status == 0 || status == 1)
        r->said[BY_ASSAY] = status == 0 ? SAYS_PROVED : SAYS_REFUTED;
    else if (status >= 64 && r->document != NULL)
        check_document(b, r);
}

static void ask_z3(const people *b, person_row *r)
{
    char path[1024], *text = NULL;
    size_t size = 0;
    char *argv[] = {"z3", "-smt2", path, NULL};
    run_options opt = {.limit = b->limit};
    outcome o;
    FILE *f = open_memstream(&text, &size);
    if (f == NULL)
        abort();
    bool readable = r->claim != NULL && claim_write_smt(f, r->claim);
    if (fclose(f) != 0)
        abort();
    if (readable && written(b, "row.smt2", text, path, sizeof path) &&
        run_process(argv, &opt, &o)) {
        r->said[BY_Z3] = o.timed_out                       ? SAYS_NOTHING
                         : strncmp(o.out, "unsat", 5) == 0 ? SAYS_PROVED
                         : strncmp(o.out, "sat", 3) == 0   ? SAYS_REFUTED
                                                           : SAYS_NOTHING;
        r->seconds[BY_Z3] = o.seconds;
        if (strncmp(o.out, "(error", 6) == 0)
            r->said[BY_Z3] = SAYS_NA;
        outcome_clear(&o);
    }
    free(text);
}

/* ---- figures of merit --------------------------------------------------- */

static bool is_decided(const person_row *r, int v)
{
    return r->said[v] == SAYS_PROVED || r->said[v] == SAYS_REFUTED;
}

static bool is_right(const person_row *r, int v)
{
    return is_decided(r, v) && (r->said[v] == SAYS_PROVED) == r->truth;
}

static int by_size(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

/* One prover on one collection; `common`: on what z3 can read alone. */
static void put_row(FILE *out, const people *b, const char *collection, int v,
                    bool common)
{
    double t[MAX_ROWS];
    size_t asked = 0, wrong = 0, right = 0;
    for (size_t i = 0; i < b->n; i++) {
        const person_row *r = &b->row[i];
        if (r->collection != collection || r->said[v] == SAYS_NA ||
            (common && r->said[BY_Z3] == SAYS_NA))
            continue;
        asked++;
        wrong += is_decided(r, v) && !is_right(r, v);
        if (is_right(r, v))
            t[right++] = r->seconds[v];
    }
    if (asked == 0)
        return;
    qsort(t, right, sizeof *t, by_size);
    fprintf(out, "| %s | %s%s | %zu of %zu | %zu | ", collection, names[v],
            common ? ", on what z3 can read" : "", right, asked, wrong);
    if (right == 0)
        fputs("- | - |\n", out);
    else
        fprintf(out, "%.3f | %.3f |\n", t[right / 2],
                t[(size_t)(0.9 * (double)right)]);
}

static void put_table(FILE *out, const people *b)
{
    fprintf(out,
            "# The statements that people bring\n\n%zu statements, %g s "
            "each, whole processes, one at a time.\n\n"
            "| collection | prover | decided | wrong | median, s | "
            "90 %%, s |\n|---|---|---|---|---|---|\n",
            b->n, b->limit);
    for (size_t c = 0; c < sizeof collections / sizeof *collections; c++) {
        put_row(out, b, collections[c], BY_ASSAY, false);
        put_row(out, b, collections[c], BY_ASSAY, true);
        put_row(out, b, collections[c], BY_Z3, false);
    }
    fputs("\nMedian and 90 % are over the statements that were decided.\n\n"
          "| not decided by assay | collection | z3 |\n|---|---|---|\n",
          out);
    for (size_t i = 0; i < b->n; i++) {
        const person_row *r = &b->row[i];
        if (!is_right(r, BY_ASSAY) && r->said[BY_ASSAY] != SAYS_NA)
            fprintf(out, "| %s%s | %s | %s |\n", r->id,
                    is_decided(r, BY_ASSAY) ? " WRONG" : "", r->collection,
                    r->said[BY_Z3] == SAYS_NA ? "not asked"
                    : is_right(r, BY_Z3)      ? "decided"
                                              : "undecided");
    }
}

static void put_times(FILE *out, const people *b)
{
    static const char *const words[] = {"proved", "refuted", "undecided",
                                        "not asked"};
    fputs("collection,statement,truth,prover,verdict,seconds\n", out);
    for (size_t i = 0; i < b->n; i++)
        for (int v = 0; v < PROVERS; v++)
            fprintf(out, "%s,%s,%s,%s,%s,%.6f\n", b->row[i].collection,
                    b->row[i].id, b->row[i].truth ? "true" : "false", names[v],
                    words[b->row[i].said[v]], b->row[i].seconds[v]);
}

static void put_file(const people *b, const char *folder, const char *name,
                     void (*put)(FILE *, const people *))
{
    char path[1100];
    mkdir(folder, 0777);
    snprintf(path, sizeof path, "%s/%s", folder, name);
    FILE *out = fopen(path, "w");
    if (out == NULL) {
        perror(path);
        return;
    }
    put(out, b);
    fclose(out);
}

/* ---- all of it ---------------------------------------------------------- */

static bool z3_present(void)
{
    for (int v = 0; v < prover_count; v++)
        if (strcmp(provers[v].name, "z3") == 0 && prover_present(&provers[v]))
            return true;
    puts("skipped, not here: z3");
    return false;
}

static void ask_all(people *b, const char *chosen)
{
    bool assay = chosen == NULL || strstr(chosen, "assay") != NULL;
    bool z3 = (chosen == NULL || strstr(chosen, "z3") != NULL) && z3_present();
    for (size_t i = 0; i < b->n; i++) {
        person_row *r = &b->row[i];
        if (assay)
            ask_assay(b, r);
        if (z3)
            ask_z3(b, r);
        if (getenv("BENCH_VERBOSE") != NULL)
            fprintf(stderr, "%-24s assay %d %7.3f s   z3 %d %7.3f s\n", r->id,
                    r->said[BY_ASSAY], r->seconds[BY_ASSAY], r->said[BY_Z3],
                    r->seconds[BY_Z3]);
    }
}

static bool load_all(people *b, const char *only)
{
    bool good = true;
    for (size_t c = 0; c < sizeof collections / sizeof *collections; c++)
        if (only == NULL || strcmp(only, collections[c]) == 0)
            good = good && load(b, collections[c]);
    return good && b->n > 0;
}

/* Whether assay said something false. */
static bool any_wrong(const people *b)
{
    for (size_t i = 0; i < b->n; i++)
        if (is_decided(&b->row[i], BY_ASSAY) && !is_right(&b->row[i], BY_ASSAY))
            return true;
    return false;
}

int main(int argc, char **argv)
{
    static people b = {.limit = 5, .folder = "/tmp/assay-bench-XXXXXX"};
    const char *folder = "tests/bench/results", *only = NULL, *chosen = NULL;
    int c;
    while ((c = getopt(argc, argv, "l:o:c:p:")) != -1) {
        switch (c) {
        case 'l':
            b.limit = atof(optarg);
            break;
        case 'o':
            folder = optarg;
            break;
        case 'c':
            only = optarg;
            break;
        case 'p':
            chosen = optarg;
            break;
        default:
            return 64;
        }
    }
    if (!load_all(&b, only) || mkdtemp(b.folder) == NULL)
        return 1;
    ask_all(&b, chosen);
    put_file(&b, folder, "people.md", put_table);
    put_file(&b, folder, "people.csv", put_times);
    put_table(stdout, &b);
    char *const clean[] = {"rm", "-rf", b.folder, NULL};
    outcome o;
    if (run_process(clean, NULL, &o))
        outcome_clear(&o);
    for (size_t i = 0; i < b.n; i++)
        json_decref(b.row[i].row);
    return any_wrong(&b);
}

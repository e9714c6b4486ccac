/* tests/support/problems.c: see problems.h. */
#include "problems.h"

#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* A string member's copy; NULL when it is missing. */
static char *member(json_t *object, const char *key)
{
    const char *s = json_string_value(json_object_get(object, key));
    return s == NULL ? NULL : strdup(s);
}

static bool read_vars(json_t *vars, peer_problem *p)
{
    size_t i;
    json_t *v;
    if (!json_is_array(vars) || json_array_size(vars) > PROBLEM_VARS)
        return false;
    json_array_foreach (vars, i, v) {
        const char *name, *lo, *hi;
        if (json_unpack(v, "[sss]", &name, &lo, &hi) != 0)
            return false;
        p->var[i].name = strdup(name);
        p->var[i].lo = strdup(lo);
        p->var[i].hi = strdup(hi);
        p->nvars++;
    }
    return p->nvars > 0;
}

static bool read_problem(const char *line, peer_problem *p)
{
    json_error_t e;
    json_t *object = json_loads(line, 0, &e);
    memset(p, 0, sizeof *p);
    if (object == NULL)
        return false;
    p->id = member(object, "id");
    p->lhs = member(object, "lhs");
    p->rel = member(object, "rel");
    p->rhs = member(object, "rhs");
    p->tangent = member(object, "tangent");
    json_t *truth = json_object_get(object, "truth");
    p->truth = json_is_true(truth);
    bool good = p->id && p->lhs && p->rel && p->rhs && p->tangent &&
                json_is_boolean(truth) &&
                read_vars(json_object_get(object, "vars"), p);
    json_decref(object);
    return good;
}

peer_problem *problems_load(const char *path, size_t *n)
{
    FILE *f = fopen(path, "r");
    peer_problem *all = NULL;
    char *line = NULL;
    size_t cap = 0;
    *n = 0;
    if (f == NULL) {
        perror(path);
        return NULL;
    }
    while (getline(&line, &cap, f) > 0) {
        peer_problem *more = realloc(all, (*n + 1) * sizeof *all);
        if (more == NULL)
            abort();
        all = more;
        if (!read_problem(line, &all[(*n)++])) {
            fprintf(stderr, "%s:%zu: not a problem\n", path, *n);
            problems_free(all, *n);
            all = NULL;
            break;
        }
    }
    free(line);
    fclose(f);
    return all;
}

void problems_free(peer_problem *p, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        free(p[i].id);
        free(p[i].lhs);
        free(p[i].rel);
        free(p[i].rhs);
        free(p[i].tangent);
        for (int k = 0; k < p[i].nvars; k++) {
            free(p[i].var[k].name);
            free(p[i].var[k].lo);
            free(p[i].var[k].hi);
        }
    }
    free(p);
}

char *problem_claim(const peer_problem *p)
{
    char *text = NULL;
    size_t len = 0;
    FILE *f = open_memstream(&text, &len);
    if (f == NULL)
        abort();
    for (int k = 0; k < p->nvars; k++)
        fprintf(f, "%s %s in [%s, %s]", k == 0 ? "for" : ",", p->var[k].name,
                p->var[k].lo, p->var[k].hi);
    fprintf(f, ": %s %s %s", p->lhs, p->rel, p->rhs);
    if (fclose(f) != 0)
        abort();
    return text;
}

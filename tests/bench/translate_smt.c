/* tests/bench/translate_smt.c: trees in SMT-LIB's prefix form, for z3: what is
 * polynomial or rational, or becomes it when a square root is a variable. */
#include "translate_tree.h"

#include <stdlib.h>
#include <string.h>

static bool put_power(FILE *out, const term *t)
{
    char *end;
    long n = strtol(t->text, &end, 10);
    if (*end != '\0' || n == 0 || labs(n) > 64)
        return false;
    bool good = true;
    fputs(n < 0 ? "(/ 1.0 (* 1.0" : "(* 1.0", out);
    for (long k = labs(n); k > 0; k--) {
        fputs(" ", out);
        good = term_print_smt(out, t->a) && good;
    }
    fputs(n < 0 ? "))" : ")", out);
    return good;
}

static bool put_number(FILE *out, const char *s)
{
    bool plain = s[strspn(s, "0123456789.")] == '\0';
    fprintf(out, strchr(s, '.') != NULL ? "%s" : "%s.0", s);
    return plain;
}

static bool put_absolute(FILE *out, const term *t)
{
    bool good = strcmp(t->text, "abs") == 0;
    fputs("(ite (>= ", out);
    good = term_print_smt(out, t->a) && good;
    fputs(" 0.0) ", out);
    good = term_print_smt(out, t->a) && good;
    fputs(" (- ", out);
    good = term_print_smt(out, t->a) && good;
    fputs("))", out);
    return good;
}

bool term_print_smt(FILE *out, const term *t)
{
    static const char *const sign[] = {
        [NEG] = "-", [ADD] = "+", [SUB] = "-", [MUL] = "*", [DIV] = "/"};
    if (t->kind == NUM)
        return put_number(out, t->text);
    if (t->kind == NAME) {
        fputs(t->text, out);
        return strcmp(t->text, "pi") != 0;
    }
    if (t->kind == POW)
        return put_power(out, t);
    if (t->kind == CALL)
        return put_absolute(out, t);
    fprintf(out, "(%s ", sign[t->kind]);
    bool good = term_print_smt(out, t->a);
    fputs(" ", out);
    good = (t->kind == NEG || term_print_smt(out, t->b)) && good;
    fputs(")", out);
    return good;
}

static bool define_root(FILE *out, term *t, int *roots)
{
    char name[40];
    snprintf(name, sizeof name, "root.%d", ++*roots);
    fprintf(out, "(declare-const %s Real)\n(assert (>= %s 0.0))\n"
                 "(assert (= (* %s %s) ", name, name, name, name);
    bool good = term_print_smt(out, t->a);
    fputs("))\n", out);
    free(t->text);
    t->kind = NAME;
    t->text = strdup(name);
    t->a = NULL;
    return good && t->text != NULL;
}

bool term_define_smt(FILE *out, term *t, int *roots)
{
    if ((t->a != NULL && !term_define_smt(out, t->a, roots)) ||
        (t->b != NULL && !term_define_smt(out, t->b, roots)))
        return false;
    if (t->kind == CALL && strcmp(t->text, "sqrt") == 0)
        return define_root(out, t, roots);
    if (t->kind != DIV)
        return true;
    fputs("(assert (not (= ", out);
    bool good = term_print_smt(out, t->b);
    fputs(" 0.0)))\n", out);
    return good;
}

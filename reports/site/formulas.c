/* Formulas set while the pages are written, by KaTeX in an interpreter of
 * JavaScript where the machine has one: for the first page, so that a browser
 * shows it without the 270 KB of KaTeX's code.
 *
 * What comes back is what KaTeX makes in a browser, and is believed as much:
 * with `trust: false` it escapes all text and makes no link.  The formulas are
 * a document's: they arrive as data, in ASCII, and never as code. */
#include "parts.h"

#include "../../figures/child.h"
#include "../../numerics/base/memory.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

enum {
    MAX_OUT = 16 << 20
};

/* The engine reads KaTeX's file and then this, behind `var formulas`, each a
 * TeX and whether it stands by itself.  KaTeX writes an apostrophe only
 * around attributes of its drawings; elsewhere it is &#x27;. */
static const char program_end[] =
    ";\nvar k = typeof katex === 'undefined' ? require(process.argv[2]) : "
    "katex;\n"
    "var show = typeof print === 'undefined' ? console.log : print;\n"
    "show(JSON.stringify(formulas.map(function (f) {\n"
    "  return k.renderToString(f[0], {displayMode: f[1], throwOnError: false,\n"
    "    strict: 'ignore', output: 'htmlAndMathml', trust: false,\n"
    "    maxExpand: 1000}).replace(/'/g, '\"');\n"
    "})));\n";

static const char *const begins[] = {"<span class=\"math\">",
                                     "<div class=\"math\">"};

/* The first formula at or behind s; its kind, where its TeX begins and ends.
 * A formula's TeX is escaped text, so that it ends with the next tag. */
static const char *next(const char *s, int *kind, const char **end)
{
    const char *at[2] = {strstr(s, begins[0]), strstr(s, begins[1])};
    *kind = at[0] == NULL || (at[1] != NULL && at[1] < at[0]);
    if (at[*kind] == NULL)
        return NULL;
    const char *tex = at[*kind] + strlen(begins[*kind]);
    *end = strchr(tex, '<');
    return *end != NULL ? tex : NULL;
}

/* Escaped text as it was: see label_xml. */
static void unescape(text_buf *b, const char *s, const char *end)
{
    static const char *const names[] = {"&lt;", "&gt;", "&quot;", "&#39;",
                                        "&amp;"};
    text_put(b, "");
    while (s < end) {
        size_t i = 0, n = 0;
        while (i < 5 && (n = strlen(names[i]), strncmp(s, names[i], n) != 0))
            i++;
        text_put_n(b, i < 5 ? &"<>\"'&"[i] : s, 1);
        s += i < 5 ? n : 1;
    }
}

static void put_program(text_buf *b, const char *html)
{
    json_t *all = json_array();
    const char *end = html, *tex;
    int kind;
    while ((tex = next(end, &kind, &end)) != NULL) {
        text_buf t = {0};
        json_t *one = json_array();
        unescape(&t, tex, end);
        json_array_append_new(one, json_string(t.s));
        json_array_append_new(one, json_boolean(kind == 1));
        json_array_append_new(all, one);
        text_clear(&t);
    }
    char *s = json_dumps(all, JSON_ENSURE_ASCII);
    text_printf(b, "var formulas = %s%s", s != NULL ? s : "[]", program_end);
    free(s);
    json_decref(all);
}

/* What KaTeX makes of them, in order; NULL: there is no engine for it. */
static json_t *ask(const text_buf *program, const char *code)
{
    const char *const duktape[] = {"duk", code, "/dev/stdin", NULL};
    const char *const node[] = {"node", "-", code, NULL};
    const char *const *engine[] = {duktape, node};
    json_t *said = NULL;
    for (size_t i = 0; i < 2 && said == NULL; i++) {
        child c;
        if (child_run(&c, engine[i], program->s, program->len, child_seconds(),
                      MAX_OUT) &&
            c.out.s != NULL)
            said = json_loads(c.out.s, 0, NULL);
        child_clear(&c);
    }
    return said;
}

/* html with its formulas set; false: some are missing. */
static bool put_set(text_buf *b, const char *html, const json_t *set)
{
    const char *from = html, *end = html, *tex;
    size_t i = 0;
    int kind;
    for (; (tex = next(end, &kind, &end)) != NULL; i++) {
        const char *one = json_string_value(json_array_get(set, i));
        if (one == NULL)
            return false;
        text_put_n(b, from, (size_t)(tex - from) - 2); /* less `">` */
        text_printf(b, " set\">%s", one);
        from = end;
    }
    text_put(b, from);
    return i == json_array_size(set);
}

bool formulas_set(text_buf *html, const char *katex)
{
    text_buf code = {0}, program = {0}, set = {0};
    const char *end;
    int kind;
    struct stat st;
    if (html->s == NULL || next(html->s, &kind, &end) == NULL)
        return true;
    text_printf(&code, "%s/katex.min.js", katex);
    put_program(&program, html->s);
    json_t *said = ask(&program, code.s);
    bool ok = said != NULL && put_set(&set, html->s, said) &&
              stat(code.s, &st) == 0 &&
              set.len < html->len + (size_t)st.st_size;
    if (ok) {
        text_clear(html);
        *html = set;
    } else {
        text_clear(&set);
    }
    json_decref(said);
    text_clear(&program);
    text_clear(&code);
    return ok;
}

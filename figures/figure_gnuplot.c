/* Runs gnuplot on a script and takes the picture it writes. */
#include "figures.h"

#include "../theory/document/author.h"
#include "child.h"
#include "label.h"
#include "settle.h"

#include <string.h>

/* A complete SVG and nothing else around it. */
static bool is_complete(const text_buf *b)
{
    static const char end[] = "</svg>";
    size_t n = b->len;
    if (b->s == NULL || strlen(b->s) != n)
        return false;
    while (n > 0 && strchr(" \r\n\t", b->s[n - 1]) != NULL)
        n--;
    return strncmp(b->s, "<?xml", 5) == 0 && strstr(b->s, "<svg") != NULL &&
           n > strlen(end) &&
           memcmp(b->s + n - strlen(end), end, strlen(end)) == 0;
}

/* gnuplot goes on after some errors and says so on standard error only. */
static bool only_warnings(const char *s)
{
    while (s != NULL && *s != '\0') {
        const char *end = strchr(s, '\n');
        size_t n = end != NULL ? (size_t)(end - s) : strlen(s);
        const char *w = strstr(s, "arning");
        bool blank = strspn(s, " \t\r") >= n;
        if (!blank && (w == NULL || w >= s + n))
            return false;
        s = end != NULL ? end + 1 : NULL;
    }
    return true;
}

static void say_why(text_buf *err, const child *c)
{
    if (!c->started)
        text_put(err, "gnuplot cannot be started; is it installed?");
    else if (c->timed_out)
        text_printf(err, "gnuplot did not end within %g s and was killed",
                    child_seconds());
    else if (c->too_big)
        text_put(err, "gnuplot wrote more than 64 MiB and was killed");
    else
        text_printf(err, "gnuplot failed (status %d): ", c->status);
    if (c->started && !c->timed_out && !c->too_big)
        label_clean(err, c->err.s != NULL && c->err.len > 0
                             ? c->err.s : "its SVG is incomplete", 300);
}

/* gnuplot's own title and description name its version: ours say what the
 * picture shows. */
static void retitle(text_buf *svg, const text_buf *raw, const char *title,
                    const char *desc)
{
    const char *a = strstr(raw->s, "<title>");
    const char *b = strstr(raw->s, "</desc>");
    if (a == NULL || b == NULL || b < a) {
        text_put_n(svg, raw->s, raw->len);
        return;
    }
    text_put_n(svg, raw->s, (size_t)(a - raw->s));
    text_put(svg, "<title>");
    text_buf t = {0};
    author_put(&t, title);
    label_xml(svg, t.s != NULL ? t.s : "", 0);
    text_clear(&t);
    text_put(svg, "</title>\n<desc>");
    label_xml(svg, desc, 0);
    text_put_n(svg, b, raw->len - (size_t)(b - raw->s));
}

figure_status figure_gnuplot(text_buf *svg, const text_buf *script,
                             const char *title, const char *desc,
                             text_buf *err)
{
    static const char *const argv[] = {"gnuplot", "--default-settings", "-",
                                       NULL};
    child c;
    text_buf titled = {0};
    /* no `set output`: the picture comes through the pipe, so that no file
     * name ever stands in a script */
    bool ok = child_run(&c, argv, script->s, script->len,
                        child_seconds(), (size_t)64 << 20) &&
              only_warnings(c.err.s) && is_complete(&c.out);
    if (ok) {
        retitle(&titled, &c.out, title, desc);
        settle_svg(svg, titled.s);
    } else {
        say_why(err, &c);
    }
    text_clear(&titled);
    child_clear(&c);
    return ok ? FIGURE_DRAWN : FIGURE_NO_PROGRAM;
}

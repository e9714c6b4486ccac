/* assay new: a paper's folder to begin with, which runs at once. */
#include "cli.h"

#include <ctype.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* @ stands for the paper's name. */
static const struct {
    const char *path, *text; /* no text: a folder */
} parts[] = {
    {"@", NULL},
    {"@/theory", NULL},
    {"@/theory/@", NULL},
    {"@/paper_refs", NULL},
    {"@/theory/@/statements.md",
     "# The statements of @\n\n"
     "Prose is Markdown; blocks marked `assay` hold what is checked.\n\n"
     "```assay\n"
     "let g(r) = (r - 1 - log(r))/2   # a divergence, in nats\n\n"
     "claim first.bound \"A quadratic bound from below\"\n"
     "  cites Key2024 \"Lemma 1\"\n"
     "  for r in (0, 8]\n"
     "  show g(r) >= (r - 1)^2/20\n\n"
     "constant first.best \"The largest constant that could stand there\"\n"
     "  cites Key2024 \"Lemma 1\"\n"
     "  uses first.bound\n"
     "  for r in (0, 8]\n"
     "  largest c with g(r) >= c*(r - 1)^2\n"
     "  paper 1/20\n"
     "```\n"},
    {"@/paper_refs/@.md",
     "# The statements of Author (2024)\n\n"
     "Each statement that is audited, where its wording comes from, and the\n"
     "items that audit it.\n\n"
     "| label | statement | source | items |\n"
     "|---|---|---|---|\n"
     "| Lemma 1 | A quadratic bound from below | the paper | `first.bound`, "
     "`first.best` |\n"},
    {"@/paper_refs/references.bib",
     "@misc{Key2024,\n"
     "  author = {Author, A.},\n"
     "  title  = {The paper that is audited},\n"
     "  year   = {2024}\n"
     "}\n"},
};

static char *fill(const char *s, const char *name, bool all)
{
    text_buf b = {0};
    /* the bibliography's own @ begins a line with a word */
    for (; *s != '\0'; s++)
        if (*s == '@' && (all || !isalpha((unsigned char)s[1])))
            text_put(&b, name);
        else
            text_put_n(&b, s, 1);
    return text_take(&b);
}

static bool make(const char *path, const char *text)
{
    if (text == NULL)
        return mkdir(path, 0777) == 0;
    int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
    size_t n = strlen(text);
    bool ok = fd >= 0 && write(fd, text, n) == (ssize_t)n;
    return fd >= 0 && close(fd) == 0 && ok;
}

static bool is_name(const char *s)
{
    size_t n = strspn(s, "abcdefghijklmnopqrstuvwxyz0123456789-");
    return n > 0 && n <= 60 && s[n] == '\0' && s[0] != '-';
}

static int run(const cli_options *o)
{
    const char *name = o->arg[0];
    if (!is_name(name)) {
        print_complaint("a paper's name has small letters, digits and `-`, "
                        "and at most 60 of them");
        return EXIT_USAGE;
    }
    bool ok = true;
    for (size_t k = 0; k < sizeof parts / sizeof *parts && ok; k++) {
        char *path = fill(parts[k].path, name, true);
        char *text = parts[k].text != NULL ? fill(parts[k].text, name, false)
                                           : NULL;
        ok = make(path, text);
        if (!ok) { /* what is there stays as it is */
            text_buf b = {0};
            text_printf(&b, "%s: %s", path, strerror(errno));
            print_complaint(b.s);
            text_clear(&b);
        } else if (text != NULL) {
            printf("%s\n", path);
        }
        free(path);
        free(text);
    }
    if (ok)
        printf("\nnow: assay check %s/theory/%s\n     assay report "
               "%s/theory/%s\n", name, name, name, name);
    return ok ? EXIT_AS_EXPECTED : EXIT_PROGRAM;
}

const command command_new = {
    "new", "new NAME", "a folder for a paper of your own",
    "Makes the folder NAME with a document, an inventory of statements and a\n"
    "bibliography, which can be checked and reported at once.  Nothing that is\n"
    "there is overwritten.\n", TAKES_LIMITS, 1, 1, run};

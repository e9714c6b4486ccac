/* Files taken over into the site: pictures, data, certificates, KaTeX. */
#include "parts.h"

#include "../../numerics/base/memory.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum {
    MAX_BYTES = 256 << 20
};

/* A regular file's bytes; follow: the last component may be a symbolic link,
 * as files of the distribution's are. */
static bool slurp(text_buf *b, const char *path, bool follow)
{
    char part[1 << 14];
    struct stat st;
    ssize_t k = 0;
    int fd = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC |
                            (follow ? 0 : O_NOFOLLOW));
    if (fd < 0)
        return false;
    bool ok = fstat(fd, &st) == 0 && S_ISREG(st.st_mode) &&
              st.st_size <= MAX_BYTES;
    while (ok && (k = read(fd, part, sizeof part)) > 0)
        text_put_n(b, part, (size_t)k);
    ok = ok && k == 0;
    close(fd);
    return ok;
}

bool copy_is_there(const char *folder, const char *name)
{
    struct stat st;
    text_buf path = {0};
    text_printf(&path, "%s/%s", folder, name);
    bool ok = stat(path.s, &st) == 0 && S_ISREG(st.st_mode);
    text_clear(&path);
    return ok;
}

bool copy_file(outdir *to, const char *name, const char *from, bool follow,
               text_buf *err)
{
    text_buf bytes = {0};
    errno = 0;
    bool ok = slurp(&bytes, from, follow);
    if (!ok) {
        text_printf(err, "%s: cannot be copied", from);
        if (errno != 0)
            text_printf(err, ": %s", strerror(errno));
    }
    ok = ok && outdir_put(to, name, &bytes, err);
    text_put(err, ok ? "" : "\n");
    text_clear(&bytes);
    return ok;
}

static bool in_folder(outdir *to, const char *folder, const char *name,
                      text_buf *err)
{
    text_buf path = {0};
    text_printf(&path, "%s/%s", folder, name);
    bool ok = copy_file(to, name, path.s, true, err);
    text_clear(&path);
    return ok;
}

static int is_font(const struct dirent *e)
{
    size_t n = strlen(e->d_name);
    return n > 6 && strcmp(e->d_name + n - 6, ".woff2") == 0;
}

/* By bytes, whatever the locale. */
static int by_name(const struct dirent **a, const struct dirent **b)
{
    return strcmp((*a)->d_name, (*b)->d_name);
}

static bool copy_fonts(outdir *katex, const char *from, text_buf *err)
{
    outdir fonts;
    text_buf path = {0};
    struct dirent **found = NULL;
    text_printf(&path, "%s/fonts", from);
    int n = scandir(path.s, &found, is_font, by_name);
    bool ok = outdir_open_sub(&fonts, katex, "fonts", err);
    for (int i = 0; i < n; i++) {
        ok = ok && in_folder(&fonts, path.s, found[i]->d_name, err);
        free(found[i]);
    }
    free(found);
    outdir_close(&fonts);
    text_clear(&path);
    return ok;
}

/* Of the fonts the formats that every browser since 2016 takes. */
bool copy_katex(const outdir *top, const char *from, text_buf *err)
{
    outdir katex;
    bool ok = outdir_open_sub(&katex, top, "katex", err) &&
              in_folder(&katex, from, "katex.min.js", err) &&
              in_folder(&katex, from, "katex.min.css", err) &&
              copy_fonts(&katex, from, err);
    outdir_close(&katex);
    return ok;
}

/* The output folder: files are written whole or not at all. */
#include "outdir.h"

#include "../numerics/base/memory.h"
#include "../theory/evidence/temporary.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static bool fail(text_buf *err, const char *dir, const char *name,
                 const char *what)
{
    text_printf(err, "%s%s%s: %s", dir, name[0] != '\0' ? "/" : "", name, what);
    return false;
}

bool outdir_name_is_safe(const char *name)
{
    size_t n = strlen(name);
    if (n == 0 || n > 200 || name[0] == '.')
        return false;
    for (size_t i = 0; i < n; i++)
        if (name[i] == '/' || (unsigned char)name[i] < 0x20 || name[i] == 0x7f)
            return false;
    return true;
}

void outdir_sweep(const char *path)
{
    int fd = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (fd < 0)
        return;
    temporary_sweep(fd);
    close(fd);
}

static bool make_parents(const char *path)
{
    char *p = xstrdup(path);
    bool ok = true;
    for (char *s = p + 1; ok && *s != '\0'; s++)
        if (*s == '/') {
            *s = '\0';
            ok = mkdir(p, 0777) == 0 || errno == EEXIST;
            *s = '/';
        }
    ok = ok && (mkdir(p, 0777) == 0 || errno == EEXIST);
    free(p);
    return ok;
}

bool outdir_open(outdir *d, const char *path, text_buf *err)
{
    *d = (outdir){.fd = -1};
    if (path[0] == '\0')
        return fail(err, "(empty path)", "", "cannot be a folder");
    if (!make_parents(path))
        return fail(err, path, "", strerror(errno));
    d->fd = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (d->fd < 0)
        return fail(err, path, "", strerror(errno));
    d->path = xstrdup(path);
    temporary_sweep(d->fd);
    return true;
}

bool outdir_open_sub(outdir *d, const outdir *parent, const char *name,
                     text_buf *err)
{
    *d = (outdir){.fd = -1};
    if (!outdir_name_is_safe(name))
        return fail(err, parent->path, name, "unsafe folder name");
    if (mkdirat(parent->fd, name, 0777) != 0 && errno != EEXIST)
        return fail(err, parent->path, name, strerror(errno));
    d->fd = openat(parent->fd, name,
                   O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    if (d->fd < 0)
        return fail(err, parent->path, name,
                    errno == ELOOP || errno == ENOTDIR
                        ? "is not a folder (a symbolic link is not followed)"
                        : strerror(errno));
    text_buf p = {0};
    text_printf(&p, "%s/%s", parent->path, name);
    d->path = text_take(&p);
    temporary_sweep(d->fd);
    return true;
}

void outdir_close(outdir *d)
{
    if (d->path != NULL)
        close(d->fd);
    free(d->path);
    *d = (outdir){.fd = -1};
}

/* 1: the file holds exactly these bytes; 0: it does not, or is not there;
 * -1: the name stands for something that must not be replaced. */
static int compare(const outdir *d, const char *name, const char *s, size_t n)
{
    struct stat st;
    if (fstatat(d->fd, name, &st, AT_SYMLINK_NOFOLLOW) != 0)
        return errno == ENOENT ? 0 : -1;
    if (!S_ISREG(st.st_mode))
        return -1;
    if (st.st_size < 0 || (size_t)st.st_size != n)
        return 0;
    int fd = openat(d->fd, name, O_RDONLY | O_NOFOLLOW | O_CLOEXEC);
    if (fd < 0)
        return 0;
    char buf[8192];
    size_t done = 0;
    ssize_t k;
    while ((k = read(fd, buf, sizeof buf)) > 0 && done + (size_t)k <= n &&
           memcmp(buf, s + done, (size_t)k) == 0)
        done += (size_t)k;
    close(fd);
    return k == 0 && done == n;
}

static bool write_all(int fd, const char *s, size_t n)
{
    while (n > 0) {
        ssize_t k = write(fd, s, n);
        if (k < 0 && errno == EINTR)
            continue;
        if (k <= 0)
            return false;
        s += k;
        n -= (size_t)k;
    }
    return fsync(fd) == 0;
}

bool outdir_write(outdir *d, const char *name, const char *s, size_t n,
                  text_buf *err)
{
    char temp[TEMPORARY_NAME];
    if (!outdir_name_is_safe(name))
        return fail(err, d->path, name, "unsafe file name");
    int same = compare(d, name, s, n);
    if (same < 0)
        return fail(err, d->path, name,
                    "is not a regular file; it is not replaced");
    if (same == 1) {
        d->unchanged++;
        return true;
    }
    int fd = temporary_file(d->fd, temp);
    if (fd < 0)
        return fail(err, d->path, name, strerror(errno));
    bool ok = write_all(fd, s, n);
    int why = errno;
    if (ok && renameat(d->fd, temp, d->fd, name) != 0) {
        ok = false;
        why = errno;
    }
    if (!ok)
        unlinkat(d->fd, temp, 0);
    close(fd); /* it was synced: nothing can fail any more */
    if (!ok)
        return fail(err, d->path, name, strerror(why));
    d->written++;
    return true;
}

bool outdir_put(outdir *d, const char *name, const text_buf *b, text_buf *err)
{
    return outdir_write(d, name, b->s != NULL ? b->s : "", b->len, err);
}

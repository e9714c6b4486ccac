#include "outdir.h"

#include "../numerics/memory.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define TEMP_PREFIX ".assay-tmp-"

static bool fail(text_buf *err, const char *dir, const char *name,
                 const char *what)
{
    text_printf(err, "%s%s%s: %s", dir, name[0] != '\0' ? "/" : "", name,
                what);
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

/* The folder without folders in it. */
static void remove_folder(int fd, const char *name)
{
    int inner = openat(fd, name,
                       O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    DIR *dir = inner >= 0 ? fdopendir(inner) : NULL;
    if (dir == NULL) {
        if (inner >= 0)
            close(inner);
        return;
    }
    for (struct dirent *e; (e = readdir(dir)) != NULL;)
        unlinkat(inner, e->d_name, 0); /* not `.` and `..` */
    closedir(dir);
    unlinkat(fd, name, AT_REMOVEDIR);
}

/* A crash may leave a temporary file; one whose process is alive belongs to a
 * run that goes on beside this one. */
static void remove_stale(int fd)
{
    int copy = fcntl(fd, F_DUPFD_CLOEXEC, 3);
    DIR *dir = copy >= 0 ? fdopendir(copy) : NULL;
    if (dir == NULL) {
        if (copy >= 0)
            close(copy);
        return;
    }
    rewinddir(dir);
    for (struct dirent *e; (e = readdir(dir)) != NULL;) {
        size_t k = strlen(TEMP_PREFIX);
        if (strncmp(e->d_name, TEMP_PREFIX, k) != 0)
            continue;
        char *end;
        long pid = strtol(e->d_name + k, &end, 10);
        if (end != e->d_name + k && pid > 1 && kill((pid_t)pid, 0) != 0 &&
            errno == ESRCH && unlinkat(fd, e->d_name, 0) != 0)
            remove_folder(fd, e->d_name);
    }
    closedir(dir);
}

void outdir_sweep(const char *path)
{
    int fd = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (fd < 0)
        return;
    remove_stale(fd);
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
    remove_stale(d->fd);
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
    remove_stale(d->fd);
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
    char temp[64];
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
    snprintf(temp, sizeof temp, TEMP_PREFIX "%ld", (long)getpid());
    unlinkat(d->fd, temp, 0);
    int fd = openat(d->fd, temp,
                    O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC,
                    0666);
    if (fd < 0)
        return fail(err, d->path, name, strerror(errno));
    bool ok = write_all(fd, s, n);
    int why = errno;
    if (close(fd) != 0 && ok) {
        ok = false;
        why = errno;
    }
    if (ok && renameat(d->fd, temp, d->fd, name) != 0) {
        ok = false;
        why = errno;
    }
    if (!ok) {
        unlinkat(d->fd, temp, 0);
        return fail(err, d->path, name, strerror(why));
    }
    d->written++;
    return true;
}

bool outdir_put(outdir *d, const char *name, const text_buf *b, text_buf *err)
{
    return outdir_write(d, name, b->s != NULL ? b->s : "", b->len, err);
}

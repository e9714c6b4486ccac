/* Text files on disk, replaced whole, through no symbolic link.  Not believed:
 * whoever reads one checks what it says. */
#include "disk.h"

#include "../../numerics/base/memory.h"
#include "temporary.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum {
    MAX_FILE = 256 << 20,
    MAX_NAME = 220
};

bool disk_name_ok(const char *name)
{
    size_t n = strlen(name);
    if (n == 0 || n > MAX_NAME || name[0] == '.')
        return false;
    for (size_t i = 0; i < n; i++) {
        char c = name[i]; /* not isalnum: locales */
        if (!((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
              (c >= '0' && c <= '9') || c == '.' || c == '_' || c == '-'))
            return false;
    }
    return true;
}

static int open_dir(const char *dir)
{
    return open(dir, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
}

/* dir and the folders above it. */
static bool make_dirs(const char *dir)
{
    char *path = xstrdup(dir);
    bool ok = true;
    for (char *p = path + 1; ok && path[0] != '\0'; p++) {
        char end = *p;
        if (end != '/' && end != '\0')
            continue;
        *p = '\0';
        ok = mkdir(path, 0777) == 0 || errno == EEXIST;
        *p = end;
        if (end == '\0')
            break;
    }
    free(path);
    return ok;
}

static char *read_all(int fd, size_t size)
{
    char *text = xmalloc(size + 1);
    size_t n = 0;
    while (n < size) {
        ssize_t k = read(fd, text + n, size - n);
        if (k < 0 && errno == EINTR)
            continue;
        if (k <= 0)
            break;
        n += (size_t)k;
    }
    text[n] = '\0';
    if (n == size && strlen(text) == n)
        return text;
    free(text);
    return NULL;
}

char *disk_read(const char *dir, const char *name)
{
    if (!disk_name_ok(name))
        return NULL;
    int d = open_dir(dir);
    if (d < 0)
        return NULL;
    char *text = NULL;
    int fd = openat(d, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
    struct stat st;
    if (fd >= 0 && fstat(fd, &st) == 0 && S_ISREG(st.st_mode) &&
        st.st_size >= 0 && st.st_size <= MAX_FILE)
        text = read_all(fd, (size_t)st.st_size);
    if (fd >= 0)
        close(fd);
    close(d);
    return text;
}

static bool write_all(int fd, const char *text, size_t size, bool durable)
{
    while (size > 0) {
        ssize_t k = write(fd, text, size);
        if (k < 0 && errno == EINTR)
            continue;
        if (k <= 0)
            return false;
        text += k;
        size -= (size_t)k;
    }
    return !durable || fsync(fd) == 0;
}

/* What is there already is a file, or nothing, or a link, which goes without
 * being followed: a device or a pipe is not replaced. */
static bool is_replaceable(int d, const char *name)
{
    struct stat st;
    if (fstatat(d, name, &st, AT_SYMLINK_NOFOLLOW) != 0 ||
        S_ISREG(st.st_mode) || S_ISLNK(st.st_mode))
        return true;
    errno = S_ISDIR(st.st_mode) ? EISDIR : EEXIST;
    return false;
}

bool disk_write(const char *dir, const char *name, const char *text,
                bool durable)
{
    if (!disk_name_ok(name)) {
        errno = EINVAL;
        return false;
    }
    int d = make_dirs(dir) ? open_dir(dir) : -1;
    if (d < 0)
        return false;
    if (!is_replaceable(d, name)) {
        int why = errno;
        close(d);
        errno = why;
        return false;
    }
    char temporary[TEMPORARY_NAME];
    int fd = temporary_file(d, temporary);
    bool ok = fd >= 0 && write_all(fd, text, strlen(text), durable);
    int saved = errno;
    if (ok && renameat(d, temporary, d, name) != 0) {
        saved = errno;
        ok = false;
    }
    if (ok && durable)
        (void)fsync(d); /* the rename itself; not every file system can */
    if (!ok && fd >= 0)
        unlinkat(d, temporary, 0);
    if (fd >= 0)
        close(fd); /* locked until here: see temporary.h */
    close(d);
    errno = saved;
    return ok;
}

/* Certificate files on disk: no symbolic link is followed, a file is replaced
 * whole or not at all. */
#include "certfile.h"

#include "../numerics/memory.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { MAX_FILE = 256 << 20 };

static char *file_name(const char *id, const char *before, const char *after)
{
    text_buf b = {0};
    text_printf(&b, "%s%s%s", before, id, after);
    return text_take(&b);
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

char *certfile_read(const char *dir, const char *id)
{
    if (!certfile_id_ok(id))
        return NULL;
    int d = open_dir(dir);
    if (d < 0)
        return NULL;
    char *name = file_name(id, "", ".cert"), *text = NULL;
    int fd = openat(d, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
    struct stat st;
    if (fd >= 0 && fstat(fd, &st) == 0 && S_ISREG(st.st_mode) &&
        st.st_size >= 0 && st.st_size <= MAX_FILE)
        text = read_all(fd, (size_t)st.st_size);
    if (fd >= 0)
        close(fd);
    close(d);
    free(name);
    return text;
}

static bool write_all(int fd, const char *text, size_t size)
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
    return fsync(fd) == 0;
}

/* A name that no other process uses; a leftover of it is removed. */
static int open_temporary(int d, const char *id, char **name)
{
    text_buf b = {0};
    text_printf(&b, ".%s.%ld.tmp", id, (long)getpid());
    *name = text_take(&b);
    unlinkat(d, *name, 0);
    return openat(d, *name,
                  O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0666);
}

bool certfile_write(const char *dir, const char *id, const char *text)
{
    if (!certfile_id_ok(id)) {
        errno = EINVAL;
        return false;
    }
    int d = make_dirs(dir) ? open_dir(dir) : -1;
    if (d < 0)
        return false;
    char *name = file_name(id, "", ".cert"), *temporary;
    int fd = open_temporary(d, id, &temporary);
    bool ok = fd >= 0 && write_all(fd, text, strlen(text));
    int saved = errno;
    if (fd >= 0 && close(fd) != 0 && ok) {
        saved = errno;
        ok = false;
    }
    if (ok && renameat(d, temporary, d, name) != 0) {
        saved = errno;
        ok = false;
    }
    if (ok)
        (void)fsync(d); /* the rename itself; not every file system can */
    else if (fd >= 0)
        unlinkat(d, temporary, 0);
    close(d);
    free(name);
    free(temporary);
    errno = saved;
    return ok;
}

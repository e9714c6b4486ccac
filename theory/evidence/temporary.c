/* Names that hold what is not yet whole, and their locks. */
#include "temporary.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#define PREFIX ".assay-tmp-"

enum {
    TRIES = 1000
};

/* The name still stands for what fd has open. */
static bool is_named(int dir, const char *name, int fd)
{
    struct stat a, b;
    return fstat(fd, &a) == 0 &&
           fstatat(dir, name, &b, AT_SYMLINK_NOFOLLOW) == 0 &&
           a.st_dev == b.st_dev && a.st_ino == b.st_ino;
}

/* Between making and locking, another run may take a new file for an old one
 * and remove it: then once more.  Where a file system has no locks, none of
 * its names is ever taken for an old one. */
static int make(int dir, char name[TEMPORARY_NAME],
                int (*create)(int dir, const char *name))
{
    for (int k = 0; k < TRIES; k++) {
        snprintf(name, TEMPORARY_NAME, PREFIX "%ld-%d", (long)getpid(), k);
        int fd = create(dir, name);
        if (fd < 0 && errno != EEXIST && errno != ENOENT)
            return -1;
        if (fd < 0)
            continue;
        while (flock(fd, LOCK_EX) != 0 && errno == EINTR)
            ;
        if (is_named(dir, name, fd))
            return fd;
        close(fd);
    }
    errno = EEXIST;
    return -1;
}

static int create_file(int dir, const char *name)
{
    return openat(dir, name,
                  O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0666);
}

static int open_folder(int dir, const char *name)
{
    return openat(dir, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
}

static int create_folder(int dir, const char *name)
{
    return mkdirat(dir, name, 0700) == 0 ? open_folder(dir, name) : -1;
}

int temporary_file(int dir, char name[TEMPORARY_NAME])
{
    return make(dir, name, create_file);
}

int temporary_folder(int dir, char name[TEMPORARY_NAME])
{
    return make(dir, name, create_folder);
}

/* A stream over the folder that leaves dir's own position alone. */
static DIR *stream_of(int dir)
{
    int copy = open_folder(dir, ".");
    DIR *d = copy >= 0 ? fdopendir(copy) : NULL;
    if (d == NULL && copy >= 0)
        close(copy);
    return d;
}

static void remove_one(int dir, const char *name)
{
    int fd = openat(dir, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
    struct stat st;
    if (fd < 0)
        return;
    if (flock(fd, LOCK_EX | LOCK_NB) == 0 && is_named(dir, name, fd) &&
        fstat(fd, &st) == 0) {
        if (S_ISDIR(st.st_mode)) {
            DIR *d = stream_of(fd);
            for (struct dirent *e; d != NULL && (e = readdir(d)) != NULL;)
                unlinkat(fd, e->d_name, 0); /* not `.` and `..` */
            if (d != NULL)
                closedir(d);
            unlinkat(dir, name, AT_REMOVEDIR);
        } else if (S_ISREG(st.st_mode)) {
            unlinkat(dir, name, 0);
        }
    }
    close(fd);
}

void temporary_sweep(int dir)
{
    DIR *d = stream_of(dir);
    if (d == NULL)
        return;
    for (struct dirent *e; (e = readdir(d)) != NULL;)
        if (strncmp(e->d_name, PREFIX, strlen(PREFIX)) == 0)
            remove_one(dir, e->d_name);
    closedir(d);
}

/* Certificate files on disk, by an item's id.  Not believed: the text is parsed
 * as coming from a stranger. */
#include "certfile.h"

#include "../../numerics/base/memory.h"
#include "disk.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static char *file_name(const char *id)
{
    text_buf b = {0};
    text_printf(&b, "%s.cert", id);
    return text_take(&b);
}

char *certfile_read(const char *dir, const char *id)
{
    if (!certfile_id_ok(id))
        return NULL;
    char *name = file_name(id), *text = disk_read(dir, name);
    free(name);
    return text;
}

bool certfile_write(const char *dir, const char *id, const char *text)
{
    if (!certfile_id_ok(id)) {
        errno = EINVAL;
        return false;
    }
    char *name = file_name(id);
    bool ok = disk_write(dir, name, text, true);
    int saved = errno;
    free(name);
    errno = saved;
    return ok;
}

char *certfile_share_id(const char *id, size_t number, size_t of)
{
    text_buf b = {0};
    text_printf(&b, "%s.shard-%zu-of-%zu", id, number, of);
    return text_take(&b);
}

/* The N of "ID.shard-I-of-N.cert", or 0. */
static size_t of_how_many(const char *name, const char *id)
{
    size_t n = strlen(id), of = 0;
    int end = 0;
    if (strncmp(name, id, n) != 0 ||
        sscanf(name + n, ".shard-%*7[0-9]-of-%7zu.cert%n", &of, &end) != 1)
        return 0;
    return end > 0 && name[n + (size_t)end] == '\0' ? of : 0;
}

size_t certfile_shares(const char *dir, const char *id)
{
    DIR *d = opendir(dir);
    size_t least = 0;
    for (struct dirent *e; d != NULL && (e = readdir(d)) != NULL;) {
        size_t of = of_how_many(e->d_name, id);
        if (of > 0 && (least == 0 || of < least))
            least = of;
    }
    if (d != NULL)
        closedir(d);
    return least;
}

void certfile_remove(const char *dir, const char *id)
{
    text_buf b = {0};
    text_printf(&b, "%s/%s.cert", dir, id);
    if (certfile_id_ok(id))
        unlink(b.s);
    text_clear(&b);
}

/* Certificate files on disk, by an item's id.  Not believed: the text is parsed
 * as coming from a stranger. */
#include "certfile.h"

#include "../../numerics/base/memory.h"
#include "disk.h"

#include <errno.h>
#include <stdlib.h>

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

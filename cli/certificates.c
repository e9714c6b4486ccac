/* Which certificates a run found as they should be, and which it had to make:
 * told by the files, which the audit replaces only by other bytes.  Nothing
 * rests on it: each is judged in the run, wherever it is from. */
#include "certificates.h"

#include "../numerics/base/memory.h"
#include "../theory/evidence/certfile.h"

#include <stdlib.h>

static bool look(const certificates *c, const char *id, struct stat *st)
{
    text_buf b = {0};
    text_printf(&b, "%s/%s.cert", c->dir, id);
    bool there = lstat(b.s, st) == 0 && S_ISREG(st->st_mode);
    text_clear(&b);
    return there;
}

void certificates_before(certificates *c, const item *it)
{
    c->there =
        c->dir != NULL && certfile_id_ok(it->id) && look(c, it->id, &c->stood);
}

/* A file is replaced by renaming a new one: another inode. */
static bool is_as_before(const certificates *c, const char *id)
{
    struct stat now;
    return c->there && look(c, id, &now) && now.st_dev == c->stood.st_dev &&
           now.st_ino == c->stood.st_ino;
}

void certificates_after(certificates *c, const result *r)
{
    if (c->dir != NULL && r->lacking != NULL)
        text_printf(&c->lacking, "\nmissing or not good of %s: %s",
                    r->it->id, r->lacking);
    if (c->dir == NULL || r->cert_file == NULL)
        return;
    if (r->merged > 0 && r->lacking == NULL) {
        c->merged++;
        return;
    }
    if (is_as_before(c, r->it->id)) {
        c->held++;
        return;
    }
    c->made = xrealloc(c->made, (c->nmade + 1) * sizeof *c->made);
    c->made[c->nmade++] = r->it->id;
}

void certificates_part(certificates *c, const result *r)
{
    c->parts_held += r->part_held;
    c->parts_made += r->part_made;
}

static void put_count(text_buf *b, size_t n, const char *what)
{
    if (n > 0)
        text_printf(b, ", %zu %s", n, what);
}

void certificates_say(text_buf *b, const certificates *c, bool named)
{
    text_printf(b, "certificates in %s: %zu held", c->dir, c->held);
    put_count(b, c->merged, "merged");
    put_count(b, c->nmade, "made");
    for (size_t i = 0; i < c->nmade && named && c->held + c->merged > 0; i++)
        text_printf(b, "%s%s", i > 0 ? ", " : " because missing or not good: ",
                    c->made[i]);
    put_count(b, c->parts_held, "of parts held");
    put_count(b, c->parts_made, "of parts made");
    if (c->lacking.len > 0)
        text_put(b, c->lacking.s);
}

void certificates_clear(certificates *c)
{
    free(c->made);
    text_clear(&c->lacking);
    *c = (certificates){0};
}

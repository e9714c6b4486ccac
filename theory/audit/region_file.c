/* A map's certificate as a file: certfile.h's header, then a line a tile with its
 * trees.  Believed: it is for the statement whose hash it has. */
#include "region.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

enum {
    HEADER_LINES = 4
};

/* The tiles of a certificate; NULL when it is for something else. */
const char *region_file_tiles(const audit *a, const instances *f,
                              const char *text, int *line)
{
    proof pf;
    certfile_subject of = {.id = a->it->id, .hash = f->hash};
    proof_init(&pf, f->v[0].p.ngoals);
    bool ok = certfile_parse(&pf, text, &of, NULL) && of.prec == a->prec &&
              pf.nnumbers == 0;
    proof_clear(&pf);
    for (*line = 1; ok && *line <= HEADER_LINES; (*line)++)
        text = strchr(text, '\n') + 1;
    return ok && strncmp(text, "map\n", 4) == 0 ? text + 4 : NULL;
}

bool region_file_keep(const region *t, const char *id)
{
    audit *a = t->a;
    if (a->opt->cert_dir == NULL || !certfile_id_ok(id))
        return false;
    proof pf;
    certfile_subject of = {
        .id = a->it->id, .hash = t->f->hash, .prec = a->prec};
    proof_init(&pf, 0);
    char *head = certfile_text(&pf, &of);
    text_buf b = {0};
    text_put_n(&b, head, strlen(head) - strlen("end\n"));
    text_printf(&b, "map\n%send\n", t->text.s != NULL ? t->text.s : "");
    char *old = certfile_read(a->opt->cert_dir, id);
    bool ok = (old != NULL && strcmp(old, b.s) == 0) ||
              certfile_write(a->opt->cert_dir, id, b.s);
    if (!ok)
        audit_error(a, "cannot write %s/%s.cert: %s", a->opt->cert_dir, id,
                    strerror(errno));
    free(old);
    free(head);
    text_clear(&b);
    if (ok && id == a->it->id) {
        text_buf name = {0};
        text_printf(&name, "%s.cert", id);
        audit_set(&a->r->cert_file, text_take(&name));
    }
    return ok;
}

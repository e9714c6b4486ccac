/* Results kept on disk: their keys and files.  Believed is a file whose key and
 * sum are right: as much as the run that wrote it, and the disk. */
#include "audit_internal.h"
#include "kept.h"
#include "reach.h"

#include "../../numerics/base/memory.h"
#include "../../numerics/base/text.h"
#include "../evidence/certfile.h"
#include "../evidence/disk.h"
#include "version.h"

#include <flint/flint.h>
#include <mpfi.h>
#include <sha2.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { HEX = SHA256_DIGEST_STRING_LENGTH };

struct kept {
    const program *p;
    const audit_options *opt;
    char base[HEX];     /* what all items have in common */
    reach_sum *text;    /* by item: its text and all that it can reach */
};

/* ---- keys --------------------------------------------------------------- */

/* Each piece with its length, so that no two lists look alike. */
static void piece(SHA2_CTX *h, const char *s, size_t n)
{
    char length[32];
    SHA256Update(h, (const uint8_t *)length,
                 (size_t)snprintf(length, sizeof length, "%zu ", n));
    SHA256Update(h, (const uint8_t *)s, n);
}

static void word(SHA2_CTX *h, const char *s)
{
    piece(h, s, strlen(s));
}

static void set_base(kept *c)
{
    const audit_options *o = c->opt;
    SHA2_CTX h;
    text_buf b = {0};
    SHA256Init(&h);
    word(&h, "assay-result 2");
    word(&h, ASSAY_SOURCE_HASH);
    word(&h, ASSAY_COMPILER);
    word(&h, gmp_version);
    word(&h, mpfr_get_version());
    word(&h, mpfi_get_version());
    word(&h, flint_version);
    text_printf(&b, "%zu %zu %ld %ld %ld %d", o->search.max_boxes,
                o->search.max_memory, o->search.prec, o->eval_prec,
                o->max_prec, o->cert_dir != NULL);
    word(&h, b.s);
    SHA256End(&h, c->base);
    text_clear(&b);
}

/* The certificate's bytes as they are now. */
static void set_key(const kept *c, const item *it, char key[HEX])
{
    SHA2_CTX h;
    char *cert = c->opt->cert_dir != NULL
                     ? certfile_read(c->opt->cert_dir, it->id)
                     : NULL;
    SHA256Init(&h);
    word(&h, c->base);
    word(&h, c->text[it->index]);
    word(&h, cert != NULL ? "certificate" : "none");
    word(&h, cert != NULL ? cert : "");
    SHA256End(&h, key);
    free(cert);
}

/* ---- files -------------------------------------------------------------- */

kept *kept_open(const program *p, const audit_options *opt)
{
    if (opt->cache_dir == NULL || opt->search.max_seconds > 0 ||
        opt->resume != NULL || opt->keep_partial)
        return NULL;
    kept *c = xcalloc(1, sizeof *c);
    c->p = p;
    c->opt = opt;
    set_base(c);
    c->text = reach_sums(p);
    return c;
}

void kept_close(kept *c)
{
    if (c == NULL)
        return;
    free(c->text);
    free(c);
}

/* Runs with and without certificates keep apart. */
static char *file_name(const kept *c, const item *it)
{
    text_buf b = {0};
    text_printf(&b, "%s.%s", it->id,
                c->opt->cert_dir != NULL ? "result" : "verdict");
    return text_take(&b);
}

static void put_header(text_buf *b, const char key[HEX], const char *content)
{
    char sum[HEX];
    SHA256Data((const uint8_t *)content, strlen(content), sum);
    text_printf(b, "assay-result 2\nkey %s\ncontent %s\n", key, sum);
}

static bool worth_keeping(const item *it)
{
    return audit_kind_of(it)->decide != NULL && it->text != NULL &&
           certfile_id_ok(it->id);
}

bool kept_load(kept *c, result *r)
{
    const item *it = r->it;
    if (c == NULL || c->opt->fresh || !worth_keeping(it))
        return false;
    char *name = file_name(c, it), *file = disk_read(c->opt->cache_dir, name);
    bool ok = false;
    free(name);
    if (file != NULL) {
        char key[HEX];
        text_buf head = {0};
        const char *content = file;
        for (int line = 0; line < 3; line++)
            content += strcspn(content, "\n") + (strchr(content, '\n') != 0);
        set_key(c, it, key);
        put_header(&head, key, content);
        ok = (size_t)(content - file) == head.len &&
             memcmp(file, head.s, head.len) == 0 && kept_decode(r, content);
        text_clear(&head);
        if (ok && !audit_kind_makes(it, r->found.kind)) {
            result_clear(r);
            r->it = it;
            ok = false;
        }
    }
    free(file);
    return ok;
}

void kept_save(kept *c, const result *r)
{
    if (c == NULL || !worth_keeping(r->it))
        return;
    char key[HEX];
    char *name = file_name(c, r->it), *content = kept_encode(r);
    text_buf b = {0};
    set_key(c, r->it, key);
    put_header(&b, key, content);
    text_put(&b, content);
    bool ignored = disk_write(c->opt->cache_dir, name, b.s, false);
    (void)ignored;
    text_clear(&b);
    free(content);
    free(name);
}

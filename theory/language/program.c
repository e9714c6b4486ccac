/* What a program holds: texts, items, names; its errors. */
#include "program.h"

#include <stdlib.h>
#include <string.h>

program *program_new(void)
{
    program *p = xmalloc(sizeof *p);
    *p = (program){0};
    return p;
}

void program_free(program *p)
{
    if (!p)
        return;
    for (size_t i = 0; i < p->nnumbers; i++)
        mpq_clear(p->number[i]->q);
    arena_clear(&p->mem);
    free(p->by_name.slot);
    free(p->by_look.slot);
    free(p);
}

size_t program_count(const program *p)
{
    return p->nitems;
}

const item *program_item(const program *p, size_t i)
{
    return i < p->nitems ? p->item[i] : NULL;
}

const item *program_find(const program *p, const char *id)
{
    const definition *d = program_lookup(p, id);
    return d && d->index >= 0 ? p->item[d->index] : NULL;
}

const char *program_file(program *p, const char *file)
{
    for (size_t i = p->nfiles; i-- > 0;)
        if (!strcmp(p->file[i], file))
            return p->file[i];
    p->file = arena_push(&p->mem, p->file, p->nfiles, sizeof *p->file);
    return p->file[p->nfiles++] = arena_strndup(&p->mem, file, strlen(file));
}

/* FNV-1a.  A hostile document may force collisions; it is limited to 16 MiB,
 * hence to some hundred thousand definitions. */
static size_t hash(const char *s)
{
    uint64_t h = 14695981039346656037u;
    for (; *s; s++)
        h = (h ^ (unsigned char)*s) * 1099511628211u;
    return (size_t)(h ^ h >> 29);
}

static const char *key_of(const definition *d, bool look)
{
    return look ? d->look : d->name;
}

static uint32_t *find_slot(const program *p, const char *key, bool look)
{
    const name_table *t = look ? &p->by_look : &p->by_name;
    size_t i = hash(key) & (t->size - 1);
    while (t->slot[i] && strcmp(key_of(&p->def[t->slot[i] - 1], look), key))
        i = (i + 1) & (t->size - 1);
    return &t->slot[i];
}

static const definition *find(const program *p, const char *key, bool look)
{
    const name_table *t = look ? &p->by_look : &p->by_name;
    uint32_t k = t->size ? *find_slot(p, key, look) : 0;
    return k ? &p->def[k - 1] : NULL;
}

const definition *program_lookup(const program *p, const char *name)
{
    return find(p, name, false);
}

const definition *program_lookalike(const program *p, const char *look)
{
    return find(p, look, true);
}

/* Enters definition k; the first of equal keys stands. */
static void enter(program *p, size_t k, bool look)
{
    name_table *t = look ? &p->by_look : &p->by_name;
    if (2 * (p->ndefs + 1) > t->size) {
        t->size = t->size ? 2 * t->size : 64;
        free(t->slot);
        t->slot = xcalloc(t->size, sizeof *t->slot);
        for (size_t i = 0; i < k; i++)
            if (key_of(&p->def[i], look))
                enter(p, i, look);
    }
    uint32_t *slot = find_slot(p, key_of(&p->def[k], look), look);
    if (!*slot)
        *slot = (uint32_t)k + 1;
}

void program_define(program *p, const char *name, lang_pos pos, long index)
{
    if (program_lookup(p, name))
        return;
    p->def = arena_push(&p->mem, p->def, p->ndefs, sizeof *p->def);
    definition *d = &p->def[p->ndefs];
    *d = (definition){name, NULL, pos, index};
    if (index >= 0 && p->item[index]->kind == ITEM_LET) {
        char *look = tex_name_look(name);
        d->look = arena_strndup(&p->mem, look, strlen(look));
        free(look);
    }
    enter(p, p->ndefs, false);
    if (d->look)
        enter(p, p->ndefs, true);
    p->ndefs++;
}

static const source *find_source(const program *p, lang_pos pos)
{
    const source *best = NULL;
    for (size_t i = 0; i < p->nsources; i++) {
        const source *s = &p->source[i];
        if (s->file == pos.file && s->first_line <= pos.line &&
            (!best || s->first_line >= best->first_line))
            best = s;
    }
    return best;
}

/* Cuts a long line to a window around column col, at character borders. */
static char *cut_line(const char *line, size_t n, int col)
{
    enum {
        WINDOW = 160
    };
    size_t from = 0, to = n;
    if (n > WINDOW) {
        size_t c = (size_t)(col - 1) < n ? (size_t)(col - 1) : n;
        from = c > WINDOW / 2 ? c - WINDOW / 2 : 0;
        to = from + WINDOW < n ? from + WINDOW : n;
        while (from < to && ((unsigned char)line[from] & 0xc0) == 0x80)
            from++;
        while (to > from && to < n && ((unsigned char)line[to] & 0xc0) == 0x80)
            to--;
    }
    while (to > from && (line[to - 1] == '\r' || line[to - 1] == ' '))
        to--;
    text_buf b = {0};
    text_put(&b, from ? "..." : "");
    text_put_n(&b, line + from, to - from);
    text_put(&b, to < n && n > WINDOW ? "..." : "");
    return text_take(&b);
}

char *program_excerpt(const program *p, lang_pos pos)
{
    const source *s = pos.file ? find_source(p, pos) : NULL;
    if (!s)
        return NULL;
    const char *at = s->text, *end = s->text + s->n;
    for (int line = s->first_line; line < pos.line; line++) {
        const char *nl = memchr(at, '\n', (size_t)(end - at));
        if (!nl)
            return NULL;
        at = nl + 1;
    }
    const char *nl = memchr(at, '\n', (size_t)(end - at));
    return cut_line(at, (size_t)((nl ? nl : end) - at), pos.col);
}

void program_error(const program *p, lang_errors *errs, lang_pos pos,
                   const char *fmt, ...)
{
    if (lang_errors_full(errs))
        return;
    va_list ap;
    va_start(ap, fmt);
    char *message = lang_format(fmt, ap);
    va_end(ap);
    char *excerpt = program_excerpt(p, pos);
    lang_errors_add(errs, pos, excerpt, "%s", message);
    free(message);
    free(excerpt);
}

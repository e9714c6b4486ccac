/* A paper: the documents of one directory. */
#include "document.h"

#include "../../numerics/base/memory.h"
#include "../../numerics/base/text.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

static int by_bytes(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

static bool is_document(const char *name)
{
    size_t n = strlen(name);
    return n > 3 && name[0] != '.' && !strcmp(name + n - 3, ".md") &&
           strcmp(name, "README.md");
}

/* The paths of a directory's documents, sorted; NULL when unreadable. */
static char **list_documents(const char *dir, size_t *n)
{
    DIR *d = opendir(dir);
    if (!d)
        return NULL;
    char **path = xmalloc(sizeof *path);
    size_t cap = 1, len = strlen(dir);
    const char *slash = len && dir[len - 1] == '/' ? "" : "/";
    struct dirent *entry;
    *n = 0;
    while ((entry = readdir(d))) {
        if (!is_document(entry->d_name))
            continue;
        if (*n == cap) {
            cap *= 2;
            path = xrealloc(path, cap * sizeof *path);
        }
        text_buf b = {0};
        text_printf(&b, "%s%s%s", dir, slash, entry->d_name);
        path[(*n)++] = text_take(&b);
    }
    closedir(d);
    qsort(path, *n, sizeof *path, by_bytes);
    return path;
}

static bool is_directory(const char *path)
{
    struct stat st;
    return !stat(path, &st) && S_ISDIR(st.st_mode);
}

document **document_read_paper(program *prog, const char *path, size_t *n,
                               lang_errors *errs)
{
    char *single = xstrdup(path), **paths = &single;
    size_t count = 1;
    lang_pos at = {program_file(prog, path), 0, 0};
    bool dir = is_directory(path);
    if (dir && !(paths = list_documents(path, &count)))
        lang_errors_add(errs, at, NULL, "%s", strerror(errno));
    else if (dir && !count)
        lang_errors_add(errs, at, NULL, "there is no document (*.md) here");
    bool ok = paths && count;
    document **docs = xcalloc(count + 1, sizeof *docs);
    *n = 0;
    /* Go on after a bad document, for the errors of the others. */
    for (size_t i = 0; paths && i < count; i++) {
        document *d = dir ? document_read_inside(prog, paths[i], errs)
                          : document_read(prog, paths[i], 0, errs);
        ok &= d != NULL;
        if (d)
            docs[(*n)++] = d;
        if (dir)
            free(paths[i]);
    }
    if (dir)
        free(paths);
    free(single);
    if (ok)
        return docs;
    for (size_t i = 0; i < *n; i++)
        document_free(docs[i]);
    free(docs);
    *n = 0;
    return NULL;
}

/* tests/house/house.h: the source tree as the tests of the house see it.
 *
 * They run from the top of the tree, or find it in ASSAY_SOURCE.
 */
#ifndef ASSAY_TEST_HOUSE_H
#define ASSAY_TEST_HOUSE_H

#include <stdbool.h>
#include <stddef.h>

enum {
    HOUSE_FILES = 4000,
    HOUSE_PATH = 512
};

/* All files of the tree, without .git, build folders and the program; paths
 * are relative to the top, in byte order. */
extern char house_file[HOUSE_FILES][HOUSE_PATH];
extern size_t house_count;

/* A group's set-up: goes to the top and lists the files. */
int house_find(void **state);

/* The whole file with a NUL after it; the caller frees.  len may be NULL. */
char *house_slurp(const char *path, size_t *len);
/* The same without comments. */
char *house_code(const char *path);
/* Lines that hold more than blanks and comments. */
size_t house_code_lines(const char *path);

bool house_starts(const char *s, const char *start);
bool house_ends(const char *s, const char *end);
/* C files and headers; with `program`, those the program is made of only. */
bool house_is_c(const char *path, bool program);
/* The folder of a path, "" at the top; out holds HOUSE_PATH bytes. */
void house_folder(const char *path, char *out);
/* The path, from the top, of what stands as `name` in the file `path`
 * ("../x/y.h"); false when it leads above the top. */
bool house_resolve(const char *path, const char *name, char *out);
bool house_listed(const char *name, const char *const *list);

#endif

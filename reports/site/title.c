/* The paper's name as people say it: the title of its inventory. */
#include "parts.h"

#include "../../numerics/base/memory.h"
#include "../references.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* "Li and Yan (2024)" of "# The statements of Li and Yan (2024)"; the
 * folder's name where the inventory has no title, or there is none. */
char *title_of(const report *r)
{
    static const char of[] = "The statements of ";
    text_buf path = {0}, err = {0};
    char line[400] = "";
    FILE *f = NULL;
    text_printf(&path, "%s/%s.md", r->refs_dir != NULL ? r->refs_dir : "",
                r->name);
    if (r->refs_dir != NULL && references_open(&f, path.s, &err) && f != NULL) {
        if (fgets(line, sizeof line, f) == NULL)
            line[0] = '\0';
        fclose(f);
    }
    text_clear(&path);
    text_clear(&err);
    line[strcspn(line, "\r\n")] = '\0';
    if (strncmp(line, "# ", 2) != 0 || line[2] == '\0')
        return xstrdup(r->name);
    const char *title = line + 2;
    return xstrdup(strncmp(title, of, sizeof of - 1) == 0
                       ? title + sizeof of - 1
                       : title);
}

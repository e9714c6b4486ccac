/* The TeX of bibliographies as plain text. */
#include "references.h"

#include <ctype.h>
#include <string.h>

/* Combining marks, put after their letter. */
static const struct {
    char accent;
    const char *mark;
} accents[] = {
    {'\'', "\u0301"}, {'`', "\u0300"}, {'^', "\u0302"}, {'"', "\u0308"},
    {'~', "\u0303"},  {'=', "\u0304"}, {'.', "\u0307"}, {'c', "\u0327"},
    {'v', "\u030c"},  {'u', "\u0306"}, {'H', "\u030b"}, {'k', "\u0328"},
    {'r', "\u030a"},
};

static const struct {
    const char *name, *text;
} letters[] = {
    {"ss", "ß"}, {"ae", "æ"}, {"AE", "Æ"}, {"oe", "œ"}, {"OE", "Œ"},
    {"aa", "å"}, {"AA", "Å"}, {"o", "ø"},  {"O", "Ø"},  {"l", "ł"},
    {"L", "Ł"},  {"i", "i"},  {"j", "j"},
};

static const char *mark_of(char c)
{
    for (size_t i = 0; i < sizeof accents / sizeof *accents; i++)
        if (accents[i].accent == c)
            return accents[i].mark;
    return NULL;
}

/* After a backslash: returns where to go on. */
static const char *put_command(text_buf *b, const char *s)
{
    size_t n = 0;
    while (isalpha((unsigned char)s[n]))
        n++;
    for (size_t i = 0; n > 0 && i < sizeof letters / sizeof *letters; i++)
        if (strlen(letters[i].name) == n &&
            memcmp(letters[i].name, s, n) == 0) {
            text_put(b, letters[i].text);
            return s + n + (s[n] == ' ');
        }
    const char *mark = n <= 1 ? mark_of(*s) : NULL;
    if (mark != NULL) {
        s += 1 + strspn(s + 1, " {\\");
        if (isalpha((unsigned char)*s)) {
            text_put_n(b, s++, 1);
            text_put(b, mark);
        }
        return s;
    }
    if (n > 0)
        return s + n + (s[n] == ' ');
    if (*s != '\0')
        text_put_n(b, s++, 1);
    return s;
}

void references_plain(text_buf *b, const char *s)
{
    text_put(b, "");
    while (*s != '\0') {
        if (*s == '\\') {
            s = put_command(b, s + 1);
        } else if (strncmp(s, "--", 2) == 0) {
            text_put(b, "–");
            s += s[2] == '-' ? 3 : 2;
        } else {
            if (*s == '~')
                text_put(b, " ");
            else if (strchr("{}$", *s) == NULL)
                text_put_n(b, s, 1);
            s++;
        }
    }
}

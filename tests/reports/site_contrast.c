/* Contrast as WCAG 2 defines it, of the style sheet's named colours. */
#include "site_check.h"

#include <stdarg.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <math.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The colour's luminance, from its first definition in a block. */
static double luminance(const char *block, const char *name)
{
    char key[40];
    double channel[3];
    unsigned rgb[3];
    snprintf(key, sizeof key, "--%s: #", name);
    const char *s = strstr(block, key);
    assert_non_null(s);
    assert_int_equal(sscanf(s + strlen(key), "%2x%2x%2x", &rgb[0], &rgb[1],
                            &rgb[2]), 3);
    for (int i = 0; i < 3; i++) {
        double c = rgb[i] / 255.0;
        channel[i] = c <= 0.04045 ? c / 12.92 : pow((c + 0.055) / 1.055, 2.4);
    }
    return 0.2126 * channel[0] + 0.7152 * channel[1] + 0.0722 * channel[2];
}

static const char *const pair[][2] = {
    {"ink", "paper"},     {"ink", "card"},      {"ink", "shade"},
    {"quiet", "paper"},   {"quiet", "card"},    {"quiet", "shade"},
    {"link", "paper"},    {"link", "card"},     {"proved", "paper"},
    {"proved", "card"},   {"refuted", "paper"}, {"refuted", "card"},
    {"undecided", "paper"}, {"enclosed", "paper"}, {"enclosed", "card"},
    {"assumed", "paper"}, {"proved", "proved-paper"},
    {"refuted", "refuted-paper"}, {"undecided", "undecided-paper"},
    {"enclosed", "enclosed-paper"}, {"assumed", "assumed-paper"},
};

int site_check_contrast(const char *css, size_t *pairs)
{
    static const char *const start[] = {":root {", ":root[data-theme=\"dark\"] {",
                                        ":root:not([data-theme=\"light\"]) {"};
    int wrong = 0;
    *pairs = 0;
    for (size_t t = 0; t < sizeof start / sizeof *start; t++) {
        const char *block = strstr(css, start[t]);
        assert_non_null(block);
        char *own = strndup(block, strcspn(block, "}"));
        assert_non_null(own);
        for (size_t i = 0; i < sizeof pair / sizeof *pair; i++) {
            double a = luminance(own, pair[i][0]),
                   b = luminance(own, pair[i][1]);
            double ratio = (fmax(a, b) + 0.05) / (fmin(a, b) + 0.05);
            ++*pairs;
            if (ratio < 4.5) {
                print_error("%s %s on %s: %.2f\n", start[t], pair[i][0],
                            pair[i][1], ratio);
                wrong++;
            }
        }
        free(own);
    }
    return wrong;
}

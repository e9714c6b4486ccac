/* tests/reports/site_check.h: what every page of a site must be.
 *
 * Pages are read by a scanner of our own, which takes nothing but tags that
 * close one another, attributes in double quotes and known entities: what a
 * browser would have to guess is a complaint.
 */
#ifndef ASSAY_TEST_SITE_CHECK_H
#define ASSAY_TEST_SITE_CHECK_H

#include <stddef.h>

/* Reads every page below the folder and prints what is wrong with it; the
 * number of complaints, and of pages and of links in *pages and *links. */
int site_check_folder(const char *folder, size_t *pages, size_t *links);
/* The contrast of the style sheet's texts on their grounds, light and dark. */
int site_check_contrast(const char *css, size_t *pairs);

#endif

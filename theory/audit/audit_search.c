/* The search, called with an item's limits.  What it finds is believed only
 * after the checker has replayed it. */
#include "audit_internal.h"

static void search_progress(void *ctx, size_t done, size_t open)
{
    audit_progress(ctx, done, done + open);
}

void audit_search_on(audit *a, search_result *r, problem *p, size_t g,
                     size_t max_boxes, const cert_node *resume)
{
    search_limits l = a->limits;
    if (max_boxes != 0)
        l.max_boxes = max_boxes;
    l.progress = a->opt->progress != NULL ? search_progress : NULL;
    l.progress_ctx = a;
    search_result_init(r);
    search_goal(r, p, g, resume, &l);
}

void audit_search(audit *a, search_result *r, problem *p, size_t g,
                  size_t max_boxes)
{
    audit_search_on(a, r, p, g, max_boxes, NULL);
}

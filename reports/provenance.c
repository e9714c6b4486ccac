/* What a report was made from and with. */
#include "provenance.h"

#include "../numerics/enclose/iv.h"
#include "markdown.h"
#include "version.h"
#include "../numerics/base/limits.h"

#include <arb.h>
#include <cmark-gfm.h>
#include <jansson.h>
#include <sha2.h>
#include <string.h>

const char *provenance_version(void)
{
    return ASSAY_VERSION;
}

const char *provenance_source_hash(void)
{
    return ASSAY_SOURCE_HASH;
}

void provenance_libraries(text_buf *b)
{
    text_printf(b, "GMP %s, MPFR %s, MPFI %s, FLINT %s", gmp_version,
                mpfr_get_version(), mpfi_get_version(), flint_version);
#if __FLINT_RELEASE < 30000 /* Arb is part of FLINT 3 */
    text_printf(b, ", Arb %s", arb_version);
#endif
    text_printf(b, ", cmark-gfm %s, jansson %s", cmark_version_string(),
                JANSSON_VERSION);
}

static void put_documents(text_buf *b, const report *r)
{
    text_put(b, "\n| document | SHA-256 |\n|---|---|\n");
    for (size_t d = 0; d < r->ndocs; d++) {
        char hex[SHA256_DIGEST_STRING_LENGTH];
        const char *s = r->doc[d]->source;
        SHA256Data((const uint8_t *)s, strlen(s), hex);
        text_put(b, "| [");
        markdown_text(b, r->doc[d]->stem);
        text_put(b, ".md](");
        markdown_target(b, r->doc[d]->stem);
        text_printf(b, ".md) | `%s` |\n", hex);
    }
    text_put(b, "\n");
}

/* A limit that nobody set is named as the default it stands for. */
static void put_budget(text_buf *b, const audit_options *o)
{
    text_put(b, "- Budget a goal: ");
    if (o->search.max_boxes > 0)
        markdown_count(b, o->search.max_boxes);
    else
        text_put(b, "1,000,000");
    text_put(b, " boxes");
    if (o->search.max_seconds > 0)
        text_printf(b, ", %g s (verdicts then depend on the machine's speed)",
                    o->search.max_seconds);
    else
        text_put(b, ", no limit of time");
    text_printf(b, ", unless an item says otherwise.\n"
                "- Precision: leaves %ld bits; values from %ld up to %ld "
                "bits.\n",
                o->search.prec > 0 ? o->search.prec : 128,
                o->eval_prec > 0 ? o->eval_prec : 64,
                o->max_prec > 0 ? o->max_prec : LIMIT_VALUE_PREC);
}

void provenance_put(text_buf *b, const report *r)
{
    text_printf(b, "## Provenance\n\n- assay %s, source `%s`, with GMP, "
                "MPFR, MPFI, FLINT (Arb), cmark-gfm and jansson; "
                "`assay --version` names their versions.\n",
                ASSAY_VERSION, ASSAY_SOURCE_HASH);
    put_budget(b, r->opt);
    put_documents(b, r);
}

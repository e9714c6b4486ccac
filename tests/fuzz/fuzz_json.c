/* libFuzzer target: the JSON of the command line.  Nothing reads JSON; what is
 * fuzzed is the writing: any claim that is read must give an object that
 * another library reads back. */
#include "fuzz.h"

#include "../../reports/reports.h"

#include <jansson.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    lang_errors errs = {0};
    program *prog = program_new();
    char *text = fuzz_string(data, size);
    if (program_parse(prog, "fuzz", 1, text, size, &errs))
        for (size_t i = 0; i < program_count(prog); i++) {
            const item *it = program_item(prog, i);
            text_buf b = {0};
            json_error_t e;
            result r;
            if (it->kind == ITEM_LET)
                continue;
            result_init(&r);
            r.it = it;
            report_json_result(&b, &r);
            json_t *o = json_loads(b.s, JSON_REJECT_DUPLICATES, &e);
            fuzz_require(o != NULL, "JSON that cannot be read");
            json_decref(o);
            text_clear(&b);
            result_clear(&r);
        }
    free(text);
    program_free(prog);
    lang_errors_clear(&errs);
    return 0;
}

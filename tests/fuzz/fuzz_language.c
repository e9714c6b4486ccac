/* libFuzzer target: items, claims and expressions as text, parsed, typeset
 * and elaborated.  The first byte chooses the entry. */
#include "fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size == 0)
        return 0;
    lang_errors errs = {0};
    program *prog = program_new();
    char *text = fuzz_string(data + 1, size - 1);
    bool ok = data[0] == 'c' ? program_parse_claim(prog, text, &errs)
              : data[0] == 'e'
                  ? program_parse_expr(prog, text, &errs)
                  : program_parse(prog, "fuzz", 1, text, size - 1, &errs);
    if (ok)
        fuzz_program(prog, &errs);
    if (ok && data[0] == 'e') {
        elab *e = elab_new(prog, &FUZZ_LIMITS);
        elab_closed(e, program_item(prog, program_count(prog) - 1)->body,
                    &errs);
        elab_free(e);
    }
    fuzz_require(ok || errs.n > 0, "a failure without an error");
    free(text);
    program_free(prog);
    lang_errors_clear(&errs);
    return 0;
}

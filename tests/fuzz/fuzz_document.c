/* libFuzzer target: the reader of documents. */
#include "fuzz.h"

#include <unistd.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static char path[64];
    if (path[0] == '\0')
        snprintf(path, sizeof path, "%s/assay-fuzz-%ld.md",
                 access("/dev/shm", W_OK) == 0 ? "/dev/shm" : "/tmp",
                 (long)getpid());
    FILE *f = fopen(path, "w");
    if (f == NULL)
        abort();
    fwrite(data, 1, size, f);
    fclose(f);
    lang_errors errs = {0};
    program *prog = program_new();
    document *d = document_read(prog, path, 0, &errs);
    if (d != NULL)
        fuzz_program(prog, &errs);
    document_free(d);
    program_free(prog);
    lang_errors_clear(&errs);
    unlink(path);
    return 0;
}

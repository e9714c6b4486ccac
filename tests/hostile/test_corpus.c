/* What guided fuzzing found worth keeping, replayed: every input of
 * tests/fuzz/corpus, among them one for each branch that an input of up to
 * 1,024 bytes reached. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#define LLVMFuzzerTestOneInput one_certfile
#include "../fuzz/fuzz_certfile.c"
#undef LLVMFuzzerTestOneInput
#define LLVMFuzzerTestOneInput one_certificate
#include "../fuzz/fuzz_certificate.c"
#undef LLVMFuzzerTestOneInput
#define LLVMFuzzerTestOneInput one_document
#include "../fuzz/fuzz_document.c"
#undef LLVMFuzzerTestOneInput
#define LLVMFuzzerTestOneInput one_expression
#include "../fuzz/fuzz_expression.c"
#undef LLVMFuzzerTestOneInput
#define LLVMFuzzerTestOneInput one_json
#include "../fuzz/fuzz_json.c"
#undef LLVMFuzzerTestOneInput
#define LLVMFuzzerTestOneInput one_language
#include "../fuzz/fuzz_language.c"
#undef LLVMFuzzerTestOneInput

#include <dirent.h>

enum {
    LARGEST = 1 << 16
};

static uint8_t data[LARGEST];

/* `one` aborts on whatever it does not like; the last name printed is the
 * input's. */
static void replay_folder(const char *name,
                          int (*one)(const uint8_t *data, size_t size))
{
    const char *source = getenv("ASSAY_SOURCE");
    char folder[4096], path[8192];
    snprintf(folder, sizeof folder, "%s/tests/fuzz/corpus/%s",
             source != NULL ? source : ".", name);
    struct dirent **entry;
    int n = scandir(folder, &entry, NULL, alphasort), inputs = 0;
    if (n < 0)
        fail_msg("no folder %s", folder);
    for (int i = 0; i < n; i++) {
        snprintf(path, sizeof path, "%s/%s", folder, entry[i]->d_name);
        FILE *f = entry[i]->d_name[0] != '.' ? fopen(path, "rb") : NULL;
        if (f != NULL) {
            size_t size = fread(data, 1, sizeof data, f);
            fclose(f);
            print_message("%s\n", path);
            assert_true(size < sizeof data);
            assert_int_equal(one(data, size), 0);
            inputs++;
        }
        free(entry[i]);
    }
    free(entry);
    assert_true(inputs > 1);
}

static void files_of_certificates(void **state)
{
    (void)state;
    replay_folder("certfile", one_certfile);
}

static void certificates(void **state)
{
    (void)state;
    replay_folder("certificate", one_certificate);
}

static void documents(void **state)
{
    (void)state;
    replay_folder("document", one_document);
}

static void expressions(void **state)
{
    (void)state;
    replay_folder("expression", one_expression);
}

static void json(void **state)
{
    (void)state;
    replay_folder("json", one_json);
}

static void language(void **state)
{
    (void)state;
    replay_folder("language", one_language);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(files_of_certificates),
        cmocka_unit_test(certificates),
        cmocka_unit_test(documents),
        cmocka_unit_test(expressions),
        cmocka_unit_test(json),
        cmocka_unit_test(language),
    };
    return cmocka_run_group_tests(tests, NULL, NULL) != 0;
}

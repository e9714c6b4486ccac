/* tests/library/test_installed.c: what `make install` puts in place works from
 * there: a C program linked to the library, the Python module, the man page,
 * the completion; and `make uninstall` takes it all away again.
 *
 * The staged copy is build/stage, which `make check` makes. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "../support/process.h"

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static char build[PATH_MAX], folder[] = "/tmp/assay-installed-XXXXXX";

/* A shell command in a folder of its own; STAGE, SOURCE, BUILD are set, and
 * where the system looks for what is installed. */
static outcome run(const char *command)
{
    static char script[8192];
    char *const argv[] = {"sh", "-c", script, NULL};
    run_options there = {.folder = folder, .limit = 120};
    outcome o;
    char *top = realpath(source_path(), NULL);
    assert_non_null(top);
    int n = snprintf(
        script, sizeof script,
        "BUILD='%s' SOURCE='%s'; STAGE=$BUILD/stage CC=${CC:-cc}\n"
        "PATH=$STAGE/bin:$PATH MANPATH=$STAGE/share/man\n"
        "export PKG_CONFIG_PATH=$STAGE/lib/pkgconfig "
        "LD_LIBRARY_PATH=$STAGE/lib "
        "PYTHONPATH=$STAGE/lib/python3/dist-packages PATH MANPATH\n%s\n",
        build, top, command);
    free(top);
    assert_in_range(n, 1, sizeof script - 1);
    assert_true(run_process(argv, &there, &o));
    return o;
}

static void expect(const char *command, const char *part)
{
    outcome o = run(command);
    if (o.status != 0 || strstr(o.out, part) == NULL)
        fail_msg("%s\nstatus %d, out:\n%.2000s\nerr:\n%.2000s", command,
                 o.status, o.out, o.err);
    outcome_clear(&o);
}

/* Skips the test, by name, when the command does not succeed. */
static void need(const char *command, const char *what)
{
    outcome o = run(command);
    bool there = o.status == 0;
    outcome_clear(&o);
    if (!there) {
        print_message("no %s: not tested\n", what);
        skip();
    }
}

/* A library with a sanitizer in it wants one in the program, too. */
static void need_no_sanitizer(void)
{
    const char *san = getenv("SAN");
    if (san != NULL && *san != '\0') {
        print_message("under sanitizers: not tested\n");
        skip();
    }
}

static void a_program_links(void **state)
{
    (void)state;
    need_no_sanitizer();
    need("command -v pkg-config && command -v $CC", "pkg-config or compiler");
    expect("$CC -std=c11 -Wall -Wextra -Wpedantic -Werror "
           "$SOURCE/examples/prove.c $(pkg-config --cflags --libs assay) "
           "-o prove && ./prove",
           "its certificate holds\nexp(pi*sqrt(163)) lies between "
           "2.6253741264076874399e17 and 2.6253741264076874400e17");
    expect("./prove 'for x in [0, 2]: x^2 <= x'", "refuted: false at x = 2");
    expect("! ./prove 'for x in [0, 2]: x^2 <= y' 2>&1",
           "1:25: unknown name `y`");
    expect("pkg-config --modversion assay", "0.1.0");
    expect("echo '#include <assay.h>' | $CC -x c++ -fsyntax-only "
           "-Wall -Werror -I$STAGE/include - && echo fine",
           "fine");
}

/* What the library shows is what its header declares, with a version. */
static void names_have_a_version(void **state)
{
    (void)state;
    need("command -v nm", "nm");
    expect("nm -D --defined-only $STAGE/lib/libassay.so >all; "
           "grep -o 'assay_[a-z_]*(' $STAGE/include/assay.h | tr -d '(' | "
           "sort -u >declared; "
           "sed -n 's/.* T \\(assay_[a-z_]*\\)@@ASSAY_0.1$/\\1/p' all | "
           "sort -u >shown; grep -v -e '@@ASSAY_0.1$' -e ' A ASSAY_0.1$' all; "
           "wc -l <declared; cmp declared shown && echo same",
           "same");
    expect("grep -c . shown", "27");
}

static void python_asks(void **state)
{
    (void)state;
    need_no_sanitizer();
    need("python3 -c 'import cffi'", "python3 with cffi");
    expect("python3 - <<'END'\n"
           "import assay\n"
           "a = assay.prove('for x in [0,1]: x^2 <= x')\n"
           "assert a.verdict == 'PROVED' and 'every point' in a.evidence\n"
           "assert assay.check('for x in [0,1]: x^2 <= x', "
           "a.certificate).verdict == 'PROVED'\n"
           "assert assay.check('for x in [0,2]: x^2 <= x', "
           "a.certificate).verdict == 'UNDECIDED'\n"
           "assert assay.prove('2 < 1').verdict == 'REFUTED'\n"
           "v = assay.enclose('pi', digits=5)\n"
           "assert (v.lower, v.upper) == ('3.1415', '3.1416'), v\n"
           "assert assay.enclose('2/6').exact == '1/3'\n"
           "assert assay.latex('for x in [0,1]: x/2') == r'\\frac{x}{2}'\n"
           "for bad in ('((', 'for x in [0,1]: alfa > x'):\n"
           "    try: assay.prove(bad)\n"
           "    except assay.Error as e: assert e.status == 1, e\n"
           "    else: raise SystemExit(bad)\n"
           "for limits in ({'boxes': 0}, {'digits': 3}):\n"
           "    try: assay.prove('1 < 2', **limits)\n"
           "    except (ValueError, TypeError): pass\n"
           "    else: raise SystemExit(limits)\n"
           "print(assay.version(), 'fine')\n"
           "END",
           "0.1.0 fine");
}

/* What the page about the library shows, block by block. */
static void the_page_is_right(void **state)
{
    (void)state;
    need_no_sanitizer();
    need("command -v pkg-config && command -v $CC", "pkg-config or compiler");
    expect("cp -r $SOURCE/examples . && cc() { command $CC \"$@\"; }\n"
           "sed -n '/^```sh$/,/^```$/p' $SOURCE/docs/library.md | "
           "grep -v '^```' >commands; [ $(wc -l <commands) -eq 2 ] && "
           ". ./commands",
           "7 leaves\nits certificate holds");
    need("python3 -c 'import cffi'", "python3 with cffi");
    expect("sed -n '/^```python$/,/^```$/p' $SOURCE/docs/library.md | "
           "grep -v '^```' >page.py; python3 page.py",
           "PROVED true at every point of the domain: the checker replayed 1 "
           "leaf\n2.62537412640768743999999999999e17 "
           "2.62537412640768744000000000000e17\n1:18: unknown name `alfa`");
}

/* The man page and the completion know every command and every option. */
static void manual_and_completion_are_whole(void **state)
{
    (void)state;
    expect("assay --help | sed -n '/^commands/,/^$/s/^  \\([a-z]*\\)  *[A-Za-z].*/\\1/p' >words\n"
           "for c in check report prove eval list recheck; do "
           "grep -qx $c words || exit 1; assay $c --help | "
           "grep -o -e '--[a-z-]*' | sed 's/^--$//; /^$/d' >>options; done\n"
           "for w in $(cat words); do "
           "grep -q \"^.SS assay $w\" $STAGE/share/man/man1/assay.1 && "
           "grep -q \"^    $w) words=\" "
           "$STAGE/share/bash-completion/completions/assay || "
           "{ echo no $w; exit 1; }; done\n"
           "for w in $(sort -u options); do "
           "sed 's/\\\\-/-/g' $STAGE/share/man/man1/assay.1 | "
           "grep -q -e \"$w\" && "
           "grep -q -e \"$w\" $STAGE/share/bash-completion/completions/assay "
           "|| { echo no $w; exit 1; }; done; wc -l <words; echo whole",
           "whole");
    need("command -v man && command -v groff", "man");
    expect("man --warnings -l $STAGE/share/man/man1/assay.1 2>&1 >page; "
           "cat page | col -b",
           "--changed-since FILE");
}

static void bash_completes(void **state)
{
    (void)state;
    need("command -v bash", "bash");
    expect("mkdir -p sub; bash -c 'complete() { :; }; "
           ". $0/share/bash-completion/completions/assay; "
           "try() { COMP_WORDS=(assay \"$@\"); COMP_CWORD=$#; _assay; "
           "echo \"[${COMPREPLY[*]}]\"; }; "
           "try re; try check --fo; try check --format j; try check --cache s; "
           "try prove --onl; try check --slowest 1' $STAGE",
           "[report recheck]\n[--format]\n[json junit]\n[sub]\n[]\n[]\n");
}

/* Nothing is left, and nothing else is taken away. */
static void uninstall_leaves_nothing(void **state)
{
    (void)state;
    need("command -v make", "make");
    expect("mkdir -p copy && cp -a $STAGE copy/usr && touch copy/usr/lib/mine\n"
           "make -s -C $SOURCE uninstall DESTDIR=$PWD/copy PREFIX=/usr\n"
           "find copy ! -type d; echo end",
           "copy/usr/lib/mine\nend");
}

static void dist_is_what_is_committed(void **state)
{
    (void)state;
    need("command -v git && git -C $SOURCE rev-parse HEAD", "git repository");
    expect("git -C $SOURCE archive --prefix=assay-0.1.0/ HEAD | tar t >listed; "
           "grep -x assay-0.1.0/Makefile listed",
           "assay-0.1.0/Makefile");
    expect("make -s -C $SOURCE dist B=$PWD DIST=$PWD && "
           "tar tzf assay-0.1.0.tar.gz | cmp - listed && echo same",
           "same");
}

static int make_folder(void **state)
{
    (void)state;
    return mkdtemp(folder) == NULL || build[0] == '\0';
}

static int remove_folder(void **state)
{
    char *const argv[] = {"rm", "-rf", folder, NULL};
    outcome o;
    (void)state;
    bool ran = run_process(argv, NULL, &o);
    outcome_clear(&o);
    return !ran;
}

/* The folder that this program was built in. */
static void find_build(const char *self)
{
    if (realpath(self, build) == NULL)
        build[0] = '\0';
    for (int up = 0; up < 3; up++) {
        char *slash = strrchr(build, '/');
        if (slash != NULL)
            *slash = '\0';
    }
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_program_links),
        cmocka_unit_test(names_have_a_version),
        cmocka_unit_test(python_asks),
        cmocka_unit_test(the_page_is_right),
        cmocka_unit_test(manual_and_completion_are_whole),
        cmocka_unit_test(bash_completes),
        cmocka_unit_test(uninstall_leaves_nothing),
        cmocka_unit_test(dist_is_what_is_committed),
    };
    find_build(argc > 0 ? argv[0] : "");
    return cmocka_run_group_tests(tests, make_folder, remove_folder) != 0;
}

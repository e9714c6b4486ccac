# assay: `make report` and `make check` do everything, on a bare Debian too.
#
#   make                builds ./assay
#   make report         installs what is missing, builds, writes reports/;
#                       FRESH=1 proves from nothing, certificates or not
#   make check          the same, then every test; SAN=1 under sanitizers;
#                       CC=clang with another compiler
#   make site           the same as pages for a browser, in $(B)/site, first
#                       index.html; formulas are KaTeX's (libjs-katex, duktape)
#   make recheck        replays all evidence by a second engine
#   make bench          against the other provers that are installed
#                       (make deps-bench installs those that Debian has)
#   make bench-hard     statements of thousands of boxes, against plain branch
#                       and bound over MPFR and over doubles; two threads
#                       against one, by the clock
#   make bench-integrals  an integral against values of its integrand
#   make faults         kill -9, full disks, costly documents: at length
#   make determinism    the same report from other compilers and options
#   make distro         the README's commands on bare Debians, as root
#   make coverage       lines covered in numerics/ and theory/
#   make install        program, libassay, man page, completion, Python module
#                       into $(DESTDIR)$(PREFIX); make uninstall
#   make dist           assay-VERSION.tar.gz of what is committed
#   make deps deps-dev deps-bench deps-site   packages only
#   make format clean
#
# All products but ./assay and reports/ go under $(B).

ifeq ($(origin CC),default)
CC = gcc
endif
SAN ?=
OPT ?= -O2
PREFIX ?= /usr/local
COVERAGE ?=
B ?= build$(if $(filter-out gcc cc,$(notdir $(CC))),-$(notdir $(CC)))$(if \
    $(SAN),-san)$(if $(COVERAGE),-coverage)
PAPERS ?= li-yan-2024 lu-wang-bal-2023 molrg-2024 diffusion-models classics
MAKEFLAGS += --no-print-directory --no-builtin-rules

# As many jobs as cores, unless told otherwise (-j1 included).
ifeq ($(MAKELEVEL),0)
ifeq ($(filter -j% --jobs%,$(MAKEFLAGS)),)
MAKEFLAGS += -j$(shell nproc 2>/dev/null || echo 2)
endif
endif

# ---- compiler and libraries ----------------------------------------------

# FLINT 3 has Arb inside, its headers under flint/; before it, Arb is a
# library of its own (Debian 12 calls it flint-arb), and so has Calcium, whose
# qqbar are the algebraic numbers.  Asked when used, not when read, because
# `make deps` may just have installed them.
hash := \#
FLINT3 = $(shell printf '$(hash)if __has_include(<flint/arb.h>)\nyes\n$(hash)endif\n' \
    | $(CC) -E -P - 2>/dev/null)
ARB_CPPFLAGS = -isystem /usr/include/$(if $(FLINT3),flint,calcium)
ARB_LIBS = $(if $(FLINT3),,-lcalcium -lflint-arb)
# Clang without libomp still builds, on one thread.
OPENMP = $(if $(findstring clang,$(CC)),$(shell printf \
    'int main(void){return 0;}\n' | $(CC) -fopenmp -include omp.h -x c - \
    -o /dev/null 2>/dev/null && echo -fopenmp || echo -Wno-unknown-pragmas),\
    -fopenmp)

CSTD = -std=c11 -D_POSIX_C_SOURCE=200809L -D_XOPEN_SOURCE=700
# Clang takes a long string in an array for a forgotten comma.
WARN = -Wall -Wextra -Wpedantic -Wconversion -Werror \
    $(if $(findstring clang,$(CC)),-Wno-string-concatenation)
# What goes into the shared library, too.
PIC = -fPIC -fvisibility=hidden
# What gcc instruments it then takes for reads beyond FLINT's contexts.
SANFLAGS = $(if $(SAN),-fsanitize=address$(,)undefined \
    -fno-omit-frame-pointer -fno-sanitize-recover=undefined \
    $(if $(findstring clang,$(CC)),,-Wno-stringop-overread))
, := ,
COVFLAGS = $(if $(COVERAGE),--coverage)
# No contraction of a*b+c: the same doubles from every compiler and processor.
FLAGS := $(CSTD) $(OPT) -g $(WARN) -ffp-contract=off $(OPENMP) $(SANFLAGS) \
    $(COVFLAGS) $(CFLAGS)
INCLUDES := -I$(B) $(ARB_CPPFLAGS) $(CPPFLAGS)
# Where a program is started, each symbol is looked for in the libraries in this
# order: those first that most of them are in.
LIBS := -lflint -lgmp $(ARB_LIBS) -lmpfi -lmpfr -ljansson -lcmark-gfm-extensions \
    -lcmark-gfm -lbtparse -lmd -lm -lpthread
# The program has in itself those that others of them do not use, where they are
# there to be had: each of them that is loaded delays every start.
within = $(or $(filter /%,$(shell $(CC) -print-file-name=lib$(1).a)),-l$(1))
WITHIN = mpfi jansson cmark-gfm-extensions cmark-gfm md
PROGRAM_LIBS = $(foreach l,$(LIBS),$(if $(filter $(WITHIN:%=-l%),$l),$(call \
    within,$(l:-l%=%)),$l))

# ---- files ----------------------------------------------------------------

LIBSRC = $(wildcard numerics/*/*.c theory/*/*.c theory/language/*/*.c \
    figures/*.c reports/*.c reports/site/*.c)
CLISRC = $(wildcard cli/*.c)
TESTSRC = $(wildcard tests/*/test_*.c)
# What several test programs share: any other C file beside them.
TESTHELPSRC = $(filter-out tests/bench/% tests/fuzz/% $(TESTSRC),$(wildcard tests/*/*.c))
# Benchmarks have a main each, and helpers beside them.
BENCHSRC = $(wildcard tests/bench/bench_*.c)
BENCHHELPSRC = $(filter-out $(BENCHSRC),$(wildcard tests/bench/*.c)) \
    $(wildcard tests/support/*.c)
# What is libassay's alone; the rest of it is what the program is made of.
SHAREDSRC = $(wildcard library/*.c)
LIBOBJ = $(LIBSRC:%.c=$(B)/%.o)
SHAREDOBJ = $(SHAREDSRC:%.c=$(B)/%.o)
CLIOBJ = $(CLISRC:%.c=$(B)/%.o)
TESTHELPOBJ = $(TESTHELPSRC:%.c=$(B)/%.o)
TESTBIN = $(TESTSRC:%.c=$(B)/%)
BENCHHELPOBJ = $(BENCHHELPSRC:%.c=$(B)/%.o)
BENCHBIN = $(BENCHSRC:%.c=$(B)/%)
# What the program is made of, for its source hash.
SOURCES = $(sort $(LIBSRC) $(CLISRC) $(wildcard numerics/*.h numerics/*/*.h \
    numerics/*/*.def theory/*.h theory/*/*.h theory/language/*/*.h \
    theory/language/*/*.def cli/*.def figures/*.h \
    reports/*.h reports/site/*.h reports/site/*.css reports/site/*.js cli/*.h))

# ---- the two commands, and the rest ---------------------------------------

# They install first and read the Makefile again afterwards, because what the
# compiler is asked above changes with what is installed.
.PHONY: all report site check bench bench-hard coverage tests install uninstall
.PHONY: bench-integrals
.PHONY: dist format clean library
.PHONY: deps deps-dev deps-bench source-hash
.PHONY: do-report do-site deps-site do-check do-bench do-coverage FORCE
.SECONDARY: $(SHAREDOBJ) $(TESTBIN:=.o) $(BENCHBIN:=.o) $(TESTHELPOBJ) \
    $(BENCHHELPOBJ)
.DELETE_ON_ERROR:

all: $(B)/assay
	@cmp -s $(B)/assay assay || \
	    { cp -f $(B)/assay assay.new && mv -f assay.new assay; }

deps:
	@CC='$(CC)' .ci/deps base
deps-dev: deps
	@CC='$(CC)' .ci/deps dev
deps-site: deps
	@CC='$(CC)' .ci/deps site
deps-bench: deps
	@CC='$(CC)' .ci/deps bench

# Several of them at once go one after the other.
ifneq ($(filter report site check bench coverage clean,$(MAKECMDGOALS)),)
.NOTPARALLEL:
endif
report check bench coverage: deps
	@$(MAKE) do-$@

do-report: all
	@for paper in $(PAPERS); do \
	    ./assay report $(if $(FRESH),--fresh) --cache $(B)/cache/$$paper \
	        theory/$$paper || exit $$?; done
	@reports/index $(PAPERS) >reports/README.md.new || \
	    { rm -f reports/README.md.new; exit 1; }
	@cmp -s reports/README.md.new reports/README.md && \
	    rm -f reports/README.md.new || \
	    mv -f reports/README.md.new reports/README.md

site: deps-site
	@$(MAKE) do-site
do-site: all
	@for paper in $(PAPERS); do \
	    ASSAY_SITE_ABOVE=1 ./assay report --cache $(B)/cache/$$paper \
	        --html $(B)/site/$$paper \
	        theory/$$paper || exit $$?; done
	@reports/landing $(B)/site $(PAPERS) >$(B)/site/index.html.new && \
	    mv -f $(B)/site/index.html.new $(B)/site/index.html && \
	    echo '$(B)/site/index.html: the page over all papers'

do-check: $(B)/assay tests $(B)/stage
	@ASSAY='$(abspath $(B)/assay)' ASSAY_SOURCE='$(CURDIR)' \
	    SAN='$(SAN)' tests/run $(sort $(TESTBIN))

tests: $(TESTBIN)

do-bench: $(B)/assay $(BENCHBIN)
	@for bench in $(sort $(BENCHBIN)); do echo "$$(basename $$bench)"; \
	    ASSAY='$(abspath $(B)/assay)' $$bench || exit $$?; done

bench-hard: $(B)/assay $(B)/tests/bench/bench_hard $(B)/tests/bench/bench_rungs \
    $(B)/tests/bench/bench_threads
	@ASSAY='$(abspath $(B)/assay)' $(B)/tests/bench/bench_hard
	@ASSAY='$(abspath $(B)/assay)' $(B)/tests/bench/bench_rungs
	@ASSAY='$(abspath $(B)/assay)' $(B)/tests/bench/bench_threads

bench-integrals: $(B)/tests/bench/bench_integrals
	@$(B)/tests/bench/bench_integrals

do-coverage:
	@rm -rf build-coverage
	@$(MAKE) COVERAGE=1 OPT=-O0 B=build-coverage do-check
	@tests/coverage build-coverage numerics/base numerics/expr numerics/enclose \
	    numerics/exact numerics/cert numerics/check numerics/recheck \
	    numerics/search theory/language theory/language/read \
	    theory/language/mean theory/language/show theory/document \
	    theory/evidence theory/audit theory/replay theory/second theory/advice

library: $(B)/libassay.so

# ---- installation ------------------------------------------------------------

# The library's name is that of its interface: it changes with what a program
# that was linked before could not do without.
SONAME = libassay.so.0
LIBDIR ?= $(PREFIX)/lib
MANDIR ?= $(PREFIX)/share/man
COMPLETIONDIR ?= $(PREFIX)/share/bash-completion/completions
PYTHONDIR ?= $(PREFIX)/lib/python3/dist-packages
INSTALLED = $(PREFIX)/bin/assay $(PREFIX)/include/assay.h \
    $(LIBDIR)/libassay.so.$(VERSION) $(LIBDIR)/$(SONAME) $(LIBDIR)/libassay.so \
    $(LIBDIR)/pkgconfig/assay.pc $(MANDIR)/man1/assay.1 \
    $(COMPLETIONDIR)/assay $(PYTHONDIR)/assay.py

install: $(B)/assay $(B)/libassay.so
	install -D -m 755 $(B)/assay $(DESTDIR)$(PREFIX)/bin/assay
	install -D -m 644 $(B)/libassay.so $(DESTDIR)$(LIBDIR)/libassay.so.$(VERSION)
	ln -sf libassay.so.$(VERSION) $(DESTDIR)$(LIBDIR)/$(SONAME)
	ln -sf $(SONAME) $(DESTDIR)$(LIBDIR)/libassay.so
	install -D -m 644 include/assay.h $(DESTDIR)$(PREFIX)/include/assay.h
	install -D -m 644 python/assay.py $(DESTDIR)$(PYTHONDIR)/assay.py
	install -d $(DESTDIR)$(LIBDIR)/pkgconfig $(DESTDIR)$(MANDIR)/man1 \
	    $(DESTDIR)$(COMPLETIONDIR)
	sed -e 's|@PREFIX@|$(PREFIX)|; s|@LIBDIR@|$(LIBDIR)|; s|@VERSION@|$(VERSION)|' \
	    library/assay.pc.in >$(DESTDIR)$(LIBDIR)/pkgconfig/assay.pc
	$(B)/assay --man-page >$(DESTDIR)$(MANDIR)/man1/assay.1
	$(B)/assay --bash-completion >$(DESTDIR)$(COMPLETIONDIR)/assay

uninstall:
	rm -f $(INSTALLED:%=$(DESTDIR)%)

# What the tests of the installed copy look at.
$(B)/stage: $(B)/assay $(B)/libassay.so include/assay.h python/assay.py \
    library/assay.pc.in
	@rm -rf $@ $@.new
	@$(MAKE) -s install DESTDIR= PREFIX='$(abspath $(B)/stage)' >/dev/null
	@touch $@

DIST ?= .
dist:
	@mkdir -p $(DIST)
	git archive --prefix=assay-$(VERSION)/ HEAD | \
	    gzip -n >$(DIST)/assay-$(VERSION).tar.gz

format:
	clang-format -i $(filter %.c %.h,$(shell git ls-files '*.c' '*.h'))

clean:
	rm -rf build build-* assay

# ---- version ---------------------------------------------------------------

# A report is committed beside the sources that made it, so it cannot name its
# own commit; it names their content instead: the SHA-256 of the list of
# SHA-256 sums and names, in byte order, of every file the program is made of.
# ASSAY_COMPILER is for --version only: reports must not depend on it.
SOURCE_HASH = $(shell sha256sum $(SOURCES) | LC_ALL=C sort -k2 | sha256sum \
    | cut -d' ' -f1)
COMPILER = $(subst ',,$(shell $(CC) --version 2>/dev/null | head -n 1))
VERSION = 0.1.0

source-hash:
	@echo $(SOURCE_HASH)

# Rewritten only when its text changes, so that not all is built anew.
$(B)/version.h: FORCE
	@mkdir -p $(@D)
	@{ echo '$(hash)define ASSAY_VERSION "$(VERSION)"'; \
	   echo '$(hash)define ASSAY_SOURCE_HASH "$(SOURCE_HASH)"'; \
	   echo '$(hash)define ASSAY_COMPILER "$(COMPILER)"'; } >$@.new
	@cmp -s $@.new $@ && rm -f $@.new || mv -f $@.new $@

# The style sheet and the script of the pages, as arrays inside the program.
$(B)/site_assets.h: reports/site/site.css reports/site/site.js
	@mkdir -p $(@D)
	@for f in css js; do \
	    echo "$(hash)define SITE_ASSETS_$$(echo $$f | tr a-z A-Z) \\"; \
	    od -An -v -tu1 reports/site/site.$$f | \
	        sed 's/  *\([0-9][0-9]*\)/\1,/g; s/$$/ \\/'; echo; done >$@.new
	@mv -f $@.new $@
$(B)/reports/site/assets.o: $(B)/site_assets.h

# Other flags, other objects.
$(B)/flags: FORCE
	@command -v $(firstword $(CC)) >/dev/null || \
	    { echo 'no $(CC); `make deps` installs what is missing' >&2; exit 3; }
	@mkdir -p $(@D)
	@echo '$(CC) $(FLAGS) $(PIC) $(INCLUDES)' | cmp -s - $@ || \
	    echo '$(CC) $(FLAGS) $(PIC) $(INCLUDES)' >$@
FORCE:

# ---- rules ------------------------------------------------------------------

# All is made under another name and renamed when whole: whatever kill -9
# leaves half-written, the next make must not take it for a product.  (Under
# COVERAGE the compiler derives names from the output's.)
NEW = $(if $(COVERAGE),,.new)
done = $(if $(COVERAGE),, && mv -f $(1).new $(1))

$(B)/assay: $(CLIOBJ) $(B)/libassay.a
	$(call say,LINK,$@)
	$(Q)$(CC) $(FLAGS) $(LDFLAGS) -o $@$(NEW) $^ $(PROGRAM_LIBS)$(call done,$@)
# Made anew each time: an object whose source is gone must not stay in it.
$(B)/libassay.a: $(LIBOBJ)
	$(call say,AR,$@)
	$(Q)rm -f $@$(NEW) && ar rcs $@$(NEW) $^$(call done,$@)
# Of the shared library only what its map names is seen.
$(B)/libassay.so: $(SHAREDOBJ) $(B)/libassay.a library/assay.map
	$(call say,LINK,$@)
	$(Q)$(CC) $(FLAGS) $(LDFLAGS) -shared -Wl,-soname,$(SONAME) \
	    -Wl,--version-script,library/assay.map $(if $(SAN),,-Wl,--no-undefined) \
	    -o $@$(NEW) $(SHAREDOBJ) $(B)/libassay.a $(LIBS)$(call done,$@)
$(LIBOBJ) $(SHAREDOBJ): SHARED = $(PIC)
$(B)/%.o: %.c $(B)/flags | $(B)/version.h
	@mkdir -p $(@D)
	$(call say,CC,$<)
	$(Q)$(CC) $(FLAGS) $(SHARED) $(INCLUDES) -MMD -MP -MT $@ -MF $(@:.o=.d)$(NEW) -c \
	    -o $@$(NEW) $<$(call done,$(@:.o=.d))$(call done,$@)
$(B)/tests/bench/%: $(B)/tests/bench/%.o $(BENCHHELPOBJ) $(B)/libassay.a
	$(call say,LINK,$@)
	$(Q)$(CC) $(FLAGS) $(LDFLAGS) -o $@$(NEW) $^ $(LIBS)$(call done,$@)
$(B)/tests/library/%: $(B)/tests/library/%.o $(SHAREDOBJ) $(TESTHELPOBJ) \
    $(B)/libassay.a
	$(call say,LINK,$@)
	$(Q)$(CC) $(FLAGS) $(LDFLAGS) -o $@$(NEW) $^ -lcmocka $(LIBS)$(call done,$@)
$(B)/tests/%: $(B)/tests/%.o $(TESTHELPOBJ) $(B)/libassay.a
	$(call say,LINK,$@)
	$(Q)$(CC) $(FLAGS) $(LDFLAGS) -o $@$(NEW) $^ -lcmocka $(LIBS)$(call done,$@)

# One line a step; V=1 shows the commands.
Q = $(if $(V),,@)
say = $(if $(V),@:,@echo '  $(1) $(2)')

-include $(LIBOBJ:.o=.d) $(SHAREDOBJ:.o=.d) $(CLIOBJ:.o=.d) $(TESTBIN:=.d) $(TESTHELPOBJ:.o=.d) \
    $(BENCHBIN:=.d) $(BENCHHELPOBJ:.o=.d)

# ---- the second engine -------------------------------------------------------

# Every certificate of the papers' reports again, by the checker and by Arb.
.PHONY: recheck
recheck: all
	@for paper in $(PAPERS); do ./assay recheck theory/$$paper || exit $$?; done

# ---- faults and determinism --------------------------------------------------

# The full numbers of what `make check` does in small (tests/hostile): costly
# documents at the limits as documented, and KILLS kills at random moments.
.PHONY: faults do-faults determinism do-determinism
KILLS ?= 200
faults: deps
	@$(MAKE) do-faults
do-faults: $(B)/assay $(filter $(B)/tests/hostile/%,$(TESTBIN))
	@ASSAY='$(abspath $(B)/assay)' ASSAY_SOURCE='$(CURDIR)' \
	    ASSAY_HOSTILE=full ASSAY_KILLS='$(KILLS)' TEST_TIMEOUT=7200 \
	    tests/run $(filter $(B)/tests/hostile/%,$(sort $(TESTBIN)))

# The same bytes from other compilers and optimisations, SAME says which, of
# the small document and of the papers.
SAME ?= gcc-O0 gcc-O3 clang-O0 clang-O2 clang-O3
determinism: deps-dev
	@$(MAKE) do-determinism
do-determinism: $(B)/assay
	@for s in $(SAME); do $(MAKE) CC=$${s%-*} OPT=-$${s#*-} \
	    B=build-same/$$s build-same/$$s/assay || exit $$?; done
	@ASSAY='$(abspath $(B)/assay)' tests/hostile/determinism.sh \
	    $(SAME:%='$(CURDIR)/build-same/%/assay')
	@for paper in $(PAPERS); do PAPER='$(CURDIR)'/theory/$$paper LIMIT=7200 \
	    ASSAY='$(abspath $(B)/assay)' tests/hostile/determinism.sh \
	    $(SAME:%='$(CURDIR)/build-same/%/assay') || exit $$?; done

# Minutes of downloads and of `make check` each; SUITES chooses.
.PHONY: distro
SUITES ?= bookworm trixie
distro:
	@for suite in $(SUITES); do tests/distro $$suite || exit $$?; done

# ---- torture and fuzzing -----------------------------------------------------

# The full numbers of what `make check` does in small (tests/torture), and the
# campaign over the functions.
.PHONY: torture do-torture fuzz do-fuzz
torture: deps
	@$(MAKE) do-torture
do-torture: $(filter $(B)/tests/torture/% %/test_second %/test_sentences \
    %/test_functions %/test_undecided,$(TESTBIN))
	@bad=0; for t in $^; do \
	    ASSAY_TORTURE=1 ASSAY_SOURCE='$(CURDIR)' $$t || bad=1; done; exit $$bad

# libFuzzer, one target after the other, FUZZ_SECONDS each; FUZZ=language
# chooses one.  What is found lies in build-fuzz/found.
FUZZ ?= $(patsubst tests/fuzz/fuzz_%.c,%,$(wildcard tests/fuzz/fuzz_*.c))
FUZZ_SECONDS ?= 60
FUZZFLAGS = -fsanitize=fuzzer-no-link,address,undefined \
    -fno-sanitize-recover=undefined -fno-omit-frame-pointer
fuzz: deps-dev
	@$(MAKE) CC=clang B=build-fuzz OPT=-O1 CFLAGS='$(FUZZFLAGS)' do-fuzz
do-fuzz: $(FUZZ:%=$(B)/tests/fuzz/fuzz_%)
	@for t in $(FUZZ); do echo "fuzz_$$t"; \
	    mkdir -p $(B)/corpus/$$t $(B)/found; \
	    $(B)/tests/fuzz/fuzz_$$t -max_total_time=$(FUZZ_SECONDS) \
	        -timeout=20 -rss_limit_mb=2048 -max_len=4096 \
	        -dict=tests/fuzz/assay.dict -artifact_prefix=$(B)/found/$$t- \
	        $(B)/corpus/$$t tests/fuzz/corpus/$$t || exit 1; done
$(B)/tests/fuzz/%: $(B)/tests/fuzz/%.o $(B)/libassay.a
	$(call say,LINK,$@)
	$(Q)$(CC) $(FLAGS) -fsanitize=fuzzer $(LDFLAGS) -o $@ $^ $(LIBS)

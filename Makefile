# assay: make report, make check. See README.md.
B ?= build
CC ?= gcc
OPT ?= -O2
SAN ?=
CSTD = -std=c11 -D_POSIX_C_SOURCE=200809L -D_XOPEN_SOURCE=700
WARN = -Wall -Wextra -Wpedantic -Wconversion -Werror
CFLAGS_ALL = $(CSTD) $(OPT) -g $(WARN) -ffp-contract=off -fopenmp $(SANFLAGS) $(CFLAGS)
LIBS = -lmpfi -lmpfr -lflint-arb -lflint -lgmp -ljansson -lcmark-gfm-extensions \
       -lcmark-gfm -lbtparse -lmd -lm
ifneq ($(SAN),)
SANFLAGS = -fsanitize=address,undefined -fno-omit-frame-pointer -fno-sanitize-recover=undefined
B := $(B)-san
endif

LIBSRC = $(wildcard numerics/*.c theory/*.c theory/language/*.c figures/*.c reports/*.c)
CLISRC = $(wildcard cli/*.c)
TESTSRC = $(wildcard tests/*/test_*.c)
LIBOBJ = $(LIBSRC:%.c=$(B)/%.o)
CLIOBJ = $(CLISRC:%.c=$(B)/%.o)
TESTBIN = $(TESTSRC:%.c=$(B)/%)

all: assay
assay: $(B)/assay
	@cp -f $< $@
$(B)/assay: $(CLIOBJ) $(B)/libassay.a
	$(CC) $(CFLAGS_ALL) -o $@ $^ $(LIBS)
$(B)/libassay.a: $(LIBOBJ)
	@rm -f $@
	ar rcs $@ $^
$(B)/%.o: %.c
	@mkdir -p $(@D)
	$(CC) $(CFLAGS_ALL) -MMD -MP -c -o $@ $<
$(B)/tests/%: $(B)/tests/%.o $(B)/libassay.a
	$(CC) $(CFLAGS_ALL) -o $@ $^ -lcmocka $(LIBS)
tests: $(TESTBIN)
-include $(LIBOBJ:.o=.d) $(CLIOBJ:.o=.d) $(TESTBIN:=.d)
.PHONY: all tests
.SECONDARY:

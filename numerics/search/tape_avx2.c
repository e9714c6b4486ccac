/* The kernel for 256-bit vectors, where the processor has AVX2.  Fused
 * multiply-add is left out on purpose: same bits as tape_base.c.  Believed:
 * nothing. */
#if defined __x86_64__ && !defined LANES_PORTABLE
#include "tape_internal.h"

#include <immintrin.h>
#include <string.h>
#if defined __clang__
#pragma clang attribute push(__attribute__((target("avx2"))),                  \
                             apply_to = function)
#else
#pragma GCC push_options
#pragma GCC target("avx2")
#endif

#define LANES_WIDTH 4
#define KERNEL tape_kernel_avx2
#define KERNEL_NAME "256-bit"
#include "tape_run.h"

#if defined __clang__
#pragma clang attribute pop
#else
#pragma GCC pop_options
#endif
#else
typedef int tape_avx2_is_for_x86; /* C wants a declaration */
#endif

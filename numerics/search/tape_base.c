/* The kernel for 128-bit vectors: any x86-64 or arm64 processor.  Believed:
 * nothing. */
#define LANES_WIDTH 2
#define KERNEL tape_kernel_base
#define KERNEL_NAME "128-bit"
#include "tape_run.h"

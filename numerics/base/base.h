/* numerics/base/base.h: what all else stands on, all at once.
 *
 * For: text, memory, the way between doubles, rationals and text, the state
 *   of the processor, and every bound that a user may set.
 * Sees: nothing of ours.  Everybody sees it.
 * Begin: limits.h for the bounds; rational.h for what may happen to a number;
 *   entry.h.
 */
#ifndef ASSAY_BASE_H
#define ASSAY_BASE_H

#include "entry.h"
#include "limits.h"
#include "memory.h"
#include "rational.h"
#include "text.h"

#endif

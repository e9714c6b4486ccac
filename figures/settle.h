/* figures/settle.h: the same SVG from gnuplot 5.4 and 6. */
#ifndef ASSAY_SETTLE_H
#define ASSAY_SETTLE_H

#include "../numerics/base/text.h"

/* Appends a picture by gnuplot without what differs from version to version
 * and is not seen: groups that hold nothing, attributes of a curve's group
 * that its parts set again, zeros after an angle's point.  Texts outside the
 * curves' groups (axes' labels are written before the curves by 5.4, after
 * them by 6) come last, in byte order, and so on top; each sets its own
 * colour and font.  What is not shaped like gnuplot's SVG is copied. */
void settle_svg(text_buf *out, const char *svg);

#endif

/* numerics/base/watched.h: is the program built with an address sanitizer?
 *
 * A sanitizer reserves terabytes that it never touches, so that no limit of
 * memory can be set. */
#ifndef ASSAY_WATCHED_H
#define ASSAY_WATCHED_H

#if defined __SANITIZE_ADDRESS__
#define WATCHED 1
#elif defined __has_feature
#if __has_feature(address_sanitizer)
#define WATCHED 1
#endif
#endif
#ifndef WATCHED
#define WATCHED 0
#endif

#endif

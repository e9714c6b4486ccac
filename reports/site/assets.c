/* The style sheet and the script, as the build has made arrays of them. */
#include "parts.h"

#include "site_assets.h"

const unsigned char assets_css[] = {SITE_ASSETS_CSS};
const size_t assets_css_size = sizeof assets_css;
const unsigned char assets_js[] = {SITE_ASSETS_JS};
const size_t assets_js_size = sizeof assets_js;

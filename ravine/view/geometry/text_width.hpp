// How wide a line of text will be, without a font at hand: the advances of DejaVu Sans, which every renderer uses.
// Kerning is left out and widths are rounded up, so a text is hardly ever wider than said. UTF-8.
#pragma once

#include <string>
#include <string_view>

namespace ravine::view {

// In pixels, for letters of `size` pixels.
double text_width(std::string_view text, double size, bool bold = false);

// The text if it fits into `width` pixels, else its beginning with "…", which fits (or is "…" alone).
std::string elided(std::string_view text, double width, double size, bool bold = false);

// The same, leaving out the middle: names that begin alike stay apart by their ends.
std::string elided_middle(std::string_view text, double width, double size, bool bold = false);

}  // namespace ravine::view

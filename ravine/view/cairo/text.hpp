// Lines of text shaped by Pango, kept for the next time. Internal to view/cairo.
#pragma once

#include <pango/pangocairo.h>

#include "ravine/view/geometry/display_list.hpp"

namespace ravine::view {

// Draws the text at the current transformation, its baseline starting at (0, 0) shifted for the anchor.
void draw_text(cairo_t* cairo, const Text& text);

// The box that a text's letters and its halo stay within, in pixels around its position, before turning by its angle.
Rectangle text_extents(const Text& text);

}  // namespace ravine::view

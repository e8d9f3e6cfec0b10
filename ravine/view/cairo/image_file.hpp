// Pictures as files: PNG from pixels, SVG from a display list. Same input, same bytes.
#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <vector>

#include "ravine/view/cairo/draw.hpp"

namespace ravine::view {

// A PNG file's bytes: 8-bit RGB, lightly compressed (a picture of 1000x800 takes milliseconds).
std::vector<unsigned char> png_bytes(const Canvas& canvas);
// The same with a palette of at most `colors` colours (2 ... 255), well compressed: a third of the size and less. The
// colours that fill areas stay as they are, of antialiased mixtures the nearest one is taken.
std::vector<unsigned char> png_bytes(const Canvas& canvas, std::size_t colors);
// An SVG file's text: a self-contained vector picture, letters as outlines.
std::string svg_text(const DisplayList& list);

// Written whole or not at all (base/file.hpp). Throw SystemError when the file cannot be written.
void save_png(const Canvas& canvas, const std::filesystem::path& path);
void save_png(const DisplayList& list, const std::filesystem::path& path);
void save_png(const Canvas& canvas, const std::filesystem::path& path, std::size_t colors);
void save_svg(const DisplayList& list, const std::filesystem::path& path);

}  // namespace ravine::view

// An animation as a GIF89a file (CompuServe 1990): one palette for all frames, endless loop, and in a frame only the
// rectangle that changed, its unchanged pixels transparent. Frames are kept (disposal 1), never dithered.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "ravine/view/gif/lzw.hpp"

namespace ravine::view::gif {

// A rectangle of pixels; (0, 0) is the top left corner.
struct Area {
  int x = 0, y = 0, width = 0, height = 0;
};

// Pixels are indices into the palette. A frame is what was shown before with the pixels put since then. For one thread;
// any number of encoders may run at once.
class Encoder {
 public:
  static constexpr std::size_t most_colors = 255;  // one of the 256 is the transparent one

  // Sides 1 ... 65535; 1 ... 255 colours as 0xRRGGBB. Throws InputError.
  Encoder(int width, int height, std::span<const std::uint32_t> colors);
  int width() const { return width_; }
  int height() const { return height_; }

  // Puts `area` of the next frame, row after row, `stride` indices from one to the next. The area lies in the picture
  // and every index below the number of colours. What was never put shows colour 0.
  void put(const Area& area, const std::uint8_t* indices, std::size_t stride);
  // Ends a frame. Its time is rounded to 1/100 s; 0 ... 655.35 s, else InputError. (Viewers take 0 and 0.01 for 0.1.)
  void end_frame(double seconds);
  // Ends the file, after at least one frame. The encoder is spent.
  std::vector<unsigned char> finish();

 private:
  struct Span {  // changed pixels of one row
    int y, x, length;
  };

  std::size_t at(int y, int x) const {
    return static_cast<std::size_t>(y) * static_cast<std::size_t>(width_) + static_cast<std::size_t>(x);
  }
  void sort_changes();
  Area changed_area() const;
  void compress_whole(const Area& area);
  void compress_changes(const Area& area);
  std::span<const unsigned char> compress(const Area& area);
  void write_16(unsigned value);
  void write_image(const Area& area, std::span<const unsigned char> codes);

  int width_, height_;
  unsigned bits_;  // of an index
  std::uint8_t transparent_;
  std::vector<std::uint8_t> picture_;  // indices shown after the frame in the making
  std::vector<Span> changes_;          // since the frame before
  std::size_t frames_ = 0;
  Lzw lzw_;
  std::vector<unsigned char> file_;
};

}  // namespace ravine::view::gif

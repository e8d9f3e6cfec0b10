// The one palette of an animation: exact for the colours that fill areas, near for antialiased mixtures. The same on
// every machine. Pixels are 0xAARRGGBB or 0xRRGGBB; alpha is not read (the picture is opaque).
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace ravine::view::gif {

// How often each colour occurs.
class Histogram {
 public:
  struct Entry {
    std::uint32_t color;  // 0xRRGGBB
    std::uint32_t count;
  };
  Histogram();
  void add(std::uint32_t color, std::uint32_t count = 1);
  void add(std::span<const std::uint32_t> pixels);
  void remove(std::span<const std::uint32_t> pixels);  // that were added before
  // The colours by falling count, equal counts by rising colour.
  std::vector<Entry> sorted() const;

 private:
  Entry& find(std::uint32_t color);
  void grow();
  std::vector<Entry> slots_;  // open addressing
  std::size_t used_ = 0;
};

// At most `most` colours (1 ... 255) for what `histogram` counted: the most frequent ones as they are; the others are
// divided by median cut (Heckbert 1982, doi:10.1145/800064.801294; here where the variance falls most) into boxes that
// each give their mean. Black for an empty histogram.
std::vector<std::uint32_t> choose_colors(const Histogram& histogram, std::size_t most = 255);

// The index of the colour nearest to a pixel's, the lower index where two are as near; distance is 2 dr^2 + 4 dg^2 +
// 3 db^2, roughly as the eye weighs the primaries. Remembers its answers; not for several threads at once.
class Quantizer {
 public:
  explicit Quantizer(std::span<const std::uint32_t> colors);  // 1 ... 255 colours
  std::uint8_t index(std::uint32_t pixel);
  void map(std::span<const std::uint32_t> pixels, std::uint8_t* indices);

 private:
  void grow();

  std::array<std::int32_t, 256> red_{}, green_{}, blue_{};
  std::vector<std::uint32_t> known_;  // colour and index in 24 + 8 bits; open addressing
  std::size_t used_ = 0;
};

}  // namespace ravine::view::gif

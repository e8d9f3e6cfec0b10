#include "ravine/view/gif/encoder.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cassert>
#include <cmath>
#include <cstring>
#include <string>
#include <string_view>
#include <utility>

#include "ravine/base/error.hpp"

namespace ravine::view::gif {
namespace {

constexpr int largest_side = 65535;
constexpr double longest_delay = 65535;  // hundredths of a second

// First position in [x, end) where the rows differ, or `end`.
int first_difference(const std::uint8_t* a, const std::uint8_t* b, int x, int end) {
  for (; x + 8 <= end; x += 8) {
    std::uint64_t word_a = 0, word_b = 0;
    std::memcpy(&word_a, a + x, sizeof word_a);
    std::memcpy(&word_b, b + x, sizeof word_b);
    if (word_a != word_b) break;
  }
  while (x < end && a[x] == b[x]) ++x;
  return x;
}

}  // namespace

Encoder::Encoder(int width, int height, std::span<const std::uint32_t> colors) : width_(width), height_(height) {
  if (width < 1 || height < 1 || width > largest_side || height > largest_side) {
    throw InputError("a GIF of " + std::to_string(width) + " x " + std::to_string(height) +
                         " pixels: each side is 1 to " + std::to_string(largest_side),
                     "choose a smaller picture");
  }
  if (colors.empty() || colors.size() > most_colors) {
    throw InputError("a GIF palette of " + std::to_string(colors.size()) + " colours: it holds 1 to " +
                     std::to_string(most_colors));
  }
  transparent_ = static_cast<std::uint8_t>(colors.size());
  const auto table_bits = static_cast<unsigned>(std::bit_width(colors.size()));  // colours and the transparent one
  bits_ = std::max(table_bits, 2u);                                              // least that the format's LZW takes
  picture_.assign(static_cast<std::size_t>(width) * static_cast<std::size_t>(height), 0);

  constexpr std::string_view signature = "GIF89a";
  file_.assign(signature.begin(), signature.end());
  write_16(static_cast<unsigned>(width));
  write_16(static_cast<unsigned>(height));
  const auto table_size = table_bits - 1;
  file_.push_back(static_cast<unsigned char>(0x80 | 0x70 | table_size));  // global table, 8 bits a primary
  file_.push_back(0);                                                     // background colour
  file_.push_back(0);                                                     // square pixels
  for (std::size_t i = 0; i < (std::size_t{1} << table_bits); ++i) {
    const auto color = i < colors.size() ? colors[i] : 0;
    for (const int shift : {16, 8, 0}) file_.push_back(static_cast<unsigned char>(color >> shift));
  }
  constexpr std::array<unsigned char, 3> extension{0x21, 0xFF, 11};
  constexpr std::string_view application = "NETSCAPE2.0";
  constexpr std::array<unsigned char, 5> endless{3, 1, 0, 0, 0};
  file_.insert(file_.end(), extension.begin(), extension.end());
  file_.insert(file_.end(), application.begin(), application.end());
  file_.insert(file_.end(), endless.begin(), endless.end());
}

void Encoder::write_16(unsigned value) {
  file_.push_back(static_cast<unsigned char>(value));
  file_.push_back(static_cast<unsigned char>(value >> 8));
}

void Encoder::put(const Area& area, const std::uint8_t* indices, std::size_t stride) {
  assert(area.x >= 0 && area.y >= 0 && area.x + area.width <= width_ && area.y + area.height <= height_);
  for (int row = 0; row < area.height; ++row) {
    const auto* from = indices + static_cast<std::size_t>(row) * stride;
    const int y = area.y + row;
    auto* to = picture_.data() + at(y, area.x);
    if (frames_ == 0) {  // written whole, whatever changed
      std::memcpy(to, from, static_cast<std::size_t>(area.width));
      continue;
    }
    for (int x = first_difference(from, to, 0, area.width); x < area.width;) {
      int end = x;
      while (end < area.width && from[end] != to[end]) {
        to[end] = from[end];
        ++end;
      }
      changes_.push_back({y, area.x + x, end - x});
      x = first_difference(from, to, end, area.width);
    }
  }
}

// By row, then column, and no pixel twice.
void Encoder::sort_changes() {
  std::sort(changes_.begin(), changes_.end(),
            [](const Span& a, const Span& b) { return std::pair(a.y, a.x) < std::pair(b.y, b.x); });
  std::size_t kept = 0;
  for (const auto& span : changes_) {
    auto* last = kept > 0 ? &changes_[kept - 1] : nullptr;
    if (last != nullptr && last->y == span.y && span.x <= last->x + last->length) {
      last->length = std::max(last->length, span.x + span.length - last->x);
    } else {
      changes_[kept++] = span;
    }
  }
  changes_.resize(kept);
}

Area Encoder::changed_area() const {
  if (frames_ == 0) return {0, 0, width_, height_};
  if (changes_.empty()) return {0, 0, 1, 1};  // a frame needs an image
  int left = width_, right = 0, top = height_, bottom = 0;
  for (const auto& span : changes_) {
    left = std::min(left, span.x);
    right = std::max(right, span.x + span.length);
    top = std::min(top, span.y);
    bottom = std::max(bottom, span.y + 1);
  }
  return {left, top, right - left, bottom - top};
}

void Encoder::compress_whole(const Area& area) {
  lzw_.begin(bits_);
  for (int y = area.y; y < area.y + area.height; ++y) {
    lzw_.pixels({picture_.data() + at(y, area.x), static_cast<std::size_t>(area.width)});
  }
}

void Encoder::compress_changes(const Area& area) {
  lzw_.begin(bits_);
  const auto pixels_before = [&](int y, int x) {
    return static_cast<std::size_t>(y - area.y) * static_cast<std::size_t>(area.width) +
           static_cast<std::size_t>(x - area.x);
  };
  std::size_t done = 0;
  for (const auto& span : changes_) {
    const auto start = pixels_before(span.y, span.x);
    lzw_.run(transparent_, start - done);
    const auto length = static_cast<std::size_t>(span.length);
    lzw_.pixels({picture_.data() + at(span.y, span.x), length});
    done = start + length;
  }
  lzw_.run(transparent_, pixels_before(area.y + area.height, area.x) - done);
}

// The shorter of the two ways to write an image. Few changes are shorter alone, and many are not worth trying.
std::span<const unsigned char> Encoder::compress(const Area& area) {
  std::size_t changed = 0;
  for (const auto& span : changes_) changed += static_cast<std::size_t>(span.length);
  const auto pixels = static_cast<std::size_t>(area.width) * static_cast<std::size_t>(area.height);
  constexpr std::size_t few = 4;
  if (changed * few < pixels) {
    compress_changes(area);
    return lzw_.finish();
  }
  compress_changes(area);
  const auto size = lzw_.finish().size();
  compress_whole(area);
  const auto whole = lzw_.finish();
  if (whole.size() < size) return whole;
  compress_changes(area);
  return lzw_.finish();
}

void Encoder::end_frame(double seconds) {
  const double hundredths = std::floor(seconds * 100 + 0.5);
  if (!(hundredths >= 0 && hundredths <= longest_delay)) {
    throw InputError("a GIF frame of " + std::to_string(seconds) + " s: it lasts 0 to 655.35 s");
  }
  sort_changes();
  const auto area = changed_area();
  const bool first = frames_ == 0;
  constexpr unsigned keep = 1 << 2;
  const std::array<unsigned char, 4> control{0x21, 0xF9, 4, static_cast<unsigned char>(keep | (first ? 0 : 1))};
  file_.insert(file_.end(), control.begin(), control.end());
  write_16(static_cast<unsigned>(hundredths));
  file_.push_back(transparent_);
  file_.push_back(0);
  if (first) {
    compress_whole(area);
    write_image(area, lzw_.finish());
  } else {
    write_image(area, compress(area));
  }
  changes_.clear();
  ++frames_;
}

void Encoder::write_image(const Area& area, std::span<const unsigned char> codes) {
  file_.push_back(0x2C);
  for (const int value : {area.x, area.y, area.width, area.height}) write_16(static_cast<unsigned>(value));
  file_.push_back(0);  // no palette of its own, rows in order
  file_.push_back(static_cast<unsigned char>(bits_));
  while (!codes.empty()) {
    const auto block = codes.first(std::min<std::size_t>(codes.size(), 255));
    file_.push_back(static_cast<unsigned char>(block.size()));
    file_.insert(file_.end(), block.begin(), block.end());
    codes = codes.subspan(block.size());
  }
  file_.push_back(0);
}

std::vector<unsigned char> Encoder::finish() {
  assert(frames_ > 0);
  file_.push_back(0x3B);
  return std::move(file_);
}

}  // namespace ravine::view::gif

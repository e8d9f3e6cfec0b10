#include "ravine/view/gif/lzw.hpp"

#include <algorithm>
#include <cstring>

namespace ravine::view::gif {
namespace {

constexpr unsigned longest_width = 12;

// Pixels at the front of `colors`, which holds at least one, that equal the first.
std::size_t run_length(std::span<const std::uint8_t> colors) {
  const auto* data = colors.data();
  const auto first = data[0];
  std::uint64_t pattern = first;
  pattern *= 0x0101010101010101u;
  std::size_t n = 1;
  for (; n + 8 <= colors.size(); n += 8) {
    std::uint64_t word = 0;
    std::memcpy(&word, data + n, sizeof word);
    if (word != pattern) break;
  }
  while (n < colors.size() && data[n] == first) ++n;
  return n;
}

}  // namespace

Lzw::Lzw() : table_(std::make_unique<std::uint32_t[]>(slots)), bytes_(4096) {
  for (auto& runs : runs_) runs.codes.reserve(32);
}

void Lzw::begin(unsigned bits) {
  bits_ = bits;
  size_ = 0;
  buffer_ = buffered_ = 0;
  empty_ = true;
  width_ = bits_ + 1;
  clear();
}

void Lzw::clear() {
  put(1u << bits_);
  std::fill_n(table_.get(), slots, 0u);
  for (unsigned color = 0; color < (1u << bits_); ++color) {
    runs_[color].codes.assign(1, static_cast<std::uint16_t>(color));
  }
  width_ = bits_ + 1;
  next_ = (1u << bits_) + 2;  // after the clear and the end code
}

void Lzw::put(unsigned code) {
  buffer_ |= static_cast<std::uint64_t>(code) << buffered_;
  buffered_ += width_;
  if (buffered_ < 32) return;
  if (size_ + 4 > bytes_.size()) bytes_.resize(2 * bytes_.size());
  for (unsigned i = 0; i < 4; ++i) bytes_[size_++] = static_cast<unsigned char>(buffer_ >> (8 * i));
  buffer_ >>= 32;
  buffered_ -= 32;
}

// Sends the string read so far and counts the entry that its sending makes. A reader makes that entry one code later
// and widens its codes when it has, which is when the entry's number here first needs the wider code.
void Lzw::emit(unsigned code) {
  put(code);
  if (next_ == (1u << width_) && width_ < longest_width) ++width_;
  ++next_;
}

void Lzw::extend_run(std::size_t length) {
  auto& codes = runs_[run_color_].codes;
  while (run_ + length > codes.size()) {
    length -= codes.size() - run_;
    emit(codes.back());
    if (next_ > code_limit) {
      clear();
    } else {
      codes.push_back(static_cast<std::uint16_t>(next_ - 1));
    }
    run_ = 0;  // the pixel that ended the string begins the next one
    // falls out of the loop when the rest is in the dictionary
  }
  run_ += length;
  prefix_ = codes[run_ - 1];
}

void Lzw::run(std::uint8_t color, std::size_t length) {
  if (length == 0) return;
  if (empty_) {
    empty_ = false;
    run_color_ = color;
    run_ = 0;
    extend_run(length);
    return;
  }
  while (run_ == 0 || run_color_ != color) {
    const auto key = (prefix_ << 8) | color;
    auto slot = (key * 0x9E3779B1u) >> (32 - 13);
    while (table_[slot] != 0 && (table_[slot] >> 12) != key) slot = (slot + 1) % slots;
    if (table_[slot] != 0) {
      prefix_ = table_[slot] & 0xFFF;
      run_ = 0;
      if (--length == 0) return;
      continue;
    }
    emit(prefix_);
    if (next_ > code_limit) {
      clear();
    } else {
      table_[slot] = (key << 12) | (next_ - 1);
    }
    run_color_ = color;
    run_ = 1;
    prefix_ = color;
    --length;
  }
  extend_run(length);
}

void Lzw::pixels(std::span<const std::uint8_t> colors) {
  while (!colors.empty()) {
    const auto length = run_length(colors);
    run(colors.front(), length);
    colors = colors.subspan(length);
  }
}

std::span<const unsigned char> Lzw::finish() {
  emit(prefix_);
  put((1u << bits_) + 1);
  if (size_ + 8 > bytes_.size()) bytes_.resize(2 * bytes_.size());
  for (; buffered_ > 0; buffered_ -= std::min(buffered_, 8u)) {
    bytes_[size_++] = static_cast<unsigned char>(buffer_);
    buffer_ >>= 8;
  }
  return std::span(bytes_).first(size_);
}

}  // namespace ravine::view::gif

// LZW as GIF89a has it (appendix F: Welch 1984 with codes of growing width), written for pictures made of long runs.
//
// The longest string already in the dictionary is sent, and the string longer by one pixel becomes a new entry. Strings
// of one colour (p, pp, ppp, ...) are kept aside from the others, as a list of codes for each colour: then a run of n
// equal pixels costs as many operations as it sends codes, about sqrt(2n), not n. An animation's frame is mostly such a
// run, of the transparent colour.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <vector>

namespace ravine::view::gif {

// One object may compress any number of images one after another; not for several threads at once.
class Lzw {
 public:
  Lzw();
  // Starts an image with colours 0 ... 2^bits - 1; bits 2 ... 8.
  void begin(unsigned bits);
  void run(std::uint8_t color, std::size_t length);
  void pixels(std::span<const std::uint8_t> colors);
  // Ends the image, at least one pixel after `begin`. The codes as bytes, not yet cut into blocks; valid until `begin`.
  std::span<const unsigned char> finish();

 private:
  static constexpr unsigned code_limit = 4096, slots = 8192;

  void clear();
  void emit(unsigned code);
  void extend_run(std::size_t length);
  void put(unsigned code);

  struct Runs {
    std::vector<std::uint16_t> codes;  // codes[n - 1] stands for n pixels of this colour
  };

  unsigned bits_ = 8, width_ = 9, next_ = 0;
  unsigned prefix_ = 0;  // code of the string read so far
  std::size_t run_ = 0;  // its length when it is all of one colour, else 0
  std::uint8_t run_color_ = 0;
  bool empty_ = true;  // no pixel yet
  std::array<Runs, 256> runs_;
  std::unique_ptr<std::uint32_t[]> table_;  // prefix, colour and code in 12 + 8 + 12 bits; open addressing
  std::uint64_t buffer_ = 0;                // bits not yet written, the first one lowest
  unsigned buffered_ = 0;
  std::vector<unsigned char> bytes_;  // the first size_ are written
  std::size_t size_ = 0;
};

}  // namespace ravine::view::gif

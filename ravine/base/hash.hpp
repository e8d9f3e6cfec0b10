// A small hash that never changes: run keys, and the sub-hashes by which platforms are compared. 64 or 128 bits of
// bytes, integers, text and numbers, in order. Not against an adversary.
//
// Two states take each 64-bit word by a step that loses nothing (a word and its place always count); Stafford's mix 13
// (2011, as in splitmix64) ends it.
#pragma once

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

namespace ravine::math {

class Hash {
 public:
  constexpr Hash& add(std::uint64_t word) {
    first_ = (first_ ^ word) * 0x9E3779B97F4A7C15;
    first_ ^= first_ >> 32;
    second_ = std::rotl(second_ + word * 0xBF58476D1CE4E5B9, 31) * 0x94D049BB133111EB;
    ++words_;
    return *this;
  }
  // All NaNs are one; -0 and +0 differ. (Emscripten's library has no std::bit_cast.)
  constexpr Hash& add(double x) { return add(word(x)); }
  constexpr Hash& add(float x) {
    return add(x == x ? __builtin_bit_cast(std::uint32_t, x) : std::uint64_t{0x7FC00000});
  }
  constexpr Hash& add(std::span<const double> x) {
    for (const double element : x) add(element);
    return add(std::uint64_t{x.size()});
  }
  constexpr Hash& add(std::span<const float> x) {
    for (const float element : x) add(element);
    return add(std::uint64_t{x.size()});
  }
  // Eight bytes a word, the first the lowest, on every platform; then the length.
  constexpr Hash& add(std::string_view bytes) {
    for (std::size_t begin = 0; begin < bytes.size(); begin += 8) {
      std::uint64_t word = 0;
      for (std::size_t i = 0; i < 8 && begin + i < bytes.size(); ++i)
        word |= std::uint64_t{static_cast<unsigned char>(bytes[begin + i])} << (8 * i);
      add(word);
    }
    return add(std::uint64_t{bytes.size()});
  }
  Hash& add(const char*) = delete;  // would go by way of bool or integers in some overload sets: say std::string_view

  constexpr std::uint64_t value() const { return mixed(first_ ^ std::rotl(second_, 17) ^ words_); }
  constexpr std::array<std::uint64_t, 2> value128() const {
    const std::uint64_t a = mixed(first_ + words_), b = mixed(second_ ^ a);
    return {mixed(a + b), b};
  }

  static constexpr std::uint64_t mixed(std::uint64_t h) {
    h = (h ^ (h >> 30)) * 0xBF58476D1CE4E5B9;
    h = (h ^ (h >> 27)) * 0x94D049BB133111EB;
    return h ^ (h >> 31);
  }
  static constexpr std::uint64_t word(double x) {
    return x == x ? __builtin_bit_cast(std::uint64_t, x) : std::uint64_t{0x7FF8000000000000};
  }

 private:
  std::uint64_t first_ = 0x243F6A8885A308D3, second_ = 0x13198A2E03707344, words_ = 0;  // digits of pi
};

// 128 bits of words of which each stands at a place of its own. A sum, in any order, of what each word and its place
// make (a product of two mixed forms of the word, as in Wang's wyhash): of many sets that share most of their words the
// common part is added once, and the others do not wait for each other.
class PlacedHash {
 public:
  constexpr PlacedHash& add(std::uint64_t place, std::uint64_t word) {
    const std::uint64_t salt = (place + 1) * 0x9E3779B97F4A7C15;
    const auto product = static_cast<Wide>(word ^ salt) * (std::rotl(word, 32) ^ (salt * 0xBF58476D1CE4E5B9));
    first_ += static_cast<std::uint64_t>(product) ^ word;
    second_ += static_cast<std::uint64_t>(product >> 64);
    return *this;
  }
  constexpr PlacedHash& add(std::uint64_t place, double x) { return add(place, Hash::word(x)); }
  constexpr std::array<std::uint64_t, 2> value128() const { return mixed(sums()); }
  // The value in two parts: of many sets at once it is best to mix all sums at the end, when none waits for another.
  constexpr std::array<std::uint64_t, 2> sums() const { return {first_, second_}; }
  static constexpr std::array<std::uint64_t, 2> mixed(std::array<std::uint64_t, 2> sums) {
    const std::uint64_t a = Hash::mixed(sums[0] ^ std::rotl(sums[1], 32)), b = Hash::mixed(sums[1] + a);
    return {a ^ b, b};
  }

 private:
  __extension__ using Wide = unsigned __int128;
  std::uint64_t first_ = 0x243F6A8885A308D3, second_ = 0x13198A2E03707344;  // digits of pi
};

}  // namespace ravine::math

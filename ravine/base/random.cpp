#include "ravine/base/random.hpp"

#include <algorithm>

namespace ravine::math {
namespace {

std::uint32_t low(std::uint64_t word) { return static_cast<std::uint32_t>(word); }
std::uint32_t high(std::uint64_t word) { return static_cast<std::uint32_t>(word >> 32); }

// Blocks first ... first + n - 1 of a stream (key, upper half of the counter), each as two words.
RAVINE_EVERY_ISA void random_words(const std::uint32_t* stream, std::uint64_t first, std::size_t n, std::uint64_t* even,
                                   std::uint64_t* odd) {
  const std::uint32_t key0 = stream[0], key1 = stream[1], upper0 = stream[2], upper1 = stream[3];
  RAVINE_LANES for (std::size_t i = 0; i < n; ++i) {
    const std::uint64_t counter = first + i;
    const auto [a, b, c, d] = philox(
        {static_cast<std::uint32_t>(counter), static_cast<std::uint32_t>(counter >> 32), upper0, upper1}, key0, key1);
    even[i] = a | std::uint64_t{b} << 32;
    odd[i] = c | std::uint64_t{d} << 32;
  }
}
#define RAVINE_EACH(name, conversion)                                                        \
  RAVINE_EVERY_ISA void name(std::size_t n, const std::uint64_t* random, double* out) {      \
    RAVINE_LANES for (std::size_t i = 0; i < n; ++i) out[i] = detail::conversion(random[i]); \
  }
RAVINE_EACH(to_uniform, closed_open)
RAVINE_EACH(to_uniform_open, open)
#undef RAVINE_EACH

RAVINE_EVERY_ISA void to_normal(std::size_t n, const std::uint64_t* first, const std::uint64_t* second, double* even,
                                double* odd) {
  RAVINE_LANES for (std::size_t i = 0; i < n; ++i) {
    const auto pair = detail::normal_pair(first[i], second[i]);
    even[i] = pair.first;
    odd[i] = pair.second;
  }
}

// Fills `out` from element `first` on; `convert(n, even words, odd words, even numbers, odd numbers)` does n blocks.
template <class Convert>
void fill(const std::uint32_t* stream, std::uint64_t first, std::span<double> out, Convert convert) {
  constexpr std::size_t blocks = 64;
  std::uint64_t words[2][blocks];
  double numbers[2][blocks];
  for (std::size_t done = 0; done < out.size();) {
    const std::size_t skip = (first + done) % 2;
    const std::size_t count = std::min(blocks, (out.size() - done + skip + 1) / 2);
    random_words(stream, (first + done) / 2, count, words[0], words[1]);
    convert(count, words[0], words[1], numbers[0], numbers[1]);
    for (std::size_t i = skip; i < 2 * count && done < out.size(); ++i) out[done++] = numbers[i % 2][i / 2];
  }
}
template <class Each>
auto both(Each each) {
  return [each](std::size_t n, const std::uint64_t* a, const std::uint64_t* b, double* even, double* odd) {
    each(n, a, even);
    each(n, b, odd);
  };
}

}  // namespace

void RandomStream::uniform(std::uint64_t first, std::span<double> out) const {
  fill(stream_.data(), first, out, both(to_uniform));
}
void RandomStream::uniform_open(std::uint64_t first, std::span<double> out) const {
  fill(stream_.data(), first, out, both(to_uniform_open));
}
void RandomStream::normal(std::uint64_t first, std::span<double> out) const {
  fill(stream_.data(), first, out, to_normal);
}

// 128 bits name a stream but for its step: the key's words taken in one after another, each block keyed by the one
// before.
RandomStream::RandomStream(const RandomKey& key) {
  const auto purpose = static_cast<std::uint64_t>(key.purpose);
  const auto name =
      philox({low(purpose), high(purpose), low(key.problem), high(key.problem)}, low(key.seed), high(key.seed));
  stream_ = philox({low(key.repeat), high(key.repeat), name[2], name[3]}, name[0], name[1]);
  turn(key.step);
}

std::uint64_t RandomStream::below(std::uint64_t count, std::uint64_t index) const {
  // the upper half of the 128-bit product
  const std::uint64_t random = bits(index);
  const std::uint64_t a = random >> 32, b = random & 0xFFFFFFFF, c = count >> 32, d = count & 0xFFFFFFFF;
  const std::uint64_t middle = (b * d >> 32) + (a * d & 0xFFFFFFFF) + b * c;
  return a * c + (a * d >> 32) + (middle >> 32);
}

}  // namespace ravine::math

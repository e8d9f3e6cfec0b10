// Random numbers by counter: any element of any stream can be had without the ones before it, so that no result depends
// on threads or order.
//
// Philox4x32-10: Salmon, Moraes, Dror, Shaw 2011, "Parallel random numbers: as easy as 1, 2, 3", doi
// 10.1145/2063384.2063405.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>

#include "ravine/base/math/logarithm.hpp"
#include "ravine/base/math/trigonometric.hpp"

namespace ravine::math {

// 128 random bits for a counter and a key.
RAVINE_INLINE constexpr std::array<std::uint32_t, 4> philox(std::array<std::uint32_t, 4> counter, std::uint32_t key0,
                                                            std::uint32_t key1) {
  auto [c0, c1, c2, c3] = counter;
  for (int round = 0; round < 10; ++round) {
    const std::uint64_t p0 = std::uint64_t{0xD2511F53} * c0, p1 = std::uint64_t{0xCD9E8D57} * c2;
    const auto high0 = static_cast<std::uint32_t>(p0 >> 32), high1 = static_cast<std::uint32_t>(p1 >> 32);
    c0 = high1 ^ c1 ^ key0;
    c1 = static_cast<std::uint32_t>(p1);
    c2 = high0 ^ c3 ^ key1;
    c3 = static_cast<std::uint32_t>(p0);
    key0 += 0x9E3779B9;
    key1 += 0xBB67AE85;
  }
  return {c0, c1, c2, c3};
}

namespace detail {

// Built from bits, since the conversion of 64-bit integers does not vectorise everywhere.
RAVINE_INLINE double closed_open(std::uint64_t random) {
  // 52 bits by the mantissa of [1, 2), the 53rd apart
  const double upper = from_bits<double>((random >> 12) | 0x3FF0000000000000) - 1.0;
  return upper + from_bits<double>((std::uint64_t{0} - ((random >> 11) & 1)) & 0x3CA0000000000000);
}
RAVINE_INLINE double open(std::uint64_t random) {
  return (from_bits<double>((random >> 12) | 0x3FF0000000000000) - 1.0) + 0x1p-53;
}
struct NormalPair {
  double first, second;
};
RAVINE_INLINE NormalPair normal_pair(std::uint64_t random_u, std::uint64_t random_v) {
  const double radius = __builtin_sqrt(-2.0 * log(open(random_u)));
  const double angle = 0x1.921fb54442d18p2 * open(random_v);
  return {radius * cos_near(angle), radius * sin_near(angle)};
}

}  // namespace detail

// What a stream's numbers are for: streams of one run with different purposes are independent.
enum class Purpose : std::uint64_t {
  start = 1,       // starting points
  gradient_noise,  // noise added to gradients
  minibatch,       // which samples a step sees
  initialisation,  // parameters of a model
  dataset,         // made-up data
  sweep,           // random search over hyperparameters
  resampling,      // bootstrap intervals
  test,
  curvature,      // directions along which a method asks for curvature
  problem_noise,  // noise on the gradients that a problem gives
};

// Names one stream. Never holds a method, a hyperparameter, a worker or an order: contenders meet the same noise.
struct RandomKey {
  std::uint64_t seed = 0;  // of the study
  Purpose purpose = Purpose::test;
  std::uint64_t problem = 0;
  std::uint64_t repeat = 0;  // index of the start or repeat
  std::uint64_t step = 0;
};

// An endless sequence of random numbers, indexed from 0. Immutable; cheap to make (two Philox blocks) and to copy.
// The functions are views of the same bits: uniform(i) and normal(i) are not independent of each other.
class RandomStream {
 public:
  explicit RandomStream(const RandomKey& key);
  // The stream of the same key with another step, for no work at all.
  RandomStream at_step(std::uint64_t step) const {
    auto other = *this;
    other.turn(step_ ^ step);
    return other;
  }

  std::uint64_t bits(std::uint64_t index) const { return half(block(index / 2), index % 2); }
  // In [0, 1), a multiple of 2^-53.
  double uniform(std::uint64_t index) const { return detail::closed_open(bits(index)); }
  // In (0, 1), an odd multiple of 2^-53.
  double uniform_open(std::uint64_t index) const { return detail::open(bits(index)); }
  // Standard normal, by Box & Muller (1958, doi 10.1214/aoms/1177706645): from the block's two uniform numbers u, v in
  // (0, 1) element 2j is sqrt(-2 log u) cos(2 pi v), element 2j + 1 the same with sin. |x| < 8.6.
  double normal(std::uint64_t index) const {
    const auto random = block(index / 2);
    const auto pair = detail::normal_pair(half(random, 0), half(random, 1));
    return index % 2 == 0 ? pair.first : pair.second;
  }
  // In {0, ..., count - 1}, count > 0, by multiplication and shift: a value's probability is off by less than 2^-64.
  std::uint64_t below(std::uint64_t count, std::uint64_t index) const;

  // out[i] = the function's element first + i.
  void uniform(std::uint64_t first, std::span<double> out) const;
  void uniform_open(std::uint64_t first, std::span<double> out) const;
  void normal(std::uint64_t first, std::span<double> out) const;

 private:
  using Block = std::array<std::uint32_t, 4>;
  Block block(std::uint64_t counter) const {
    return philox(
        {static_cast<std::uint32_t>(counter), static_cast<std::uint32_t>(counter >> 32), stream_[2], stream_[3]},
        stream_[0], stream_[1]);
  }
  static std::uint64_t half(const Block& block, std::uint64_t which) {
    return which == 0 ? block[0] | std::uint64_t{block[1]} << 32 : block[2] | std::uint64_t{block[3]} << 32;
  }
  void turn(std::uint64_t change) {
    stream_[2] ^= static_cast<std::uint32_t>(change);
    stream_[3] ^= static_cast<std::uint32_t>(change >> 32);
    step_ ^= change;
  }
  // The Philox key, then the upper half of every counter: the rest of the name, turned by the step.
  std::array<std::uint32_t, 4> stream_;
  std::uint64_t step_ = 0;
};

}  // namespace ravine::math

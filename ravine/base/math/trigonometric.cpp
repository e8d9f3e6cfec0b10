#include "ravine/base/math/trigonometric.hpp"

namespace ravine::math::detail {
namespace {

// 2/pi in binary, after 64 zero bits: bit i of the fraction (from 1) is bit 63 + i of the words.
constexpr std::array<std::uint64_t, 22> two_over_pi{0,
                                                    0xa2f9836e4e441529,
                                                    0xfc2757d1f534ddc0,
                                                    0xdb6295993c439041,
                                                    0xfe5163abdebbc561,
                                                    0xb7246e3a424dd2e0,
                                                    0x06492eea09d1921c,
                                                    0xfe1deb1cb129a73e,
                                                    0xe88235f52ebb4484,
                                                    0xe99c7026b45f7e41,
                                                    0x3991d639835339f4,
                                                    0x9c845f8bbdf9283b,
                                                    0x1ff897ffde05980f,
                                                    0xef2f118b5a0a6d1f,
                                                    0x6d367ecf27cb09b7,
                                                    0x4f463f669e5fea2d,
                                                    0x7527bac7ebe5f17b,
                                                    0x3d0739f78a5292ea,
                                                    0x6bfb5fb11f8d5d08,
                                                    0x56033046fc7b6bab,
                                                    0xf0cfbc209af4361d,
                                                    0xa9e391615ee61b08};

// 256 bits, the first limb is the lowest.
using Wide = std::array<std::uint32_t, 8>;

// 256 bits of two_over_pi from bit `first` on.
Wide window(std::size_t first) {
  Wide limbs{};
  for (std::size_t i = 0; i < limbs.size(); ++i) {
    const std::size_t bit = first + 32 * (limbs.size() - 1 - i), word = bit / 64, shift = bit % 64;
    std::uint64_t value = two_over_pi[word] << shift;
    if (shift > 32) value |= two_over_pi[word + 1] >> (64 - shift);
    limbs[i] = static_cast<std::uint32_t>(value >> 32);
  }
  return limbs;
}

// The low 256 bits of a * b.
Wide product(const Wide& a, std::uint64_t b) {
  const std::uint64_t halves[2] = {b & 0xFFFFFFFF, b >> 32};
  Wide result{};
  for (std::size_t j = 0; j < 2; ++j) {
    std::uint64_t carry = 0;
    for (std::size_t i = 0; i + j < result.size(); ++i) {
      carry += a[i] * halves[j] + result[i + j];
      result[i + j] = static_cast<std::uint32_t>(carry);
      carry >>= 32;
    }
  }
  return result;
}

Wide negated(Wide a) {
  std::uint64_t carry = 1;
  for (auto& limb : a) {
    carry += static_cast<std::uint32_t>(~limb);
    limb = static_cast<std::uint32_t>(carry);
    carry >>= 32;
  }
  return a;
}

// The 53 bits from bit `top` (of 256, counted from below) down, as an integer.
std::uint64_t bits_below(const Wide& a, int top) {
  std::uint64_t value = 0;
  for (int bit = top; bit > top - 53; --bit) {
    const auto limb = static_cast<std::size_t>(bit / 32);
    value = 2 * value + (bit < 0 ? 0 : (a[limb] >> (bit % 32)) & 1);
  }
  return value;
}

double two_to(int exponent) { return from_bits<double>(static_cast<std::uint64_t>(exponent + 1023) << 52); }

}  // namespace

Angle reduce_far(double x) {
  // |x| = m 2^e. Bits of 2/pi whose product with it is a multiple of 4 do not matter: take 256 from the first that
  // does. Then |x| 2/pi modulo 4 is product / 2^254, short of the truth by less than 2^53 / 2^254.
  const auto b = bits(magnitude(x));
  const int e = static_cast<int>(b >> 52) - 1075;
  const std::uint64_t m = (b & mantissa_mask<double>) | (std::uint64_t{1} << 52);
  Wide turns = product(window(static_cast<std::size_t>(e) + 62), m);
  std::uint64_t quadrant = turns[7] >> 30;
  turns[7] &= 0x3FFFFFFF;
  const bool above_half = (turns[7] >> 29) != 0;  // then the next quadrant is nearer
  if (above_half) {
    ++quadrant;
    turns = negated(turns);
    turns[7] &= 0x3FFFFFFF;
  }
  int top = 253;
  while (top > 106 && ((turns[static_cast<std::size_t>(top / 32)] >> (top % 32)) & 1) == 0) --top;
  const double high = static_cast<double>(bits_below(turns, top)) * two_to(top - 52 - 254);
  const double low = static_cast<double>(bits_below(turns, top - 53)) * two_to(top - 105 - 254);
  // times pi/2
  constexpr double half_pi = 0x1.921fb54442d18p0, half_pi_low = 0x1.1a62633145c07p-54;
  const auto r = two_product(high, half_pi);
  const auto sum = fast_two_sum(r.high, r.low + (high * half_pi_low + low * half_pi));
  const bool flip = above_half != (x < 0);
  return {{flip ? -sum.high : sum.high, flip ? -sum.low : sum.low}, x < 0 ? std::uint64_t{0} - quadrant : quadrant};
}

double sin_far(double x) { return wave(reduce_far(x), 0); }
double cos_far(double x) { return wave(reduce_far(x), 1); }
double tan_far(double x) { return tangent(reduce_far(x)); }

}  // namespace ravine::math::detail

// Random formulas, the same on every machine: the generator is keyed by a number.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <limits>
#include <string>
#include <string_view>
#include <vector>

namespace ravine::test {

inline std::string joined(std::initializer_list<std::string_view> pieces) {
  std::string result;
  for (const auto piece : pieces) result += piece;
  return result;
}

class Random {
 public:
  explicit Random(std::uint64_t key) : state_(key * 0x9E3779B97F4A7C15U + 0x1234567U) {}
  // SplitMix64 (Steele, Lea & Flood 2014).
  std::uint64_t bits() {
    auto z = (state_ += 0x9E3779B97F4A7C15U);
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9U;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBU;
    return z ^ (z >> 31);
  }
  std::size_t below(std::size_t n) { return static_cast<std::size_t>(bits() % n); }
  double uniform(double low, double high) { return low + (high - low) * (static_cast<double>(bits() >> 11) * 0x1p-53); }
  template <class T, std::size_t n>
  const T& of(const std::array<T, n>& choices) {
    return choices[below(n)];
  }

 private:
  std::uint64_t state_;
};

inline const std::array<std::string, 3> letters{"x", "y", "z"};

// Text of x, y, z that is smooth wherever it is finite, and finite near the origin. Draws stand in statements of their
// own: compilers differ in the order of operands.
inline std::string smooth_text(Random& random, int depth) {
  if (depth == 0 || random.below(6) == 0) {
    if (random.below(4) != 0) return random.of(letters);
    const auto whole = std::to_string(random.below(40));
    return whole + "." + std::to_string(random.below(10));
  }
  const auto part = [&] { return std::string("(") + smooth_text(random, depth - 1) + ")"; };
  static const std::array<std::string, 10> total{"sin",  "cos",        "tanh",      "sigmoid",   "softplus",
                                                 "atan", "cbrt(2+cos", "exp(-cosh", "log(1+exp", "expm1(sin"};
  const auto choice = random.below(9);
  const auto first = part();
  switch (choice) {
    case 0:
    case 1:
      return first + " + " + part();
    case 2:
      return first + " - " + part();
    case 3:
    case 4:
      return first + "*" + part();
    case 5:
      return first + "/(1 + " + part() + "^2)";
    case 6:
      return first + "^" + std::to_string(2 + random.below(4));
    case 7:
      return "sqrt(1 + " + first + "^2)";
    default: {
      const auto& name = random.of(total);
      return name + first + (name.find('(') != std::string::npos ? ")" : "");
    }
  }
}

// Text of x, y, z with every operation, whatever comes out of it.
inline std::string any_text(Random& random, int depth) {
  if (depth == 0 || random.below(7) == 0) {
    static const std::array<std::string, 10> numbers{"0", "1", "2", "0.5", "3", "1e-3", "pi", "(-1)", "(-0)", "1e200"};
    return random.below(3) == 0 ? random.of(numbers) : random.of(letters);
  }
  const auto part = [&] { return any_text(random, depth - 1); };
  static const std::array<std::string, 4> infix{"+", "-", "*", "/"};
  static const std::array<std::string, 22> unary{
      "-",   "abs", "sign", "floor", "sqrt", "cbrt", "exp",  "expm1", "log",     "log1p",    "sin",
      "cos", "tan", "asin", "acos",  "atan", "sinh", "cosh", "tanh",  "sigmoid", "softplus", "erf"};
  static const std::array<std::string, 5> binary{"min", "max", "hypot", "atan2", "pow"};
  const auto choice = random.below(8);
  const auto first = part();
  switch (choice) {
    case 0:
    case 1:
    case 2: {
      const auto& sign = random.of(infix);
      return joined({"(", first, " ", sign, " ", part(), ")"});
    }
    case 3:
      return joined({"(", first, ")^(", std::to_string(static_cast<int>(random.below(9)) - 3), ")"});
    case 4: {
      const auto& name = random.of(binary);
      return joined({name, "(", first, ", ", part(), ")"});
    }
    case 5: {
      const auto& factor = random.of(letters);
      return joined({"(", first, ")*", factor, " - ", random.of(letters)});
    }
    default:
      return joined({random.of(unary), "(", first, ")"});
  }
}

// Points where mistakes show: zeros of both signs, infinities, NaN, subnormals, near overflow, and plain ones.
inline double any_number(Random& random) {
  static const std::array<double, 14> special{0.0,
                                              -0.0,
                                              1.0,
                                              -1.0,
                                              0.5,
                                              2.0,
                                              1e-310,
                                              1e308,
                                              -1e308,
                                              1e-200,
                                              1.0 / 3,
                                              4503599627370497.5,
                                              std::numeric_limits<double>::infinity(),
                                              std::numeric_limits<double>::quiet_NaN()};
  const auto choice = random.below(3);
  if (choice == 0) return random.of(special);
  if (choice == 1) return -random.of(special);
  return random.uniform(-4, 4);
}

inline std::vector<double> any_point(Random& random) {
  return {any_number(random), any_number(random), any_number(random)};
}

}  // namespace ravine::test

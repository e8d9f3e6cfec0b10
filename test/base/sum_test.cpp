#include "ravine/base/sum.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <random>
#include <vector>

namespace ravine::math {
namespace {

// Runs tasks backwards: results must not depend on the order.
class Backwards final : public Executor {
 public:
  std::size_t workers() const override { return 3; }
  void run(std::size_t count, const std::function<void(std::size_t)>& task) override {
    for (std::size_t i = count; i > 0; --i) task(i - 1);
  }
};

std::vector<double> numbers(std::size_t n) {
  std::mt19937_64 random(n);
  std::vector<double> x(n);
  for (auto& element : x)
    element = std::ldexp(static_cast<double>(random() >> 11) - 0x1p52, -60 + static_cast<int>(random() % 16));
  return x;
}

// The shape, written as the header tells it.
double by_definition(const std::vector<double>& x) {
  std::vector<double> level;
  for (std::size_t first = 0; first < x.size(); first += sum_chunk) {
    std::vector<double> a(sum_accumulators, 0.0);
    for (std::size_t i = first; i < std::min(x.size(), first + sum_chunk); ++i) a[(i - first) % 16] += x[i];
    for (std::size_t half = 8; half > 0; half /= 2)
      for (std::size_t i = 0; i < half; ++i) a[i] += a[i + half];
    level.push_back(a[0]);
  }
  if (level.empty()) return 0;
  while (level.size() > 1) {
    std::vector<double> next;
    for (std::size_t i = 0; i < level.size(); i += 2)
      next.push_back(i + 1 < level.size() ? level[i] + level[i + 1] : level[i]);
    level = next;
  }
  return level[0];
}

TEST(Sum, HasItsShapeForEveryLengthAndExecutor) {
  Backwards backwards;
  SerialExecutor serial;
  for (const std::size_t n :
       {0UL, 1UL, 2UL, 15UL, 16UL, 17UL, 4095UL, 4096UL, 4097UL, 12345UL, 4096UL * 7, 1000003UL}) {
    const auto x = numbers(n);
    const double expected = by_definition(x);
    EXPECT_EQ(sum(x), expected) << n;
    EXPECT_EQ(sum(x, backwards), expected) << n;
    EXPECT_EQ(sum(x, serial), expected) << n;
    std::vector<double> squares(n);
    for (std::size_t i = 0; i < n; ++i) squares[i] = x[i] * x[i];
    EXPECT_EQ(squared_norm(x), by_definition(squares)) << n;
    EXPECT_EQ(dot(x, x, backwards), by_definition(squares)) << n;
    const std::vector<float> floats(x.begin(), x.end());
    const std::vector<double> widened(floats.begin(), floats.end());
    EXPECT_EQ(sum(floats), by_definition(widened)) << n;
    EXPECT_EQ(squared_norm(floats, backwards), squared_norm(widened)) << n;
  }
}

TEST(Sum, IsTheSameForAPointInAnyLane) {
  for (const std::size_t n : {0UL, 1UL, 2UL, 3UL, 15UL, 16UL, 17UL, 40UL, 5000UL})
    for (const std::size_t lanes : {1UL, 3UL, 32UL, 70UL}) {
      LaneBlock<double> block(n, lanes);
      std::vector<double> total(lanes, -1), square(lanes, -1);
      const auto all = numbers(n * lanes);
      for (std::size_t i = 0; i < n; ++i)
        for (std::size_t lane = 0; lane < lanes; ++lane) block[i][lane] = all[lane * n + i];
      sum(n, lanes, std::as_const(block).columns(), total.data());
      squared_norm(n, lanes, std::as_const(block).columns(), square.data());
      for (std::size_t lane = 0; lane < lanes; ++lane) {
        const std::span<const double> point(all.data() + lane * n, n);
        ASSERT_EQ(total[lane], sum(point)) << n << " in lane " << lane << " of " << lanes;
        ASSERT_EQ(square[lane], squared_norm(point)) << n << " in lane " << lane << " of " << lanes;
      }
    }
}

// Each element passes 256 additions in its accumulator, 4 in the tree and log2(chunks) after, so the error is at most
// (256 + 4 + 8) 2^-53 sum |x| here (Higham 2002, section 4.2).
TEST(Sum, ErrsLittle) {
  const auto x = numbers(1 << 20);
  long double exact = 0, size = 0;
  for (const double element : x) exact += element, size += std::fabs(element);
  EXPECT_LE(std::fabs(static_cast<double>(sum(x) - exact)), 268 * 0x1p-53 * static_cast<double>(size));
}

TEST(Sum, PassesOnWhatIsNotFinite) {
  std::vector<double> x(10000, 1.0);
  EXPECT_EQ(sum(x), 10000);
  x[7777] = std::numeric_limits<double>::infinity();
  EXPECT_EQ(sum(x), x[7777]);
  x[1] = std::nan("");
  EXPECT_TRUE(std::isnan(sum(x)));
}

}  // namespace
}  // namespace ravine::math

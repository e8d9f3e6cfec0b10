// Long runs: the same bits for any number of workers, and for a coordinate wherever a step is divided.
#include <gtest/gtest.h>

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstdint>
#include <span>
#include <type_traits>
#include <vector>

#include "ravine/method/stepper.hpp"
#include "test/method/conventions.hpp"
#include "test/sanitized.hpp"
#include "test/threads.hpp"

namespace ravine {
namespace {

// Beside a matrix: enough for three pieces of a walk (method/walk.cpp), the last of them short; and for longer ones.
constexpr std::size_t three_pieces = 2 * 16384 + 17, many_pieces = 200'003;

Layout long_layout(std::size_t rest) {
  Layout layout;
  layout.tensors = {{"weight", {3, 4}, 0, 0}, {"rest", {rest}, 12, 0}};
  return layout;
}

template <class T>
std::vector<T> start(std::size_t n) {
  std::vector<T> x(n);
  for (std::size_t i = 0; i < n; ++i) x[i] = static_cast<T>(static_cast<double>(i * 37 % 1001) / 250 - 2);
  return x;
}
template <class T>
void gradient_at(std::span<const T> x, std::span<T> g) {
  for (std::size_t i = 0; i < x.size(); ++i) g[i] = (x[i] - T(0.5)) * static_cast<T>(1 + i % 5);
}

template <class T>
void step(Stepper<T>& stepper, std::vector<T>& x) {
  if constexpr (std::is_same_v<T, double>) {
    stepper.step(x, [](std::span<const double> at, std::span<double> g) {
      gradient_at(at, g);
      return 1 + at[0] * at[0];
    });
  } else {
    std::vector<T> g(x.size());
    gradient_at<T>(x, g);
    stepper.step(x, g, 1 + static_cast<double>(x[0]) * static_cast<double>(x[0]));
  }
}

// The point after three steps, then the state.
template <class T>
std::vector<double> walked(const Method& method, std::size_t rest, Executor* executor) {
  const auto layout = long_layout(rest);
  Stepper<T> stepper(method, layout);
  if (executor != nullptr) stepper.use(*executor);
  auto x = start<T>(layout.size());
  for (int t = 0; t < 3; ++t) step(stepper, x);
  const auto state = stepper.save();
  std::vector<double> all(x.begin(), x.end());
  all.insert(all.end(), state.scalars.begin(), state.scalars.end());
  all.insert(all.end(), state.slots.begin(), state.slots.end());
  return all;
}

// NaNs are one.
bool same_bits(const std::vector<double>& a, const std::vector<double>& b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](double one, double other) {
    return std::bit_cast<std::uint64_t>(one) == std::bit_cast<std::uint64_t>(other) ||
           (std::isnan(one) && std::isnan(other));
  });
}

template <class T>
void expect_any_workers(const Method& method, std::size_t rest) {
  const auto alone = walked<T>(method, rest, nullptr);
  for (const std::size_t workers : {1, 2, 3}) {
    Threads threads(workers);
    EXPECT_TRUE(same_bits(walked<T>(method, rest, &threads), alone)) << method.text() << ", workers: " << workers;
    const auto& chain = method.chain();
    EXPECT_EQ(threads.runs() > 0, workers > 1 && !chain.is_solver() && !chain.moves_matrices()) << method.text();
  }
}

TEST(Long, TheSameBitsForAnyNumberOfWorkers) {
  constexpr std::size_t every = test::sanitized ? 8 : 1;  // it takes a minute there for all, and they share their loops
  const auto all = test::conventions();
  for (std::size_t k = 0; k < all.size(); k += every) {
    const auto& method = all[k];
    if (method.info().name == "sophia") continue;  // a callable has no second derivative
    if (method.chain().links().front().entry->most_coordinates > 0) continue;
    expect_any_workers<double>(method, three_pieces);
    if (!test::has_probe(method) && !method.chain().is_solver()) expect_any_workers<float>(method, three_pieces);
  }
}

TEST(Long, TheSameBitsInPiecesThatShrink) {
  for (const auto* text : {"adam", "noise(0.1) | rmsprop(centered=true)", "clip_norm(1) | adamw", "dog", "madgrad"}) {
    expect_any_workers<double>(Method::parse(text), many_pieces);
    expect_any_workers<float>(Method::parse(text), many_pieces);
  }
}

// Remainders of vectors, pieces and blocks (16384 coordinates of a chain, method/walk.cpp): what a coordinate does
// depends on nothing but itself.
template <class T>
void expect_any_split(const Method& method) {
  constexpr std::size_t n = 40'000;
  Stepper<T> whole(method, n);
  auto x = start<T>(n), parts = x;
  for (int t = 0; t < 3; ++t) step(whole, x);
  std::size_t first = 0;
  for (const std::size_t size : {std::size_t{1}, std::size_t{20}, std::size_t{16385}, n - 16406}) {
    Stepper<T> part(method, size);
    for (int t = 0; t < 3; ++t) {
      std::vector<T> g(n), own(parts.begin() + static_cast<std::ptrdiff_t>(first),
                               parts.begin() + static_cast<std::ptrdiff_t>(first + size));
      gradient_at<T>(parts, g);  // as of the whole: a factor goes by the place
      part.step(own, std::span<const T>(g).subspan(first, size), 1);
      std::copy(own.begin(), own.end(), parts.begin() + static_cast<std::ptrdiff_t>(first));
    }
    first += size;
  }
  EXPECT_TRUE(same_bits(std::vector<double>(x.begin(), x.end()), std::vector<double>(parts.begin(), parts.end())))
      << method.text();
}

TEST(Long, TheSameBitsInAnySplit) {
  const auto all = test::conventions();
  for (std::size_t k = 0; k < all.size(); k += test::sanitized ? 8 : 1) {
    const auto& method = all[k];
    const auto& chain = method.chain();
    if (test::is_coupled(method) || test::has_probe(method) || chain.is_solver() || chain.moves_matrices()) continue;
    expect_any_split<float>(method);
    expect_any_split<double>(method);
  }
}

// In a cache line, at the first step and at a later one: kernels go by whole lines of the point, and slots lie as it
// did first (Walk::lay_slots_as).
template <class T>
std::vector<double> walked_from(const Method& method, std::size_t place, std::size_t later) {
  constexpr std::size_t n = 101;
  Stepper<T> stepper(method, n);
  std::vector<T> room(n + 32), g(n);
  const auto values = start<T>(n);
  std::span<T> x(room.data() + place, n);
  std::copy(values.begin(), values.end(), x.begin());
  for (int t = 0; t < 3; ++t) {
    if (t == 2) {
      std::copy_backward(x.begin(), x.end(), x.end() + static_cast<std::ptrdiff_t>(later));
      x = std::span<T>(room.data() + place + later, n);
    }
    gradient_at<T>(x, g);
    stepper.step(x, g, 1);
  }
  const auto state = stepper.save();
  std::vector<double> all(x.begin(), x.end());
  all.insert(all.end(), state.slots.begin(), state.slots.end());
  return all;
}

TEST(Long, TheSameBitsWhereverThePointLies) {
  const auto all = test::conventions();
  for (std::size_t k = 0; k < all.size(); k += test::sanitized ? 8 : 1) {
    const auto& method = all[k];
    if (test::has_probe(method) || method.chain().is_solver() || method.chain().moves_matrices()) continue;
    const auto floats = walked_from<float>(method, 0, 0), doubles = walked_from<double>(method, 0, 0);
    for (std::size_t place = 1; place < 16; ++place) {
      EXPECT_TRUE(same_bits(walked_from<float>(method, place, 16 - place), floats)) << method.text() << place;
      EXPECT_TRUE(same_bits(walked_from<double>(method, place, place), doubles)) << method.text() << place;
    }
  }
}

TEST(Long, FewCoordinatesStayWithTheCaller) {
  Threads threads(2);
  Stepper<float> stepper(Method::parse("clip_norm(1) | adam | weight_decay(0.1)"), 32768);
  stepper.use(threads);
  std::vector<float> x(32768, 1), g(32768, 2);
  stepper.step(x, g);
  EXPECT_EQ(threads.runs(), 0U);
}

}  // namespace
}  // namespace ravine

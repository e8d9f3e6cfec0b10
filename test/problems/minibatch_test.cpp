// Which samples an evaluation sees.
#include "ravine/problem/model/minibatch.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <numeric>
#include <vector>

namespace ravine::model {
namespace {

std::vector<std::size_t> drawn(const Minibatch& minibatch, const StreamKey& key) {
  std::vector<std::size_t> rows(minibatch.batch);
  minibatch.draw(key, rows);
  return rows;
}

TEST(Minibatch, AnEpochSeesEverySampleOnce) {
  for (const std::size_t samples : {2, 3, 4, 5, 16, 17, 64, 100, 1000, 60000})
    for (const std::size_t batch : {std::size_t{1}, std::size_t{7}, samples / 2, samples - 1}) {
      if (batch == 0 || batch >= samples) continue;
      const Minibatch minibatch{samples, batch, false};
      std::vector<std::size_t> seen;  // two epochs of the endless row, and a bit
      for (std::uint64_t step = 0; seen.size() < 2 * samples; ++step)
        for (const auto row : drawn(minibatch, {9, 1, step})) seen.push_back(row);
      for (const std::size_t epoch : {0, 1}) {
        const auto first = seen.begin() + static_cast<std::ptrdiff_t>(epoch * samples);
        std::vector<std::size_t> sorted(first, first + static_cast<std::ptrdiff_t>(samples)), all(samples);
        std::sort(sorted.begin(), sorted.end());
        std::iota(all.begin(), all.end(), std::size_t{0});
        ASSERT_EQ(sorted, all) << samples << " by " << batch;
      }
      if (samples > 16) {
        EXPECT_FALSE(std::equal(seen.begin(), seen.begin() + 16, seen.begin() + static_cast<std::ptrdiff_t>(samples)));
      }
    }
}

TEST(Minibatch, FollowsFromTheKeyAlone) {
  for (const bool replacement : {false, true}) {
    const Minibatch minibatch{100, 10, replacement};
    const StreamKey key{4, 2, 77};
    EXPECT_EQ(drawn(minibatch, key), drawn(minibatch, key));
    EXPECT_NE(drawn(minibatch, key), drawn(minibatch, {5, 2, 77}));
    EXPECT_NE(drawn(minibatch, key), drawn(minibatch, {4, 3, 77}));
    EXPECT_NE(drawn(minibatch, key), drawn(minibatch, {4, 2, 78}));
  }
  std::vector<std::size_t> all(50);
  std::iota(all.begin(), all.end(), std::size_t{0});
  EXPECT_EQ(drawn({50, 50, false}, {1, 2, 3}), all);
}

// All 24 orders of 4 samples, and all places of a sample among 100: chi squared of 23 and 99 degrees of freedom is
// above 70 and 190 in one of 10^6 draws.
TEST(Minibatch, OrdersAreEquallyLikely) {
  std::map<std::vector<std::size_t>, double> orders;
  constexpr double draws = 24000;
  for (std::uint64_t repeat = 0; repeat < 24000; ++repeat) {
    const Permutation order(4, {1, repeat, 0}, 0);
    ++orders[{order[0], order[1], order[2], order[3]}];
  }
  EXPECT_EQ(orders.size(), 24u);
  double chi = 0;
  for (const auto& [order, count] : orders) chi += (count - draws / 24) * (count - draws / 24) / (draws / 24);
  EXPECT_LT(chi, 70);
  for (const bool replacement : {false, true}) {
    std::vector<double> counts(100);
    const Minibatch minibatch{100, 3, replacement};
    for (std::uint64_t repeat = 0; repeat < 20000; ++repeat) ++counts[drawn(minibatch, {1, repeat, 1})[2]];
    chi = 0;
    for (const double count : counts) chi += (count - 200) * (count - 200) / 200;
    EXPECT_LT(chi, 190);
  }
}

}  // namespace
}  // namespace ravine::model

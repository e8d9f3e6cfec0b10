#include "ravine/base/lanes.hpp"

#include <gtest/gtest.h>

#include <cstdint>
#include <utility>

namespace ravine {
namespace {

TEST(LaneBlock, IsZeroedAlignedAndPadded) {
  for (const std::size_t lanes : {2UL, 7UL, 8UL, 9UL, 64UL, 257UL}) {
    LaneBlock<double> block(3, lanes);
    EXPECT_GE(block.stride(), lanes);
    EXPECT_EQ(block.stride() % 8, 0U);
    EXPECT_LT(block.stride(), lanes + 8);
    for (std::size_t column = 0; column < 3; ++column) {
      EXPECT_EQ(reinterpret_cast<std::uintptr_t>(block[column]) % lane_alignment, 0U);
      EXPECT_EQ(block[column], block.columns()[column]);
      for (std::size_t lane = 0; lane < block.stride(); ++lane) EXPECT_EQ(block[column][lane], 0.0);
    }
  }
}

TEST(LaneBlock, KeepsThePointOfASingleRunContiguous) {
  LaneBlock<float> block(5, 1);
  EXPECT_EQ(block.stride(), 1U);
  EXPECT_EQ(block[4], block[0] + 4);
  EXPECT_EQ(reinterpret_cast<std::uintptr_t>(block[0]) % lane_alignment, 0U);
}

TEST(LaneBlock, MovesItsColumns) {
  LaneBlock<double> block(2, 4);
  block[1][3] = 5;
  const auto moved = std::move(block);
  EXPECT_EQ(moved[1][3], 5);
  const Columns<const double> view = moved.columns();
  EXPECT_EQ(view[1][3], 5);
  const LaneBlock<double> empty;
  EXPECT_EQ(empty.columns().data, nullptr);
}

}  // namespace
}  // namespace ravine

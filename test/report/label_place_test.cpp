#include "ravine/report/label_place.hpp"

#include <gtest/gtest.h>

namespace ravine::report {
namespace {

TEST(LabelPlace, RightOfThePointFirst) {
  LabelPlacer placer(500, 500);
  const auto place = placer.place("Adam", 13, {250, 250}, 10);
  ASSERT_TRUE(place);
  EXPECT_GT(place->dx, 0);
  EXPECT_FALSE(place->at_end);
}

TEST(LabelPlace, LeftNearTheRightEdge) {
  LabelPlacer placer(500, 500);
  const auto place = placer.place("Adam", 13, {480, 250}, 10);
  ASSERT_TRUE(place);
  EXPECT_TRUE(place->at_end);
}

TEST(LabelPlace, TextsTakeTheirRoom) {
  LabelPlacer placer(500, 500);
  for (int i = 0; i < 3; ++i) EXPECT_TRUE(placer.place("momentum", 13, {250, 250}, 10)) << i;
  // Around one point there is room for a few texts only.
  int placed = 0;
  for (int i = 0; i < 10; ++i) placed += placer.place("momentum", 13, {250, 250}, 10).has_value() ? 1 : 0;
  EXPECT_LT(placed, 4);
}

TEST(LabelPlace, AvoidsLinesWhereItCan) {
  LabelPlacer placer(500, 500);
  placer.add_line({{250, 250}, {500, 250}});
  const auto place = placer.place("Adam", 13, {250, 250}, 10);
  ASSERT_TRUE(place);
  EXPECT_TRUE(place->at_end) << "the line is on the right";
}

TEST(LabelPlace, NothingWhereAllIsCovered) {
  LabelPlacer placer(500, 500);
  for (double y = 200; y < 300; y += 4) placer.add_line({{0, y}, {500, y}});
  EXPECT_FALSE(placer.place("Adam", 13, {250, 250}, 10));
  EXPECT_TRUE(placer.place("Adam", 13, {250, 250}, 1e6));
}

TEST(LabelPlace, FreeAlsoWhenTheMapIsSmall) {
  LabelPlacer placer(500, 500);
  placer.add_mark({325, 250}, 6);  // clear of the text at full size, not at the small one
  const auto place = placer.place("momentum", 13, {250, 250}, 10);
  ASSERT_TRUE(place);
  EXPECT_TRUE(place->at_end);
}

}  // namespace
}  // namespace ravine::report

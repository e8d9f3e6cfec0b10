// Where the parts of a picture go.
#include <gtest/gtest.h>

#include "ravine/view/geometry/layout.hpp"

namespace ravine::view {
namespace {

LayoutRequest request(double width, double height) {
  LayoutRequest r;
  r.width = width, r.height = height;
  r.aspect = 1;
  r.panels = 2;
  r.rows = 4;
  r.map_labels = 20, r.panel_labels = 30;
  return r;
}

double share_of_the_map(const LayoutRequest& r) {
  const auto map = arrange(r).map;
  return map.width * map.height / (r.width * r.height);
}

TEST(Layout, ASmallPictureLeavesOutAPanelRatherThanTheMap) {
  EXPECT_EQ(arrange(request(1000, 800)).panels.size(), 2U);
  EXPECT_EQ(arrange(request(640, 400)).panels.size(), 1U);
  for (const auto& [width, height] : {std::pair{1000, 800}, {800, 600}, {640, 400}, {600, 400}, {480, 360}})
    EXPECT_GT(share_of_the_map(request(width, height)), 0.15) << width << " x " << height;
}

// At 600 x 450 the side gets narrower before the curves go, and long names have the room above the panels' labels.
TEST(Layout, ASmallPictureKeepsCurvesAndNames) {
  auto r = request(600, 450);
  r.rows = 6;
  r.names = 60;
  const auto layout = arrange(r);
  ASSERT_EQ(layout.panels.size(), 1U);
  EXPECT_GT(layout.legend.width, layout.panels[0].width + 20);
  EXPECT_GT(layout.legend.x, layout.map.x + layout.map.width + 10);
  r.names = 20;
  EXPECT_EQ(arrange(r).legend.x, arrange(r).panels[0].x) << "short ones stand above the curves";
}

TEST(Layout, AllPartsAreInsideThePicture) {
  for (const double width : {480, 600, 640, 800, 1000, 2000})
    for (const double height : {360, 400, 500, 800})
      for (const double aspect : {0.0, 0.3, 1.0, 3.0}) {
        auto r = request(width, height);
        r.aspect = aspect;
        const auto layout = arrange(r);
        for (const auto& part : {layout.map, layout.panels.empty() ? layout.map : layout.panels.back()}) {
          EXPECT_GE(part.x, 0);
          EXPECT_GE(part.y, header_of(height).formula_baseline);
          EXPECT_LE(part.x + part.width, width) << width << " x " << height << ", " << aspect;
          EXPECT_LE(part.y + part.height, height) << width << " x " << height << ", " << aspect;
        }
      }
}

}  // namespace
}  // namespace ravine::view

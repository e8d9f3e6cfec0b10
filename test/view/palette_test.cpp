// The colours: known OKLab values, even bands, styles that differ.
#include "ravine/view/geometry/palette.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstddef>

#include "test/view/oklab.hpp"

namespace ravine::view {
namespace {

TEST(Palette, OklabIsInvertedWithinTheMatricesDigits) {
  for (double l : {0.4, 0.6, 0.75})
    for (double a : {-0.03, 0.0, 0.04})
      for (double b : {-0.05, 0.0, 0.05}) {
        const Lab back = lab(oklab(l, a, b));
        EXPECT_NEAR(back.l, l, 1e-6);
        EXPECT_NEAR(back.a, a, 1e-6);
        EXPECT_NEAR(back.b, b, 1e-6);
      }
}

TEST(Palette, BandsAreEvenAndPale) {
  for (std::size_t count : {2u, 5u, 13u, 25u}) {
    const auto bands = band_colors(count);
    ASSERT_EQ(bands.size(), count);
    const double whole = distance(bands.front(), bands.back());
    for (std::size_t i = 0; i < count; ++i) {
      if (i > 0) {
        EXPECT_NEAR(distance(bands[i - 1], bands[i]), whole / static_cast<double>(count - 1), 1e-4);
      }
      EXPECT_GE(lab(bands[i]).l, 0.78);
    }
  }
  EXPECT_EQ(band_colors(1).size(), 1u);
}

TEST(Palette, MethodStylesDiffer) {
  for (std::size_t i = 0; i < 64; ++i)
    for (std::size_t j = 0; j < i; ++j) {
      const MethodStyle a = method_style(i), b = method_style(j);
      EXPECT_FALSE(a.color == b.color && a.dash == b.dash && a.marker == b.marker) << i << " and " << j;
      if (i < 8) {
        EXPECT_GT(distance(a.color, b.color), 0.09) << i << " and " << j;
      }
      if (i < 8) {
        EXPECT_NE(a.marker, b.marker) << i << " and " << j;
      }
    }
}

TEST(Palette, OfManyRankedTheBestAloneHaveColours) {
  for (std::size_t i = 0; i < 8; ++i) EXPECT_EQ(ranked_style(i, 8).color, method_style(i).color);
  for (std::size_t i = 0; i < 64; ++i) {
    const MethodStyle style = ranked_style(i, 64);
    EXPECT_EQ(style.color.red < style.color.blue + 0.05 && style.color.blue < style.color.red + 0.05,
              !is_emphasised(i, 64) || style.color == method_style(5).color)
        << i << ": grey, or black";
    for (std::size_t j = 0; j < i; ++j) {
      const MethodStyle other = ranked_style(j, 64);
      EXPECT_FALSE(style.color == other.color && style.dash == other.dash && style.marker == other.marker)
          << i << " and " << j;
    }
  }
}

// WCAG 2.2, criterion 1.4.11: what is needed to understand a picture has a contrast of 3 : 1 to what is beside it.
TEST(Palette, LinesAndMarksStandOutFromPaper) {
  const auto luminance = [](const Color& color) {
    const Linear part = linear(color);
    return 0.2126 * part.r + 0.7152 * part.g + 0.0722 * part.b;
  };
  for (std::size_t i = 0; i < 64; ++i) {
    const MethodStyle style = method_style(i);
    EXPECT_GE(1.05 / (luminance(style.color) + 0.05), 3) << i;
    EXPECT_GE(1.05 / (luminance(text_color(style.color)) + 0.05), 4.5) << i;
  }
}

// The closest two of Okabe and Ito's own eight are 0.076 apart to who lacks green-sensitive cones. Those who lack
// blue-sensitive ones are one in tens of thousands: to them green and azure are three just noticeable differences
// apart.
TEST(Palette, AllColourVisionsTellTheFirstEightApart) {
  const double least[] = {0.12, 0.076, 0.076, 0.06};
  for (std::size_t vision = 0; vision < 4; ++vision)
    for (std::size_t i = 0; i < 8; ++i)
      for (std::size_t j = 0; j < i; ++j)
        EXPECT_GT(distance(seen(color_visions[vision], method_style(i).color),
                           seen(color_visions[vision], method_style(j).color)),
                  least[vision])
            << i << " and " << j << " by vision " << vision;
}

// A line is told from every band: by five just noticeable differences (0.02 in OKLab).
TEST(Palette, TrailsStandOutFromBands) {
  for (std::size_t i = 0; i < 8; ++i)
    for (const Color& band : band_colors(13)) {
      const MethodStyle style = method_style(i);
      EXPECT_GT(distance(style.color, band), 0.1) << i;
    }
}

}  // namespace
}  // namespace ravine::view

// Drawing into memory: colours land where they should, clips hold, extents cover what changed, the same bytes each
// time.
#include "ravine/view/cairo/draw.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <thread>
#include <variant>
#include <vector>

#include "ravine/base/error.hpp"
#include "ravine/view/cairo/image_file.hpp"
#include "test/view/rectangle.hpp"

namespace ravine::view {
namespace {

constexpr Color red{1, 0, 0, 1}, blue{0, 0, 1, 1};

std::uint32_t pixel(const Canvas& canvas, int x, int y) {
  return canvas.pixels()[static_cast<std::size_t>(y) * canvas.stride() + static_cast<std::size_t>(x)];
}

// One of everything, some of it partly outside.
std::vector<Item> everything() {
  std::vector<Item> items;
  items.emplace_back(rectangle(10, 10, 50, 40, {0.9, 0.9, 0.5, 1}));
  items.emplace_back(Hatch{{{{70, 10}, {120, 15}, {100, 60}}}, {{0.5, 0.5, 0.5, 1}, 1, {}}, 6});
  items.emplace_back(Polyline{{{20, 90}, {60, 70}, {100, 95}, {240, 60}}, {blue, 3, {6, 4}}, false});
  items.emplace_back(Polyline{{{150, 20}}, {red, 9, {}}, false});
  items.emplace_back(PushClip{{30, 100, 60, 30}});
  items.emplace_back(rectangle(0, 90, 300, 300, red));
  items.emplace_back(PopClip{});
  double x = 15;
  for (auto shape : {MarkerShape::circle, MarkerShape::square, MarkerShape::diamond, MarkerShape::triangle_up,
                     MarkerShape::triangle_down, MarkerShape::plus, MarkerShape::cross, MarkerShape::star,
                     MarkerShape::pentagon, MarkerShape::arrow}) {
    items.emplace_back(Marker{shape, {x, 145}, 10, blue, {{1, 1, 1, 1}, 1.5, {}}, 0.3});
    x += 20;
  }
  items.emplace_back(Text{"f(x, y) = √x + Сумма⁴", {100, 120}, 15, {}, Anchor::middle});
  items.emplace_back(Text{"turned", {180, 60}, 13, red, Anchor::end, true, false, false, -1.5, {{1, 1, 1, 1}, 3, {}}});
  return items;
}

TEST(Canvas, FillsWithItsBackgroundAndDrawsWhereItShould) {
  Canvas canvas(40, 30, red);
  EXPECT_EQ(canvas.width(), 40);
  EXPECT_EQ(canvas.height(), 30);
  EXPECT_EQ(pixel(canvas, 0, 0), 0xFFFF0000u);
  canvas.draw(std::vector<Item>{rectangle(5, 6, 7, 8, blue)});
  for (int y = 0; y < 30; ++y)
    for (int x = 0; x < 40; ++x)
      EXPECT_EQ(pixel(canvas, x, y), x >= 5 && x < 12 && y >= 6 && y < 14 ? 0xFF0000FFu : 0xFFFF0000u) << x << "," << y;
}

TEST(Canvas, EveryMarkerCoversItsCenter) {
  for (auto shape : {MarkerShape::circle, MarkerShape::square, MarkerShape::diamond, MarkerShape::triangle_up,
                     MarkerShape::triangle_down, MarkerShape::plus, MarkerShape::cross, MarkerShape::star,
                     MarkerShape::pentagon, MarkerShape::arrow}) {
    Canvas canvas(20, 20);
    canvas.draw(std::vector<Item>{Marker{shape, {10.5, 10.5}, 12, blue, {red, 1, {}}, 0}});
    EXPECT_EQ(pixel(canvas, 10, 10), 0xFF0000FFu) << static_cast<int>(shape);
    EXPECT_EQ(pixel(canvas, 1, 1), 0xFFFFFFFFu) << static_cast<int>(shape);
  }
}

TEST(Canvas, HolesFollowTheEvenOddRule) {
  Canvas canvas(30, 30);
  Polygon ring = rectangle(2, 2, 20, 20, blue);
  ring.rings.push_back({{8, 8}, {14, 8}, {14, 14}, {8, 14}});
  canvas.draw(std::vector<Item>{ring});
  EXPECT_EQ(pixel(canvas, 4, 4), 0xFF0000FFu);
  EXPECT_EQ(pixel(canvas, 10, 10), 0xFFFFFFFFu);
}

TEST(Canvas, ClipsNestAndEndWithTheCall) {
  Canvas canvas(20, 20);
  canvas.draw(std::vector<Item>{PushClip{{0, 0, 10, 20}}, PushClip{{5, 0, 10, 20}}, rectangle(0, 0, 20, 20, blue)});
  EXPECT_EQ(pixel(canvas, 4, 10), 0xFFFFFFFFu);
  EXPECT_EQ(pixel(canvas, 7, 10), 0xFF0000FFu);
  EXPECT_EQ(pixel(canvas, 12, 10), 0xFFFFFFFFu);
  canvas.draw(std::vector<Item>{PopClip{}, rectangle(0, 0, 20, 20, red)});
  EXPECT_EQ(pixel(canvas, 12, 10), 0xFFFF0000u);
}

TEST(Canvas, CopiesRegions) {
  Canvas from(20, 20, red), to(20, 20, blue);
  to.copy(from, {5, 5, 50, 8});
  EXPECT_EQ(pixel(to, 4, 6), 0xFF0000FFu);
  EXPECT_EQ(pixel(to, 19, 7), 0xFFFF0000u);
  EXPECT_EQ(pixel(to, 19, 8), 0xFF0000FFu);
  const Canvas whole(to);
  EXPECT_EQ(pixel(whole, 19, 7), 0xFFFF0000u);
}

// Drawing the whole, or its parts inside their areas, is the same picture: what makes incremental frames exact.
TEST(Canvas, DrawingLinesAndTextByPartsIsDrawingTheWhole) {
  auto items = everything();
  // Cairo splits the edges of filled shapes and hatches where an area ends, and rounds there: not the same bits.
  std::erase_if(items, [](const Item& item) {
    return !std::holds_alternative<Polyline>(item) && !std::holds_alternative<Text>(item);
  });
  Canvas whole(220, 160), parts(220, 160);
  whole.draw(items);
  parts.draw(items, {0, 0, 97, 160});
  parts.draw(items, {97, 0, 220, 51});
  parts.draw(items, {97, 51, 220, 160});
  EXPECT_TRUE(png_bytes(whole) == png_bytes(parts));
}

TEST(Canvas, ExtentsHoldEveryChangedPixel) {
  for (const Item& item : everything()) {
    const std::vector<Item> one{item};
    const PixelBox box = extents(one, 220, 160);
    Canvas canvas(220, 160);
    canvas.draw(one);
    int changed = 0;
    for (int y = 0; y < 160; ++y)
      for (int x = 0; x < 220; ++x) {
        if (pixel(canvas, x, y) == 0xFFFFFFFFu) continue;
        ++changed;
        EXPECT_TRUE(x >= box.left && x < box.right && y >= box.top && y < box.bottom)
            << "item " << item.index() << " at " << x << "," << y;
      }
    if (changed > 0) {
      EXPECT_LE(box.width() * box.height(), 40 * changed) << item.index();
    }
  }
}

TEST(Canvas, ExtentsFollowClips) {
  const std::vector<Item> items{PushClip{{3, 4, 10, 10}}, rectangle(-1e7, -1e7, 3e7, 3e7, red), PopClip{}};
  const PixelBox box = extents(items, 100, 100);
  EXPECT_EQ(box, (PixelBox{3, 4, 13, 14}));
}

TEST(Canvas, SizesOutOfRangeAreInputErrors) {
  EXPECT_THROW(Canvas(0, 10), InputError);
  EXPECT_THROW(Canvas(10, 40000), InputError);
  EXPECT_THROW(Canvas(DisplayList{}), InputError);
}

TEST(ImageFile, TheSameBytesInEveryThreadAndTime) {
  DisplayList list{220, 160, {1, 1, 1, 1}, everything()};
  const auto png = png_bytes(Canvas(list));
  const auto svg = svg_text(list);
  std::vector<unsigned char> other_png;
  std::string other_svg;
  std::thread([&] {
    other_png = png_bytes(Canvas(list));
    other_svg = svg_text(list);
  }).join();
  EXPECT_EQ(png, other_png);
  EXPECT_EQ(svg, other_svg);
  EXPECT_EQ(svg, svg_text(list));
  EXPECT_NE(svg.find("<svg"), std::string::npos);
  EXPECT_NE(svg.find("</svg>"), std::string::npos);
}

TEST(ImageFile, PngBeginsWithItsSignatureAndSize) {
  const auto png = png_bytes(Canvas(300, 7));
  const std::vector<unsigned char> head{0x89, 'P', 'N', 'G', 13, 10, 26, 10, 0, 0, 0, 13, 'I',
                                        'H',  'D', 'R', 0,   0,  1,  44, 0,  0, 0, 7, 8,  2};
  ASSERT_GT(png.size(), head.size());
  EXPECT_TRUE(std::equal(head.begin(), head.end(), png.begin()));
}

TEST(ImageFile, APaletteMakesAPngSmall) {
  const Canvas canvas(DisplayList{220, 160, {1, 1, 1, 1}, everything()});
  const auto small = png_bytes(canvas, 32);
  EXPECT_LT(2 * small.size(), png_bytes(canvas).size());
  EXPECT_EQ(small[25], 3);           // by palette
  EXPECT_LE(small[33 + 3], 3 * 32);  // its chunk follows the head
  EXPECT_EQ(png_bytes(canvas, 32), small);
  EXPECT_EQ(png_bytes(Canvas(30, 7), 2)[25], 3);  // one colour
  EXPECT_THROW(png_bytes(canvas, 1), InputError);
  EXPECT_THROW(png_bytes(canvas, 256), InputError);
}

TEST(ImageFile, AFolderThatIsMissingIsASystemError) {
  EXPECT_THROW(save_png(Canvas(3, 3), "/nonexistent/folder/a.png"), SystemError);
}

}  // namespace
}  // namespace ravine::view

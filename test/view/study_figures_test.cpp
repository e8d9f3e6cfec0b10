// The pictures of studies: laws that hold for each of them, and the scale of colours.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <functional>
#include <iterator>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "ravine/base/error.hpp"
#include "ravine/view/cairo/draw.hpp"
#include "ravine/view/geometry/marker.hpp"
#include "ravine/view/geometry/palette.hpp"
#include "ravine/view/geometry/study/band_curve.hpp"
#include "ravine/view/geometry/study/basin_colors.hpp"
#include "ravine/view/geometry/study/basin_map.hpp"
#include "ravine/view/geometry/study/cells.hpp"
#include "ravine/view/geometry/study/critical_difference.hpp"
#include "ravine/view/geometry/study/end_labels.hpp"
#include "ravine/view/geometry/study/heat_map.hpp"
#include "ravine/view/geometry/study/interval_ranking.hpp"
#include "ravine/view/geometry/study/parallel_coordinates.hpp"
#include "ravine/view/geometry/study/sequential.hpp"
#include "ravine/view/geometry/study/share_text.hpp"
#include "ravine/view/geometry/study/step_curves.hpp"
#include "ravine/view/geometry/text_width.hpp"
#include "test/nan.hpp"
#include "test/view/oklab.hpp"

namespace ravine::view {
namespace {

// A number in 0 ... 1 for i and j.
double scatter(std::size_t i, std::size_t j) {
  return static_cast<double>((i * 2654435761U + j * 40503U + (i ^ j) * 97U) % 1009) / 1008;
}
std::string name_of(std::size_t i) {
  const char* const names[] = {"adam", "градиентный спуск", "lookahead(k=5, adam(lr=0.1, beta1=0.95))", "η"};
  return names[i % 4] + std::string(" ") + std::to_string(i + 1);
}

HeatMap heat_map(std::size_t columns, std::size_t rows) {
  HeatMap map;
  map.title = "A heat map with a title that is longer than the narrowest of all pictures can hold in one line";
  map.note = "note";
  map.x = {"learning rate η", AxisKind::logarithmic, {}, {}};
  map.y = {"method", AxisKind::categories, {}, {}};
  for (std::size_t i = 0; i < columns; ++i) map.x.values.push_back(1e-4 * std::pow(1.7, static_cast<double>(i)));
  for (std::size_t i = 0; i < rows; ++i) map.y.labels.push_back(name_of(i));
  for (std::size_t i = 0; i < columns * rows; ++i) {
    map.values.push_back(10 + 1e4 * scatter(i, 1));
    map.states.push_back(i % 7 == 3 ? CellState::missed : i % 5 == 4 ? CellState::failed : CellState::number);
  }
  map.lines = {{"limit", {{1e-9, -3}, {1e-3, 1}, {1e3, 30}}}, {"elsewhere", {{1e-12, 0}, {1e-11, 1}}}};
  return map;
}

BandCurve band_curve(std::size_t count) {
  BandCurve curves;
  curves.title = "Bands";
  for (std::size_t k = 0; k < count; ++k) {
    BandCurve::Method m{name_of(k), {}, {}, {}, {}};
    for (std::size_t i = 0; i < 9; ++i) {
      m.x.push_back(std::pow(10, static_cast<double>(i) / 2 - 4));
      const double v = i % 4 == 3 ? nan : std::pow(10, -8 * scatter(k, i));
      m.median.push_back(v);
      m.low.push_back(v / 2);
      m.high.push_back(i == 5 ? infinity : v * 3);
    }
    curves.methods.push_back(m);
  }
  return curves;
}

StepCurves step_curves(std::size_t count, StepScale scale) {
  StepCurves curves;
  curves.title = "Steps";
  curves.scale = scale;
  for (std::size_t k = 0; k < count; ++k) {
    StepCurves::Curve c{name_of(k), {}, {}};
    for (std::size_t i = 1; i <= 20; ++i) {
      c.x.push_back(static_cast<double>(i) + scatter(k, 3));
      c.share.push_back(static_cast<double>(i) / 20);
    }
    curves.curves.push_back(c);
  }
  return curves;
}

BasinMap basin_map(std::size_t count, double aspect) {
  BasinMap map;
  map.title = "Basins";
  map.box = {0, aspect, 0, 1};
  map.columns = 30, map.rows = 20;
  for (std::size_t k = 0; k < count; ++k) map.minima.push_back({name_of(k), {aspect * scatter(k, 1), scatter(k, 2)}});
  for (std::size_t i = 0; i < map.columns * map.rows; ++i) {
    map.reached.push_back(static_cast<std::int32_t>(i / 40 * 7 % (count + 2)) - 2);
    map.steps.push_back(5 + 1e5 * scatter(i, 3));
  }
  return map;
}

ParallelCoordinates parallel_coordinates(std::size_t count) {
  ParallelCoordinates runs;
  runs.title = "Runs";
  for (std::size_t k = 0; k < std::min<std::size_t>(count, 10); ++k) {
    SettingAxis axis{name_of(k),
                     k % 3 == 0   ? AxisKind::logarithmic
                     : k % 3 == 1 ? AxisKind::categories
                                  : AxisKind::linear,
                     {},
                     {}};
    for (std::size_t i = 0; i < 20; ++i) {
      axis.values.push_back(k % 3 == 1 ? static_cast<double>(i) : 0.001 + scatter(i, k));
      if (k % 3 == 1) axis.labels.push_back(name_of(i));
    }
    runs.settings.push_back(axis);
  }
  for (std::size_t i = 0; i < 20; ++i) runs.scores.push_back(i % 6 == 5 ? nan : 0.01 + scatter(i, 20));
  return runs;
}

CriticalDifference critical_difference(std::size_t count) {
  CriticalDifference ranks{"Ranks", "note", {}, 0.2 * static_cast<double>(count), "critical difference"};
  for (std::size_t k = 0; k < count; ++k)
    ranks.methods.push_back({name_of(k), 1 + (static_cast<double>(count) - 1) * scatter(k, 4)});
  return ranks;
}

IntervalRanking interval_ranking(std::size_t count) {
  IntervalRanking ranking;
  ranking.title = "Ranking";
  for (std::size_t k = 0; k < count; ++k) {
    const double v = 100 + 1e4 * scatter(k, 5);
    ranking.rows.push_back({name_of(k), v, v / 2, k % 3 == 0 ? infinity : 2 * v, 0.9 * v, 1.1 * v, scatter(k, 6)});
    if (k % 7 == 6) ranking.rows.back() = {name_of(k), infinity, infinity, infinity, nan, nan, 1};
  }
  return ranking;
}

struct Figure {
  std::string name;
  std::function<DisplayList(const FigureOptions&)> draw;
};
std::vector<Figure> figures() {
  std::vector<Figure> all;
  for (const std::size_t n : {1, 4, 20}) {
    const std::string count = " of " + std::to_string(n);
    all.push_back({"heat map" + count, [=](const FigureOptions& o) { return heat_map_figure(heat_map(n, n), o); }});
    all.push_back({"band curve" + count, [=](const FigureOptions& o) { return band_curve_figure(band_curve(n), o); }});
    for (const double aspect : {0.02, 1.0, 3.0, 200.0})
      all.push_back({"basin map" + count + ", " + std::to_string(aspect),
                     [=](const FigureOptions& o) { return basin_map_figure(basin_map(n, aspect), o); }});
    all.push_back({"parallel coordinates" + count,
                   [=](const FigureOptions& o) { return parallel_coordinates_figure(parallel_coordinates(n), o); }});
    all.push_back({"critical difference" + count,
                   [=](const FigureOptions& o) { return critical_difference_figure(critical_difference(n + 1), o); }});
    all.push_back({"interval ranking" + count,
                   [=](const FigureOptions& o) { return interval_ranking_figure(interval_ranking(n), o); }});
    for (const auto scale : {StepScale::linear, StepScale::log2, StepScale::log10})
      all.push_back({"step curves" + count + ", " + std::to_string(static_cast<int>(scale)),
                     [=](const FigureOptions& o) { return step_curves_figure(step_curves(n, scale), o); }});
  }
  return all;
}
FigureOptions sized(double width, double height) {
  FigureOptions options;
  options.width = width, options.height = height;
  return options;
}
const std::vector<std::pair<double, double>> sizes{{1000, 800}, {640, 480}, {480, 360}, {1600, 700}};

// The box of an upright text: from a lower-case letter's top to a descender.
Rectangle box_of(const Text& text) {
  const double width = text_width(text.text, text.size, text.bold);
  const double left = text.position.x - (text.anchor == Anchor::end      ? width
                                         : text.anchor == Anchor::middle ? width / 2
                                                                         : 0);
  return {left, text.position.y - 0.76 * text.size, width, 0.98 * text.size};
}

std::vector<Point> points_of(const Item& item) {
  if (const auto* line = std::get_if<Polyline>(&item)) return line->points;
  if (const auto* marker = std::get_if<Marker>(&item)) return outline(*marker);
  std::vector<Point> points;
  const auto add = [&](const std::vector<std::vector<Point>>& rings) {
    for (const auto& ring : rings) points.insert(points.end(), ring.begin(), ring.end());
  };
  if (const auto* polygon = std::get_if<Polygon>(&item)) add(polygon->rings);
  if (const auto* hatch = std::get_if<Hatch>(&item)) add(hatch->rings);
  if (const auto* raster = std::get_if<Raster>(&item))
    points = {raster->position,
              {raster->position.x + static_cast<double>(raster->columns),
               raster->position.y + static_cast<double>(raster->rows)}};
  if (const auto* text = std::get_if<Text>(&item)) {
    const Rectangle box = box_of(*text);
    points = {{box.x, box.y}, {box.x + box.width, box.y + box.height}};
  }
  return points;
}

TEST(StudyFigures, AllItemsAreOnThePicture) {
  for (const auto& figure : figures())
    for (const auto& [width, height] : sizes) {
      const auto list = figure.draw(sized(width, height));
      EXPECT_FALSE(list.items.empty());
      for (const Item& item : list.items)
        for (const Point& p : points_of(item)) {
          const bool on = p.x >= 0 && p.x <= list.width && p.y >= 0 && p.y <= list.height;
          const auto* text = std::get_if<Text>(&item);
          EXPECT_TRUE(on) << figure.name << " at " << width << " x " << height << ": (" << p.x << ", " << p.y
                          << ") of item " << item.index() << (text ? ", " + text->text : "");
          if (!on) break;
        }
    }
}

TEST(StudyFigures, ExtremeNumbersStayOnThePicture) {
  const double extremes[] = {0, 1e-308, 1e308, 5e-324, 1, -1e308, 1.7e308};
  const auto extreme = [&](std::size_t i) { return extremes[i % std::size(extremes)]; };
  std::vector<Figure> all;
  for (const bool logarithmic : {false, true}) {
    HeatMap map = heat_map(7, 2);
    BandCurve bands = band_curve(2);
    ParallelCoordinates runs = parallel_coordinates(4);
    IntervalRanking ranking = interval_ranking(7);
    map.logarithmic = bands.logarithmic_y = runs.logarithmic = ranking.logarithmic = logarithmic;
    for (std::size_t i = 0; i < map.values.size(); ++i) map.values[i] = extreme(i);
    for (auto& m : bands.methods)
      for (std::size_t i = 0; i < m.x.size(); ++i) m.median[i] = m.low[i] = m.high[i] = extreme(i);
    for (std::size_t i = 0; i < runs.scores.size(); ++i) runs.scores[i] = runs.settings[2].values[i] = extreme(i);
    for (std::size_t i = 0; i < 7; ++i) {
      const double v = extreme(i);
      ranking.rows[i] = {name_of(i), v, v, v, v, v, 0};
    }
    BasinMap basins = basin_map(3, 1);
    for (std::size_t i = 0; i < basins.steps.size(); ++i) basins.steps[i] = std::fabs(extreme(i));
    StepCurves steps;
    steps.scale = logarithmic ? StepScale::log2 : StepScale::linear;
    steps.curves = {{"", {1e-300, 1, 1e300}, {0.1, 0.2, 0.3}}};
    all.push_back({"heat map", [=](const FigureOptions& o) { return heat_map_figure(map, o); }});
    all.push_back({"bands", [=](const FigureOptions& o) { return band_curve_figure(bands, o); }});
    all.push_back({"parallel", [=](const FigureOptions& o) { return parallel_coordinates_figure(runs, o); }});
    all.push_back({"ranking", [=](const FigureOptions& o) { return interval_ranking_figure(ranking, o); }});
    all.push_back({"basins", [=](const FigureOptions& o) { return basin_map_figure(basins, o); }});
    all.push_back({"steps", [=](const FigureOptions& o) { return step_curves_figure(steps, o); }});
  }
  for (const auto& figure : all) {
    const auto list = figure.draw({});
    for (const Item& item : list.items)
      for (const Point& p : points_of(item)) {
        const bool on = p.x >= 0 && p.x <= list.width && p.y >= 0 && p.y <= list.height;
        EXPECT_TRUE(on) << figure.name << ": (" << p.x << ", " << p.y << ") of item " << item.index();
        if (!on) break;
      }
  }
}

// Widths are rounded up and boxes hold descenders that most words lack: three pixels may be shared across, two down.
TEST(StudyFigures, NoTextIsOnAnother) {
  for (const auto& figure : figures())
    for (const auto& [width, height] : sizes) {
      std::vector<Text> texts;
      for (const Item& item : figure.draw(sized(width, height)).items)
        if (const auto* text = std::get_if<Text>(&item); text && !text->text.empty()) texts.push_back(*text);
      for (std::size_t i = 0; i < texts.size(); ++i)
        for (std::size_t j = 0; j < i; ++j) {
          Rectangle a = box_of(texts[i]);
          a = {a.x + 3, a.y + 2, a.width - 6, a.height - 4};
          EXPECT_FALSE(a.width > 0 && overlap(a, box_of(texts[j])))
              << figure.name << " at " << width << " x " << height << ": " << texts[i].text << " and " << texts[j].text;
        }
    }
}

TEST(StudyFigures, LettersAreLargeEnoughToRead) {
  for (const auto& figure : figures())
    for (const auto& [width, height] : sizes)
      for (const Item& item : figure.draw(sized(width, height)).items)
        if (const auto* text = std::get_if<Text>(&item)) {
          EXPECT_GE(text->size, 11) << figure.name << ": " << text->text;
        }
}

TEST(StudyFigures, TwentyMethodsAreAllNamed) {
  for (const auto& figure : figures()) {
    // A map of basins names minima where there is room.
    if (figure.name.find("of 20") == std::string::npos || figure.name.starts_with("basin")) continue;
    std::vector<std::string> seen;
    for (const Item& item : figure.draw(sized(1000, 800)).items)
      if (const auto* text = std::get_if<Text>(&item)) seen.push_back(text->text);
    for (std::size_t i = 0; i < 20; ++i) {
      const std::string last = " " + std::to_string(i + 1);
      EXPECT_TRUE(std::any_of(
          seen.begin(), seen.end(),
          [&](const std::string& text) { return text.ends_with(last) || text.ends_with("…" + last.substr(1)); }))
          << figure.name << ": method" << last;
    }
  }
}

TEST(StudyFigures, SizesOutsideTheLimitsAreRefused) {
  for (const auto& figure : figures())
    for (const auto& [width, height] : {std::pair{479.0, 800.0}, {1000.0, 359.0}, {40000.0, 800.0}, {nan, 800.0}})
      EXPECT_THROW(figure.draw(sized(width, height)), InputError) << figure.name;
}

// The nearest places by least squares, checked against small steps aside.
TEST(EndLabels, StandApartAndNearTheirEnds) {
  EXPECT_EQ(spread_apart({10, 50, 90}, 20, 0, 100), (std::vector<double>{10, 50, 90})) << "all have room";
  EXPECT_EQ(spread_apart({50, 50, 50}, 20, 0, 100), (std::vector<double>{30, 50, 70})) << "around their mean";
  EXPECT_EQ(spread_apart({0, 0, 95, 100}, 20, 0, 100), (std::vector<double>{0, 20, 80, 100})) << "within the ends";
  EXPECT_TRUE(spread_apart({}, 20, 0, 100).empty());
  std::vector<double> want;
  for (std::size_t i = 0; i < 20; ++i) want.push_back(400 * scatter(i, 9));
  std::sort(want.begin(), want.end());
  const auto places = spread_apart(want, 15, 0, 400);
  const auto cost = [&](std::size_t i, double place) { return (place - want[i]) * (place - want[i]); };
  for (std::size_t i = 0; i < places.size(); ++i) {
    if (i > 0) {
      EXPECT_GE(places[i] - places[i - 1], 15 - 1e-9);
    }
    for (const double aside : {-0.5, 0.5}) {
      const bool is_free = (i == 0 || places[i] + aside >= places[i - 1] + 15) &&
                           (i + 1 == places.size() || places[i] + aside <= places[i + 1] - 15);
      EXPECT_FALSE(is_free && cost(i, places[i] + aside) < cost(i, places[i]) - 1e-9) << i;
    }
  }
}

TEST(Sequential, LightnessGrowsAndStepsAreEqual) {
  double least = infinity, greatest = 0;
  for (std::size_t i = 1; i < sequential_count; ++i) {
    const Lab before = lab(linear(sequential_color(i - 1))), here = lab(linear(sequential_color(i)));
    EXPECT_GT(here.l, before.l) << i;
    least = std::min(least, distance(before, here));
    greatest = std::max(greatest, distance(before, here));
  }
  // A chord is shorter than its piece of the curve by the curve's bend, and the matrices have ten digits.
  EXPECT_LT(greatest, 1.01 * least);
  EXPECT_LT(lab(linear(sequential_color(0))).l, 0.3);
  EXPECT_GT(lab(linear(sequential_color(255))).l, 0.9);
  EXPECT_EQ(sequential_color(1000), sequential_color(255));
}

// By people with all cones, and without those for red or for green.
TEST(Sequential, FailuresAreToldFromAllNumbersByAllColourVisions) {
  for (std::size_t cones = 0; cones < 3; ++cones) {
    const auto vision = [&](const Color& color) { return seen(color_visions[cones], color); };
    for (std::size_t i = 0; i < sequential_count; ++i) {
      // Two and a half just noticeable differences (0.02 in OKLab); for failures the hatch comes on top.
      EXPECT_GT(distance(vision(failed_color), vision(sequential_color(i))), 0.05) << i;
      EXPECT_GT(distance(vision(missed_color), vision(sequential_color(i))), 0.05) << i;
    }
    EXPECT_GT(distance(vision(missed_color), vision(failed_color)), 0.05);
    EXPECT_GT(distance(vision(failed_hatch), vision(failed_color)), 0.1);
  }
}

TEST(Sequential, ScalesHoldTheirEnds) {
  const ColorScale decades = color_scale(1, 1000, true, false);
  EXPECT_EQ(decades.index(1), 0U);
  EXPECT_EQ(decades.index(1000), 255U);
  EXPECT_EQ(decades.index(0), 0U) << "zero has the lowest colour";
  EXPECT_EQ(decades.index(1e9), 255U);
  EXPECT_EQ(decades.index(std::sqrt(1000.0)), 128U) << "half of the decades";
  EXPECT_EQ(color_scale(0, 1, false, true).index(0), 255U);
  for (const bool logarithmic : {false, true}) {
    const ColorScale one = color_scale(5, 5, logarithmic, false);
    EXPECT_LT(one.low, 5);
    EXPECT_GT(one.high, 5);
  }
}

CellColors lattice(std::size_t columns, std::size_t rows, double width, double height, std::size_t colors) {
  CellColors cells;
  for (std::size_t i = 0; i <= columns; ++i)
    cells.x_edges.push_back(std::round(width * static_cast<double>(i) / static_cast<double>(columns)));
  for (std::size_t i = 0; i <= rows; ++i)  // the lowest row first, as figures have it
    cells.y_edges.push_back(std::round(height * (1 - static_cast<double>(i) / static_cast<double>(rows))));
  for (std::size_t i = 0; i < columns * rows; ++i)
    cells.colors.push_back(static_cast<std::uint16_t>(scatter(i / 3, i % 2) * static_cast<double>(colors) * 0.999));
  return cells;
}

TEST(Cells, MergingKeepsThePicture) {
  std::vector<Color> palette;
  for (std::size_t i = 0; i < 5; ++i) palette.push_back(sequential_color(60 * i));
  for (const std::size_t columns : {1, 7, 40, 200})
    for (const std::size_t rows : {1, 9, 130}) {
      const auto cells = lattice(columns, rows, 100, 90, palette.size());
      Canvas merged(100, 90), single(100, 90);
      std::vector<Item> items;
      for (auto& item : cell_items(cells, palette)) items.push_back(std::move(item));
      EXPECT_LE(items.size(), palette.size());
      merged.draw(items);
      items.clear();
      for (std::size_t i = 0; i < cells.colors.size(); ++i) {
        const std::size_t c = i % columns, r = i / columns;
        const double left = cells.x_edges[c], right = cells.x_edges[c + 1], top = cells.y_edges[r + 1],
                     bottom = cells.y_edges[r];
        if (left < right && top < bottom)
          items.emplace_back(
              Polygon{{{{left, top}, {right, top}, {right, bottom}, {left, bottom}}}, palette[cells.colors[i]]});
      }
      single.draw(items);
      std::size_t different = 0;
      for (int y = 0; y < 90; ++y)
        for (int x = 0; x < 100; ++x)
          different += merged.pixels()[static_cast<std::size_t>(y) * merged.stride() + static_cast<std::size_t>(x)] !=
                       single.pixels()[static_cast<std::size_t>(y) * single.stride() + static_cast<std::size_t>(x)];
      EXPECT_EQ(different, 0U) << columns << " x " << rows;
    }
}

TEST(Cells, OneColourIsOneRectangle) {
  auto cells = lattice(50, 40, 500, 400, 1);
  const auto rings = merged_rings(cells, 1);
  ASSERT_EQ(rings[0].size(), 1U);
  EXPECT_EQ(bounds(rings[0][0]), (Rectangle{0, 0, 500, 400}));
}

TEST(Cells, AMegapixelOfCellsIsAShortList) {
  HeatMap map = heat_map(1, 1);
  map.y.kind = AxisKind::linear;
  map.x.values.clear(), map.values.clear(), map.states.clear();
  for (std::size_t i = 0; i < 1024; ++i) {
    map.x.values.push_back(1e-4 * std::pow(1.01, static_cast<double>(i)));
    map.y.values.push_back(static_cast<double>(i));
  }
  for (std::size_t row = 0; row < 1024; ++row)
    for (std::size_t column = 0; column < 1024; ++column) map.values.push_back(1 + static_cast<double>(row + column));
  EXPECT_LT(heat_map_figure(map).items.size(), 600U);
}

TEST(HeatMap, RefusesWhatItCannotShow) {
  const auto refused = [](const std::function<void(HeatMap&)>& change) {
    HeatMap map = heat_map(4, 3);
    change(map);
    EXPECT_THROW(heat_map_figure(map), InputError);
  };
  EXPECT_NO_THROW(heat_map_figure(heat_map(4, 3)));
  refused([](HeatMap& m) { m.values.pop_back(); });
  refused([](HeatMap& m) { m.states.pop_back(); });
  refused([](HeatMap& m) { m.values[0] = nan; });
  refused([](HeatMap& m) { m.x.values[0] = 0; });
  refused([](HeatMap& m) { m.x.values[3] = 1e308; });
  refused([](HeatMap& m) { m.low = 3, m.high = 2; });
  refused([](HeatMap& m) { m.high = nan; });
  refused([](HeatMap& m) { std::swap(m.x.values[0], m.x.values[1]); });
  refused([](HeatMap& m) { m.y.labels.clear(), m.values.clear(), m.states.clear(); });
  refused([](HeatMap& m) { m = heat_map(1, 1025); });
}

TEST(CellEdges, AreHalfwayAsTheAxisMeasures) {
  EXPECT_EQ(cell_edges({"", AxisKind::linear, {0, 1, 3}, {}}), (std::vector<double>{-0.5, 0.5, 2, 4}));
  EXPECT_EQ(cell_edges({"", AxisKind::categories, {}, {"a", "b"}}), (std::vector<double>{-0.5, 0.5, 1.5}));
  const auto edges = cell_edges({"", AxisKind::logarithmic, {1, 100}, {}});
  const double wanted[] = {0.1, 10, 1000};
  for (std::size_t i = 0; i < 3; ++i) EXPECT_NEAR(edges[i] / wanted[i], 1, 1e-14);
}

TEST(BandCurve, RefusesUnequalLists) {
  BandCurve curves = band_curve(3);
  curves.methods[1].high.pop_back();
  EXPECT_THROW(band_curve_figure(curves), InputError);
  curves = band_curve(3);
  std::swap(curves.methods[2].x[0], curves.methods[2].x[1]);
  EXPECT_THROW(band_curve_figure(curves), InputError);
  EXPECT_THROW(band_curve_figure(band_curve(65)), InputError);
}

// A cross a rate that all missed, and nothing else above the panel.
TEST(BandCurve, MarksEachGap) {
  const auto list = band_curve_figure(band_curve(2));
  const auto crosses = std::count_if(list.items.begin(), list.items.end(), [](const Item& item) {
    const auto* marker = std::get_if<Marker>(&item);
    return marker && marker->shape == MarkerShape::cross;
  });
  EXPECT_EQ(crosses, 2 * 2);
}

// Of more methods than lie in one panel each has its own: read line after line, the least of its medians ascends.
TEST(BandCurve, ManyMethodsHaveAPanelEachTheBestFirst) {
  BandCurve curves = band_curve(20);
  for (const std::size_t missed : {3, 11}) std::fill_n(curves.methods[missed].median.begin(), 9, infinity);
  const auto list = band_curve_figure(curves);
  std::vector<std::pair<Point, std::size_t>> names;
  for (const Item& item : list.items)
    if (const auto* text = std::get_if<Text>(&item))
      for (std::size_t k = 0; k < 20; ++k)
        if (text->text == name_of(k)) names.push_back({{text->position.y, text->position.x}, k});
  std::sort(names.begin(), names.end(), [](const auto& a, const auto& b) {
    return std::pair(a.first.x, a.first.y) < std::pair(b.first.x, b.first.y);
  });
  const auto best = [&](std::size_t k) {
    double least = infinity;
    for (const double v : curves.methods[k].median)
      if (v < least) least = v;
    return least;
  };
  std::vector<std::size_t> order;
  for (const auto& [at, k] : names) order.push_back(k);
  ASSERT_GE(order.size(), 10U) << "names that were not shortened";
  for (std::size_t i = 1; i < order.size(); ++i) EXPECT_LE(best(order[i - 1]), best(order[i]));
  EXPECT_EQ(order.back(), 11U) << "those without a median are named last";
}

TEST(BandCurve, NothingButMissesIsDrawn) {
  BandCurve curves = band_curve(20);
  for (auto& m : curves.methods) std::fill(m.median.begin(), m.median.end(), nan);
  EXPECT_FALSE(band_curve_figure(curves).items.empty());
}

// A median between two gaps has no line: a dot shows it.
TEST(BandCurve, LoneMediansAreSeen) {
  BandCurve curves = band_curve(1);
  curves.methods[0].median = {nan, 1, nan, 0.5, 0.1, nan, 2, nan, nan};
  std::size_t dots = 0;
  for (const Item& item : band_curve_figure(curves).items)
    if (const auto* marker = std::get_if<Marker>(&item))
      dots += marker->shape == MarkerShape::circle && marker->size == 7 ? 1 : 0;
  EXPECT_EQ(dots, 2U);
}

TEST(StepCurves, AreContinuousFromTheRight) {
  const StepCurves::Curve curve{"", {1, 2, 2, 5}, {0.25, 0.5, 0.75, 1}};
  EXPECT_EQ(share_at(curve, 0.999), 0);
  EXPECT_EQ(share_at(curve, 1), 0.25);
  EXPECT_EQ(share_at(curve, 1.999), 0.25);
  EXPECT_EQ(share_at(curve, 2), 0.75);
  EXPECT_EQ(share_at(curve, 100), 1);
}

TEST(StepCurves, RefuseWhatIsNoShare) {
  const auto refused = [](const std::function<void(StepCurves&)>& change) {
    StepCurves curves = step_curves(3, StepScale::log2);
    change(curves);
    EXPECT_THROW(step_curves_figure(curves), InputError);
  };
  refused([](StepCurves& c) { c.curves[0].share[3] = 1.5; });
  refused([](StepCurves& c) { c.curves[0].share[3] = 0; });
  refused([](StepCurves& c) { c.curves[0].share.pop_back(); });
  refused([](StepCurves& c) { c.curves[0].x[0] = 0; });
  refused([](StepCurves& c) { c.curves[0].x[5] = 1; });
  refused([](StepCurves& c) { c.x_low = 3, c.x_high = 2; });
  refused([](StepCurves& c) { c = step_curves(65, StepScale::log2); });
}

// The example of Demsar 2006, section 3.2.2: four variants of C4.5 on 14 data sets. By the Nemenyi test at 0.10
// (critical difference 1.12) C4.5 differs from the two with m, at 0.05 (1.25) none differ.
TEST(CriticalDifference, JoinsWhatDemsarJoins) {
  const std::vector<double> ranks{1.964, 2.000, 2.893, 3.143};  // C4.5+m+cf, C4.5+m, C4.5+cf, C4.5
  EXPECT_EQ(groups_within(ranks, 1.12), (std::vector<RankGroup>{{0, 2}, {2, 3}}));
  EXPECT_EQ(groups_within(ranks, 1.25), (std::vector<RankGroup>{{0, 3}}));
  EXPECT_TRUE(groups_within(ranks, 0).empty());
  EXPECT_TRUE(groups_within({}, 1).empty());
  EXPECT_TRUE(groups_within({1, 2, 3}, 1).empty()) << "as far apart as the critical difference is apart";
}

// By definition: within a group no two differ, none can be made longer, and every pair that does not differ is in one.
TEST(CriticalDifference, GroupsAreAllMaximalRuns) {
  for (std::size_t seed = 0; seed < 50; ++seed) {
    std::vector<double> ranks;
    for (std::size_t i = 0; i < 12; ++i) ranks.push_back(1 + 11 * scatter(i, seed));
    std::sort(ranks.begin(), ranks.end());
    const double difference = 6 * scatter(seed, 77);
    const auto groups = groups_within(ranks, difference);
    for (const auto& g : groups) {
      EXPECT_LT(ranks[g.last] - ranks[g.first], difference);
      if (g.first > 0) {
        EXPECT_GE(ranks[g.last] - ranks[g.first - 1], difference);
      }
      if (g.last + 1 < ranks.size()) {
        EXPECT_GE(ranks[g.last + 1] - ranks[g.first], difference);
      }
    }
    for (std::size_t j = 0; j < ranks.size(); ++j)
      for (std::size_t i = 0; i < j; ++i) {
        const bool joined =
            std::any_of(groups.begin(), groups.end(), [&](const RankGroup& g) { return g.first <= i && j <= g.last; });
        EXPECT_EQ(joined, ranks[j] - ranks[i] < difference);
      }
  }
}

TEST(CriticalDifference, NamesWholeRanksEvenly) {
  const auto ranks = [](std::vector<std::size_t> all) { return all; };
  EXPECT_EQ(named_ranks(5, 4), ranks({1, 2, 3, 4, 5}));
  EXPECT_EQ(named_ranks(21, 15), ranks({1, 3, 5, 7, 9, 11, 13, 15, 17, 19, 21}));
  EXPECT_EQ(named_ranks(20, 12), ranks({1, 3, 5, 7, 9, 11, 13, 15, 17, 20})) << "19 is a prime: no even gaps";
  EXPECT_EQ(named_ranks(2, 0.5), ranks({1, 2}));
  for (std::size_t count = 2; count <= CriticalDifference::most_methods; ++count)
    for (const double most : {1.0, 4.5, 12.0, 40.0, 300.0}) {
      const auto named = named_ranks(count, most);
      EXPECT_EQ(named.front(), 1U);
      EXPECT_EQ(named.back(), count);
      const std::size_t every = named[1] - named[0];
      for (std::size_t i = 1; i < named.size(); ++i) {
        EXPECT_GE(static_cast<double>(named[i] - named[i - 1]) * most, static_cast<double>(count - 1))
            << count << " ranks, room for " << most;
        if (i + 1 < named.size()) {
          EXPECT_EQ(named[i] - named[i - 1], every);
        }
      }
      if (static_cast<double>(count - 1) <= most) {
        EXPECT_EQ(named.size(), count) << "all have room";
      }
    }
}

TEST(CriticalDifference, RefusesRanksThatAreNone) {
  const auto refused = [](const std::function<void(CriticalDifference&)>& change) {
    CriticalDifference ranks = critical_difference(4);
    change(ranks);
    EXPECT_THROW(critical_difference_figure(ranks), InputError);
  };
  refused([](CriticalDifference& r) { r.methods.resize(1); });
  refused([](CriticalDifference& r) { r.methods[0].rank = 4.1; });
  refused([](CriticalDifference& r) { r.methods[0].rank = nan; });
  refused([](CriticalDifference& r) { r.difference = -1; });
  refused([](CriticalDifference& r) { r.difference = infinity; });
  refused([](CriticalDifference& r) { r = critical_difference(201); });
}

TEST(IntervalRanking, SortsByMedianAndPutsThoseWithoutLast) {
  IntervalRanking ranking;
  for (const double median : {5.0, infinity, 3.0, 5.0}) ranking.rows.push_back({"", median, 0, 0, 0, 0, 0});
  ranking.rows[0].misses = 0.5;
  EXPECT_EQ(ranking_of(ranking), (std::vector<std::size_t>{2, 3, 0, 1}));
  ranking.lower_is_better = false;
  EXPECT_EQ(ranking_of(ranking), (std::vector<std::size_t>{3, 0, 2, 1}));
}

TEST(IntervalRanking, RefusesBarsThatEndBeforeTheyBegin) {
  const auto refused = [](const std::function<void(IntervalRanking&)>& change) {
    IntervalRanking ranking = interval_ranking(4);
    change(ranking);
    EXPECT_THROW(interval_ranking_figure(ranking), InputError);
  };
  refused([](IntervalRanking& r) { std::swap(r.rows[1].lower_quartile, r.rows[1].upper_quartile); });
  refused([](IntervalRanking& r) { std::swap(r.rows[1].interval_low, r.rows[1].interval_high); });
  refused([](IntervalRanking& r) { r.rows[1].misses = 1.5; });
  refused([](IntervalRanking& r) { r.rows[1].misses = nan; });
  refused([](IntervalRanking& r) { r.rows.clear(); });
}

TEST(BasinMap, CountsEveryStart) {
  const BasinMap map = basin_map(5, 1);
  const BasinShares shares = basin_shares(map);
  std::size_t all = shares.missed + shares.failed;
  for (const std::size_t count : shares.counts) all += count;
  EXPECT_EQ(all, map.reached.size());
  const auto order = basin_key({&map, 1}).order;
  for (std::size_t i = 1; i < order.size(); ++i) EXPECT_GE(shares.counts[order[i - 1]], shares.counts[order[i]]);
  for (std::size_t k = 0; k < shares.counts.size(); ++k) {
    std::size_t shaded = 0;
    for (const std::size_t count : shares.shades[k]) shaded += count;
    EXPECT_EQ(shaded, shares.counts[k]);
  }
}

// Six minima have six hues; of a row of twenty, neighbours have two.
TEST(BasinMap, NeighboursHaveDifferentHues) {
  BasinMap map;
  map.columns = 20, map.rows = 2;
  for (std::size_t i = 0; i < 40; ++i) map.reached.push_back(static_cast<std::int32_t>(i % 20));
  map.minima.resize(20);
  const auto hues = basin_key({&map, 1}).hues;
  for (std::size_t i = 1; i < 20; ++i) EXPECT_NE(hues[i - 1], hues[i]);
  const BasinMap of_six = basin_map(6, 1);
  auto six = basin_key({&of_six, 1}).hues;
  std::sort(six.begin(), six.end());
  EXPECT_EQ(six, (std::vector<std::size_t>{0, 1, 2, 3, 4, 5}));
}

// Starts that end elsewhere on one of two maps change no colour: a minimum has the same on both, in picture and legend.
TEST(BasinMap, OneKeyGivesAMinimumOneColourOnAllMaps) {
  std::vector<BasinMap> maps{basin_map(4, 1), basin_map(4, 1)};
  for (auto& reached : maps[1].reached)
    if (reached == 0) reached = 3;
  maps[1].steps.assign(maps[1].reached.size(), 7);
  maps[0].steps = maps[1].steps;
  const auto key = basin_key(maps);
  for (const auto& map : maps) {
    std::vector<std::size_t> cells(4);
    for (const Item& item : basin_map_figure(map, key).items)
      if (const auto* polygon = std::get_if<Polygon>(&item))
        for (std::size_t k = 0; k < 4; ++k)
          if (polygon->fill == basin_color(key.hues[k], basin_shades / 4)) ++cells[k];
    for (std::size_t k = 0; k < 4; ++k) {
      const bool is_reached = std::find(map.reached.begin(), map.reached.end(), k) != map.reached.end();
      EXPECT_EQ(cells[k], is_reached ? 2U : 1U) << "cells and legend, or the legend alone";
    }
  }
  BasinKey other = key;
  other.order.pop_back();
  EXPECT_THROW(basin_map_figure(maps[0], other), InputError);
}

// Slower is darker in every hue, and one shade is about equally light in all: within what colours outside of sRGB are
// moved by.
TEST(BasinMap, ShadesGoFromPaleToDark) {
  for (std::size_t hue = 0; hue < BasinMap::most_colors; ++hue)
    for (std::size_t shade = 0; shade < basin_shades; ++shade) {
      const double l = lab(linear(basin_color(hue, shade))).l;
      if (shade > 0) {
        EXPECT_LT(l, lab(linear(basin_color(hue, shade - 1))).l) << hue << ", " << shade;
      }
      EXPECT_NEAR(l, lab(linear(basin_color(0, shade))).l, 0.05) << hue << ", " << shade;
    }
}

TEST(BasinMap, HasOneScaleOnBothAxes) {
  for (const double aspect : {0.5, 1.0, 2.5}) {
    BasinMap map = basin_map(2, aspect);
    std::fill(map.reached.begin(), map.reached.end(), BasinMap::failed);
    for (const Item& item : basin_map_figure(map).items)
      if (const auto* polygon = std::get_if<Polygon>(&item)) {  // the first: all cells are one rectangle
        const Rectangle area = bounds(polygon->rings[0]);
        EXPECT_NEAR(area.width / area.height, aspect, 0.01 * aspect);
        break;
      }
  }
}

TEST(BasinMap, RefusesWhatItCannotShow) {
  const auto refused = [](const std::function<void(BasinMap&)>& change) {
    BasinMap map = basin_map(4, 1);
    change(map);
    EXPECT_THROW(basin_map_figure(map), InputError);
  };
  refused([](BasinMap& m) { m.reached.pop_back(); });
  refused([](BasinMap& m) { m.steps.pop_back(); });
  refused([](BasinMap& m) { m.reached[0] = 4; });
  refused([](BasinMap& m) { m.reached[0] = -3; });
  refused([](BasinMap& m) { m.reached[0] = 1, m.steps[0] = nan; });
  refused([](BasinMap& m) { m.box.x_high = m.box.x_low; });
  refused([](BasinMap& m) { m.columns = 0, m.reached.clear(), m.steps.clear(); });
  refused([](BasinMap& m) { m.columns = 1025; });
}

// The best run's line is drawn after all others, and thicker.
TEST(ParallelCoordinates, TheBestRunIsOnTop) {
  for (const bool lower : {true, false}) {
    ParallelCoordinates runs = parallel_coordinates(4);
    runs.lower_is_better = lower;
    std::vector<Polyline> lines;
    for (const Item& item : parallel_coordinates_figure(runs).items)
      if (const auto* line = std::get_if<Polyline>(&item); line && line->points.size() == 5) lines.push_back(*line);
    ASSERT_EQ(lines.size(), runs.scores.size() + 1) << "and the casing of the best";
    // The end of scores that is the best is at the bottom of the axis where lower is better.
    for (const auto& line : lines) {
      const double below = lines.back().points.back().y - line.points.back().y;
      EXPECT_GE(lower ? below : -below, 0);
      EXPECT_LE(std::min(line.stroke.width, 3.0), lines.back().stroke.width);
    }
  }
}

TEST(ParallelCoordinates, RefusesWhatItCannotShow) {
  const auto refused = [](const std::function<void(ParallelCoordinates&)>& change) {
    ParallelCoordinates runs = parallel_coordinates(4);
    change(runs);
    EXPECT_THROW(parallel_coordinates_figure(runs), InputError);
  };
  refused([](ParallelCoordinates& r) { r.settings.clear(); });
  refused([](ParallelCoordinates& r) { r.settings.resize(17, r.settings[0]); });
  refused([](ParallelCoordinates& r) { r.settings[1].values.pop_back(); });
  refused([](ParallelCoordinates& r) { r.settings[1].values[0] = 20; });
  refused([](ParallelCoordinates& r) { r.settings[1].values[0] = 0.5; });
  refused([](ParallelCoordinates& r) { r.settings[0].values[0] = -1; });
  refused([](ParallelCoordinates& r) { r.settings[2].values[0] = infinity; });
  refused([](ParallelCoordinates& r) { r.scores.pop_back(); });
}

TEST(ShareText, NeverSaysAllOrNothingFalsely) {
  EXPECT_EQ(share_text(std::size_t{0}, std::size_t{1000}), "0 %");
  EXPECT_EQ(share_text(std::size_t{1}, std::size_t{1000}), "<1 %");
  EXPECT_EQ(share_text(std::size_t{999}, std::size_t{1000}), ">99 %");
  EXPECT_EQ(share_text(std::size_t{1000}, std::size_t{1000}), "100 %");
  EXPECT_EQ(share_text(0.255), "26 %");
}

// Runs that all failed, values that are all equal, one cell: nothing to scale by.
TEST(StudyFigures, EmptyRangesAreDrawn) {
  ParallelCoordinates runs = parallel_coordinates(3);
  std::fill(runs.scores.begin(), runs.scores.end(), nan);
  EXPECT_FALSE(parallel_coordinates_figure(runs).items.empty());
  HeatMap map = heat_map(3, 3);
  std::fill(map.states.begin(), map.states.end(), CellState::failed);
  EXPECT_FALSE(heat_map_figure(map).items.empty());
  map.states.clear();
  std::fill(map.values.begin(), map.values.end(), 0);
  EXPECT_FALSE(heat_map_figure(map).items.empty()) << "zeros on a logarithmic scale";
  BandCurve bands = band_curve(2);
  for (auto& m : bands.methods) std::fill(m.median.begin(), m.median.end(), infinity);
  EXPECT_FALSE(band_curve_figure(bands).items.empty());
  EXPECT_FALSE(band_curve_figure({}).items.empty());
  EXPECT_FALSE(step_curves_figure({}).items.empty());
  StepCurves steps;
  steps.curves = {{"at once", {1}, {1}}, {"never", {}, {}}};
  EXPECT_FALSE(step_curves_figure(steps).items.empty());
  IntervalRanking ranking;
  ranking.rows.push_back({"missed", infinity, infinity, infinity, infinity, infinity, 1});
  EXPECT_FALSE(interval_ranking_figure(ranking).items.empty());
}

}  // namespace
}  // namespace ravine::view

#include "ravine/report/level_set.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <numbers>
#include <optional>
#include <string>
#include <vector>

#include "ravine/report/axis.hpp"
#include "ravine/report/path.hpp"
#include "ravine/view/geometry/ticks.hpp"

namespace ravine::report {
namespace {

constexpr double tolerance = 3;   // plot units: less than a fifth of a pixel
constexpr double text_size = 11;  // pixels, report.css

// A point of the plane in a map of this width, y downwards.
view::Point on_map(const view::Point& p, const view::Box& box, double width, double height) {
  return {(p.x - box.x_low) / (box.x_high - box.x_low) * width, (box.y_high - p.y) / (box.y_high - box.y_low) * height};
}

std::vector<view::Point> on_map(const std::vector<view::Point>& points, const view::Box& box, double width,
                                double height) {
  std::vector<view::Point> result;
  result.reserve(points.size());
  for (const view::Point& p : points) result.push_back(on_map(p, box, width, height));
  return result;
}

void write_band(Markup& page, std::size_t band, const std::vector<view::Ring>& region, const Picture& picture,
                double coarseness) {
  Path path;
  for (const view::Ring& ring : region) {
    path.ring(on_map(ring, *picture.box, plot_units, picture.height), tolerance * coarseness);
  }
  if (path.empty()) return;
  page << "<path class=\"b";
  page.integer(band) << "\" d=\"";
  page.own(path.data()) << "\"/>";
}

// Where a text can lie on a line: its middle, and the line's direction there in degrees.
struct Seat {
  view::Point point;
  double angle = 0;
};

// Places along a line where it is nearly straight for `length` pixels.
std::vector<Seat> seats(const std::vector<view::Point>& line, double length) {
  std::vector<double> along{0};
  for (std::size_t i = 1; i < line.size(); ++i) {
    along.push_back(along.back() + std::hypot(line[i].x - line[i - 1].x, line[i].y - line[i - 1].y));
  }
  std::vector<Seat> found;
  std::size_t left = 0, right = 0, middle = 0;
  for (double start = 0; start + length <= along.back(); start += length / 3) {
    while (along[left] < start) ++left;
    while (along[middle] < start + length / 2) ++middle;
    while (along[right] < start + length) ++right;
    const double dx = line[right].x - line[left].x, dy = line[right].y - line[left].y;
    const double chord = std::hypot(dx, dy);
    if (chord < 0.97 * (along[right] - along[left])) continue;
    double angle = std::atan2(dy, dx) * 180 / std::numbers::pi;
    if (angle > 90) angle -= 180;
    if (angle <= -90) angle += 180;
    found.push_back({line[middle], angle});
  }
  // The most level ones read best.
  std::stable_sort(found.begin(), found.end(),
                   [](const Seat& a, const Seat& b) { return std::fabs(a.angle) < std::fabs(b.angle); });
  return found;
}

}  // namespace

void write_level_sets(Markup& page, const Picture& picture, double coarseness) {
  if (!picture.box || picture.sets.sets.empty()) return;
  page << "<g class=\"bands\">";
  write_band(page, 0, picture.sets.domain, picture, coarseness);
  Path lines;
  for (std::size_t k = 0; k < picture.sets.sets.size(); ++k) {
    const view::LevelSet& set = picture.sets.sets[k];
    write_band(page, k + 1, set.above, picture, coarseness);
    for (const view::LevelLine& line : set.lines) {
      const std::vector<view::Point> points = on_map(line.points, *picture.box, plot_units, picture.height);
      if (line.closed) {
        lines.ring(points, tolerance * coarseness);
      } else {
        lines.line(points, {-1, plot_units + 1, -1, picture.height + 1}, tolerance * coarseness);
      }
    }
  }
  page << "</g><path class=\"levels\" d=\"";
  page.own(lines.data()) << "\"/>";
}

void write_hatch(Markup& page, const Picture& picture) {
  if (picture.sets.whole) return;
  page << "<rect width=\"100%\" height=\"100%\" fill=\"url(#hatch)\"/>";
}

void write_level_values(Markup& page, const Picture& picture, LabelPlacer& placer, double width) {
  constexpr std::size_t most = 5;
  // The level through the start first, then from the outermost inwards, every second one, then the others.
  std::vector<std::size_t> order;
  const std::size_t count = picture.sets.sets.size();
  if (picture.levels.start) order.push_back(*picture.levels.start);
  for (const std::size_t parity : {std::size_t{1}, std::size_t{0}}) {
    for (std::size_t k = count; k-- > 0;) {
      if ((count - k) % 2 == parity && k != picture.levels.start) order.push_back(k);
    }
  }
  const double height = width * picture.height / plot_units;
  std::size_t written = 0;
  for (const std::size_t k : order) {
    if (written == most) return;
    const std::string text = view::readable(picture.sets.sets[k].level);
    std::optional<Seat> seat;
    for (const view::LevelLine& line : picture.sets.sets[k].lines) {
      const double length = LabelPlacer::text_width(text, text_size) + 8;
      for (const Seat& candidate : seats(on_map(line.points, *picture.box, width, height), length)) {
        if (!placer.place_on(text, text_size, candidate.point, candidate.angle)) continue;
        seat = candidate;
        break;
      }
      if (seat) break;
    }
    if (!seat) continue;
    ++written;
    open_point(page, "level", seat->point.x / width, seat->point.y / height);
    page << "<text class=\"b";
    page.integer(k + 1) << "\" y=\"4\" transform=\"rotate(";
    page.number(seat->angle, 3) << ")\">";
    page.plain(text) << "</text></svg>";
  }
}

}  // namespace ravine::report

#include "ravine/report/label_place.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>

namespace ravine::report {
namespace {

constexpr double cell = 4;           // pixels
constexpr double per_letter = 0.58;  // of a letter's width to the font's size, a little more than the mean

}  // namespace

double LabelPlacer::text_width(std::string_view text, double size) {
  const auto letters = std::count_if(text.begin(), text.end(), [](char c) {
    return (static_cast<unsigned char>(c) & 0xC0U) != 0x80;  // the bytes that start a character
  });
  return size * per_letter * static_cast<double>(letters);
}

LabelPlacer::Taken LabelPlacer::Taken::at(double scale) const {
  const double x = point.x * scale, y = point.y * scale;
  return {{}, x + left, y + top, x + right, y + bottom};
}

bool LabelPlacer::overlap(const Taken& a, const Taken& b, double scale) {
  const Taken p = a.at(scale), q = b.at(scale);
  return p.left < q.right && q.left < p.right && p.top < q.bottom && q.top < p.bottom;
}

void LabelPlacer::add_lines(const std::vector<std::vector<view::Point>>& lines) {
  for (const std::vector<view::Point>& points : lines) {
    for (std::size_t i = 1; i < points.size(); ++i) {
      const view::Point &a = points[i - 1], &b = points[i];
      const double length = std::hypot(b.x - a.x, b.y - a.y);
      if (!(length < 10 * (width_ + height_))) continue;  // also what is not finite
      const auto pieces = static_cast<int>(length / cell) + 1;
      for (int k = 0; k < pieces; ++k) {
        const double t = static_cast<double>(k) / pieces;
        line_cells_.emplace_back(static_cast<int>(std::floor((a.x + t * (b.x - a.x)) / cell)),
                                 static_cast<int>(std::floor((a.y + t * (b.y - a.y)) / cell)));
      }
    }
  }
  // What several lines pass is covered once.
  std::sort(line_cells_.begin(), line_cells_.end());
  line_cells_.erase(std::unique(line_cells_.begin(), line_cells_.end()), line_cells_.end());
}

void LabelPlacer::add_mark(const view::Point& center, double radius) {
  taken_.push_back({center, -radius, -radius, radius, radius});
}

double LabelPlacer::cost(const Taken& room) const {
  constexpr double margin = 2;
  double crossed = 0;
  for (const double scale : scales) {
    const Taken here = room.at(scale);
    if (here.left < margin || here.top < margin || here.right > width_ * scale - margin ||
        here.bottom > height_ * scale - margin ||
        std::any_of(taken_.begin(), taken_.end(), [&](const Taken& other) { return overlap(room, other, scale); })) {
      return std::numeric_limits<double>::infinity();
    }
    const auto covered = std::count_if(line_cells_.begin(), line_cells_.end(), [&](const auto& at) {
      const double x = (at.first + 0.5) * cell * scale, y = (at.second + 0.5) * cell * scale;
      return x > here.left && x < here.right && y > here.top && y < here.bottom;
    });
    crossed = std::max(crossed, static_cast<double>(covered) * cell * scale);
  }
  return crossed;
}

std::optional<LabelPlace> LabelPlacer::place(std::string_view text, double size, const view::Point& point,
                                             double crossing) {
  const double width = text_width(text, size), ascent = 0.8 * size, descent = 0.25 * size;
  constexpr double gap = 12, near = 7;
  // Right, left, then below and above on either side, then in the middle above and below.
  const std::array<LabelPlace, 8> places{{{gap, 0.36 * size, false},
                                          {-gap, 0.36 * size, true},
                                          {near, near + ascent, false},
                                          {near, -gap, false},
                                          {-near, near + ascent, true},
                                          {-near, -gap, true},
                                          {-0.5 * width, -gap, false},
                                          {-0.5 * width, gap + ascent, false}}};
  double least = crossing;
  std::optional<LabelPlace> best;
  Taken room_of_best{};
  for (const LabelPlace& place : places) {
    const double left = place.dx - (place.at_end ? width : 0);
    const Taken room{point, left, place.dy - ascent, left + width, place.dy + descent};
    const double here = cost(room);
    if (here > least || (best && here == least)) continue;
    least = here;
    best = place;
    room_of_best = room;
  }
  if (best) taken_.push_back(room_of_best);
  return best;
}

bool LabelPlacer::place_on(std::string_view text, double size, const view::Point& point, double angle) {
  // The upright rectangle around the turned one.
  const double width = text_width(text, size), turn = angle * std::numbers::pi / 180;
  const double across = 0.5 * (width * std::fabs(std::cos(turn)) + size * std::fabs(std::sin(turn)));
  const double up = 0.5 * (width * std::fabs(std::sin(turn)) + size * std::fabs(std::cos(turn)));
  const Taken room{point, -across, -up, across, up};
  if (cost(room) > 0) return false;
  taken_.push_back(room);
  return true;
}

}  // namespace ravine::report

#include "ravine/view/geometry/coincidence.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <limits>

namespace ravine::view {
namespace {

constexpr double piece_length = 3;  // pixels
constexpr double nearest = 1.2;     // lines closer than this coincide
constexpr double same_way = 0.97;   // cosine of the angle between them
constexpr double least_run = 20, largest_gap = 9;
constexpr std::size_t most_pieces = 5;  // in a stretch: it is wide as soon as a line above comes to any of it

// A short part of a line, to compare lines with.
struct Piece {
  Point a, b;
  Point direction;  // of length 1
  double time, along;
  bool begins;
  std::uint64_t above = 0;  // which lines run here too
  Point middle() const { return {(a.x + b.x) / 2, (a.y + b.y) / 2}; }
  double length() const { return std::hypot(b.x - a.x, b.y - a.y); }
};

std::vector<Piece> pieces_of(const std::vector<Vertex>& vertices) {
  std::vector<Piece> pieces;
  for (std::size_t i = 1; i < vertices.size(); ++i) {
    if (vertices[i].begins) continue;
    const Point &a = vertices[i - 1].p, &b = vertices[i].p;
    const double length = std::hypot(b.x - a.x, b.y - a.y);
    if (!(length > 0)) continue;
    const int count = std::max(1, static_cast<int>(std::ceil(length / piece_length)));
    const auto point = [&](int k) {
      const double t = static_cast<double>(k) / count;
      return Point{a.x + t * (b.x - a.x), a.y + t * (b.y - a.y)};
    };
    for (int k = 0; k < count; ++k)
      pieces.push_back({point(k),
                        point(k + 1),
                        {(b.x - a.x) / length, (b.y - a.y) / length},
                        vertices[i].time,
                        vertices[i - 1].along + length * k / count,
                        pieces.empty() || (k == 0 && vertices[i - 1].begins)});
  }
  return pieces;
}

bool coincide(const Piece& a, const Piece& b) {
  if (std::abs(a.direction.x * b.direction.x + a.direction.y * b.direction.y) < same_way) return false;
  const Point m = a.middle();
  const double dx = m.x - b.a.x, dy = m.y - b.a.y;
  const double beside = std::abs(dx * b.direction.y - dy * b.direction.x);
  const double along = dx * b.direction.x + dy * b.direction.y;
  return beside <= nearest && along >= -nearest && along <= b.length() + nearest;
}

// All pieces of all lines by where they are. Of pieces of one line that share cell and direction the earliest is kept.
class PixelGrid {
 public:
  explicit PixelGrid(const Rectangle& area)
      : area_(area),
        columns_(static_cast<std::size_t>(area.width / cell) + 3),
        rows_(static_cast<std::size_t>(area.height / cell) + 3),
        first_(columns_ * rows_, none) {}

  void add(const Piece& piece, std::size_t line) {
    const std::size_t at = index(piece.middle());
    for (std::int32_t i = first_[at]; i != none; i = entries_[static_cast<std::size_t>(i)].next) {
      const Entry& e = entries_[static_cast<std::size_t>(i)];
      if (e.line == line &&
          std::abs(e.piece->direction.x * piece.direction.x + e.piece->direction.y * piece.direction.y) > same_way)
        return;
    }
    entries_.push_back({&piece, line, first_[at]});
    first_[at] = static_cast<std::int32_t>(entries_.size() - 1);
  }

  // Calls visit(line, piece) for pieces near `p`, perhaps several of one line.
  template <class Visit>
  void near(const Point& p, Visit visit) const {
    const std::size_t middle = index(p);
    for (const std::size_t row : {middle - columns_, middle, middle + columns_})
      for (const std::size_t at : {row - 1, row, row + 1})
        for (std::int32_t i = first_[at]; i != none; i = entries_[static_cast<std::size_t>(i)].next)
          visit(entries_[static_cast<std::size_t>(i)].line, *entries_[static_cast<std::size_t>(i)].piece);
  }

 private:
  static constexpr double cell = 3;
  static constexpr std::int32_t none = -1;
  struct Entry {
    const Piece* piece;
    std::size_t line;
    std::int32_t next;
  };
  // Cells at the border stay free, so that every cell inside has neighbours.
  std::size_t index(const Point& p) const {
    const auto part = [](double v, std::size_t count) {
      return static_cast<std::size_t>(std::clamp(v / cell, 0.0, static_cast<double>(count - 3))) + 1;
    };
    return part(p.y - area_.y, rows_) * columns_ + part(p.x - area_.x, columns_);
  }
  Rectangle area_;
  std::size_t columns_, rows_;
  std::vector<std::int32_t> first_;
  std::vector<Entry> entries_;
};

// Bit `line` stays only in runs of some length; small gaps in them are closed.
void keep_long_runs(std::vector<Piece>& pieces, std::uint64_t line) {
  for (std::size_t i = 0; i < pieces.size();) {
    if (!(pieces[i].above & line)) {
      ++i;
      continue;
    }
    std::size_t last = i;
    double length = 0, gap = 0;
    for (std::size_t k = i; k < pieces.size() && gap <= largest_gap && (k == i || !pieces[k].begins); ++k) {
      const double d = pieces[k].length();
      if (pieces[k].above & line) {
        length += d + gap;
        gap = 0;
        last = k;
      } else {
        gap += d;
      }
    }
    for (std::size_t k = i; k <= last; ++k)
      pieces[k].above = length >= least_run ? pieces[k].above | line : pieces[k].above & ~line;
    i = last + 1;
  }
}

struct Hit {
  std::size_t piece, line;
  double time;
};

}  // namespace

std::vector<std::vector<Stretch>> coincident_stretches(const std::vector<std::vector<Vertex>>& lines,
                                                       const Rectangle& area) {
  std::vector<std::vector<Stretch>> result(lines.size());
  if (lines.size() < 2 || lines.size() > 64) return result;
  std::vector<std::vector<Piece>> pieces;
  pieces.reserve(lines.size());
  for (const auto& line : lines) pieces.push_back(pieces_of(line));
  PixelGrid grid(area);
  for (std::size_t i = 1; i < lines.size(); ++i)
    for (const Piece& piece : pieces[i]) grid.add(piece, i);

  for (std::size_t i = 0; i + 1 < lines.size(); ++i) {
    std::vector<Piece>& mine = pieces[i];
    std::vector<Hit> hits;  // in the order of pieces
    std::uint64_t any = 0;
    for (std::size_t k = 0; k < mine.size(); ++k)
      grid.near(mine[k].middle(), [&](std::size_t line, const Piece& other) {
        if (line <= i || !coincide(mine[k], other)) return;
        mine[k].above |= std::uint64_t{1} << line;
        any |= mine[k].above;
        hits.push_back({k, line, other.time});
      });
    for (std::size_t j = i + 1; j < lines.size(); ++j)
      if (any >> j & 1) keep_long_runs(mine, std::uint64_t{1} << j);

    auto hit = hits.begin();
    for (std::size_t first = 0; any && first < mine.size();) {
      const std::uint64_t above = mine[first].above;
      std::size_t end = first + 1;
      while (end < mine.size() && end - first < most_pieces && mine[end].above == above && !mine[end].begins) ++end;
      if (above != 0) {
        Stretch stretch;
        stretch.vertices.push_back({mine[first].a, mine[first].time, true, false, mine[first].along});
        for (std::size_t k = first; k < end; ++k)
          stretch.vertices.push_back({mine[k].b, mine[k].time, false, false, mine[k].along + mine[k].length()});
        std::vector<double> arrival(lines.size(), std::numeric_limits<double>::infinity());
        for (; hit != hits.end() && hit->piece < end; ++hit)
          if (hit->piece >= first) arrival[hit->line] = std::min(arrival[hit->line], hit->time);
        for (std::size_t j = i + 1; j < lines.size(); ++j)
          if (above >> j & 1) stretch.arrivals.push_back(arrival[j]);
        std::sort(stretch.arrivals.begin(), stretch.arrivals.end());
        result[i].push_back(std::move(stretch));
      }
      first = end;
    }
  }
  return result;
}

}  // namespace ravine::view

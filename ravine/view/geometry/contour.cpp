#include "ravine/view/geometry/contour.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <limits>
#include <string>

#include "ravine/base/error.hpp"

namespace ravine::view {
namespace {

using Id = std::uint32_t;  // of a vertex: on an edge of the grid, or at a node
constexpr Id no_id = std::numeric_limits<Id>::max();

struct LinePiece {
  Id from, to;  // f >= level on its left
};

void check(const Field& field, std::span<const double> levels) {
  if (field.columns == 0 && field.rows == 0 && field.values.empty()) return;
  if (field.values.size() != field.columns * field.rows)
    throw InputError("a field of " + std::to_string(field.columns) + " columns and " + std::to_string(field.rows) +
                     " rows has " + std::to_string(field.values.size()) + " values");
  if (levels.size() > 1000) throw InputError(std::to_string(levels.size()) + " levels: at most 1000 can be drawn");
  if (field.values.size() > (std::size_t{1} << 28))
    throw InputError("a field of " + std::to_string(field.values.size()) + " values is too large",
                     "a picture shows no more than one value a pixel");
  for (std::size_t i = 0; i < levels.size(); ++i)
    if (!std::isfinite(levels[i]) || (i > 0 && !(levels[i - 1] < levels[i])))
      throw InputError("level " + std::to_string(i + 1) + " is " + std::to_string(levels[i]) +
                       ": levels must be finite and ascend");
}

// Corners and edges of a cell go round counter-clockwise (y upwards): corner 0 is (row, column), edge e leads from
// corner e to corner e + 1.
class Marcher {
 public:
  Marcher(const Field& field, std::span<const double> levels)
      : field_(field), levels_(levels), columns_(field.columns), rows_(field.rows), nodes_(columns_ * rows_) {
    rank_nodes();
    find_domain();
  }

  LevelSets run() {
    LevelSets result;
    result.whole = whole_;
    segments_.resize(levels_.size());
    for (std::size_t r = 0; r + 1 < rows_; ++r)
      for (std::size_t c = 0; c + 1 < columns_; ++c)
        if (inside(r, c)) march(r, c);
    next_.assign(4 * nodes_, no_id);
    incoming_.assign(4 * nodes_, false);
    std::vector<LinePiece> border;
    for (std::size_t k = 0; k < levels_.size(); ++k) {
      LevelSet set;
      set.level = levels_[k];
      for (auto& chain : chains(segments_[k])) set.lines.push_back({vertices(chain.ids, k), chain.closed});
      border.clear();
      for (const BorderEdge& edge : border_) add_border(edge, static_cast<int>(k), border);
      border.insert(border.end(), segments_[k].begin(), segments_[k].end());
      for (auto& chain : chains(border)) set.above.push_back(vertices(chain.ids, k));
      result.sets.push_back(std::move(set));
    }
    border.clear();
    for (const BorderEdge& edge : border_) border.push_back({edge.from, edge.to});
    for (auto& chain : chains(border)) result.domain.push_back(corners_only(vertices(chain.ids, 0)));
    return result;
  }

 private:
  // An edge between a cell of the domain and one outside, the domain on its left.
  struct BorderEdge {
    Id from, to;              // node copies
    Id edge;                  // the vertex on it
    std::size_t first, last;  // nodes
  };
  struct Chain {
    std::vector<Id> ids;
    bool closed = false;
  };

  std::size_t node(std::size_t r, std::size_t c) const { return r * columns_ + c; }
  std::array<std::size_t, 4> corners(std::size_t r, std::size_t c) const {
    const std::size_t n = node(r, c);
    return {n, n + 1, n + columns_ + 1, n + columns_};
  }
  // Ids: [0, n) edges along a row, [n, 2n) edges along a column, [2n, 4n) two copies of each node.
  std::array<Id, 4> edges(std::size_t r, std::size_t c) const {
    const std::size_t n = node(r, c);
    return {static_cast<Id>(n), static_cast<Id>(nodes_ + n + 1), static_cast<Id>(n + columns_),
            static_cast<Id>(nodes_ + n)};
  }
  bool inside(std::size_t r, std::size_t c) const { return domain_[node(r, c)] != 0; }

  // The rank of a node is how many levels are <= its value: it is above level k exactly if its rank is > k.
  void rank_nodes() {
    rank_.assign(nodes_, 0);
    for (const double level : levels_)
      for (std::size_t i = 0; i < nodes_; ++i)
        rank_[i] = static_cast<std::uint16_t>(rank_[i] + (field_.values[i] >= level));
  }

  void find_domain() {
    std::vector<std::uint8_t> finite(nodes_);
    for (std::size_t i = 0; i < nodes_; ++i) finite[i] = std::isfinite(field_.values[i]);
    domain_.assign(nodes_, 0);
    for (std::size_t r = 0; r + 1 < rows_; ++r)
      for (std::size_t c = 0; c + 1 < columns_; ++c) {
        const auto n = corners(r, c);
        domain_[n[0]] = finite[n[0]] & finite[n[1]] & finite[n[2]] & finite[n[3]];
        whole_ = whole_ && domain_[n[0]];
      }
    for (std::size_t r = 0; r + 1 < rows_; ++r)
      for (std::size_t c = 0; c + 1 < columns_; ++c) {
        if (!inside(r, c)) continue;
        const std::array<bool, 4> open{r == 0 || !inside(r - 1, c), c + 2 == columns_ || !inside(r, c + 1),
                                       r + 2 == rows_ || !inside(r + 1, c), c == 0 || !inside(r, c - 1)};
        const auto n = corners(r, c);
        const auto e = edges(r, c);
        for (std::size_t i = 0; i < 4; ++i) {
          if (!open[i]) continue;
          const std::size_t j = (i + 1) % 4;
          border_.push_back({copy(n[i], r), copy(n[j], r), e[i], n[i], n[j]});
        }
      }
  }

  // Where two cells of the domain touch only at a corner, two borders pass through one node: the upper cell's takes the
  // node's second copy, so that each border stays with its cell.
  Id copy(std::size_t n, std::size_t cell_row) const {
    const std::size_t r = n / columns_, c = n % columns_;
    bool second = false;
    if (cell_row == r && r > 0 && c > 0 && c + 1 < columns_ && r + 1 < rows_) {
      const bool upper_left = inside(r, c - 1), upper_right = inside(r, c);
      const bool lower_left = inside(r - 1, c - 1), lower_right = inside(r - 1, c);
      second = upper_left != upper_right && lower_left != lower_right && upper_left == lower_right;
    }
    return static_cast<Id>(2 * nodes_ + 2 * n + second);
  }

  void march(std::size_t r, std::size_t c) {
    const auto n = corners(r, c);
    const std::array<int, 4> rank{rank_[n[0]], rank_[n[1]], rank_[n[2]], rank_[n[3]]};
    const auto [low, high] = std::minmax({rank[0], rank[1], rank[2], rank[3]});
    if (low == high) return;
    const auto e = edges(r, c);
    for (int k = low; k < high; ++k) {
      const std::array<bool, 4> above{rank[0] > k, rank[1] > k, rank[2] > k, rank[3] > k};
      const bool saddle = above[0] == above[2] && above[1] == above[3];
      const bool joined = saddle && above_joined(n, above[0], levels_[static_cast<std::size_t>(k)]);
      for (std::size_t leaving = 0; leaving < 4; ++leaving) {
        if (!above[leaving] || above[(leaving + 1) % 4]) continue;
        // From where the cell's border leaves the region to where it enters it again; in a saddle cell round the low
        // corner (next edge) or round the high one (edge before).
        std::size_t entering = (leaving + (saddle && !joined ? 3 : 1)) % 4;
        while (!saddle && (above[entering] || !above[(entering + 1) % 4])) entering = (entering + 1) % 4;
        segments_[static_cast<std::size_t>(k)].push_back({e[leaving], e[entering]});
      }
    }
  }

  // Whether the two corners above the level are joined through the cell: whether the bilinear saddle value
  // (f0 f2 - f1 f3) / (f0 + f2 - f1 - f3) is above it.
  bool above_joined(const std::array<std::size_t, 4>& n, bool first_above, double level) const {
    std::array<double, 4> d;
    double scale = 0;
    for (std::size_t i = 0; i < 4; ++i) {
      d[i] = field_.values[n[i]] / 2 - level / 2;  // halves, so that nothing overflows
      scale = std::max(scale, std::abs(d[i]));
    }
    for (double& x : d) x /= scale;
    const double first = d[0] * d[2], second = d[1] * d[3];
    return first_above ? first >= second : second >= first;
  }

  void add_border(const BorderEdge& edge, int k, std::vector<LinePiece>& out) const {
    const bool first = rank_[edge.first] > k, last = rank_[edge.last] > k;
    if (first && last)
      out.push_back({edge.from, edge.to});
    else if (first)
      out.push_back({edge.from, edge.edge});
    else if (last)
      out.push_back({edge.edge, edge.to});
  }

  // Joins segments end to start. Leaves the working arrays as it found them.
  std::vector<Chain> chains(std::span<const LinePiece> segments) {
    for (const LinePiece& s : segments) {
      next_[s.from] = s.to;
      incoming_[s.to] = true;
    }
    std::vector<Chain> result;
    const auto follow = [&](Id start) {
      Chain chain;
      Id at = start;
      while (at != no_id) {
        chain.ids.push_back(at);
        const Id to = next_[at];
        next_[at] = no_id;
        if (to == start) {
          chain.closed = true;
          break;
        }
        at = to;
      }
      result.push_back(std::move(chain));
    };
    for (const LinePiece& s : segments)
      if (!incoming_[s.from] && next_[s.from] != no_id) follow(s.from);
    for (const LinePiece& s : segments)
      if (next_[s.from] != no_id) follow(s.from);
    for (const LinePiece& s : segments) incoming_[s.to] = false;
    return result;
  }

  double at_column(double c) const { return across(field_.box.x_low, field_.box.x_high, c, columns_); }
  double at_row(double r) const { return across(field_.box.y_low, field_.box.y_high, r, rows_); }
  static double across(double low, double high, double index, std::size_t count) {
    const double part = index / static_cast<double>(count - 1);
    return low * (1 - part) + high * part;  // both ends exact
  }

  Point vertex(Id id, std::size_t k) const {
    if (id >= 2 * nodes_) {
      const std::size_t n = (id - 2 * nodes_) / 2;
      const std::size_t column = n % columns_, row = n / columns_;
      return {at_column(static_cast<double>(column)), at_row(static_cast<double>(row))};
    }
    const bool along_row = id < nodes_;
    const std::size_t n = along_row ? id : id - nodes_;
    const double a = field_.values[n] / 2, b = field_.values[along_row ? n + 1 : n + columns_] / 2;
    const double part = std::clamp((levels_[k] / 2 - a) / (b - a), 0.0, 1.0);
    const std::size_t column = n % columns_, row = n / columns_;
    const auto c = static_cast<double>(column), r = static_cast<double>(row);
    return along_row ? Point{at_column(c + part), at_row(r)} : Point{at_column(c), at_row(r + part)};
  }
  std::vector<Point> vertices(std::span<const Id> ids, std::size_t k) const {
    std::vector<Point> points;
    points.reserve(ids.size());
    for (const Id id : ids) points.push_back(vertex(id, k));
    return points;
  }

  // A ring along grid lines without the nodes between its corners.
  static Ring corners_only(const Ring& ring) {
    Ring result;
    for (std::size_t i = 0; i < ring.size(); ++i) {
      const Point &before = ring[(i + ring.size() - 1) % ring.size()], &here = ring[i],
                  &after = ring[(i + 1) % ring.size()];
      const bool straight = (before.x == here.x && here.x == after.x) || (before.y == here.y && here.y == after.y);
      if (!straight) result.push_back(here);
    }
    return result;
  }

  const Field& field_;
  std::span<const double> levels_;
  std::size_t columns_, rows_, nodes_;
  bool whole_ = true;
  std::vector<std::uint16_t> rank_;
  std::vector<std::uint8_t> domain_;  // of the cell whose lowest corner is the node
  std::vector<BorderEdge> border_;
  std::vector<std::vector<LinePiece>> segments_;  // a level
  std::vector<Id> next_;
  std::vector<bool> incoming_;
};

}  // namespace

LevelSets level_sets(const Field& field, std::span<const double> levels) {
  check(field, levels);
  if (field.columns < 2 || field.rows < 2) {
    LevelSets empty;
    for (const double level : levels) empty.sets.push_back({level, {}, {}});
    return empty;
  }
  return Marcher(field, levels).run();
}

}  // namespace ravine::view

#include "ravine/analysis/principal_plane.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <vector>

#include "ravine/base/math/matrix.hpp"
#include "ravine/base/sum.hpp"

namespace ravine {
namespace {

constexpr std::size_t most_square = 128;     // rows of a matrix whose eigenvectors are looked for
constexpr std::size_t most_covaried = 8192;  // rows of points whose covariance is summed
constexpr std::size_t least_rows = 4;        // of a path that counts, if it has them
constexpr double rounding = 1e-13;           // of the first variance: what a second one of no size may come to
constexpr double in_the_middle = 1e-6;       // of the spread

using Vector = std::vector<double>;

struct Row {
  std::span<const double> point;
  double weight = 0;
};

class Points {
 public:
  Points(std::size_t dimension, std::vector<RecordedPath> paths)
      : dimension_(dimension), paths_(std::move(paths)), mean_(dimension), centred_(dimension) {
    Vector sums(dimension);
    for (const auto& path : paths_) {
      const auto rows = path.rows(dimension);
      math::sum(rows, dimension, {path.points.data(), dimension}, sums.data());
      const double share = 1 / static_cast<double>(rows * paths_.size());
      for (std::size_t i = 0; i < dimension; ++i) mean_[i] += share * sums[i];
    }
    for (const auto& path : paths_)
      for (std::size_t k = 0; k < path.points.size(); ++k)
        reach_ = std::max(reach_, std::fabs(path.points[k] - mean_[k % dimension]));
  }

  std::size_t dimension() const { return dimension_; }
  const std::vector<RecordedPath>& paths() const { return paths_; }
  const Vector& mean() const { return mean_; }
  bool one_point() const { return !(reach_ > 0); }

  // The point from the mean, as a part of what the points reach: squares of it neither overflow nor vanish.
  void centre(std::span<const double> point, Vector& centred) const { centre(point, 0, centred); }
  // Of the coordinates from `first` on, as many as there is room for.
  void centre(std::span<const double> point, std::size_t first, std::span<double> centred) const {
    for (std::size_t i = 0; i < centred.size(); ++i) centred[i] = (point[first + i] - mean_[first + i]) / reach_;
  }

  // Up to `most` rows, evenly from each path; paths of one weight.
  std::vector<Row> thinned(std::size_t most) const {
    std::vector<Row> chosen;
    const std::size_t most_paths = most / least_rows, every = (paths_.size() + most_paths - 1) / most_paths,
                      used = (paths_.size() + every - 1) / every;
    for (std::size_t p = 0; p < paths_.size(); p += every) {
      const auto rows = paths_[p].rows(dimension_), count = std::min(rows, most / used);
      const double weight = 1 / static_cast<double>(count * used);
      for (std::size_t k = 0; k < count; ++k)
        chosen.push_back({paths_[p].point(dimension_, count > 1 ? k * (rows - 1) / (count - 1) : rows - 1), weight});
    }
    return chosen;
  }

  // The variance along a direction of length 1; of everything where there is none.
  double variance(const Vector* direction) {
    double all = 0;
    for (const auto& path : paths_) {
      const auto rows = path.rows(dimension_);
      Vector squares(rows);
      for (std::size_t row = 0; row < rows; ++row) {
        centre(path.point(dimension_, row), centred_);
        const double along = direction != nullptr ? math::dot(centred_, *direction) : 0;
        squares[row] = direction != nullptr ? along * along : math::squared_norm(centred_);
      }
      all += math::sum(squares) / static_cast<double>(rows * paths_.size());
    }
    return all;
  }

  // Where paths start along a direction, on average.
  double starts(const Vector& direction) {
    double all = 0;
    for (const auto& path : paths_) {
      centre(path.point(dimension_, 0), centred_);
      all += math::dot(centred_, direction);
    }
    return all / static_cast<double>(paths_.size());
  }

 private:
  std::size_t dimension_;
  std::vector<RecordedPath> paths_;
  Vector mean_, centred_;
  double reach_ = 0;
};

// The eigenvectors of the two largest eigenvalues of a symmetric matrix; the second is empty where it is rounding's.
struct Leading {
  Vector first, second;
};
Leading leading(std::size_t n, Vector matrix) {
  Vector values(n), vectors(n * n);
  math::symmetric_eigen(n, matrix.data(), values.data(), vectors.data());
  std::vector<std::size_t> order(n);
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(), [&](std::size_t i, std::size_t j) { return values[i] > values[j]; });
  Leading found;
  for (std::size_t i = 0; i < n; ++i) found.first.push_back(vectors[i * n + order[0]]);
  if (n > 1 && values[order[1]] > rounding * values[order[0]])
    for (std::size_t i = 0; i < n; ++i) found.second.push_back(vectors[i * n + order[1]]);
  return found;
}

Leading by_covariance(const Points& points) {
  const auto n = points.dimension();
  Vector covariance(n * n), centred(n);
  for (const auto& row : points.thinned(most_covaried)) {
    points.centre(row.point, centred);
    for (std::size_t i = 0; i < n; ++i)
      for (std::size_t j = 0; j <= i; ++j) covariance[i * n + j] += row.weight * (centred[i] * centred[j]);
  }
  for (std::size_t i = 0; i < n; ++i)
    for (std::size_t j = 0; j < i; ++j) covariance[j * n + i] = covariance[i * n + j];
  return leading(n, std::move(covariance));
}

// The same from the points' products with each other: v = sum of u_k sqrt(w_k) (x_k - mean) for an eigenvector u.
Leading by_gram(const Points& points) {
  const auto rows = points.thinned(most_square);
  const auto count = rows.size(), n = points.dimension(), chunks = (n + math::sum_chunk - 1) / math::sum_chunk;
  // Chunk by chunk of coordinates, so that all rows' are in cache: the products are those of math::dot.
  Vector gram(count * count), one(n), block(count * math::sum_chunk), parts(count * (count + 1) / 2 * chunks);
  for (std::size_t chunk = 0; chunk < chunks; ++chunk) {
    const auto first = chunk * math::sum_chunk, size = std::min(math::sum_chunk, n - first);
    const auto part = [&](std::size_t row) { return std::span(block).subspan(row * math::sum_chunk, size); };
    for (std::size_t i = 0; i < count; ++i) points.centre(rows[i].point, first, part(i));
    for (std::size_t i = 0, pair = 0; i < count; ++i)
      for (std::size_t j = 0; j <= i; ++j, ++pair) parts[pair * chunks + chunk] = math::dot(part(i), part(j));
  }
  for (std::size_t i = 0, pair = 0; i < count; ++i)
    for (std::size_t j = 0; j <= i; ++j, ++pair)
      gram[i * count + j] = gram[j * count + i] = std::sqrt(rows[i].weight) * std::sqrt(rows[j].weight) *
                                                  math::sum_of_chunks(std::span(parts).subspan(pair * chunks, chunks));
  const auto found = leading(count, std::move(gram));
  const auto in_space = [&](const Vector& u) {
    Vector v(u.empty() ? 0 : n);
    for (std::size_t k = 0; k < u.size(); ++k) {
      points.centre(rows[k].point, one);
      for (std::size_t i = 0; i < n; ++i) v[i] += u[k] * std::sqrt(rows[k].weight) * one[i];
    }
    return v;
  };
  return {in_space(found.first), in_space(found.second)};
}

// Length 1, nothing of `other` in it; false where nothing is left.
bool make_perpendicular(Vector& direction, const Vector* other) {
  for (int pass = 0; pass < 2; ++pass) {
    if (other != nullptr) {
      const double share = math::dot(direction, *other);
      for (std::size_t i = 0; i < direction.size(); ++i) direction[i] -= share * (*other)[i];
    }
    const double length = std::sqrt(math::squared_norm(direction));
    if (!(length > 0)) return false;
    for (double& part : direction) part /= length;
  }
  return true;
}

Vector unit(std::size_t n, std::size_t i) {
  Vector vector(n);
  vector[i] = 1;
  return vector;
}

Vector across(const Vector& direction) {
  const auto least = std::min_element(direction.begin(), direction.end(),
                                      [](double a, double b) { return std::fabs(a) < std::fabs(b); });
  auto vector = unit(direction.size(), static_cast<std::size_t>(least - direction.begin()));
  make_perpendicular(vector, &direction);
  return vector;
}

void fix_sign(Points& points, double variance, Vector& direction) {
  double side = -points.starts(direction);
  if (!(std::fabs(side) > in_the_middle * std::sqrt(variance))) {
    double largest = 0;
    for (const double part : direction)
      if (std::fabs(part) > largest) largest = std::fabs(part), side = part;
  }
  if (side < 0)
    for (double& part : direction) part = -part;
}

}  // namespace

PrincipalPlane principal_plane(std::size_t dimension, std::span<const RecordedPath> paths) {
  Points points(dimension, sound_paths(dimension, paths));
  PrincipalPlane plane;
  plane.slice = {points.mean(), unit(dimension, 0), unit(dimension, 1)};
  if (points.one_point()) return plane;
  auto found = dimension <= most_square ? by_covariance(points) : by_gram(points);
  auto &x = found.first, &y = found.second;
  if (!make_perpendicular(x, nullptr)) return plane;
  if (y.empty() || !make_perpendicular(y, &x)) y = across(x);
  const double all = points.variance(nullptr);
  double along_x = points.variance(&x), along_y = points.variance(&y);
  if (along_y > along_x) std::swap(x, y), std::swap(along_x, along_y);
  fix_sign(points, along_x, x);
  fix_sign(points, along_y, y);
  plane.slice.x_direction = std::move(x);
  plane.slice.y_direction = std::move(y);
  plane.x_share = std::min(along_x / all, 1.0);
  plane.y_share = std::min(along_y / all, 1 - plane.x_share);
  return plane;
}

}  // namespace ravine

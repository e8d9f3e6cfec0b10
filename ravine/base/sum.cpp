#include "ravine/base/sum.hpp"

#include <algorithm>
#include <array>
#include <vector>

namespace ravine::math {
namespace {

constexpr std::size_t width = sum_accumulators;

double tree(double (&a)[width]) {
  for (std::size_t half = width / 2; half > 0; half /= 2)
    for (std::size_t i = 0; i < half; ++i) a[i] += a[i + half];
  return a[0];
}

// One chunk each. `term` is x[i], or x[i] * y[i].
#define RAVINE_CHUNK(name, T, parameters, term)                                     \
  RAVINE_EVERY_ISA double name parameters {                                         \
    double a[width] = {};                                                           \
    std::size_t first = 0;                                                          \
    for (; first + width <= n; first += width)                                      \
      RAVINE_LANES for (std::size_t i = 0; i < width; ++i) a[i] += term(first + i); \
    for (std::size_t i = 0; first + i < n; ++i) a[i] += term(first + i);            \
    return tree(a);                                                                 \
  }
#define RAVINE_ELEMENT(i) static_cast<double>(x[i])
#define RAVINE_PRODUCT(i) (static_cast<double>(x[i]) * static_cast<double>(y[i]))
RAVINE_CHUNK(sum_chunk_of, double, (std::size_t n, const double* x), RAVINE_ELEMENT)
RAVINE_CHUNK(sum_chunk_of, float, (std::size_t n, const float* x), RAVINE_ELEMENT)
RAVINE_CHUNK(dot_chunk_of, double, (std::size_t n, const double* x, const double* y), RAVINE_PRODUCT)
RAVINE_CHUNK(dot_chunk_of, float, (std::size_t n, const float* x, const float* y), RAVINE_PRODUCT)
#undef RAVINE_CHUNK

// The tree of neighbours without holding all leaves: a subtree waits until its neighbour of the same size is there.
class Neighbours {
 public:
  void add(double leaf) {
    for (std::size_t n = ++count_; n % 2 == 0; n /= 2) leaf = waiting_[--depth_] + leaf;
    waiting_[depth_++] = leaf;
  }
  double total() const {
    if (depth_ == 0) return 0;
    double sum = waiting_[depth_ - 1];
    for (std::size_t i = depth_ - 1; i > 0; --i) sum = waiting_[i - 1] + sum;
    return sum;
  }

 private:
  std::array<double, 64> waiting_{};
  std::size_t depth_ = 0, count_ = 0;
};

template <class ChunkSum>
double serial(std::size_t n, ChunkSum chunk_sum) {
  Neighbours tree_of_chunks;
  for (std::size_t first = 0; first < n; first += sum_chunk)
    tree_of_chunks.add(chunk_sum(first, std::min(sum_chunk, n - first)));
  return tree_of_chunks.total();
}

template <class ChunkSum>
double parallel(std::size_t n, Executor& executor, ChunkSum chunk_sum) {
  constexpr std::size_t chunks_a_task = 64;
  const std::size_t chunks = (n + sum_chunk - 1) / sum_chunk;
  if (chunks <= chunks_a_task || executor.workers() == 1) return serial(n, chunk_sum);
  std::vector<double> sums(chunks);
  executor.run((chunks + chunks_a_task - 1) / chunks_a_task, [&](std::size_t task) {
    const std::size_t end = std::min(chunks, (task + 1) * chunks_a_task);
    for (std::size_t chunk = task * chunks_a_task; chunk < end; ++chunk)
      sums[chunk] = chunk_sum(chunk * sum_chunk, std::min(sum_chunk, n - chunk * sum_chunk));
  });
  return sum_of_chunks(sums);
}

template <class T>
auto sums_of(std::span<const T> x) {
  return [x](std::size_t first, std::size_t n) { return sum_chunk_of(n, x.data() + first); };
}
template <class T>
auto dots_of(std::span<const T> x, std::span<const T> y) {
  return [x, y](std::size_t first, std::size_t n) { return dot_chunk_of(n, x.data() + first, y.data() + first); };
}

// A block of lanes, each with its 16 accumulators. Those that get no element stay +0, and adding +0 changes no sum that
// began at +0, so small n skip them.
constexpr std::size_t block = 32;

#define RAVINE_COLUMNS(name, parameters, term)                                                         \
  RAVINE_EVERY_ISA void name parameters {                                                              \
    double a[width][block];                                                                            \
    const std::size_t used = n < width ? n : width;                                                    \
    for (std::size_t j = 0; j < used; ++j)                                                             \
      for (std::size_t lane = 0; lane < lanes; ++lane) a[j][lane] = 0;                                 \
    for (std::size_t i = 0; i < n; ++i) {                                                              \
      double* const sums = a[i % width];                                                               \
      RAVINE_LANES for (std::size_t lane = 0; lane < lanes; ++lane) sums[lane] += term;                \
    }                                                                                                  \
    for (std::size_t half = width / 2; half > 0; half /= 2)                                            \
      for (std::size_t j = 0; j < half && j + half < used; ++j)                                        \
        RAVINE_LANES for (std::size_t lane = 0; lane < lanes; ++lane) a[j][lane] += a[j + half][lane]; \
    for (std::size_t lane = 0; lane < lanes; ++lane) result[lane] = a[0][lane];                        \
  }
RAVINE_COLUMNS(sum_columns, (std::size_t n, std::size_t lanes, Columns<const double> x, double* result), x[i][lane])
RAVINE_COLUMNS(dot_columns,
               (std::size_t n, std::size_t lanes, Columns<const double> x, Columns<const double> y, double* result),
               x[i][lane] * y[i][lane])
#undef RAVINE_COLUMNS

// `chunk_sums(first coordinate, coordinates, first lane, lanes, result)` for all chunks and blocks.
template <class ChunkSums>
void by_blocks(std::size_t n, std::size_t lanes, double* result, ChunkSums chunk_sums) {
  for (std::size_t lane = 0; lane < lanes; lane += block) {
    const std::size_t count = std::min(block, lanes - lane);
    if (n == 0) {
      std::fill_n(result + lane, count, 0.0);
    } else if (n <= sum_chunk) {
      chunk_sums(std::size_t{0}, n, lane, count, result + lane);
    } else {
      std::array<Neighbours, block> trees;
      for (std::size_t first = 0; first < n; first += sum_chunk) {
        chunk_sums(first, std::min(sum_chunk, n - first), lane, count, result + lane);
        for (std::size_t i = 0; i < count; ++i) trees[i].add(result[lane + i]);
      }
      for (std::size_t i = 0; i < count; ++i) result[lane + i] = trees[i].total();
    }
  }
}

Columns<const double> from(Columns<const double> x, std::size_t coordinate, std::size_t lane) {
  return {x[coordinate] + lane, x.stride};
}

}  // namespace

double sum_of_chunks(std::span<double> chunks) noexcept {
  std::size_t count = chunks.size();
  if (count == 0) return 0;
  for (; count > 1; count = (count + 1) / 2) {
    for (std::size_t i = 0; 2 * i + 1 < count; ++i) chunks[i] = chunks[2 * i] + chunks[2 * i + 1];
    if (count % 2 != 0) chunks[count / 2] = chunks[count - 1];
  }
  return chunks[0];
}

double sum(std::span<const double> x) noexcept { return serial(x.size(), sums_of(x)); }
double sum(std::span<const float> x) noexcept { return serial(x.size(), sums_of(x)); }
double dot(std::span<const double> x, std::span<const double> y) noexcept { return serial(x.size(), dots_of(x, y)); }
double dot(std::span<const float> x, std::span<const float> y) noexcept { return serial(x.size(), dots_of(x, y)); }
double squared_norm(std::span<const double> x) noexcept { return dot(x, x); }
double squared_norm(std::span<const float> x) noexcept { return dot(x, x); }

double sum(std::span<const double> x, Executor& executor) { return parallel(x.size(), executor, sums_of(x)); }
double sum(std::span<const float> x, Executor& executor) { return parallel(x.size(), executor, sums_of(x)); }
double dot(std::span<const double> x, std::span<const double> y, Executor& executor) {
  return parallel(x.size(), executor, dots_of(x, y));
}
double dot(std::span<const float> x, std::span<const float> y, Executor& executor) {
  return parallel(x.size(), executor, dots_of(x, y));
}
double squared_norm(std::span<const double> x, Executor& executor) { return dot(x, x, executor); }
double squared_norm(std::span<const float> x, Executor& executor) { return dot(x, x, executor); }

void sum(std::size_t n, std::size_t lanes, Columns<const double> x, double* result) noexcept {
  by_blocks(n, lanes, result,
            [x](std::size_t first, std::size_t count, std::size_t lane, std::size_t block_lanes, double* to) {
              sum_columns(count, block_lanes, from(x, first, lane), to);
            });
}
void dot(std::size_t n, std::size_t lanes, Columns<const double> x, Columns<const double> y, double* result) noexcept {
  by_blocks(n, lanes, result,
            [x, y](std::size_t first, std::size_t count, std::size_t lane, std::size_t block_lanes, double* to) {
              dot_columns(count, block_lanes, from(x, first, lane), from(y, first, lane), to);
            });
}
void squared_norm(std::size_t n, std::size_t lanes, Columns<const double> x, double* result) noexcept {
  dot(n, lanes, x, x, result);
}

}  // namespace ravine::math

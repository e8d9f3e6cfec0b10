// Sums of one fixed shape: the same bits for any number of threads, lanes and instruction sets.
//
// Chunks of 4096 elements; in a chunk element i goes to accumulator i mod 16; the 16 are added as a tree (i and i + 8,
// then
// + 4, + 2, + 1); the chunks' sums are added as a tree of neighbours (0 and 1, 2 and 3, ...; an odd one moves up as it
// is). The error grows with log n instead of n. Floats are accumulated in double. An empty sum is 0.
#pragma once

#include <cstddef>
#include <span>

#include "ravine/base/executor.hpp"
#include "ravine/base/lanes.hpp"

namespace ravine::math {

inline constexpr std::size_t sum_accumulators = 16, sum_chunk = 4096;

// One thread, no memory taken.
double sum(std::span<const double> x) noexcept;
double sum(std::span<const float> x) noexcept;
// Both of one length.
double dot(std::span<const double> x, std::span<const double> y) noexcept;
double dot(std::span<const float> x, std::span<const float> y) noexcept;
double squared_norm(std::span<const double> x) noexcept;
double squared_norm(std::span<const float> x) noexcept;

// The same bits by the workers of an executor.
double sum(std::span<const double> x, Executor& executor);
double sum(std::span<const float> x, Executor& executor);
double dot(std::span<const double> x, std::span<const double> y, Executor& executor);
double dot(std::span<const float> x, std::span<const float> y, Executor& executor);
double squared_norm(std::span<const double> x, Executor& executor);
double squared_norm(std::span<const float> x, Executor& executor);

// For every lane the bits of the sum over the n coordinates of its point: result[lane].
void sum(std::size_t n, std::size_t lanes, Columns<const double> x, double* result) noexcept;
void dot(std::size_t n, std::size_t lanes, Columns<const double> x, Columns<const double> y, double* result) noexcept;
void squared_norm(std::size_t n, std::size_t lanes, Columns<const double> x, double* result) noexcept;

// For sums that a kernel makes on its own: adds n chunk sums as the tree of neighbours. Overwrites them.
double sum_of_chunks(std::span<double> chunks) noexcept;

}  // namespace ravine::math

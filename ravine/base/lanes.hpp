// Lanes: the unit of every vector loop. In wide mode a lane is one run; in long mode it is one coordinate.
//
// A kernel is written as a plain loop over lanes, marked RAVINE_EVERY_ISA (compiled for the x86-64 baseline, v3 and v4,
// chosen when the program starts) and RAVINE_LANES (iterations are independent). Since every instruction set performs
// the same IEEE operations in the same order and contraction is off, the choice never changes a bit.
#pragma once

#include <cstddef>
#include <memory>
#include <new>

// Only inside the library's own sources: a kernel present both in a shared library and in a program fails to load,
// clang rejects clones of templates, and thread sanitizer crashes on them. Everywhere else the build chooses the
// instruction set.
#if defined(RAVINE_LIBRARY_SOURCE) && defined(__x86_64__) && defined(__gnu_linux__) && defined(__GNUC__) && \
    !defined(__clang__) && !defined(__SANITIZE_THREAD__) && !defined(RAVINE_ONE_ISA)
#define RAVINE_EVERY_ISA __attribute__((target_clones("arch=x86-64-v4", "arch=x86-64-v3", "default")))
#else
#define RAVINE_EVERY_ISA
#endif

#if defined(__clang__)
#define RAVINE_LANES _Pragma("clang loop vectorize(assume_safety)")
#else
#define RAVINE_LANES _Pragma("GCC ivdep")
#endif

#define RAVINE_INLINE inline __attribute__((always_inline))

namespace ravine {

// Bytes to which every column of lanes is aligned: one AVX-512 register, one cache line.
inline constexpr std::size_t lane_alignment = 64;

// How many numbers a cache line holds; n of them rounded up to whole lines.
template <class T>
inline constexpr std::size_t numbers_a_line = lane_alignment / sizeof(T);
template <class T>
constexpr std::size_t whole_lines(std::size_t n) {
  return (n + numbers_a_line<T> - 1) / numbers_a_line<T> * numbers_a_line<T>;
}

// How many numbers beyond those it steps a long kernel asks memory for, at most: 34 cache lines.
template <class T>
inline constexpr std::size_t reach_ahead = 34 * numbers_a_line<T>;

// Structure of arrays: column i holds one quantity for all lanes and starts at data + i * stride.
template <class T>
struct Columns {
  T* data = nullptr;
  std::size_t stride = 0;
  T* operator[](std::size_t column) const { return data + column * stride; }
  operator Columns<const T>() const { return {data, stride}; }  // NOLINT(google-explicit-constructor)
};

// Where columns lie: on cache lines; of many megabytes on large pages where the system has them, so that a pass over
// several columns does not wait for page tables (a loop that reads and writes seven streams of 2^24 floats took 0.44 ns
// a coordinate in place of 0.52).
struct LaneMemory {
  static void* take(std::size_t bytes);  // throws std::bad_alloc
  static void give_back(void* memory, std::size_t bytes);
};

// Owns zeroed, aligned columns of lanes. The stride is the lane count rounded up to a cache line when there is more
// than one lane; with one lane it is 1, so that the point of a single run is contiguous.
template <class T>
class LaneBlock {
 public:
  LaneBlock() = default;
  LaneBlock(std::size_t columns, std::size_t lanes)
      : stride_(lanes <= 1 ? 1 : whole_lines<T>(lanes)), count_(whole_lines<T>(columns * stride_)) {
    data_ = {static_cast<T*>(LaneMemory::take(count_ * sizeof(T))), Release{count_ * sizeof(T)}};
    for (std::size_t i = 0; i < count_; ++i) data_[i] = T{};
  }
  Columns<T> columns() { return {data_.get(), stride_}; }
  Columns<const T> columns() const { return {data_.get(), stride_}; }
  T* operator[](std::size_t column) { return data_.get() + column * stride_; }
  const T* operator[](std::size_t column) const { return data_.get() + column * stride_; }
  std::size_t stride() const { return stride_; }

 private:
  struct Release {
    std::size_t bytes = 0;
    void operator()(T* p) const { LaneMemory::give_back(p, bytes); }
  };
  std::unique_ptr<T[], Release> data_;
  std::size_t stride_ = 0, count_ = 0;
};

}  // namespace ravine

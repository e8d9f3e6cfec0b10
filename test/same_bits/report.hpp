// What the same-bits program collects: named sub-hashes of results that must not depend on compiler, optimisation,
// instruction set or platform. See same_bits.cpp.
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "ravine/base/hash.hpp"

namespace ravine::same_bits {

class Report {
 public:
  void add(std::string name, const math::Hash& hash) { lines_.emplace_back(std::move(name), hash.value()); }
  // A law that does not hold here and now, whatever other platforms say: "math.exp: blocks of 7 differ from blocks of
  // 64".
  void fail(std::string what) { failures_.push_back(std::move(what)); }

  const std::vector<std::pair<std::string, std::uint64_t>>& lines() const { return lines_; }
  const std::vector<std::string>& failures() const { return failures_; }

 private:
  std::vector<std::pair<std::string, std::uint64_t>> lines_;
  std::vector<std::string> failures_;
};

// Lanes at a time: results must not depend on it.
#if defined(__has_feature)
#if __has_feature(address_sanitizer)
#define RAVINE_FEW_BLOCK_SIZES
#endif
#endif
#ifdef RAVINE_FEW_BLOCK_SIZES  // under a sanitizer, which slows them down tenfold; other builds have compared them all
inline constexpr std::size_t block_sizes[] = {1, 7};
#else
inline constexpr std::size_t block_sizes[] = {1, 7, 64, 257};
#endif

// The sections, a file each. Standard library and ravine::core only.
void math_section(Report& report);
void number_section(Report& report);
void run_section(Report& report);

}  // namespace ravine::same_bits

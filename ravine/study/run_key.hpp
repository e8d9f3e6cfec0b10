// The key of a run: a hash of what determines its bits.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "ravine/base/hash.hpp"
#include "ravine/study/plan.hpp"

namespace ravine::study {

// Equal for the same function, start, method with its settings, stop rules and seed in any study, on any machine;
// different when any of these changes, or the version of what bits depend on. Titles, labels, views, what is recorded,
// what else varies, and the order of runs do not count.
using RunKey = std::array<std::uint64_t, 2>;
RunKey run_key(const Plan& plan, const PlannedRun& run);

// As bytes, the highest first; as 32 hexadecimal digits, and back; nothing where the text is not that.
std::array<unsigned char, 16> key_bytes(const RunKey& key);
std::string key_text(const RunKey& key);
std::optional<RunKey> parse_key(std::string_view text);

// The keys of a block's runs, whose methods differ in the values of settings only.
class RunKeys {
 public:
  RunKeys(const Plan& plan, std::size_t block);
  RunKey key(const Method& method, std::span<const double> start, std::uint64_t repeat) const {
    return finished(begun(method, start, repeat));
  }
  // The same in two parts, of which the second is best done for many runs in a row.
  std::array<std::uint64_t, 2> begun(const Method& method, std::span<const double> start, std::uint64_t repeat) const;
  static RunKey finished(std::array<std::uint64_t, 2> begun) { return math::PlacedHash::mixed(begun); }

 private:
  math::PlacedHash common_;             // of what all runs of the block share
  std::vector<std::size_t> varied_;     // settings that they do not
  std::size_t start_ = 0, repeat_ = 0;  // places of the first coordinate and of the repeat
};

}  // namespace ravine::study

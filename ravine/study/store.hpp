// study.sqlite: everything a study found, in one file to be asked in SQL (doc/results.md). What runs have in common
// stands once, in `block` and `setting`; a row of `run` has the index in the plan as its id; the view `runs` joins
// them.
#pragma once

#include <filesystem>
#include <span>
#include <vector>

#include "ravine/study/plan.hpp"
#include "ravine/study/provenance.hpp"
#include "ravine/study/study.hpp"
#include "ravine/study/summary.hpp"

namespace ravine::study {

inline constexpr int store_schema_version = 3;
// "Rvne" as PRAGMA application_id: how `file` and we know the file as ours.
inline constexpr int store_application_id = 0x52766E65;

struct StoreLimits {
  std::size_t trajectory_rows = 1'000'000;  // of all runs together; with more, trajectories are left out
  std::size_t coordinates = 64;             // of a point; trajectories of more are left out
};

// The bytes of the file. Throws SystemError when SQLite fails.
std::vector<unsigned char> store_bytes(const Plan& plan, const Results& results, std::span<const RunSummary> summaries,
                                       const Provenance& made, const StoreLimits& limits = {});

}  // namespace ravine::study

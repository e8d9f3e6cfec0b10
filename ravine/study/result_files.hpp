// The files of a study's results (doc/results.md), pictures and report aside.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "ravine/study/plan.hpp"
#include "ravine/study/study.hpp"
#include "ravine/study/summary.hpp"

namespace ravine::study {

// Safe names for what belongs to a problem and a run, no two alike in one folder; they depend on the plan only.
struct ResultNames {
  std::vector<std::string> folders;  // one a problem: "bowl"
  std::vector<std::string> runs;     // one a run of the plan, without extension: "Adam"
};
ResultNames result_names(const Plan& plan);

// Writes into `folder`, which is made where it is missing: runs.csv, study.sqlite and, for runs that get pictures,
// PROBLEM/LABEL.csv and .npy. Each file whole or not at all. Returns their paths, in order. Throws SystemError.
std::vector<std::filesystem::path> write_results(const std::filesystem::path& folder, const Plan& plan,
                                                 const Results& results, const std::vector<RunSummary>& summaries);

}  // namespace ravine::study

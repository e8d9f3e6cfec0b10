// The pictures and the report of a study: joins what the runs gave (study) and what draws them (view, report).
#pragma once

#include <atomic>
#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "ravine/app/insights_of.hpp"
#include "ravine/base/executor.hpp"
#include "ravine/report/workings.hpp"
#include "ravine/study/plan.hpp"
#include "ravine/study/result_files.hpp"
#include "ravine/study/study.hpp"
#include "ravine/view/figure.hpp"

namespace ravine::app {

// The scene of each problem of a plan, with its runs that get pictures.
struct ProblemScene {
  view::Scene scene;
  std::vector<std::size_t> runs;           // of the plan: scene.trajectories[i] is runs[i]
  std::vector<report::Workings> workings;  // of runs[i]
  std::vector<RunInsights> insights;       // likewise
  std::vector<std::string> derivatives;    // likewise
  view::MeasureCurves measures;            // without names where the problem has no measures
};
std::vector<ProblemScene> scenes(const study::Plan& plan, const study::Results& results, Executor& executor);

// How many pictures and pages draw_results() makes: what `done` counts to.
std::uint64_t picture_count(const std::vector<ProblemScene>& scenes);

// Writes race.gif, .png, .svg and convergence.svg of each problem, .gif and .png of each run that gets pictures, and
// report.html. Stops early once `cancel` is set: each file is there whole or not at all.
void draw_results(const std::filesystem::path& folder, const study::Plan& plan,
                  const std::vector<study::RunSummary>& summaries, const std::vector<ProblemScene>& scenes,
                  Executor& executor, const std::atomic<bool>& cancel, std::atomic<std::uint64_t>& done);

}  // namespace ravine::app

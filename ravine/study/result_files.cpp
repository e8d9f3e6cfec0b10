#include "ravine/study/result_files.hpp"

#include <system_error>

#include "ravine/base/error.hpp"
#include "ravine/base/file.hpp"
#include "ravine/study/csv.hpp"
#include "ravine/study/measures_csv.hpp"
#include "ravine/study/npy.hpp"
#include "ravine/study/provenance.hpp"
#include "ravine/study/store.hpp"
#include "ravine/study/trajectory_table.hpp"

namespace ravine::study {
namespace {

void make_folder(const std::filesystem::path& folder) {
  std::error_code code;
  std::filesystem::create_directories(folder, code);
  if (code) throw SystemError("cannot make the folder \"" + folder.string() + "\": " + code.message());
}

}  // namespace

ResultNames result_names(const Plan& plan) {
  ResultNames names;
  FileNames folders{"runs.csv", "study.sqlite", "report.html"};
  for (const auto& problem : plan.problems) names.folders.push_back(folders.name(problem.name));
  std::vector<FileNames> files(plan.problems.size(), FileNames{"race", "convergence", "measures"});
  for (std::size_t i = 0; i < plan.size(); ++i) {
    const auto run = plan.run(i);
    names.runs.push_back(files[run.problem].name(run.label));
  }
  return names;
}

std::vector<std::filesystem::path> write_results(const std::filesystem::path& folder, const Plan& plan,
                                                 const Results& results, const std::vector<RunSummary>& summaries) {
  std::vector<std::filesystem::path> written;
  const auto write = [&](const std::filesystem::path& path, const auto& content) {
    write_file(path, content);
    written.push_back(path);
  };
  make_folder(folder);
  const auto names = result_names(plan);
  for (std::size_t i = 0; i < plan.size(); ++i) {
    const auto run = plan.run(i);
    if (!run.pictures) continue;
    const auto own = folder / names.folders[run.problem];
    make_folder(own);
    const TrajectoryTable table(results.runs[i].history, plan.problems[run.problem].problem->coordinate_names());
    write(own / (names.runs[i] + ".csv"), trajectory_csv(table));
    write(own / (names.runs[i] + ".npy"), trajectory_npy(table));
  }
  for (std::size_t p = 0; p < plan.problems.size(); ++p) {
    const auto measures = measures_csv(plan, results, p);
    if (measures.empty()) continue;
    make_folder(folder / names.folders[p]);
    write(folder / names.folders[p] / "measures.csv", measures);
  }
  write(folder / "runs.csv", runs_csv(summaries));
  write(folder / "study.sqlite", store_bytes(plan, results, summaries, provenance()));
  return written;
}

}  // namespace ravine::study

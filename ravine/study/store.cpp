#include "ravine/study/store.hpp"

#include <algorithm>
#include <string>

#include "ravine/study/sqlite.hpp"
#include "ravine/study/store_rows.hpp"
#include "ravine/study/store_schema.hpp"
#include "ravine/study/trajectory_table.hpp"

namespace ravine::study {
namespace {

class StoreWriter {
 public:
  StoreWriter(const Plan& plan, const Results& results, std::span<const RunSummary> summaries,
              const StoreLimits& limits)
      : plan_(plan), results_(results), summaries_(summaries), limits_(limits) {}

  std::vector<unsigned char> write(const Provenance& made) {
    choose_trajectories();
    database_.execute("BEGIN;" + store_schema(run_columns(plan_), with_trajectories_ ? dimension_ : 0, false));
    auto minimum = least_seen(plan_, results_);
    for (std::size_t p = 0; p < minimum.size(); ++p) minimum[p] = plan_.problems[p].minimum.value_or(minimum[p]);
    write_plan(database_, plan_, minimum, made);
    write_meta(database_, "trajectories", with_trajectories_ ? "stored" : "left out");
    write_meta(database_, "seconds", results_.seconds);
    write_runs();
    write_measures();
    if (with_trajectories_) write_trajectories();
    database_.execute("COMMIT");
    return database_.bytes();
  }

 private:
  void choose_trajectories() {
    std::size_t rows = 0;
    for (const auto& run : results_.runs) {
      rows += run.history.size();
      if (run.history.has_points()) dimension_ = std::max(dimension_, run.history.dimension);
    }
    with_trajectories_ = dimension_ > 0 && rows <= limits_.trajectory_rows && dimension_ <= limits_.coordinates;
  }

  void write_runs() {
    RunRows rows(database_, plan_);
    for (std::size_t number = 0; number < plan_.blocks().size(); ++number) {
      const auto& block = plan_.blocks()[number];
      const auto own = summaries_.subspan(plan_.first_run(number), block.size());
      const std::vector<RunRecord> records(own.begin(), own.end());
      std::vector<std::string> labels;
      for (const auto& summary : own) labels.push_back(summary.label == block.label ? "" : summary.label);
      rows.write(number, records, labels);
    }
  }

  void write_measures() {
    Insert rows(database_, "measure", 6);
    for (std::size_t i = 0; i < results_.runs.size(); ++i) {
      const auto& history = results_.runs[i].history;
      for (std::size_t row = 0; row < history.measured_step.size(); ++row)
        for (std::size_t k = 0; k < history.measure_names.size(); ++k) {
          rows.integer(i).integer(history.measured_step[row]).text(history.measure_names[k]);
          rows.real(history.measures_at(row)[k]).integer(history.measured_evaluations[row]);
          rows.real(history.measured_seconds[row]).done();
        }
    }
  }

  void write_trajectories() {
    Insert rows(database_, "trajectory", 4 + dimension_);
    for (std::size_t i = 0; i < results_.runs.size(); ++i) {
      const TrajectoryTable table(results_.runs[i].history, {});
      for (std::size_t row = 0; row < table.rows(); ++row) {
        rows.integer(i).integer(table.step(row)).real(table.f(row)).real(table.gradient_norm(row));
        for (std::size_t k = 0; k < dimension_; ++k) {
          if (k < table.dimension()) {
            rows.real(table.point(row)[k]);
          } else {
            rows.null();
          }
        }
        rows.done();
      }
    }
  }

  const Plan& plan_;
  const Results& results_;
  std::span<const RunSummary> summaries_;
  StoreLimits limits_;
  std::size_t dimension_ = 0;
  bool with_trajectories_ = false;
  Database database_;
};

}  // namespace

std::vector<unsigned char> store_bytes(const Plan& plan, const Results& results, std::span<const RunSummary> summaries,
                                       const Provenance& made, const StoreLimits& limits) {
  return StoreWriter(plan, results, summaries, limits).write(made);
}

}  // namespace ravine::study

#include "ravine/study/store.hpp"

#include <algorithm>
#include <map>
#include <string>

#include "ravine/base/bits_version.hpp"
#include "ravine/study/sqlite.hpp"
#include "ravine/study/store_schema.hpp"
#include "ravine/study/trajectory_table.hpp"

namespace ravine::study {
namespace {

class StoreWriter {
 public:
  StoreWriter(const Plan& plan, const Results& results, std::span<const RunSummary> summaries,
              const StoreLimits& limits)
      : plan_(plan), results_(results), summaries_(summaries), limits_(limits) {
    for (const auto& block : plan.blocks()) {
      for (const auto& axis : block.axes) varied_.emplace(parameter(block, axis.parameter).name, varied_.size());
    }
  }

  std::vector<unsigned char> write(const Provenance& made) {
    choose_trajectories();
    database_.execute("BEGIN;" + store_schema(varied_names(), with_trajectories_ ? dimension_ : 0));
    write_meta(made);
    write_outcomes();
    write_problems();
    write_blocks();
    write_runs();
    write_measures();
    if (with_trajectories_) write_trajectories();
    database_.execute("COMMIT");
    return database_.bytes();
  }

 private:
  static const ParameterInfo& parameter(const Block& block, std::size_t row) {
    return block.method.info().parameters[row];
  }

  // Names of the varied settings, in the order of their columns.
  std::vector<std::string> varied_names() const {
    std::vector<std::string> names(varied_.size());
    for (const auto& [name, column] : varied_) names[column] = name;
    return names;
  }

  void choose_trajectories() {
    std::size_t rows = 0;
    for (const auto& run : results_.runs) {
      rows += run.history.size();
      if (run.history.has_points()) dimension_ = std::max(dimension_, run.history.dimension);
    }
    with_trajectories_ = dimension_ > 0 && rows <= limits_.trajectory_rows && dimension_ <= limits_.coordinates;
  }

  void write_meta(const Provenance& made) {
    Insert meta(database_, "meta", 2);
    const auto write = [&](std::string_view key, std::string_view value) { meta.text(key).text(value).done(); };
    const auto count = [&](std::string_view key, std::uint64_t value) { meta.text(key).integer(value).done(); };
    count("schema_version", store_schema_version);
    count("bits_version", bits_version);
    write("program_version", made.version);
    write("compiler", made.compiler);
    write("host", made.host);
    write("date", made.date);
    write("title", plan_.title);
    count("seed", plan_.seed);
    write("definition", plan_.definition);
    std::string overrides;
    for (const auto& text : plan_.overrides) overrides += text + "\n";
    write("overrides", overrides);
    write("trajectories", with_trajectories_ ? "stored" : "left out");
    meta.text("seconds").real(results_.seconds).done();
  }

  void write_outcomes() {
    Insert outcome(database_, "outcome", 2);
    for (int kind = 0; kind <= static_cast<int>(OutcomeKind::error); ++kind) {
      outcome.integer(static_cast<std::uint64_t>(kind)).text(name(static_cast<OutcomeKind>(kind))).done();
    }
  }

  void write_problems() {
    Insert rows(database_, "problem", 8), coordinates(database_, "coordinate", 3);
    std::map<std::string_view, const RunSummary*> first;
    for (const auto& summary : summaries_) first.emplace(summary.problem, &summary);
    for (std::size_t i = 0; i < plan_.problems.size(); ++i) {
      const auto& problem = plan_.problems[i];
      const auto names = problem.problem->coordinate_names();
      const auto dimension = problem.problem->dimension();
      rows.integer(i).text(problem.name).text(problem.title).text(problem.problem->formula()).text(problem.identity);
      rows.integer(dimension);
      const auto found = first.find(problem.name);
      if (found == first.end()) {
        rows.null().null();
      } else {
        rows.real(found->second->minimum).text(found->second->minimum_known ? "known" : "seen");
      }
      rows.done();
      for (std::size_t k = 0; k < std::min(names.size(), limits_.coordinates); ++k) {
        coordinates.integer(i).integer(k + 1).text(names[k]).done();
      }
    }
  }

  // A setting's value: a number, or the text of a word or schedule.
  static void add(Insert& insert, const ParameterInfo& info, const Setting& setting) {
    if (setting.schedule) {
      insert.text(setting.schedule->text());
    } else if (info.kind == ParameterInfo::Kind::number) {
      insert.real(setting.value);
    } else {
      insert.text(info.value_text(setting.value));
    }
  }

  void write_blocks() {
    Insert rows(database_, "block", 6), settings(database_, "setting", 4);
    for (std::size_t i = 0; i < plan_.blocks().size(); ++i) {
      const auto& block = plan_.blocks()[i];
      rows.integer(i).integer(block.problem).text(block.label).text(block.method.info().name);
      rows.text(block.method.text()).integer(block.options.steps).done();
      const auto& values = block.method.settings();
      for (std::size_t row = 0; row < values.size(); ++row) {
        const bool varies =
            std::any_of(block.axes.begin(), block.axes.end(), [&](const Axis& axis) { return axis.parameter == row; });
        if (varies) continue;
        const auto& info = parameter(block, row);
        settings.integer(i).text(info.name).text(info.symbol);
        add(settings, info, values[row]);
        settings.done();
      }
    }
  }

  // "[3,17,null,40]": the steps to each target, without the nulls at the end.
  static std::string targets_text(const RunSummary& summary) {
    std::string text, nulls;
    for (const auto& step : summary.steps_to) {
      const std::string comma = text.empty() && nulls.empty() ? "" : ",";
      nulls += comma + (step ? std::to_string(*step) : "null");
      if (!step) continue;
      text += nulls;
      nulls.clear();
    }
    return '[' + text + ']';
  }

  void write_runs() {
    constexpr std::size_t fixed = 14;
    Insert rows(database_, "run", fixed + varied_.size());
    for (const auto& summary : summaries_) {
      const auto run = plan_.run(summary.index);
      const auto& block = plan_.blocks()[run.block];
      rows.integer(summary.index).integer(run.block).text(summary.key);
      if (summary.label == block.label) {
        rows.null();
      } else {
        rows.text(summary.label);
      }
      rows.integer(static_cast<std::uint64_t>(results_.runs[summary.index].outcome.kind));
      rows.text(summary.reason).integer(summary.steps).integer(summary.evaluations).real(summary.f);
      rows.real(summary.gradient_norm).real(summary.best_f).integer(summary.best_step).real(summary.seconds);
      rows.text(targets_text(summary));
      std::vector<const VariedSetting*> own(varied_.size());
      for (const auto& setting : run.varied)
        own[varied_.find(parameter(block, setting.parameter).name)->second] = &setting;
      for (const auto* setting : own) {
        if (setting == nullptr) {
          rows.null();
        } else {
          add(rows, parameter(block, setting->parameter), setting->value);
        }
      }
      rows.done();
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
  std::map<std::string, std::size_t, std::less<>> varied_;  // name of a setting -> its column
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

#include "ravine/app/pictures.hpp"

#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>
#include <string>
#include <utility>

#include "ravine/app/settings_text.hpp"
#include "ravine/app/study_files.hpp"
#include "ravine/app/workings.hpp"
#include "ravine/base/file.hpp"
#include "ravine/report/report.hpp"
#include "ravine/view/animation.hpp"
#include "ravine/view/cairo/image_file.hpp"
#include "ravine/view/geometry/figures.hpp"
#include "ravine/view/geometry/measures.hpp"
#include "ravine/view/scene.hpp"

namespace ravine::app {
namespace {

namespace fs = std::filesystem;

bool has_map(const view::Scene& scene) { return scene.field.columns > 0; }

view::SceneOptions options_of(const study::PlannedProblem& problem) {
  view::SceneOptions options;
  options.title = problem.title;
  if (const auto& box = problem.view) options.box = view::Box{box->x_low, box->x_high, box->y_low, box->y_high};
  options.minimum = problem.minimum;
  options.minimisers = problem.minimisers;
  options.plane = problem.plane;
  options.levels = problem.levels;
  return options;
}

double evaluations_an_epoch(const Problem& problem) {
  const auto count = problem.sample_count();
  return count.an_evaluation == 0 ? 0 : static_cast<double>(count.samples) / static_cast<double>(count.an_evaluation);
}

// The measures of the runs that get pictures, over epochs.
view::MeasureCurves measures_of(const study::Plan& plan, const study::Results& results, const ProblemScene& shown,
                                std::size_t p) {
  const auto& problem = *plan.problems[p].problem;
  view::MeasureCurves curves;
  curves.title = plan.problems[p].title;
  curves.note = problem.formula();
  for (const auto& measure : problem.measures()) {
    curves.names.push_back(measure.name);
    curves.higher_is_better.push_back(measure.higher_is_better);
  }
  const double epoch = evaluations_an_epoch(problem);
  if (!(epoch > 0)) curves.time_name = "gradient evaluations";
  for (std::size_t i = 0; i < shown.runs.size(); ++i) {
    const auto& result = results.runs[shown.runs[i]];
    const auto& history = result.history;
    view::MeasuredRun run;
    run.label = shown.scene.trajectories[i].label;
    run.outcome = shown.scene.trajectories[i].outcome;
    run.failed = shown.scene.trajectories[i].failed;
    for (const auto evaluations : history.measured_evaluations)
      run.time.push_back(static_cast<double>(evaluations) / (epoch > 0 ? epoch : 1));
    run.values.resize(curves.names.size());
    for (std::size_t row = 0; row < history.measured_step.size(); ++row)
      for (std::size_t k = 0; k < run.values.size(); ++k) run.values[k].push_back(history.measures_at(row)[k]);
    curves.runs.push_back(std::move(run));
  }
  return curves;
}

report::Report report_of(const study::Plan& plan, const std::vector<study::RunSummary>& summaries,
                         const std::vector<ProblemScene>& scenes) {
  report::Report report;
  report.title = plan.title;
  report.generator = std::string("Ravine ") + RAVINE_VERSION;
  report.definition = plan.definition;
  report.overrides = overrides_text(plan);
  for (std::size_t p = 0; p < scenes.size(); ++p) {
    report::Section section;
    section.scene = scenes[p].scene;
    section.evaluations_an_epoch = evaluations_an_epoch(*plan.problems[p].problem);
    // The least f of a minibatch is no height to count from.
    const bool targets = plan.problems[p].problem->sample_count().samples == 0;
    for (std::size_t i = 0; targets && i < study::target_count; ++i) section.targets.push_back(study::target_level(i));
    auto add = [&](const study::RunSummary& run) {
      report::Row row;
      row.label = run.label;
      row.method = run.parameters;
      row.outcome = run.outcome;
      row.reason = run.reason;
      row.failed = run.outcome == name(OutcomeKind::diverged) || run.outcome == name(OutcomeKind::left_domain) ||
                   run.outcome == name(OutcomeKind::error);
      row.steps = run.steps;
      row.evaluations = run.evaluations;
      row.final_f = run.f;
      row.best_f = run.best_f;
      row.gradient_norm = run.gradient_norm;
      for (const auto& count : run.evaluations_to)
        if (targets)
          row.evaluations_to.push_back(count ? static_cast<double>(*count) : std::numeric_limits<double>::quiet_NaN());
      section.rows.push_back(std::move(row));
    };
    const auto& shown = scenes[p].runs;
    for (std::size_t i = 0; i < shown.size(); ++i) {
      add(summaries[shown[i]]);
      section.rows.back().workings = scenes[p].workings[i];
      section.rows.back().insights = scenes[p].insights[i].texts;
      section.rows.back().derivatives = scenes[p].derivatives[i];
      section.rows.back().trust_horizon = scenes[p].insights[i].trust_horizon;
      if (!std::isnan(section.rows.back().trust_horizon)) section.rows.back().insights.back().insert(0, "◇ ");
    }
    for (const auto& run : summaries)
      if (run.problem == plan.problems[p].name && std::find(shown.begin(), shown.end(), run.index) == shown.end())
        add(run);
    report.sections.push_back(std::move(section));
  }
  return report;
}

// Of every pictured run, each a task.
void find_insights(const study::Plan& plan, const study::Results& results, std::vector<ProblemScene>& scenes,
                   Executor& executor) {
  std::vector<std::pair<std::size_t, std::size_t>> places;  // problem, run of its scene
  for (std::size_t p = 0; p < scenes.size(); ++p) {
    scenes[p].insights.resize(scenes[p].runs.size());
    scenes[p].derivatives.resize(scenes[p].runs.size());
    for (std::size_t i = 0; i < scenes[p].runs.size(); ++i) places.emplace_back(p, i);
  }
  executor.run(places.size(), [&](std::size_t k) {
    const auto [p, i] = places[k];
    const auto index = scenes[p].runs[i];
    const auto run = plan.run(index);
    const auto& problem = plan.problems[p];
    scenes[p].insights[i] = insights_of(*problem.problem, run.start, run.method, run.options, results.runs[index],
                                        problem.minimum, problem.minimisers);
    scenes[p].derivatives[i] = derivatives_of(*problem.problem, run.start, run.method, results.runs[index]);
  });
}

}  // namespace

std::vector<ProblemScene> scenes(const study::Plan& plan, const study::Results& results, Executor& executor) {
  std::vector<ProblemScene> all(plan.problems.size());
  std::vector<std::vector<view::ShownRun>> shown(plan.problems.size());
  for (std::size_t i = 0; i < plan.size(); ++i) {
    const auto planned = plan.run(i);
    if (!planned.pictures) continue;
    const auto& result = results.runs[i];
    all[planned.problem].runs.push_back(i);
    all[planned.problem].workings.push_back(
        workings_of(planned, *plan.problems[planned.problem].problem, result.history));
    shown[planned.problem].push_back({planned.label, &result.history, std::string(name(result.outcome.kind)),
                                      failed(result.outcome.kind), settings_text(planned.method, planned.label)});
  }
  find_insights(plan, results, all, executor);
  const auto least = study::least_seen(plan, results);
  for (std::size_t p = 0; p < all.size(); ++p) {
    auto options = options_of(plan.problems[p]);
    if (std::isfinite(least[p])) options.least_seen = least[p];
    all[p].scene = view::make_scene(*plan.problems[p].problem, shown[p], options, executor);
    if (!plan.problems[p].problem->measures().empty()) all[p].measures = measures_of(plan, results, all[p], p);
  }
  return all;
}

std::uint64_t picture_count(const std::vector<ProblemScene>& scenes) {
  std::uint64_t count = 1;
  for (const auto& problem : scenes)
    if (!problem.runs.empty())
      count += (problem.measures.names.empty() ? 2 : 3) + (has_map(problem.scene) ? problem.runs.size() : 0);
  return count;
}

void draw_results(const fs::path& folder, const study::Plan& plan, const std::vector<study::RunSummary>& summaries,
                  const std::vector<ProblemScene>& scenes, Executor& executor, const std::atomic<bool>& cancel,
                  std::atomic<std::uint64_t>& done) {
  const auto names = study::result_names(plan);
  std::vector<std::function<void()>> backdrops, tasks;
  // What all pictures of single runs of a problem show below their trails is drawn once.
  struct Shared {
    std::unique_ptr<view::Figures> figures;
    std::unique_ptr<view::Backdrop> backdrop;
  };
  std::vector<Shared> shared(scenes.size());
  for (std::size_t p = 0; p < scenes.size(); ++p) {
    if (scenes[p].runs.empty()) continue;
    auto& own = shared[p];
    const auto place = folder / names.folders[p];
    fs::create_directories(place);
    own.figures = std::make_unique<view::Figures>(scenes[p].scene);
    tasks.emplace_back([&own, place] { view::save_svg(own.figures->convergence(), place / "convergence.svg"); });
    if (!scenes[p].measures.names.empty())
      tasks.emplace_back([&measures = scenes[p].measures, place] {
        const auto figure = view::measures_figure(measures);
        view::save_svg(figure, place / "measures.svg");
        view::save_png(figure, place / "measures.png");
      });
    if (!has_map(scenes[p].scene)) continue;
    backdrops.emplace_back([&own, count = scenes[p].runs.size()] {
      own.backdrop = std::make_unique<view::Backdrop>(
          view::Backdrop::common(own.figures->single(0).background, own.figures->single(count - 1).background));
    });
    tasks.emplace_back([&own, place] {
      const auto film = own.figures->race();
      const auto animation = view::animate(film);
      animation.save(place / "race.gif");
      view::save_png(animation.last, place / "race.png");
      view::save_svg(film.last, place / "race.svg");
    });
    for (std::size_t i = 0; i < scenes[p].runs.size(); ++i)
      tasks.emplace_back([&own, i, file = place / names.runs[scenes[p].runs[i]]] {
        const auto animation = view::animate(own.figures->single(i), *own.backdrop);
        animation.save(fs::path(file) += ".gif");
        view::save_png(animation.last, fs::path(file) += ".png");
      });
  }
  tasks.emplace_back(
      [&] { write_file(folder / "report.html", report::report_html(report_of(plan, summaries, scenes))); });
  executor.run(backdrops.size(), [&](std::size_t i) {
    if (!cancel) backdrops[i]();
  });
  executor.run(tasks.size(), [&](std::size_t i) {
    if (cancel) return;
    tasks[i]();
    ++done;
  });
}

}  // namespace ravine::app

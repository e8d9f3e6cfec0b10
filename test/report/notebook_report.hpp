// A report of the notebook's twelve runs, made from the trajectories in test/golden/notebook.
#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <filesystem>
#include <fstream>
#include <limits>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "ravine/report/report.hpp"

namespace ravine::report {

inline const std::filesystem::path golden_notebook = std::filesystem::path(RAVINE_SOURCE_DIR) / "test/golden/notebook";

// How often a part stands in a page.
inline std::size_t count(std::string_view page, std::string_view part) {
  std::size_t found = 0;
  for (std::size_t at = page.find(part); at != std::string_view::npos; at = page.find(part, at + 1)) ++found;
  return found;
}

struct NotebookProblem {
  std::string title, formula, files;
  double (*f)(double, double);
  std::pair<double, double> (*gradient)(double, double);
  view::Box box;
  view::Point start;
  std::vector<view::Point> minimisers;
  bool known;  // the minimum is 0
  std::string rate;
};

inline std::vector<NotebookProblem> notebook_problems() {
  return {
      {"Bowl",
       "f(x, y) = 5x² + y²",
       "simple-",
       [](double x, double y) { return 5 * x * x + y * y; },
       [](double x, double y) {
         return std::pair{10 * x, 2 * y};
       },
       {-7, 7, -7, 7},
       {5, 5},
       {{0, 0}},
       true,
       "0.01"},
      {"Valley",
       "f(x, y) = (x − 3)² + 8(y − 5)⁴ + √x + sin(xy)",
       "complex-",
       [](double x, double y) { return (x - 3) * (x - 3) + 8 * std::pow(y - 5, 4) + std::sqrt(x) + std::sin(x * y); },
       [](double x, double y) {
         return std::pair{2 * (x - 3) + 0.5 / std::sqrt(x) + y * std::cos(x * y),
                          32 * std::pow(y - 5, 3) + x * std::cos(x * y)};
       },
       {0, 10, -5, 10},
       {5, -2},
       {},
       false,
       "0.0002"}};
}

inline view::Field field_of(const view::Box& box, double (*f)(double, double), std::size_t side) {
  view::Field field{box, side, side, {}};
  for (std::size_t row = 0; row < side; ++row) {
    for (std::size_t column = 0; column < side; ++column) {
      const double u = static_cast<double>(column) / static_cast<double>(side - 1);
      const double v = static_cast<double>(row) / static_cast<double>(side - 1);
      field.values.push_back(f(box.x_low + u * (box.x_high - box.x_low), box.y_low + v * (box.y_high - box.y_low)));
    }
  }
  return field;
}

inline view::Trajectory trajectory_of(const NotebookProblem& problem, const std::filesystem::path& file,
                                      const std::string& label) {
  std::ifstream stream(file);
  if (!stream) throw std::runtime_error("cannot read " + file.string());
  view::Trajectory run;
  run.label = label;
  std::string line;
  std::getline(stream, line);
  while (std::getline(stream, line)) {
    std::array<double, 4> cells{};
    std::size_t at = 0;
    for (double& cell : cells) {
      const std::size_t end = line.find(',', at);
      cell = std::stod(line.substr(at, end - at));
      at = end + 1;
    }
    run.step.push_back(cells[0]);
    run.x.push_back(cells[1]);
    run.y.push_back(cells[2]);
    run.f.push_back(cells[3]);
    const auto [gx, gy] = problem.gradient(cells[1], cells[2]);
    run.gradient_norm.push_back(std::hypot(gx, gy));
  }
  run.outcome = "budget";
  return run;
}

inline Row row_of(const view::Trajectory& run, const std::string& method, double minimum,
                  const std::vector<double>& targets) {
  Row row;
  row.label = run.label;
  row.method = method;
  row.outcome = run.outcome;
  row.failed = run.failed;
  row.steps = row.evaluations = run.step.size() - 1;
  row.final_f = run.f.back();
  row.best_f = *std::min_element(run.f.begin(), run.f.end());
  row.gradient_norm = run.gradient_norm.back();
  row.evaluations_to.assign(targets.size(), std::numeric_limits<double>::quiet_NaN());
  for (std::size_t k = 0; k < run.f.size(); ++k) {
    for (std::size_t i = 0; i < targets.size(); ++i) {
      if (std::isnan(row.evaluations_to[i]) && run.f[k] - minimum <= targets[i]) row.evaluations_to[i] = run.step[k];
    }
  }
  return row;
}

inline std::vector<double> usual_targets() {
  std::vector<double> targets;
  for (int power = 1; power <= 12; ++power) targets.push_back(std::pow(10, -power));
  return targets;
}

inline Report notebook_report(const std::filesystem::path& golden, std::size_t side = 300) {
  Report report;
  report.title = "Methods from one start";
  report.subtitle = "Six methods, two functions, one hundred gradient evaluations each";
  report.language = "ru";
  report.generator = "Ravine 0.1.0";
  report.definition =
      "title  = \"Methods from one start\"\nseed   = 1\nbudget = 100\n\n[problem.bowl]\nfunction = \"5*x^2 + y^2\"\n"
      "start    = [5, 5]\nminimum  = 0\nview     = { x = [-7, 7], y = [-7, 7] }\n\n[[run]]\nmethod = \"sgd\"\n"
      "learning_rate = { bowl = 0.01, valley = 0.0002 }\n";
  for (const NotebookProblem& problem : notebook_problems()) {
    const std::vector<std::array<std::string, 3>> runs{
        {"sgd", "SGD", "sgd(learning_rate=" + problem.rate + ")"},
        {"momentum-0.9", "Импульс 0.9", "momentum(learning_rate=" + problem.rate + ", momentum=0.9)"},
        {"momentum-0.7", "Импульс 0.7", "momentum(learning_rate=" + problem.rate + ", momentum=0.7)"},
        {"adagrad", "Adagrad", "adagrad(learning_rate=0.1, epsilon=1e-6, epsilon_place=inside)"},
        {"rmsprop", "RMSProp", "rmsprop(learning_rate=0.1, decay=0.9, epsilon=1e-6, epsilon_place=inside)"},
        {"adam-notebook", "Adam", "adam(learning_rate=0.1, beta1=0.9, beta2=0.9, epsilon=1e-6, bias_correction=none)"}};
    Section section;
    view::Scene& scene = section.scene;
    scene.title = problem.title;
    scene.formula = problem.formula;
    scene.field = field_of(problem.box, problem.f, side);
    scene.start = problem.start;
    scene.minimisers = problem.minimisers;
    if (problem.known) scene.minimum = 0;
    double lowest = std::numeric_limits<double>::infinity();
    for (const auto& [file, label, method] : runs) {
      scene.trajectories.push_back(trajectory_of(problem, golden / (problem.files + file + ".csv"), label));
      for (const double f : scene.trajectories.back().f) lowest = std::min(lowest, f);
    }
    section.targets = usual_targets();
    for (std::size_t i = 0; i < runs.size(); ++i) {
      section.rows.push_back(row_of(scene.trajectories[i], runs[i][2], problem.known ? 0 : lowest, section.targets));
    }
    report.sections.push_back(std::move(section));
  }
  return report;
}

}  // namespace ravine::report

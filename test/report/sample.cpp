// Writes sample reports for the browser's test and for people to look at: report_sample DIRECTORY.
//   notebook.html  the notebook's twelve runs
//   workings.html  the same with schedules and state
//   sweep.html     a sweep of ninety learning rates, twelve long runs, a problem of many dimensions, hostile texts
//   slice.html     the notebook's bowl as if it were a plane through more dimensions
//   cells.html     a study's page, with a map of three by two cells
//   numbers.json   numbers and how they are written for people, for the test of the page's script
#include <array>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <limits>
#include <string>
#include <utility>

#include "ravine/report/number.hpp"
#include "ravine/report/study_page.hpp"
#include "ravine/view/cairo/image_file.hpp"
#include "ravine/view/geometry/study/heat_map.hpp"
#include "ravine/view/geometry/ticks.hpp"
#include "test/report/workings_report.hpp"

namespace ravine::report {
namespace {

struct Function {
  double (*f)(double, double);
  std::pair<double, double> (*gradient)(double, double);
};

// Gradient descent with momentum, until the steps are done, the value grows beyond all bounds or is none.
view::Trajectory descend(const Function& function, view::Point at, double rate, double momentum, int steps) {
  view::Trajectory run;
  run.outcome = "budget";
  double vx = 0, vy = 0;
  for (int step = 0; step <= steps; ++step) {
    const auto [gx, gy] = function.gradient(at.x, at.y);
    run.step.push_back(step);
    run.x.push_back(at.x);
    run.y.push_back(at.y);
    run.f.push_back(function.f(at.x, at.y));
    run.gradient_norm.push_back(std::hypot(gx, gy));
    if (!std::isfinite(run.f.back()) || std::fabs(run.f.back()) > 1e100) {
      run.outcome = std::isnan(run.f.back()) ? "left-domain" : "diverged";
      run.failed = true;
      break;
    }
    if (run.gradient_norm.back() < 1e-9) {
      run.outcome = "converged";
      break;
    }
    vx = momentum * vx - rate * gx, vy = momentum * vy - rate * gy;
    at.x += vx, at.y += vy;
  }
  return run;
}

void add(Section& section, view::Trajectory run, const std::string& label, const std::string& method) {
  run.label = label;
  section.rows.push_back(row_of(run, method, section.scene.minimum.value_or(0), section.targets));
  if (run.outcome == "left-domain") section.rows.back().reason = "sqrt(x): x = " + number_text(run.x.back(), 3);
  section.scene.trajectories.push_back(std::move(run));
}

Section sweep() {
  const NotebookProblem valley = notebook_problems()[1];
  Section section;
  section.scene.title = "Learning rates";
  section.scene.formula = valley.formula;
  section.scene.field = field_of({-2, 10, -5, 13}, valley.f, 300);
  section.scene.start = valley.start;
  section.targets = usual_targets();
  for (int i = 0; i < 90; ++i) {
    const double rate = 1e-5 * std::pow(10, 3.0 * i / 89);
    const std::string text = number_text(rate, 3);
    add(section, descend({valley.f, valley.gradient}, {5, -2}, rate, 0.9, 300), "momentum, rate " + text,
        "momentum(learning_rate=" + text + ", momentum=0.9)");
  }
  return section;
}

Section long_runs() {
  const Function rosenbrock{[](double x, double y) { return (1 - x) * (1 - x) + 100 * (y - x * x) * (y - x * x); },
                            [](double x, double y) {
                              return std::pair{-2 * (1 - x) - 400 * x * (y - x * x), 200 * (y - x * x)};
                            }};
  Section section;
  section.scene.title = "Rosenbrock’s banana";
  section.scene.formula = "f(x, y) = (1 − x)² + 100(y − x²)²";
  section.scene.field = field_of({-2, 2, -1, 3}, rosenbrock.f, 300);
  section.scene.minimum = 0;
  section.scene.minimisers = {{1, 1}};
  section.scene.start = view::Point{-1.5, 2};
  section.targets = usual_targets();
  for (int i = 0; i < 12; ++i) {
    const int row = i / 4, column = i % 4;
    const double momentum = 0.3 * column, rate = 1e-4 * (1 + 3 * row);
    add(section, descend(rosenbrock, {-1.5, 2}, rate, momentum, 20'000),
        "η " + number_text(rate, 2) + ", μ " + number_text(momentum, 2),
        "momentum(learning_rate=" + number_text(rate, 3) + ", momentum=" + number_text(momentum, 3) + ")");
  }
  return section;
}

// No plane to draw in; steps of three gradients; texts that want to be markup.
Section many_dimensions() {
  Section section;
  const std::string hostile = "</script><script>document.title='broken'</script>\"'&\u202E<b>]]>";
  section.scene.title = "Many dimensions " + hostile;
  section.targets = usual_targets();
  for (int i = 0; i < 2; ++i) {
    view::Trajectory run;
    run.outcome = i == 0 ? "converged" : "stalled";
    for (int k = 0; k <= 60; ++k) {
      run.step.push_back(3 * k);
      run.f.push_back(std::pow(10, 2 - k * (0.2 - 0.1 * i)) + 1);
      run.gradient_norm.push_back(std::sqrt(run.f.back() - 1));
    }
    add(section, run, hostile, "lbfgs(history=" + std::to_string(5 + i) + ")");
    section.rows.back().steps = 60;
    section.rows.back().evaluations = 180;
  }
  return section;
}

// Runs that come nearer to the plane as they go.
Report slice(Report report) {
  report.sections.resize(1);
  view::Scene& scene = report.sections[0].scene;
  scene.slice = true;
  scene.x_name = "u", scene.y_name = "v";
  scene.x_titles = {"u: 1st principal direction (80 % of the variance)"};
  scene.y_titles = {"v: 2nd principal direction (15 % of the variance)"};
  for (view::Trajectory& run : scene.trajectories) {
    for (std::size_t k = 0; k < run.step.size(); ++k)
      run.distance.push_back(4 * std::exp(-0.05 * static_cast<double>(k)));
    run.off_plane = 0.6;
  }
  return report;
}

void write(const std::filesystem::path& file, const Report& report) {
  const auto before = std::chrono::steady_clock::now();
  const std::string page = report_html(report);
  const std::chrono::duration<double, std::milli> took = std::chrono::steady_clock::now() - before;
  std::ofstream(file, std::ios::binary) << page;
  std::printf("%s: %zu bytes, %.1f ms\n", file.filename().c_str(), page.size(), took.count());
}

void write_numbers(const std::filesystem::path& file) {
  std::ofstream numbers(file, std::ios::binary);
  numbers << "[";
  for (int power = -12; power <= 12; ++power) {
    for (const double digits : {1.0, -2.5, 3.14159265358979, 9.9999996, 1.2345}) {
      const double value = digits * std::pow(10, power);
      for (const int count : {3, 5, 7}) {
        numbers << (power == -12 && digits == 1 && count == 3 ? "" : ",\n") << "[" << number_text(value) << "," << count
                << ",\"" << view::readable(value, count) << "\"]";
      }
    }
  }
  numbers << "]";
}

// Three learning rates by two momenta; the runs' numbers are no lattice's.
StudyPage page_with_cells() {
  view::HeatMap map;
  map.title = "A map";
  map.x = {"η", view::AxisKind::linear, {0.1, 0.2, 0.3}, {}};
  map.y = {"β", view::AxisKind::linear, {0.5, 0.9}, {}};
  map.values = {10, 20, 30, 40, 50, 60};
  const auto picture = view::heat_map_figure(map);
  FigureCells cells;
  for (const double edge : picture.cells.x_edges) cells.x_edges.push_back(edge / picture.width);
  for (const double edge : picture.cells.y_edges) cells.y_edges.push_back(edge / picture.height);
  cells.x_values = {"η = 0.1", "η = 0.2", "η = 0.3"};
  cells.y_values = {"β = 0.5", "β = 0.9"};
  cells.value_name = "evaluations:";
  cells.values = {"10", "20", "30", "40", "50", "</script><script>document.title = 'ran'</script>"};
  cells.runs = {7, 9, 11, 8, 10, 13};
  cells.command = "ravine trace --study out --run ";
  return {"Cells",
          "",
          "Ravine",
          "",
          "",
          {{"A problem", "", {}, {{"map", "a map", view::png_bytes(view::Canvas(picture), 255), std::move(cells)}}}}};
}

}  // namespace
}  // namespace ravine::report

int main(int count, char** arguments) {
  using namespace ravine::report;
  if (count != 2) return 2;
  const std::filesystem::path directory = arguments[1];
  std::filesystem::create_directories(directory);
  const Report notebook = notebook_report(RAVINE_SOURCE_DIR "/test/golden/notebook");
  write(directory / "notebook.html", notebook);
  write(directory / "workings.html", workings_report(RAVINE_SOURCE_DIR "/test/golden/notebook"));
  write(directory / "slice.html", slice(notebook));
  Report large = notebook;
  large.title = "A large study";
  large.sections = {sweep(), long_runs(), many_dimensions()};
  write(directory / "sweep.html", large);
  std::ofstream(directory / "cells.html") << study_html(page_with_cells());
  write_numbers(directory / "numbers.json");
}

// Draws samples of the pictures of studies into a folder, for a person to look at:
//   study_gallery FOLDER [PART OF A NAME]
#include <cmath>
#include <cstdio>
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "ravine/base/infinity.hpp"
#include "ravine/view/cairo/image_file.hpp"
#include "ravine/view/geometry/study/band_curve.hpp"
#include "ravine/view/geometry/study/basin_map.hpp"
#include "ravine/view/geometry/study/critical_difference.hpp"
#include "ravine/view/geometry/study/heat_map.hpp"
#include "ravine/view/geometry/study/interval_ranking.hpp"
#include "ravine/view/geometry/study/parallel_coordinates.hpp"
#include "ravine/view/geometry/study/step_curves.hpp"
#include "ravine/view/geometry/ticks.hpp"

using ravine::infinity;
using namespace ravine::view;

namespace {

const std::vector<std::string> methods{"adam",     "rmsprop", "momentum",  "gradient descent",
                                       "nesterov", "adagrad", "adadelta",  "lion",
                                       "rprop",    "l-bfgs",  "nadam",     "adamax",
                                       "amsgrad",  "yogi",    "adabelief", "lookahead(k=5, adam)",
                                       "radam",    "sophia",  "muon",      "shampoo with a long name of its own"};

std::vector<double> decades(double low, double high, std::size_t count) {
  std::vector<double> values;
  for (std::size_t i = 0; i < count; ++i)
    values.push_back(low * std::pow(high / low, static_cast<double>(i) / static_cast<double>(count - 1)));
  return values;
}

// A number in 0 ... 1 that looks random and depends on i and j alone.
double scatter(std::size_t i, std::size_t j) {
  const double v = std::sin(12.9898 * static_cast<double>(i + 1) + 78.233 * static_cast<double>(j + 1)) * 43758.5453;
  return v - std::floor(v);
}

// Heavy ball on a quadratic of curvatures 1 and 20: steps by its spectral radius, stable for η < 2 (1 + β) / 20.
HeatMap momentum_map(std::size_t columns, std::size_t rows) {
  HeatMap map;
  map.title = "Evaluations to f − f* < 10⁻⁶";
  map.note = "heavy ball, quadratic with κ = 20, 1000 evaluations at most";
  map.x = {"learning rate η", AxisKind::logarithmic, decades(1e-3, 1, columns), {}};
  map.y.name = "momentum β";
  for (std::size_t i = 0; i < rows; ++i)
    map.y.values.push_back(0.98 * static_cast<double>(i) / static_cast<double>(rows - 1));
  for (const double beta : map.y.values)
    for (const double rate : map.x.values) {
      double radius = 0;
      for (const double curvature : {1.0, 20.0}) {
        const double trace = 1 + beta - rate * curvature, square = trace * trace - 4 * beta;
        radius = std::max(radius, square < 0 ? std::sqrt(beta) : (std::fabs(trace) + std::sqrt(square)) / 2);
      }
      const double steps = std::ceil(std::log(1e-7) / std::log(radius) / 2);
      map.states.push_back(radius >= 1 ? CellState::failed : steps > 1000 ? CellState::missed : CellState::number);
      map.values.push_back(map.states.back() == CellState::number ? steps : 0);
    }
  HeatMap::Line limit{"limit of stability, η = 2 (1 + β) / L", {}};
  for (double beta = -0.1; beta <= 1.05; beta += 0.01) limit.points.push_back({2 * (1 + beta) / 20, beta});
  map.lines.push_back(limit);
  return map;
}

// Nothing to merge: as slow as it gets.
HeatMap noise_map() {
  HeatMap map = momentum_map(1024, 1024);
  map.title = "Noise";
  for (std::size_t i = 0; i < map.values.size(); ++i) {
    map.values[i] = 10 + 1000 * scatter(i, 3);
    map.states[i] = scatter(i, 4) < 0.1   ? CellState::failed
                    : scatter(i, 5) < 0.1 ? CellState::missed
                                          : CellState::number;
  }
  return map;
}

HeatMap method_map() {
  HeatMap map;
  map.title = "Достигнутая точность по методам и скоростям обучения";
  map.note = "доля верных ответов на проверочной части, медиана пяти повторов";
  map.x = {"скорость обучения", AxisKind::logarithmic, decades(1e-4, 1, 9), {}};
  map.y = {
      "метод",
      AxisKind::categories,
      {},
      {"градиентный спуск", "тяжёлый шарик", "ускорение Нестерова", "Адам", "Адаград", "среднеквадратичный", "Лион"}};
  map.value_name = "доля верных ответов";
  map.logarithmic = false, map.lower_is_better = false;
  map.missed_name = "не достигнута цель", map.failed_name = "расходимость";
  for (std::size_t m = 0; m < 7; ++m)
    for (std::size_t i = 0; i < 9; ++i) {
      const double at = static_cast<double>(i) - 2 - 0.7 * static_cast<double>(m);
      map.values.push_back(0.97 - 0.04 * std::fabs(at) - 0.03 * scatter(m, i));
      map.states.push_back(at > 4 ? CellState::failed : at < -5 ? CellState::missed : CellState::number);
    }
  return map;
}

BandCurve bands(std::size_t count) {
  BandCurve curves;
  curves.title = "Sensitivity to the learning rate";
  curves.note = "rosenbrock, 20 dimensions; median and quartiles of 25 starts";
  curves.y_name = "f − f* after 2000 evaluations";
  for (std::size_t k = 0; k < count; ++k) {
    BandCurve::Method m{methods[k], decades(1e-4, 3, 19), {}, {}, {}};
    for (std::size_t i = 0; i < m.x.size(); ++i) {
      const double at = std::log10(m.x[i]) + 2.2 - 0.33 * static_cast<double>(k % 7);
      const double depth = -6 - static_cast<double>(k % 4) + 3.2 * at * at + 0.3 * scatter(k, i);
      const double median = at > 1.35 ? infinity : std::pow(10, std::min(depth, 1.5));
      m.median.push_back(median);
      m.low.push_back(median * std::pow(10, -0.3 - 0.5 * scatter(i, k)));
      m.high.push_back(at > 1.1 ? infinity : median * std::pow(10, 0.3 + 0.5 * scatter(i + 7, k)));
    }
    curves.methods.push_back(m);
  }
  return curves;
}

StepCurves profiles(std::size_t count, StepScale scale) {
  StepCurves curves;
  curves.title = "Performance profile";
  curves.note = "share of 60 problems solved within a factor of the fastest method";
  curves.x_name = "evaluations, times the fastest method's";
  curves.scale = scale;
  for (std::size_t k = 0; k < count; ++k) {
    StepCurves::Curve c{methods[k], {}, {}};
    const std::size_t solved = 58 - 2 * (k % 9);
    for (std::size_t i = 1; i <= solved; ++i) {
      const double part = static_cast<double>(i) / 60;
      const double late = std::max(0.0, part - 0.35 + 0.05 * static_cast<double>(k % 8));
      c.x.push_back(std::pow(2, 5.5 * late * late * (1 + 0.2 * scatter(k, 1)) + 0.1 * static_cast<double>(k) * part));
      c.share.push_back(part);
    }
    curves.curves.push_back(c);
  }
  return curves;
}

// Gradient descent on Himmelblau's function, from every start of a lattice.
BasinMap basins(std::size_t columns, std::size_t rows, double rate) {
  BasinMap map;
  map.title = "Where gradient descent ends on Himmelblau's function";
  map.note = "η = " + std::to_string(rate).substr(0, 6) + ", 500 steps at most";
  map.box = {-6, 6, -6, 6};
  map.columns = columns, map.rows = rows;
  map.minima = {{"(3, 2)", {3, 2}},
                {"(−2.81, 3.13)", {-2.805118, 3.131312}},
                {"(−3.78, −3.28)", {-3.779310, -3.283186}},
                {"(3.58, −1.85)", {3.584428, -1.848126}}};
  for (std::size_t r = 0; r < rows; ++r)
    for (std::size_t c = 0; c < columns; ++c) {
      double x = -6 + 12 * (static_cast<double>(c) + 0.5) / static_cast<double>(columns);
      double y = -6 + 12 * (static_cast<double>(r) + 0.5) / static_cast<double>(rows);
      std::int32_t reached = BasinMap::missed;
      double steps = 0;
      for (; steps < 500 && reached == BasinMap::missed; ++steps) {
        const double u = x * x + y - 11, v = x + y * y - 7;
        x -= rate * (4 * x * u + 2 * v), y -= rate * (2 * u + 4 * y * v);
        if (!(std::fabs(x) + std::fabs(y) < 1e3)) reached = BasinMap::failed;
        for (std::size_t k = 0; k < map.minima.size(); ++k)
          if (std::hypot(x - map.minima[k].place.x, y - map.minima[k].place.y) < 1e-3)
            reached = static_cast<std::int32_t>(k);
      }
      map.reached.push_back(reached);
      map.steps.push_back(steps);
    }
  return map;
}

// Cosine hills on a wide box: more minima than colours.
BasinMap many_basins() {
  BasinMap map;
  map.title = "Бассейны притяжения функции Растригина";
  map.box = {-4.5, 4.5, -1.5, 1.5};
  map.x_name = "x₁", map.y_name = "x₂", map.step_name = "шагов", map.share_name = "стартов";
  map.missed_name = "не сошлось", map.failed_name = "расходимость";
  map.columns = 90, map.rows = 30;
  for (int y = -1; y <= 1; ++y)
    for (int x = -4; x <= 4; ++x)
      map.minima.push_back(
          {"(" + readable(x, 1) + ", " + readable(y, 1) + ")", {static_cast<double>(x), static_cast<double>(y)}});
  for (std::size_t i = 0; i < map.columns * map.rows; ++i) {
    const std::size_t column = i % map.columns, row = i / map.columns;
    const double x = -4.5 + 0.1 * (static_cast<double>(column) + 0.5),
                 y = -1.5 + 0.1 * (static_cast<double>(row) + 0.5);
    const double a = std::round(x - 0.2 * std::sin(2 * y)), b = std::round(y);
    const bool here = std::fabs(a) <= 4 && std::fabs(b) <= 1;
    map.reached.push_back(!here         ? BasinMap::failed
                          : i % 97 == 0 ? BasinMap::missed
                                        : static_cast<std::int32_t>((b + 1) * 9 + a + 4));
    map.steps.push_back(5 + 90 * std::hypot(x - a, y - b) * std::hypot(x - a, y - b));
  }
  return map;
}

ParallelCoordinates sweep(std::size_t count, std::size_t settings) {
  ParallelCoordinates runs;
  runs.title = "A random search of " + std::to_string(count) + " runs";
  runs.note = "two-layer network on digits, 20 epochs";
  runs.score_name = "validation loss";
  runs.settings = {{"learning rate", AxisKind::logarithmic, {}, {}},
                   {"method", AxisKind::categories, {}, {"sgd", "momentum", "adam", "adamw", "lion"}},
                   {"momentum β₁", AxisKind::linear, {}, {}},
                   {"weight decay", AxisKind::logarithmic, {}, {}},
                   {"batch size", AxisKind::logarithmic, {}, {}},
                   {"schedule", AxisKind::categories, {}, {"constant", "cosine with warm-up", "step"}},
                   {"dropout", AxisKind::linear, {}, {}},
                   {"clip |∇f|", AxisKind::logarithmic, {}, {}},
                   {"ε", AxisKind::logarithmic, {}, {}}};
  runs.settings.resize(settings);
  for (std::size_t i = 0; i < count; ++i) {
    const double values[] = {std::pow(10, -4.0 + 4 * scatter(i, 1)),
                             std::floor(5 * scatter(i, 2)),
                             0.99 * scatter(i, 3),
                             std::pow(10, -6.0 + 4 * scatter(i, 4)),
                             std::pow(2, std::floor(4 + 6 * scatter(i, 5))),
                             std::floor(3 * scatter(i, 6)),
                             0.5 * scatter(i, 7),
                             std::pow(10, -1.0 + 3 * scatter(i, 8)),
                             std::pow(10, -9.0 + 5 * scatter(i, 9))};
    for (std::size_t k = 0; k < settings; ++k) runs.settings[k].values.push_back(values[k]);
    const double at = std::log10(values[0]) + 1.2 + 0.45 * values[1];
    runs.scores.push_back(
        at > 1.4 ? infinity
                 : 0.05 * std::pow(10, 0.3 * at * at + 0.4 * scatter(i, 11) + 0.3 * std::fabs(values[2] - 0.9)));
  }
  return runs;
}

CriticalDifference ranks(std::size_t count, double difference) {
  CriticalDifference result;
  result.title = "Average ranks over 40 problems";
  result.note = "Friedman p = 3·10⁻⁹; Nemenyi at α = 0.05";
  result.difference = difference;
  for (std::size_t k = 0; k < count; ++k)
    result.methods.push_back({methods[k], 1 + (static_cast<double>(count) - 1) * (0.12 + 0.72 * scatter(k, count))});
  return result;
}

IntervalRanking ranking(std::size_t count) {
  IntervalRanking result;
  result.title = "Evaluations to f − f* < 10⁻⁶";
  result.note = "each at its best learning rate; 25 starts, 2000 bootstrap samples";
  for (std::size_t k = 0; k < count; ++k) {
    IntervalRanking::Row row{methods[k], 120 * std::pow(10, 1.7 * scatter(k, 5)), 0, 0, 0, 0, 0};
    row.lower_quartile = row.median * (0.5 + 0.3 * scatter(k, 6)),
    row.upper_quartile = row.median * (1.3 + scatter(k, 7));
    row.interval_low = row.median * (0.8 + 0.15 * scatter(k, 8)),
    row.interval_high = row.median * (1.08 + 0.3 * scatter(k, 9));
    row.misses = scatter(k, 10) < 0.5 ? 0 : 0.5 * scatter(k, 11);
    if (row.misses > 0.25) row.upper_quartile = infinity;
    if (k == 3)
      row.median = row.lower_quartile = row.upper_quartile = row.interval_low = row.interval_high = infinity,
      row.misses = 1;
    result.rows.push_back(row);
  }
  return result;
}

struct Sample {
  std::string name;
  std::function<DisplayList(const FigureOptions&)> draw;
  FigureOptions options{};
};

std::vector<Sample> samples() {
  FigureOptions small;
  small.width = 640, small.height = 480;
  return {
      {"heat_map", [](const FigureOptions& o) { return heat_map_figure(momentum_map(25, 20), o); }},
      {"heat_map_fine", [](const FigureOptions& o) { return heat_map_figure(momentum_map(1000, 800), o); }},
      {"heat_map_noise", [](const FigureOptions& o) { return heat_map_figure(noise_map(), o); }, {}},
      {"heat_map_cyrillic", [](const FigureOptions& o) { return heat_map_figure(method_map(), o); }},
      {"heat_map_small", [](const FigureOptions& o) { return heat_map_figure(method_map(), o); }, small},
      {"band_curve", [](const FigureOptions& o) { return band_curve_figure(bands(5), o); }},
      {"band_curve_20", [](const FigureOptions& o) { return band_curve_figure(bands(20), o); }},
      {"step_curves", [](const FigureOptions& o) { return step_curves_figure(profiles(6, StepScale::log2), o); }},
      {"step_curves_20", [](const FigureOptions& o) { return step_curves_figure(profiles(20, StepScale::log10), o); }},
      {"step_curves_small",
       [](const FigureOptions& o) { return step_curves_figure(profiles(4, StepScale::linear), o); }, small},
      {"basin_map", [](const FigureOptions& o) { return basin_map_figure(basins(400, 400, 0.01), o); }, {}},
      {"basin_map_fast", [](const FigureOptions& o) { return basin_map_figure(basins(60, 60, 0.0215), o); }, {}},
      {"basin_map_many", [](const FigureOptions& o) { return basin_map_figure(many_basins(), o); }, {}},
      {"parallel", [](const FigureOptions& o) { return parallel_coordinates_figure(sweep(300, 6), o); }, {}},
      {"parallel_9", [](const FigureOptions& o) { return parallel_coordinates_figure(sweep(60, 9), o); }, {}},
      {"parallel_small", [](const FigureOptions& o) { return parallel_coordinates_figure(sweep(2000, 4), o); }, small},
      {"critical_difference", [](const FigureOptions& o) { return critical_difference_figure(ranks(8, 1.66), o); }, {}},
      {"critical_difference_20",
       [](const FigureOptions& o) { return critical_difference_figure(ranks(20, 4.7), o); },
       {}},
      {"critical_difference_small",
       [](const FigureOptions& o) { return critical_difference_figure(ranks(5, 0.96), o); }, small},
      {"ranking", [](const FigureOptions& o) { return interval_ranking_figure(ranking(9), o); }, {}},
      {"ranking_20", [](const FigureOptions& o) { return interval_ranking_figure(ranking(20), o); }, {}},
      {"ranking_small", [](const FigureOptions& o) { return interval_ranking_figure(ranking(6), o); }, small},
  };
}

}  // namespace

int main(int count, char** arguments) {
  if (count < 2) {
    std::fprintf(stderr, "study_gallery FOLDER [PART OF A NAME]\n");
    return 2;
  }
  const std::filesystem::path folder = arguments[1];
  std::filesystem::create_directories(folder);
  for (const auto& sample : samples()) {
    if (count > 2 && sample.name.find(arguments[2]) == std::string::npos) continue;
    const auto list = sample.draw(sample.options);
    save_png(list, folder / (sample.name + ".png"));
    std::printf("%-28s %5.0f x %4.0f  %zu items\n", sample.name.c_str(), list.width, list.height, list.items.size());
  }
  return 0;
}

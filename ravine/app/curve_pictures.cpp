#include "ravine/app/curve_pictures.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <optional>

#include "ravine/analysis/comparison/quantile.hpp"
#include "ravine/base/infinity.hpp"
#include "ravine/study/run_records.hpp"
#include "ravine/view/geometry/study/band_curve.hpp"

namespace ravine::app {
namespace {

constexpr std::size_t most_runs = 1000;  // of a block

// f of a run at each of these counts of evaluations: of the last point that it had by then. A run that has ended keeps
// its last; one that has left the numbers is infinite.
void add_run(const std::vector<study::CurvePoint>& curve, double minimum, const std::vector<double>& evaluations,
             std::vector<std::vector<double>>& values) {
  if (curve.empty()) return;
  std::size_t at = 0;
  for (std::size_t i = 0; i < evaluations.size(); ++i) {
    while (at + 1 < curve.size() && static_cast<double>(curve[at + 1].evaluations) <= evaluations[i]) ++at;
    const double f = curve[at].f - minimum;
    values[i].push_back(std::isfinite(f) ? f : infinity);
  }
}

// Of so many runs some, spread over all of them: whatever varies fastest in a block, the stride has no part in it.
std::vector<std::size_t> chosen(std::size_t size) {
  constexpr double golden = 0.6180339887498949;
  auto stride = static_cast<std::size_t>(golden * static_cast<double>(size)) | 1U;
  while (std::gcd(stride, size) != 1) stride += 2;
  std::vector<std::size_t> runs;
  for (std::size_t i = 0; i < std::min(size, most_runs); ++i) runs.push_back(i * stride % size);
  return runs;
}

std::optional<view::BandCurve::Method> band(const study::Plan& plan, const StudyRows& rows, std::size_t number,
                                            const study::StoredStudy& stored) {
  const auto& block = plan.blocks()[number];
  view::BandCurve::Method method;
  method.label = block.label;
  const auto each_step = study::curve_steps(plan.curves, block.options.steps);
  for (std::size_t step = 0; step < block.options.steps + each_step; step += each_step)
    method.x.push_back(static_cast<double>(std::min(step, block.options.steps)));
  std::vector<std::vector<double>> values(method.x.size());
  const auto minimum = plan.problems[block.problem].minimum.value_or(0);
  for (const auto run : chosen(block.size())) {
    const auto index = plan.first_run(number) + run;
    if (rows.stride() == 1 && rows.row(index).kind == OutcomeKind::pruned) continue;
    add_run(stored.curve(index), minimum, method.x, values);
  }
  if (values.front().empty()) return std::nullopt;
  for (const auto& column : values) {
    const auto quartiles = comparison::quartiles(column);
    method.median.push_back(quartiles.median);
    method.low.push_back(quartiles.lower);
    method.high.push_back(quartiles.upper);
  }
  return method;
}

// On a logarithmic axis what is not above the minimum stands at the least of what is.
void lift(view::BandCurve::Method& method, double least) {
  for (auto* list : {&method.median, &method.low, &method.high})
    for (double& value : *list) value = std::max(value, least);
}

std::optional<StudyPicture> picture(const study::Plan& plan, const StudyRows& rows, std::size_t problem,
                                    const study::StoredStudy& stored) {
  const auto& planned = plan.problems[problem];
  view::BandCurve curves;
  curves.title = planned.title;
  curves.note = "median and quartiles over the runs";
  curves.x_name = "gradient evaluations";
  curves.y_name = planned.minimum ? "f − f*" : "f";
  curves.logarithmic_x = false;
  curves.missed_name = "more than half left the numbers";
  curves.best_name = "median at the end";
  curves.mark = view::BandCurve::Mark::end;
  for (std::size_t b = 0; b < plan.blocks().size() && curves.methods.size() < view::BandCurve::most_methods; ++b)
    if (plan.blocks()[b].problem == problem) {
      if (plan.blocks()[b].size() > most_runs) curves.note = "median and quartiles over a thousand runs of each";
      if (auto method = band(plan, rows, b, stored)) curves.methods.push_back(std::move(*method));
    }
  if (curves.methods.empty()) return std::nullopt;
  double least = infinity, most = 0;
  for (const auto& method : curves.methods)
    for (const auto* list : {&method.median, &method.low, &method.high})
      for (const double value : *list) {
        if (value > 0) least = std::min(least, value);
        if (std::isfinite(value)) most = std::max(most, value);
      }
  constexpr double decade = 10;
  curves.logarithmic_y = planned.minimum.has_value() && most >= decade * least;
  if (curves.logarithmic_y)
    for (auto& method : curves.methods) lift(method, least);
  return StudyPicture{
      problem, planned.name + " curves",
      curves.y_name + " over the gradient evaluations: the median of each method's runs, and its quartiles",
      view::band_curve_figure(curves)};
}

}  // namespace

std::vector<StudyPicture> curve_pictures(const study::Plan& plan, const StudyRows& rows,
                                         const study::StoredStudy& stored) {
  std::vector<StudyPicture> pictures;
  for (std::size_t problem = 0; problem < plan.problems.size(); ++problem)
    if (auto one = picture(plan, rows, problem, stored)) pictures.push_back(std::move(*one));
  return pictures;
}

}  // namespace ravine::app

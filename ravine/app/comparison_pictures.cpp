#include "ravine/app/comparison_pictures.hpp"

#include <cmath>
#include <string>

#include "ravine/analysis/comparison/data_profile.hpp"
#include "ravine/analysis/comparison/performance_profile.hpp"
#include "ravine/analysis/comparison/target_ecdf.hpp"
#include "ravine/view/geometry/palette.hpp"
#include "ravine/view/geometry/study/critical_difference.hpp"
#include "ravine/view/geometry/study/interval_ranking.hpp"
#include "ravine/view/geometry/study/step_curves.hpp"

namespace ravine::app {
namespace {

std::string instances_text(const study::ComparisonResult& result) {
  return std::to_string(result.tuned.table.instances) + " instances: a problem from a start";
}

// Curves of all methods, those of the best average ranks first: what has a colour in one picture has it in all.
view::StepCurves curves_of(const study::ComparisonResult& result, std::span<const comparison::StepFunction> steps) {
  view::StepCurves curves;
  for (const auto m : result.order)
    if (curves.curves.size() < view::StepCurves::most_curves)
      curves.curves.push_back({result.methods[m].label, steps[m].from, steps[m].value});
  curves.ranked = result.methods.size();
  curves.y_name = "share of instances";
  return curves;
}

// "...; in colour: the 6 of the best average ranks", where not all have one.
std::string colored_note(const std::string& note, const study::ComparisonResult& result) {
  return result.methods.size() <= view::most_colored
             ? note
             : note + "; in colour: the " + std::to_string(view::most_emphasised) + " of the best average ranks";
}

StudyPicture ranking(const study::ComparisonResult& result, const std::string& score) {
  view::IntervalRanking figure;
  figure.title = "Tuned methods by their median";
  figure.note = colored_note(instances_text(result), result);
  figure.value_name = score;
  for (const auto m : result.order) {
    const auto& method = result.methods[m];
    figure.rows.push_back({method.label, method.quartiles.median, method.quartiles.lower, method.quartiles.upper,
                           method.median.low, method.median.high, 1 - method.solved});
  }
  bool positive = true;
  for (const auto& row : figure.rows) positive = positive && (!std::isfinite(row.median) || row.median > 0);
  figure.logarithmic = positive;
  return {0, "ranking", "Median, quartiles and the median's 95 % interval of every tuned method",
          view::interval_ranking_figure(figure)};
}

StudyPicture differences(const study::ComparisonResult& result) {
  view::CriticalDifference figure;
  figure.title = "Average ranks of tuned methods";
  figure.note = instances_text(result) + "; Nemenyi's critical difference at 0.05";
  for (const auto m : result.order) figure.methods.push_back({result.methods[m].label, result.methods[m].average_rank});
  figure.difference = result.critical_difference;
  return {0, "ranks", "Methods joined by a bar cannot be told apart", view::critical_difference_figure(figure)};
}

StudyPicture performance(const study::ComparisonResult& result) {
  auto curves = curves_of(result, comparison::performance_profile(result.tuned.table));
  curves.title = "Performance profiles";
  curves.note = colored_note("of how many instances a method is within a factor of the best", result);
  curves.x_name = "times the evaluations of the best";
  return {0, "performance-profile", "Performance profiles of all tuned methods (Dolan & Moré 2002)",
          view::step_curves_figure(curves)};
}

// The best two alone: leave out the others and profiles may change their order.
StudyPicture pair(const study::ComparisonResult& result) {
  const auto a = result.order[0], b = result.order[1];
  comparison::ScoreTable table{2, result.tuned.table.instances, {}};
  for (const auto m : {a, b}) {
    const auto own = result.tuned.table.of(m);
    table.scores.insert(table.scores.end(), own.begin(), own.end());
  }
  const auto steps = comparison::performance_profile(table);
  view::StepCurves curves;
  curves.y_name = "share of instances";
  for (std::size_t k = 0; k < steps.size(); ++k)
    curves.curves.push_back({result.methods[result.order[k]].label, steps[k].from, steps[k].value});
  curves.title = result.methods[a].label + " and " + result.methods[b].label;
  curves.note = "the two of the best average ranks, compared with each other alone";
  curves.x_name = "times the evaluations of the better";
  return {0, "pair-profile", "Performance profiles of the best two alone (Gould & Scott 2016)",
          view::step_curves_figure(curves)};
}

StudyPicture data(const study::ComparisonResult& result) {
  auto curves = curves_of(result, comparison::data_profile(result.tuned.table, result.dimensions));
  curves.title = "Data profiles";
  curves.note = colored_note("how many instances are solved within a budget", result);
  curves.x_name = "gradient evaluations / (n + 1)";
  curves.scale = view::StepScale::log10;
  return {0, "data-profile", "Data profiles of all tuned methods (Moré & Wild 2009)", view::step_curves_figure(curves)};
}

StudyPicture targets(const study::ComparisonResult& result) {
  auto curves = curves_of(result, comparison::target_ecdf(result.tuned.targets));
  curves.title = "Targets reached";
  curves.note = colored_note("of all instances and targets 1e-1 ... 1e-12 above the minimum", result);
  curves.x_name = "gradient evaluations";
  curves.y_name = "share of targets";
  curves.scale = view::StepScale::log10;
  return {0, "targets", "The share of instances and targets that are reached within a budget (COCO's way)",
          view::step_curves_figure(curves)};
}

}  // namespace

std::vector<StudyPicture> comparison_pictures(const study::Plan& base, const study::ComparisonResult& result) {
  const auto score = score_name(score_of(*base.comparison));
  std::vector<StudyPicture> pictures{ranking(result, score)};
  const bool several = result.methods.size() > 1 && result.critical_difference > 0;
  if (several) pictures.push_back(differences(result));
  if (base.comparison->target) {  // profiles are of counts
    pictures.push_back(performance(result));
    if (several) pictures.push_back(pair(result));
    pictures.push_back(data(result));
    pictures.push_back(targets(result));
  }
  return pictures;
}

}  // namespace ravine::app

#include "ravine/app/band_pictures.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <span>
#include <utility>

#include "ravine/app/block_samples.hpp"
#include "ravine/app/shown_axis.hpp"
#include "ravine/base/infinity.hpp"
#include "ravine/view/geometry/study/band_curve.hpp"

namespace ravine::app {
namespace {

// What stands at a value of the setting.
enum class Meaning {
  alone,      // all runs with this value: nothing else varies but starts and repeats
  best,       // of the other settings the best
  best_near,  // of all settings drawn about there the best
  runs_near   // all runs drawn about there: each has a start of its own
};

Meaning meaning_of(const BlockSamples& block) {
  if (block.is_grid()) return block.block().axes.size() > 1 ? Meaning::best : Meaning::alone;
  return block.is_scattered() ? Meaning::runs_near : Meaning::best_near;
}

struct Band {
  std::map<double, Sample> samples;
  std::optional<double> best;  // where the block's best setting stands
};

// Keeps the sample with the better median; of equal ones the first, and `first` before all.
void keep_best(Sample sample, bool first, Sample& kept) {
  if (kept.scores.empty() || sample.median() < kept.median() || (first && sample.median() <= kept.median()))
    kept = std::move(sample);
}

Band grid_band(const BlockSamples& block, std::size_t k) {
  Band band;
  const auto best = block.best_setting();
  const auto& values = block.block().axes[k].values;
  for (std::size_t setting = 0; setting < block.block().settings(); ++setting) {
    const double value = values[block.value_of_axis(k, setting)].value;
    keep_best(block.sample_of(setting), setting == best, band.samples[value]);
    if (setting == best) band.best = value;
  }
  return band;
}

// Of drawn settings as many to a bin as tell its best from luck. A bin stands where its best does.
Band near_band(const BlockSamples& block) {
  Band band;
  const auto& values = block.drawn_values();
  const auto made = block.settings_made();
  const auto best = block.best_setting();
  const auto bins = std::clamp<std::size_t>(values.size() / 12, 8, 48);
  for (std::size_t bin = 0; bin < bins; ++bin) {
    const auto from = bin * values.size() / bins, to = (bin + 1) * values.size() / bins;
    if (from == to) continue;
    double at = values[(from + to) / 2].first;
    Sample kept;
    for (auto i = from; i < to; ++i) {
      const auto [value, setting] = values[i];
      if (!std::binary_search(made.begin(), made.end(), setting)) continue;
      auto sample = block.sample_of(setting);
      const double before = kept.median(), median = sample.median();
      keep_best(std::move(sample), setting == best, kept);
      if (median < before || (setting == best && median <= before)) at = value;
      if (setting == best) band.best = value;
    }
    keep_best(std::move(kept), band.best == at, band.samples[at]);
  }
  return band;
}

// As many runs to a bin as tell a median from its quartiles.
Band scattered_band(const BlockSamples& block) {
  Band band;
  const auto& values = block.drawn_values();
  const auto bins = std::clamp<std::size_t>(values.size() / 20, 3, 48);
  const auto first = block.plan().first_run(block.number());
  for (std::size_t bin = 0; bin < bins; ++bin) {
    const auto from = bin * values.size() / bins, to = (bin + 1) * values.size() / bins;
    if (from == to) continue;
    auto& sample = band.samples[values[(from + to) / 2].first];
    for (auto i = from; i < to; ++i) {
      const auto run = first + values[i].second * block.runs_a_setting();
      sample.add(run, block.rows().row(run), block.score());
    }
  }
  return band;
}

std::optional<view::BandCurve::Method> band(const BlockSamples& block) {
  const auto k = block.axis();
  if (!k) return std::nullopt;
  const auto meaning = meaning_of(block);
  auto found = meaning == Meaning::runs_near   ? scattered_band(block)
               : meaning == Meaning::best_near ? near_band(block)
                                               : grid_band(block, *k);
  if (found.samples.size() < 3) return std::nullopt;
  view::BandCurve::Method method;
  method.label = block.block().label;
  for (auto& [value, sample] : found.samples) {
    if (found.best == value && std::isfinite(sample.median())) method.best = method.x.size();
    method.x.push_back(value);
    method.median.push_back(sample.median());
    method.low.push_back(sample.quantile(0.25));
    method.high.push_back(sample.quantile(0.75));
  }
  return method;
}

// What the picture shows, in one line: of all methods the least that is true of each.
std::string note_of(Meaning meaning, const std::string& setting, bool one_run) {
  std::string spread = "median and quartiles over starts and repeats";
  switch (meaning) {
    case Meaning::alone:
      return one_run ? "a run each" : spread;
    case Meaning::best:
      return "the best of the other settings" + (one_run ? "" : ": its " + spread);
    case Meaning::best_near:
      return "the best setting near each " + setting + (one_run ? "" : ": its " + spread);
    case Meaning::runs_near:
      return "median and quartiles of the runs near each " + setting + ", each from a start of its own";
  }
  return spread;
}

// A method's number among the labels, where a new one is added. Tuned by its rate alone a method has the style that it
// has when it is tuned in full: "Adam, learning rate tuned".
std::size_t style_of(const std::string& label, std::vector<std::string>& labels) {
  auto found = std::find(labels.begin(), labels.end(), label);
  if (found == labels.end())
    found = std::find_if(labels.begin(), labels.end(), [&](const auto& one) { return label.starts_with(one + ", "); });
  const auto number = static_cast<std::size_t>(found - labels.begin());
  if (found == labels.end()) labels.push_back(label);
  return number;
}

std::optional<StudyPicture> picture_of(std::span<const BlockSamples> blocks, std::vector<std::string>& labels,
                                       std::size_t ranked) {
  if (blocks.empty() || blocks.front().setting().empty()) return std::nullopt;
  const auto& setting = blocks.front().setting();
  const auto& problem = blocks.front().problem();
  view::BandCurve curves;
  curves.title = problem.title;
  curves.x_name = setting;
  std::replace(curves.x_name.begin(), curves.x_name.end(), '_', ' ');
  curves.y_name = score_name(blocks.front().score());
  curves.ranked = ranked;
  double low = infinity, high = -infinity, x_low = infinity;
  bool logarithmic = false;  // as any of them is: ranges of several methods differ
  bool one_run = true, ends_early = false;
  auto meaning = Meaning::alone;
  for (const auto& block : blocks) {
    if (curves.methods.size() == view::BandCurve::most_methods) break;
    const auto style = style_of(block.block().label, labels);
    auto method = band(block);
    if (!method) continue;
    method->style = style;
    for (const double value : method->median)
      if (std::isfinite(value)) low = std::min(low, value), high = std::max(high, value);
    x_low = std::min(x_low, method->x.front());
    const auto& axis = block.block().axes[block.axis().value()];
    logarithmic = logarithmic || axis_kind(block.block(), axis) == view::AxisKind::logarithmic;
    one_run = one_run && block.runs_a_setting() == 1;
    ends_early = ends_early || block.block().sampling.halving > 0;
    meaning = std::max(meaning, meaning_of(block));
    curves.methods.push_back(std::move(*method));
  }
  if (curves.methods.empty() || !(low <= high)) return std::nullopt;
  curves.note = note_of(meaning, curves.x_name, one_run);
  if (ends_early) curves.missed_name = "missed or ended early";
  curves.logarithmic_x = logarithmic && x_low > 0;
  curves.logarithmic_y = spans_decades(low, high);
  return StudyPicture{blocks.front().block().problem, problem.name + " " + setting,
                      curves.y_name + " over the " + curves.x_name + ": " + curves.note,
                      view::band_curve_figure(curves)};
}

}  // namespace

std::optional<StudyPicture> band_picture(std::span<const BlockSamples> blocks, std::vector<std::string>& labels,
                                         std::size_t ranked) {
  auto picture = picture_of(blocks, labels, ranked);
  if (picture || blocks.empty() || !blocks.front().score().by_target || blocks.front().plan().comparison ||
      blocks.front().plan().score)
    return picture;
  // A target that half of the runs about no value reach tells nothing of any.
  std::vector<BlockSamples> by_end;
  by_end.reserve(blocks.size());
  for (const auto& block : blocks) by_end.push_back(block.judged_by({}));
  return picture_of(by_end, labels, ranked);
}

std::vector<StudyPicture> band_pictures(const study::Plan& plan, const StudyRows& rows,
                                        const std::vector<std::string>& labels) {
  std::vector<StudyPicture> pictures;
  auto styled = labels;
  const auto blocks = block_samples(plan, rows);
  for (std::size_t problem = 0; problem < plan.problems.size(); ++problem)
    if (auto picture = band_picture(of_problem(blocks, problem), styled, labels.size()))
      pictures.push_back(std::move(*picture));
  make_names_safe(pictures);
  return pictures;
}

}  // namespace ravine::app

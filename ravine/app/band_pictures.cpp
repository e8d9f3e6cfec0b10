#include "ravine/app/band_pictures.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <utility>

#include "ravine/app/block_samples.hpp"
#include "ravine/app/shown_axis.hpp"
#include "ravine/base/infinity.hpp"
#include "ravine/study/draw.hpp"
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

// Number of the axis of a number that is named so.
std::optional<std::size_t> axis_of(const study::Block& block, std::string_view parameter) {
  for (std::size_t k = 0; k < block.axes.size(); ++k)
    if (block.method.info().parameters[block.axes[k].parameter].name == parameter && is_number(block.axes[k])) return k;
  return std::nullopt;
}

Meaning meaning_of(const BlockSamples& block) {
  if (block.is_grid()) return block.block().axes.size() > 1 ? Meaning::best : Meaning::alone;
  return block.is_scattered() ? Meaning::runs_near : Meaning::best_near;
}

// The drawn values of axis `k` of settings, each with its setting, ascending.
std::vector<std::pair<double, std::size_t>> drawn_values(const BlockSamples& block, std::size_t k) {
  study::Draw draw(block.plan(), block.number());
  Descent descent{{}, block.block().method, block.block().options};
  std::vector<std::pair<double, std::size_t>> values;
  for (const auto run : block.runs()) {
    const auto within = run - block.plan().first_run(block.number()), setting = within / block.runs_a_setting();
    if (!values.empty() && values.back().second == setting) continue;
    draw.set(within, descent);
    values.emplace_back(descent.method.settings()[block.block().axes[k].parameter].value, setting);
  }
  std::sort(values.begin(), values.end());
  return values;
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
Band near_band(const BlockSamples& block, std::size_t k) {
  Band band;
  const auto values = drawn_values(block, k);
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
Band scattered_band(const BlockSamples& block, std::size_t k) {
  Band band;
  const auto values = drawn_values(block, k);
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

// The band of this block over the setting named so.
std::optional<view::BandCurve::Method> band(const BlockSamples& block, std::string_view parameter) {
  const auto k = axis_of(block.block(), parameter);
  if (!k || (!block.is_grid() && !block.block().axes[*k].interval)) return std::nullopt;
  const auto meaning = meaning_of(block);
  auto found = meaning == Meaning::runs_near   ? scattered_band(block, *k)
               : meaning == Meaning::best_near ? near_band(block, *k)
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
  const std::string spread = "median and quartiles over starts and repeats";
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

std::optional<StudyPicture> picture_by(const Score& score, const study::Plan& plan, const StudyRows& rows,
                                       std::size_t problem, std::vector<std::string>& labels, std::size_t ranked) {
  const auto setting = common_setting(plan, problem);
  if (setting.empty()) return std::nullopt;
  view::BandCurve curves;
  curves.title = plan.problems[problem].title;
  curves.x_name = setting;
  std::replace(curves.x_name.begin(), curves.x_name.end(), '_', ' ');
  curves.y_name = score_name(score);
  curves.ranked = ranked;
  double low = infinity, high = -infinity, x_low = infinity;
  bool logarithmic = false;  // as any of them is: ranges of several methods differ
  bool one_run = true, ends_early = false;
  auto meaning = Meaning::alone;
  for (std::size_t b = 0; b < plan.blocks().size() && curves.methods.size() < view::BandCurve::most_methods; ++b) {
    if (plan.blocks()[b].problem != problem) continue;
    const auto style = style_of(plan.blocks()[b].label, labels);
    const BlockSamples block(plan, rows, score, b);
    auto method = band(block, setting);
    if (!method) continue;
    method->style = style;
    for (const double value : method->median)
      if (std::isfinite(value)) low = std::min(low, value), high = std::max(high, value);
    x_low = std::min(x_low, method->x.front());
    const auto& axis = block.block().axes[axis_of(block.block(), setting).value()];
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
  return StudyPicture{problem, plan.problems[problem].name + " " + setting,
                      curves.y_name + " over the " + curves.x_name + ": " + curves.note,
                      view::band_curve_figure(curves)};
}

}  // namespace

std::string common_setting(const study::Plan& plan, std::size_t problem) {
  std::map<std::string, std::size_t> counts;
  for (const auto& block : plan.blocks())
    if (block.problem == problem && !block.axes.empty())
      for (const auto& axis : block.axes) ++counts[std::string(block.method.info().parameters[axis.parameter].name)];
  if (counts.contains("learning_rate")) return "learning_rate";
  const auto most =
      std::max_element(counts.begin(), counts.end(), [](const auto& a, const auto& b) { return a.second < b.second; });
  return most == counts.end() ? std::string() : most->first;
}

std::optional<StudyPicture> band_picture(const study::Plan& plan, const StudyRows& rows, std::size_t problem,
                                         std::vector<std::string>& labels, std::size_t ranked) {
  const auto score = rows.score(problem);
  auto picture = picture_by(score, plan, rows, problem, labels, ranked);
  // A target that half of the runs about no value reach tells nothing of any.
  if (!picture && score.by_target && !plan.comparison) picture = picture_by({}, plan, rows, problem, labels, ranked);
  return picture;
}

std::vector<StudyPicture> band_pictures(const study::Plan& plan, const StudyRows& rows,
                                        const std::vector<std::string>& labels) {
  std::vector<StudyPicture> pictures;
  auto styled = labels;
  for (std::size_t problem = 0; problem < plan.problems.size(); ++problem)
    if (auto picture = band_picture(plan, rows, problem, styled, labels.size()))
      pictures.push_back(std::move(*picture));
  make_names_safe(pictures);
  return pictures;
}

}  // namespace ravine::app

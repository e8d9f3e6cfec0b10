#include "ravine/app/study_pictures.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>
#include <optional>
#include <string>
#include <utility>

#include "ravine/analysis/insight/curvature.hpp"
#include "ravine/analysis/stability_limit.hpp"
#include "ravine/app/basins.hpp"
#include "ravine/app/shown_axis.hpp"
#include "ravine/base/file.hpp"
#include "ravine/base/infinity.hpp"
#include "ravine/study/draw.hpp"
#include "ravine/study/spacing.hpp"
#include "ravine/view/geometry/study/band_curve.hpp"
#include "ravine/view/geometry/study/heat_map.hpp"
#include "ravine/view/geometry/study/parallel_coordinates.hpp"

namespace ravine::app {
namespace {

using study::Strategy;

// Scores of all starts and repeats of one choice of settings, each with its run; and how many failed.
struct Sample {
  using Scored = std::pair<double, std::size_t>;
  std::vector<Scored> scores;
  std::size_t failures = 0;
  std::size_t failed_run = 0, missed_run = 0;  // the last of each, if any
  void add(std::size_t run, const StudyRow& row, const Score& score) {
    scores.emplace_back(score_of(row, score), run);
    const bool fails = failed(row.kind);
    failures += fails ? 1 : 0;
    if (fails) failed_run = run;
    if (!fails && !std::isfinite(scores.back().first)) missed_run = run;
  }
  bool mostly_fails() const { return 2 * failures > scores.size(); }
  // The score that a share of them does not exceed.
  Scored at(double share) {
    if (scores.empty()) return {infinity, 0};
    std::sort(scores.begin(), scores.end());
    const auto place = std::ceil(share * static_cast<double>(scores.size())) - 1;
    return scores[static_cast<std::size_t>(std::max(place, 0.0))];
  }
  double quantile(double share) { return at(share).first; }
  Scored middle() { return at(0.5); }
  double median() { return middle().first; }
};

constexpr std::size_t most_said_cells = 20'000;  // values of more are too much for a page: it has their runs alone

std::string value_text(double value, view::CellState state, const Score& score) {
  if (state == view::CellState::missed) return score.by_target ? "missed" : "ended early";
  return state == view::CellState::failed ? "failed" : fmt::format("{:.6g}", value);
}

class BlockPictures {
 public:
  // `score`: of the block's problem.
  BlockPictures(const study::Plan& plan, const StudyRows& rows, const Score& score, std::size_t number)
      : plan_(plan),
        rows_(rows),
        number_(number),
        block_(plan.blocks()[number]),
        problem_(plan.problems[block_.problem]),
        score_(score) {}

  bool is_grid() const { return block_.sampling.strategy == Strategy::grid && rows_.stride() == 1; }
  std::string title() const { return problem_.title + ": " + block_.label; }
  std::string file(const std::string& what) const { return problem_.name + " " + block_.label + " " + what; }
  const Score& score() const { return score_; }

  // Of two axes; of what else varies the best choice counts.
  std::optional<StudyPicture> heat_map() const {
    constexpr std::size_t most = view::HeatMap::most_cells;
    if (!is_grid() || block_.axes.size() < 2) return std::nullopt;
    const auto a = block_.map.empty() ? 0 : block_.map[0], b = block_.map.empty() ? 1 : block_.map[1];
    const auto x = shown_axis(block_, block_.axes[a]), y = shown_axis(block_, block_.axes[b]);
    const auto columns = x.place.size(), lines = y.place.size();
    if (columns > most || lines > most) return std::nullopt;
    view::HeatMap map;
    map.title = title();
    map.note =
        note(block_.axes.size() > 2 ? "each cell: the best of the other settings, the median over starts and repeats"
                                    : "each cell: the median over starts and repeats");
    map.x = x.axis;
    map.y = y.axis;
    map.value_name = score_name(score_);
    map.values.assign(columns * lines, infinity);
    map.states.assign(columns * lines, view::CellState::failed);
    PictureCells cells;
    cells.value_name = map.value_name + ":";
    cells.starts_program = !problem_.program.empty();
    cells.runs.resize(columns * lines);
    std::vector<bool> is_seen(columns * lines);
    Sample::Scored best{infinity, 0};
    for (std::size_t settings = 0; settings < block_.settings(); ++settings) {
      const auto cell = y.place[value_of_axis(b, settings)] * columns + x.place[value_of_axis(a, settings)];
      auto sample = sample_of(settings);
      const auto [score, run] = sample.middle();
      auto& state = map.states[cell];
      if (score < map.values[cell]) {
        map.values[cell] = score;
        cells.runs[cell] = run;
      } else if (!std::isfinite(map.values[cell]) &&
                 (!is_seen[cell] || (state == view::CellState::failed && !sample.mostly_fails()))) {
        cells.runs[cell] = sample.mostly_fails() ? sample.failed_run : sample.missed_run;
      }
      is_seen[cell] = true;
      best = std::min(best, {score, run});
      if (!sample.mostly_fails() && state == view::CellState::failed) state = view::CellState::missed;
    }
    double low = infinity, high = -infinity;
    for (std::size_t cell = 0; cell < map.values.size(); ++cell) {
      auto& value = map.values[cell];
      if (std::isfinite(value)) {
        map.states[cell] = view::CellState::number;
        low = std::min(low, value), high = std::max(high, value);
      } else {
        value = 0;
      }
    }
    map.logarithmic = spans_decades(low, high);
    if (auto line = stability_line(a, b)) map.lines.push_back(std::move(*line));
    cells.x_values = value_texts(map.x);
    cells.y_values = value_texts(map.y);
    if (map.values.size() <= most_said_cells)
      for (std::size_t cell = 0; cell < map.values.size(); ++cell)
        cells.values.push_back(value_text(map.values[cell], map.states[cell], score_));
    return StudyPicture{block_.problem, file("map"),
                        score_name(score_) + " over " + map.x.name + " and " + map.y.name + ", by colour" +
                            (best.first < infinity ? "; the best cell's run is " + std::to_string(best.second) : ""),
                        view::heat_map_figure(map), std::move(cells)};
  }

  std::optional<StudyPicture> basins(const ProblemBasins& all) const {
    const auto found = all.maps.find(number_);
    if (found == all.maps.end()) return std::nullopt;
    auto map = found->second;
    map.title = title();
    return StudyPicture{block_.problem, file("basins"), "Which minimum each start leads to, and in how many steps",
                        view::basin_map_figure(map, all.key), basin_cells(map)};
  }

  std::optional<StudyPicture> coordinates() const {
    constexpr std::size_t most = 2000;  // lines that an eye can follow
    const auto settings = block_.axes.size();
    if (block_.sampling.strategy == Strategy::grid || settings < 2 || settings > 16) return std::nullopt;
    view::ParallelCoordinates picture;
    picture.title = title();
    picture.score_name = score_name(score_);
    if (score_.by_target) picture.failed_name = "missed";
    for (const auto& axis : block_.axes) picture.settings.push_back(drawn_axis(block_, axis));
    study::Draw draw(plan_, number_);
    Descent descent{{}, block_.method, block_.options};
    const auto tried = settings_made();
    std::vector<double> scores;
    scores.reserve(tried.size());
    for (const auto setting : tried) scores.push_back(sample_of(setting).median());
    const auto best = static_cast<std::size_t>(std::min_element(scores.begin(), scores.end()) - scores.begin());
    const auto each = std::max<std::size_t>((tried.size() + most - 1) / most, 1);
    double low = infinity, high = -infinity;
    for (std::size_t i = 0; i < tried.size(); ++i) {
      if (i % each != 0 && i != best) continue;
      draw.set(tried[i] * runs_a_setting(), descent);
      for (std::size_t k = 0; k < settings; ++k) {
        const auto& axis = block_.axes[k];
        picture.settings[k].values.push_back(picture.settings[k].kind == view::AxisKind::categories
                                                 ? static_cast<double>(draw.value_of(k))
                                                 : descent.method.settings()[axis.parameter].value);
      }
      picture.scores.push_back(scores[i]);
      if (std::isfinite(scores[i])) low = std::min(low, scores[i]), high = std::max(high, scores[i]);
    }
    if (!(low <= high)) return std::nullopt;
    picture.logarithmic = spans_decades(low, high);
    const std::string line = (each > 1 ? "a line for one setting of " + std::to_string(each) : "a line a setting") +
                             std::string(block_.sampling.halving > 0 ? " that was not ended early" : "");
    picture.note = note(runs_a_setting() == 1 ? line
                        : rows_.stride() == 1 ? line + ": the median over starts and repeats"
                                              : line + ": the median of a sample of its runs");
    // Of a setting whose runs are not all kept the best may be a lucky one.
    if (runs_a_setting() > 1 && rows_.stride() > 1) picture.best_name = "best seen";
    return StudyPicture{block_.problem, file("coordinates"), "Every setting that was tried, and its score",
                        view::parallel_coordinates_figure(picture)};
  }

  bool is_logarithmic(std::string_view parameter) const {
    const auto axis = axis_of(parameter);
    return axis != block_.axes.end() && axis_kind(block_, *axis) == view::AxisKind::logarithmic;
  }

  // The band of this block over the setting named so.
  std::optional<view::BandCurve::Method> band(std::string_view parameter) const {
    const auto axis = axis_of(parameter);
    if (axis == block_.axes.end()) return std::nullopt;
    const auto k = static_cast<std::size_t>(axis - block_.axes.begin());
    std::map<double, Sample> samples;
    if (is_grid()) {
      best_samples(k, samples);
    } else if (axis->interval) {
      binned_samples(*axis, samples);
    }
    if (samples.size() < 3) return std::nullopt;
    view::BandCurve::Method method;
    method.label = block_.label;
    for (auto& [value, sample] : samples) {
      method.x.push_back(value);
      method.median.push_back(sample.median());
      method.low.push_back(sample.quantile(0.25));
      method.high.push_back(sample.quantile(0.75));
    }
    return method;
  }

 private:
  std::vector<study::Axis>::const_iterator axis_of(std::string_view parameter) const {
    return std::find_if(block_.axes.begin(), block_.axes.end(), [&](const study::Axis& one) {
      return block_.method.info().parameters[one.parameter].name == parameter && is_number(one);
    });
  }

  std::string note(const std::string& text) const { return text + "; budget " + std::to_string(block_.options.steps); }

  static std::vector<std::string> value_texts(const view::SettingAxis& axis) {
    std::vector<std::string> texts;
    for (std::size_t i = 0; i < view::cell_count(axis); ++i)
      texts.push_back(
          view::setting_text(axis, axis.kind == view::AxisKind::categories ? static_cast<double>(i) : axis.values[i]));
    return texts;
  }

  PictureCells basin_cells(const view::BasinMap& map) const {
    PictureCells cells;
    const auto places = [](const std::string& name, const study::Interval& side, std::size_t count) {
      std::vector<std::string> texts;
      for (const double x : study::spaced(side.low, side.high, count, side.logarithmic))
        texts.push_back(fmt::format("{} = {:.6g}", name, x));
      return texts;
    };
    const auto& starts = block_.starts;
    cells.x_values = places(map.x_name, starts.box[0], map.columns);
    cells.y_values = places(map.y_name, starts.box[1], map.rows);
    cells.value_name = "to";
    cells.starts_program = !problem_.program.empty();
    const bool is_said = map.reached.size() <= most_said_cells;
    for (std::size_t cell = 0; cell < map.reached.size(); ++cell) {
      const auto column = cell % map.columns, row = cell / map.columns;
      cells.runs.push_back(plan_.first_run(number_) + column * map.rows + row);  // the last coordinate varies fastest
      if (!is_said) continue;
      const auto minimum = map.reached[cell];
      cells.values.push_back(
          minimum >= 0
              ? fmt::format("{} in {:.0f} steps", map.minima[static_cast<std::size_t>(minimum)].label, map.steps[cell])
          : minimum == view::BasinMap::missed ? map.missed_name
                                              : map.failed_name);
    }
    return cells;
  }

  // Which value of an axis of a grid a choice of settings has: the last axis goes fastest.
  std::size_t value_of_axis(std::size_t axis, std::size_t settings) const {
    for (auto i = axis + 1; i < block_.axes.size(); ++i) settings /= block_.axes[i].values.size();
    return settings % block_.axes[axis].values.size();
  }

  // Up to which learning rate theory says that the method stays at a known minimum; of several the least curved.
  std::optional<view::HeatMap::Line> stability_line(std::size_t a, std::size_t b) const {
    const auto is_rate = [&](std::size_t axis) {
      return block_.method.info().parameters[block_.axes[axis].parameter].name == "learning_rate" &&
             is_number(block_.axes[axis]);
    };
    if (is_rate(a) == is_rate(b) || !problem_.problem->shares_evaluators()) return std::nullopt;
    if (!stability_limit_times_curvature(block_.method, 0, block_.options.steps)) return std::nullopt;
    const auto& rates = block_.axes[is_rate(a) ? a : b];
    const auto& others = block_.axes[is_rate(a) ? b : a];
    const auto other = shown_axis(block_, others);
    double curvature = infinity;
    Curvature local(*problem_.problem);
    for (const auto& x : problem_.minimisers) {
      const auto spectrum = local.spectrum(x);
      if (spectrum.finite() && spectrum.highest() > 0) curvature = std::min(curvature, spectrum.highest());
    }
    const auto [low, high] = std::minmax_element(rates.values.begin(), rates.values.end(),
                                                 [](const auto& p, const auto& q) { return p.value < q.value; });
    view::HeatMap::Line line{"theory's limit of stability at the minimum", {}};
    for (std::size_t i = 0; i < others.values.size(); ++i) {
      auto method = block_.method;
      method.set(block_.method.info().parameters[others.parameter].name, others.values[i]);
      const auto times = stability_limit_times_curvature(method, 0, block_.options.steps);
      if (!times || !std::isfinite(curvature)) return std::nullopt;
      const double rate = *times / curvature;
      if (rate < low->value || rate > high->value) continue;
      const double along =
          other.axis.kind == view::AxisKind::categories ? static_cast<double>(i) : others.values[i].value;
      line.points.push_back(is_rate(a) ? view::Point{rate, along} : view::Point{along, rate});
    }
    std::sort(line.points.begin(), line.points.end(),
              [&](const auto& p, const auto& q) { return is_rate(a) ? p.y < q.y : p.x < q.x; });
    if (line.points.size() < 2) return std::nullopt;
    return line;
  }

  std::size_t runs_a_setting() const { return block_.starts.size() * block_.repeats; }

  // Its runs that are kept.
  std::vector<std::size_t> runs_of(std::size_t setting) const {
    const auto each = runs_a_setting(), first = plan_.first_run(number_) + setting * each, stride = rows_.stride();
    std::vector<std::size_t> runs;
    for (auto run = (first + stride - 1) / stride * stride; run < first + each; run += stride) runs.push_back(run);
    return runs;
  }

  // Settings of which runs are kept. Of those that are ended early the ones that went on to the budget are worth a
  // look.
  std::vector<std::size_t> settings_made() const {
    std::vector<std::size_t> settings;
    for (const auto run : rows_of_block(1)) {
      const auto kind = rows_.row(run).kind;
      if (block_.sampling.halving > 0 && (kind == OutcomeKind::pruned || failed(kind))) continue;
      const auto setting = (run - plan_.first_run(number_)) / runs_a_setting();
      if (settings.empty() || settings.back() != setting) settings.push_back(setting);
    }
    return settings;
  }

  Sample sample_of(std::size_t setting) const {
    Sample sample;
    for (const auto run : runs_of(setting)) sample.add(run, rows_.row(run), score_);
    return sample;
  }

  // For each value of an axis of a grid, the sample of the best choice of the others.
  void best_samples(std::size_t k, std::map<double, Sample>& samples) const {
    const auto& values = block_.axes[k].values;
    for (std::size_t settings = 0; settings < block_.settings(); ++settings) {
      auto sample = sample_of(settings);
      auto& best = samples[values[value_of_axis(k, settings)].value];
      if (best.scores.empty() || sample.median() < best.median()) best = std::move(sample);
    }
  }

  // Of drawn values as many to a bin as tell a median from its quartiles.
  void binned_samples(const study::Axis& axis, std::map<double, Sample>& samples) const {
    const auto runs = rows_of_block(1);
    const auto bins = std::clamp<std::size_t>(runs.size() / 20, 3, 48);
    study::Draw draw(plan_, number_);
    Descent descent{{}, block_.method, block_.options};
    std::vector<std::pair<double, std::size_t>> sorted;
    for (const auto run : runs) {
      draw.set(run - plan_.first_run(number_), descent);
      sorted.emplace_back(descent.method.settings()[axis.parameter].value, run);
    }
    std::sort(sorted.begin(), sorted.end());
    for (std::size_t bin = 0; bin < bins; ++bin) {
      const auto from = bin * sorted.size() / bins, to = (bin + 1) * sorted.size() / bins;
      if (from == to) continue;
      auto& sample = samples[sorted[(from + to) / 2].first];
      for (auto i = from; i < to; ++i) sample.add(sorted[i].second, rows_.row(sorted[i].second), score_);
    }
  }

  // Runs of the block that are kept, each `each`-th of them.
  std::vector<std::size_t> rows_of_block(std::size_t each) const {
    const auto step = std::max(each, rows_.stride()) / rows_.stride() * rows_.stride();
    const auto first = plan_.first_run(number_);
    std::vector<std::size_t> runs;
    for (auto run = (first + rows_.stride() - 1) / rows_.stride() * rows_.stride(); run < first + block_.size();
         run += step)
      runs.push_back(run);
    return runs;
  }

  const study::Plan& plan_;
  const StudyRows& rows_;
  std::size_t number_;
  const study::Block& block_;
  const study::PlannedProblem& problem_;
  Score score_;
};

// The setting that most blocks of a problem vary: of most methods the learning rate.
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

// A method's number among the labels, where a new one is added.
std::size_t style_of(const std::string& label, std::vector<std::string>& labels) {
  const auto found = std::find(labels.begin(), labels.end(), label);
  const auto number = static_cast<std::size_t>(found - labels.begin());
  if (found == labels.end()) labels.push_back(label);
  return number;
}

// `labels`: of methods in the order of their styles; those of the problem's come to it.
std::optional<StudyPicture> bands(const study::Plan& plan, const StudyRows& rows, const Score& score,
                                  std::size_t problem, std::vector<std::string>& labels) {
  const auto setting = common_setting(plan, problem);
  if (setting.empty()) return std::nullopt;
  view::BandCurve curves;
  curves.title = plan.problems[problem].title;
  const bool others = std::any_of(plan.blocks().begin(), plan.blocks().end(), [&](const study::Block& block) {
    return block.problem == problem && block.sampling.strategy == study::Strategy::grid && block.axes.size() > 1;
  });
  curves.note = std::string(others ? "the best of the other settings, " : "") +
                "median and quartiles over starts, repeats and samples";
  curves.x_name = setting;
  std::replace(curves.x_name.begin(), curves.x_name.end(), '_', ' ');
  curves.y_name = score_name(score);
  double low = infinity, high = -infinity, x_low = infinity;
  bool logarithmic = false;  // as any of them is: ranges of several methods differ
  for (std::size_t b = 0; b < plan.blocks().size() && curves.methods.size() < 64; ++b) {
    if (plan.blocks()[b].problem != problem) continue;
    const auto style = style_of(plan.blocks()[b].label, labels);
    const BlockPictures block(plan, rows, score, b);
    auto method = block.band(setting);
    if (!method) continue;
    method->style = style;
    for (const double value : method->median)
      if (std::isfinite(value)) low = std::min(low, value), high = std::max(high, value);
    x_low = std::min(x_low, method->x.front());
    logarithmic = logarithmic || block.is_logarithmic(setting);
    curves.methods.push_back(std::move(*method));
  }
  if (curves.methods.empty() || !(low <= high)) return std::nullopt;
  curves.logarithmic_x = logarithmic && x_low > 0;
  curves.logarithmic_y = spans_decades(low, high);
  return StudyPicture{problem, plan.problems[problem].name + " " + setting,
                      curves.y_name + " over the " + curves.x_name, view::band_curve_figure(curves)};
}

}  // namespace

void make_names_safe(std::vector<StudyPicture>& pictures) {
  FileNames names{"runs.csv", "study.sqlite", "report.html"};
  for (auto& picture : pictures) picture.file = names.name(picture.file);
}

std::vector<StudyPicture> study_pictures(const study::Plan& plan, const StudyRows& rows) {
  constexpr std::size_t most = 60;  // nobody looks at more
  std::vector<StudyPicture> pictures;
  const auto add = [&](std::optional<StudyPicture> picture) {
    if (picture && pictures.size() < most) pictures.push_back(std::move(*picture));
  };
  for (std::size_t problem = 0; problem < plan.problems.size(); ++problem) {
    const auto score = rows.score(problem);
    std::vector<std::string> labels;
    add(bands(plan, rows, score, problem, labels));
    const auto basins = problem_basins(plan, problem, rows);
    for (std::size_t b = 0; b < plan.blocks().size(); ++b) {
      if (plan.blocks()[b].problem != problem) continue;
      const BlockPictures block(plan, rows, score, b);
      add(block.heat_map());
      add(block.basins(basins));
      add(block.coordinates());
    }
  }
  return pictures;
}

std::vector<StudyPicture> band_pictures(const study::Plan& plan, const StudyRows& rows,
                                        const std::vector<std::string>& labels) {
  std::vector<StudyPicture> pictures;
  auto styled = labels;
  for (std::size_t problem = 0; problem < plan.problems.size(); ++problem)
    if (auto picture = bands(plan, rows, rows.score(problem), problem, styled)) pictures.push_back(std::move(*picture));
  make_names_safe(pictures);
  return pictures;
}

}  // namespace ravine::app

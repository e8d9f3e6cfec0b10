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
#include "ravine/app/band_pictures.hpp"
#include "ravine/app/basins.hpp"
#include "ravine/app/block_samples.hpp"
#include "ravine/app/density_picture.hpp"
#include "ravine/app/shown_axis.hpp"
#include "ravine/base/file.hpp"
#include "ravine/base/infinity.hpp"
#include "ravine/study/draw.hpp"
#include "ravine/study/spacing.hpp"
#include "ravine/view/geometry/study/heat_map.hpp"
#include "ravine/view/geometry/study/parallel_coordinates.hpp"

namespace ravine::app {
namespace {

using study::Strategy;

constexpr std::size_t most_said_cells = 20'000;  // values of more are too much for a page: it has their runs alone

std::string value_text(double value, view::CellState state, const Score& score) {
  if (state == view::CellState::missed) return score.by_target ? "missed" : "ended early";
  return state == view::CellState::failed ? "failed" : fmt::format("{:.6g}", value);
}

// A map before it is drawn: `low` and `high` are its own least and greatest value.
struct MapPicture {
  StudyPicture picture;
  view::HeatMap map;
  std::size_t block = 0;
  bool by_target = false;
};

class BlockPictures {
 public:
  explicit BlockPictures(const BlockSamples& samples)
      : samples_(samples), block_(samples.block()), problem_(samples.problem()), score_(samples.score()) {}

  std::string title() const { return problem_.title + ": " + block_.label; }
  std::string file(const std::string& what) const { return problem_.name + " " + block_.label + " " + what; }

  // Of two axes; of what else varies the best choice counts.
  std::optional<MapPicture> heat_map() const {
    constexpr std::size_t most = view::HeatMap::most_cells;
    if (!samples_.is_grid() || block_.axes.size() < 2) return std::nullopt;
    const auto [a, b] = samples_.map_axes();
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
      const auto cell =
          y.place[samples_.value_of_axis(b, settings)] * columns + x.place[samples_.value_of_axis(a, settings)];
      auto sample = samples_.sample_of(settings);
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
    if (low <= high) map.low = low, map.high = high;
    if (auto line = stability_line(a, b)) map.lines.push_back(std::move(*line));
    cells.x_values = value_texts(map.x);
    cells.y_values = value_texts(map.y);
    if (map.values.size() <= most_said_cells)
      for (std::size_t cell = 0; cell < map.values.size(); ++cell)
        cells.values.push_back(value_text(map.values[cell], map.states[cell], score_));
    StudyPicture picture{block_.problem,
                         file("map"),
                         score_name(score_) + " over " + map.x.name + " and " + map.y.name + ", by colour" +
                             (best.first < infinity ? "; the best cell's run is " + std::to_string(best.second) : ""),
                         {},
                         std::move(cells)};
    return MapPicture{std::move(picture), std::move(map), samples_.number(), score_.by_target};
  }

  std::optional<StudyPicture> basins(const ProblemBasins& all) const {
    const auto found = all.maps.find(samples_.number());
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
    study::Draw draw(samples_.plan(), samples_.number());
    Descent descent{{}, block_.method, block_.options};
    const auto tried = samples_.settings_made();
    std::vector<double> scores;
    scores.reserve(tried.size());
    for (const auto setting : tried) scores.push_back(samples_.sample_of(setting).median());
    const auto best = static_cast<std::size_t>(std::min_element(scores.begin(), scores.end()) - scores.begin());
    const auto each = std::max<std::size_t>((tried.size() + most - 1) / most, 1);
    double low = infinity, high = -infinity;
    for (std::size_t i = 0; i < tried.size(); ++i) {
      if (i % each != 0 && i != best) continue;
      draw.set(tried[i] * samples_.runs_a_setting(), descent);
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
    picture.note = note(samples_.runs_a_setting() == 1  ? line
                        : samples_.rows().stride() == 1 ? line + ": the median over starts and repeats"
                                                        : line + ": the median of a sample of its runs");
    // Of a setting whose runs are not all kept the best may be a lucky one.
    if (samples_.runs_a_setting() > 1 && samples_.rows().stride() > 1) picture.best_name = "best seen";
    return StudyPicture{block_.problem, file("coordinates"), "Every setting that was tried, and its score",
                        view::parallel_coordinates_figure(picture)};
  }

 private:
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
      cells.runs.push_back(samples_.plan().first_run(samples_.number()) + column * map.rows +
                           row);  // the last coordinate varies fastest
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

  const BlockSamples& samples_;
  const study::Block& block_;
  const study::PlannedProblem& problem_;
  Score score_;
};

// One scale of colours for all maps of a quantity, so that they can be compared: evaluations to one target, on whatever
// problem; f at the end of one problem.
void share_scales(std::vector<MapPicture>& maps) {
  struct Range {
    double low = infinity, high = -infinity;
    std::size_t maps = 0;
  };
  std::map<std::pair<std::string, std::size_t>, Range> ranges;
  const auto range_of = [&](const MapPicture& one) -> Range& {
    return ranges[{one.map.value_name, one.by_target ? 0 : one.picture.problem}];
  };
  for (const auto& one : maps) {
    if (!one.map.low) continue;
    auto& range = range_of(one);
    range.low = std::min(range.low, *one.map.low), range.high = std::max(range.high, *one.map.high);
    ++range.maps;
  }
  for (auto& one : maps) {
    const auto& range = range_of(one);
    one.map.logarithmic = spans_decades(range.low, range.high);
    one.map.low.reset(), one.map.high.reset();
    if (!(range.low < range.high)) continue;
    one.map.low = range.low, one.map.high = range.high;
    if (range.maps > 1) one.picture.caption += "; all maps of this quantity have one scale of colours";
  }
}

}  // namespace

void make_names_safe(std::vector<StudyPicture>& pictures) {
  FileNames names{"runs.csv", "study.sqlite", "report.html"};
  for (auto& picture : pictures) picture.file = names.name(picture.file);
}

std::vector<StudyPicture> study_pictures(const study::Plan& plan, const StudyRows& rows) {
  constexpr std::size_t most = 60;  // nobody looks at more
  const auto blocks = block_samples(plan, rows);
  std::vector<MapPicture> maps;  // of the whole study, as they share their scales
  for (const auto& samples : blocks)
    if (maps.size() < most)
      if (auto map = BlockPictures(samples).heat_map()) maps.push_back(std::move(*map));
  share_scales(maps);
  std::vector<StudyPicture> pictures;
  const auto add = [&](std::optional<StudyPicture> picture) {
    if (picture && pictures.size() < most) pictures.push_back(std::move(*picture));
  };
  auto map = maps.begin();
  for (std::size_t problem = 0; problem < plan.problems.size(); ++problem) {
    std::vector<std::string> labels;
    const auto own = of_problem(blocks, problem);
    // The map of where the runs of a lone method end has its median and quartiles.
    const bool lone = own.size() == 1;
    auto density = lone ? density_picture(own.front()) : std::nullopt;
    if (!density) add(band_picture(own, labels));
    const auto basins = problem_basins(plan, problem, rows);
    for (const auto& samples : own) {
      const BlockPictures block(samples);
      if (map != maps.end() && map->block == samples.number()) {
        map->picture.figure = view::heat_map_figure(map->map);
        add(std::move(map++->picture));
      }
      add(block.basins(basins));
      add(lone ? std::exchange(density, std::nullopt) : density_picture(samples));
      add(block.coordinates());
    }
  }
  return pictures;
}

}  // namespace ravine::app

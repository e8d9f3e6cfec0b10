#include "ravine/app/tune_report.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>

#include "ravine/app/table.hpp"
#include "ravine/base/number_text.hpp"
#include "ravine/method/chain.hpp"

namespace ravine::app {
namespace {

constexpr double edge = 0.05;               // of a range
constexpr std::size_t most_shown_axes = 4;  // of the starts' box

// Where a value lies in an interval, from 0 to 1.
double share_of(const study::Interval& interval, double value) {
  if (!interval.logarithmic) return (value - interval.low) / (interval.high - interval.low);
  return std::log(value / interval.low) / std::log(interval.high / interval.low);
}

std::string toml_value(const ParameterInfo& parameter, const Setting& setting) {
  if (setting.schedule) return '"' + setting.schedule->text() + '"';
  const auto text = parameter.value_text(setting.value);
  return parameter.kind == ParameterInfo::Kind::choice ? '"' + text + '"' : text;
}

// "[[run]]" with the method's settings that are not their defaults.
std::string tuned_run_block(const Method& method) {
  std::string text = "[[run]]\n";
  if (method.chain().links().size() > 1) return text + "method = \"" + method.text() + "\"\n";
  text += "method = \"" + std::string(method.info().name) + "\"\n";
  for (std::size_t row = 0; row < method.settings().size(); ++row) {
    const auto& parameter = method.info().parameters[row];
    const auto& setting = method.settings()[row];
    if (setting.schedule || setting.value != parameter.standard)
      text += std::string(parameter.name) + " = " + toml_value(parameter, setting) + "\n";
  }
  return text;
}

std::string range_text(const study::Interval& interval) {
  return fmt::format("{:.3g} ... {:.3g}", interval.low, interval.high);
}

std::string target_text(const study::Comparison& comparison) {
  return "f* + 1e-" + std::to_string(*comparison.target + 1);
}

// "x from -2 ... 2, y from -1 ... 3"
std::string box_text(const std::vector<study::Interval>& box, const std::vector<std::string>& coordinates) {
  std::string text;
  for (std::size_t i = 0; i < std::min(box.size(), most_shown_axes); ++i)
    text += (i == 0 ? "" : ", ") + (i < coordinates.size() ? coordinates[i] : "x" + std::to_string(i + 1)) + " from " +
            range_text(box[i]);
  return box.size() > most_shown_axes ? text + ", ..." : text;
}

void print_searched(const TuningReport& report) {
  fmt::print("Searched, the rest as it is given:\n");
  for (const auto& one : report.methods) {
    std::string text;
    for (const auto& axis : one.searched)
      text += fmt::format("{}{} from {}{}", text.empty() ? "" : ", ", axis.parameter.name, range_text(axis.interval),
                          axis.interval.logarithmic ? " (logarithmic)" : "");
    fmt::print("  {}: {}\n", one.method.info().name, text.empty() ? "nothing to tune" : text);
  }
  fmt::print("  starts: {}\n\n", box_text(report.box, report.coordinates));
}

std::string near_text(const TunedMethod& one) {
  if (one.tuned.tried == 0) return "nothing to tune";
  if (!std::isfinite(one.tuned.score)) return "none";
  if (one.tuned.tied) return "all alike: the defaults";
  return fmt::format("{} of {}", one.tuned.near, one.tuned.tried);
}

bool is_anything_solved(const TuningReport& report) {
  return std::any_of(report.methods.begin(), report.methods.end(),
                     [](const TunedMethod& one) { return one.scores.solved > 0; });
}

// Of a median that is infinite: most runs failed, or missed their target.
std::string f_text(double f) { return std::isfinite(f) ? fmt::format("{:.4g}", f) : "failed"; }

void print_found(const TuningReport& report) {
  const bool aimed = report.comparison.target.has_value();
  const auto text = [&](double score) { return aimed ? score_text(score) : f_text(score); };
  std::vector<std::vector<std::string>> rows{
      {is_anything_solved(report) ? "best settings"
       : aimed                    ? "settings that came nearest"
                                  : "settings",
       aimed ? "evaluations to " + target_text(report.comparison) : "f at the end", "95 % interval",
       aimed ? "solved" : "ended well"}};
  if (aimed) rows[0].emplace_back("f at the end");
  rows[0].emplace_back("nearly as good");
  for (const auto& one : report.methods) {
    rows.push_back({one.method.text(), text(one.scores.quartiles.median),
                    text(one.scores.median.low) + " ... " + text(one.scores.median.high),
                    fmt::format("{:.0f} %", 100 * one.scores.solved)});
    if (aimed) rows.back().push_back(f_text(one.f));
    rows.back().push_back(near_text(one));
  }
  print_table(rows);
  if (!is_anything_solved(report)) return fmt::print("\n");
  fmt::print("\n(nearly as good: settings tried {}: many, and the choice matters little)\n",
             aimed ? "whose score is at most twice the best one's"
                   : "whose f is above the best one's by at most a tenth of what the median setting's is");
}

// What keeps the answer from being taken as it stands.
void print_warnings(const TuningReport& report) {
  if (!report.below.empty()) fmt::print("{}\n", report.below);
  for (const auto& one : report.methods) {
    if (!one.failure.empty()) fmt::print("All runs of {} failed: {}\n", one.method.info().name, one.failure);
    for (const auto& axis : one.searched)
      if (!one.tuned.tied && (axis.is_at_low() || axis.is_at_high()))
        fmt::print(
            "{} = {} of {} lies at the edge of the range that was searched, {}: a better one may lie beyond. Give "
            "values to try there, or a wider range in a definition's [compare].\n",
            axis.parameter.name, shortest(axis.best), one.method.info().name, range_text(axis.interval));
  }
  if (is_anything_solved(report)) return;
  if (report.comparison.target)
    fmt::print(
        "None reached {} from any start, so the best is what came nearest to it. What may help: more --steps (a run "
        "has {}), more --budget (it pays for {} settings), a start nearer by --from, or a less strict --above.\n",
        target_text(report.comparison), report.steps, report.comparison.tuning);
  else
    fmt::print("Every run failed, from every start. Another start may help: --from.\n");
}

}  // namespace

bool SearchedSetting::is_at_low() const { return interval.low > parameter.low && share_of(interval, best) < edge; }
bool SearchedSetting::is_at_high() const {
  return interval.high < parameter.high && share_of(interval, best) > 1 - edge;
}

std::string common_failure(std::span<const study::RunRecord> tried, std::span<const study::RunRecord> judged) {
  const study::RunRecord* first = nullptr;
  for (const auto runs : {tried, judged})
    for (const auto& record : runs) {
      if (first == nullptr) first = &record;
      if (!failed(record.kind) || record.kind != first->kind) return {};
    }
  if (first == nullptr) return {};
  const std::string kind(name(first->kind));
  return first->reason.empty() ? kind : kind + ", the first: " + first->reason;
}

std::string below_text(const CatalogueFunction& known, double seen, const std::vector<std::string>& coordinates) {
  std::vector<study::Interval> box;
  for (std::size_t i = 0; i < known.low.size(); ++i) box.push_back({known.low[i], known.high[i]});
  return fmt::format(
      "f went down to {:.4g}, below the catalogue's minimum {:.6g}: that is the least in the box {}, which runs may "
      "leave. One that left it counts as one that reached the target; --above none judges by f at the end.",
      seen, *known.minimum, box_text(box, coordinates));
}

void print_tuning(const TuningReport& report) {
  const auto& comparison = report.comparison;
  fmt::print(
      "{} settings of each method from {} starts around the given one{}, then the best from {} others; {} gradient "
      "evaluations a run\n",
      comparison.tuning, comparison.starts, comparison.halving > 0 ? ", poor ones ended early by halving" : "",
      comparison.scored, report.steps);
  print_searched(report);
  print_found(report);
  print_warnings(report);
  fmt::print("\n{}{}",
             is_anything_solved(report) ? ""
             : comparison.target        ? "# came nearest, the target was missed\n"
                                        : "# failed\n",
             tuned_run_block(report.methods.front().method));
}

void print_tuning_json(const TuningReport& report) {
  auto list = nlohmann::ordered_json::array();
  for (const auto& one : report.methods) {
    auto searched = nlohmann::ordered_json::array();
    for (const auto& axis : one.searched)
      searched.push_back({{"setting", axis.parameter.name},
                          {"low", axis.interval.low},
                          {"high", axis.interval.high},
                          {"logarithmic", axis.interval.logarithmic},
                          {"best_at_edge", !one.tuned.tied && (axis.is_at_low() || axis.is_at_high())}});
    list.push_back({{"method", one.method.text()},
                    {"median", one.scores.quartiles.median},
                    {"median_low", one.scores.median.low},
                    {"median_high", one.scores.median.high}});
    list.back()[report.comparison.target ? "solved" : "ended_well"] = one.scores.solved;
    list.back().update({{"f", one.f},
                        {"tried", one.tuned.tried},
                        {"nearly_as_good", one.tuned.near},
                        {"searched", std::move(searched)},
                        {"failure", one.failure},
                        {"run", tuned_run_block(one.method)}});
  }
  fmt::print("{}\n", list.dump(2));
  if (!report.below.empty()) fmt::print(stderr, "ravine: {}\n", report.below);
}

}  // namespace ravine::app

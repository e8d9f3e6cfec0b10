#include "ravine/study/definition.hpp"

#include <algorithm>
#include <cmath>
#include <set>
#include <utility>

#include "ravine/base/number_text.hpp"
#include "ravine/study/definition_parts.hpp"
#include "ravine/study/read_file.hpp"
#include "ravine/study/value_reading.hpp"

namespace ravine::study {
namespace {

RawStudy read_top_level(const Value& document) {
  RawStudy raw;
  for (const auto& entry : document.table) {
    if (take(entry, study_rows, raw) || take_stop(entry, raw.stops)) continue;
    std::vector<std::string_view> known;
    add_names(study_rows, known);
    add_names(stop_rows, known);
    refuse_key(entry, "the top level", known);
  }
  return raw;
}

std::vector<NamedData> read_data_sets(const Entry* entry, const DefinitionFiles& files, std::uint64_t seed) {
  std::vector<NamedData> sets;
  if (entry == nullptr) return sets;
  for (const auto& data : read_table("data", entry->value, "tables, each under a line [data.NAME]"))
    sets.push_back(read_data(data, files, seed));
  return sets;
}

void read_problems(const Entry& entry, const ProblemContext& context, Plan& plan) {
  const auto& table = read_table("problem", entry.value, "tables, each under a line [problem.NAME]");
  for (const auto& problem : table) {
    if (shown(problem.key) != problem.key || problem.key.empty()) {
      fail(problem.key_location, "a problem's name must be one short line of text", "long names go into `title`");
    }
    std::vector<std::string_view> words;
    add_names(range_rows, words);
    add_names(start_rows, words);
    if (std::find(words.begin(), words.end(), problem.key) != words.end()) {
      fail(problem.key_location,
           "a problem must not be called " + in_quotes(problem.key) + ": ranges of values use that word");
    }
    plan.problems.push_back(read_problem(problem, context));
  }
}

bool is_range(const Value& table) {
  return is_table_of_starts(table) || std::any_of(range_rows.begin(), range_rows.end(), [&](const auto& row) {
           return table.find(row.info.name) != nullptr;
         });
}

}  // namespace

void check_problem_names(const Entry& entry, const std::vector<PlannedProblem>& problems) {
  if (entry.value.kind != Value::Kind::table || is_range(entry.value)) return;
  std::vector<std::string_view> known;
  known.reserve(problems.size());
  for (const auto& problem : problems) known.emplace_back(problem.name);
  const std::set<std::string_view> names(known.begin(), known.end());
  for (const auto& own : entry.value.table) {
    if (names.contains(own.key)) continue;
    add_names(range_rows, known);
    fail(own.key_location, in_quotes(entry.key) + " by problem: there is no problem " + in_quotes(own.key) +
                               nearest_hint(own.key, known));
  }
}

const Value& value_for(const Entry& entry, const std::string& name) {
  if (entry.value.kind != Value::Kind::table || is_range(entry.value)) return entry.value;
  if (const auto* own = entry.value.find(name)) return own->value;
  fail(entry.value.location, in_quotes(entry.key) + " by problem has no value for " + in_quotes(name),
       "add " + name + " = ..., or say which problems the run is made on: problem = \"...\"");
}

namespace {

std::size_t evaluations_of(double epochs, const Entry& entry, const PlannedProblem& problem) {
  const auto count = problem.problem->sample_count();
  if (count.an_evaluation == 0)
    fail(entry.key_location,
         "`epochs` counts passes over a data set, and the problem " + in_quotes(problem.name) + " has none",
         "give its runs a `budget` of evaluations");
  const double steps =
      std::ceil(epochs * static_cast<double>(count.samples) / static_cast<double>(count.an_evaluation));
  constexpr double most = 1e15;
  if (steps > most) fail(entry.value.location, "`epochs` stands for more than 1e15 gradient evaluations");
  return static_cast<std::size_t>(steps);
}

}  // namespace

void read_stops(const StopEntries& stops, const PlannedProblem& problem, RunOptions& options) {
  const Entry* budget = nullptr;
  for (std::size_t i = 0; i < stop_rows.size(); ++i) {
    if (stops[i] == nullptr) continue;
    const auto& row = stop_rows[i];
    const auto& value = value_for(*stops[i], problem.name);
    if (const auto* count = std::get_if<std::size_t RunOptions::*>(&row.field)) {
      const auto number = read_integer(row.info.name, value, row.info.value, static_cast<std::int64_t>(row.low));
      options.** count = static_cast<std::size_t>(number);
      if (*count == &RunOptions::steps) budget = stops[i];
      continue;
    }
    const auto number = read_number(row.info.name, value, row.info.value);
    if (number < row.low || (row.low_open && number == row.low)) refuse(row.info.name, value, row.info.value);
    if (const auto* field = std::get_if<double RunOptions::*>(&row.field)) {
      options.** field = number;
      continue;
    }
    if (budget != nullptr) fail(stops[i]->key_location, "`budget` and `epochs` say the same here", "write one of them");
    options.steps = evaluations_of(number, *stops[i], problem);
  }
}

void read_record(const Entry* entry, Record& record) {
  if (entry == nullptr) return;
  const auto& table = read_table(entry->key, entry->value, "a table, { every = 10 }");
  const auto raw = read_fields<RawRecord>(table, record_rows, "`record`");
  if (raw.every != nullptr) {
    record.every = static_cast<std::size_t>(read_integer("every", raw.every->value, rule(&RawRecord::every), 0));
  }
  const auto flag = [](const Entry* own, bool& field) {
    if (own != nullptr) field = read_flag(own->key, own->value, "true or false");
  };
  if (raw.measure != nullptr) {
    const auto wanted = rule(&RawRecord::measure);
    record.measure = static_cast<std::size_t>(read_integer("measure", raw.measure->value, wanted, 0));
  }
  flag(raw.point, record.point);
  flag(raw.gradient, record.gradient);
  flag(raw.update, record.update);
  flag(raw.slots, record.slots);
  flag(raw.answer, record.answer);
  if (record.answer && record.update) {
    fail(entry->value.location, "`answer` and `update` stand together, but updates are the walk's, not the answer's",
         "record one of them");
  }
}

// How many points of each run's curve are stored; after the runs are known.
void read_curves(const Entry* entry, Plan& plan) {
  if (entry == nullptr) return;
  constexpr std::int64_t most_points = 1000;
  constexpr double most_rows = 1e8;  // 2 GB
  const auto wanted = rule(&RawStudy::curves);
  const auto points = read_integer("curves", entry->value, wanted, 2);
  if (points > most_points) refuse("curves", entry->value, wanted);
  if (plan.comparison) fail(entry->key_location, "a comparison keeps no curves", "leave out `curves`");
  if (plan.is_traced())
    fail(entry->key_location, "this study keeps whole trajectories, and no curves beside them",
         "leave out `curves`, or `record` and `pictures`");
  if (static_cast<double>(points) * static_cast<double>(plan.size()) > most_rows)
    fail(entry->value.location, "curves of so many points and runs would have more than 10^8 rows",
         "keep fewer points of each");
  plan.curves = static_cast<std::size_t>(points);
}

Plan read_definition(const DefinitionText& definition, const DefinitionLimits& limits) {
  auto document = parse_document(definition.text, definition.name, limits.bytes);
  for (const auto& text : definition.overrides) apply_override(document, text);
  const auto raw = read_top_level(document);
  Plan plan;
  plan.definition = definition.text;
  plan.overrides = definition.overrides;
  if (raw.title != nullptr) plan.title = read_line("title", raw.title->value, rule(&RawStudy::title));
  if (raw.seed != nullptr) {
    const auto wanted = rule(&RawStudy::seed);
    plan.seed = static_cast<std::uint64_t>(read_integer("seed", raw.seed->value, wanted, 0));
  }
  if (raw.problem == nullptr) throw unplaced(definition.name, "there is no problem", "write a table [problem.NAME]");
  if (raw.run == nullptr) throw unplaced(definition.name, "there is no run", "write a table [[run]] with a method");
  const DefinitionFiles files{definition.folder};
  const auto data = read_data_sets(raw.data, files, plan.seed);
  read_problems(*raw.problem, {plan.seed, limits.records, data, files}, plan);
  if (raw.compare != nullptr) {
    if (raw.search != nullptr)
      fail(raw.search->key_location, "`search` and [compare] both say how settings are tried", "leave out one of them");
    plan.comparison = read_comparison(*raw.compare);
  }
  read_runs(raw, limits, plan);
  read_curves(raw.curves, plan);
  read_score(raw.score, plan);
  const auto bytes = cost(plan).history_bytes;
  if (plan.is_traced() && bytes > limits.history_bytes) {
    constexpr double megabyte = 1e6;
    throw unplaced(definition.name,
                   "the trajectories would take up to " + shortest(std::ceil(bytes / megabyte)) +
                       " MB of memory; at most " + shortest(limits.history_bytes / megabyte) + " MB are allowed",
                   "keep fewer points: record = { every = 100 }");
  }
  return plan;
}

Plan read_definition_file(const std::filesystem::path& path, std::vector<std::string> overrides,
                          const DefinitionLimits& limits) {
  auto text = read_file(path, limits.bytes, "`ravine init FILE` writes a definition to start from");
  return read_definition({std::move(text), path.string(), std::move(overrides), path.parent_path()}, limits);
}

}  // namespace ravine::study

#include "ravine/study/store_schema.hpp"

#include <algorithm>
#include <string_view>

#include "ravine/study/store.hpp"

namespace ravine::study {
namespace {

constexpr std::string_view fixed_tables = R"sql(
CREATE TABLE meta(key TEXT PRIMARY KEY, value) WITHOUT ROWID;
CREATE TABLE problem(id INTEGER PRIMARY KEY, name TEXT, title TEXT, formula TEXT, identity TEXT, dimension INTEGER,
  minimum REAL, minimum_from TEXT);
CREATE TABLE coordinate(problem INTEGER, number INTEGER, name TEXT, PRIMARY KEY(problem, number)) WITHOUT ROWID;
CREATE TABLE block(id INTEGER PRIMARY KEY, problem INTEGER, label TEXT, method TEXT, parameters TEXT, budget INTEGER);
CREATE TABLE setting(block INTEGER, name TEXT, symbol TEXT, value, PRIMARY KEY(block, name)) WITHOUT ROWID;
CREATE TABLE measure(run INTEGER, step INTEGER, name TEXT, value REAL, evaluations INTEGER, seconds REAL,
  PRIMARY KEY(run, step, name)) WITHOUT ROWID;
CREATE TABLE outcome(id INTEGER PRIMARY KEY, name TEXT);
)sql";

constexpr std::string_view fixed_columns =
    "id INTEGER PRIMARY KEY, block INTEGER, key BLOB, label TEXT, outcome INTEGER, reason TEXT, steps INTEGER, "
    "evaluations INTEGER, f REAL, grad_norm REAL, best_f REAL, best_step INTEGER, answer_f REAL, seconds REAL, "
    "steps_to TEXT, evaluations_to TEXT";

std::string identifier(std::string_view name) {
  std::string text(1, '"');
  for (const char c : name) text.append(c == '"' ? 2 : 1, c);
  text += '"';
  return text;
}

// A varied setting of any run: its own value, or the constant of its block.
std::string setting_column(const std::string& name) {
  const auto column = identifier(name);
  return ", coalesce(run." + column +
         ", (SELECT value FROM setting WHERE setting.block = run.block AND setting.name = '" + name + "')) AS " +
         column;
}

std::vector<std::string> further_columns(const RunColumns& columns) {
  std::vector<std::string> names;
  if (columns.repeat) names.emplace_back("repeat");
  for (std::size_t i = 1; i <= columns.start; ++i) names.push_back("start" + std::to_string(i));
  for (std::size_t i = 1; i <= columns.end; ++i) names.push_back("end" + std::to_string(i));
  return names;
}

std::string target_columns(std::string_view counted) {
  std::string text;
  const auto column =
      counted == "steps_to" ? std::string("run.steps_to") : std::string("coalesce(run.evaluations_to, run.steps_to)");
  for (std::size_t i = 0; i < target_count; ++i)
    text += ", json_extract(" + column + ", '$[" + std::to_string(i) + "]') AS " +
            identifier(std::string(counted) + "_1e-" + std::to_string(i + 1));
  return text;
}

std::string runs_view(const RunColumns& columns) {
  std::string settings, further;
  for (const auto& name : columns.settings) settings += setting_column(name);
  for (const auto& name : further_columns(columns)) further += ", run." + name;
  return "CREATE VIEW runs AS SELECT run.id AS run, problem.name AS problem, coalesce(run.label, block.label) AS "
         "label, block.method AS method" +
         settings + further +
         ", outcome.name AS outcome, run.reason, run.steps, run.evaluations, run.f, run.grad_norm, run.best_f, "
         "run.best_step, coalesce(run.answer_f, run.f) AS answer_f, problem.minimum, problem.minimum_from" +
         target_columns("steps_to") + target_columns("evaluations_to") +
         ", run.seconds, lower(hex(run.key)) AS key FROM run JOIN block ON block.id = run.block JOIN problem ON "
         "problem.id = block.problem JOIN outcome ON outcome.id = run.outcome;";
}

}  // namespace

RunColumns run_columns(const Plan& plan) {
  constexpr std::size_t most_coordinates = 64;
  RunColumns columns;
  for (const auto& block : plan.blocks()) {
    for (const auto& axis : block.axes) {
      const std::string name(block.method.info().parameters[axis.parameter].name);
      if (std::find(columns.settings.begin(), columns.settings.end(), name) == columns.settings.end())
        columns.settings.push_back(name);
    }
    columns.repeat = columns.repeat || block.repeats > 1;
    if (block.starts.vary()) columns.start = std::max(columns.start, std::min(block.start.size(), most_coordinates));
    if (plan.ends) columns.end = std::max(columns.end, std::min(block.start.size(), most_coordinates));
  }
  return columns;
}

std::vector<std::size_t> columns_of(const Block& block, const RunColumns& columns) {
  std::vector<std::size_t> places;
  for (const auto& axis : block.axes) {
    const auto name = block.method.info().parameters[axis.parameter].name;
    places.push_back(static_cast<std::size_t>(std::find(columns.settings.begin(), columns.settings.end(), name) -
                                              columns.settings.begin()));
  }
  return places;
}

std::string store_schema(const RunColumns& columns, std::size_t dimension, bool curves) {
  std::string text = "PRAGMA application_id = " + std::to_string(store_application_id) +
                     ";PRAGMA user_version = " + std::to_string(store_schema_version) + ";" +
                     std::string(fixed_tables) + "CREATE TABLE run(" + std::string(fixed_columns);
  for (const auto& name : columns.settings) text += ", " + identifier(name);
  for (const auto& name : further_columns(columns)) text += ", " + name + (name == "repeat" ? " INTEGER" : " REAL");
  text += ");" + runs_view(columns);
  if (curves)
    text +=
        "CREATE TABLE curve(run INTEGER, evaluations INTEGER, f REAL, PRIMARY KEY(run, evaluations)) WITHOUT ROWID;";
  if (dimension == 0) return text;
  text += "CREATE TABLE trajectory(run INTEGER, step INTEGER, f REAL, grad_norm REAL";
  for (std::size_t i = 1; i <= dimension; ++i) text += ", x" + std::to_string(i) + " REAL";
  return text + ", PRIMARY KEY(run, step)) WITHOUT ROWID;";
}

}  // namespace ravine::study

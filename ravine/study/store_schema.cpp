#include "ravine/study/store_schema.hpp"

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

constexpr std::string_view run_columns =
    "id INTEGER PRIMARY KEY, block INTEGER, key TEXT, label TEXT, outcome INTEGER, reason TEXT, steps INTEGER, "
    "evaluations INTEGER, f REAL, grad_norm REAL, best_f REAL, best_step INTEGER, seconds REAL, steps_to TEXT";

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

std::string runs_view(const std::vector<std::string>& varied) {
  std::string settings, targets;
  for (const auto& name : varied) settings += setting_column(name);
  for (std::size_t i = 0; i < target_count; ++i) {
    targets += ", json_extract(run.steps_to, '$[" + std::to_string(i) + "]') AS " +
               identifier("steps_to_1e-" + std::to_string(i + 1));
  }
  return "CREATE VIEW runs AS SELECT run.id AS run, problem.name AS problem, coalesce(run.label, block.label) AS "
         "label, "
         "block.method AS method" +
         settings +
         ", outcome.name AS outcome, run.reason, run.steps, run.evaluations, run.f, run.grad_norm, run.best_f, "
         "run.best_step, problem.minimum, problem.minimum_from" +
         targets +
         ", run.seconds, run.key FROM run JOIN block ON block.id = run.block JOIN problem ON problem.id = "
         "block.problem "
         "JOIN outcome ON outcome.id = run.outcome;";
}

}  // namespace

std::string store_schema(const std::vector<std::string>& varied, std::size_t dimension) {
  std::string text = "PRAGMA application_id = " + std::to_string(store_application_id) +
                     ";PRAGMA user_version = " + std::to_string(store_schema_version) + ";" +
                     std::string(fixed_tables) + "CREATE TABLE run(" + std::string(run_columns);
  for (const auto& name : varied) text += ", " + identifier(name);
  text += ");" + runs_view(varied);
  if (dimension == 0) return text;
  text += "CREATE TABLE trajectory(run INTEGER, step INTEGER, f REAL, grad_norm REAL";
  for (std::size_t i = 1; i <= dimension; ++i) text += ", x" + std::to_string(i) + " REAL";
  return text + ", PRIMARY KEY(run, step)) WITHOUT ROWID;";
}

}  // namespace ravine::study

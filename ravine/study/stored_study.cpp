#include "ravine/study/stored_study.hpp"

#include <array>
#include <cmath>
#include <limits>
#include <nlohmann/json.hpp>
#include <system_error>

#include "ravine/base/error.hpp"
#include "ravine/base/number_text.hpp"
#include "ravine/study/csv.hpp"
#include "ravine/study/definition.hpp"
#include "ravine/study/npy.hpp"
#include "ravine/study/sqlite.hpp"
#include "ravine/study/store.hpp"
#include "ravine/study/store_meta.hpp"
#include "ravine/study/store_records.hpp"

namespace ravine::study {
namespace {

namespace fs = std::filesystem;

struct ExportedCell {
  nlohmann::json operator()(std::monostate) const { return nullptr; }
  template <class Value>
  nlohmann::json operator()(const Value& value) const {
    return value;
  }
};

Cell cell_in(const Query& row, int column) {
  switch (row.type(column)) {
    case SQLITE_INTEGER:
      return row.integer(column);
    case SQLITE_FLOAT:
      return row.real(column);
    case SQLITE_NULL:
      return {};
    default:
      return std::string(row.text(column));
  }
}

}  // namespace

class StoredStudy::Connection {
 public:
  explicit Connection(const fs::path& path) : database(path.string(), SQLITE_OPEN_READONLY) {}
  Database database;
};

StoredStudy::StoredStudy(const fs::path& path) : path_(path) {
  std::error_code code;
  if (!fs::exists(path, code))
    throw InputError("there is no store \"" + path.string() + "\"",
                     "name the folder that `ravine run FILE --out DIR` wrote");
  connection_ = std::make_unique<Connection>(path);
  require_store(connection_->database, path);
  const Query query(connection_->database, "SELECT * FROM runs");
  for (int i = 0; i < query.columns(); ++i) run_columns_.push_back(query.name(i));
  if (!stored_meta(connection_->database, "curves").empty()) curve_columns_ = {"run", "evaluations", "f"};
}
StoredStudy::~StoredStudy() = default;

Plan StoredStudy::plan(const fs::path& folder) const {
  const auto& database = connection_->database;
  std::vector<std::string> overrides;
  const auto text = stored_meta(database, "overrides");
  for (std::size_t begin = 0; begin < text.size();) {
    const auto end = text.find('\n', begin);
    overrides.push_back(text.substr(begin, end - begin));
    begin = end == std::string::npos ? text.size() : end + 1;
  }
  return read_definition(
      {stored_meta(database, "definition"), "the definition in " + path_.string(), std::move(overrides), folder});
}

std::optional<std::size_t> StoredStudy::find(const RunKey& key) const {
  Query query(connection_->database, "SELECT id FROM run WHERE key = x'" + key_text(key) + "' LIMIT 1");
  if (!query.next()) return std::nullopt;
  return static_cast<std::size_t>(query.integer(0));
}

std::optional<RunKey> StoredStudy::key(std::size_t run) const {
  Query query(connection_->database, "SELECT key FROM run WHERE id = " + std::to_string(run));
  if (!query.next()) return std::nullopt;
  return stored_key(query.text(0));
}

void StoredStudy::read_records(const std::function<void(const RunRecord&)>& sink) const {
  for (Query query(connection_->database, "SELECT " + record_columns(0) + " FROM run ORDER BY id"); query.next();)
    sink(stored_record(query, 0));
}

std::vector<CurvePoint> StoredStudy::curve(std::size_t run) const {
  if (curve_columns_.empty()) return {};
  Query rows(connection_->database, curve_query);
  return stored_curve(rows, static_cast<std::int64_t>(run));
}

const std::vector<std::string>& StoredStudy::columns(StoredTable table) const {
  if (table == StoredTable::runs) return run_columns_;
  if (curve_columns_.empty())
    throw InputError(
        "the store \"" + path_.string() + "\" has no curves",
        "of a study that keeps records only: write `curves = 50` at the top of its definition and run it again");
  return curve_columns_;
}

void StoredStudy::read(StoredTable table, const std::function<void(std::span<const Cell>)>& sink) const {
  if (table == StoredTable::runs) return read_runs(sink);
  std::vector<Cell> cells(columns(table).size());
  for (Query query(connection_->database, "SELECT run, evaluations, f FROM curve ORDER BY run, evaluations");
       query.next();) {
    for (std::size_t i = 0; i < cells.size(); ++i) cells[i] = cell_in(query, static_cast<int>(i));
    sink(cells);
  }
}

// The view takes both lists of targets apart, a text for each of 24 columns, which takes several times as long as all
// else: they are read once here.
void StoredStudy::read_runs(const std::function<void(std::span<const Cell>)>& sink) const {
  std::vector<Cell> cells(run_columns_.size());
  std::vector<std::size_t> plain;
  std::vector<std::pair<std::size_t, std::size_t>> targets;  // column, place in both lists, one after the other
  std::string sql = "SELECT own.steps_to, coalesce(own.evaluations_to, own.steps_to)";
  for (std::size_t i = 0; i < cells.size(); ++i) {
    if (run_columns_[i].starts_with("steps_to_1e-") || run_columns_[i].starts_with("evaluations_to_1e-")) {
      targets.emplace_back(i, targets.size());
    } else {
      plain.push_back(i);
      sql += ", runs.\"" + run_columns_[i] + '"';
    }
  }
  if (targets.size() != 2 * target_count) throw InputError("the store's view `runs` has other columns");
  for (Query query(connection_->database, sql + " FROM runs JOIN run AS own ON own.id = runs.run ORDER BY own.id");
       query.next();) {
    const std::array counts{stored_targets(query.text(0)), stored_targets(query.text(1))};
    for (const auto& [column, place] : targets) {
      const auto& count = counts[place / target_count][place % target_count];
      cells[column] = count ? Cell(static_cast<std::int64_t>(*count)) : Cell();
    }
    for (std::size_t i = 0; i < plain.size(); ++i) cells[plain[i]] = cell_in(query, static_cast<int>(i + 2));
    sink(cells);
  }
}

void export_csv(const StoredStudy& study, StoredTable table, const TextSink& sink) {
  std::string line;
  for (const auto& name : study.columns(table)) line += (line.empty() ? "" : ",") + csv_field(name);
  sink(line + "\n");
  study.read(table, [&](std::span<const Cell> cells) {
    line.clear();
    for (std::size_t i = 0; i < cells.size(); ++i) {
      if (i > 0) line += ',';
      line += cell_text(cells[i]);
    }
    sink(line += '\n');
  });
}

void export_json(const StoredStudy& study, StoredTable table, const TextSink& sink) {
  bool first = true;
  study.read(table, [&](std::span<const Cell> cells) {
    auto object = nlohmann::ordered_json::object();
    for (std::size_t i = 0; i < cells.size(); ++i)
      object[study.columns(table)[i]] = std::visit(ExportedCell{}, cells[i]);
    sink((first ? "[\n" : ",\n") + object.dump());
    first = false;
  });
  sink(first ? "[]\n" : "\n]\n");
}

std::vector<unsigned char> export_npy(const StoredStudy& study, StoredTable table) {
  std::vector<std::vector<double>> values(study.columns(table).size());
  std::vector<bool> is_text(values.size());
  study.read(table, [&](std::span<const Cell> cells) {
    for (std::size_t i = 0; i < cells.size(); ++i) {
      double value = std::numeric_limits<double>::quiet_NaN();
      if (const auto* whole = std::get_if<std::int64_t>(&cells[i])) value = static_cast<double>(*whole);
      if (const auto* real = std::get_if<double>(&cells[i])) value = *real;
      is_text[i] = is_text[i] || std::holds_alternative<std::string>(cells[i]);
      values[i].push_back(value);
    }
  });
  std::vector<NpyColumn> columns;
  for (std::size_t i = 0; i < values.size(); ++i)
    if (!is_text[i]) columns.push_back({study.columns(table)[i], values[i]});
  return columns_npy(columns);
}

}  // namespace ravine::study

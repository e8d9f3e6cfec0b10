#include "ravine/study/study_file.hpp"

#include <algorithm>
#include <array>
#include <chrono>
#include <cmath>
#include <cstdint>
#include <exception>
#include <fstream>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <system_error>

#include "ravine/base/bits_version.hpp"
#include "ravine/base/error.hpp"
#include "ravine/study/draw.hpp"
#include "ravine/study/sqlite.hpp"
#include "ravine/study/store.hpp"
#include "ravine/study/store_meta.hpp"
#include "ravine/study/store_records.hpp"
#include "ravine/study/store_rows.hpp"

namespace ravine::study {
namespace {

namespace fs = std::filesystem;
constexpr int write_flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE;

// A crash of the program loses nothing that was committed; one lock for as long as the file is open keeps a second
// program out.
void prepare_for_writing(const Database& database) {
  database.execute(
      "PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = TRUNCATE; PRAGMA synchronous = NORMAL; "
      "PRAGMA cache_size = -16384");
}

// Whether the first stored run of each block is the plan's: the text of a definition may be the same and a file that it
// names another, or what was tuned.
bool has_keys_of(const Database& database, const Plan& plan) {
  for (Query query(database, "SELECT min(id), key FROM run GROUP BY block"); query.next();) {
    const auto index = static_cast<std::size_t>(query.integer(0));
    if (index >= plan.size() || run_key(plan, plan.run(index)) != stored_key(query.text(1))) return false;
  }
  return true;
}

bool is_same_plan(const Database& database, const Plan& plan) {
  std::string overrides;
  for (const auto& text : plan.overrides) overrides += text + "\n";
  return stored_meta(database, "definition") == plan.definition && stored_meta(database, "overrides") == overrides &&
         stored_meta(database, "bits_version") == std::to_string(bits_version) && has_keys_of(database, plan);
}

// A problem of fewer coordinates than another leaves columns empty.
void trim_end(RunRecord& record, const Block& block) {
  record.end.resize(std::min(record.end.size(), block.start.size()));
}

std::vector<double> minima(const Plan& plan) {
  std::vector<double> minimum;
  for (const auto& problem : plan.problems)
    minimum.push_back(problem.minimum.value_or(problem.least_seen.value_or(std::numeric_limits<double>::quiet_NaN())));
  return minimum;
}

}  // namespace

class StudyFile::Connection {
 public:
  Connection(const fs::path& path, const Plan& plan)
      : database(path.string(), write_flags), columns(run_columns(plan)) {
    prepare_for_writing(database);
  }
  void make_tables(const Plan& plan, const Provenance& made) {
    database.execute("BEGIN;" + store_schema(columns, 0, plan.curves > 0));
    write_plan(database, plan, minima(plan), made);
    database.execute("COMMIT");
  }
  void begin_rows(const Plan& plan) { rows.emplace(database, plan); }
  // With a failure SQLite may have ended the transaction. Whoever writes afterwards is told of that failure, not of
  // what follows from it.
  template <class Action>
  void write(Action action) {
    if (failure) std::rethrow_exception(failure);
    try {
      action();
    } catch (...) {
      failure = std::current_exception();
      throw;
    }
  }
  void begin() {
    if (open) return;
    database.execute("BEGIN IMMEDIATE");
    open = true;
    since = std::chrono::steady_clock::now();
  }
  void commit() {
    if (!open) return;
    database.execute("COMMIT");
    open = false;
  }

  Database database;
  RunColumns columns;
  std::optional<RunRows> rows;
  bool open = false;
  std::exception_ptr failure;
  std::chrono::steady_clock::time_point since;
};

namespace {

// Rows of the runs of a plan that a store of another plan has too.
class TakenOver {
 public:
  TakenOver(const fs::path& path, std::size_t end, std::size_t curves)
      : database_(path.string(), SQLITE_OPEN_READONLY), end_(end) {
    const bool has_end =
        end == 0 || stored_number(database_, "SELECT count(*) FROM pragma_table_info('run') WHERE name = 'end" +
                                                 std::to_string(end) + "'") > 0;
    const bool has_curves = curves == 0 || stored_meta(database_, "curves") == std::to_string(curves);
    if (!has_end || !has_curves) return;  // what is asked for now was not kept then
    if (curves > 0) curve_.emplace(database_, curve_query);
    for (Query query(database_, "SELECT key, id FROM run"); query.next();) {
      places_.emplace_back(stored_key(query.text(0)), query.integer(1));
    }
    std::sort(places_.begin(), places_.end());
  }
  std::optional<RunRecord> find(const RunKey& key) {
    const auto found = std::lower_bound(places_.begin(), places_.end(), std::pair(key, std::int64_t{0}));
    if (found == places_.end() || found->first != key) return std::nullopt;
    if (!row_) row_.emplace(database_, "SELECT " + record_columns(end_) + " FROM run WHERE id = ?");
    row_->again(found->second);
    if (!row_->next()) return std::nullopt;
    auto record = stored_record(*row_, end_);
    if (curve_) record.curve = stored_curve(*curve_, found->second);
    return record;
  }
  bool empty() const { return places_.empty(); }
  std::size_t count() const { return static_cast<std::size_t>(stored_number(database_, "SELECT count(*) FROM run")); }

 private:
  Database database_;
  std::size_t end_;
  std::vector<std::pair<RunKey, std::int64_t>> places_;
  std::optional<Query> row_, curve_;
};

// By its head, whatever else is the matter with it.
bool is_another_programs(const fs::path& path) {
  constexpr std::string_view magic = "SQLite format 3";  // then a zero
  constexpr std::size_t id_at = 68;
  std::array<char, id_at + 4> head{};
  if (!std::ifstream(path, std::ios::binary).read(head.data(), head.size())) return false;
  std::uint32_t id = 0;
  for (std::size_t i = id_at; i < head.size(); ++i) id = id << 8 | static_cast<unsigned char>(head[i]);
  return std::string_view(head.data(), magic.size()) == magic && id != static_cast<std::uint32_t>(store_application_id);
}

void require_own(const fs::path& path) {
  if (is_another_programs(path))
    throw InputError('"' + path.string() + "\" is another program's database, which is not made anew",
                     "name another folder, --out DIR, or move the file away");
}

// Keeps a store of which not all is taken over beside the place that a new one is about to take. The latest alone.
fs::path keep_beside(const fs::path& path) {
  auto kept = path;
  kept.replace_extension("before" + path.extension().string());
  std::error_code code;
  fs::remove(kept, code);
  fs::create_hard_link(path, kept, code);
  if (code) fs::copy_file(path, kept, fs::copy_options::overwrite_existing, code);
  if (code)
    throw SystemError("cannot keep the runs of another definition that \"" + path.string() + "\" has as \"" +
                      kept.string() + "\": " + code.message());
  return kept;
}

}  // namespace

StudyFile::StudyFile(const fs::path& path, const Plan& plan, const Provenance& made, bool anew)
    : plan_(plan), done_(plan.size()) {
  const auto beside = fs::path(path) += ".new";
  std::error_code ignored;
  if (anew) {
    require_own(path);
    for (const auto* end : {"", "-journal"}) fs::remove(fs::path(path) += end, ignored);
  }
  const bool exists = fs::exists(path, ignored) && fs::file_size(path, ignored) > 0;
  if (exists) {
    auto connection = std::make_unique<Connection>(path, plan);
    require_store(connection->database, path);
    if (is_same_plan(connection->database, plan) && stored_meta(connection->database, "trajectories").empty()) {
      connection_ = std::move(connection);
      for (Query query(connection_->database, "SELECT id FROM run"); query.next(); ++done_count_)
        done_.at(static_cast<std::size_t>(query.integer(0))) = true;
      connection_->begin_rows(plan);
      return;
    }
  }
  // A new file takes the old one's place when it has all that is to be kept of it.
  for (const auto* end : {"", "-journal"}) fs::remove(fs::path(beside) += end, ignored);
  connection_ = std::make_unique<Connection>(exists ? beside : path, plan);
  connection_->make_tables(plan, made);
  connection_->begin_rows(plan);
  if (!exists) return;
  TakenOver old(path, connection_->columns.end, plan.curves);
  for (std::size_t block = 0; block < plan.blocks().size() && !old.empty(); ++block) {
    const auto& planned = plan.blocks()[block];
    if (planned.sampling.halving > 0) continue;  // who goes on depends on all runs of the block
    const RunKeys keys(plan, block);
    Draw draw(plan, block);
    Descent descent{{}, planned.method, planned.options};
    std::vector<RunRecord> records;
    for (std::size_t run = 0; run < planned.size(); ++run) {
      draw.set(run, descent);
      auto record = old.find(keys.key(descent.method, descent.start, descent.options.repeat));
      if (!record || record->kind == OutcomeKind::pruned) continue;
      record->index = plan.first_run(block) + run;
      trim_end(*record, planned);
      records.push_back(std::move(*record));
    }
    add(block, records);
  }
  commit();
  connection_.reset();
  if (done_count_ < old.count()) set_aside_ = keep_beside(path);
  fs::rename(beside, path);
  fs::remove(fs::path(beside) += "-journal", ignored);
  connection_ = std::make_unique<Connection>(path, plan);
  connection_->begin_rows(plan);
}

// Nothing is left beside a file that is whole.
StudyFile::~StudyFile() {
  try {
    if (connection_ && !connection_->open) connection_->database.execute("PRAGMA journal_mode = DELETE");
  } catch (const std::exception&) {  // the empty journal stays, which harms nothing
  }
}

void StudyFile::add(std::size_t block, std::span<const RunRecord> records) {
  if (records.empty()) return;
  connection_->write([&] {
    connection_->begin();
    connection_->rows->write(block, records);
  });
  for (const auto& record : records) done_[record.index] = true;
  done_count_ += records.size();
  constexpr auto between = std::chrono::milliseconds(500);
  if (std::chrono::steady_clock::now() - connection_->since > between) commit();
}

DoneRuns StudyFile::done_runs() {
  DoneRuns done{done_, {}};
  const auto is_halved = [](const Block& block) { return block.sampling.halving > 0; };
  if (done_count_ > 0 && std::any_of(plan_.blocks().begin(), plan_.blocks().end(), is_halved))
    read([&](const RunRecord& record) {
      if (is_halved(plan_.blocks()[plan_.block_of(record.index)])) done.halved.push_back(record);
    });
  return done;
}

void StudyFile::commit() {
  connection_->write([&] { connection_->commit(); });
}

void StudyFile::read(const std::function<void(const RunRecord&)>& sink) {
  const auto end = connection_->columns.end;
  for (Query query(connection_->database, "SELECT " + record_columns(end) + " FROM run ORDER BY id"); query.next();) {
    auto record = stored_record(query, end);
    trim_end(record, plan_.blocks()[plan_.block_of(record.index)]);
    sink(record);
  }
}

std::vector<CurvePoint> StudyFile::curve(std::size_t run) {
  if (plan_.curves == 0) return {};
  Query rows(connection_->database, curve_query);
  return stored_curve(rows, static_cast<std::int64_t>(run));
}

std::filesystem::path keep_stored_runs(const std::filesystem::path& path) {
  std::error_code ignored;
  if (!fs::exists(path, ignored) || fs::file_size(path, ignored) == 0) return {};
  require_own(path);
  {
    const Database database(path.string(), SQLITE_OPEN_READONLY);
    require_store(database, path);
    if (!stored_meta(database, "trajectories").empty() || stored_number(database, "SELECT count(*) FROM run") == 0)
      return {};
  }
  return keep_beside(path);
}

}  // namespace ravine::study

// Reading a study's store: its definition, its runs, and tables of them for other programs.
#pragma once

#include <cstddef>
#include <cstdio>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "ravine/study/plan.hpp"
#include "ravine/study/run_key.hpp"
#include "ravine/study/summary.hpp"

namespace ravine::study {

// What a store has tables of for other programs: the view `runs`, a row a run, and the table `curve`, f after so many
// gradient evaluations of a run.
enum class StoredTable { runs, curves };

class StoredStudy {
 public:
  // Throws InputError for a file that is not there or is no store that this program understands, SystemError where it
  // is damaged or in use.
  explicit StoredStudy(const std::filesystem::path& path);
  ~StoredStudy();

  // Made anew from the definition that the store holds; relative paths in it go from `folder`.
  Plan plan(const std::filesystem::path& folder) const;
  // The index in the plan of the run with a key, if there is one.
  std::optional<std::size_t> find(const RunKey& key) const;

  // The key of the run with an index in the plan, if it is stored.
  std::optional<RunKey> key(std::size_t run) const;

  // What each run came to, in the order of the plan; without where it ended.
  void read_records(const std::function<void(const RunRecord&)>& sink) const;

  // A run's thinned curve; empty where none is stored.
  std::vector<CurvePoint> curve(std::size_t run) const;

  // A table a row at a time, a cell of `columns` each: see doc/store.md. Throws InputError where the store has none.
  const std::vector<std::string>& columns(StoredTable table) const;
  void read(StoredTable table, const std::function<void(std::span<const Cell>)>& sink) const;

 private:
  class Connection;
  void read_runs(const std::function<void(std::span<const Cell>)>& sink) const;
  std::unique_ptr<Connection> connection_;
  std::filesystem::path path_;
  std::vector<std::string> run_columns_, curve_columns_;  // no columns where there is no table
};

// All rows of a table as text that is handed over piece by piece: CSV with a header, or JSON, a list of objects, one a
// line.
using TextSink = std::function<void(std::string_view)>;
void export_csv(const StoredStudy& study, StoredTable table, const TextSink& sink);
void export_json(const StoredStudy& study, StoredTable table, const TextSink& sink);
// The same as NPY: a structured array of the columns that hold numbers, empty cells as NaN; whole in memory.
std::vector<unsigned char> export_npy(const StoredStudy& study, StoredTable table);

}  // namespace ravine::study

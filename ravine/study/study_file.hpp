// The store of a study on disk, written while its runs are made: what was handed over is there after a crash, and the
// study goes on where it ended.
#pragma once

#include <cstddef>
#include <filesystem>
#include <functional>
#include <memory>
#include <span>
#include <vector>

#include "ravine/study/plan.hpp"
#include "ravine/study/provenance.hpp"
#include "ravine/study/run_records.hpp"
#include "ravine/study/summary.hpp"

namespace ravine::study {

class StudyFile {
 public:
  // Opens the store of a plan, or makes it. Runs that an earlier study of the file has done are taken over: all of the
  // same plan, of another those with the same key, and where it has others too its store is kept beside (set_aside());
  // `anew` leaves none. Throws InputError for a file that is no store or of another program's version, and of another
  // program's database even with `anew`; SystemError where it is damaged, in use, or cannot be written.
  StudyFile(const std::filesystem::path& path, const Plan& plan, const Provenance& made, bool anew = false);
  ~StudyFile();
  StudyFile(const StudyFile&) = delete;
  StudyFile& operator=(const StudyFile&) = delete;

  // One flag a run of the plan.
  const std::vector<bool>& done() const { return done_; }
  DoneRuns done_runs();
  std::size_t done_count() const { return done_count_; }
  // Where the store stands whose runs are not all this plan's: "study.before.sqlite". Empty: nowhere.
  const std::filesystem::path& set_aside() const { return set_aside_; }

  // Records of a block in the order of its runs, by one thread at a time. They are safe once a second or so; commit()
  // makes sure.
  void add(std::size_t block, std::span<const RunRecord> records);
  void commit();

  // All records there are, in the order of the plan. The span is gone after the call.
  void read(const std::function<void(const RunRecord&)>& sink);
  std::vector<CurvePoint> curve(std::size_t run);  // of a stored run; empty where the plan keeps none

 private:
  class Connection;
  std::unique_ptr<Connection> connection_;
  const Plan& plan_;
  std::vector<bool> done_;
  std::size_t done_count_ = 0;
  std::filesystem::path set_aside_;
};

// Before the file of a traced study takes the place of `path`: a store with runs there, of a study without
// trajectories, is kept beside, and where is returned; empty: there was none. Throws InputError where another program's
// database stands there, SystemError where it cannot be read or kept.
std::filesystem::path keep_stored_runs(const std::filesystem::path& path);

}  // namespace ravine::study

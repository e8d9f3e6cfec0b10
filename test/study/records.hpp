// Records of studies made and stored, for tests.
#pragma once

#include <gtest/gtest.h>
#include <unistd.h>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <string>
#include <vector>

#include "ravine/study/run_records.hpp"
#include "ravine/study/study_file.hpp"
#include "ravine/study/thread_pool.hpp"

namespace ravine::study {

inline std::vector<RunRecord> all_records(const Plan& plan, Executor& executor, const DoneRuns& done = {}) {
  std::vector<RunRecord> records(plan.size());
  run_records(plan, executor, done, [&](std::size_t, std::span<const RunRecord> part) {
    for (const auto& record : part) records[record.index] = record;
  });
  return records;
}

inline bool same(double a, double b) { return a == b || (std::isnan(a) && std::isnan(b)); }

inline void expect_same(const RunRecord& a, const RunRecord& b) {
  EXPECT_EQ(a.index, b.index);
  EXPECT_EQ(a.key, b.key);
  EXPECT_EQ(a.kind, b.kind);
  EXPECT_EQ(a.reason, b.reason);
  EXPECT_EQ(a.steps, b.steps);
  EXPECT_EQ(a.evaluations, b.evaluations);
  EXPECT_EQ(a.best_step, b.best_step);
  EXPECT_TRUE(same(a.f, b.f) && same(a.best_f, b.best_f) && same(a.gradient_norm, b.gradient_norm) &&
              same(a.answer_f, b.answer_f))
      << a.index;
  EXPECT_EQ(a.steps_to, b.steps_to);
  EXPECT_EQ(a.evaluations_to, b.evaluations_to);
  EXPECT_TRUE(std::equal(a.end.begin(), a.end.end(), b.end.begin(), b.end.end(), same)) << a.index;
  EXPECT_TRUE(std::equal(
      a.curve.begin(), a.curve.end(), b.curve.begin(), b.curve.end(),
      [](const CurvePoint& p, const CurvePoint& q) { return p.evaluations == q.evaluations && same(p.f, q.f); }))
      << a.index;
}

class Folder {
 public:
  Folder() : path_(std::filesystem::temp_directory_path() / ("ravine-records-" + std::to_string(::getpid()))) {
    std::filesystem::remove_all(path_);
    std::filesystem::create_directories(path_);
  }
  ~Folder() { std::filesystem::remove_all(path_); }
  std::filesystem::path operator/(const char* name) const { return path_ / name; }

 private:
  std::filesystem::path path_;
};

inline std::vector<RunRecord> stored(StudyFile& file) {
  std::vector<RunRecord> records;
  file.read([&](const RunRecord& record) { records.push_back(record); });
  for (auto& record : records) record.curve = file.curve(record.index);
  return records;
}

// A study that is cancelled whenever so many parts are stored comes to the records of one that is not.
inline void expect_goes_on(const Plan& plan, std::size_t parts_a_go) {
  ThreadExecutor executor(2);
  const auto expected = all_records(plan, executor);
  const Folder folder;
  const auto path = folder / "study.sqlite";
  std::size_t made = 0;
  for (int go = 0; made < plan.size(); ++go) {
    ASSERT_LT(go, 1000);
    StudyFile file(path, plan, provenance());
    EXPECT_EQ(file.done_count(), made);
    StudyControl control;
    std::size_t parts = 0;
    run_records(
        plan, executor, file.done_runs(),
        [&](std::size_t block, std::span<const RunRecord> records) {
          file.add(block, records);
          made += records.size();
          if (++parts == parts_a_go) control.cancel = true;
        },
        &control);
    file.commit();
  }
  StudyFile file(path, plan, provenance());
  const auto records = stored(file);
  ASSERT_EQ(records.size(), plan.size());
  for (std::size_t i = 0; i < plan.size(); ++i) expect_same(records[i], expected[i]);
}

}  // namespace ravine::study

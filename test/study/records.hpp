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
  return records;
}

}  // namespace ravine::study

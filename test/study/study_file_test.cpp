// The store of a study while it is written: what follows from a failure does not hide it.
#include "ravine/study/study_file.hpp"

#include <gtest/gtest.h>
#include <sys/resource.h>

#include <csignal>
#include <filesystem>
#include <string>
#include <vector>

#include "ravine/base/error.hpp"
#include "ravine/study/definition.hpp"

namespace ravine::study {
namespace {

// Files of this process end at so many bytes, as on a full disk.
class LargestFile {
 public:
  explicit LargestFile(std::uintmax_t bytes) : handler_(std::signal(SIGXFSZ, SIG_IGN)) {
    ::getrlimit(RLIMIT_FSIZE, &before_);
    auto limit = before_;
    limit.rlim_cur = bytes;
    ::setrlimit(RLIMIT_FSIZE, &limit);
  }
  ~LargestFile() {
    ::setrlimit(RLIMIT_FSIZE, &before_);
    std::signal(SIGXFSZ, handler_);
  }
  LargestFile(const LargestFile&) = delete;
  LargestFile& operator=(const LargestFile&) = delete;

 private:
  void (*handler_)(int);
  rlimit before_{};
};

template <class Action>
std::string message_of(Action action) {
  try {
    action();
  } catch (const SystemError& error) {
    return error.what();
  }
  return "no error";
}

TEST(StudyFile, SaysTheFirstFailureToWhoWritesLater) {
  const auto plan = read_definition({R"toml(
budget = 5
repeats = 2000
[problem.bowl]
function = "5*x^2 + y^2"
start = [5, 5]
[[run]]
method = "sgd"
)toml",
                                     "study.toml",
                                     {}});
  std::vector<RunRecord> records(plan.size());
  for (std::size_t i = 0; i < records.size(); ++i) records[i].index = i;
  const auto path = std::filesystem::path(testing::TempDir()) / "first-failure.sqlite";
  std::filesystem::remove(path);
  {
    StudyFile file(path, plan, provenance());
    std::string first;
    {
      const LargestFile limit(std::filesystem::file_size(path));
      first = message_of([&] {
        file.add(0, records);
        file.commit();
      });
    }
    EXPECT_NE(first, "no error");
    EXPECT_EQ(message_of([&] { file.add(0, records); }), first);
    EXPECT_EQ(message_of([&] { file.commit(); }), first);
  }
  EXPECT_EQ(StudyFile(path, plan, provenance()).done_count(), 0U);
}

}  // namespace
}  // namespace ravine::study

// Progress of work that takes over a second: a bar on a terminal, plain lines elsewhere; both on the standard error.
#pragma once

#include <atomic>
#include <condition_variable>
#include <cstdint>
#include <mutex>
#include <string>
#include <thread>

#include "ravine/app/outcome_counts.hpp"
#include "ravine/study/study.hpp"

namespace ravine::app {

// Where work stands.
struct Progressed {
  std::uint64_t done = 0, total = 0;
  double seconds = 0;  // since the beginning
  double since = 0;    // of these, when the last one was done
  OutcomeCounts outcomes{};
};
// "1,200/2,000 runs (1,170 budget, 30 diverged), 400/s, 2 s left"; rate and rest once there is a pace.
std::string progress_text(const Progressed& now, const std::string& what);

// Watches a counter, and how runs end, from a thread of its own until it is destroyed.
class Progress {
 public:
  // "runs": `done` of `total`; `outcomes` of what ends in ways of its own. What is watched must outlive this.
  Progress(std::string what, const std::atomic<std::uint64_t>& done, std::uint64_t total, bool quiet,
           const study::OutcomeCounters* outcomes = nullptr);
  ~Progress();
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;

 private:
  void watch();

  std::string what_;
  const std::atomic<std::uint64_t>& done_;
  std::uint64_t total_;
  const study::OutcomeCounters* outcomes_;
  bool terminal_;
  std::mutex mutex_;
  std::condition_variable ended_;
  bool end_ = false;
  std::thread thread_;
};

}  // namespace ravine::app

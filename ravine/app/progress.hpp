// Progress of work that takes over a second: a bar on a terminal, plain lines elsewhere; both on the standard error.
#pragma once

#include <atomic>
#include <condition_variable>
#include <cstdint>
#include <mutex>
#include <string>
#include <thread>

namespace ravine::app {

// Watches a counter from a thread of its own until it is destroyed.
class Progress {
 public:
  // "runs": `done` of `total`. Both must outlive this.
  Progress(std::string what, const std::atomic<std::uint64_t>& done, std::uint64_t total, bool quiet);
  ~Progress();
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;

 private:
  void watch();

  std::string what_;
  const std::atomic<std::uint64_t>& done_;
  std::uint64_t total_;
  bool terminal_;
  std::mutex mutex_;
  std::condition_variable ended_;
  bool end_ = false;
  std::thread thread_;
};

}  // namespace ravine::app

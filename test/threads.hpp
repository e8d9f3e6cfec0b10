// An executor of threads for tests of the core, which has none of its own.
#pragma once

#include <atomic>
#include <cstddef>
#include <functional>
#include <thread>
#include <vector>

#include "ravine/base/executor.hpp"

namespace ravine {

// Starts its threads anew for each run.
class Threads final : public Executor {
 public:
  explicit Threads(std::size_t workers) : workers_(workers) {}
  std::size_t workers() const override { return workers_; }
  void run(std::size_t count, const std::function<void(std::size_t)>& task) override {
    ++runs_;
    std::atomic<std::size_t> next{0};
    const auto work = [&] {
      for (auto i = next++; i < count; i = next++) task(i);
    };
    std::vector<std::thread> others;
    for (std::size_t k = 1; k < workers_; ++k) others.emplace_back(work);
    work();
    for (auto& other : others) other.join();
  }
  std::size_t runs() const { return runs_; }

 private:
  const std::size_t workers_;
  std::size_t runs_ = 0;
};

}  // namespace ravine

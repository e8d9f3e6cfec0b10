// Who runs tasks. `method` and `run` start no threads: study and app make an executor and hand it down.
#pragma once

#include <cstddef>
#include <functional>

namespace ravine {

class Executor {
 public:
  virtual ~Executor() = default;
  // Workers that may run tasks at once, at least 1.
  virtual std::size_t workers() const = 0;
  // Calls task(0) ... task(count - 1), each once, in any order and on any worker, and returns when all are done. The
  // first exception (of the lowest index that threw) is thrown again after all running tasks ended. Results must not
  // depend on the order: this is what keeps a run's bits the same for any number of threads.
  virtual void run(std::size_t count, const std::function<void(std::size_t)>& task) = 0;
};

// Runs every task in the calling thread, in order.
class SerialExecutor final : public Executor {
 public:
  std::size_t workers() const override { return 1; }
  void run(std::size_t count, const std::function<void(std::size_t)>& task) override {
    for (std::size_t i = 0; i < count; ++i) task(i);
  }
};

}  // namespace ravine

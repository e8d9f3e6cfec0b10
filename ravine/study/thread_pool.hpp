// An executor of threads, made once and handed down.
#pragma once

#include <cstddef>
#include <functional>
#include <memory>

#include "ravine/base/executor.hpp"

namespace ravine::study {

// As many as are asked for; of 0 as many as the machine runs at once.
std::size_t workers_for(std::size_t asked);

// Keeps workers - 1 threads asleep; run() wakes them and works along. With one worker there is no thread and tasks run
// in the calling thread, in order. Tasks are handed out by index, so a slow one holds up nobody. After a task threw, no
// further task is begun. run() may be called from several threads (they take turns) and from within a task (those tasks
// then run in that thread).
class ThreadExecutor final : public Executor {
 public:
  explicit ThreadExecutor(std::size_t workers = 0);  // of workers_for()
  ~ThreadExecutor() override;
  ThreadExecutor(const ThreadExecutor&) = delete;
  ThreadExecutor& operator=(const ThreadExecutor&) = delete;

  std::size_t workers() const override;
  void run(std::size_t count, const std::function<void(std::size_t)>& task) override;

 private:
  class Pool;
  std::unique_ptr<Pool> pool_;
};

}  // namespace ravine::study

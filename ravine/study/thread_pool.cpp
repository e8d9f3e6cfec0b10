#include "ravine/study/thread_pool.hpp"

#include <algorithm>
#include <atomic>
#include <condition_variable>
#include <cstdint>
#include <exception>
#include <mutex>
#include <system_error>
#include <thread>
#include <vector>

#include "ravine/base/error.hpp"

namespace ravine::study {
namespace {

constexpr std::size_t most_workers = 1024;

// One call of run(): who takes part takes indices until none are left.
class Job {
 public:
  Job(std::size_t count, const std::function<void(std::size_t)>& task) : count_(count), task_(task) {}

  void work() {
    for (;;) {
      const auto index = next_.fetch_add(1, std::memory_order_relaxed);
      if (index >= count_) return;
      try {
        task_(index);
      } catch (...) {
        next_.store(count_, std::memory_order_relaxed);
        const std::lock_guard lock(mutex_);
        if (!error_ || index < error_index_) {
          error_ = std::current_exception();
          error_index_ = index;
        }
      }
    }
  }
  // Once nobody works on it any more.
  void rethrow() const {
    if (error_) std::rethrow_exception(error_);
  }

 private:
  const std::size_t count_;
  const std::function<void(std::size_t)>& task_;
  std::atomic<std::size_t> next_{0};
  std::mutex mutex_;
  std::exception_ptr error_;
  std::size_t error_index_ = 0;
};

// Whether this thread is inside a task of some pool: what it runs then must not wait for workers.
thread_local bool inside_task = false;

void work_inside(Job& job) {
  const bool outer = inside_task;
  inside_task = true;
  job.work();
  inside_task = outer;
}

}  // namespace

class ThreadExecutor::Pool {
 public:
  explicit Pool(std::size_t workers) {
    threads_.reserve(workers - 1);
    try {
      for (std::size_t i = 1; i < workers; ++i) threads_.emplace_back([this] { serve(); });
    } catch (const std::system_error& error) {
      stop();
      throw SystemError("cannot start " + std::to_string(workers - 1) + " threads: " + error.what());
    }
  }
  ~Pool() { stop(); }
  Pool(const Pool&) = delete;
  Pool& operator=(const Pool&) = delete;

  std::size_t workers() const { return threads_.size() + 1; }

  void run(std::size_t count, const std::function<void(std::size_t)>& task) {
    Job job(count, task);
    if (threads_.empty() || count < 2 || inside_task) {
      work_inside(job);
    } else {
      const std::lock_guard turn(turn_);
      publish(&job);
      work_inside(job);
      withdraw();
    }
    job.rethrow();
  }

 private:
  void publish(Job* job) {
    {
      const std::lock_guard lock(mutex_);
      job_ = job;
      ++number_;
    }
    wake_.notify_all();
  }

  // Who has not joined by now is not needed; who has is waited for.
  void withdraw() {
    std::unique_lock lock(mutex_);
    job_ = nullptr;
    left_.wait(lock, [this] { return joined_ == 0; });
  }

  void serve() {
    std::uint64_t seen = 0;
    std::unique_lock lock(mutex_);
    for (;;) {
      wake_.wait(lock, [&] { return stopping_ || (job_ != nullptr && number_ != seen); });
      if (stopping_) return;
      seen = number_;
      auto* job = job_;
      ++joined_;
      lock.unlock();
      work_inside(*job);
      lock.lock();
      if (--joined_ == 0) left_.notify_all();
    }
  }

  void stop() {
    {
      const std::lock_guard lock(mutex_);
      stopping_ = true;
    }
    wake_.notify_all();
    for (auto& thread : threads_) thread.join();
  }

  std::mutex turn_;   // held by the run() that has the threads
  std::mutex mutex_;  // of all below
  std::condition_variable wake_, left_;
  Job* job_ = nullptr;
  std::uint64_t number_ = 0;  // of the job
  std::size_t joined_ = 0;    // threads working on it
  bool stopping_ = false;
  std::vector<std::thread> threads_;
};

std::size_t workers_for(std::size_t asked) {
  return std::min(asked == 0 ? std::max(1U, std::thread::hardware_concurrency()) : asked, most_workers);
}

ThreadExecutor::ThreadExecutor(std::size_t workers) : pool_(std::make_unique<Pool>(workers_for(workers))) {}

ThreadExecutor::~ThreadExecutor() = default;

std::size_t ThreadExecutor::workers() const { return pool_->workers(); }

void ThreadExecutor::run(std::size_t count, const std::function<void(std::size_t)>& task) { pool_->run(count, task); }

}  // namespace ravine::study

// The executor's promises, under thread sanitizer too.
#include "ravine/study/thread_pool.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <mutex>
#include <set>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

namespace ravine::study {
namespace {

constexpr std::size_t worker_counts[] = {1, 2, 3, 8};

TEST(ThreadExecutor, EachTaskOnceWhateverTheWorkers) {
  for (const auto workers : worker_counts) {
    ThreadExecutor executor(workers);
    EXPECT_EQ(executor.workers(), workers);
    for (const std::size_t count : {0, 1, 2, 7, 1000}) {
      std::vector<int> calls(count);  // each element is one task's own
      executor.run(count, [&](std::size_t i) { ++calls[i]; });
      EXPECT_TRUE(std::all_of(calls.begin(), calls.end(), [](int n) { return n == 1; }));
    }
  }
}

TEST(ThreadExecutor, OneWorkerIsTheCallerInOrder) {
  ThreadExecutor executor(1);
  const auto caller = std::this_thread::get_id();
  std::vector<std::size_t> order;
  executor.run(100, [&](std::size_t i) {
    EXPECT_EQ(std::this_thread::get_id(), caller);
    order.push_back(i);
  });
  EXPECT_TRUE(std::is_sorted(order.begin(), order.end()));
  EXPECT_EQ(order.size(), 100U);
}

TEST(ThreadExecutor, WorksAtOnce) {
  ThreadExecutor executor(3);
  std::atomic<int> here{0};
  // Each of three tasks waits for the others: with fewer than three threads this would never end.
  executor.run(3, [&](std::size_t) {
    ++here;
    while (here < 3) std::this_thread::sleep_for(std::chrono::milliseconds(1));
  });
  EXPECT_EQ(here, 3);
}

TEST(ThreadExecutor, ThrowsTheLowestIndexThatThrew) {
  for (const auto workers : worker_counts) {
    ThreadExecutor executor(workers);
    for (int round = 0; round < 20; ++round) {
      std::vector<int> begun(500), ended(500);
      try {
        executor.run(500, [&](std::size_t i) {
          begun[i] = 1;
          if (i == 20 || i == 21 || i == 300) throw std::runtime_error(std::to_string(i));
          ended[i] = 1;
        });
        FAIL();
      } catch (const std::runtime_error& error) {
        EXPECT_EQ(std::string(error.what()), "20");
      }
      // Whoever began has ended, and the lower ones all did.
      for (std::size_t i = 0; i < 500; ++i) {
        const bool threw = i == 20 || i == 21 || i == 300;
        EXPECT_EQ(ended[i], threw ? 0 : begun[i]) << i;
        EXPECT_TRUE(begun[i] == 1 || i > 20) << i;
      }
    }
    int after = 0;
    executor.run(1, [&](std::size_t) { ++after; });  // the executor is as good as new
    EXPECT_EQ(after, 1);
  }
}

TEST(ThreadExecutor, RunsWithinATask) {
  ThreadExecutor executor(3);
  std::vector<std::vector<int>> calls(10, std::vector<int>(10));
  executor.run(10, [&](std::size_t i) { executor.run(10, [&](std::size_t k) { ++calls[i][k]; }); });
  for (const auto& row : calls) EXPECT_TRUE(std::all_of(row.begin(), row.end(), [](int n) { return n == 1; }));
}

TEST(ThreadExecutor, SeveralThreadsTakeTurns) {
  ThreadExecutor executor(3);
  std::atomic<int> sum{0};
  std::vector<std::thread> callers;
  for (int caller = 0; caller < 4; ++caller) {
    callers.emplace_back([&] {
      for (int round = 0; round < 50; ++round) executor.run(10, [&](std::size_t i) { sum += static_cast<int>(i); });
    });
  }
  for (auto& caller : callers) caller.join();
  EXPECT_EQ(sum, 4 * 50 * 45);
}

TEST(ThreadExecutor, ManyShortLives) {
  for (int round = 0; round < 100; ++round) {
    ThreadExecutor executor(4);
    if (round % 2 == 0) executor.run(4, [](std::size_t) {});
  }
}

// What a task wrote, the caller reads without a lock.
TEST(ThreadExecutor, ResultsAreVisible) {
  ThreadExecutor executor(4);
  std::vector<double> values(10'000);
  for (int round = 1; round < 20; ++round) {
    executor.run(values.size(), [&](std::size_t i) { values[i] += static_cast<double>(i); });
    for (std::size_t i = 0; i < values.size(); i += 501) EXPECT_EQ(values[i], static_cast<double>(i) * round);
  }
}

TEST(ThreadExecutor, TheMachinesWorkersByDefault) { EXPECT_GE(ThreadExecutor().workers(), 1U); }

}  // namespace
}  // namespace ravine::study

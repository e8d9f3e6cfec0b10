// Many programs at once: each thread's answers are its own, and no pipe is kept open by another's program.
#include <gtest/gtest.h>
#include <sys/wait.h>

#include <cerrno>
#include <thread>
#include <vector>

#include "ravine/problem/external/external_problem.hpp"
#include "ravine/ravine.hpp"

namespace ravine {
namespace {

TEST(External, ThreadsHaveProgramsOfTheirOwn) {
  constexpr int threads = 4, rounds = 6;
  // Answers f = 0 and a gradient of its own first argument; ends with its input.
  const auto problem_of = [](int number) {
    return ExternalProblem({{"/bin/sh", "-c", "while read l; do echo \"{\\\"f\\\":0,\\\"g\\\":[$1]}\"; done", "sh",
                             std::to_string(number)},
                            std::chrono::seconds(60),
                            false},
                           Layout::vector(1));
  };
  std::vector<int> wrong(threads);
  std::vector<std::thread> workers;
  workers.reserve(threads);
  for (int k = 0; k < threads; ++k)
    workers.emplace_back([&, k] {
      for (int round = 0; round < rounds; ++round) {
        const int number = k * rounds + round;
        const auto result =
            minimize(problem_of(number), std::vector<double>{0}, Method::parse("sgd(lr=1)"), {.steps = 20});
        wrong[static_cast<std::size_t>(k)] += result.x[0] == -20.0 * number ? 0 : 1;
      }
    });
  for (auto& worker : workers) worker.join();
  EXPECT_EQ(wrong, std::vector<int>(threads));
  EXPECT_EQ(waitpid(-1, nullptr, WNOHANG), -1);
  EXPECT_EQ(errno, ECHILD);
}

}  // namespace
}  // namespace ravine

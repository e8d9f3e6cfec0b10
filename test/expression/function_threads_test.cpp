// One function, many threads: tapes are made once, whoever comes first.
#include <gtest/gtest.h>

#include <thread>
#include <vector>

#include "ravine/expression/function.hpp"

namespace ravine {
namespace {

TEST(FunctionThreads, MayShareOneFunction) {
  for (int round = 0; round < 20; ++round) {
    const auto f = Function::parse("sum(i=1..n-1, 100*(x[i+1]-x[i]^2)^2 + exp(-x[i]))", {{}, 20});
    std::vector<std::vector<double>> gradients(8, std::vector<double>(20));
    std::vector<std::thread> threads;
    threads.reserve(gradients.size());
    for (auto& gradient : gradients) {
      threads.emplace_back([&f, &gradient] {
        const std::vector<double> x(20, 0.3);
        f(x, gradient);
        f(x);
        f.value_gradient_hessian();
        f.domain_fault(x);
        f.text(Notation::unicode);
      });
    }
    for (auto& thread : threads) thread.join();
    for (const auto& gradient : gradients) EXPECT_EQ(gradient, gradients[0]);
  }
}

}  // namespace
}  // namespace ravine

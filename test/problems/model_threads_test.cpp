// Any number of workers, and none, make the same bits of a model.
#include <gtest/gtest.h>

#include "model_data.hpp"
#include "ravine/problem/model/model.hpp"
#include "ravine/problem/model/product.hpp"
#include "test/threads.hpp"

namespace ravine {
namespace {

TEST(ModelThreads, WorkersChangeNoBit) {
  struct Named {
    std::string model;
    DividedDataset data;
  };
  const auto classes = classes_of(700, 30, 5);
  for (const auto& [model, data] :
       std::vector<Named>{{"mlp(hidden=[40], batch=300)", classes},
                          {"mlp(hidden=[40, 20], activation=tanh, l2=0.1, l1=0.01)", classes},
                          {"softmax(batch=129, l2=0.01)", classes},
                          {"mlp(hidden=[600], l2=0.1, batch=200)", classes},
                          {"logistic(l2=0.1)", classes_of(700, 30, 2)},
                          {"ridge", numbers_of(500, 9)}}) {
    SCOPED_TRACE(model);
    const auto problem = make_model(model, data);
    const auto x = random_point(problem->dimension(), 3, 0.1);
    const StreamKey key{1, 2, 3};
    std::vector<double> g(x.size()), other(x.size()), values(problem->measures().size()), others(values.size());
    double f = 0;
    const auto alone = problem->evaluator(1);
    alone->evaluate(1, {x.data(), 1}, &f, {g.data(), 1}, &key);
    alone->measure(x, values);
    for (const std::size_t workers : {1, 2, 3, 7}) {
      Threads threads(workers);
      const auto evaluator = problem->evaluator(1);
      evaluator->use(threads);
      for (int again = 0; again < 3; ++again) {
        double value = 0;
        evaluator->evaluate(1, {x.data(), 1}, &value, {other.data(), 1}, &key);
        evaluator->measure(x, others);
        EXPECT_EQ(value, f);
        EXPECT_EQ(other, g);
        EXPECT_EQ(others, values);
      }
    }
  }
}

// Also wherever the factors lie in memory.
TEST(ModelThreads, ProductsAreTheSameInEveryThread) {
  constexpr std::size_t m = 37, n = 23, k = 91;
  const auto a = random_point(m * k, 1), b = random_point(k * n, 2);
  std::vector<double> c(m * n);
  model::multiply(m, n, k, {a.data(), k}, {b.data(), n}, c.data(), n, false);
  for (std::size_t i = 0; i < m; i += 5)
    for (std::size_t j = 0; j < n; j += 7) {
      double sum = 0;
      for (std::size_t l = 0; l < k; ++l) sum += a[i * k + l] * b[l * n + j];
      EXPECT_NEAR(sum, c[i * n + j], 1e-14 * static_cast<double>(k));
    }
  std::vector<std::vector<double>> results(4);
  std::vector<std::thread> threads;
  for (std::size_t t = 0; t < results.size(); ++t)
    threads.emplace_back([&, t] {
      std::vector<double> moved(a.size() + 8), result(m * n + 8);
      for (int again = 0; again < 50; ++again) {
        std::copy(a.begin(), a.end(), moved.begin() + static_cast<std::ptrdiff_t>(t));
        model::multiply(m, n, k, {moved.data() + t, k}, {b.data(), n}, result.data() + t, n, false);
      }
      results[t].assign(result.begin() + static_cast<std::ptrdiff_t>(t),
                        result.begin() + static_cast<std::ptrdiff_t>(t + m * n));
    });
  for (auto& thread : threads) thread.join();
  for (const auto& result : results) EXPECT_EQ(result, c);
}

}  // namespace
}  // namespace ravine

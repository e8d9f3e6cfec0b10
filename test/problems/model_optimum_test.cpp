// Models reach the optimum that scikit-learn finds (test/golden/sklearn/generate.py says what f is in its terms).
#include <gtest/gtest.h>

#include <cmath>
#include <fstream>
#include <sstream>
#include <string>

#include "model_data.hpp"
#include "ravine/base/number_text.hpp"
#include "ravine/problem/dataset/read.hpp"
#include "ravine/problem/model/model.hpp"
#include "ravine/run/minimize.hpp"

namespace ravine {
namespace {

const std::string golden_folder = RAVINE_SOURCE_DIR "/test/golden/sklearn/";

struct Optimum {
  std::string model, target;
  std::vector<double> x;
};

std::vector<Optimum> optima() {
  std::ifstream file(golden_folder + "optima.csv");
  std::vector<Optimum> result;
  for (std::string line; std::getline(file, line);) {
    if (line.empty() || line.front() == '#') continue;
    std::istringstream fields(line);
    std::string model, options, target, numbers;
    std::getline(fields, model, ';'), std::getline(fields, options, ';'), std::getline(fields, target, ';');
    std::getline(fields, numbers);
    Optimum optimum{model.append("(precision=f64, ").append(options).append(")"), target, {}};
    std::istringstream values(numbers);
    for (double value = 0; values >> value;) optimum.x.push_back(value);
    result.push_back(std::move(optimum));
  }
  return result;
}

DividedDataset data_with(const std::string& target) {
  ReadOptions options;
  options.target = target;
  for (const char* other : {"number", "two", "three"})
    if (target != other) options.leave_out.emplace_back(other);
  return divided(read_dataset(golden_folder + "data.csv", options));
}

TEST(ModelOptimum, IsWhereScikitLearnFindsIt) {
  const auto all = optima();
  ASSERT_GE(all.size(), 10u);
  for (const auto& [model, target, expected] : all) {
    SCOPED_TRACE(model);
    const auto problem = make_model(model, data_with(target));
    ASSERT_EQ(problem->dimension(), expected.size());
    std::vector<double> g(expected.size());
    double f = 0;
    if (model.starts_with("lasso")) {  // L-BFGS has no way with kinks: the conditions of the optimum instead
      problem->evaluator(1)->evaluate(1, {expected.data(), 1}, &f, {g.data(), 1}, nullptr);
      const double l1 = Model::parse(model).l1;
      for (std::size_t i = 0; i < expected.size(); ++i)
        EXPECT_LE(std::fabs(g[i]), expected[i] == 0 && i + 1 < expected.size() ? l1 : 1e-9) << i;
      continue;
    }
    const auto start = problem->start(1, 0);
    const auto result = minimize(*problem, start, Method::parse("lbfgs"), {.steps = 3000, .gradient_norm = 1e-10});
    for (std::size_t i = 0; i < expected.size(); ++i) EXPECT_NEAR(result.x[i], expected[i], 1e-6) << i;
  }
}

// Iterative soft thresholding at a rate below one over the largest curvature: to scikit-learn's coefficients, and where
// those are 0 exactly there.
TEST(ModelOptimum, SoftThresholdingFindsLasso) {
  std::size_t zeros = 0;
  for (const auto& [model, target, expected] : optima()) {
    if (!model.starts_with("lasso")) continue;
    SCOPED_TRACE(model);
    const auto problem = make_model(model.substr(0, model.size() - 1) + ", proximal=true)", data_with(target));
    const auto method = "sgd(lr=0.2) | soft_threshold(" + shortest(Model::parse(model).l1) + ", weight@bias=0)";
    const auto result = minimize(*problem, problem->start(1, 0), Method::parse(method), {.steps = 5000});
    for (std::size_t i = 0; i < expected.size(); ++i) {
      EXPECT_NEAR(result.x[i], expected[i], 1e-6) << i;
      if (expected[i] != 0) continue;
      EXPECT_EQ(result.x[i], 0) << i;
      ++zeros;
    }
  }
  EXPECT_GE(zeros, 1u);
}

}  // namespace
}  // namespace ravine

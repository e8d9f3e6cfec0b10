// Models: gradients, minibatches, threads, what fits and what does not.
#include "ravine/problem/model/model.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <set>

#include "model_data.hpp"
#include "ravine/base/error.hpp"
#include "ravine/expression/function.hpp"
#include "ravine/method/stepper.hpp"
#include "ravine/problem/model/minibatch.hpp"
#include "ravine/run/minimize.hpp"

namespace ravine {
namespace {

struct Named {
  std::string model;
  DividedDataset data;
};

// Every model, loss, activation and option that changes the gradient, in double.
std::vector<Named> every_model() {
  const auto two = classes_of(40, 5, 2), three = classes_of(40, 5, 3);
  const auto number = numbers_of(40, 5);
  const auto ratings = ratings_of(64, 6, 5);
  return {{"linear", number},
          {"linear(intercept=false, batch=7)", number},
          {"ridge(l2=0.3)", number},
          {"lasso(l1=0.2, l2=0.1)", number},
          {"logistic(l2=0.1, batch=9, replacement=true)", two},
          {"softmax(precision=f64, l2=0.1)", three},
          {"svm(loss=hinge)", two},
          {"svm(loss=squared_hinge, l2=0.1)", three},
          {"factorisation(rank=3, l2=0.1)", ratings},
          {"factorisation(rank=2, intercept=false, batch=5)", ratings},
          {"mlp(hidden=[6], precision=f64)", three},
          {"mlp(hidden=[6, 4], activation=tanh, precision=f64, l2=0.1, l1=0.01)", three},
          {"mlp(hidden=[4], activation=sigmoid, precision=f64, intercept=false)", three},
          {"mlp(hidden=[5], activation=gelu, precision=f64, batch=11)", number},
          {"mlp(hidden=[5], activation=tanh, loss=squared, precision=f64)", three},
          {"mlp(hidden=[], precision=f64)", three}};
}

struct Value {
  double f = 0;
  std::vector<double> g;
};
Value value_at(Evaluator& evaluator, const std::vector<double>& x, const StreamKey& key) {
  Value value{0, std::vector<double>(x.size())};
  evaluator.evaluate(1, {x.data(), 1}, &value.f, {value.g.data(), 1}, &key);
  return value;
}

// The central difference of h errs by f''' h^2 / 6 and by rounding, 2^-52 |f| / h; kinks (relu, hinge, |w|) are 1e-5 of
// random points away with this seed.
TEST(Model, GradientsAreThoseOfCentralDifferences) {
  for (const auto& [text, data] : every_model()) {
    SCOPED_TRACE(text);
    const auto problem = make_model(text, data);
    const auto evaluator = problem->evaluator(1);
    auto x = random_point(problem->dimension(), 11);
    const StreamKey key{3, 1, 4};
    const auto at = value_at(*evaluator, x, key);
    const double h = 1e-5;
    for (std::size_t i = 0; i < x.size(); ++i) {
      const double middle = x[i];
      const auto f = [&](double offset) {
        x[i] = middle + offset;
        double value = 0;
        evaluator->evaluate(1, {x.data(), 1}, &value, {}, &key);
        return value;
      };
      const double difference = (f(h) - f(-h)) / (2 * h);
      x[i] = middle;
      EXPECT_NEAR(at.g[i], difference, 1e-8 * std::max(1.0, std::fabs(at.f))) << "coordinate " << i;
    }
    double alone = 0;
    evaluator->evaluate(1, {x.data(), 1}, &alone, {}, &key);
    EXPECT_EQ(alone, at.f);
  }
}

}  // namespace
}  // namespace ravine

// Models: gradients, minibatches, threads, what fits and what does not.
#include "ravine/problem/model/model.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <functional>

#include "model_data.hpp"
#include "ravine/base/dual.hpp"
#include "ravine/base/error.hpp"
#include "ravine/base/number_text.hpp"
#include "ravine/expression/function.hpp"
#include "ravine/method/stepper.hpp"
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

// The same mean loss, written as an expression: its gradient comes from the graph.
TEST(Model, GradientsAreThoseOfTheSameFormula) {
  struct Case {
    std::string model;
    std::size_t classes;
    std::function<std::string(const Dataset&, std::size_t)> loss;  // of a sample, of w1 w2 b
  };
  const auto value = [](const Dataset& data, std::size_t i, std::size_t j) {
    return "(" + shortest(std::get<std::vector<double>>(data.values)[i * data.features + j]) + ")";
  };
  const auto score = [&](const Dataset& data, std::size_t i) {
    return "(w1*" + value(data, i, 0) + " + w2*" + value(data, i, 1) + " + b)";
  };
  const auto sign = [](const Dataset& data, std::size_t i) { return std::string(data.target[i] == 1 ? "1" : "-1"); };
  const std::vector<Case> cases{
      {"ridge(l2=0.3)", 0,
       [&](const Dataset& data, std::size_t i) {
         return "(" + score(data, i) + " - (" + shortest(data.target[i]) + "))^2/2";
       }},
      {"logistic(l2=0.3)", 2,
       [&](const Dataset& data, std::size_t i) { return "softplus(-(" + sign(data, i) + ")*" + score(data, i) + ")"; }},
      {"svm(loss=squared_hinge, l2=0.3)", 2, [&](const Dataset& data, std::size_t i) {
         return "max(0, 1 - (" + sign(data, i) + ")*" + score(data, i) + ")^2";
       }}};
  for (const auto& [text, classes, loss] : cases) {
    SCOPED_TRACE(text);
    const auto data = classes == 0 ? numbers_of(8, 2) : classes_of(8, 2, classes);
    std::string formula = "0.15*(w1^2 + w2^2) + (0";
    for (const auto i : data.parts.training) formula += " + " + loss(*data.data, i);
    formula += ")/" + std::to_string(data.parts.training.size());
    const auto function = Function::parse(formula, {.variables = {"w1", "w2", "b"}, .dimension = 3});
    const auto problem = make_model(text, data);
    const auto own = problem->evaluator(1);
    for (std::uint64_t seed = 0; seed < 20; ++seed) {
      const auto x = random_point(3, seed, 1);
      std::vector<double> g(3);
      const double f = function(x, g);
      const auto at = value_at(*own, x, {});
      EXPECT_NEAR(at.f, f, 1e-14 * (1 + std::fabs(f)));
      for (std::size_t j = 0; j < 3; ++j) EXPECT_NEAR(at.g[j], g[j], 1e-14 * (1 + std::fabs(f)));
    }
  }
}

// The same losses over dual numbers, a coordinate at a time: forward mode, where models go backward.
using Numbers = std::vector<Dual<double>>;

Dual<double> dot(const Numbers& a, const Dual<double>* b) {
  Dual<double> sum = 0;
  for (std::size_t i = 0; i < a.size(); ++i) sum += a[i] * b[i];
  return sum;
}
// Of a network of these widths whose parameters are a layer's weights, row by row, and its biases, layer after layer.
Numbers outputs(const std::vector<std::size_t>& widths, const Numbers& x, Numbers values) {
  const Dual<double>* at = x.data();
  for (std::size_t layer = 1; layer < widths.size(); ++layer) {
    const auto in = widths[layer - 1], out = widths[layer];
    Numbers next;
    for (std::size_t i = 0; i < out; ++i) {
      const auto z = dot(values, at + i * in) + at[out * in + i];
      const auto grown = exp(z * 2.0);
      next.push_back(layer + 1 < widths.size() ? (grown - 1.0) / (grown + 1.0) : z);  // tanh within
    }
    values = next;
    at += (in + 1) * out;
  }
  return values;
}
Dual<double> at_least_0(Dual<double> value) { return value > 0.0 ? value : Dual<double>(0); }

TEST(Model, GradientsAreThoseOfDualNumbers) {
  using Loss = Dual<double> (*)(const Numbers& z, double y);
  const Loss squared = [](const Numbers& z, double y) { return (z[0] - y) * (z[0] - y) * 0.5; };
  const Loss logistic = [](const Numbers& z, double y) { return log(exp(z[0] * (1 - 2 * y)) + 1.0); };
  const Loss hinge = [](const Numbers& z, double y) { return at_least_0(z[0] * (1 - 2 * y) + 1.0); };
  const Loss squared_hinge = [](const Numbers& z, double y) {
    const auto lacking = at_least_0(z[0] * (1 - 2 * y) + 1.0);
    return lacking * lacking;
  };
  const Loss cross_entropy = [](const Numbers& z, double y) {
    Dual<double> sum = 0;
    for (const auto& score : z) sum += exp(score);
    return log(sum) - z[static_cast<std::size_t>(y)];
  };
  const struct {
    const char* model;
    std::size_t classes;
    std::vector<std::size_t> widths;
    Loss loss;
    double l1 = 0, l2 = 0;
  } cases[] = {
      {"linear", 0, {3, 1}, squared},
      {"ridge(l2=0.3)", 0, {3, 1}, squared, 0, 0.3},
      {"lasso(l1=0.2, l2=0.1)", 0, {3, 1}, squared, 0.2, 0.1},
      {"logistic(l2=0.1)", 2, {3, 1}, logistic, 0, 0.1},
      {"softmax(precision=f64, l2=0.1)", 3, {3, 3}, cross_entropy, 0, 0.1},
      {"svm(loss=hinge, l2=0.1)", 2, {3, 1}, hinge, 0, 0.1},
      {"svm(loss=squared_hinge, l2=0.1)", 2, {3, 1}, squared_hinge, 0, 0.1},
      {"mlp(hidden=[4], activation=tanh, precision=f64)", 3, {3, 4, 3}, cross_entropy},
      {"mlp(hidden=[4, 2], activation=tanh, precision=f64, l1=0.1, l2=0.2)", 0, {3, 4, 2, 1}, squared, 0.1, 0.2}};
  for (const auto& [model, classes, widths, loss, l1, l2] : cases) {
    SCOPED_TRACE(model);
    const auto data = classes == 0 ? numbers_of(12, 3) : classes_of(12, 3, classes);
    const auto problem = make_model(model, data);
    const auto n = problem->dimension();
    const auto& layout = problem->layout();
    const auto values = std::get<std::vector<double>>(data.data->values);
    const auto evaluator = problem->evaluator(1);
    for (std::uint64_t seed = 0; seed < 10; ++seed) {
      const auto point = random_point(n, seed, 1);
      const auto at = value_at(*evaluator, point, {});
      for (std::size_t k = 0; k < n; ++k) {
        Numbers x(point.begin(), point.end());
        x[k].derivative = 1;
        Dual<double> f = 0;
        for (const auto i : data.parts.training) {
          const auto* const row = values.data() + i * widths[0];
          f += loss(outputs(widths, x, Numbers(row, row + widths[0])), data.data->target[i]);
        }
        f = f / static_cast<double>(data.parts.training.size());
        for (const auto& tensor : layout.tensors) {
          if (tensor.name.ends_with("bias")) continue;
          for (std::size_t j = tensor.first; j < tensor.first + tensor.size(); ++j)
            f += x[j] * x[j] * (0.5 * l2) + (x[j] > 0.0 ? x[j] : -x[j]) * l1;
        }
        EXPECT_NEAR(at.f, f.value, 1e-13 * (1 + std::fabs(f.value)));
        EXPECT_NEAR(at.g[k], f.derivative, 1e-13 * (1 + std::fabs(f.value))) << k;
      }
    }
  }
}

TEST(Model, AFactorisationsGradientIsThatOfDualNumbers) {
  constexpr std::size_t rows = 6, columns = 5, rank = 2;
  constexpr double l2 = 0.3;
  const auto data = ratings_of(40, rows, columns);
  const auto problem = make_model("factorisation(rank=2, l2=0.3)", data);
  const auto n = problem->dimension();
  ASSERT_EQ(n, (rows + columns) * (rank + 1));
  const auto& places = std::get<std::vector<double>>(data.data->values);
  const auto& training = data.parts.training;
  double mean = 0;
  for (const auto i : training) mean += data.data->target[i] / static_cast<double>(training.size());
  const auto evaluator = problem->evaluator(1);
  const auto point = random_point(n, 4, 1);
  const auto at = value_at(*evaluator, point, {});
  for (std::size_t k = 0; k < n; ++k) {
    Numbers x(point.begin(), point.end());
    x[k].derivative = 1;
    const auto* const u = x.data();
    const auto* const v = u + rows * rank;
    const auto* const b = v + columns * rank;
    const auto* const c = b + rows;
    Dual<double> f = 0;
    for (const auto i : training) {
      const auto row = static_cast<std::size_t>(places[2 * i]), column = static_cast<std::size_t>(places[2 * i + 1]);
      auto error = b[row] + c[column] + (mean - data.data->target[i]);
      for (std::size_t j = 0; j < rank; ++j) error += u[row * rank + j] * v[column * rank + j];
      f += error * error * (0.5 / static_cast<double>(training.size()));
    }
    for (std::size_t j = 0; j < (rows + columns) * rank; ++j) f += x[j] * x[j] * (0.5 * l2);
    EXPECT_NEAR(at.f, f.value, 1e-13 * (1 + f.value));
    EXPECT_NEAR(at.g[k], f.derivative, 1e-13 * (1 + f.value)) << k;
  }
}

// f32 differs from f64 by rounding alone: products of 20 terms, then a mean.
TEST(Model, SinglePrecisionRoundsAndNothingElse) {
  for (const char* model :
       {"mlp(hidden=[16], activation=gelu, batch=0", "softmax(batch=32", "mlp(hidden=[8, 8], batch=50"}) {
    const auto data = classes_of(300, 20, 4);
    const auto rough = make_model(std::string(model) + ", precision=f32)", data);
    const auto fine = make_model(std::string(model) + ", precision=f64)", data);
    const auto x = random_point(rough->dimension(), 4, 0.2);
    const auto a = value_at(*rough->evaluator(1), x, {1, 2, 3}), b = value_at(*fine->evaluator(1), x, {1, 2, 3});
    EXPECT_NEAR(a.f, b.f, 1e-6 * b.f);
    double largest = 0;
    for (const double g : b.g) largest = std::max(largest, std::fabs(g));
    for (std::size_t i = 0; i < x.size(); ++i) EXPECT_NEAR(a.g[i], b.g[i], 2e-6 * largest);
  }
}

// A lane's values are those of the point alone, whatever the other lanes are and wherever it stands.
TEST(Model, LanesAreIndependent) {
  for (const auto& [text, data] : every_model()) {
    SCOPED_TRACE(text);
    const auto problem = make_model(text, data);
    const auto n = problem->dimension();
    constexpr std::size_t lanes = 3;
    LaneBlock<double> x(n, lanes), g(n, lanes);
    double f[lanes];
    const StreamKey keys[lanes]{{1, 0, 5}, {1, 7, 5}, {2, 0, 5}};
    std::vector<std::vector<double>> points;
    for (std::size_t lane = 0; lane < lanes; ++lane) {
      points.push_back(random_point(n, lane));
      for (std::size_t i = 0; i < n; ++i) x[i][lane] = points[lane][i];
    }
    problem->evaluator(lanes)->evaluate(lanes, std::as_const(x).columns(), f, g.columns(), keys);
    for (std::size_t lane = 0; lane < lanes; ++lane) {
      const auto alone = value_at(*problem->evaluator(1), points[lane], keys[lane]);
      EXPECT_EQ(f[lane], alone.f);
      for (std::size_t i = 0; i < n; ++i) EXPECT_EQ(g[i][lane], alone.g[i]);
    }
  }
}

// A run that is stopped and taken up again walks on as if nothing had been: the minibatches follow from the step alone.
TEST(Model, ARunResumesBitForBit) {
  const auto problem = make_model("mlp(hidden=[7], batch=10)", classes_of(60, 6, 3));
  const auto walk = [&](Stepper<double>& stepper, std::vector<double>& x, std::uint64_t steps) {
    const auto evaluator = problem->evaluator(1);  // a new one each time
    std::vector<double> g(x.size());
    for (std::uint64_t i = 0; i < steps; ++i) {
      const StreamKey key{5, 2, stepper.steps_made()};
      evaluator->evaluate(1, {x.data(), 1}, nullptr, {g.data(), 1}, &key);
      stepper.step(x, g);
    }
  };
  auto whole = problem->start(5, 2), parts = whole;
  Stepper<double> one(Method::parse("adam"), problem->layout());
  walk(one, whole, 40);
  Stepper<double> first(Method::parse("adam"), problem->layout()), second(Method::parse("adam"), problem->layout());
  walk(first, parts, 13);
  second.restore(first.save());
  walk(second, parts, 27);
  EXPECT_EQ(whole, parts);
  const auto run =
      minimize(*problem, problem->start(5, 2), Method::parse("adam"), {.steps = 40, .seed = 5, .repeat = 2});
  EXPECT_EQ(run.x, whole);
}

TEST(Model, SaysWhatItIsJudgedBy) {
  const auto names = [](const Problem& problem) {
    std::string text;
    for (const auto& measure : problem.measures()) text += measure.name + (measure.higher_is_better ? "+ " : " ");
    return text;
  };
  EXPECT_EQ(names(*make_model("softmax", classes_of(40, 3, 3))),
            "training loss training accuracy+ validation loss validation accuracy+ test loss test accuracy+ ");
  EXPECT_EQ(names(*make_model("ridge", divided(*numbers_of(20, 2).data))), "training loss training RMSE training R2+ ");
  EXPECT_EQ(names(*make_model("factorisation", divided(*ratings_of(20, 4, 4).data))), "training loss training RMSE ");

  // By definition, of the squared errors of a linear model.
  const auto data = numbers_of(24, 2);
  const auto problem = make_model("linear", data);
  const std::vector<double> x{1.4, 0.9, 0.5};
  std::vector<double> values(problem->measures().size());
  problem->evaluator(1)->measure(x, values);
  const auto& features = std::get<std::vector<double>>(data.data->values);
  double mean = 0, squares = 0, total = 0;
  for (const auto i : data.parts.test) mean += data.data->target[i] / 3;
  for (const auto i : data.parts.test) {
    const double y = data.data->target[i], p = x[0] * features[2 * i] + x[1] * features[2 * i + 1] + x[2];
    squares += (p - y) * (p - y), total += (y - mean) * (y - mean);
  }
  ASSERT_EQ(data.parts.test.size(), 3u);
  EXPECT_NEAR(values[6], squares / 6, 1e-14 * squares);
  EXPECT_NEAR(values[7], std::sqrt(squares / 3), 1e-14 * squares);
  EXPECT_NEAR(values[8], 1 - squares / total, 1e-13 * squares / total);
  // A full batch's f is the loss on the training part and the penalty.
  const auto at = value_at(*make_model("ridge(l2=0.5)", data)->evaluator(1), x, {});
  EXPECT_NEAR(at.f, values[0] + 0.25 * (1.4 * 1.4 + 0.9 * 0.9), 1e-14 * at.f);
}

TEST(Model, AccuracyCountsTheLargestOutput) {
  Dataset data;
  data.samples = 4, data.features = 1, data.values = std::vector<double>{-2, -1, 1, 2};
  data.target = {0, 1, 1, 0}, data.class_names = {"no", "yes"};
  std::vector<double> values(2);
  make_model("logistic(intercept=false)", divided(data))->evaluator(1)->measure(std::vector{1.0}, values);
  EXPECT_EQ(values[1], 0.5);  // the first and the third
  make_model("softmax(intercept=false)", divided(data))->evaluator(1)->measure(std::vector{3.0, -1.0}, values);
  EXPECT_EQ(values[1], 0.5);  // the second and the fourth
}

TEST(Model, HasALayoutByLayer) {
  EXPECT_EQ(described(make_model("mlp(hidden=[4, 3])", classes_of(40, 6, 5))->layout()),
            "layer1.weight[4x6] layer1.bias[4]@bias layer2.weight[3x4] layer2.bias[3]@bias layer3.weight[5x3] "
            "layer3.bias[5]@bias");
  EXPECT_EQ(described(make_model("logistic", classes_of(40, 6, 2))->layout()), "weight[6] bias[1]@bias");
  EXPECT_EQ(described(make_model("softmax(intercept=false)", classes_of(40, 6, 3))->layout()), "weight[3x6]");
}

// He: variance 2/inputs; Glorot: within sqrt(6/(inputs + outputs)), variance a third of its square. The deviation of
// the mean square of 6400 numbers is 2 % (normal) and 1 % (uniform) of it.
TEST(Model, StartsAreThoseOfTheirPapers) {
  const auto data = classes_of(40, 64, 4);
  for (const char* start : {"he", "glorot"}) {
    const auto problem = make_model("mlp(hidden=[100], start=" + std::string(start) + ")", data);
    const auto x = problem->start(1, 0);
    double squares = 0, largest = 0;
    for (std::size_t i = 0; i < 6400; ++i) squares += x[i] * x[i], largest = std::max(largest, std::fabs(x[i]));
    const bool he = start == std::string("he");
    EXPECT_NEAR(squares / 6400, he ? 2.0 / 64 : 2.0 / 164, 0.08 * (he ? 2.0 / 64 : 2.0 / 164));
    if (!he) {
      EXPECT_LE(largest, std::sqrt(6.0 / 164));
    }
    for (std::size_t i = 6400; i < 6500; ++i) EXPECT_EQ(x[i], 0);
    EXPECT_EQ(x, problem->start(1, 0));
    EXPECT_NE(x, problem->start(1, 1));
    EXPECT_NE(x, problem->start(2, 0));
  }
}

TEST(Model, RefusesWhatDoesNotFit) {
  const auto two = classes_of(16, 3, 2), three = classes_of(16, 3, 3), number = numbers_of(16, 3);
  const auto refused = [](const std::string& model, DividedDataset data, const std::string& says) {
    try {
      make_model(model, std::move(data));
      ADD_FAILURE() << model << " was taken";
    } catch (const InputError& error) {
      EXPECT_NE(std::string(error.what()).find(says), std::string::npos) << error.what();
    }
  };
  refused("logistic", three, "learns two classes, the target is 3 classes");
  refused("softmax", number, "learns classes, the target is a number");
  refused("ridge", two, "learns a number, the target is 2 classes");
  refused("mlp(loss=cross_entropy)", number, "take loss=squared");
  refused("softmax(batch=13)", three, "a batch of 13 samples, the training part has 12");
  refused("factorisation", number, "learns ratings, the data set has 3 features");
  refused("mlp(hidden=[1000000000])", three, "more than 10^9 parameters");
  const auto broken = [&](auto change) {
    auto data = *number.data;
    auto result = number;
    change(data, result);
    result.data = std::make_shared<const Dataset>(std::move(data));
    return result;
  };
  refused("linear", broken([](Dataset& d, DividedDataset&) { d.target.pop_back(); }), "needs a target for each of 16");
  refused("linear", broken([](Dataset& d, DividedDataset&) { d.features = 4; }), "are not 16 samples of 4 features");
  refused("linear", broken([](Dataset& d, DividedDataset&) { d.target[3] = NAN; }), "target of sample 3 is nan");
  refused("linear", broken([](Dataset&, DividedDataset& all) { all.parts.training.clear(); }), "training part has no");
  refused("linear", broken([](Dataset&, DividedDataset& all) { all.parts.test = {16}; }), "a part has sample 16");
  refused("linear", broken([](Dataset&, DividedDataset& all) { all.scaling.offset = {1}; }),
          "scaling is of 1 features");
  refused(
      "softmax",
      [&] {
        auto data = *three.data;
        data.target[0] = 3;
        return divided(data);
      }(),
      "no index of a class");
  EXPECT_THROW(make_model(Model{.l2 = -1}, number), InputError);
  EXPECT_THROW(make_model(Model{.kind = Model::Kind::mlp, .hidden = {0}}, three), InputError);
}

}  // namespace
}  // namespace ravine

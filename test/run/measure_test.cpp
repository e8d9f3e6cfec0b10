// What a problem is measured by beside f: taken where `record` says, at the method's answer, outside clock and budget.
#include <gtest/gtest.h>

#include <chrono>
#include <thread>
#include <vector>

#include "ravine/ravine.hpp"

namespace {

using namespace ravine;
using namespace std::chrono_literals;

// x^2 + y^2, measured by its point's first coordinate and by how often it was measured; measuring is slow.
class Measured final : public Problem {
 public:
  const Layout& layout() const override { return inner_.layout(); }
  std::vector<Measure> measures() const override { return {{"x", false}, {"times", true}}; }
  std::unique_ptr<ravine::Evaluator> evaluator(std::size_t lanes) const override {
    return std::make_unique<Evaluator>(inner_.evaluator(lanes));
  }

 private:
  class Evaluator final : public ravine::Evaluator {
   public:
    explicit Evaluator(std::unique_ptr<ravine::Evaluator> inner) : inner_(std::move(inner)) {}
    void evaluate(std::size_t lanes, Columns<const double> x, double* f, Columns<double> g,
                  const StreamKey* keys) override {
      inner_->evaluate(lanes, x, f, g, keys);
    }
    void measure(std::span<const double> x, std::span<double> values) override {
      std::this_thread::sleep_for(20ms);
      values[0] = x[0];
      values[1] = ++times_;
    }

   private:
    std::unique_ptr<ravine::Evaluator> inner_;
    double times_ = 0;
  };
  FunctionProblem inner_{Function::parse("x^2 + y^2")};
};

RunResult run(const Method& method, std::size_t steps, std::size_t every, bool point = true) {
  RunOptions options;
  options.steps = steps;
  options.record.measure = every;
  options.record.point = point;
  const std::vector<double> start{3, 2};
  return minimize(Measured(), start, method, options);
}

TEST(Measures, AreTakenEachSoManyStepsAndAtTheEnd) {
  const auto result = run(Sgd{.learning_rate = 0.1}, 7, 3);
  const auto& history = result.history;
  EXPECT_EQ(history.measure_names, (std::vector<std::string>{"x", "times"}));
  EXPECT_EQ(history.measured_step, (std::vector<std::size_t>{0, 3, 6, 7}));
  for (std::size_t row = 0; row < history.measured_step.size(); ++row) {
    EXPECT_EQ(history.measures_at(row)[0], history.point(history.measured_step[row])[0]);
    EXPECT_EQ(history.measures_at(row)[1], static_cast<double>(row + 1));
  }
  EXPECT_EQ(run(Sgd{}, 7, 0).history.measured_step, (std::vector<std::size_t>{0, 7}));
}

TEST(Measures, CountNeitherInTheClockNorInTheBudget) {
  const auto result = run(Sgd{.learning_rate = 0.1}, 10, 1);
  EXPECT_EQ(result.evaluations, 10U);
  EXPECT_LT(result.seconds, 0.1);  // measuring took 0.22 s
  EXPECT_LT(result.history.measured_seconds.back(), 0.1);
}

TEST(Measures, AreOfTheAverageThatAMethodAnswersWith) {
  const auto result = run(Method::parse("schedule_free_sgd(lr = 0.1)"), 9, 0);
  EXPECT_EQ(result.history.measures_at(1)[0], result.answer[0]);
  EXPECT_NE(result.answer[0], result.x[0]);
}

TEST(Measures, AreTheSameInABatch) {
  std::vector<Descent> descents;
  for (int i = 0; i < 5; ++i) {
    descents.push_back({{1.0 + i, 2}, Adam{.learning_rate = 0.1}, {}});
    descents.back().options.steps = 4 + static_cast<std::size_t>(i);
    descents.back().options.record.measure = 2;
  }
  SerialExecutor executor;
  const auto results = minimize_all(Measured(), descents, executor);
  for (std::size_t i = 0; i < results.size(); ++i) {
    const auto alone = minimize(Measured(), descents[i].start, descents[i].method, descents[i].options);
    ASSERT_EQ(results[i].history.measured_step, alone.history.measured_step);
    for (std::size_t row = 0; row < alone.history.measured_step.size(); ++row)
      EXPECT_EQ(results[i].history.measures_at(row)[0], alone.history.measures_at(row)[0]);
  }
}

TEST(Record, WithoutPointsKeepsTheCurve) {
  const auto with = run(Adam{}, 20, 0), without = run(Adam{}, 20, 0, false);
  EXPECT_FALSE(without.history.has_points());
  EXPECT_EQ(with.history.f, without.history.f);
  EXPECT_EQ(with.x, without.x);
}

}  // namespace

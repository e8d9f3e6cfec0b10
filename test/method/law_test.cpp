// Laws that every method obeys with every convention, by the table.
#include <gtest/gtest.h>

#include <algorithm>
#include <bit>
#include <cmath>
#include <functional>
#include <limits>
#include <random>

#include "ravine/base/bits_version.hpp"
#include "ravine/base/error.hpp"
#include "ravine/method/state_text.hpp"
#include "ravine/method/stepper.hpp"
#include "ravine/problem/callable_problem.hpp"
#include "ravine/problem/function_problem.hpp"
#include "ravine/run/derivative.hpp"
#include "ravine/run/minimize.hpp"
#include "ravine/run/run_oracle.hpp"
#include "test/method/conventions.hpp"
#include "test/sanitized.hpp"

namespace ravine {
namespace {

std::uint64_t bits(double x) {
  return std::bit_cast<std::uint64_t>(std::isnan(x) ? std::numeric_limits<double>::quiet_NaN() : x);
}
template <class A, class B>
void expect_same_bits(const A& a, const B& b, const std::string& what) {
  ASSERT_EQ(a.size(), b.size()) << what;
  for (std::size_t i = 0; i < a.size(); ++i) ASSERT_EQ(bits(a[i]), bits(b[i])) << what << ", entry " << i;
}

FunctionProblem rosenbrock() { return FunctionProblem(Function::parse("(1-x)^2 + 100*(y-x^2)^2")); }
FunctionProblem bowl() { return FunctionProblem(Function::parse("2*x^2 + y^2 + x*y")); }

class Law : public testing::TestWithParam<Method> {};

std::string label(const testing::TestParamInfo<Method>& info) {
  std::string text = info.param.text() + "_" + std::to_string(info.index);
  for (auto& c : text)
    if (std::isalnum(static_cast<unsigned char>(c)) == 0) c = '_';
  return text;
}

INSTANTIATE_TEST_SUITE_P(Table, Law, testing::ValuesIn(test::conventions()), label);

// Descents that differ in start, budget, target and rate; some diverge. With `all` they also have schedules and record
// their updates and slots.
std::vector<Descent> mixed_descents(const Method& given, std::size_t dimension, bool all) {
  std::mt19937_64 draw(7);
  auto uniform = [&](double low, double high) {
    return low + (high - low) * static_cast<double>(draw() >> 11) * 0x1p-53;
  };
  std::vector<Descent> descents;
  for (int i = 0; i < 300; ++i) {
    Descent descent{{uniform(-2, 2), uniform(-1, 3)}, given, {}};
    while (descent.start.size() < dimension) descent.start.push_back(uniform(-1, 1));
    test::set_rate(descent.method, Setting(uniform(0, 0.02) * (i % 50 == 0 ? 1e3 : 1) + 1e-9));
    if (all && i % 7 == 0) test::set_rate(descent.method, "0.01/(1 + 0.1*t)");
    descent.options.steps = 20 + static_cast<std::size_t>(i) % 41;
    descent.options.target = i % 3 == 0 ? 1.0 : -1;
    descent.options.record = {.every = static_cast<std::size_t>(i % 4), .gradient = true, .update = all, .slots = all};
    descents.push_back(std::move(descent));
  }
  return descents;
}

// Bit for bit the same alone as in any lane of any batch, whatever the neighbours do (some end early, some diverge) and
// whichever kernel takes the step.
void expect_alone_as_together(const Problem& problem, const std::vector<Descent>& descents) {
  SerialExecutor serial;
  const auto together = minimize_all(problem, descents, serial);
  for (std::size_t i = 0; i < descents.size(); i += test::sanitized ? 7 : 1) {
    const auto& [start, method, options] = descents[i];
    const auto alone = minimize(problem, start, method, options);
    const auto what = "descent " + std::to_string(i);
    EXPECT_EQ(alone.outcome.kind, together[i].outcome.kind) << what;
    EXPECT_EQ(alone.outcome.reason, together[i].outcome.reason) << what;
    EXPECT_EQ(alone.steps, together[i].steps) << what;
    EXPECT_EQ(alone.best_step, together[i].best_step) << what;
    EXPECT_EQ(alone.history.step, together[i].history.step) << what;
    expect_same_bits(alone.x, together[i].x, what + " last x");
    expect_same_bits(alone.history.x, together[i].history.x, what + " x");
    expect_same_bits(alone.history.f, together[i].history.f, what + " f");
    expect_same_bits(alone.history.gradient, together[i].history.gradient, what + " gradient");
    expect_same_bits(alone.history.update, together[i].history.update, what + " update");
    expect_same_bits(alone.history.slots, together[i].history.slots, what + " slots");
    expect_same_bits(alone.best_x, together[i].best_x, what + " best x");
    expect_same_bits(alone.answer, together[i].answer, what + " answer");
    EXPECT_EQ(bits(alone.answer_f), bits(together[i].answer_f)) << what;
    if (testing::Test::HasFailure()) return;
  }
}

TEST_P(Law, AloneIsAsInAnyLane) {
  for (const bool all : {false, true}) {
    expect_alone_as_together(rosenbrock(), mixed_descents(GetParam(), 2, all));
    expect_alone_as_together(FunctionProblem(Function::parse("(1-x)^2 + 100*(y-x^2)^2 + z^4 + x*z")),
                             mixed_descents(GetParam(), 3, all));
  }
}

// A program that owns its loop walks the very path of minimize(), and goes on bit for bit from a saved state.
template <class T>
void expect_resumes(const Method& method, const std::function<void(Stepper<T>&, std::vector<T>&)>& step) {
  Stepper<T> whole(method, 2), first(method, 2), second(method, 2);
  std::vector<T> x{static_cast<T>(1.5), -2}, y = x;
  for (int t = 0; t < 40; ++t) step(whole, x);
  for (int t = 0; t < 17; ++t) step(first, y);
  const auto made = first.steps_made();
  second.restore(read_state(state_text(first.save())));  // by way of a file
  EXPECT_EQ(second.steps_made(), made);
  for (int t = 17; t < 40; ++t) step(second, y);
  EXPECT_EQ(second.steps_made(), whole.steps_made());
  expect_same_bits(x, y, "resumed");
}
template <class T>
void expect_resumes_from_gradients(const Method& method) {
  const auto function = Function::parse("2*x^2 + y^2 + x*y + 0.1*x^4");
  expect_resumes<T>(method, [&](Stepper<T>& stepper, std::vector<T>& x) {
    const std::vector<double> point(x.begin(), x.end());
    std::vector<double> g(2);
    const double f = function(point, g);
    stepper.step(x, std::vector<T>{static_cast<T>(g[0]), static_cast<T>(g[1])}, f);
  });
}

auto of_floats(const FunctionProblem& problem) {
  return [&problem](std::span<const float> x, std::span<float> g) {
    const std::vector<double> point(x.begin(), x.end());
    std::vector<double> gradient(x.size());
    const double f = problem.function()(point, gradient);
    std::transform(gradient.begin(), gradient.end(), g.begin(), [](double value) { return static_cast<float>(value); });
    return f;
  };
}

TEST_P(Law, SaveAndRestoreContinueBitForBit) {
  const FunctionProblem problem(Function::parse("2*x^2 + y^2 + x*y + 0.1*x^4"));
  const auto evaluator = problem.evaluator(1);
  RunOracle oracle(*evaluator, {}, 10000);
  expect_resumes<double>(GetParam(),
                         [&](Stepper<double>& stepper, std::vector<double>& x) { stepper.step(x, oracle); });
  if (GetParam().info().name != "sophia")  // a callable has no second derivative
    expect_resumes<float>(GetParam(),
                          [&](Stepper<float>& stepper, std::vector<float>& x) { stepper.step(x, of_floats(problem)); });
  if (test::has_probe(GetParam()) || GetParam().chain().is_solver()) {
    std::vector<double> x{1, 2}, g{3, 4};
    EXPECT_THROW(Stepper<double>(GetParam(), 2).step(x, g, 5.0), InputError) << "takes gradients where it likes";
    return;
  }
  expect_resumes_from_gradients<double>(GetParam());
  expect_resumes_from_gradients<float>(GetParam());
}

TEST_P(Law, StepperWalksThePathOfMinimize) {
  const auto problem = rosenbrock();
  const std::vector<double> start{-1.2, 1};
  auto method = GetParam();
  test::set_rate(method, Setting(1e-3));
  const auto run = minimize(problem, start, method, {.steps = 30 * method.chain().gradients_a_step()});
  Stepper<double> stepper(method, 2, 30), other(method, 2, 30);
  const auto evaluator = problem.evaluator(1);
  RunOracle oracle(*evaluator, {1, 0, 0}, 10000);
  std::vector<double> x = start, y = start;
  for (std::size_t t = 0; t < run.steps; ++t) EXPECT_EQ(stepper.step(x, oracle), StepEnd::moved);
  expect_same_bits(x, run.x, "last point");
  if (method.info().name == "sophia") return;  // a callable has no second derivative
  for (std::size_t t = 0; t < run.steps; ++t) EXPECT_EQ(other.step(y, problem.function()), StepEnd::moved);
  expect_same_bits(y, run.x, "last point by a callable");
}

// On floats every method steps as on doubles, as far as floats hold: the function is gentle and the steps are few, so
// that roundings of 2^-24 take at most half of the digits: where a step goes by the difference of points or gradients
// that are close to each other (adgd).
TEST_P(Law, FloatsFollowDoubles) {
  if (GetParam().info().name == "sophia") return;  // a callable has no second derivative
  const FunctionProblem problem(Function::parse("2*x^2 + y^2 + x*y + 0.1*x^4"));
  Stepper<float> narrow(GetParam(), 2, 5);
  Stepper<double> wide(GetParam(), 2, 5);
  std::vector<float> x{1.5F, -2};
  std::vector<double> y{1.5, -2};
  for (int t = 0; t < 5; ++t) {
    narrow.step(x, of_floats(problem));
    wide.step(y, problem.function());
  }
  for (std::size_t i = 0; i < 2; ++i) EXPECT_NEAR(static_cast<double>(x[i]), y[i], 0x1p-12) << i;
}

// The answer is the last point, or the average that the method keeps, with f there.
TEST_P(Law, AnswersWithThePointOrItsAverage) {
  const auto problem = rosenbrock();
  const std::vector<double> start{-1.2, 1};
  auto method = GetParam();
  test::set_rate(method, Setting(1e-3));
  const RunOptions options{.steps = 30, .record = {.slots = true}};
  const auto run = minimize(problem, start, method, options);
  EXPECT_EQ(bits(problem.function()(run.answer)), bits(run.answer_f));
  const auto kept = method.chain().answer();
  if (!kept) {
    expect_same_bits(run.answer, run.x, "answer");
    return;
  }
  const auto& history = run.history;
  const auto row = (history.size() - 2) * history.slot_names.size() + *kept;  // slots stand after their row's update
  expect_same_bits(run.answer,
                   std::vector<double>(history.slots.begin() + static_cast<std::ptrdiff_t>(row * 2),
                                       history.slots.begin() + static_cast<std::ptrdiff_t>(row * 2 + 2)),
                   "answer");
  if (method.chain().is_solver())
    EXPECT_FALSE(failed(run.outcome.kind));  // it may find nothing lower
  else
    EXPECT_EQ(run.outcome.kind, OutcomeKind::budget);
}

TEST_P(Law, WideIsLong) {
  const auto& chain = GetParam().chain();
  if (test::is_coupled(GetParam()) || chain.uses_value() || chain.is_solver())
    GTEST_SKIP() << "its coordinates are coupled";
  // n coordinates of one run against n runs of one coordinate, on f = sum x_i^2 / 2.
  constexpr std::size_t n = 67;
  const CallableProblem all(
      [](std::span<const double> x, std::span<double> g) {
        double f = 0;
        for (std::size_t i = 0; i < x.size(); ++i) g[i] = x[i], f += x[i] * x[i] / 2;
        return f;
      },
      n);
  const FunctionProblem one(Function::parse("x^2/2"));
  std::vector<double> start;
  std::vector<Descent> descents;
  for (std::size_t i = 0; i < n; ++i) {
    start.push_back(0.1 * static_cast<double>(i) - 3);
    descents.push_back({{start.back()}, GetParam(), {.steps = 25}});
  }
  const auto together = minimize(all, start, GetParam(), {.steps = 25});
  SerialExecutor serial;
  const auto apart = minimize_all(one, descents, serial);
  for (std::size_t i = 0; i < n; ++i) ASSERT_EQ(bits(together.x[i]), bits(apart[i].x[0])) << "coordinate " << i;
}

TEST_P(Law, TwoRunsAreOneRun) {
  const std::vector<double> start{1, 2};
  const auto a = minimize(rosenbrock(), start, GetParam(), {.steps = 50});
  const auto b = minimize(rosenbrock(), start, GetParam(), {.steps = 50});
  expect_same_bits(a.history.x, b.history.x, "x");
}

// Rules that see x only through the gradient and from the start commute with translations (those that decay x do so
// without decay). On a bowl that draws paths together the rounding of the shifted coordinates (2^-53 of |x + shift| <=
// 16 a step) adds up to less than 100 of its units in 40 steps; rates that are quotients of differences of points
// amplify it without bound near the minimum, so theirs are compared on the way there.
TEST_P(Law, TranslatedFunctionGivesTheTranslatedPath) {
  for (const auto& link : GetParam().chain().links())
    for (const char* name :
         {"ftrl", "lars", "lamb", "adafactor", "fromage", "dog", "dowg", "l2", "box", "soft_threshold", "weight_decay"})
      if (link.entry->info.name == name) GTEST_SKIP() << name << " sees where x is";
  const FunctionProblem shifted(Function::parse("2*(x-7)^2 + (y+9)^2 + (x-7)*(y+9)"));
  auto method = GetParam();
  test::set_rate(method, Setting(0.0493));
  for (const char* name : {"epsilon", "first_distance", "first_rate"})
    if (test::has(method, name)) method.set(name, "0.01");
  for (const char* name : {"weight_decay", "adaptive"})
    if (test::has(method, name)) method.set(name, Setting(0.0));
  if (method.info().name == "asgd") method.set("decay", Setting(0.0));
  const auto here = minimize(bowl(), std::vector<double>{1.5, -2}, method, {.steps = 40});
  const auto there = minimize(shifted, std::vector<double>{8.5, -11}, method, {.steps = 40});
  const bool quotients =
      method.info().name == "barzilai_borwein" || method.info().name == "adgd" || method.chain().is_solver();
  const auto rows = std::min(here.history.size(), there.history.size());
  for (std::size_t row = 0; row < (quotients ? std::min<std::size_t>(6, rows) : rows); ++row) {
    EXPECT_NEAR(there.history.point(row)[0] - 7, here.history.point(row)[0], 100 * 16 * 0x1p-53) << "row " << row;
    EXPECT_NEAR(there.history.point(row)[1] + 9, here.history.point(row)[1], 100 * 16 * 0x1p-53) << "row " << row;
  }
}

TEST_P(Law, DescendsABowl) {
  auto method = GetParam();
  if (const auto* row = method.info().find("learning_rate"))
    method.set("learning_rate", Setting(std::max(0.1, row->standard)));
  const auto run = minimize(bowl(), std::vector<double>{1, -1}, method, {.steps = 500});
  EXPECT_LT(run.best_f, 0.1 * run.history.f.front());
  EXPECT_LE(run.best_f, run.f);
  EXPECT_EQ(run.outcome.kind,
            method.chain().is_solver() && run.evaluations < 500 ? OutcomeKind::converged : OutcomeKind::budget);
}

TEST_P(Law, NotANumberIsAnOutcomeAndKeepsTheTrajectory) {
  if (test::has_probe(GetParam())) GTEST_SKIP() << "meets the number at its other point";
  if (GetParam().chain().is_solver()) GTEST_SKIP() << "a search goes round it";
  const CallableProblem problem(
      [calls = 0](std::span<const double> x, std::span<double> g) mutable {
        g[0] = ++calls == 6 ? std::numeric_limits<double>::quiet_NaN() : x[0];
        return x[0] * x[0] / 2;
      },
      1);
  const auto run = minimize(problem, std::vector<double>{1}, GetParam(), {.steps = 20});
  EXPECT_EQ(run.outcome.kind, OutcomeKind::diverged);
  EXPECT_EQ(run.outcome.step, 5U);
  EXPECT_EQ(run.outcome.reason, "the gradient is not finite at step 5");
  EXPECT_EQ(run.history.size(), 6U);
  EXPECT_TRUE(std::isfinite(run.best_f) && std::isfinite(run.x[0]));
}

// d(last f)/d(setting) by dual numbers against a central difference of five points. With h = 1e-5 of the way to the
// nearer end of the setting's range it errs by O(h^4) of the fifth derivative and by 1e-16/h of f: 1e-5 covers both.
TEST_P(Law, DerivativeBySettingIsTheDifferenceQuotient) {
  if (test::has_probe(GetParam()) || GetParam().chain().is_solver()) GTEST_SKIP() << "has no derivative here";
  auto method = GetParam();
  for (const auto& row : method.info().parameters) {  // away from the ends of their ranges
    const double room = std::min(row.standard - row.low, row.high - row.standard);
    if (row.kind == ParameterInfo::Kind::number && room < 1e-2)
      method.set(row.name,
                 Setting(row.name.ends_with("epsilon") ? 0.01 : row.low + 0.3 * std::min(1.0, row.high - row.low)));
    if (std::isinf(row.low)) method.set(row.name, Setting(row.standard + 0.3));  // off the kink of a minimum
  }
  test::set_rate(method, Setting(0.02));
  const auto problem = bowl();
  const std::vector<double> start{1.5, -2};
  for (const auto& row : method.info().parameters) {
    if (row.kind != ParameterInfo::Kind::number || row.whole || std::isinf(row.standard)) continue;
    const auto exact = derivative_by_setting(problem, start, method, row.name, 30);
    const double at = method.settings()[static_cast<std::size_t>(&row - method.info().parameters.data())].value;
    const double h = 1e-5 * std::min({at - row.low, row.high - at, std::max(1.0, std::fabs(at))});
    auto f = [&](double value) {
      auto moved = method;
      moved.set(row.name, Setting(value));
      return minimize(problem, start, moved, {.steps = 30}).f;
    };
    const double quotient = (8 * (f(at + h) - f(at - h)) - (f(at + 2 * h) - f(at - 2 * h))) / (12 * h);
    EXPECT_NEAR(exact.df, quotient, 1e-5 * (1 + std::fabs(exact.df))) << row.name;
    EXPECT_NEAR(exact.f, f(at), 1e-12) << row.name;
  }
}

TEST(Schedule, OutOfRangeIsRefusedWithItsStep) {
  const std::vector<double> start{1, 1};
  const auto method = Method::parse("sgd(lr=0.5 - 0.0625*t)");
  EXPECT_EQ(minimize(bowl(), start, method, {.steps = 9}).steps, 9U);  // the last at t = 8, by 0
  const auto message = [&](const Method& one, std::size_t steps) -> std::string {
    try {
      minimize(bowl(), start, one, {.steps = steps});
    } catch (const InputError& error) {
      return error.what();
    }
    return "";
  };
  EXPECT_NE(message(method, 50).find("`learning_rate` of `sgd` would be -0.0625 at step 9 of 50"), std::string::npos);
  // Two gradients a step; of many steps some are looked at, the last among them; a schedule of a group; no number.
  EXPECT_EQ(message(Method::parse("sam(sgd(lr=0.5 - 0.0625*t))"), 18), "");
  EXPECT_NE(message(Method::parse("sgd(lr=T - 2 - t)"), 3'000'000).find("-1 at step 2999999"), std::string::npos);
  EXPECT_NE(message(Method::parse("adam(beta1=one_cycle(0.9, 0.2))"), 5).find("nan at step 0"), std::string::npos);
}

TEST(StepperState, OfAnotherKindIsRefused) {
  Stepper<double> stepper(Method::parse("adam(lr=0.1)"), 3);
  const auto state = stepper.save();
  EXPECT_THROW((Stepper<double>(Method::parse("adam(lr=0.2)"), 3).restore(state)), InputError);
  EXPECT_THROW((Stepper<double>(Method::parse("rmsprop"), 3).restore(state)), InputError);
  EXPECT_THROW((Stepper<double>(Method::parse("adam(lr=0.1)"), 4).restore(state)), InputError);
  EXPECT_THROW((Stepper<float>(Method::parse("adam(lr=0.1)"), 3).restore(state)), InputError);
  Layout two;
  two.tensors = {{"weight", {2}, 0, 0}, {"bias", {1}, 2, 0}};
  EXPECT_THROW((Stepper<double>(Method::parse("adam(lr=0.1)"), two).restore(state)), InputError);
  std::vector<double> x(3), g(2);
  EXPECT_THROW(stepper.step(x, g), InputError);
}

// Draws and schedules go on as they would have, whatever the stepper was told before.
TEST(StepperState, HoldsTheStreamAndTheLengthOfSchedules) {
  const auto method = Method::parse("noise(0.1) | sgd(lr=cosine(0.1, 0))");
  Stepper<double> whole(method, 2, 20), second(method, 2, 20);
  whole.set_stream(7, 3);
  std::vector<double> x{5, 5}, resumed;
  for (int k = 0; k < 20; ++k) {
    if (k == 8) second.restore(read_state(state_text(whole.save()))), resumed = x;
    whole.step(x, std::vector<double>{10 * x[0], 2 * x[1]});
    if (k >= 8) second.step(resumed, std::vector<double>{10 * resumed[0], 2 * resumed[1]});
  }
  EXPECT_EQ(resumed, x);
  EXPECT_THROW((Stepper<double>(method, 2, 21).restore(whole.save())), InputError);
  const auto constant = Method::parse("adam");
  Stepper<double>(constant, 2, 21).restore(Stepper<double>(constant, 2, 20).save());  // T is nobody's business
}

TEST(StepperState, TextThatIsNoStateIsRefusedWithItsLine) {
  Stepper<double> stepper(Method::parse("lookahead(adam(lr=0.1))"), 2);
  std::vector<double> x{1, 2}, g{0.25, -3};
  stepper.step(x, g);
  const auto text = state_text(stepper.save());
  EXPECT_EQ(state_text(read_state(text)), text);
  for (std::size_t size = 0; size < text.size(); ++size)  // cut off anywhere
    EXPECT_THROW(read_state(std::string_view(text).substr(0, size)), InputError) << size;
  auto with = [&](std::string_view from, std::string_view to) {
    auto changed = text;
    return changed.replace(changed.find(from), from.size(), to);
  };
  for (const auto& [changed, message] :
       {std::pair{with("state 2", "state 3"), "version 3"},
        std::pair{with("stream 1 0", "stream 1"), "`` is no whole number"},
        std::pair{with("stream 1 0", "stream 1 -1"), "`-1` is no whole number"},
        std::pair{with("total 0", "total x"), "`x` is no count of steps"},
        std::pair{with("bits " + std::to_string(bits_version), "bits 99"), "would not be the one"},
        std::pair{with("step 1", "step -1"), "`-1` is no count of steps"},
        std::pair{with("slots 6", "slots 7"), "has 6 numbers, not the 7"},
        std::pair{with("slots 6", "slots 1e300"), "is no count of numbers"},
        std::pair{with("double", "single"), "neither float nor double"},
        std::pair{text + "more\n", "expected the end"}}) {
    try {
      read_state(changed, "run.state");
      ADD_FAILURE() << "accepted: " << changed;
    } catch (const InputError& error) {
      EXPECT_NE(std::string(error.what()).find(message), std::string::npos) << error.what();
      EXPECT_EQ(error.parts().place.source, "run.state");
    }
  }
}

}  // namespace
}  // namespace ravine

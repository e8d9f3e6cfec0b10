// Runs: every method with every convention, on functions that use every operation, in blocks of several sizes; the
// chaotic run that shows a single rounding error; the long kernels in single precision.
#include <algorithm>
#include <string>
#include <vector>

#include "ravine/base/random.hpp"
#include "ravine/expression/function.hpp"
#include "ravine/method/stepper.hpp"
#include "ravine/problem/catalogue/catalogue_function.hpp"
#include "ravine/problem/function_problem.hpp"
#include "ravine/problem/noisy_problem.hpp"
#include "ravine/run/minimize.hpp"
#include "report.hpp"
#include "test/method/conventions.hpp"

namespace ravine::same_bits {
namespace {

struct Named {
  const char* name;
  const char* text;
};
constexpr Named typed_functions[] = {
    {"rosenbrock", "(1-x)^2 + 100*(y-x^2)^2"},
    {"valley", "(x-3)^2 + 8*(y-5)^4 + sqrt(x) + sin(x*y)"},
    {"algebra", "x^2*y^2/(1 + x^4) + abs(x - y)^1.5 + cbrt(x) - x/y + hypot(x, y) + max(x, y)*min(x, 2) + (x*x)^0.3"},
    {"waves", "sin(3*x) + cos(x*y) + tan(x/4)^2 + atan(x - y) + atan2(y, x) + asin(x/9) + acos(y/9) + x^2/50 + y^2/50"},
    {"growth",
     "exp(x/3) + log(1 + x^2) + expm1(-y/5) + log1p(y^2) + sinh(x/4) + cosh(y/3) + tanh(x*y) + sigmoid(x) + "
     "softplus(y) + floor(x) + sign(y)"},
    {"sums", "sum(i = 1..n-1, 100*(x[i+1] - x[i]^2)^2 + (1 - x[i])^2) + prod(i = 1..n, 1 + x[i]^2/10)"},
};

constexpr std::size_t runs = 257, steps = 40;

// All descents by so many lanes, filled again as they become free.
class List final : public DescentQueue {
 public:
  explicit List(const std::vector<Descent>& descents) : results(descents.size()), descents_(descents) {}
  Next next() override {
    if (next_ == descents_.size()) return {};
    const auto run = next_++;
    return {&descents_[run], run};
  }
  void ended(std::size_t run, RunResult& result) override { results[run] = std::move(result); }
  std::vector<RunResult> results;

 private:
  const std::vector<Descent>& descents_;
  std::size_t next_ = 0;
};

std::vector<RunResult> in_blocks(const Problem& problem, const std::vector<Descent>& descents, std::size_t lanes) {
  List list(descents);
  minimize_queue(problem, list, lanes);
  return std::move(list.results);
}

math::Hash hash_of(const std::vector<RunResult>& results) {
  math::Hash hash;
  for (const auto& run : results) {
    hash.add(std::uint64_t{run.steps}).add(std::string_view(name(run.outcome.kind)));
    hash.add(run.f).add(run.best_f).add(run.gradient_norm);
    hash.add(std::span<const double>(run.x)).add(std::span<const double>(run.best_x));
    hash.add(std::span<const double>(run.history.x)).add(std::span<const double>(run.history.slots));
  }
  return hash;
}

// Functions and their gradients and Hessians at many points.
void values(Report& report, const Named& function, const FunctionProblem& problem) {
  const auto n = problem.dimension();
  const math::RandomStream random({.seed = 7, .purpose = math::Purpose::test, .problem = n, .repeat = 0, .step = 0});
  math::Hash first;
  for (const auto lanes : block_sizes) {
    math::Hash hash;
    const auto evaluator = problem.evaluator(lanes);
    LaneBlock<double> x(n, lanes), v(n, lanes), g(n, lanes), product(n, lanes);
    std::vector<double> f(lanes);
    constexpr std::size_t points = 3598;  // 2 * 257 * 7
    for (std::size_t begin = 0; begin < points; begin += lanes) {
      const auto count = std::min(lanes, points - begin);
      for (std::size_t k = 0; k < count; ++k)
        for (std::size_t i = 0; i < n; ++i) {
          x[i][k] = 8 * random.uniform((begin + k) * n + i) - 3;
          v[i][k] = 1 + static_cast<double>(i);
        }
      evaluator->evaluate(count, std::as_const(x).columns(), f.data(), g.columns(), nullptr);
      evaluator->hessian_product(count, std::as_const(x).columns(), std::as_const(v).columns(), product.columns(),
                                 nullptr);
      for (std::size_t k = 0; k < count; ++k) {
        hash.add(f[k]);
        for (std::size_t i = 0; i < n; ++i) hash.add(g[i][k]).add(product[i][k]);
      }
    }
    if (lanes == block_sizes[0]) first = hash;
    if (hash.value() != first.value())
      report.fail(std::string("function.") + function.name + ": blocks of " + std::to_string(lanes) + " differ");
  }
  report.add(std::string("function.") + function.name, first);
}

void descents(Report& report, const Problem& problem, const std::string& what, const Method& method) {
  const auto n = problem.dimension();
  const math::RandomStream random({.seed = 9, .purpose = math::Purpose::test, .problem = n, .repeat = 0, .step = 0});
  std::vector<Descent> all;
  for (std::size_t i = 0; i < runs; ++i) {
    Descent descent{{}, method, {}};
    for (std::size_t k = 0; k < n; ++k) descent.start.push_back(0.2 + 4 * random.uniform(i * n + k));
    test::set_rate(descent.method, Setting(0.001 * static_cast<double>(1 + i % 40)));
    if (i % 5 == 0) test::set_rate(descent.method, "0.02/(1 + 0.1*t)");
    descent.options.steps = steps - i % 7;
    descent.options.record = {.every = 13, .gradient = false, .update = false, .slots = true};
    all.push_back(std::move(descent));
  }
  const auto first = hash_of(in_blocks(problem, all, block_sizes[0]));
  for (const auto lanes : block_sizes)
    if (method.chain().is_solver())
      break;  // always alone
    else if (hash_of(in_blocks(problem, all, lanes)).value() != first.value())
      report.fail(what + ": blocks of " + std::to_string(lanes) + " differ");
  report.add(what, first);
}

// Every kind of noise, with methods of every way through a block: kernels, links, probes, solvers.
// f and gradient of the catalogue's functions where they customarily start and along the way to a corner of the domain.
void catalogue(Report& report) {
  for (const auto& row : test_functions()) {
    const auto given = CatalogueFunction::parse(row.name);
    const auto n = given.start.size();
    math::Hash hash;
    std::vector<double> x(n), gradient(n);
    for (int k = 0; k < 16; ++k) {
      for (std::size_t i = 0; i < n; ++i) x[i] = given.start[i] + 0.0625 * k * (given.high[i] - given.start[i]);
      hash.add(given.function(x, gradient)).add(std::span<const double>(gradient));
    }
    report.add("catalogue." + std::string(row.name), hash);
  }
}

void noisy(Report& report) {
  const auto exact = std::make_shared<FunctionProblem>(Function::parse(typed_functions[0].text));
  std::vector<std::string> noises{"gaussian(sigma=[0.5,0.01])", "gaussian(covariance=[[4,1],[1,2]])",
                                  "student_t(scale=0.3,degrees=1.5)"};
  for (const auto& kind : gradient_noises()) noises.emplace_back(kind.name);
  for (const auto& text : noises) {
    const NoisyProblem problem(exact, GradientNoise::parse(text), 3);
    for (const char* method : {"sgd", "clip_norm(1)|adam", "sam(0.05,sgd)", "lbfgs"})
      descents(report, problem, "noise." + text + "." + method, Method::parse(method));
  }
}

// RMSProp on the valley amplifies one rounding error 10^12-fold after step 65.
void chaos(Report& report) {
  const FunctionProblem problem(Function::parse(typed_functions[1].text));
  const auto run =
      minimize(problem, std::vector<double>{5, -2},
               Method::parse("rmsprop(lr=0.1, decay=0.9, eps=1e-6, epsilon_place=inside)"), {.steps = 100});
  report.add("complex-rmsprop", math::Hash().add(std::span<const double>(run.history.x)));
}

// Its notation as one word.
std::string key(const Method& method) {
  auto text = method.text();
  std::erase(text, ' ');
  return text;
}

void single_precision(Report& report) {
  constexpr std::size_t n = 1003;
  for (const auto* info : methods()) {
    const auto method = test::runnable(Method::named(info->name));
    if (test::has_probe(method) || method.chain().is_solver()) continue;
    Stepper<float> stepper(method, test::only_matrices(*info) ? parse_layout("w[17x59]") : Layout::vector(n));
    std::vector<float> x(n), g(n);
    for (std::size_t i = 0; i < n; ++i) x[i] = 0.01F * static_cast<float>(i) - 4;
    math::Hash hash;
    for (int t = 0; t < 50; ++t) {
      for (std::size_t i = 0; i < n; ++i) g[i] = x[i] * (1 + 0.01F * static_cast<float>(i % 17));
      stepper.step(x, g, 1);
    }
    for (const float value : x) hash.add(value);
    report.add("float." + std::string(info->name), hash);
  }
}

void matrices(Report& report) {
  const FunctionProblem problem(
      Function::parse("sum(i = 1..n-1, (x[i+1] - tanh(x[i]))^2) + 0.1*sum(i = 1..n, i*x[i]^2)", {{}, 38}),
      parse_layout("w[5x7] b[3]"));
  std::vector<double> start(38);
  for (std::size_t i = 0; i < start.size(); ++i) start[i] = 0.05 * static_cast<double>(i % 13) - 0.3;
  for (auto method : test::matrix_conventions()) {
    test::set_rate(method, Setting(0.02));
    const auto run = minimize(problem, start, method, {.steps = 40});
    report.add("matrix." + key(method), math::Hash().add(std::span<const double>(run.history.x)));
  }
}

}  // namespace

void run_section(Report& report) {
  for (const auto& function : typed_functions) {
    const auto many = std::string_view(function.name) == "sums";
    const FunctionProblem problem(Function::parse(function.text, {.variables = {}, .dimension = many ? 5U : 2U}));
    values(report, function, problem);
    for (const auto& method : test::conventions())
      descents(report, problem, "run." + std::string(function.name) + "." + key(method), method);
  }
  catalogue(report);
  noisy(report);
  chaos(report);
  single_precision(report);
  matrices(report);
}

}  // namespace ravine::same_bits

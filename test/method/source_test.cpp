// Methods against their sources: PyTorch's (test/golden/torch/trajectories.py: executed, version 1.13.1; NAdam read
// from the source of version 2), and the papers' pseudo-code at 60 digits (test/golden/paper).
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <fstream>
#include <map>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include "ravine/base/random.hpp"
#include "ravine/method/chain.hpp"
#include "ravine/method/library.hpp"
#include "ravine/problem/function_problem.hpp"
#include "ravine/run/minimize.hpp"

namespace ravine {
namespace {

struct SourceRow {
  std::string method, problem;
  std::size_t step = 0;
  std::vector<double> x;
};

std::vector<SourceRow> rows(const std::string& source) {
  std::ifstream file(std::string(RAVINE_SOURCE_DIR) + "/test/golden/" + source + ".csv");
  std::string line, step, numbers, number;
  std::getline(file, line);
  std::vector<SourceRow> all;
  while (std::getline(file, line)) {
    std::istringstream cells(line);
    SourceRow row;
    std::getline(cells, row.method, ';'), std::getline(cells, row.problem, ';'), std::getline(cells, step, ';');
    row.step = std::stoul(step);
    while (std::getline(cells, number, ',')) row.x.push_back(std::stod(number));
    all.push_back(row);
  }
  return all;
}

// What golden files have under a name of its own, as it is written here: Demon Adam of its paper.
std::string written_here(const std::string& method) {
  static const std::map<std::string, std::string> all{
      {"adafactor_factored", "adafactor"},
      {"demon_adam(lr=0.0001)",
       "simplified_ademamix(lr=0.0001, beta1=demon(0.9), beta2=0.999, epsilon_place=inside, bias_correction=false)"},
      {"demon_adam(lr=0.0005, beta1=0.8, beta2=0.99, epsilon=0.01)",
       "simplified_ademamix(lr=0.0005, beta1=demon(0.8), beta2=0.99, epsilon=0.01, epsilon_place=inside, "
       "bias_correction=false)"}};
  const auto found = all.find(method);
  return found == all.end() ? method : found->second;
}

const char* formula_of(const std::string& problem) {
  if (problem == "bowl") return "5*x1^2 + x2^2";
  if (problem == "rosenbrock") return "(1 - x1)^2 + 100*(x2 - x1^2)^2";
  return "(x3*tanh(-x1 + x2) + x4 + 0.4)^2 + (x3*tanh(0.5*x1 + x2) + x4 - 0.7)^2 + (x3*tanh(2*x1 + x2) + x4 - 0.9)^2";
}

// What rounding alone does to a path, where that was measured: by method and problem.
std::map<std::string, double> measured_rounding() {
  std::map<std::string, double> all;
  for (const char* name : {"rounding", "variants_rounding"}) {
    std::ifstream file(std::string(RAVINE_SOURCE_DIR) + "/test/golden/paper/" + name + ".csv");
    std::string method, problem, difference;
    std::getline(file, method);
    while (std::getline(file, method, ';') && std::getline(file, problem, ';') && std::getline(file, difference))
      all[method.append(" on ").append(problem)] = std::stod(difference);
  }
  return all;
}

// 1e-12 of the largest coordinate: 100 steps of rounding, which on these problems most methods do not amplify a
// thousandfold. Others are held to 20 times what the formula of their source, evaluated in doubles, strays.
void expect_source_paths(const std::vector<SourceRow>& all) {
  const auto rounding = measured_rounding();
  std::map<std::string, History> histories;
  for (const auto& row : all) {
    const auto key = row.method + " on " + row.problem;
    if (row.step == 0) {
      const auto method = Method::parse(written_here(row.method));
      histories[key] = minimize(FunctionProblem(Function::parse(formula_of(row.problem), {{}, row.x.size()})), row.x,
                                method, {.steps = 100 * method.chain().gradients_a_step()})
                           .history;
    }
    ASSERT_LT(row.step, histories.at(key).size()) << key;
    const auto point = histories.at(key).point(row.step);
    const auto strayed = rounding.find(key);
    const double tolerance = std::max(1e-12, strayed == rounding.end() ? 0 : 20 * strayed->second);
    double size = 1;
    for (const double x : row.x) size = std::max(size, std::fabs(x));
    for (std::size_t i = 0; i < row.x.size(); ++i)
      EXPECT_NEAR(point[i], row.x[i], tolerance * size) << key << ", step " << row.step << ", coordinate " << i;
  }
}

TEST(Source, PyTorch) {
  const auto all = rows("torch/trajectories");
  ASSERT_EQ(all.size(), 44U * 3 * 11);  // methods, problems, rows
  expect_source_paths(all);
}

TEST(Source, Papers) {
  const auto all = rows("paper/trajectories");
  ASSERT_EQ(all.size(), 15U * 2 * 11);
  expect_source_paths(all);
}

TEST(Source, PapersOfLaterMethods) {
  const auto all = rows("paper/elementwise");
  ASSERT_GE(all.size(), 500U);
  expect_source_paths(all);
}

TEST(Source, PapersOfRarerMethods) {
  const auto all = rows("paper/variants");
  ASSERT_GE(all.size(), 700U);
  expect_source_paths(all);
}

TEST(Source, PapersOfFurtherMethods) {
  const auto all = rows("paper/further");
  ASSERT_GE(all.size(), 600U);
  expect_source_paths(all);
}

TEST(Source, PapersOfMethodsWithNormsAndOfChains) {
  const auto all = rows("paper/coupled");
  ASSERT_GE(all.size(), 700U);
  expect_source_paths(all);
}

// What `like` gives against the libraries' own steps (test/golden/like: read from their sources, and compared there
// with running code), with the rates of the golden file. 1e-11 of the largest coordinate: a change of 10^-16 grows less
// than 49-fold in these rows. Each library's form of a method has one.
TEST(Source, LibrariesWhoseConventionsAreOffered) {
  std::stringstream file;
  for (const char* name : {"trajectories", "variants", "further"})
    file << std::ifstream(std::string(RAVINE_SOURCE_DIR) + "/test/golden/like/" + name + ".csv").rdbuf();
  std::string line, library, call, problem, step, numbers, number;
  std::set<std::pair<std::string_view, std::string_view>> met;
  std::map<std::string, History> histories;
  while (std::getline(file, line)) {
    if (line.starts_with("library;")) continue;
    std::istringstream cells(line);
    std::getline(cells, library, ';'), std::getline(cells, call, ';'), std::getline(cells, problem, ';');
    std::getline(cells, step, ';');
    std::vector<double> x;
    while (std::getline(cells, number, ',')) x.push_back(std::stod(number));
    const auto* form = find_library_form(library, call.substr(0, call.find('(')));
    if (form == nullptr) continue;
    met.emplace(form->library, form->method);
    const auto key = std::string(library).append(": ").append(call).append(" on ").append(problem);
    if (step == "0")
      histories[key] = minimize(FunctionProblem(Function::parse(formula_of(problem), {{}, x.size()})), x,
                                Method::parse(call, library), {.steps = 100})
                           .history;
    const auto point = histories.at(key).point(std::stoul(step));
    double size = 1;
    for (const double value : x) size = std::max(size, std::fabs(value));
    for (std::size_t i = 0; i < x.size(); ++i) EXPECT_NEAR(point[i], x[i], 1e-11 * size) << key << ", step " << step;
  }
  // L-BFGS has a golden file of its own (solver_test.cpp), with this very form.
  const auto lbfgs = Method::named("lbfgs", "pytorch").text();
  for (const auto& row : rows("torch/lbfgs"))
    if (Method::parse(row.method).text() == lbfgs) met.emplace("pytorch", "lbfgs");
  // And clipping, whose form stands in a chain there.
  const auto clip = Method::parse("clip_norm(1) | sgd(lr=0.05)", "pytorch").text();
  for (const auto& row : rows("torch/trajectories"))
    if (Method::parse(row.method).text() == clip) met.emplace("pytorch", "clip_norm");
  EXPECT_EQ(met.size(), library_forms().size());
}

// No method stands in the table that no source was run against; `average` leaves the walk as it is and `noise` draws
// its own: they have tests of their own.
TEST(Source, EveryMethodIsHeldToOne) {
  std::set<std::string_view> held{"average", "noise"};
  for (const char* source : {"torch/trajectories", "paper/trajectories", "paper/elementwise", "paper/coupled",
                             "paper/line_search", "paper/bfgs", "paper/matrix", "paper/variants", "paper/further"})
    for (const auto& row : rows(source)) {
      if (row.step != 0) continue;
      const auto method = Method::parse(written_here(row.method));
      for (const auto& link : method.chain().links()) held.insert(link.entry->info.name);
    }
  for (const auto* info : methods()) EXPECT_TRUE(held.contains(info->name)) << info->name;
}

// The noise is the keyed stream's, the same for every contender and in every batch, another for another seed.
TEST(Source, NoiseIsTheKeyedStreams) {
  const FunctionProblem flat(Function::parse("0*x1 + 0*x2"));
  const auto walk = [&](const char* method, std::uint64_t seed) {
    return minimize(flat, std::vector<double>{0, 0}, method, {.steps = 5, .seed = seed, .repeat = 3}).history;
  };
  const auto history = walk("noise(0.5) | sgd(lr=1)", 7);
  double x = 0;
  for (std::size_t t = 0; t < 5; ++t) {
    const math::RandomStream stream({7, math::Purpose::gradient_noise, 0, 3, t});
    x -= 0.5 * stream.normal(1);
    EXPECT_EQ(history.point(t + 1)[1], x) << t;
  }
  EXPECT_NE(walk("noise(0.5) | sgd(lr=1)", 8).x, history.x);
  EXPECT_EQ(walk("noise(0.5) | momentum(lr=1, momentum=0)", 7).x, history.x);
}

// The averages of the points that a run passed, from its own history.
TEST(Source, AveragesAreThoseOfTheHistory) {
  const FunctionProblem bowl(Function::parse("5*x1^2 + x2^2"));
  for (const auto& [form, weight] : {std::pair{"ema", 0.9}, std::pair{"uniform", 1.0}}) {
    auto method = Method::parse("momentum(lr=0.01) | average(decay=0.9)");
    method.set("average.form", form);
    const auto run = minimize(bowl, std::vector<double>{5, 5}, method, {.steps = 40, .record = {.slots = true}});
    const auto slots = run.history.slot_names.size();
    double sum = 0, total = 0;
    for (std::size_t t = 1; t < run.history.size(); ++t) {
      sum = weight * sum + run.history.point(t)[0];
      total = weight * total + 1;
      EXPECT_NEAR(run.history.slots[((t - 1) * slots + slots - 1) * 2], sum / total, 1e-13) << form << ", step " << t;
    }
  }
}

}  // namespace
}  // namespace ravine

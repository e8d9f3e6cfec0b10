// [problem.NAME] -> PlannedProblem.
#include <algorithm>
#include <array>
#include <memory>
#include <utility>

#include "ravine/problem/catalogue/catalogue_function.hpp"
#include "ravine/problem/function_problem.hpp"
#include "ravine/problem/noisy_problem.hpp"
#include "ravine/study/definition_parts.hpp"
#include "ravine/study/value_reading.hpp"

namespace ravine::study {
namespace {

constexpr std::int64_t largest_dimension = 1'000'000;

std::string joined(const std::vector<std::string>& names) {
  constexpr std::size_t most = 6;
  std::string text;
  for (std::size_t i = 0; i < std::min(names.size(), most); ++i) text += (i == 0 ? "" : ", ") + names[i];
  return names.size() > most ? text + ", ..." : text;
}

}  // namespace

std::vector<std::string> read_variables(const Entry& entry) {
  // Results have columns of these names.
  constexpr std::array<std::string_view, 3> taken{"step", "f", "grad_norm"};
  const auto wanted = rule(&RawProblem::variables);
  if (entry.value.kind != Value::Kind::list || entry.value.list.empty()) refuse(entry.key, entry.value, wanted);
  std::vector<std::string> names;
  for (const auto& item : entry.value.list) {
    const auto& name = read_line(entry.key, item, wanted);
    if (std::find(taken.begin(), taken.end(), name) != taken.end()) {
      fail(item.location,
           "the variable " + in_quotes(name) + " would be mistaken for the column of that name in the results",
           "call it otherwise");
    }
    if (std::find(names.begin(), names.end(), name) != names.end()) {
      fail(item.location, "the variable " + in_quotes(name) + " stands twice");
    }
    names.push_back(name);
  }
  return names;
}

std::size_t read_dimension(const Entry& entry) {
  const auto dimension = read_integer(entry.key, entry.value, rule(&RawProblem::dimension), 1);
  if (dimension > largest_dimension) refuse(entry.key, entry.value, "at most a million");
  return static_cast<std::size_t>(dimension);
}

namespace {

// A function whose dimension the text does not tell (sums to n) has the start's.
Function read_function(const RawProblem& raw) {
  const auto& value = raw.function->value;
  read_text(raw.function->key, value, rule(&RawProblem::function));
  ParseOptions options;
  if (raw.variables != nullptr) options.variables = read_variables(*raw.variables);
  if (raw.dimension != nullptr) {
    options.dimension = read_dimension(*raw.dimension);
    if (!options.variables.empty() && options.variables.size() != options.dimension) {
      fail(raw.dimension->value.location,
           "`dimension` is " + std::to_string(options.dimension) + ", but there are " +
               std::to_string(options.variables.size()) + " `variables`",
           "leave one of them out");
    }
  }
  const bool open = raw.dimension == nullptr && raw.variables == nullptr;
  const auto told = open ? dimension_of_start(raw.start->value) : std::nullopt;
  if (told) {
    try {
      return Function::parse(value.text, options);
    } catch (const InputError&) {
      options.dimension = *told;
    }
  }
  return read_at(value, [&] {
    try {
      return Function::parse(value.text, options);
    } catch (const InputError& error) {
      auto parts = error.parts();
      if (const auto known = nearest_test_function(value.text);
          !known.empty() && parts.message.starts_with("unknown ") && !parts.hint.starts_with("write "))
        parts.hint =
            "for a function of the catalogue write catalogue = \"" + std::string(known) + "\" in place of `function`";
      throw InputError(std::move(parts));
    }
  });
}

std::vector<std::vector<double>> read_minimisers(const Entry& entry, const std::vector<std::string>& coordinates) {
  const auto& value = entry.value;
  if (value.kind != Value::Kind::list || value.list.empty()) refuse(entry.key, value, rule(&RawProblem::minimisers));
  if (value.list.front().kind != Value::Kind::list) return {read_point(entry.key, value, coordinates)};
  std::vector<std::vector<double>> points;
  for (const auto& item : value.list) points.push_back(read_point(entry.key, item, coordinates));
  return points;
}

ViewBox read_view(const Entry& entry, std::size_t dimension) {
  const auto& table = read_table(entry.key, entry.value, rule(&RawProblem::view));
  const auto raw = read_fields<RawView>(table, view_rows, "`view`");
  const bool lacks_y = raw.y == nullptr && dimension > 1;  // of one coordinate it is as high as f goes
  if (raw.x == nullptr || lacks_y) {
    fail(entry.value.location, std::string("`view` has no `") + (raw.x == nullptr ? "x" : "y") + "`",
         dimension > 1 ? "write view = { x = [-7, 7], y = [-7, 7] }" : "write view = { x = [-7, 7] }");
  }
  const auto x = read_interval("x", raw.x->value, rule(&RawView::x));
  if (raw.y == nullptr) return {x.first, x.second, 0, 0};
  const auto y = read_interval("y", raw.y->value, rule(&RawView::y));
  return {x.first, x.second, y.first, y.second};
}

std::vector<double> read_levels(const Entry& entry) {
  auto levels = read_numbers(entry.key, entry.value, rule(&RawProblem::levels));
  for (std::size_t i = 1; i < levels.size(); ++i) {
    if (levels[i] <= levels[i - 1]) refuse(entry.key, entry.value.list[i], "more than the level before it");
  }
  return levels;
}

// Noise in the gradients of a problem that is whole. What the problem is says which noise.
void add_noise(const Entry& entry, PlannedProblem& problem) {
  const auto& text = read_text(entry.key, entry.value, rule(&RawProblem::noise));
  const auto noise = read_at(entry.value, [&] {
    auto read = GradientNoise::parse(text);
    read.require_fit(problem.problem->dimension());
    return read;
  });
  problem.problem = std::make_shared<NoisyProblem>(problem.problem, noise, NoisyProblem::stream_of(problem.identity));
  problem.identity += "\nnoise " + noise.text();
}

}  // namespace

std::vector<std::string> coordinate_names(const Problem& problem) {
  auto names = problem.coordinate_names();
  for (auto i = names.size(); i < problem.dimension(); ++i) names.push_back('x' + std::to_string(i + 1));
  return names;
}

std::vector<double> read_point(std::string_view key, const Value& value, const std::vector<std::string>& coordinates) {
  constexpr std::string_view wanted = "a list of finite numbers";
  const auto count = coordinates.size();
  if (value.is_number()) return std::vector<double>(count, read_number(key, value, wanted));
  auto point = read_numbers(key, value, wanted);
  if (point.size() != count) {
    fail(value.location, in_quotes(key) + " has " + std::to_string(point.size()) +
                             (point.size() == 1 ? " coordinate" : " coordinates") + ", but the function has " +
                             std::to_string(count) + " (" + joined(coordinates) + ")");
  }
  return point;
}

namespace {

// A function's problem: all but its title, start, minimum and what pictures show.
PlannedProblem planned(const Entry& entry, const RawProblem& raw, const Entry& written, const Function& function) {
  read_at(written.value, [&] { function.value_and_gradient(); });  // has a limit of its own
  PlannedProblem problem;
  problem.name = entry.key;
  std::shared_ptr<FunctionProblem> exact;
  if (raw.layout != nullptr) {
    const auto& text = read_line("layout", raw.layout->value, rule(&RawProblem::layout));
    exact = read_at(raw.layout->value, [&] { return std::make_shared<FunctionProblem>(function, parse_layout(text)); });
  } else {
    exact = std::make_shared<FunctionProblem>(function);
  }
  problem.identity = exact->identity();
  problem.problem = std::move(exact);
  return problem;
}

PlannedProblem read_function_problem(const Entry& entry, const RawProblem& raw, const ProblemContext& /*context*/) {
  if (raw.start == nullptr) {
    fail(entry.key_location, "[problem." + shown(entry.key) + "] has no `start`",
         "say where its runs start: start = [5, 5]");
  }
  return planned(entry, raw, *raw.function, read_function(raw));
}

// With the catalogue's title, start, minimum and view. A list `start` tells the dimension where nothing else does; from
// a start outside of the view pictures show what is around the runs.
PlannedProblem read_catalogue_problem(const Entry& entry, const RawProblem& raw, const ProblemContext& context) {
  const auto& text = read_line("catalogue", raw.catalogue->value, rule(&RawProblem::catalogue));
  std::size_t dimension = 0;
  if (raw.dimension != nullptr)
    dimension = read_dimension(*raw.dimension);
  else if (raw.start != nullptr)
    dimension = dimension_of_start(raw.start->value).value_or(dimension);
  const auto given = read_at(raw.catalogue->value, [&] { return CatalogueFunction::parse(text, dimension); });
  if (raw.dimension != nullptr && given.function.dimension() != dimension)
    fail(raw.dimension->value.location,
         "`dimension` is " + std::to_string(dimension) + ", but `catalogue` says " +
             std::to_string(given.function.dimension()),
         "leave one of them out");
  auto problem = planned(entry, raw, *raw.catalogue, given.function);
  problem.title = given.title();
  problem.start = given.start;
  problem.minimum = given.minimum;
  problem.minimisers = given.minimisers;
  if (raw.start != nullptr)
    read_starts(raw.start->value, coordinate_names(*problem.problem), context.most_runs, problem.start, problem.starts);
  if (given.view && given.view->holds(problem.start))
    problem.view = ViewBox{given.view->x_low, given.view->x_high, given.view->y_low, given.view->y_high};
  return problem;
}

using ProblemEntry = const Entry* RawProblem::*;

// What a problem can be: the key that makes it so, and those that only some kinds have.
struct ProblemKind {
  ProblemEntry made_by;
  std::array<ProblemEntry, 5> further;  // may be null
  PlannedProblem (*read)(const Entry&, const RawProblem&, const ProblemContext&);
  bool has(ProblemEntry key) const { return std::find(further.begin(), further.end(), key) != further.end(); }
};
constexpr std::array problem_kinds{
    ProblemKind{&RawProblem::function,
                {&RawProblem::variables, &RawProblem::dimension, &RawProblem::layout},
                read_function_problem},
    ProblemKind{&RawProblem::catalogue, {&RawProblem::dimension, &RawProblem::layout}, read_catalogue_problem},
    ProblemKind{&RawProblem::model, {&RawProblem::data}, read_model},
    ProblemKind{&RawProblem::external,
                {&RawProblem::variables, &RawProblem::dimension, &RawProblem::layout, &RawProblem::timeout,
                 &RawProblem::differences},
                read_external},
};

const ProblemKind& kind_of(const Entry& entry, const RawProblem& raw) {
  const ProblemKind* found = nullptr;
  for (const auto& kind : problem_kinds) {
    if (raw.*kind.made_by == nullptr) continue;
    if (found != nullptr)
      fail((raw.*kind.made_by)->key_location,
           in_quotes((raw.*kind.made_by)->key) + " stands beside " + in_quotes((raw.*found->made_by)->key),
           "a problem has one of them");
    found = &kind;
  }
  if (found == nullptr)
    fail(entry.key_location, "[problem." + shown(entry.key) + "] has no `function`",
         "write one: function = \"5*x^2 + y^2\"; or take one of `ravine problems`: catalogue = \"rosenbrock\"");
  for (const auto& kind : problem_kinds)
    for (const auto key : kind.further)
      if (key != nullptr && raw.*key != nullptr && !found->has(key))
        fail((raw.*key)->key_location,
             in_quotes((raw.*key)->key) + " is not of problems with " + in_quotes((raw.*found->made_by)->key),
             "leave it out");
  return *found;
}

}  // namespace

PlannedProblem read_problem(const Entry& entry, const ProblemContext& context) {
  const auto where = "[problem." + shown(entry.key) + "]";
  const auto& table = read_table("problem." + shown(entry.key), entry.value, "a table, `[problem.NAME]`");
  const auto raw = read_fields<RawProblem>(table, problem_rows, where);
  auto problem = kind_of(entry, raw).read(entry, raw, context);
  if (raw.noise != nullptr) add_noise(*raw.noise, problem);
  const auto coordinates = coordinate_names(*problem.problem);
  if (raw.title != nullptr) problem.title = read_line("title", raw.title->value, rule(&RawProblem::title));
  if (problem.title.empty()) problem.title = entry.key;
  if (raw.start != nullptr)
    read_starts(raw.start->value, coordinates, context.most_runs, problem.start, problem.starts);
  if (raw.minimum != nullptr) {
    problem.minimum = read_number("minimum", raw.minimum->value, rule(&RawProblem::minimum));
  }
  if (raw.minimisers != nullptr) problem.minimisers = read_minimisers(*raw.minimisers, coordinates);
  if (raw.plane != nullptr) problem.plane = read_plane(*raw.plane, coordinates);
  if (raw.view != nullptr) problem.view = read_view(*raw.view, coordinates.size());
  if (raw.levels != nullptr) problem.levels = read_levels(*raw.levels);
  return problem;
}

}  // namespace ravine::study

// [problem.NAME] with a `model` -> PlannedProblem.
#include <algorithm>
#include <memory>
#include <utility>

#include "ravine/problem/model/model.hpp"
#include "ravine/study/definition_parts.hpp"
#include "ravine/study/value_reading.hpp"

namespace ravine::study {
namespace {

const NamedData& find_data(const Entry& entry, const ProblemContext& context) {
  const auto& wanted = read_text("data", entry.value, rule(&RawProblem::data));
  std::vector<std::string_view> names;
  for (const auto& data : context.data) {
    if (data.name == wanted) return data;
    names.emplace_back(data.name);
  }
  fail(entry.value.location, "there is no data set " + in_quotes(wanted) + nearest_hint(wanted, names),
       "write a table [data." + shown(wanted) + "] with its `file`");
}

}  // namespace

PlannedProblem read_model(const Entry& entry, const RawProblem& raw, const ProblemContext& context) {
  if (raw.data == nullptr)
    fail(raw.model->key_location, "a model needs `data` to learn from", "name a data set: data = \"iris\"");
  const auto& data = find_data(*raw.data, context);
  const auto& text = read_line("model", raw.model->value, rule(&RawProblem::model));
  PlannedProblem problem;
  problem.name = entry.key;
  problem.problem = read_at(raw.model->value, [&] { return std::shared_ptr(make_model(text, data.divided)); });
  problem.identity = "model " + Model::parse(text).text() + '\n' + data.identity;
  problem.start = problem.problem->start(context.seed, 0);
  return problem;
}

}  // namespace ravine::study

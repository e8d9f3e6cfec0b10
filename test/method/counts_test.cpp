// Settings that count only with a choice: without it no bit of a run depends on them.
#include <gtest/gtest.h>

#include "ravine/method/method.hpp"
#include "ravine/problem/function_problem.hpp"
#include "ravine/run/minimize.hpp"

namespace ravine {
namespace {

std::vector<double> end_of(const Method& method) {
  const FunctionProblem valley(Function::parse("(1 - x)^2 + 100*(y - x^2)^2"));
  return minimize(valley, std::vector<double>{-1.2, 1}, method, {.steps = 40}).x;
}

// Another value that the row accepts.
double other_value(const ParameterInfo& row) { return row.accepts(row.standard / 2) ? row.standard / 2 : row.low; }

TEST(Counts, WithoutItsChoiceASettingHasNoEffect) {
  std::size_t conditions = 0;
  for (const auto* info : methods())
    for (std::size_t k = 0; k < info->parameters.size(); ++k) {
      const auto& row = info->parameters[k];
      if (row.with.empty()) continue;
      ++conditions;
      const auto* with = info->find(row.with);
      ASSERT_NE(with, nullptr) << info->name << ", " << row.name;
      bool is_a_choice = false;
      for (double value = 0; value <= with->high; ++value) {
        auto method = Method::named(info->name);
        method.set_row(static_cast<std::size_t>(with - info->parameters.data()), value);
        const bool chosen = with->value_text(value) == row.choice;
        is_a_choice = is_a_choice || chosen;
        EXPECT_EQ(method.counts(k), chosen) << info->name << ", " << row.name;
        const auto before = end_of(method);
        method.set_row(k, other_value(row));
        EXPECT_TRUE(chosen || end_of(method) == before) << info->name << ", " << row.name;
      }
      EXPECT_TRUE(is_a_choice) << info->name << ", " << row.name;
    }
  EXPECT_GE(conditions, 9U);  // of L-BFGS three, of gradient descent three, of the Nadams two, of Adafactor one
}

// Of a chain the rule's.
TEST(Counts, IsAskedOfTheMethodSOwnChoices) {
  const auto counts = [](const char* notation, const char* name) {
    const auto method = Method::parse(notation);
    return method.counts(static_cast<std::size_t>(method.info().find(name) - method.info().parameters.data()));
  };
  EXPECT_FALSE(counts("lbfgs", "learning_rate"));
  EXPECT_TRUE(counts("lbfgs(line_search=none)", "learning_rate"));
  EXPECT_FALSE(counts("clip_norm(1) | nadam(momentum_schedule=false)", "momentum_decay"));
  EXPECT_TRUE(counts("clip_norm(1) | nadam", "momentum_decay"));
}

}  // namespace
}  // namespace ravine

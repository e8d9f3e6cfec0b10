// A rule's entry: its table and its kernels. Included by rule.hpp.
#pragma once

#include "ravine/method/kernel.hpp"

namespace ravine::kernel {

template <class Row, class Rule>
[[gnu::cold]] ParameterInfo describe(const Row& row, const Rule& defaults) {
  ParameterInfo info;
  info.name = row.text.name, info.symbol = row.text.symbol, info.meaning = row.text.meaning;
  for (const auto alias : row.text.aliases)
    if (!alias.empty()) info.aliases.push_back(alias);
  info.low = row.text.range.low, info.high = row.text.range.high;
  info.low_open = row.text.range.low_open, info.high_open = row.text.range.high_open;
  info.whole = row.text.range.whole;
  info.constant = row.text.constant;
  const auto field = defaults.*row.field;
  using Field = std::remove_const_t<decltype(field)>;
  if constexpr (std::is_enum_v<Field>) {
    info.kind = ParameterInfo::Kind::choice;
    for (const auto choice : choice_names(field)) info.choices.push_back(choice);
    info.high = static_cast<double>(info.choices.size() - 1), info.high_open = false;
  } else if constexpr (std::is_same_v<Field, bool>) {
    info.kind = ParameterInfo::Kind::flag;
    info.high = 1, info.high_open = false;
  }
  info.standard = static_cast<double>(field);
  return info;
}

template <template <class> class Rule>
[[gnu::cold]] std::vector<Setting> settings_of(const void* pointer) {
  const auto& rule = *static_cast<const Rule<Setting>*>(pointer);
  std::vector<Setting> settings;
  auto take = [&]<class Field>(const Field& field, bool own) {
    if (!own) return;
    if constexpr (std::is_same_v<Field, Setting>)
      settings.push_back(field);
    else
      settings.emplace_back(static_cast<double>(field));
  };
  std::apply([&](const auto&... row) { (take(rule.*row.field, !row.text.inherited), ...); },
             parameter_rows<Rule, Setting>);
  return settings;
}

// Everything but the kernels.
template <template <class> class Rule>
[[gnu::cold]] MethodInfo make_info() {
  constexpr auto& about = Rule<double>::about;
  MethodInfo info;
  info.name = about.name, info.title = about.title, info.family = about.family, info.summary = about.summary;
  info.formula = about.formula, info.citation = about.citation, info.part = about.part, info.wraps = about.wraps;
  const Rule<double> defaults;
  const auto take = [&](const auto& row) {
    if (!row.text.inherited) info.parameters.push_back(describe(row, defaults));
  };
  std::apply([&](const auto&... row) { (take(row), ...); }, parameter_rows<Rule>);
  if constexpr (requires { Rule<double>::only_with; })
    for (const OnlyWith& condition : Rule<double>::only_with)
      for (auto& row : info.parameters)
        if (row.name == condition.setting) row.with = condition.with, row.choice = condition.choice;
  for (const auto slot : Rule<double>::slots) info.slots.push_back(slot);
  return info;
}

// What the kernels of a rule or link are.
template <template <class> class Rule>
void fill_kernels(MethodEntry& entry) {
  entry.coefficients = coefficient_count<Rule>;
  entry.sums = sum_count<Rule>;
  if constexpr (requires(const Rule<double> rule) { rule.start(); }) entry.start = start_lanes<Rule>;
  entry.prepare = prepare_lanes<Rule>;
  entry.update_wide = update_lanes<Rule>;
  if constexpr (!moves<Rule>)
    entry.step_planes = step_planes_of_link<Rule>;
  else if constexpr (
      Rule<double>::about.part == Part::rule && !requires { Rule<double>::step_is_long; } &&
      !requires { Rule<double>::only_matrices; })
    entry.step_planes = step_planes<Rule>;
  entry.update_long = update_coordinates<Rule, double>;
  entry.update_long_float = update_coordinates<Rule, float>;
  entry.start_dual = start_dual<Rule>;
  entry.prepare_dual = prepare_dual<Rule>;
  entry.update_dual = update_dual<Rule>;
  if constexpr (sum_count < Rule >> 0) {
    entry.measure_wide = measure_lanes<Rule>;
    entry.settle = settle_lanes<Rule>;
    entry.measure_long = measure_coordinates<Rule, double>;
    entry.measure_long_float = measure_coordinates<Rule, float>;
    entry.measure_dual = measure_dual<Rule>;
    entry.settle_dual = settle_dual<Rule>;
  }
}

template <template <class> class Rule>
Rule<double> load_numbers(const double* settings) {
  return load_settings<Rule, double>([&](std::size_t i) { return settings[i]; });
}

template <template <class> class Rule>
[[gnu::cold]] MethodEntry make_entry() {
  MethodEntry entry;
  entry.info = make_info<Rule>();
  entry.scalars = scalar_count<Rule>;
  entry.slots = slot_count<Rule>;
  if constexpr (scalars_ignore_rate<Rule>) entry.rate_row = rate_row<Rule>;
  entry.uses_value = requires { Rule<double>::uses_value; };
  entry.by_tensor = requires { Rule<double>::by_tensor; };
  if constexpr (requires { Rule<double>::answer; }) entry.answer = Rule<double>::answer;
  if constexpr (requires { Rule<double>::by_tensor_if; }) entry.by_tensor_if = Rule<double>::by_tensor_if;
  entry.uses_noise = requires { Rule<double>::uses_noise; };
  entry.only_matrices = requires { Rule<double>::only_matrices; };
  const auto inherits = [&](const auto& row) {
    entry.inherited.push_back(row.text.inherited ? row.text.name : std::string_view());
  };
  std::apply([&](const auto&... row) { (inherits(row), ...); }, parameter_rows<Rule>);
  entry.settings_of = settings_of<Rule>;
  if constexpr (is_elementwise<Rule>) fill_kernels<Rule>(entry);
  if constexpr (requires { &Rule<double>::move; }) {
    entry.matrix_state = Rule<double>::matrix_state;
    entry.move_matrix = [](const double* settings, const TensorStep& step) { load_numbers<Rule>(settings).move(step); };
  }
  if constexpr (requires { &Rule<double>::solve; })
    entry.solve = [](const double* settings, Oracle& oracle, const Standing& at, const SolverState& state) {
      return load_numbers<Rule>(settings).solve(oracle, at, state);
    };
  if constexpr (requires { &Rule<double>::further_slots; })
    entry.further_slots = [](const double* settings, std::size_t dimension) {
      return load_numbers<Rule>(settings).further_slots(dimension);
    };
  if constexpr (requires { Rule<double>::most_coordinates; }) entry.most_coordinates = Rule<double>::most_coordinates;
  if constexpr (requires { &Rule<double>::fault; })
    entry.fault = [](const double* settings) { return load_numbers<Rule>(settings).fault(); };
  return entry;
}

// Whether this translation unit fuses multiply and add: then 1 + 2^-29 + 2^-60 keeps its last bit.
static inline bool contracts() {
  volatile double factor = 1 + 0x1p-30, negative = -(1 + 0x1p-29);
  const double a = factor, c = negative;
  return a * a + c != 0;
}
void require_uncontracted(bool contracts, std::string_view name);  // throws InputError

}  // namespace ravine::kernel

namespace ravine {

template <template <class> class Rule>
const MethodEntry& entry_of() {
  static const MethodEntry entry = [] {
    kernel::require_uncontracted(kernel::contracts(), Rule<double>::about.name);
    return kernel::make_entry<Rule>();
  }();
  return entry;
}

}  // namespace ravine

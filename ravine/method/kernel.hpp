// The only loops over a rule, and the entry made of them. Included by rule.hpp.
#pragma once

#include <algorithm>
#include <cstdint>
#include <type_traits>

#include "ravine/method/rule.hpp"

namespace ravine::kernel {

template <template <class> class Rule>
inline constexpr std::size_t parameter_count = std::tuple_size_v<decltype(Rule<double>::parameters())>;
// Its table of parameters, whose fields are those of the rule with these numbers.
template <template <class> class Rule, class Number = double>
inline constexpr auto parameter_rows = Rule<Number>::parameters();
template <template <class> class Rule>
inline constexpr std::size_t scalar_count = Rule<double>::scalars.size();
template <template <class> class Rule>
inline constexpr std::size_t slot_count = Rule<double>::slots.size();
// Whether it has `prepare` and `update`.
template <template <class> class Rule>
inline constexpr bool is_elementwise = requires {
  &Rule<double>::prepare;
};
template <template <class> class Rule>
inline constexpr std::size_t coefficient_count = std::tuple_size_v<decltype(std::declval<Rule<double>>().prepare(
    std::declval<Values<double, scalar_count<Rule>>&>()))>;

template <template <class> class Rule>
inline constexpr std::size_t sum_count = [] {
  if constexpr (requires { Rule<double>::sums; })
    return Rule<double>::sums.size();
  else
    return std::size_t{0};
}();
// The row of the learning rate, or that there is none.
template <template <class> class Rule>
inline constexpr std::size_t rate_row = [] {
  std::size_t found = MethodEntry::none, row = 0;
  const auto look = [&](const auto& parameter) {
    if (parameter.text.name == "learning_rate") found = row;
    ++row;
  };
  std::apply([&](const auto&... parameter) { (look(parameter), ...); }, parameter_rows<Rule>);
  return found;
}();
// Whether runs that differ in their learning rates alone have the same scalars.
template <template <class> class Rule>
inline constexpr bool scalars_ignore_rate = [] {
  if constexpr (requires { Rule<double>::scalars_ignore_rate; }) {
    static_assert(rate_row<Rule> != MethodEntry::none && sum_count<Rule> == 0,
                  "scalars_ignore_rate is for rules with a learning_rate and without sums");
    return Rule<double>::scalars_ignore_rate;
  } else {
    return false;
  }
}();
// Whether `update` gives a displacement, to be added.
template <template <class> class Rule>
inline constexpr bool moves = Rule<double>::about.part == Part::rule || Rule<double>::about.part == Part::probe;

template <class T>
inline double plain(const T& number) {
  if constexpr (std::is_same_v<T, Dual<double>>)
    return number.value;
  else
    return static_cast<double>(number);
}

// Which flags and choices a loop is compiled for: any, or the defaults alone, of which the compiler then knows what
// they switch off.
enum class Choices { any, standard };

// A field from its number in the table: a flag is 0 or 1, a choice its index.
template <Choices choices, class Field, class Number>
RAVINE_INLINE void assign(Field& field, const Number& number) {
  if constexpr (std::is_same_v<Field, Number>)
    field = number;
  else if constexpr (choices == Choices::any)
    field = static_cast<Field>(static_cast<int>(plain(number)));
}

template <template <class> class Rule, class Number, Choices choices, class Source, std::size_t... i>
RAVINE_INLINE Rule<Number> load_settings(Source source, std::index_sequence<i...> /*rows*/) {
  Rule<Number> rule;
  (assign<choices>(rule.*std::get<i>(parameter_rows<Rule, Number>).field, source(i)), ...);
  return rule;
}
template <template <class> class Rule, class Number, Choices choices = Choices::any, class Source>
RAVINE_INLINE Rule<Number> load_settings(Source source) {
  return load_settings<Rule, Number, choices>(source, std::make_index_sequence<parameter_count<Rule>>());
}
template <template <class> class Rule, Choices choices>
RAVINE_INLINE Rule<double> load_lane(Columns<const double> settings, std::size_t lane) {
  return load_settings<Rule, double, choices>([&](std::size_t i) { return settings[i][lane]; });
}

// Whether the first lane has the default flags and choices.
template <template <class> class Rule>
bool has_standard_choices(Columns<const double> settings) {
  const auto rule = load_lane<Rule, Choices::any>(settings, 0);
  const auto standard = load_lane<Rule, Choices::standard>(settings, 0);
  bool same = true;
  const auto look = [&](auto field) {  // of the rule or of a rule it builds on
    using Field = std::remove_cvref_t<decltype(rule.*field)>;
    if constexpr (!std::is_same_v<Field, double>) same = same && rule.*field == standard.*field;
  };
  std::apply([&](const auto&... row) { (look(row.field), ...); }, parameter_rows<Rule>);
  return same;
}

template <std::size_t n, class T>
RAVINE_INLINE Values<std::remove_const_t<T>, n> load(Columns<T> columns, std::size_t lane) {
  Values<std::remove_const_t<T>, n> values;
  for (std::size_t k = 0; k < n; ++k) values[k] = columns[k][lane];
  return values;
}
template <std::size_t n, class T>
RAVINE_INLINE void store(Columns<T> columns, std::size_t lane, const Values<T, n>& values) {
  for (std::size_t k = 0; k < n; ++k) columns[k][lane] = values[k];
}

template <template <class> class Rule, class Number>
RAVINE_INLINE Values<Number, slot_count<Rule>> start_values(const Rule<Number>& rule) {
  if constexpr (requires { rule.start(); }) {
    return rule.start();
  } else {
    Values<Number, slot_count<Rule>> zero;
    for (auto& value : zero) value = Number(0);
    return zero;
  }
}

template <template <class> class Rule>
void start_lanes(std::size_t lanes, Columns<const double> settings, Columns<double> slots) {
  for (std::size_t lane = 0; lane < lanes; ++lane)
    store(slots, lane, start_values<Rule, double>(load_lane<Rule, Choices::any>(settings, lane)));
}

template <template <class> class Rule>
RAVINE_EVERY_ISA void prepare_lanes(std::size_t lanes, Columns<const double> settings, Columns<double> scalars,
                                    Columns<double> coefficients) {
  RAVINE_LANES
  for (std::size_t lane = 0; lane < lanes; ++lane) {
    const auto rule = load_lane<Rule, Choices::any>(settings, lane);
    auto run = load<scalar_count<Rule>>(scalars, lane);
    store(coefficients, lane, rule.prepare(run));
    store(scalars, lane, run);
  }
}

// One coordinate's share of a step: a rule moves x, given the gradient; a link changes what it is given, seeing x.
template <template <class> class Rule, class T, std::size_t c, std::size_t k>
RAVINE_INLINE void advance(const Values<T, c>& coefficients, T& target, T other, Values<T, k>& state) {
  if constexpr (moves<Rule>)
    target += Rule<T>::update(coefficients, target, other, state);
  else
    target = Rule<T>::update(coefficients, other, target, state);
}

template <template <class> class Rule>
RAVINE_EVERY_ISA void measure_lanes(std::size_t lanes, std::size_t dimension, Columns<const double> coefficients,
                                    Columns<const double> x, Columns<const double> g, Columns<double> slots,
                                    Columns<double> terms) {
  constexpr auto count = slot_count<Rule>;
  for (std::size_t i = 0; i < dimension; ++i) {
    const double *const xi = x[i], *const gi = g[i];
    const Columns<double> own{slots[i * count], slots.stride}, to{terms[i], terms.stride * dimension};
    RAVINE_LANES
    for (std::size_t lane = 0; lane < lanes; ++lane) {
      auto state = load<count>(own, lane);
      store(to, lane,
            Rule<double>::measure(load<coefficient_count<Rule>>(coefficients, lane), xi[lane], gi[lane], state));
      store(own, lane, state);
    }
  }
}
template <template <class> class Rule>
RAVINE_EVERY_ISA void settle_lanes(std::size_t lanes, Columns<const double> settings, Columns<double> scalars,
                                   Columns<double> coefficients, Columns<const double> sums, const double* f) {
  RAVINE_LANES
  for (std::size_t lane = 0; lane < lanes; ++lane) {
    const auto rule = load_lane<Rule, Choices::any>(settings, lane);
    auto run = load<scalar_count<Rule>>(scalars, lane);
    auto made = load<coefficient_count<Rule>>(coefficients, lane);
    rule.settle(made, run, load<sum_count<Rule>>(sums, lane), f[lane]);
    store(coefficients, lane, made);
    store(scalars, lane, run);
  }
}

template <template <class> class Rule>
RAVINE_EVERY_ISA void update_lanes(std::size_t lanes, std::size_t dimension, Columns<const double> coefficients,
                                   Columns<double> x, Columns<const double> g, Columns<double> slots) {
  constexpr auto count = slot_count<Rule>;
  for (std::size_t i = 0; i < dimension; ++i) {
    double* const xi = x[i];
    const double* const gi = g[i];
    const Columns<double> own{slots[i * count], slots.stride};
    RAVINE_LANES
    for (std::size_t lane = 0; lane < lanes; ++lane) {
      auto state = load<count>(own, lane);
      advance<Rule>(load<coefficient_count<Rule>>(coefficients, lane), xi[lane], gi[lane], state);
      store(own, lane, state);
    }
  }
}

// Observation, prepare and update in one pass for runs of two coordinates, the commonest: what the pass reads it reads
// once, and its divisions hide the rest. The point is left as it is, its successor is `next`. `alike`: the lanes differ
// in their learning rates alone, so what the step takes from the other settings and the scalars is computed once.
template <template <class> class Rule, Choices choices, bool alike = false>
RAVINE_INLINE std::int64_t step_every_plane(std::size_t lanes, Columns<const double> settings, Columns<double> scalars,
                                            const PlaneStep& planes) {
  constexpr auto count = slot_count<Rule>;
  const Columns<double> slots0 = planes.slots, slots1{planes.slots[count], planes.slots.stride};
  const double *const x0 = planes.x[0], *const x1 = planes.x[1], *const g0 = planes.g[0], *const g1 = planes.g[1];
  const double *const gradient0 = planes.gradient[0], *const gradient1 = planes.gradient[1];
  double *const next0 = planes.next[0], *const next1 = planes.next[1];
  double *const best0 = planes.best_x[0], *const best1 = planes.best_x[1];
  const Observation observed = planes.observed;
  const auto first_rule = load_lane<Rule, choices>(settings, 0);
  const auto first_run = load<scalar_count<Rule>>(scalars, 0);
  std::int64_t attention = 0;
  const auto whole = whole_lines<double>(lanes);  // columns are whole lines: what is beyond the lanes is there, unused
  RAVINE_LANES
  for (std::size_t lane = 0; lane < whole; ++lane) {
    const double a = x0[lane], b = x1[lane];
    const bool better = observed.f[lane] < observed.best[lane];
    best0[lane] = better ? a : best0[lane];
    best1[lane] = better ? b : best1[lane];
    const double sum = (0 * a + 0 * gradient0[lane]) + (0 * b + 0 * gradient1[lane]);  // NaN where one is not finite
    const auto seen = observe(observed, lane) | flag(!(sum == 0), out_of_bounds);
    // Of lanes in use: all bits or none. Of a comparison g++ would make two loops.
    attention |= seen & ((static_cast<std::int64_t>(lane) - static_cast<std::int64_t>(lanes)) >> 63);
    auto rule = alike ? first_rule : load_lane<Rule, choices>(settings, lane);
    if constexpr (alike) rule.learning_rate = settings[rate_row<Rule>][lane];
    auto run = alike ? first_run : load<scalar_count<Rule>>(scalars, lane);
    auto coefficients = rule.prepare(run);
    auto state0 = load<count>(slots0, lane), state1 = load<count>(slots1, lane);
    if constexpr (sum_count < Rule >> 0) {
      const auto terms0 = Rule<double>::measure(coefficients, a, g0[lane], state0),
                 terms1 = Rule<double>::measure(coefficients, b, g1[lane], state1);
      Values<double, sum_count<Rule>> sums;
      for (std::size_t k = 0; k < sums.size(); ++k) sums[k] = (0.0 + terms0[k]) + (0.0 + terms1[k]);  // as math::sum
      rule.settle(coefficients, run, sums, observed.f[lane]);
    }
    store(scalars, lane, run);
    next0[lane] = a + Rule<double>::update(coefficients, a, g0[lane], state0);
    next1[lane] = b + Rule<double>::update(coefficients, b, g1[lane], state1);
    store(slots0, lane, state0);
    store(slots1, lane, state1);
  }
  return attention;
}
template <template <class> class Rule>
RAVINE_EVERY_ISA std::int64_t step_planes(std::size_t lanes, Columns<const double> settings, Columns<double> scalars,
                                          const PlaneStep& planes) {
  if constexpr (scalars_ignore_rate<Rule>)
    if (planes.alike && has_standard_choices<Rule>(settings))
      return step_every_plane<Rule, Choices::standard, true>(lanes, settings, scalars, planes);
  return has_standard_choices<Rule>(settings)
             ? step_every_plane<Rule, Choices::standard>(lanes, settings, scalars, planes)
             : step_every_plane<Rule, Choices::any>(lanes, settings, scalars, planes);
}

template <template <class> class Rule, class T>
RAVINE_EVERY_ISA void measure_coordinates(std::size_t n, const double* coefficients, const T* x, const T* g,
                                          Columns<T> slots, Columns<double> terms) {
  Values<T, coefficient_count<Rule>> shared;
  for (std::size_t k = 0; k < shared.size(); ++k) shared[k] = static_cast<T>(coefficients[k]);
  RAVINE_LANES
  for (std::size_t i = 0; i < n; ++i) {
    auto state = load<slot_count<Rule>>(slots, i);
    const auto own = Rule<T>::measure(shared, x[i], g[i], state);
    for (std::size_t k = 0; k < own.size(); ++k) terms[k][i] = static_cast<double>(own[k]);
    store(slots, i, state);
  }
}

// A long run's arrays come from memory, and the processor's own prefetch begins anew at every page: so the loop goes by
// stretches of 2 cache lines and asks for those 32 lines ahead (12 % of a step of Adam on 2^25 floats).
template <class T>
inline constexpr std::size_t stretch = 2 * numbers_a_line<T>;
template <class T>
inline constexpr std::size_t ahead = 16 * stretch<T>;

template <class T>
RAVINE_INLINE void fetch_ahead(const T* from) {
  for (std::size_t i = 0; i < stretch<T>; i += numbers_a_line<T>) __builtin_prefetch(from + ahead<T> + i);
}

// The coordinates from `first` on, as many as `count` says: a constant wherever the loop is to be fast.
template <template <class> class Rule, class T, std::size_t used, std::size_t written>
RAVINE_INLINE void update_some(std::size_t first, std::size_t count, const Values<T, coefficient_count<Rule>>& shared,
                               T* x, const T* g, Columns<T> slots) {
  RAVINE_LANES
  for (std::size_t i = 0; i < count; ++i) {
    Values<T, slot_count<Rule>> state{};
    for (std::size_t k = 0; k < used; ++k) state[k] = slots[k][first + i];
    advance<Rule>(shared, x[first + i], g[first + i], state);
    for (std::size_t k = 0; k < written; ++k) slots[k][first + i] = state[k];
  }
}

// Coordinates 0 ... n-1 of x by some(first, count), in whole stretches of cache lines wherever there are any; ahead of
// those, fetch(first).
template <class T, class Some, class Fetch>
RAVINE_INLINE void by_stretches(std::size_t n, const T* x, Some some, Fetch fetch) {
  constexpr auto line = numbers_a_line<T>;
  const auto into_line = reinterpret_cast<std::uintptr_t>(x) / sizeof(T) % line;
  std::size_t first = 0;
  for (auto few = std::min((line - into_line) % line, n);; few = n - first) {  // what no stretch holds
    some(first, few);
    first += few;
    for (; n - first >= stretch<T>; first += stretch<T>) {
      if (n - first >= stretch<T> + ahead<T>) fetch(first);
      some(first, stretch<T>);
    }
    if (first == n) return;
  }
}

// With the first `used` slots; the others are 0 and stay so. Of them the first `written` change. `usual`: a
// coefficient has its usual value, so that the compiler leaves out what another would take.
template <template <class> class Rule, class T, std::size_t used, std::size_t written = used, bool usual = false>
RAVINE_INLINE void update_stretches(std::size_t n, Values<T, coefficient_count<Rule>> shared, T* x, const T* g,
                                    Columns<T> slots) {
  if constexpr (usual) shared[Rule<T>::usual.place] = static_cast<T>(Rule<T>::usual.value);
  by_stretches(
      n, x,
      [&](std::size_t first, std::size_t count)
          __attribute__((always_inline)) { update_some<Rule, T, used, written>(first, count, shared, x, g, slots); },
      [&](std::size_t first) __attribute__((always_inline)) {
        if constexpr (used == 0) return;
        fetch_ahead<T>(x + first);
        fetch_ahead<T>(g + first);
        for (std::size_t k = 0; k < used; ++k) fetch_ahead<T>(slots[k] + first);
      });
}

template <template <class> class Rule, class T>
RAVINE_EVERY_ISA void update_coordinates(std::size_t n, const double* coefficients, T* x, const T* g,
                                         Columns<T> slots) {
  Values<T, coefficient_count<Rule>> shared;
  for (std::size_t k = 0; k < shared.size(); ++k) shared[k] = static_cast<T>(coefficients[k]);
  if constexpr (requires { Rule<T>::slots_in_use(shared); })
    if (Rule<T>::slots_in_use(shared) == 1) return update_stretches<Rule, T, 1>(n, shared, x, g, slots);
  constexpr auto count = slot_count<Rule>;
  constexpr bool often_spares_last = requires { Rule<T>::slots_written(shared); };
  constexpr bool has_usual = requires { Rule<T>::usual; };
  static_assert(!(often_spares_last && has_usual), "a rule has one of slots_written and usual");
  if constexpr (often_spares_last) {
    if (Rule<T>::slots_written(shared) + 1 == count)
      return update_stretches<Rule, T, count, count - 1>(n, shared, x, g, slots);
    update_some<Rule, T, count, count>(0, n, shared, x, g, slots);  // few steps are like this one
  } else if constexpr (has_usual) {
    if (shared[Rule<T>::usual.place] == static_cast<T>(Rule<T>::usual.value))
      return update_stretches<Rule, T, count, count, true>(n, shared, x, g, slots);
    update_some<Rule, T, count, count>(0, n, shared, x, g, slots);  // what it takes is not memory
  } else {
    update_stretches<Rule, T, count>(n, shared, x, g, slots);
  }
}

template <template <class> class Rule>
void start_dual(const Dual<double>* settings, Dual<double>* slots) {
  const auto values =
      start_values<Rule, Dual<double>>(load_settings<Rule, Dual<double>>([&](std::size_t i) { return settings[i]; }));
  for (std::size_t k = 0; k < values.size(); ++k) slots[k] = values[k];
}
template <template <class> class Rule>
void prepare_dual(const Dual<double>* settings, Dual<double>* scalars, Dual<double>* coefficients) {
  const auto rule = load_settings<Rule, Dual<double>>([&](std::size_t i) { return settings[i]; });
  Values<Dual<double>, scalar_count<Rule>> run;
  for (std::size_t k = 0; k < run.size(); ++k) run[k] = scalars[k];
  const auto made = rule.prepare(run);
  for (std::size_t k = 0; k < run.size(); ++k) scalars[k] = run[k];
  for (std::size_t k = 0; k < made.size(); ++k) coefficients[k] = made[k];
}
template <template <class> class Rule>
void update_dual(std::size_t n, const Dual<double>* coefficients, Dual<double>* x, const Dual<double>* g,
                 Dual<double>* slots) {
  constexpr auto count = slot_count<Rule>;
  Values<Dual<double>, coefficient_count<Rule>> shared;
  for (std::size_t k = 0; k < shared.size(); ++k) shared[k] = coefficients[k];
  for (std::size_t i = 0; i < n; ++i) {
    Values<Dual<double>, count> state;
    for (std::size_t k = 0; k < count; ++k) state[k] = slots[i * count + k];
    advance<Rule>(shared, x[i], g[i], state);
    for (std::size_t k = 0; k < count; ++k) slots[i * count + k] = state[k];
  }
}
template <template <class> class Rule>
void measure_dual(std::size_t n, const Dual<double>* coefficients, const Dual<double>* x, const Dual<double>* g,
                  Dual<double>* slots, Dual<double>* sums) {
  constexpr auto count = slot_count<Rule>;
  Values<Dual<double>, coefficient_count<Rule>> shared;
  for (std::size_t k = 0; k < shared.size(); ++k) shared[k] = coefficients[k];
  for (std::size_t i = 0; i < n; ++i) {
    Values<Dual<double>, count> state;
    for (std::size_t k = 0; k < count; ++k) state[k] = slots[i * count + k];
    const auto terms = Rule<Dual<double>>::measure(shared, x[i], g[i], state);
    for (std::size_t k = 0; k < terms.size(); ++k) sums[k] += terms[k];
    for (std::size_t k = 0; k < count; ++k) slots[i * count + k] = state[k];
  }
}
template <template <class> class Rule>
void settle_dual(const Dual<double>* settings, Dual<double>* scalars, Dual<double>* coefficients,
                 const Dual<double>* sums, Dual<double> f) {
  const auto rule = load_settings<Rule, Dual<double>>([&](std::size_t i) { return settings[i]; });
  Values<Dual<double>, scalar_count<Rule>> run;
  Values<Dual<double>, coefficient_count<Rule>> made;
  Values<Dual<double>, sum_count<Rule>> total;
  for (std::size_t k = 0; k < run.size(); ++k) run[k] = scalars[k];
  for (std::size_t k = 0; k < made.size(); ++k) made[k] = coefficients[k];
  for (std::size_t k = 0; k < total.size(); ++k) total[k] = sums[k];
  rule.settle(made, run, total, f);
  for (std::size_t k = 0; k < run.size(); ++k) scalars[k] = run[k];
  for (std::size_t k = 0; k < made.size(); ++k) coefficients[k] = made[k];
}

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
  if constexpr (
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

// The only loops over a rule. Included by entry.hpp.
#pragma once

#include <algorithm>
#include <cstdint>
#include <type_traits>

#include "ravine/method/method_entry.hpp"

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
RAVINE_INLINE T advance(const Values<T, c>& coefficients, T target, T other, Values<T, k>& state) {
  if constexpr (moves<Rule>)
    return target + Rule<T>::update(coefficients, target, other, state);
  else
    return Rule<T>::update(coefficients, other, target, state);
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
RAVINE_EVERY_ISA void update_lanes(const WideStep& step) {
  constexpr auto count = slot_count<Rule>;
  const auto coefficients = step.coefficients;
  for (std::size_t i = 0; i < step.dimension; ++i) {
    const double *const target = step.target[i], *const other = step.other[i];
    double* const to = step.to[i];
    const Columns<double> own{step.slots[i * count], step.slots.stride};
    RAVINE_LANES
    for (std::size_t lane = 0; lane < step.lanes; ++lane) {
      auto state = load<count>(own, lane);
      const double made =
          advance<Rule>(load<coefficient_count<Rule>>(coefficients, lane), target[lane], other[lane], state);
      store(own, lane, state);  // first: of a slot that stays as it is nothing remains
      to[lane] = made;
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

// A coordinate on its way through the links: where it stands, its gradient, and where it goes.
template <class T>
struct Passage {
  T x, u, next;
};

// What a link changes, by its place in the chain.
template <template <class> class Link, class T>
RAVINE_INLINE T& changed_by(Passage<T>& at) {
  return Link<T>::about.part == Part::gradient ? at.u : at.next;
}
template <template <class> class Link, class T, std::size_t c, std::size_t k>
RAVINE_INLINE void pass_through(const Values<T, c>& coefficients, Passage<T>& at, Values<T, k>& state) {
  if constexpr (moves<Link>)
    at.next = at.x + Link<T>::update(coefficients, at.x, at.u, state);
  else
    changed_by<Link>(at) = Link<T>::update(coefficients, at.x, changed_by<Link>(at), state);
}

// One link's share of a lane's step: both coordinates.
template <template <class> class Link, Choices choices>
RAVINE_INLINE void step_link(const LinkColumns& own, std::size_t lane, double f, Passage<double>& a,
                             Passage<double>& b) {
  constexpr auto count = slot_count<Link>;
  const Columns<double> slots0 = own.slots, slots1{own.slots.data + count * own.slots.stride, own.slots.stride};
  const auto link = load_lane<Link, choices>(own.settings, lane);
  auto run = load<scalar_count<Link>>(own.scalars, lane);
  auto coefficients = link.prepare(run);
  auto state0 = load<count>(slots0, lane), state1 = load<count>(slots1, lane);
  if constexpr (sum_count<Link> != 0) {
    constexpr bool rule = moves<Link>;
    const auto terms0 = Link<double>::measure(coefficients, a.x, rule ? a.u : changed_by<Link>(a), state0),
               terms1 = Link<double>::measure(coefficients, b.x, rule ? b.u : changed_by<Link>(b), state1);
    Values<double, sum_count<Link>> sums;
    for (std::size_t k = 0; k < sums.size(); ++k) sums[k] = (0.0 + terms0[k]) + (0.0 + terms1[k]);  // as math::sum
    link.settle(coefficients, run, sums, f);
  }
  store(own.scalars, lane, run);
  pass_through<Link>(coefficients, a, state0);
  pass_through<Link>(coefficients, b, state1);
  store(slots0, lane, state0);
  store(slots1, lane, state1);
}

// A link by itself: of what it changes, planes.g, it makes planes.next.
template <template <class> class Link, Choices choices>
RAVINE_INLINE void step_every_plane_of_link(std::size_t lanes, const LinkColumns& columns, const PlaneStep& planes) {
  const LinkColumns own = columns;
  const double *const x0 = planes.x[0], *const x1 = planes.x[1], *const u0 = planes.g[0], *const u1 = planes.g[1];
  double *const next0 = planes.next[0], *const next1 = planes.next[1];
  const double* const f = planes.observed.f;
  const auto whole = whole_lines<double>(lanes);
  RAVINE_LANES
  for (std::size_t lane = 0; lane < whole; ++lane) {
    Passage<double> a{x0[lane], u0[lane], u0[lane]}, b{x1[lane], u1[lane], u1[lane]};
    step_link<Link, choices>(own, lane, f[lane], a, b);
    next0[lane] = changed_by<Link>(a);
    next1[lane] = changed_by<Link>(b);
  }
}
template <template <class> class Link>
RAVINE_EVERY_ISA std::int64_t step_planes_of_link(std::size_t lanes, Columns<const double> settings,
                                                  Columns<double> scalars, const PlaneStep& planes) {
  const LinkColumns own{settings, scalars, planes.slots};
  if (has_standard_choices<Link>(settings))
    step_every_plane_of_link<Link, Choices::standard>(lanes, own, planes);
  else
    step_every_plane_of_link<Link, Choices::any>(lanes, own, planes);
  return 0;
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
inline constexpr std::size_t ahead = reach_ahead<T> - stretch<T>;

template <class T>
RAVINE_INLINE void fetch_ahead(const T* from) {
  for (std::size_t i = 0; i < stretch<T>; i += numbers_a_line<T>) __builtin_prefetch(from + ahead<T> + i);
}

// The coordinates from `first` on, as many as `count` says: a constant wherever the loop is to be fast.
template <template <class> class Rule, class T, std::size_t used, std::size_t written>
RAVINE_INLINE void update_some(std::size_t first, std::size_t count, const Values<T, coefficient_count<Rule>>& shared,
                               const LongStep<T>& step) {
  RAVINE_LANES
  for (std::size_t i = 0; i < count; ++i) {
    Values<T, slot_count<Rule>> state{};
    for (std::size_t k = 0; k < used; ++k) state[k] = step.slots[k][first + i];
    const T made = advance<Rule>(shared, step.target[first + i], step.other[first + i], state);
    for (std::size_t k = 0; k < written; ++k) step.slots[k][first + i] = state[k];  // first, as above
    step.to[first + i] = made;
  }
}

// Coordinates 0 ... n-1 of `to` by some(first, count), in whole stretches of cache lines wherever there are any; ahead
// of those, fetch(first), as far as `readable` goes.
template <class T, class Some, class Fetch>
RAVINE_INLINE void by_stretches(std::size_t n, std::size_t readable, const T* to, Some some, Fetch fetch) {
  constexpr auto line = numbers_a_line<T>;
  const auto into_line = reinterpret_cast<std::uintptr_t>(to) / sizeof(T) % line;
  std::size_t first = 0;
  for (auto few = std::min((line - into_line) % line, n);; few = n - first) {  // what no stretch holds
    some(first, few);
    first += few;
    for (; n - first >= stretch<T>; first += stretch<T>) {
      if (readable - first >= stretch<T> + ahead<T>) fetch(first);
      some(first, stretch<T>);
    }
    if (first == n) return;
  }
}

// With the first `used` slots; the others are 0 and stay so. Of them the first `written` change. `usual`: a
// coefficient has its usual value, so that the compiler leaves out what another would take.
template <template <class> class Rule, class T, std::size_t used, std::size_t written = used, bool usual = false>
RAVINE_INLINE void update_stretches(Values<T, coefficient_count<Rule>> shared, const LongStep<T>& step) {
  if constexpr (usual) shared[Rule<T>::usual.place] = static_cast<T>(Rule<T>::usual.value);
  by_stretches(
      step.n, step.readable, step.to,
      [&](std::size_t first, std::size_t count)
          __attribute__((always_inline)) { update_some<Rule, T, used, written>(first, count, shared, step); },
      [&](std::size_t first) __attribute__((always_inline)) {
        if constexpr (used == 0 && moves<Rule>) return;
        fetch_ahead<T>(step.target + first);
        if constexpr (moves<Rule>) fetch_ahead<T>(step.other + first);
        for (std::size_t k = 0; k < used; ++k) fetch_ahead<T>(step.slots[k] + first);
      });
}

template <template <class> class Rule, class T>
RAVINE_EVERY_ISA void update_coordinates(const LongStep<T>& all) {
  const LongStep<T> step = all;
  Values<T, coefficient_count<Rule>> shared;
  for (std::size_t k = 0; k < shared.size(); ++k) shared[k] = static_cast<T>(step.coefficients[k]);
  if constexpr (requires { Rule<T>::slots_in_use(shared); })
    if (Rule<T>::slots_in_use(shared) == 1) return update_stretches<Rule, T, 1>(shared, step);
  constexpr auto count = slot_count<Rule>;
  constexpr bool often_spares_last = requires { Rule<T>::slots_written(shared); };
  constexpr bool has_usual = requires { Rule<T>::usual; };
  static_assert(!(often_spares_last && has_usual), "a rule has one of slots_written and usual");
  if constexpr (often_spares_last) {
    if (Rule<T>::slots_written(shared) + 1 == count) return update_stretches<Rule, T, count, count - 1>(shared, step);
    update_some<Rule, T, count, count>(0, step.n, shared, step);  // few steps are like this one
  } else if constexpr (has_usual) {
    if (shared[Rule<T>::usual.place] == static_cast<T>(Rule<T>::usual.value))
      return update_stretches<Rule, T, count, count, true>(shared, step);
    update_some<Rule, T, count, count>(0, step.n, shared, step);  // what it takes is not memory
  } else {
    update_stretches<Rule, T, count>(shared, step);
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
    x[i] = advance<Rule>(shared, x[i], g[i], state);
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

}  // namespace ravine::kernel

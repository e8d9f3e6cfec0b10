// Chains whose links are compiled as one: each number of a step is read and written once, where a chain of separate
// links reads and writes it once a link. The bits are those that the links make one after the other.
//
// The common chains are compiled in the library (compiled_chains.cpp). A program compiles further ones by
// compile_chain:
//
//   register_method<LeashRule>();
//   compile_chain<ClipNormLink, LeashRule, BoxLink>();  // clip_norm(...) | leash(...) | box(...)
//
// Runs of two coordinates take it with the default flags and choices; long runs where no link but the first asks for
// sums. Any other chain, and links that take noise or probe, are stepped one link after the other.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

#include "ravine/method/rule.hpp"

namespace ravine {

struct CompiledChain {
  static constexpr std::size_t most_links = 8;
  std::vector<const MethodEntry*> links;
  // Whether the first lane's flags and choices are the defaults, the only ones that step_planes is compiled for.
  bool (*has_standard_choices)(const LinkColumns* links) = nullptr;
  // As MethodEntry has them; coefficients and slots are each link's.
  std::int64_t (*step_planes)(std::size_t lanes, const LinkColumns* links, const PlaneStep& planes) = nullptr;
  void (*update_long)(std::size_t n, const double* const* coefficients, double* x, const double* g,
                      const Columns<double>* slots) = nullptr;
  void (*update_long_float)(std::size_t n, const double* const* coefficients, float* x, const float* g,
                            const Columns<float>* slots) = nullptr;
};

// Those of the library, then the program's. Thread-safe, as all here.
std::vector<const CompiledChain*> compiled_chains();
// Of these links in this order; null where there is none.
const CompiledChain* find_compiled_chain(const std::vector<const MethodEntry*>& links);
// Keeps the chain where its links have none yet. Methods that are made from then on use it.
void register_compiled_chain(const CompiledChain& chain);

// Kernels and what makes them are each source's own (static): a program's never take the place of the library's.
namespace kernel {

// As step_every_plane has it, which grows where it takes it from here. What a pass over runs of two coordinates keeps
// of a lane's point (a, b); not 0 where a lane in use needs a closer look.
RAVINE_INLINE std::int64_t observe_plane(const Observation& observed, std::size_t lane, std::size_t lanes, double a,
                                         double b, double gradient_a, double gradient_b, double* best0, double* best1) {
  const bool better = observed.f[lane] < observed.best[lane];
  best0[lane] = better ? a : best0[lane];
  best1[lane] = better ? b : best1[lane];
  const double sum = (0 * a + 0 * gradient_a) + (0 * b + 0 * gradient_b);  // NaN where one is not finite
  const auto seen = observe(observed, lane) | flag(!(sum == 0), out_of_bounds);
  // Of lanes in use: all bits or none. Of a comparison g++ would make two loops.
  return seen & ((static_cast<std::int64_t>(lane) - static_cast<std::int64_t>(lanes)) >> 63);
}

template <template <class> class... Links, std::size_t... k>
RAVINE_INLINE void step_links(const std::array<LinkColumns, sizeof...(k)>& own, std::size_t lane, double f,
                              Passage<double>& a, Passage<double>& b, std::index_sequence<k...> /*links*/) {
  (step_link<Links, Choices::standard>(own[k], lane, f, a, b), ...);
}
template <template <class> class... Links>
static RAVINE_EVERY_ISA std::int64_t step_planes_through(std::size_t lanes, const LinkColumns* links,
                                                         const PlaneStep& planes) {
  std::array<LinkColumns, sizeof...(Links)> own;
  for (std::size_t k = 0; k < own.size(); ++k) own[k] = links[k];
  const double *const x0 = planes.x[0], *const x1 = planes.x[1];
  const double *const g0 = planes.gradient[0], *const g1 = planes.gradient[1];
  double *const next0 = planes.next[0], *const next1 = planes.next[1];
  double *const best0 = planes.best_x[0], *const best1 = planes.best_x[1];
  const Observation observed = planes.observed;
  std::int64_t attention = 0;
  const auto whole = whole_lines<double>(lanes);
  RAVINE_LANES
  for (std::size_t lane = 0; lane < whole; ++lane) {
    Passage<double> a{x0[lane], g0[lane], 0}, b{x1[lane], g1[lane], 0};
    attention |= observe_plane(observed, lane, lanes, a.x, b.x, a.u, b.u, best0, best1);
    step_links<Links...>(own, lane, observed.f[lane], a, b, std::make_index_sequence<sizeof...(Links)>());
    next0[lane] = a.next;
    next1[lane] = b.next;
  }
  return attention;
}

template <template <class> class... Links>
static bool have_standard_choices(const LinkColumns* links) {
  return (has_standard_choices<Links>((links++)->settings) && ...);
}

// A link's coefficients in the numbers of the run.
template <template <class> class Link, class T>
RAVINE_INLINE Values<T, coefficient_count<Link>> shared_coefficients(const double* coefficients) {
  Values<T, coefficient_count<Link>> shared;
  for (std::size_t k = 0; k < shared.size(); ++k) shared[k] = static_cast<T>(coefficients[k]);
  return shared;
}

template <template <class> class Link, class T, std::size_t c>
RAVINE_INLINE void move_coordinate(const Values<T, c>& coefficients, Columns<T> slots, std::size_t i, Passage<T>& at) {
  auto state = load<slot_count<Link>>(slots, i);
  pass_through<Link>(coefficients, at, state);
  store(slots, i, state);
}

template <template <class> class Link, class T>
RAVINE_INLINE void fetch_slots_ahead(Columns<T> slots, std::size_t first) {
  for (std::size_t k = 0; k < slot_count<Link>; ++k) fetch_ahead<T>(slots[k] + first);
}
template <template <class> class... Links, class T, std::size_t... k>
RAVINE_INLINE void update_through(std::size_t n, const double* const* coefficients, T* x, const T* g,
                                  const Columns<T>* slots, std::index_sequence<k...> /*links*/) {
  const auto shared = std::make_tuple(shared_coefficients<Links, T>(coefficients[k])...);
  const std::array<Columns<T>, sizeof...(k)> own{slots[k]...};
  by_stretches(
      n, n, x,
      [&](std::size_t first, std::size_t count) __attribute__((always_inline)) {
        RAVINE_LANES
        for (std::size_t i = first; i < first + count; ++i) {
          Passage<T> at{x[i], g[i], T(0)};
          (move_coordinate<Links>(std::get<k>(shared), own[k], i, at), ...);
          x[i] = at.next;
        }
      },
      [&](std::size_t first) __attribute__((always_inline)) {
        fetch_ahead<T>(x + first);
        fetch_ahead<T>(g + first);
        (fetch_slots_ahead<Links>(own[k], first), ...);
      });
}
template <class T, template <class> class... Links>
static RAVINE_EVERY_ISA void update_coordinates_through(std::size_t n, const double* const* coefficients, T* x,
                                                        const T* g, const Columns<T>* slots) {
  update_through<Links...>(n, coefficients, x, g, slots, std::make_index_sequence<sizeof...(Links)>());
}

template <template <class> class... Links>
[[gnu::cold]] static CompiledChain make_compiled_chain() {
  constexpr auto takes_noise = []<class Link>() {
    return requires { Link::uses_noise; };
  };
  constexpr auto probes = []<class Link>() { return Link::about.part == Part::probe; };
  static_assert(sizeof...(Links) > 1 && sizeof...(Links) <= CompiledChain::most_links);
  static_assert((is_elementwise<Links> && ...), "solvers and matrix methods are no links of loops");
  static_assert(!(takes_noise.template operator()<Links<double>>() || ...), "a link that takes noise stands alone");
  static_assert(!(probes.template operator()<Links<double>>() || ...), "a probe's gradient is another one");
  return {{&entry_of<Links>()...},
          have_standard_choices<Links...>,
          step_planes_through<Links...>,
          update_coordinates_through<double, Links...>,
          update_coordinates_through<float, Links...>};
}

}  // namespace kernel

// Compiles a chain of these links, in this order, in the source that calls it: after register_method of a rule of its
// own. Throws InputError as that does. Once a chain.
template <template <class> class... Links>
void compile_chain() {
  kernel::require_uncontracted(kernel::contracts(), "a chain");
  static const CompiledChain chain = kernel::make_compiled_chain<Links...>();
  register_compiled_chain(chain);
}

}  // namespace ravine

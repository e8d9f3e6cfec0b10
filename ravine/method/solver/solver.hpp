// What a solver is (design D3): a method that evaluates f and the gradient itself, as often as a step takes. A struct
// of settings with its table, as a rule's (method/rule.hpp); in place of a rule's functions it has one:
//
//   template <class Number> struct MySolver {
//     Number memory = 10;
//     static constexpr RuleText about{.name = "my_solver", ...};
//     static constexpr auto parameters();
//     static constexpr Names<s> scalars;                    // state of a run, zero at the start
//     static constexpr Names<k> slots;                      // state of a coordinate, zero at the start
//     std::size_t further_slots(std::size_t dimension) const;  // optional: more of those, without names
//     static constexpr std::size_t most_coordinates;        // optional: that it has a use for
//     StepEnd solve(Oracle& oracle, const Standing& at, const SolverState& state) const;
//   };
//
// solve() makes one step: it moves `at`, or leaves it as it is, says why, and ends the run. It stands alone: no link
// fits before or after it.
#pragma once

#include "ravine/method/oracle.hpp"
#include "ravine/method/rule.hpp"

namespace ravine {

namespace row {
inline constexpr ParameterText first_condition{"c1", "c₁", "share of the slope by which f must fall",
                                               Range{0, 0.1, true, false}};
inline constexpr ParameterText second_condition{"c2", "c₂", "share of the slope that may be left",
                                                Range{0.1, 1, false, true}};
inline constexpr ParameterText shrink{"shrink", "ρ", "factor of a step that was too long", Range{0, 1, true, true}};
inline constexpr ParameterText beta2_of_curvature{
    "beta2", "β₂", "decay of the curvature", decay_range, {"beta_2", "b2"}};
inline constexpr ParameterText curvature_share{"gamma", "γ", "share of the curvature in the step", not_negative};
inline constexpr ParameterText curvature_every{"every", "k", "steps from one look at the curvature to the next",
                                               counted};
inline constexpr ParameterText probe_of{"probe", "",
                                        "the directions of that look: normal, of random signs, or all ones"};
inline constexpr ParameterText line_search{"line_search", "", "what is asked of a step"};
}  // namespace row

inline constexpr double least_curvature = 2.2e-16;  // <s, y> of <y, y>: less is rounding

// Hutchinson's random directions, or ones: no chance in it, the rows' sums of H in place of its diagonal.
enum class ProbeOf { normal, sign, ones };
constexpr std::array<std::string_view, 3> choice_names(ProbeOf) { return {"normal", "sign", "ones"}; }

}  // namespace ravine

// One row of a rule's table: the field it points at and what is said of it. Names, symbols and ranges that several
// rules share stand here once; a field's initialiser is its default.
#pragma once

#include <array>
#include <cstddef>
#include <limits>
#include <string_view>

namespace ravine {

struct Range {
  double low = 0, high = std::numeric_limits<double>::infinity();
  bool low_open = false, high_open = false;
  bool whole = false;  // whole numbers only
};
inline constexpr Range not_negative{0, std::numeric_limits<double>::infinity(), false, true};
inline constexpr Range decay_range{0, 1, false, true};  // [0, 1)
inline constexpr Range positive{0, std::numeric_limits<double>::infinity(), true, false};
inline constexpr Range from_one{1, std::numeric_limits<double>::infinity(), false, true};
inline constexpr Range positive_finite{0, std::numeric_limits<double>::infinity(), true, true};
inline constexpr Range counted{1, std::numeric_limits<double>::infinity(), false, true, true};
inline constexpr Range any_number{-std::numeric_limits<double>::infinity(), std::numeric_limits<double>::infinity(),
                                  true, true};

struct ParameterText {
  std::string_view name, symbol, meaning;
  Range range = not_negative;
  std::array<std::string_view, 3> aliases{};  // empty ones do not count
  bool inherited = false;                     // a link's: it takes over the rule's setting of this name
  bool constant = false;                      // the size of the state depends on it: no schedule
};

// The same row in a link: the value is the rule's.
constexpr ParameterText inherited(ParameterText text) {
  text.inherited = true;
  return text;
}

// A setting that counts only where another one of the rule is that: `learning_rate` of L-BFGS where `line_search` is
// `none`.
struct OnlyWith {
  std::string_view setting, with, choice;
};

template <class Field>
struct Parameter {
  Field field;  // pointer to member: a number, a bool, or an enumeration with choice_names()
  ParameterText text;
};
template <class Field>
Parameter(Field, ParameterText) -> Parameter<Field>;

namespace row {
inline constexpr ParameterText learning_rate{"learning_rate", "η", "step size", not_negative, {"lr", "eta"}};
inline constexpr ParameterText momentum{"momentum", "μ", "share of the last velocity that is kept", {0, 1}, {"mu"}};
inline constexpr ParameterText nesterov{"nesterov", "", "step along the velocity as it will be after this gradient"};
inline constexpr ParameterText beta1{"beta1", "β₁", "decay of the first moment", decay_range, {"beta_1", "b1"}};
inline constexpr ParameterText beta2{"beta2", "β₂", "decay of the second moment", decay_range, {"beta_2", "b2"}};
inline constexpr ParameterText decay{"decay", "ρ", "decay of the mean square gradient", decay_range, {"rho", "alpha"}};
inline constexpr ParameterText epsilon{"epsilon", "ε", "keeps the quotient finite", not_negative, {"eps"}};
inline constexpr ParameterText epsilon_place{"epsilon_place", "", "where epsilon is added"};
inline constexpr ParameterText root_epsilon{
    "root_epsilon", "ε₀", "added to the second moment inside the root", not_negative, {"eps_root"}};
inline constexpr ParameterText bias_correction{"bias_correction", "", "divide the moments by 1 − βᵗ"};
inline constexpr ParameterText beta2_of_maximum{
    "beta2", "β₂", "decay of the largest gradient", decay_range, {"beta_2", "b2"}};
inline constexpr ParameterText moment_epsilon{
    "moment_epsilon", "ε₀", "added to the second moment each step", not_negative, {"eps_root"}};
inline constexpr ParameterText weight_decay{
    "weight_decay", "λ", "share of x taken off each step, beside the gradient", not_negative, {"wd"}};
inline constexpr ParameterText fixed_decay{"fixed_decay", "", "decay by λ·x, not by η·λ·x"};
inline constexpr ParameterText mean_momentum{
    "momentum", "β", "decay of the mean gradient", decay_range, {"beta", "mu"}};
inline constexpr ParameterText momentum_share{"share", "ν", "share of the mean gradient in the step", {0, 1}, {"nu"}};
inline constexpr ParameterText share1{"share1", "ν₁", "share of the first moment in the step", {0, 1}, {"nu1"}};
inline constexpr ParameterText share2{"share2", "ν₂", "share of the second moment in the step", {0, 1}, {"nu2"}};
inline constexpr ParameterText beta1_of_step{
    "beta1", "β₁", "share of the mean gradient in the step", decay_range, {"beta_1", "b1"}};
inline constexpr ParameterText beta2_of_mean{
    "beta2", "β₂", "decay of the mean gradient", decay_range, {"beta_2", "b2"}};
inline constexpr ParameterText rectification_threshold{"threshold",
                                                       "ρ₀",
                                                       "certainty from which the step is rectified",
                                                       {4, std::numeric_limits<double>::infinity(), false, true}};
inline constexpr ParameterText early_steps{"early_steps", "", "step by momentum alone until then"};
inline constexpr ParameterText momentum_decay{
    "momentum_decay", "ψ", "how fast the momentum rises to β₁", not_negative, {"psi"}};
inline constexpr ParameterText momentum_schedule{"momentum_schedule", "", "let the momentum rise from β₁/2"};
inline constexpr ParameterText norm_epsilon{"epsilon", "ε", "added to the norm", not_negative, {"eps"}};
inline constexpr ParameterText form{"form", "", "whether the velocity holds the learning rate"};
inline constexpr ParameterText accumulator_start{"accumulator_start", "v₀", "first value of the accumulator"};
inline constexpr ParameterText centered{"centered", "", "subtract the squared mean gradient"};
inline constexpr ParameterText decay_power{"power", "c", "power of the decay", positive, {"decay_rate"}};
inline constexpr ParameterText update_clip{"clip", "d", "greatest RMS of u", positive, {"d"}};
inline constexpr ParameterText square_epsilon{"epsilon1", "ε₁", "added to g²", not_negative, {"eps1"}};
inline constexpr ParameterText size_epsilon{"epsilon2", "ε₂", "least RMS of x", not_negative, {"eps2"}};
inline constexpr ParameterText relative_rate{"relative", "", "scale the rate by RMS(x)"};
inline constexpr ParameterText bounded_rate{"bounded", "", "keep the rate at most 1/√t"};
inline constexpr ParameterText beta2_of_difference{
    "beta2", "β₂", "decay of the difference of gradients", decay_range, {"beta_2", "b2"}};
inline constexpr ParameterText difference_weight{
    "difference_weight", "", "weight of the difference in the step: β₂ (`decay`) or 1 − β₂ (`rest`)"};
inline constexpr ParameterText beta3{"beta3", "β₃", "decay of the second moment", decay_range, {"beta_3", "b3"}};
inline constexpr ParameterText beta3_of_slow_mean{
    "beta3", "β₃", "decay of the slow mean", decay_range, {"beta_3", "b3"}};
inline constexpr ParameterText slow_weight{"alpha", "α", "weight of the slow mean", not_negative};
inline constexpr ParameterText slow_warmup{"warmup", "", "steps over which α and β₃ grow; 0: they do not",
                                           not_negative};
inline constexpr ParameterText first_rate{"first_rate", "λ₀", "rate of the first step", positive_finite};
inline constexpr ParameterText beta3_of_change{
    "beta3", "β₃", "decay of the change of f", decay_range, {"beta_3", "b3"}};
inline constexpr ParameterText final_rate{"final_rate", "ρ", "rate that the bounds close in on"};
inline constexpr ParameterText bound_speed{"speed", "γ", "how fast they do", positive_finite};
inline constexpr ParameterText moment_center{"center", "",
                                             "the mean that g is held against: with this g, or before it"};
inline constexpr ParameterText switch_tolerance{"switch_tolerance", "δ", "how near γ is to its mean at the switch"};
inline constexpr ParameterText direction_share{
    "alpha", "α", "share of the newest direction in the mean", {0, 1, true, false}};
inline constexpr ParameterText adapt_rate{"adapt_rate", "C", "how fast rates grow and fall", not_negative};
inline constexpr ParameterText least_length{"epsilon", "ε", "least |g| that has a direction", not_negative, {"eps"}};
inline constexpr ParameterText rise_bound{"lambda", "λ", "rise of f that is too much, as a share of the first f"};
inline constexpr ParameterText batch_share{
    "share", "", "share of all data in a step, whose inverse L looks back over", {0, 1, true, false}};
inline constexpr ParameterText greatest_rate{"learning_rate", "η", "greatest rate", not_negative, {"lr", "eta"}};
inline constexpr ParameterText least_value{"minimum", "f*", "least value of f", any_number};
inline constexpr ParameterText secant_form{"form", "", "the longer or the shorter of the two rates"};
inline constexpr ParameterText rate_factor{
    "learning_rate", "γ", "factor of the rate found", not_negative, {"lr", "eta"}};
inline constexpr ParameterText first_distance{
    "first_distance", "d₀", "first guess of the distance to the minimum", positive_finite, {"d0"}};
inline constexpr ParameterText prodigy_form{"form", "", "whose distance is epsilon's factor, and bias correction"};
inline constexpr ParameterText norm_by{"norm", "", "whose second moment weighs the product ⟨g, s⟩"};
inline constexpr ParameterText kept_share{
    "momentum", "μ", "share of the last point that is kept", decay_range, {"mu", "beta"}};
inline constexpr ParameterText first_reach{
    "first_reach", "r", "first reach, as a share of 1 + |x₀|", positive_finite, {"reps_rel"}};
inline constexpr ParameterText sum_epsilon{"epsilon", "ε", "added to the sum of squares", not_negative, {"eps"}};
inline constexpr ParameterText average_share{
    "beta1", "β₁", "share of the average in the point of the gradient", Range{0, 1}, {"beta_1", "b1"}};
inline constexpr ParameterText rate_warmup{"warmup", "T", "steps over which the rate grows", not_negative};
inline constexpr ParameterText correction_of{"correction", "", "whether the rate or the moment is freed of bias"};
inline constexpr ParameterText average_share_momentum{
    "momentum", "β", "share of the average in the point of the gradient", Range{0, 1}, {"beta", "beta1"}};
inline constexpr ParameterText vector_rate{
    "vector_learning_rate", "η₁", "step size of what is no matrix", not_negative, {"vector_lr"}};
inline constexpr ParameterText matrix_momentum{"momentum_form", "", "whether gradients are summed or averaged"};
inline constexpr ParameterText matrix_scale{"scale", "", "length of a step, by the matrix's shape or as Adam's"};
inline constexpr ParameterText first_preconditioner{
    "epsilon", "ε", "first value on the diagonal of L and R", positive_finite, {"eps"}};
inline constexpr ParameterText preconditioner_decay{"decay", "β", "decay of L and R", decay_range, {"shampoo_beta"}};
inline constexpr ParameterText basis_every{
    "every", "k", "steps from one basis to the next", counted, {"precondition_frequency"}};
inline constexpr ParameterText first_basis{"first_basis", "", "what the basis is before there is one of L and R"};
inline constexpr ParameterText sorted_basis{"sort", "", "order the basis by eigenvalues, as the authors' code"};
}  // namespace row

// Where epsilon stands in the denominator: sqrt(v) + epsilon, sqrt(v + epsilon), or Kingma & Ba's "epsilon hat"
// (section 2, last paragraph): the root is taken before the bias correction, which goes into the step size instead.
enum class EpsilonPlace { outside, inside, hat };
constexpr std::array<std::string_view, 3> choice_names(EpsilonPlace) { return {"outside", "inside", "hat"}; }

// For rules without bias correction, where "hat" and "outside" are one.
enum class RootEpsilon { outside, inside };
constexpr std::array<std::string_view, 2> choice_names(RootEpsilon) { return {"outside", "inside"}; }

// Where AdaMax adds epsilon: to |g| inside the maximum, or to the maximum.
enum class MaximumEpsilon { inside, outside };
constexpr std::array<std::string_view, 2> choice_names(MaximumEpsilon) { return {"inside", "outside"}; }

// Of which second moment AMSGrad keeps the maximum.
enum class MaximumOf { raw, corrected };
constexpr std::array<std::string_view, 2> choice_names(MaximumOf) { return {"raw", "corrected"}; }

// velocity: v = mu*v - lr*g, x += v. buffer: v = mu*v + g, x -= lr*v. They part only when the learning rate changes.
enum class MomentumForm { velocity, buffer };
constexpr std::array<std::string_view, 2> choice_names(MomentumForm) { return {"velocity", "buffer"}; }

// Of which step a value is that a method both updates and uses: this one's or the one before.
enum class OfStep { current, old };
constexpr std::array<std::string_view, 2> choice_names(OfStep) { return {"new", "old"}; }

// What Adan multiplies the mean difference of gradients with: β₂ (its paper) or 1 − β₂ (optax).
enum class DifferenceWeight { decay, rest };
constexpr std::array<std::string_view, 2> choice_names(DifferenceWeight) { return {"decay", "rest"}; }

// Prodigy: ε times the distance before the step (its paper), or the one after it (the authors' code), or that and the
// bias corrections in the rate (optax).
enum class ProdigyForm { paper, code, corrected };
constexpr std::array<std::string_view, 3> choice_names(ProdigyForm) { return {"paper", "code", "corrected"}; }

// How Muon keeps its momentum: B = μB + G, or B = μB + (1-μ)G.
enum class MatrixMomentum { sum, average };
constexpr std::array<std::string_view, 2> choice_names(MatrixMomentum) { return {"sum", "average"}; }

// Muon's factor of an orthogonal step: √max(1, rows/columns), or 0.2 √max(rows, columns), which has Adam's RMS.
enum class MatrixScale { shape, adam };
constexpr std::array<std::string_view, 2> choice_names(MatrixScale) { return {"shape", "adam"}; }

// SOAP's first basis: of the first gradient's matrices, or the identity.
enum class FirstBasis { gradient, identity };
constexpr std::array<std::string_view, 2> choice_names(FirstBasis) { return {"gradient", "identity"}; }

// Whether a norm is that of all coordinates, or each tensor has its own.
enum class NormOver { all, tensor };
constexpr std::array<std::string_view, 2> choice_names(NormOver) { return {"all", "tensor"}; }

// Which of Barzilai and Borwein's two rates.
enum class SecantForm { longer, shorter };
constexpr std::array<std::string_view, 2> choice_names(SecantForm) { return {"long", "short"}; }

// What schedule-free AdamW frees of its bias.
enum class CorrectionOf { rate, moment };
constexpr std::array<std::string_view, 2> choice_names(CorrectionOf) { return {"rate", "moment"}; }

}  // namespace ravine

#include "ravine/expression/other_forms.hpp"

#include <algorithm>
#include <array>

namespace ravine {
namespace {

constexpr std::string_view max_of_zero = "max(0, x)", meant_branch = "a branch: x where it is above 0, else 0";
constexpr std::string_view plain_sine = "sin(x)", meant_module = "a function of a module, np.sin(x)";
constexpr std::string_view floored_remainder = "x - y*floor(x/y)";

constexpr std::array other_form_table{
    OtherForm{"relu", max_of_zero, "relu(x)"},
    OtherForm{"leaky_relu", "max(0.01*x, x)", "leaky_relu(x)"},
    OtherForm{"elu", "max(0, x) + expm1(min(0, x))", "elu(x)"},
    OtherForm{"gelu", "x/2*(1 + erf(x/sqrt(2)))", "gelu(x)"},
    OtherForm{"silu", "x*sigmoid(x)", "silu(x)"},
    OtherForm{"swish", "x*sigmoid(x)", "swish(x)"},
    OtherForm{"logistic", "sigmoid(x)", "logistic(x)"},
    OtherForm{"expit", "sigmoid(x)", "expit(x)"},
    OtherForm{"heaviside", "(1 + sign(x))/2", "heaviside(x)"},
    OtherForm{"step", "(1 + sign(x))/2", "a step at 0"},
    OtherForm{"sgn", "sign(x)", "sgn(x)"},
    OtherForm{"signum", "sign(x)", "signum(x)"},
    OtherForm{"clip", "min(max(x, 0), 1)", "clip(x, 0, 1)"},
    OtherForm{"clamp", "min(max(x, 0), 1)", "clamp(x, 0, 1)"},
    OtherForm{"maximum", "max(x, y)", "maximum(x, y)"},
    OtherForm{"minimum", "min(x, y)", "minimum(x, y)"},
    OtherForm{"square", "x^2", "square(x)"},
    OtherForm{"cube", "x^3", "cube(x)"},
    OtherForm{"power", "x^y", "power(x, y)"},
    OtherForm{"exp2", "2^x", "exp2(x)"},
    OtherForm{"exp10", "10^x", "exp10(x)"},
    OtherForm{"log2", "log(x)/log(2)", "log2(x)"},
    OtherForm{"log10", "log(x)/log(10)", "log10(x)"},
    OtherForm{"lg", "log(x)/log(10)", "lg(x)"},
    OtherForm{"round", "floor(x + 0.5)", "round(x)"},
    OtherForm{"ceil", "-floor(-x)", "ceil(x)"},
    OtherForm{"trunc", "sign(x)*floor(abs(x))", "trunc(x)"},
    OtherForm{"mod", floored_remainder, "mod(x, y)"},
    OtherForm{"fmod", floored_remainder, "fmod(x, y) of positive numbers"},
    OtherForm{"sec", "1/cos(x)", "sec(x)"},
    OtherForm{"csc", "1/sin(x)", "csc(x)"},
    OtherForm{"cot", "1/tan(x)", "cot(x)"},
    OtherForm{"sinc", "sin(x)/x", "sinc(x)"},
    OtherForm{"asinh", "log(x + sqrt(x^2 + 1))", "asinh(x)"},
    OtherForm{"acosh", "log(x + sqrt(x^2 - 1))", "acosh(x)"},
    OtherForm{"atanh", "log((1 + x)/(1 - x))/2", "atanh(x)"},
    OtherForm{"erfc", "1 - erf(x)", "erfc(x)"},
    OtherForm{"norm", "sqrt(sum(i = 1..n, x[i]^2))", "the norm of all coordinates"},
    OtherForm{"mean", "sum(i = 1..n, x[i])/n", "the mean of all coordinates"},
    OtherForm{"factorial", "prod(i = 1..5, i)", "factorial(5)"},
    OtherForm{"!", "prod(i = 1..5, i)", "the factorial 5!"},
    OtherForm{"lambda", "x^2", "lambda x: x^2"},
    OtherForm{"for", "sum(i = 1..n, x[i]^2)", "a loop that sums"},
    OtherForm{"to", "sum(i = 1..n, x[i])", "a sum from 1 to n"},
    OtherForm{":", "sum(i = 1..n, x[i])", "a sum over 1:n"},
    OtherForm{"if", max_of_zero, meant_branch},
    OtherForm{"else", max_of_zero, meant_branch},
    OtherForm{"ifelse", max_of_zero, meant_branch},
    OtherForm{"where", max_of_zero, meant_branch},
    OtherForm{"and", max_of_zero, meant_branch},
    OtherForm{"or", max_of_zero, meant_branch},
    OtherForm{"not", max_of_zero, meant_branch},
    OtherForm{"?", max_of_zero, meant_branch},
    OtherForm{"<", max_of_zero, meant_branch},
    OtherForm{">", max_of_zero, meant_branch},
    OtherForm{"&", max_of_zero, meant_branch},
    OtherForm{"%", floored_remainder, "x % y"},
    OtherForm{"|", "abs(x)", "|x|"},
    OtherForm{"math", plain_sine, meant_module},
    OtherForm{"np", plain_sine, meant_module},
    OtherForm{"numpy", plain_sine, meant_module},
    OtherForm{"torch", plain_sine, meant_module},
    OtherForm{"jnp", plain_sine, meant_module},
    OtherForm{"std", plain_sine, meant_module},
};

}  // namespace

std::span<const OtherForm> other_forms() { return other_form_table; }

std::string other_form_hint(std::string_view sign) {
  const auto found = std::find_if(other_form_table.begin(), other_form_table.end(),
                                  [&](const OtherForm& form) { return form.sign == sign; });
  if (found == other_form_table.end()) return {};
  return std::string("write ").append(found->written).append(" for ").append(found->meant);
}

}  // namespace ravine

#include "ravine/method/schedule.hpp"

#include <array>
#include <string>
#include <utility>

#include "ravine/base/error.hpp"
#include "ravine/expression/function.hpp"

namespace ravine {
namespace {

class TypedSchedule final : public Schedule {
 public:
  TypedSchedule(Function function, std::string written)
      : function_(std::move(function)), written_(std::move(written)) {}
  double at(double t, double T) const override {
    const std::array<double, 2> now{t, T};
    return function_(now);
  }
  std::string text() const override { return written_.empty() ? function_.text(Notation::source) : written_; }

 private:
  Function function_;
  std::string written_;  // where forms by name are called, which the function no longer knows
};

// As it was written, with spaces where they help.
std::string tidy(std::string_view expression) {
  std::string text;
  for (const char c : expression) {
    if (c == ' ' || c == '\t' || c == '\n' || c == '\r') continue;
    text += c;
    if (c == ',') text += ' ';
  }
  return text;
}

bool calls_a_form(std::string_view expression) {
  for (const auto& form : schedule_forms())
    if (expression.find(form.name) != std::string_view::npos) return true;
  return false;
}

std::string form_names() {
  std::string names;
  std::string_view last;
  for (const auto& form : schedule_forms()) {
    if (form.name != last) names.append(names.empty() ? "" : ", ").append(form.name);
    last = form.name;
  }
  return names;
}

}  // namespace

// t counts from 0, so that the first step has the first value; T is the run's steps. A step function is written with
// sign(t - k + 0.5), which is -1 before step k and 1 from it on.
std::span<const NamedFormula> schedule_forms() {
  static const std::vector<NamedFormula> forms{
      {"constant", {"a"}, "a", "a at every step"},
      {"step", {"a", "factor", "every"}, "a*factor^floor(t/every)", "a, times the factor every so many steps"},
      {"exponential", {"a", "factor"}, "a*factor^t", "a, times the factor each step"},
      {"polynomial", {"a", "b", "power"}, "b + (a - b)*(1 - t/T)^power", "from a to b as a power of what is left"},
      {"linear", {"a", "b"}, "a + (b - a)*t/T", "from a to b"},
      {"cosine", {"a"}, "a*(1 + cos(pi*t/T))/2", "from a to 0 along half a cosine"},
      {"cosine",
       {"a", "b"},
       "b + (a - b)*(1 + cos(pi*t/T))/2",
       "from a to b along half a cosine (Loshchilov & Hutter 2017, arXiv:1608.03983, eq. 5 without restarts)"},
      {"inverse_time", {"a", "decay"}, "a/(1 + decay*t)", "a/(1 + decay t)"},
      {"inverse_sqrt", {"a"}, "a/sqrt(t + 1)", "a/sqrt(t + 1)"},
      {"warmup", {"steps", "s"}, "min(1, (t + 1)/steps)*s", "another schedule s, times a factor that grows to 1"},
      {"warmup_cosine",
       {"a", "steps", "b"},
       "min(1, (t + 1)/steps)*(b + (a - b)*(1 + cos(pi*max(0, t - steps)/max(1, T - steps)))/2)",
       "up to a over some steps, then a cosine to b"},
      {"one_cycle",
       {"peak", "part"},
       "peak/25 + (peak - peak/25)*(1 - cos(pi*min(1, t/(part*T - 1))))/2 - "
       "(peak - peak/250000)*(1 - cos(pi*max(0, t - (part*T - 1))/(T - part*T)))/2",
       "up from peak/25 over a part of the run, down to peak/250000 (Smith & Topin 2018, arXiv:1708.07120; as "
       "PyTorch)"},
      {"restarts",
       {"a", "b", "period"},
       "b + (a - b)*(1 + cos(pi*(t/period - floor(t/period))))/2",
       "cosines from a to b, again and again (SGDR: Loshchilov & Hutter 2017, arXiv:1608.03983, eq. 5)"},
      {"restarts",
       {"a", "b", "period", "factor"},
       "b + (a - b)*(1 + cos(pi*(t - period*(factor^floor(log(1 + t*(factor - 1)/period)/log(factor) + 1e-9) - "
       "1)/(factor - "
       "1))/(period*factor^floor(log(1 + t*(factor - 1)/period)/log(factor) + 1e-9))))/2",
       "the same with periods that grow by a factor above 1"},
      {"demon",
       {"a"},
       "a*(1 - t/T)/(1 - a*t/T)",
       "a momentum whose gradients' share in all later steps falls to 0 linearly (Demon: Chen & others 2019, "
       "arXiv:1910.04952)"},
      {"piecewise", {"a", "k", "b"}, "a + (b - a)*(1 + sign(t - k + 0.5))/2", "a, from step k on b"},
      {"piecewise",
       {"a", "k", "b", "l", "c"},
       "a + (b - a)*(1 + sign(t - k + 0.5))/2 + (c - b)*(1 + sign(t - l + 0.5))/2",
       "a, from step k on b, from l on c",
       {"k", "l"}},
      {"piecewise",
       {"a", "k", "b", "l", "c", "m", "d"},
       "a + (b - a)*(1 + sign(t - k + 0.5))/2 + (c - b)*(1 + sign(t - l + 0.5))/2 + (d - c)*(1 + sign(t - m + 0.5))/2",
       "a, from step k on b, from l on c, from m on d",
       {"k", "l", "m"}},
  };
  return forms;
}

std::shared_ptr<const Schedule> schedule(std::string_view expression) {
  try {
    auto function =
        Function::parse(expression, {.variables = {"t", "T"}, .dimension = 2, .formulas = schedule_forms()});
    return std::make_shared<TypedSchedule>(std::move(function), calls_a_form(expression) ? tidy(expression) : "");
  } catch (const InputError& error) {
    auto parts = error.parts();
    if (parts.hint.empty())
      parts.hint = "write a number, or an expression of t and T; schedules by name: " + form_names();
    throw InputError(std::move(parts));
  }
}

}  // namespace ravine

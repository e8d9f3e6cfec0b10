#include "ravine/study/run_key.hpp"

#include "ravine/base/bits_version.hpp"
#include "ravine/base/hash.hpp"
#include "ravine/base/number_text.hpp"

namespace ravine::study {

std::string run_identity(const Plan& plan, const PlannedRun& run) {
  const auto& options = run.options;
  const auto& info = run.method.info();
  std::string text =
      "bits " + std::to_string(bits_version) + "\nproblem " + plan.problems[run.problem].identity + "\nstart";
  for (const double x : run.start) text += ' ' + shortest(x);
  text += "\nmethod " + std::string(info.name);
  for (std::size_t row = 0; row < info.parameters.size(); ++row) {
    const auto& setting = run.method.settings()[row];
    text += '\n' + std::string(info.parameters[row].name) + " = " +
            (setting.schedule ? setting.schedule->text() : info.parameters[row].value_text(setting.value));
  }
  for (const auto& own : run.method.group_settings())
    text +=
        '\n' + std::string(info.parameters[own.parameter].name) + '@' + own.group + " = " +
        (own.value.schedule ? own.value.schedule->text() : info.parameters[own.parameter].value_text(own.value.value));
  const auto line = [&](std::string_view name, double value) {
    text += '\n' + std::string(name) + ' ' + shortest(value);
  };
  text += "\nbudget " + std::to_string(options.steps);
  line("target", options.target);
  line("gradient_norm", options.gradient_norm);
  text += "\nstall_steps " + std::to_string(options.stall_steps);
  line("stall_tolerance", options.stall_tolerance);
  line("seconds", options.seconds);
  line("divergence", options.divergence);
  return text + "\nseed " + std::to_string(options.seed) + "\nrepeat " + std::to_string(options.repeat) + '\n';
}

std::string run_key(const Plan& plan, const PlannedRun& run) {
  constexpr std::string_view digits = "0123456789abcdef";
  std::string key;
  for (const auto word : math::Hash().add(std::string_view(run_identity(plan, run))).value128()) {
    for (int shift = 60; shift >= 0; shift -= 4) key += digits[(word >> shift) & 15];
  }
  return key;
}

}  // namespace ravine::study

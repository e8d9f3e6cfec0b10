// Any bytes as a definition: a plan or an InputError, never a crash, and never much time. A line "--set" splits off
// what follows as overrides, one a line. What is a plan stays one: its runs can be made, described and named.
#include <cstdint>
#include <string>
#include <string_view>

#include "ravine/base/error.hpp"
#include "ravine/study/definition.hpp"
#include "ravine/study/result_files.hpp"
#include "ravine/study/run_key.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace ravine::study;
  std::string_view bytes(reinterpret_cast<const char*>(data), size);
  constexpr std::string_view marker = "\n--set\n";
  const auto split = bytes.find(marker);
  DefinitionText definition{std::string(bytes.substr(0, split)), "fuzz.toml", {}};
  if (split != std::string_view::npos) {
    auto rest = bytes.substr(split + marker.size());
    while (!rest.empty() && definition.overrides.size() < 8) {
      const auto end = std::min(rest.find('\n'), rest.size());
      definition.overrides.emplace_back(rest.substr(0, end));
      rest.remove_prefix(std::min(end + 1, rest.size()));
    }
  }
  DefinitionLimits limits;
  limits.bytes = 4096;
  limits.runs = limits.records = 50;
  try {
    const auto plan = read_definition(definition, limits);
    if (plan.size() > limits.runs) __builtin_trap();
    const auto text = plan_text(plan);
    const auto names = result_names(plan);
    for (std::size_t i = 0; i < plan.size(); ++i) {
      const auto run = plan.run(i);
      if (run.start.size() != plan.problems[run.problem].problem->dimension()) __builtin_trap();
      const auto key = run_key(plan, run);
      if (parse_key(key_text(key)) != key || names.runs[i].empty()) __builtin_trap();
    }
    const auto again = read_definition(definition, limits);  // the same text, the same plan
    if (plan_text(again) != text) __builtin_trap();
  } catch (const ravine::InputError& error) {
    if (std::string_view(error.what()).empty()) __builtin_trap();
  }
  return 0;
}

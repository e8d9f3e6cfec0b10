// Labels: what runs are called.
#include <algorithm>
#include <map>
#include <string>
#include <vector>

#include "ravine/base/number_text.hpp"
#include "ravine/study/run_draft.hpp"

namespace ravine::study {
namespace {

// ", η = 0.1, β₁ = 0.9": the settings of a run that are one value each, as labels of sweeps have them.
std::string plain_settings(const Draft& draft) {
  std::string text;
  for (std::size_t i = 0; i < draft.parameters.size(); ++i) {
    const auto& value = draft.raw.settings[i]->value;
    if (value.kind == Value::Kind::list || value.kind == Value::Kind::table) continue;
    const auto& parameter = *draft.parameters[i];
    text += ", " + std::string(parameter.symbol.empty() ? parameter.name : parameter.symbol) + " = ";
    text += value.is_number()                 ? shortest(value.number)
            : value.kind == Value::Kind::flag ? value.description()
                                              : shown(value.text);
  }
  return text;
}

// The labels in use on each problem.
class Labels {
 public:
  explicit Labels(std::size_t problems) : taken_(problems) {}
  bool free(const Draft& draft, const std::string& label) const {
    return std::none_of(draft.problems.begin(), draft.problems.end(),
                        [&](std::size_t problem) { return taken_[problem].contains(label); });
  }
  void take(const Draft& draft) {
    for (const auto problem : draft.problems) ++taken_[problem][draft.label];
  }
  bool alone(const Draft& draft) const {
    return std::all_of(draft.problems.begin(), draft.problems.end(),
                       [&](std::size_t problem) { return taken_[problem].at(draft.label) == 1; });
  }

 private:
  std::vector<std::map<std::string, std::size_t>> taken_;
};

}  // namespace

void settle_labels(std::vector<Draft>& drafts, std::size_t problems) {
  Labels labels(problems), titles(problems);
  for (const auto& draft : drafts) {
    titles.take(draft);
    if (!draft.named) continue;
    if (!labels.free(draft, draft.label)) {
      fail(draft.raw.label->value.location, "the label \"" + shown(draft.label) + "\" is already another run's",
           "give each run of a problem its own");
    }
    labels.take(draft);
  }
  std::map<std::string, std::size_t> numbers;
  for (auto& draft : drafts) {
    if (draft.named) continue;
    const auto stem = titles.alone(draft) ? draft.label : draft.label + plain_settings(draft);
    draft.label = stem;
    while (!labels.free(draft, draft.label)) draft.label = stem + " (" + std::to_string(++numbers[stem] + 1) + ")";
    labels.take(draft);
  }
}

}  // namespace ravine::study

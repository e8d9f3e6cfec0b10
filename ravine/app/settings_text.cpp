#include "ravine/app/settings_text.hpp"

#include "ravine/method/chain.hpp"

namespace ravine::app {
namespace {

// What a method is told apart by even at its default: the learning rate, and what a link beside the rule is written
// with, the 1 of clip_norm(1).
bool is_telling(const Method& method, std::size_t k) {
  const auto& row = method.info().parameters[k];
  if (row.name == "learning_rate") return true;
  if (row.name.ends_with("epsilon")) return false;
  const auto& links = method.chain().links();
  for (std::size_t i = 0; i < links.size(); ++i)
    if (i != method.chain().rule_place() && row.kind == ParameterInfo::Kind::number && links[i].first_setting == k)
      return true;
  return false;
}

}  // namespace

std::string setting_text(const Method& method, std::size_t k) {
  const auto& setting = method.settings()[k];
  return setting.schedule ? setting.schedule->text() : method.info().parameters[k].value_text(setting.value);
}

std::string labelled(const Method& method, std::size_t k) {
  const auto& row = method.info().parameters[k];
  const std::string name(row.symbol.empty() ? row.name : row.symbol);
  const bool raised = row.kind == ParameterInfo::Kind::flag && method.settings()[k].value != 0;
  return raised ? name : name + " = " + setting_text(method, k);
}

std::string settings_text(const Method& method, const std::string& label) {
  std::string text;
  for (std::size_t k = 0; k < method.settings().size(); ++k) {
    const auto& row = method.info().parameters[k];
    const bool usual = setting_text(method, k) == row.value_text(row.standard);
    if (!method.counts(k) || (usual && !is_telling(method, k))) continue;
    const auto one = labelled(method, k);
    // "SGD, η = 2.15e-5": said, be it in fewer digits.
    const auto said = one.substr(0, one.find(" = ")) + (one.find(" = ") == std::string::npos ? "" : " = ");
    if (label.find(", " + said) == std::string::npos) text += (text.empty() ? "" : ", ") + one;
  }
  return text;
}

}  // namespace ravine::app

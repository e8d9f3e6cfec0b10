// The notation of models (call_notation.hpp). A value is a number, a word, or a list of numbers in brackets.
#include <algorithm>
#include <limits>
#include <vector>

#include "ravine/problem/call_notation.hpp"
#include "ravine/problem/model/model.hpp"

namespace ravine {
namespace {

constexpr double largest_option = 1e9;

std::size_t whole(CallReader& reader, const ModelOption& option) {
  const auto first = reader.now();
  const auto value = reader.number();
  if (!value || !(*value >= option.least && *value <= largest_option) ||
      *value != static_cast<double>(static_cast<long>(*value)))
    reader.refuse(option.name, first, option.range());
  return static_cast<std::size_t>(*value);
}

void widths(CallReader& reader, const ModelOption& option, std::vector<std::size_t>& list) {
  list.clear();
  if (!reader.take("[")) {
    list.push_back(whole(reader, option));
    return;
  }
  while (!reader.take("]")) {
    if (!list.empty() && !reader.take(",")) reader.fail(reader.now(), "expected `,` or `]`");
    list.push_back(whole(reader, option));
  }
}

void take_value(CallReader& reader, const ModelOption& option, Model& model) {
  const auto first = reader.now();
  const auto word = reader.written(first);
  const auto refuse = [&] { reader.refuse(option.name, first, option.range()); };
  if (const auto* real = std::get_if<double Model::*>(&option.field)) {
    const auto value = reader.number();
    if (!value || !(*value >= option.least && *value <= std::numeric_limits<double>::max())) refuse();
    model.** real = *value;
  } else if (const auto* count = std::get_if<std::size_t Model::*>(&option.field)) {
    model.** count = whole(reader, option);
  } else if (const auto* flag = std::get_if<bool Model::*>(&option.field)) {
    if (word != "true" && word != "false") refuse();
    model.** flag = word == "true";
    reader.advance();
  } else if (const auto* list = std::get_if<std::vector<std::size_t> Model::*>(&option.field)) {
    widths(reader, option, model.**list);
  } else {
    const auto& choice = std::get<ModelChoice>(option.field);
    const auto found = std::find(choice.names.begin(), choice.names.end(), word);
    if (found == choice.names.end()) refuse();
    choice.choose(model, static_cast<std::size_t>(found - choice.names.begin()));
    reader.advance();
  }
}

}  // namespace

Model Model::parse(std::string_view text) {
  CallReader reader(text, "model", "mlp(batch=128)");
  std::vector<std::string_view> names;
  for (const auto& row : models()) names.push_back(row.name);
  const auto& row = models()[reader.name(names)];
  auto model = Model::of(row.kind);
  std::vector<CallOption> options;
  for (const auto& option : row.options)
    options.push_back(
        {option.name, option.alias.empty() ? std::vector<std::string_view>{} : std::vector{option.alias}});
  reader.options(options, [&](std::size_t place) { take_value(reader, row.options[place], model); });
  return model;
}

std::string Model::text() const {
  const auto& row = model_info(kind);
  const auto defaults = of(kind);
  std::string options;
  for (const auto& option : row.options) {
    const auto value = option.value_text(*this);
    if (value != option.value_text(defaults))
      options.append(options.empty() ? "" : ", ").append(option.name).append("=").append(value);
  }
  return std::string(row.name) + (options.empty() ? "" : "(" + options + ")");
}

}  // namespace ravine

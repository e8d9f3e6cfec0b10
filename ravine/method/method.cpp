#include "ravine/method/method.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "ravine/base/error.hpp"
#include "ravine/base/number_text.hpp"
#include "ravine/method/chain.hpp"
#include "ravine/method/library.hpp"
#include "ravine/method/notation.hpp"
#include "ravine/method/schedule.hpp"
#include "ravine/method/table.hpp"

namespace ravine {
namespace {

std::string joined(const std::vector<std::string_view>& words) {
  std::string text;
  for (std::size_t i = 0; i < words.size(); ++i)
    text += (i == 0 ? "" : i + 1 == words.size() ? " or " : ", ") + std::string(words[i]);
  return text;
}

const MethodEntry& entry_named(std::string_view name) {
  if (const auto* entry = find_method(name)) return *entry;
  std::vector<std::string_view> known;
  for (const auto* info : methods()) known.push_back(info->name);
  throw InputError("unknown method " + backquoted(name) + nearest_hint(name, known),
                   "`ravine methods` lists the " + std::to_string(known.size()) + " that there are");
}

std::size_t row_of(const MethodInfo& info, std::string_view parameter) {
  if (const auto* row = info.find(parameter)) return static_cast<std::size_t>(row - info.parameters.data());
  std::vector<std::string_view> known;
  std::vector<std::string_view> names;
  for (const auto& row : info.parameters) {
    names.push_back(row.name);
    known.push_back(row.name);
    known.insert(known.end(), row.aliases.begin(), row.aliases.end());
  }
  throw InputError(
      "`" + std::string(info.name) + "` has no setting " + backquoted(parameter) + nearest_hint(parameter, known),
      "its settings: " + joined(names));
}

void require_in_range(const MethodInfo& info, const ParameterInfo& row, double value) {
  if (row.accepts(value)) return;
  throw InputError("`" + std::string(row.name) + "` of `" + std::string(info.name) + "` is " + shortest(value) +
                       ", which is not in " + row.range(),
                   "give one that is, or leave it out: it is " + row.value_text(row.standard) + " then");
}

std::shared_ptr<const Schedule> schedule_of(const MethodInfo& info, const ParameterInfo& row, std::string_view value) {
  try {
    return schedule(value);
  } catch (const InputError& error) {
    auto parts = error.parts();
    parts.message.insert(0, "in `" + std::string(row.name) + "` of `" + std::string(info.name) + "`: ");
    throw InputError(std::move(parts));
  }
}

// "lr@biases" as "lr" and "biases".
std::pair<std::string_view, std::string_view> divided(std::string_view parameter) {
  const auto at = parameter.find('@');
  if (at == std::string_view::npos) return {parameter, {}};
  return {parameter.substr(0, at), parameter.substr(at + 1)};
}

std::vector<Setting> defaults(const MethodInfo& info) {
  std::vector<Setting> settings;
  for (const auto& row : info.parameters) settings.emplace_back(row.standard);
  return settings;
}

}  // namespace

bool ParameterInfo::accepts(double value) const {
  if ((kind != Kind::number || whole) && value != std::floor(value)) return false;
  return (low_open ? value > low : value >= low) && (high_open ? value < high : value <= high);
}

std::string ParameterInfo::range() const {
  if (kind == Kind::flag) return "true or false";
  if (kind == Kind::choice) return joined(choices);
  auto bound = [](double value) { return std::isinf(value) ? std::string(value < 0 ? "-∞" : "∞") : shortest(value); };
  if (whole)
    return "{" + bound(low) + ", " + bound(low + 1) + ", ..." + (std::isinf(high) ? "" : ", " + bound(high)) + "}";
  return (low_open ? "(" : "[") + bound(low) + ", " + bound(high) + (high_open ? ")" : "]");
}

std::string ParameterInfo::value_text(double value) const {
  if (kind == Kind::flag) return value != 0 ? "true" : "false";
  if (kind == Kind::choice) return std::string(choices.at(static_cast<std::size_t>(value)));
  return shortest(value);
}

const ParameterInfo* MethodInfo::find(std::string_view parameter) const {
  for (const auto& row : parameters)
    if (row.name == parameter || row.symbol == parameter ||
        std::find(row.aliases.begin(), row.aliases.end(), parameter) != row.aliases.end())
      return parameter.empty() ? nullptr : &row;
  return nullptr;
}

bool Method::counts(std::size_t parameter) const {
  const auto& row = info().parameters[parameter];
  const auto* with = info().find(row.with);
  if (with == nullptr) return true;
  return with->value_text(settings_[static_cast<std::size_t>(with - info().parameters.data())].value) == row.choice;
}

std::vector<const MethodInfo*> methods() {
  std::vector<const MethodInfo*> all;
  for (const auto* entry : method_table()) all.push_back(&entry->info);
  return all;
}

Method::Method(std::shared_ptr<const Chain> chain, std::vector<Setting> settings)
    : chain_(std::move(chain)), settings_(std::move(settings)) {
  for (std::size_t i = 0; i < settings_.size(); ++i)
    if (!settings_[i].schedule) require_in_range(info(), info().parameters[i], settings_[i].value);
}

Method::Method(const MethodEntry& entry, std::vector<Setting> settings)
    : Method(Chain::of({&entry}), std::move(settings)) {}

Method operator|(const Method& before, const Method& after) {
  std::vector<const MethodEntry*> entries;
  auto settings = before.settings_;
  for (const auto* method : {&before, &after})
    for (const auto& link : method->chain_->links()) entries.push_back(link.entry);
  settings.insert(settings.end(), after.settings_.begin(), after.settings_.end());
  Method method(Chain::of(entries), std::move(settings));
  method.group_settings_ = before.group_settings_;
  for (auto own : after.group_settings_) {
    own.parameter += before.settings_.size();
    method.group_settings_.push_back(std::move(own));
  }
  return method;
}

Method Method::named(std::string_view name) {
  const auto& entry = entry_named(name);
  return Method(entry, defaults(entry.info));
}

Method Method::named(std::string_view name, std::string_view library) {
  auto method = named(name);
  if (library.empty()) return method;
  require_library(library);
  if (const auto* form = find_library_form(library, name)) return parse_part(form->notation);
  if (method.info().part != Part::rule) return method;
  std::vector<std::string_view> has;
  for (const auto& form : library_forms())
    if (form.library == library) has.push_back(form.method);
  throw InputError(backquoted(library) + " has no " + backquoted(name) + " that could be taken over",
                   "it has " + joined(has) + "; without `like` every method has the defaults of its paper");
}

const MethodInfo& Method::info() const { return chain_->info(); }

std::size_t Method::links() const { return chain_->links().size(); }

void Method::require_schedules(std::size_t steps) const {
  constexpr std::size_t most_looks = 100'000;
  const auto looks = std::min(steps, most_looks);
  const auto look = [&](const Setting& setting, std::size_t parameter) {
    if (!setting.schedule) return;
    const auto& row = info().parameters[parameter];
    for (std::size_t k = 0; k < looks; ++k) {
      const auto t = looks == steps ? k : k + 1 == looks ? steps - 1 : steps / looks * k;
      const double value = setting.schedule->at(static_cast<double>(t), static_cast<double>(steps));
      if (row.accepts(value)) continue;
      throw InputError("`" + std::string(row.name) + "` of `" + std::string(info().name) + "` would be " +
                           shortest(value) + " at step " + std::to_string(t) + " of " + std::to_string(steps) +
                           ", which is not in " + row.range(),
                       "the schedule " + backquoted(setting.schedule->text()) +
                           " must stay in range at every step of the run; max(a, ...) and min(b, ...) keep it there");
    }
  };
  for (std::size_t k = 0; k < settings_.size(); ++k) look(settings_[k], k);
  for (const auto& own : group_settings_) look(own.value, own.parameter);
}

const Chain& Method::chain() const {
  if (!chain_->has_rule()) {
    const std::string name(chain_->links().front().entry->info.name);
    const bool after = chain_->links().front().entry->info.part == Part::point;
    throw InputError("`" + name + "` is a link of a chain, no method by itself",
                     "write " + (after ? "sgd(lr=0.1) | " + name : name + " | sgd(lr=0.1)"));
  }
  return *chain_;
}

std::optional<Misfit> Method::misfit(const Layout& layout) const {
  const auto& links = chain().links();
  if (const auto rule = chain().rule_place(); chain().has_rule()) {
    const auto most = links[rule].entry->most_coordinates;
    if (most > 0 && layout.size() > most)
      return Misfit{{backquoted(links[rule].entry->info.name) +
                         " keeps a matrix as large as the square of the coordinates, at most " + std::to_string(most) +
                         " of them, and there are " + std::to_string(layout.size()),
                     "take a method that keeps less, such as `lbfgs`",
                     {},
                     {}},
                    rule,
                    {}};
  }
  if (const auto rule = chain().rule_place(); chain().needs_matrix() && !layout.has_matrix())
    return Misfit{{backquoted(links[rule].entry->info.name) + " steps matrices, and " + described(layout) + " is none",
                   "say which coordinates are a matrix: layout = \"w[2x3] b[2]\" in a definition file, --layout on the "
                   "command line",
                   {},
                   {}},
                  rule,
                  {}};
  for (std::size_t i = 0; i < links.size(); ++i) {
    const auto& link = links[i];
    if (link.entry->fault == nullptr) continue;
    std::vector<double> numbers;
    bool scheduled = false;
    for (const auto row : link.setting_of) {
      scheduled = scheduled || settings_[row].schedule;
      numbers.push_back(settings_[row].value);
    }
    const auto fault = scheduled ? std::string_view() : link.entry->fault(numbers.data());
    if (!fault.empty())
      return Misfit{{std::string(fault) + " in " + backquoted(text()),
                     "`ravine methods " + std::string(link.entry->info.name) + "` tells what they are",
                     {},
                     {}},
                    i,
                    {}};
  }
  for (std::size_t i = 0; i < group_settings_.size(); ++i) {
    const auto& own = group_settings_[i];
    if (chain().is_solver())
      return Misfit{{backquoted(info().name) + " has one setting for all coordinates, and none for the group " +
                         backquoted(own.group),
                     "take the group's setting out",
                     {},
                     {}},
                    0,
                    i};
    if (std::find(layout.groups.begin(), layout.groups.end(), own.group) != layout.groups.end()) continue;
    const std::vector<std::string_view> known(layout.groups.begin(), layout.groups.end());
    return Misfit{{backquoted(info().name) + " has a setting for the group " + backquoted(own.group) +
                       ", and the layout " + described(layout) + " has no such group" + nearest_hint(own.group, known),
                   "name the group behind its tensors: layout = \"w[2x3] b[2]@" + own.group + "\"",
                   {},
                   {}},
                  0,
                  i};
  }
  return std::nullopt;
}

void Method::require_fit(const Layout& layout) const {
  if (auto found = misfit(layout)) throw InputError(std::move(found->error));
}

void Method::set(std::string_view parameter, Setting value) {
  const auto [name, group] = divided(parameter);
  const auto i = row_of(info(), name);
  const auto& row = info().parameters[i];
  if (name.size() < parameter.size() && (group.empty() || row.constant || row.kind != ParameterInfo::Kind::number))
    throw InputError(group.empty() ? "a group's name is missing after " + backquoted(parameter)
                                   : backquoted(row.name) + " of " + backquoted(info().name) +
                                         " is one for all coordinates; groups may have numbers of their own",
                     "write it so: lr@biases=0.01");
  if (value.schedule && (row.constant || row.kind != ParameterInfo::Kind::number))
    throw InputError("`" + std::string(row.name) + "` of `" + std::string(info().name) +
                     "` cannot change from step to step: it is " + (row.constant ? "a number in " : "") + row.range());
  if (!value.schedule) require_in_range(info(), row, value.value);
  if (group.empty()) {
    settings_[i] = std::move(value);
    return;
  }
  const auto same = [&, group = group](const GroupSetting& own) { return own.parameter == i && own.group == group; };
  const auto found = std::find_if(group_settings_.begin(), group_settings_.end(), same);
  if (found != group_settings_.end())
    found->value = std::move(value);
  else
    group_settings_.push_back({std::string(group), i, std::move(value)});
}

void Method::set_row(std::size_t parameter, double value) {
  const auto& row = info().parameters[parameter];
  if (!row.accepts(value)) require_in_range(info(), row, value);
  settings_[parameter].value = value;
  settings_[parameter].schedule.reset();
}

void Method::set(std::string_view parameter, std::string_view value) {
  const auto& row = info().parameters[row_of(info(), divided(parameter).first)];
  if (row.kind == ParameterInfo::Kind::number) {
    if (const auto number = parse_number(value)) return set(parameter, Setting(*number));
    return set(parameter, Setting(schedule_of(info(), row, value)));
  }
  auto words = row.choices;
  if (row.kind == ParameterInfo::Kind::flag) words = {"false", "true"};
  const auto found = std::find(words.begin(), words.end(), value);
  if (found == words.end()) {
    InputError::Parts parts;
    parts.message = "`" + std::string(row.name) + "` of `" + std::string(info().name) + "` is " + backquoted(value) +
                    ", which is not " + row.range() + nearest_hint(value, words);
    parts.text = value, parts.length = std::max<std::size_t>(1, value.size());
    throw InputError(std::move(parts));
  }
  set(parameter, Setting(static_cast<double>(found - words.begin())));
}

std::string Method::text() const {
  // What wraps a method is written around it: a probe around all that follows, a point link around all before.
  std::string text, closing;
  for (const auto& link : chain_->links()) {
    const auto& own = link.entry->info;
    std::string inner;
    const auto add = [&](const ParameterInfo& row, const std::string& group, const Setting& setting) {
      inner += (inner.empty() ? "" : ", ") + std::string(row.name) + group + "=" +
               (setting.schedule ? setting.schedule->text() : row.value_text(setting.value));
    };
    for (std::size_t i = 0; i < own.parameters.size(); ++i) {
      const auto& row = own.parameters[i];
      const auto& setting = settings_[link.first_setting + i];
      if (setting.schedule || setting.value != row.standard) add(row, {}, setting);
      for (const auto& of_group : group_settings_)
        if (of_group.parameter == link.first_setting + i) add(row, "@" + of_group.group, of_group.value);
    }
    if (!inner.empty()) inner.insert(0, 1, '(');
    const bool opens = text.empty() || text.ends_with(", ") || text.ends_with("(");
    if (own.wraps && own.part == Part::point) {
      text.append(closing).append(")");
      closing.clear();
      text.insert(0, inner.empty() ? "(" : inner.append(", ")).insert(0, own.name);
    } else {
      text.append(opens ? "" : " | ").append(own.name).append(inner);
      if (own.wraps) {
        text.append(inner.empty() ? "(" : ", ");
        closing.append(")");
      } else if (!inner.empty()) {
        text.append(")");
      }
    }
  }
  return text + closing;
}

}  // namespace ravine

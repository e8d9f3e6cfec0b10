#include "ravine/method/chain.hpp"

#include <algorithm>
#include <utility>

#include "ravine/base/error.hpp"

namespace ravine {
namespace {

// A chain without a rule may grow into one; its order is looked at all the same.
void require_order(const std::vector<const MethodEntry*>& entries) {
  const MethodEntry *rule = nullptr, *probe = nullptr, *after = nullptr;
  for (const auto* entry : entries) {
    if (entry->solve != nullptr && entries.size() > 1)
      throw InputError(
          backquoted(entry->info.name) + " evaluates f itself where it likes, so no link fits before or after it",
          "write it alone");
    const auto name = std::string(entry->info.name);
    const auto part = entry->info.part;
    if (after != nullptr && part != Part::point)
      throw InputError(
          backquoted(after->info.name) + " changes the next point, so it stands after the rule, not before " +
              backquoted(name),
          "write " + (part == Part::rule ? name : std::string("sgd")) + " | " + std::string(after->info.name));
    if (rule != nullptr && (part == Part::gradient || part == Part::probe))
      throw InputError(
          backquoted(name) + " changes the gradient, so it stands before the rule " + backquoted(rule->info.name),
          "write " + name + " | " + std::string(rule->info.name));
    if (rule != nullptr && part == Part::rule)
      throw InputError("a chain has one rule, this one has " + backquoted(rule->info.name) + " and " + backquoted(name),
                       "leave one of them out");
    if (probe != nullptr && part == Part::probe)
      throw InputError(backquoted(name) + " stands inside " + backquoted(probe->info.name) +
                           ": a step takes its gradient at one other point at most",
                       "leave one of them out");
    (part == Part::rule ? rule : part == Part::probe ? probe : part == Part::point ? after : entry) = entry;
  }
}

}  // namespace

std::shared_ptr<const Chain> Chain::of(const std::vector<const MethodEntry*>& entries) {
  require_order(entries);
  return std::shared_ptr<const Chain>(new Chain(entries));
}

Chain::Chain(const std::vector<const MethodEntry*>& entries) {
  std::size_t settings = 0;
  links_.reserve(entries.size());
  for (const auto* entry : entries) {
    if (entry->info.part == Part::rule) rule_ = links_.size();
    links_.push_back({entry, settings, slots_, {}});
    if (entry->info.part == Part::probe) probe_ = &links_.back();
    if (entry->answer != MethodEntry::none) answer_ = slots_ + entry->answer;
    settings += entry->info.parameters.size();
    slots_ += entry->slots;
    uses_value_ = uses_value_ || entry->uses_value;
  }
  if (entries.size() > 1) compiled_ = find_compiled_chain(entries);
  inherit();
  describe();
}

void Chain::inherit() {
  for (auto& link : links_) {
    std::size_t own = link.first_setting;
    for (const auto inherited : link.entry->inherited) {
      if (inherited.empty()) {
        link.setting_of.push_back(own++);
        continue;
      }
      if (!has_rule()) break;
      const auto& rule_link = links_[rule_];
      const auto& info = rule_link.entry->info;
      const auto* row = info.find(inherited);
      if (row == nullptr)
        throw InputError(backquoted(link.entry->info.name) + " uses the " + backquoted(inherited) +
                             " of its rule, and " + backquoted(info.name) + " has none",
                         "take its form that does without: " + std::string(link.entry->info.name) + "(fixed=true)");
      link.setting_of.push_back(rule_link.first_setting + static_cast<std::size_t>(row - info.parameters.data()));
    }
  }
}

bool Chain::is_same_as(const Chain& other) const {
  return std::equal(links_.begin(), links_.end(), other.links_.begin(), other.links_.end(),
                    [](const Link& a, const Link& b) { return a.entry == b.entry; });
}

void Chain::describe() {
  info_ = &links_[has_rule() ? rule_ : 0].entry->info;
  if (links_.size() == 1) return;
  joined_ = *info_;
  const auto text = [&](std::string value) { return std::string_view(texts_.emplace_back(std::move(value))); };
  std::string name, title;
  for (const auto& link : links_) {
    name += (name.empty() ? "" : " | ") + std::string(link.entry->info.name);
    const std::string own(link.entry->info.title);
    const bool around = link.entry->info.wraps && link.entry->info.part == Part::point;
    if (around)
      title.insert(0, " of ").insert(0, own);
    else
      title.append(title.empty() ? "" : title.ends_with(" of") ? " " : " | ").append(own);
    if (link.entry->info.wraps && !around) title += " of";
  }
  joined_.name = text(name), joined_.title = text(title);
  joined_.parameters.clear(), joined_.slots.clear();
  std::vector<std::string> prefixes;
  for (const auto& link : links_) {
    const auto& own = link.entry->info;
    const auto earlier = static_cast<std::size_t>(std::count_if(
        std::as_const(links_).data(), &link, [&](const Link& other) { return other.entry == link.entry; }));
    prefixes.push_back(std::string(own.name) + (earlier == 0 ? "" : std::to_string(earlier + 1)) + ".");
    const bool is_rule = own.part == Part::rule;
    for (auto row : own.parameters) {
      if (is_rule)
        row.aliases.push_back(text(prefixes.back() + std::string(row.name)));
      else
        row.name = text(prefixes.back() + std::string(row.name)), row.aliases.clear();
      joined_.parameters.push_back(row);
    }
    for (const auto slot : own.slots)
      joined_.slots.push_back(is_rule ? slot : text(prefixes.back() + std::string(slot)));
  }
  // Names of their own for settings of links, where they are clear.
  for (std::size_t k = 0; k < links_.size(); ++k) {
    if (k == rule_) continue;
    const auto& own = links_[k].entry->info.parameters;
    for (std::size_t i = 0; i < own.size(); ++i) {
      const auto clear = std::all_of(links_.begin(), links_.end(), [&](const Link& other) {
        return &other == &links_[k] || other.entry->info.find(own[i].name) == nullptr;
      });
      if (clear) joined_.parameters[links_[k].first_setting + i].aliases.push_back(own[i].name);
    }
  }
  info_ = &joined_;
}

}  // namespace ravine

// A method with its settings, erased: what the notation, the definition file and the run use. The rules themselves are
// one file each (adam.hpp, ...); their tables are the only source of names, defaults and ranges.
//
//   Method a = Adam{.learning_rate = 0.1};
//   Method b = Method::parse("adam(lr = 0.1, epsilon_place = inside)");
//   Method c = Method::parse("clip_norm(1) | adam(lr = 0.1) | weight_decay(0.01)");     // a chain
//   Method d = ClipNorm{.bound = 1} | a | WeightDecay{.rate = 0.01};                     // the same
#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "ravine/base/layout.hpp"
#include "ravine/base/setting.hpp"
#include "ravine/method/part.hpp"

namespace ravine {

struct ParameterInfo {
  enum class Kind { number, flag, choice };
  std::string_view name, symbol, meaning;
  std::vector<std::string_view> aliases;
  Kind kind = Kind::number;
  double standard = 0;  // the default; for a flag 0 or 1, for a choice the index into `choices`
  double low = 0, high = 0;
  bool low_open = false, high_open = false;  // whether the bound itself is out of range
  bool whole = false;                        // whole numbers only
  bool constant = false;                     // takes no schedule
  std::vector<std::string_view> choices;
  std::string_view with, choice;     // counts only where this other setting is that: "line_search", "none"; or empty
  bool accepts(double value) const;  // in range (a NaN never is)
  std::string range() const;         // "[0, 1)", "{1, 2, ...}", "true or false", "outside, inside or hat"
  std::string value_text(double value) const;  // "0.1", "true", "inside"
};

struct MethodInfo {
  std::string_view name;      // as the notation writes it: "rmsprop"
  std::string_view title;     // as people write it: "RMSProp"
  std::string_view family;    // "classic", "adaptive", ...
  std::string_view summary;   // one line
  std::string_view formula;   // Unicode, one line a step of the rule
  std::string_view citation;  // author, year, arXiv or DOI
  Part part = Part::rule;
  bool wraps = false;  // takes a method as its last argument: lookahead(k=5, adam)
  std::vector<ParameterInfo> parameters;
  std::vector<std::string_view> slots;  // state a coordinate: "first moment"
  // The row named so, or null. Aliases count.
  const ParameterInfo* find(std::string_view parameter) const;
};

// All rules and links, in the order of the table; then those that users registered.
std::vector<const MethodInfo*> methods();

struct MethodEntry;  // info and kernels: method/rule.hpp
struct Misfit;       // method/notation.hpp
class Chain;         // method/chain.hpp

// A rule alone or a chain, with its settings. A link alone is a Method too, so that chains are written with `|`; a run
// refuses it.
class Method {
 public:
  // From a rule's own struct: Adam{...}. Throws InputError where a number is out of its range.
  template <template <class> class Rule>
  requires requires { Rule<Setting>::about; }
  Method(const Rule<Setting>& rule);  // NOLINT(google-explicit-constructor): defined in method/rule.hpp

  // From text in the method notation, as parse() does.
  Method(const char* notation) : Method(parse(notation)) {}       // NOLINT(google-explicit-constructor)
  Method(std::string_view notation) : Method(parse(notation)) {}  // NOLINT(google-explicit-constructor)

  // By name with default settings. Throws InputError with the nearest known name.
  static Method named(std::string_view name);
  // The same with the conventions and defaults that a library has (method/library.hpp). Throws InputError where there
  // is no such library or where it has no such method; a link that it has no form of stays as it is.
  static Method named(std::string_view name, std::string_view library);
  // From the notation: "adam(lr=0.1)", like a library's where one is given. Throws InputError with the offset in the
  // text.
  static Method parse(std::string_view notation, std::string_view library = {});
  // The same of links that may be no method by themselves: clip_norm(1).
  static Method parse_part(std::string_view notation);

  const MethodInfo& info() const;
  std::size_t links() const;  // how many, at least 1
  // One a row of info().parameters.
  const std::vector<Setting>& settings() const { return settings_; }
  // What groups of the layout have in place of that: the biases their own learning rate.
  struct GroupSetting {
    std::string group;
    std::size_t parameter = 0;  // row of info().parameters
    Setting value;
  };
  const std::vector<GroupSetting>& group_settings() const { return group_settings_; }
  // Whether the row of info().parameters has any effect beside the choices that are made.
  bool counts(std::size_t parameter) const;
  // By name or alias; with `@` and a group's name behind it for that group of the layout alone: "lr@biases". Throws
  // InputError: unknown name (with the nearest), value out of range, a flag or choice for a group.
  void set(std::string_view parameter, Setting value);
  // The same for a row of info().parameters. Throws InputError for a value out of range.
  void set_row(std::size_t parameter, double value);
  // The same from text: a number, true/false, a choice's word, or an expression of t and T. Offsets are within `value`.
  void set(std::string_view parameter, std::string_view value);
  // The notation that parses to this method; settings that differ from their default only: "adam(learning_rate=0.1)".
  std::string text() const;

  // Left to right, as the gradient flows. Throws InputError where the order is none: two rules, a clip after the rule.
  friend Method operator|(const Method& before, const Method& after);

  // What a run steps by. Throws InputError where this is no method yet, but links without a rule.
  const Chain& chain() const;
  // Throws InputError where a run on this layout makes no sense: a setting for a group that it has not, a matrix method
  // where there is no matrix.
  void require_fit(const Layout& layout) const;
  std::optional<Misfit> misfit(const Layout& layout) const;  // what it would throw
  // Throws InputError where a schedule leaves its setting's range, or is no number, at a step of a run of so many. Of
  // more than 100,000 steps as many are looked at, the first and the last among them.
  void require_schedules(std::size_t steps) const;

 private:
  Method(const MethodEntry& entry, std::vector<Setting> settings);
  Method(std::shared_ptr<const Chain> chain, std::vector<Setting> settings);
  std::shared_ptr<const Chain> chain_;
  std::vector<Setting> settings_;
  std::vector<GroupSetting> group_settings_;
};

}  // namespace ravine

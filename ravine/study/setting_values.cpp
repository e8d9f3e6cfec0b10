// The value of a method's setting in a definition -> one Setting or, for a list or a range, several.
#include <cmath>
#include <set>

#include "ravine/base/number_text.hpp"
#include "ravine/study/definition_parts.hpp"
#include "ravine/study/spacing.hpp"
#include "ravine/study/value_reading.hpp"

namespace ravine::study {
namespace {

using Kind = ParameterInfo::Kind;

class SettingReader {
 public:
  SettingReader(const Method& method, const ParameterInfo& parameter, std::string_view key, std::size_t most)
      : method_(method), parameter_(parameter), key_(key), most_(most) {
    row_ = static_cast<std::size_t>(&parameter - method.info().parameters.data());
  }

  std::vector<Setting> read(const Value& value) {
    if (value.kind == Value::Kind::list) return read_list(value);
    if (value.kind == Value::Kind::table) return read_range(value);
    return {read_one(value)};
  }

 private:
  std::string rule() const {
    if (parameter_.kind != Kind::number) return parameter_.range();
    return "a number in " + parameter_.range() + ", or text with an expression of t and T";
  }

  Setting read_one(const Value& value) {
    const bool text = value.kind == Value::Kind::text;
    const bool fits = text || (parameter_.kind == Kind::number && value.is_number()) ||
                      (parameter_.kind == Kind::flag && value.kind == Value::Kind::flag);
    if (!fits) refuse(key_, value, rule());
    read_at(value, [&] {
      if (value.is_number()) {
        method_.set(parameter_.name, Setting(value.number));
      } else {
        method_.set(parameter_.name, text ? std::string_view(value.text) : value.flag ? "true" : "false");
      }
    });
    return method_.settings()[row_];
  }

  std::vector<Setting> read_list(const Value& value) {
    if (value.list.empty()) refuse(key_, value, rule() + ", or a list of such");
    if (value.list.size() > most_) too_many(value, static_cast<double>(value.list.size()));
    std::vector<Setting> settings;
    std::set<std::string> seen;
    for (const auto& item : value.list) {
      settings.push_back(read_one(item));
      const auto& setting = settings.back();
      if (!seen.insert(setting.schedule ? setting.schedule->text() : shortest(setting.value)).second) {
        fail(item.location, in_quotes(key_) + " has " + item.description() + " twice in its list");
      }
    }
    return settings;
  }

  std::vector<Setting> read_range(const Value& value) {
    const auto raw = read_fields<RawRange>(value.table, range_rows, "a range of " + in_quotes(key_));
    if (parameter_.kind != Kind::number) refuse(key_, value, rule());
    if ((raw.range == nullptr) == (raw.log_range == nullptr)) {
      fail(value.location, "a range of " + in_quotes(key_) + " has one of `range` and `log_range`",
           "write { log_range = [1e-4, 1], points = 9 }");
    }
    if (raw.points == nullptr) {
      fail(value.location, "the range of " + in_quotes(key_) + " has no `points`",
           "write { log_range = [1e-4, 1], points = 9 }");
    }
    const bool logarithmic = raw.log_range != nullptr;
    const auto& entry = logarithmic ? *raw.log_range : *raw.range;
    const auto wanted = rule_of(range_rows, logarithmic ? &RawRange::log_range : &RawRange::range);
    const auto [low, high] = read_interval(entry.key, entry.value, wanted);
    if (logarithmic && low <= 0) refuse(entry.key, entry.value.list.front(), "above 0, as logarithms need it");
    for (const auto& end : entry.value.list) {
      read_at(end, [&] { method_.set(parameter_.name, Setting(end.number)); });
    }
    const auto points = read_integer("points", raw.points->value, rule_of(range_rows, &RawRange::points), 2);
    if (static_cast<double>(points) > static_cast<double>(most_)) {
      too_many(raw.points->value, static_cast<double>(points));
    }
    std::vector<Setting> settings;
    for (const double number : spaced(low, high, static_cast<std::size_t>(points), logarithmic)) {
      settings.emplace_back(number);
    }
    return settings;
  }

  [[noreturn]] void too_many(const Value& value, double count) const {
    fail(value.location, in_quotes(key_) + " takes " + shortest(count) + " values; at most " + std::to_string(most_) +
                             " runs are allowed");
  }

  Method method_;  // to try values on
  const ParameterInfo& parameter_;
  std::string_view key_;
  std::size_t most_, row_ = 0;
};

}  // namespace

std::vector<Setting> read_setting(const Method& method, const ParameterInfo& parameter, const Entry& entry,
                                  const Value& value, const DefinitionLimits& limits) {
  return SettingReader(method, parameter, entry.key, limits.runs).read(value);
}

}  // namespace ravine::study

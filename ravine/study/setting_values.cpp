// The value of a method's setting in a definition -> one Setting or, for a list or a range, several.
#include <cmath>
#include <set>
#include <tuple>

#include "ravine/base/number_text.hpp"
#include "ravine/study/definition_parts.hpp"
#include "ravine/study/spacing.hpp"
#include "ravine/study/value_reading.hpp"

namespace ravine::study {
namespace {

using Kind = ParameterInfo::Kind;

class SettingReader {
 public:
  SettingReader(const Method& method, const ParameterInfo& parameter, std::string_view key, std::size_t most,
                bool drawn)
      : method_(method), parameter_(parameter), key_(key), most_(most), drawn_(drawn) {
    row_ = static_cast<std::size_t>(&parameter - method.info().parameters.data());
  }

  Axis read(const Value& value) {
    Axis axis;
    axis.parameter = row_;
    if (value.kind == Value::Kind::table)
      read_range(value, axis);
    else
      axis.values = value.kind == Value::Kind::list ? read_list(value) : std::vector{read_one(value)};
    return axis;
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

  // Ranges are known by the key that has the bounds.
  const Entry* bounds_of(const RawRange& raw, const Value& value) const {
    const Entry* found = nullptr;
    for (const auto* entry : {raw.log_range, raw.range, raw.integer_range}) {
      if (entry == nullptr) continue;
      if (found != nullptr) found = nullptr, fail_range(value);
      found = entry;
    }
    if (found == nullptr) fail_range(value);
    return found;
  }
  [[noreturn]] void fail_range(const Value& value) const {
    fail(value.location, "a range of " + in_quotes(key_) + " has one of `range`, `log_range` and `integer_range`",
         "write { log_range = [1e-4, 1], points = 9 }");
  }

  void read_range(const Value& value, Axis& axis) {
    const auto raw = read_fields<RawRange>(value.table, range_rows, "a range of " + in_quotes(key_));
    if (parameter_.kind != Kind::number) refuse(key_, value, rule());
    const auto& entry = *bounds_of(raw, value);
    Interval interval;
    interval.logarithmic = &entry == raw.log_range;
    interval.integer = &entry == raw.integer_range;
    std::string_view wanted;
    for (const auto& row : range_rows)
      if (row.info.name == entry.key) wanted = row.info.value;
    std::tie(interval.low, interval.high) = read_interval(entry.key, entry.value, wanted);
    if (interval.logarithmic && interval.low <= 0)
      refuse(entry.key, entry.value.list.front(), "above 0, as logarithms need it");
    if (parameter_.whole && !interval.integer)
      fail(entry.key_location, in_quotes(key_) + " is one of " + parameter_.range() + ", whole numbers",
           "write { integer_range = [1, 10] }");
    for (const auto& end : entry.value.list) {
      if (interval.integer && end.kind != Value::Kind::integer) refuse(entry.key, end, "an integer");
      read_at(end, [&] { method_.set(parameter_.name, Setting(end.number)); });
    }
    if (drawn_) {
      if (raw.points != nullptr)
        fail(raw.points->key_location, "the values of " + in_quotes(key_) + " are drawn, so that it has no `points`",
             "leave it out");
      axis.interval = interval;
    } else {
      list_values(interval, raw, value, axis.values);
      axis.spacing = interval.logarithmic ? Spacing::logarithmic : Spacing::even;
    }
  }

  void list_values(const Interval& interval, const RawRange& raw, const Value& value, std::vector<Setting>& values) {
    if (raw.points == nullptr && !interval.integer) {
      fail(value.location, "the range of " + in_quotes(key_) + " has no `points`",
           "write { log_range = [1e-4, 1], points = 9 }");
    }
    const double whole = interval.high - interval.low + 1;
    double points = whole;
    if (raw.points != nullptr) {
      points = static_cast<double>(read_integer("points", raw.points->value, study::rule(&RawRange::points), 2));
      if (interval.integer && points > whole)
        refuse("points", raw.points->value, "at most " + shortest(whole) + ", as many integers as there are");
    }
    if (points > static_cast<double>(most_)) too_many(raw.points != nullptr ? raw.points->value : value, points);
    const auto spread = spaced(interval.low, interval.high, static_cast<std::size_t>(points), interval.logarithmic);
    for (const double number : spread) values.emplace_back(interval.integer ? std::floor(number + 0.5) : number);
  }

  [[noreturn]] void too_many(const Value& value, double count) const {
    fail(value.location, in_quotes(key_) + " takes " + shortest(count) + " values; at most " + std::to_string(most_) +
                             " runs are allowed");
  }

  Method method_;  // to try values on
  const ParameterInfo& parameter_;
  std::string_view key_;
  std::size_t most_, row_ = 0;
  bool drawn_;
};

}  // namespace

Axis read_setting(const Method& method, const ParameterInfo& parameter, const Entry& entry, const Value& value,
                  std::size_t most_runs, bool drawn) {
  return SettingReader(method, parameter, entry.key, most_runs, drawn).read(value);
}

}  // namespace ravine::study

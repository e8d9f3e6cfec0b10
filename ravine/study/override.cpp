// --set KEY=VALUE: a value laid over a definition.
#include <algorithm>
#include <charconv>
#include <string>
#include <utility>
#include <vector>

#include "ravine/base/utf8.hpp"
#include "ravine/study/definition_parts.hpp"

namespace ravine::study {
namespace {

struct Segment {
  std::string name;
  bool quoted = false;
};

class Override {
 public:
  explicit Override(std::string_view text) : source_("--set " + shown(text)) {
    if (invalid_utf8(text) != std::string_view::npos) refuse("the override is not UTF-8");
    parse(text);
  }

  void apply(Value& document) {
    Value* table = &document;
    std::size_t i = 0;
    if (path_[0].name == "run" && path_.size() > 1) {
      if (path_.size() < 3) refuse("a run has no value of its own", "write run." + path_[1].name + ".KEY=VALUE");
      table = &run(document);
      i = 2;
    }
    for (;; ++i) {
      if (table->kind != Value::Kind::table) {
        refuse(in_quotes(joined(i)) + " is " + table->description() + " in the definition; it has no " +
                   in_quotes(path_[i].name),
               "write --set " + joined(i) + "=VALUE");
      }
      if (i + 1 == path_.size()) break;
      table = &step(*table, i);
    }
    const auto& key = path_.back().name;
    const Location location = value_.location;
    if (auto* entry = table->find(key)) {
      entry->value = std::move(value_);
      entry->key_location = location;
    } else {
      table->table.push_back({key, location, std::move(value_)});
    }
  }

 private:
  [[noreturn]] void refuse(std::string message, std::string hint = {}) const {
    throw InputError({std::move(message), std::move(hint), {source_, 0, 0}, {}, 0, 1});
  }

  // KEY=VALUE; KEY is names between dots, in quotes where they hold dots, equal signs or only digits.
  void parse(std::string_view text) {
    std::size_t i = 0;
    for (;;) {
      Segment segment;
      while (i < text.size() && text[i] == ' ') ++i;
      if (i < text.size() && (text[i] == '"' || text[i] == '\'')) {
        const auto close = text.find(text[i], i + 1);
        if (close == std::string_view::npos) refuse("a quote in the key is not closed");
        segment = {std::string(text.substr(i + 1, close - i - 1)), true};
        i = close + 1;
        while (i < text.size() && text[i] == ' ') ++i;
      } else {
        const auto end = std::min(text.find_first_of(".=", i), text.size());
        auto name = text.substr(i, end - i);
        name = name.substr(0, name.find_last_not_of(' ') + 1);
        segment.name = name;
        i = end;
      }
      if (segment.name.empty())
        refuse("a part of the key is empty", "write KEY=VALUE, as budget=50 or problem.bowl.start=[4,4]");
      path_.push_back(std::move(segment));
      if (i < text.size() && text[i] == '.') {
        ++i;
        continue;
      }
      if (i < text.size() && text[i] == '=') break;
      refuse("there is no `=`", "write KEY=VALUE, as budget=50 or problem.bowl.start=[4,4]");
    }
    value_ = parse_value(text.substr(i + 1), source_);
  }

  std::string joined(std::size_t count) const {
    std::string text;
    for (std::size_t i = 0; i < count; ++i) text += (i == 0 ? "" : ".") + path_[i].name;
    return text;
  }

  // The table that a key leads to. A problem must be there; others are made.
  Value& step(Value& table, std::size_t i) {
    const auto& name = path_[i].name;
    if (auto* entry = table.find(name)) return entry->value;
    if (i <= 1 && path_[0].name == "problem") {
      std::vector<std::string_view> known;
      for (const auto& entry : table.table) known.push_back(entry.key);
      refuse("the definition has no problem " + in_quotes(name) + nearest_hint(name, known));
    }
    Value made;
    made.kind = Value::Kind::table;
    made.location = value_.location;
    table.table.push_back({name, value_.location, std::move(made)});
    return table.table.back().value;
  }

  // The [[run]] that `run.0`, `run.LABEL` or `run.METHOD` means.
  Value& run(Value& document) {
    const auto& wanted = path_[1];
    auto* entry = document.find("run");
    if (entry == nullptr || entry->value.kind != Value::Kind::list) refuse("the definition has no [[run]]");
    auto& runs = entry->value.list;
    if (!wanted.quoted && wanted.name.find_first_not_of("0123456789") == std::string::npos) {
      std::size_t index = runs.size();
      std::from_chars(wanted.name.data(), wanted.name.data() + wanted.name.size(), index);
      if (index < runs.size()) return runs[index];
      refuse("there is no run " + wanted.name, "runs count from 0 to " + std::to_string(runs.size() - 1) +
                                                   "; a label of digits needs quotes: run.\"" + wanted.name + "\"");
    }
    std::vector<std::string> names;
    for (const auto& name_of : {label_of, method_of, title_of}) {
      Value* found = nullptr;
      for (auto& run : runs) {
        auto name = name_of(run);
        if (name.empty()) continue;
        if (name == wanted.name) {
          if (found != nullptr) {
            refuse("several runs are called " + in_quotes(wanted.name), "say which by its number, from 0: run.0");
          }
          found = &run;
        }
        names.push_back(std::move(name));
      }
      if (found != nullptr) return *found;
    }
    refuse("no run is called " + in_quotes(wanted.name) +
               nearest_hint(wanted.name, std::vector<std::string_view>(names.begin(), names.end())),
           "runs go by their label, their method or their number, from 0: run.0");
  }

  static std::string text_of(const Value& run, std::string_view key) {
    const auto* entry = run.find(key);
    return entry != nullptr && entry->value.kind == Value::Kind::text ? entry->value.text : std::string();
  }
  static std::string label_of(const Value& run) { return text_of(run, "label"); }
  static std::string method_of(const Value& run) { return text_of(run, "method"); }
  // What a run without a label is called.
  static std::string title_of(const Value& run) {
    if (run.find("label") != nullptr) return {};
    try {
      return std::string(Method::parse(method_of(run)).info().title);
    } catch (const InputError&) {
      return {};  // told when the run is read
    }
  }

  std::string source_;
  std::vector<Segment> path_;
  Value value_;
};

}  // namespace

void apply_override(Value& document, std::string_view text) { Override(text).apply(document); }

}  // namespace ravine::study

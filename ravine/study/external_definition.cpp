// A [problem.NAME] with `external`: another program gives the values.
#include <filesystem>
#include <system_error>
#include <utility>

#include "ravine/base/number_text.hpp"
#include "ravine/problem/external/external_problem.hpp"
#include "ravine/study/definition_parts.hpp"
#include "ravine/study/value_reading.hpp"

namespace ravine::study {
namespace {

namespace fs = std::filesystem;

// A list of words, or a text that spaces divide.
std::vector<std::string> read_words(const Entry& entry) {
  const auto wanted = rule(&RawProblem::external);
  std::vector<std::string> words;
  if (entry.value.kind == Value::Kind::list && !entry.value.list.empty()) {
    for (const auto& item : entry.value.list) {
      if (item.kind == Value::Kind::text && item.text.find('\0') != std::string::npos) refuse(entry.key, item, wanted);
      words.push_back(words.empty()                    ? read_line(entry.key, item, wanted)
                      : item.kind == Value::Kind::text ? item.text
                                                       : read_text(entry.key, item, wanted));
    }
    return words;
  }
  const auto& text = read_line(entry.key, entry.value, wanted);
  for (std::size_t begin = 0; (begin = text.find_first_not_of(' ', begin)) != std::string::npos;) {
    const auto end = std::min(text.find(' ', begin), text.size());
    words.push_back(text.substr(begin, end - begin));
    begin = end;
  }
  return words;
}

// What is there beside the definition is meant, whatever folder the program is started in.
std::vector<std::string> found_beside(std::vector<std::string> words, const DefinitionFiles& files) {
  if (!files.folder) return words;
  for (auto& word : words) {
    std::error_code none;
    if (word.empty() || fs::path(word).is_absolute() || !fs::is_regular_file(*files.folder / word, none)) continue;
    const auto path = fs::absolute(*files.folder / word, none);
    if (!none) word = path.lexically_normal().string();
  }
  return words;
}

// As `layout`, `variables`, `dimension` or the list `start` say.
Layout read_coordinates(const RawProblem& raw, const std::vector<std::string>& names, std::string_view where) {
  if (raw.layout != nullptr) {
    const auto& text = read_line("layout", raw.layout->value, rule(&RawProblem::layout));
    return read_at(raw.layout->value, [&] { return parse_layout(text); });
  }
  if (!names.empty()) return Layout::vector(names.size());
  if (raw.dimension != nullptr) return Layout::vector(read_dimension(*raw.dimension));
  if (raw.start->value.kind == Value::Kind::list && !raw.start->value.list.empty())
    return Layout::vector(raw.start->value.list.size());
  fail(raw.external->key_location, std::string(where) + " does not say how many coordinates its program takes",
       "write dimension = 10, or a start with all of them");
}

}  // namespace

PlannedProblem read_external(const Entry& entry, const RawProblem& raw, const ProblemContext& context) {
  const auto where = "[problem." + shown(entry.key) + "]";
  if (raw.start == nullptr)
    fail(entry.key_location, where + " has no `start`", "say where its runs start: start = [5, 5]");

  ExternalProgram program;
  const auto words = read_words(*raw.external);
  program.words = found_beside(words, context.files);
  if (raw.timeout != nullptr) {
    const double seconds = read_number("timeout", raw.timeout->value, rule(&RawProblem::timeout));
    if (!(seconds > 0 && seconds <= longest_timeout)) refuse("timeout", raw.timeout->value, rule(&RawProblem::timeout));
    program.timeout = std::chrono::duration<double>(seconds);
  }
  if (raw.differences != nullptr)
    program.differences = read_flag("differences", raw.differences->value, rule(&RawProblem::differences));
  auto names = raw.variables != nullptr ? read_variables(*raw.variables) : std::vector<std::string>{};
  auto layout = read_coordinates(raw, names, where);
  const auto claimed = raw.dimension == nullptr
                           ? static_cast<std::int64_t>(layout.size())
                           : read_integer("dimension", raw.dimension->value, rule(&RawProblem::dimension), 1);
  if (claimed != static_cast<std::int64_t>(layout.size()) || (!names.empty() && names.size() != layout.size()))
    fail(entry.key_location, where + ": `dimension`, `variables` and `layout` tell different numbers of coordinates",
         "leave all but one of them out");

  PlannedProblem problem;
  problem.name = entry.key;
  // What determines the values, as far as the definition tells: the program itself may change.
  problem.identity = "external of " + std::to_string(layout.size());
  for (const auto& word : words) {
    problem.identity += "\nword " + std::to_string(word.size()) + ' ' + word;
    problem.program += (problem.program.empty() ? "" : " ") + word;
  }
  if (program.differences) problem.identity += "\ndifferences";
  if (raw.layout != nullptr) problem.identity += "\nlayout " + described(layout);
  problem.problem = read_at(raw.external->value, [&] {
    return std::make_shared<ExternalProblem>(std::move(program), std::move(layout), std::move(names));
  });
  return problem;
}

}  // namespace ravine::study

#include "ravine/method/state_text.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <system_error>
#include <vector>

#include "ravine/base/bits_version.hpp"
#include "ravine/base/error.hpp"
#include "ravine/base/number_text.hpp"

namespace ravine {
namespace {

constexpr int version = 2;
constexpr double most_values = 1e9;

class StateReader {
 public:
  StateReader(std::string_view text, std::string_view name) : text_(text), name_(name) {}

  // The rest of the line that begins with `key`.
  std::string_view line(std::string_view key) {
    ++number_;
    if (text_.empty()) fail("the text ends where `" + std::string(key) + "` is expected", "it may have been cut off");
    const auto end = text_.find('\n');
    if (end == std::string_view::npos) fail("the line is not whole", "it may have been cut off");
    auto found = text_.substr(0, end);
    text_.remove_prefix(end + 1);
    if (!found.starts_with(key) || found.size() <= key.size() || found[key.size()] != ' ')
      fail("expected `" + std::string(key) + " ...`", "the file may be no state of a method");
    return found.substr(key.size() + 1);
  }

  double number(std::string_view word, double low, double high, const char* what) const {
    const auto value = parse_number(word);
    if (!value || !(*value >= low && *value <= high) || *value != std::floor(*value))
      fail("`" + std::string(word.substr(0, 40)) + "` is no " + what);
    return *value;
  }

  std::uint64_t word64(std::string_view word) const {
    std::uint64_t value = 0;
    const auto [end, code] = std::from_chars(word.data(), word.data() + word.size(), value);
    if (code != std::errc() || end != word.data() + word.size())
      fail("`" + std::string(word.substr(0, 40)) + "` is no whole number below 2^64");
    return value;
  }

  std::vector<double> values(std::string_view line) const {
    auto word = [&] {
      const auto end = std::min(line.find(' '), line.size());
      const auto found = line.substr(0, end);
      line.remove_prefix(std::min(end + 1, line.size()));
      return found;
    };
    const auto count = static_cast<std::size_t>(number(word(), 0, most_values, "count of numbers"));
    std::vector<double> all;
    all.reserve(std::min(count, line.size() / 2 + 1));  // what the text can hold, whatever it says
    while (!line.empty()) {
      const auto text = word();
      const auto value = parse_number(text);
      if (!value) fail("`" + std::string(text.substr(0, 40)) + "` is no number");
      all.push_back(*value);
    }
    if (all.size() != count)
      fail("the line has " + std::to_string(all.size()) + " numbers, not the " + std::to_string(count) +
           " it promises");
    return all;
  }

  void end() {
    ++number_;
    if (!text_.empty()) fail("expected the end");
  }

  [[noreturn]] void fail(std::string message, std::string hint = {}) const {
    throw InputError({std::move(message), std::move(hint), {std::string(name_), number_, 0}, {}, 0, 1});
  }

 private:
  std::string_view text_, name_;
  std::size_t number_ = 0;
};

void append(std::string& text, std::string_view key, const std::vector<double>& values) {
  text.append(key).append(" ").append(std::to_string(values.size()));
  for (const double value : values) text.append(" ").append(shortest(value));
  text += '\n';
}

}  // namespace

std::string state_text(const StepperState& state) {
  std::string text = "ravine state " + std::to_string(version) + "\nbits " + std::to_string(bits_version) +
                     "\nmethod " + state.method + "\nlayout " + state.layout + "\nprecision " +
                     (state.single_precision ? "float" : "double") + "\nstep " + std::to_string(state.step) +
                     "\ntotal " + std::to_string(state.total) + "\nstream " + std::to_string(state.seed) + " " +
                     std::to_string(state.repeat) + "\n";
  append(text, "scalars", state.scalars);
  append(text, "slots", state.slots);
  return text;
}

StepperState read_state(std::string_view text, std::string_view name) {
  StateReader reader(text, name);
  StepperState state;
  if (const auto found = reader.line("ravine state"); found != std::to_string(version))
    reader.fail("the state is of version " + std::string(found.substr(0, 40)) + ", this program reads version " +
                std::to_string(version));
  if (const auto found = reader.line("bits"); found != std::to_string(bits_version))
    reader.fail("the state's bits are of version " + std::string(found.substr(0, 40)) + ", this program's of version " +
                    std::to_string(bits_version),
                "resumed here, the run would not be the one that was begun");
  state.method = reader.line("method");
  state.layout = reader.line("layout");
  const auto precision = reader.line("precision");
  if (precision != "float" && precision != "double") reader.fail("the precision is neither float nor double");
  state.single_precision = precision == "float";
  constexpr double most_steps = 9007199254740992;  // 2^53
  state.step = static_cast<std::uint64_t>(reader.number(reader.line("step"), 0, most_steps, "count of steps"));
  state.total = static_cast<std::uint64_t>(reader.number(reader.line("total"), 0, most_steps, "count of steps"));
  const auto stream = reader.line("stream");
  const auto space = std::min(stream.find(' '), stream.size());
  state.seed = reader.word64(stream.substr(0, space));
  state.repeat = reader.word64(stream.substr(std::min(space + 1, stream.size())));
  state.scalars = reader.values(reader.line("scalars"));
  state.slots = reader.values(reader.line("slots"));
  reader.end();
  return state;
}

}  // namespace ravine

#include "ravine/problem/external/protocol.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <nlohmann/json.hpp>
#include <optional>

#include "ravine/base/infinity.hpp"
#include "ravine/base/number_text.hpp"
#include "ravine/base/utf8.hpp"

namespace ravine {
namespace {

using Json = nlohmann::json;

// JSON has neither NaN nor infinities: null and texts stand for them.
std::optional<double> number(const Json& value) {
  if (value.is_number()) return value.get<double>();
  if (value.is_null()) return std::numeric_limits<double>::quiet_NaN();
  if (!value.is_string()) return std::nullopt;
  const auto& text = value.get_ref<const std::string&>();
  if (text == "nan" || text == "NaN") return std::numeric_limits<double>::quiet_NaN();
  if (text == "inf" || text == "Infinity") return infinity;
  if (text == "-inf" || text == "-Infinity") return -infinity;
  return std::nullopt;
}

ExternalAnswer faulty(std::string fault) { return {0, {}, {}, std::move(fault)}; }

}  // namespace

std::string printable(std::string_view bytes, std::size_t most) {
  auto end = std::min(bytes.size(), most);
  for (int i = 0; i < 3 && end > 0 && end < bytes.size() && continues_character(bytes[end]); ++i) --end;  // whole ones
  const auto rest = bytes.substr(0, end);
  std::string text;
  for (std::size_t i = 0; i < rest.size();) {
    const auto length = character_length(rest, i);
    const auto byte = static_cast<unsigned char>(rest[i]);
    const bool late_control = byte == 0xC2 && length == 2 && static_cast<unsigned char>(rest[i + 1]) < 0xA0;
    if (length == 0 || byte < 0x20 || byte == 0x7F || late_control)
      text += '?';
    else
      text += rest.substr(i, length);
    i += std::max<std::size_t>(length, 1);
  }
  return bytes.size() > end ? text + "..." : text;
}

std::string request_line(std::span<const double> x, bool gradient) {
  std::string line = "{\"x\":[";
  for (std::size_t i = 0; i < x.size(); ++i) {
    if (i != 0) line += ',';
    // -0 would be an integer, which has no sign of zero.
    line += x[i] == 0 && std::signbit(x[i]) ? std::string("-0.0") : shortest(x[i]);
  }
  return line + (gradient ? "]}\n" : "],\"gradient\":false}\n");
}

ExternalAnswer parse_answer(std::string_view line, std::size_t dimension, bool gradient) {
  const auto shown = [&] { return "`" + printable(line) + "`"; };
  Json json;
  try {
    json = Json::parse(line);
  } catch (const Json::out_of_range&) {
    return faulty("its answer has a number beyond the largest double: " + shown());
  } catch (const Json::exception&) {
    return faulty("its answer is no line of JSON: " + shown());
  }
  if (!json.is_object()) return faulty("its answer is no JSON object: " + shown());
  if (const auto error = json.find("error"); error != json.end()) {
    ExternalAnswer answer;
    answer.refusal = error->is_string() ? printable(error->get_ref<const std::string&>()) : std::string();
    if (answer.refusal.empty()) answer.refusal = "no reason given";
    return answer;
  }
  const auto f = json.find("f");
  if (f == json.end()) return faulty("its answer has no `f`: " + shown());
  const auto value = number(*f);
  if (!value) return faulty("`f` of its answer is no number: " + shown());
  ExternalAnswer answer{*value, {}, {}, {}};
  const auto g = json.find("g");
  if (g == json.end() || g->is_null()) {
    if (gradient) return faulty("its answer has no `g`: " + shown());
    return answer;
  }
  if (!g->is_array()) return faulty("`g` of its answer is no list: " + shown());
  if (g->size() != dimension)
    return faulty("`g` of its answer has " + std::to_string(g->size()) + (g->size() == 1 ? " number" : " numbers") +
                  ", there are " + std::to_string(dimension) + (dimension == 1 ? " coordinate" : " coordinates"));
  answer.gradient.reserve(dimension);
  for (const auto& element : *g) {
    const auto component = number(element);
    if (!component)
      return faulty("number " + std::to_string(answer.gradient.size() + 1) + " of `g` of its answer is none: " +
                    printable(element.dump(-1, ' ', true, Json::error_handler_t::replace), 60));
    answer.gradient.push_back(*component);
  }
  return answer;
}

}  // namespace ravine

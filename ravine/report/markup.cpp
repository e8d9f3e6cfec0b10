#include "ravine/report/markup.hpp"

#include <array>
#include <cstdint>
#include <cstdio>

#include "ravine/report/number.hpp"

namespace ravine::report {
namespace {

struct Character {
  std::uint32_t code = 0xFFFD;  // of a byte that starts no character too
  std::size_t bytes = 1;
};

// The first character of a text that is not empty.
Character first_character(std::string_view text) {
  const auto byte = [&](std::size_t i) { return static_cast<std::uint32_t>(static_cast<unsigned char>(text[i])); };
  const std::uint32_t lead = byte(0);
  if (lead < 0x80) return {lead, 1};
  const std::size_t bytes = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
  if (lead < 0xC2 || lead > 0xF4 || text.size() < bytes) return {};
  std::uint32_t code = lead & (0x7FU >> bytes);
  for (std::size_t i = 1; i < bytes; ++i) {
    if ((byte(i) & 0xC0U) != 0x80) return {};
    code = code << 6U | (byte(i) & 0x3FU);
  }
  static constexpr std::array<std::uint32_t, 5> least{0, 0, 0x80, 0x800, 0x10000};
  const bool surrogate = code >= 0xD800 && code <= 0xDFFF;
  if (code < least[bytes] || code > 0x10FFFF || surrogate) return {};
  return {code, bytes};
}

// Characters that HTML forbids or that do something else than stand for themselves.
bool is_control(std::uint32_t code) {
  return (code < 0x20 && code != '\t' && code != '\n') || (code >= 0x7F && code < 0xA0) || code == 0xFEFF ||
         (code & 0xFFFEU) == 0xFFFE || (code >= 0xFDD0 && code <= 0xFDEF);
}

bool steers_direction(std::uint32_t code) {
  return (code >= 0x202A && code <= 0x202E) || (code >= 0x2066 && code <= 0x2069) || code == 0x200E || code == 0x200F ||
         code == 0x061C;
}

}  // namespace

std::string escape(std::string_view text, Steering steering, std::size_t most) {
  std::string html;
  for (std::size_t count = 0; !text.empty(); ++count) {
    if (count == most) return html += "…";
    const Character next = first_character(text);
    const std::string_view bytes = text.substr(0, next.bytes);
    text.remove_prefix(next.bytes);
    if (next.code == '&') {
      html += "&amp;";
    } else if (next.code == '<') {
      html += "&lt;";
    } else if (next.code == '>') {
      html += "&gt;";
    } else if (next.code == '"') {
      html += "&quot;";
    } else if (next.code == '\'') {
      html += "&#39;";
    } else if (next.code == 0xFFFD || is_control(next.code)) {
      html += "\uFFFD";
    } else if (steering != Steering::keep && steers_direction(next.code)) {
      if (steering == Steering::leave_out) continue;
      std::array<char, 16> code{};
      std::snprintf(code.data(), code.size(), "[U+%04X]", static_cast<unsigned>(next.code));
      html += code.data();
    } else {
      html += bytes;
    }
  }
  return html;
}

Markup& Markup::user(std::string_view text) {
  return add(isolate_).add(escape(text, Steering::keep, longest_text)).add("</bdi>");
}

void Markup::set_language(std::string_view language) { isolate_ = "<bdi lang=\"" + escape(language) + "\">"; }

Markup& Markup::number(double value, int digits) { return add(number_text(value, digits)); }

}  // namespace ravine::report

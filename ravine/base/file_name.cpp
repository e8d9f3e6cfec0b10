#include <algorithm>
#include <array>
#include <cstdint>

#include "ravine/base/file.hpp"

namespace ravine {
namespace {

struct DecodedCharacter {
  char32_t code = 0;      // 0: no valid UTF-8
  std::size_t bytes = 1;  // that it takes, at least 1
};

DecodedCharacter decode(std::string_view text) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const auto first = byte(0);
  if (first < 0x80) return {first, 1};
  const std::size_t bytes = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2;
  if (first < 0xC2 || first > 0xF4 || text.size() < bytes) return {};
  auto code = static_cast<char32_t>(first & (0x7F >> bytes));
  for (std::size_t i = 1; i < bytes; ++i) {
    if ((byte(i) & 0xC0) != 0x80) return {};
    code = (code << 6) | (byte(i) & 0x3F);
  }
  constexpr std::array<char32_t, 5> least{0, 0, 0x80, 0x800, 0x10000};
  if (code < least[bytes] || code > 0x10FFFF || (code >= 0xD800 && code <= 0xDFFF)) return {};
  return {code, bytes};
}

// Blocks beyond ASCII that hold no letters, digits or marks of a script: controls, spaces, punctuation, arrows,
// drawings, private use. Unicode 14.0, Blocks.txt.
constexpr std::array<std::array<char32_t, 2>, 18> without_letters{{{0x80, 0xA9},
                                                                   {0xAB, 0xB1},
                                                                   {0xB4, 0xB4},
                                                                   {0xB6, 0xB8},
                                                                   {0xBB, 0xBB},
                                                                   {0xBF, 0xBF},
                                                                   {0xD7, 0xD7},
                                                                   {0xF7, 0xF7},
                                                                   {0x1680, 0x1680},
                                                                   {0x2000, 0x206F},
                                                                   {0x20A0, 0x20CF},
                                                                   {0x2190, 0x245F},
                                                                   {0x2500, 0x2BFF},
                                                                   {0x2E00, 0x2E7F},
                                                                   {0x3000, 0x3004},
                                                                   {0x3008, 0x3020},
                                                                   {0xD800, 0xF8FF},
                                                                   {0xFE00, 0xFE1F}}};

bool stays(char32_t code) {
  if (code < 0x80) {
    return (code >= '0' && code <= '9') || (code >= 'a' && code <= 'z') || (code >= 'A' && code <= 'Z') ||
           code == '.' || code == '-' || code == '_';
  }
  if (code >= 0xFE30 && code <= 0xFE6F) return false;                                         // punctuation forms
  if (code >= 0xFEFF && !(code >= 0xFF10 && code <= 0xFFDC) && code < 0x10000) return false;  // specials, full width
  if ((code >= 0x1F000 && code <= 0x1FAFF) || code >= 0xE0000) return false;  // pictographs, tags, private
  return std::none_of(without_letters.begin(), without_letters.end(),
                      [&](const auto& range) { return code >= range[0] && code <= range[1]; });
}

std::string folded(std::string_view name) {
  std::string result(name);
  for (auto& c : result) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  return result;
}

// Devices that Windows sees in every folder, also with an extension.
bool reserved(std::string_view name) {
  const auto stem = folded(name.substr(0, name.find('.')));
  if (stem == "con" || stem == "prn" || stem == "aux" || stem == "nul") return true;
  return stem.size() == 4 && (stem.starts_with("com") || stem.starts_with("lpt")) && stem[3] >= '0' && stem[3] <= '9';
}

// The longest beginning of at most `limit` bytes that ends between characters.
std::string_view cut(std::string_view name, std::size_t limit) {
  if (name.size() <= limit) return name;
  while (limit > 0 && (static_cast<unsigned char>(name[limit]) & 0xC0) == 0x80) --limit;
  return name.substr(0, limit);
}

}  // namespace

std::string safe_file_name(std::string_view label, std::size_t limit) {
  limit = std::max<std::size_t>(limit, 16);
  std::string name;
  bool replaced = false;  // the last character of `name` stands for others
  while (!label.empty()) {
    const auto character = decode(label);
    if (character.code != 0 && stays(character.code)) {
      name += label.substr(0, character.bytes);
      replaced = false;
    } else if (!replaced) {
      name += '-';
      replaced = true;
    }
    label.remove_prefix(character.bytes);
  }
  if (replaced) name.pop_back();
  name.erase(0, name.find_first_not_of("-."));  // no option, no hidden file
  name = cut(name, limit);
  while (!name.empty() && name.back() == '.') name.pop_back();  // Windows drops them
  if (name.empty()) return "unnamed";
  if (reserved(name)) {
    name = cut(name, limit - 1);
    name.insert(name.begin(), '_');
  }
  return name;
}

FileNames::FileNames(std::initializer_list<std::string_view> taken) {
  for (const auto& name : taken) taken_.insert(folded(name));
}

std::string FileNames::name(std::string_view label) {
  const auto first = safe_file_name(label);
  auto result = first;
  for (std::size_t number = 2; !taken_.insert(folded(result)).second; ++number) {
    result = first + "-" + std::to_string(number);
  }
  return result;
}

}  // namespace ravine

#include "ravine/view/geometry/text_width.hpp"

#include <array>
#include <cstddef>
#include <span>
#include <vector>

namespace ravine::view {
namespace {

// Advances of DejaVu Sans in hundredths of the size, rounded up.
constexpr std::array<unsigned char, 224> latin{
    32, 41, 46,  84, 64,  96, 78, 28, 40, 40, 50, 84, 32, 37, 32, 34, 64, 64, 64, 64, 64, 64, 64, 64, 64, 64,  34, 34,
    84, 84, 84,  54, 100, 69, 69, 70, 78, 64, 58, 78, 76, 30, 30, 66, 56, 87, 75, 79, 61, 79, 70, 64, 62, 74,  69, 99,
    69, 62, 69,  40, 34,  40, 84, 50, 50, 62, 64, 55, 64, 62, 36, 64, 64, 28, 28, 58, 28, 98, 64, 62, 64, 64,  42, 53,
    40, 64, 60,  82, 60,  60, 53, 64, 34, 64, 84, 0,  0,  0,  0,  0,  0,  0,  0,  0,  0,  0,  0,  0,  0,  0,   0,  0,
    0,  0,  0,   0,  0,   0,  0,  0,  0,  0,  0,  0,  0,  0,  0,  0,  32, 41, 64, 64, 64, 64, 34, 50, 50, 100, 48, 62,
    84, 37, 100, 50, 50,  84, 41, 41, 50, 64, 64, 32, 50, 41, 48, 62, 97, 97, 97, 54, 69, 69, 69, 69, 69, 69,  98, 70,
    64, 64, 64,  64, 30,  30, 30, 30, 78, 75, 79, 79, 79, 79, 79, 84, 79, 74, 74, 74, 74, 62, 61, 63, 62, 62,  62, 62,
    62, 62, 99,  55, 62,  62, 62, 62, 28, 28, 28, 28, 62, 64, 62, 62, 62, 62, 62, 84, 62, 64, 64, 64, 64, 60,  64, 60};
constexpr std::array<unsigned char, 144> greek{
    66, 57, 87, 65, 28, 28, 75, 65, 0,  0,  50, 55, 55, 55, 34, 30, 0,  0,  0,  0,  50, 50, 70, 32, 75, 88, 41, 0,  82,
    0,  83, 83, 34, 69, 69, 56, 69, 64, 69, 76, 79, 30, 66, 69, 87, 75, 64, 79, 76, 61, 0,  64, 62, 62, 79, 69, 79, 77,
    30, 62, 66, 55, 64, 34, 58, 66, 64, 60, 62, 55, 55, 64, 62, 34, 59, 60, 64, 56, 56, 62, 61, 64, 59, 64, 61, 58, 66,
    58, 66, 84, 34, 58, 62, 58, 84, 66, 62, 62, 70, 85, 70, 66, 84, 67, 79, 62, 65, 59, 58, 46, 66, 66, 87, 63, 94, 84,
    76, 66, 80, 62, 69, 61, 77, 63, 70, 62, 62, 54, 67, 64, 55, 28, 79, 62, 62, 61, 64, 70, 87, 66, 64, 71, 70, 71};
constexpr std::array<unsigned char, 96> cyrillic{
    64, 64, 79, 61, 70, 64, 30, 30, 30, 110, 105, 79, 71, 75, 61, 76, 69,  69,  69, 61, 79, 64, 108, 65,
    75, 75, 71, 76, 87, 76, 79, 76, 61, 70,  62,  61, 87, 69, 78, 69, 107, 110, 84, 89, 69, 70, 108, 70,
    62, 62, 59, 53, 70, 62, 91, 54, 65, 65,  61,  64, 76, 66, 62, 66, 64,  55,  59, 60, 86, 60, 69,  60,
    92, 95, 71, 79, 59, 55, 85, 61, 62, 62,  63,  53, 55, 53, 28, 28, 28,  91,  90, 66, 61, 65, 60,  66};
constexpr std::array<unsigned char, 112> punctuation{
    50, 100, 50,  100, 33, 25, 17, 64, 32, 20, 10, 0,  0,  0,  0,   0,   37, 37, 64, 50, 100, 100, 50,
    50, 32,  32,  32,  32, 52, 52, 52, 52, 50, 50, 59, 59, 34, 67,  100, 32, 0,  0,  0,  0,   0,   0,
    0,  20,  135, 174, 23, 38, 53, 23, 38, 53, 34, 40, 40, 84, 49,  54,  50, 81, 81, 25, 100, 50,  17,
    40, 40,  93,  74,  74, 50, 64, 50, 50, 50, 34, 81, 50, 45, 100, 81,  84, 59, 67, 84, 84,  32,  80,
    84, 32,  32,  23,  0,  0,  0,  0,  0,  0,  0,  0,  0,  0,  0,   0,   0,  0,  0,  0};
constexpr std::array<unsigned char, 45> superscripts{41, 18, 0,  0,  41, 41, 41, 41, 41, 41, 53, 53, 53, 25, 25,
                                                     40, 41, 41, 41, 41, 41, 41, 41, 41, 41, 41, 53, 53, 53, 25,
                                                     25, 0,  40, 42, 42, 45, 42, 41, 43, 17, 63, 40, 43, 38, 30};

struct Range {
  char32_t first;
  std::span<const unsigned char> widths;
};
constexpr std::array<Range, 5> known_ranges{
    {{0x20, latin}, {0x370, greek}, {0x400, cyrillic}, {0x2000, punctuation}, {0x2070, superscripts}}};

double em(char32_t c) {
  for (const Range& range : known_ranges)
    if (c >= range.first && c < range.first + range.widths.size()) return range.widths[c - range.first] / 100.0;
  if (c >= 0x300 && c < 0x370) return 0;  // combining marks
  if (c >= 0x1100) return 1;              // wide scripts and symbols: no less than any of them in practice
  return 0.9;
}

// The character at `at`, which moves on; a byte that is no UTF-8 counts as one character.
char32_t next(std::string_view text, std::size_t& at) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const unsigned char lead = byte(at++);
  const int more = lead >= 0xF0 && lead < 0xF8   ? 3
                   : lead >= 0xE0 && lead < 0xF0 ? 2
                   : lead >= 0xC0 && lead < 0xE0 ? 1
                                                 : 0;
  if (more == 0) return lead;
  char32_t c = lead & (0x3Fu >> more);
  for (int i = 0; i < more && at < text.size() && (byte(at) & 0xC0) == 0x80; ++i) c = (c << 6) | (byte(at++) & 0x3Fu);
  return c;
}

double factor(double size, bool bold) { return size * (bold ? 1.14 : 1.0); }

}  // namespace

double text_width(std::string_view text, double size, bool bold) {
  double width = 0;
  for (std::size_t at = 0; at < text.size();) width += em(next(text, at));
  return width * factor(size, bold);
}

std::string elided(std::string_view text, double width, double size, bool bold) {
  if (text_width(text, size, bold) <= width) return std::string(text);
  const double ellipsis = em(U'…') * factor(size, bold);
  double used = 0;
  std::size_t kept = 0;
  for (std::size_t at = 0; at < text.size();) {
    used += em(next(text, at)) * factor(size, bold);
    if (used + ellipsis > width) break;
    kept = at;
  }
  while (kept > 0 && text[kept - 1] == ' ') --kept;
  return std::string(text.substr(0, kept)) + "…";
}

std::string elided_middle(std::string_view text, double width, double size, bool bold) {
  if (text_width(text, size, bold) <= width) return std::string(text);
  std::vector<std::size_t> begins;  // of characters, and the end
  for (std::size_t at = 0; at < text.size(); next(text, at)) begins.push_back(at);
  begins.push_back(text.size());
  const double free = width - em(U'…') * factor(size, bold);
  const auto part = [&](std::size_t first, std::size_t last) {
    return text_width(text.substr(begins[first], begins[last] - begins[first]), size, bold);
  };
  // Two fifths for the end, the rest for the beginning.
  const std::size_t count = begins.size() - 1;
  std::size_t tail = count;
  while (tail > 0 && part(tail - 1, count) <= 0.4 * free) --tail;
  std::size_t head = 0;
  while (head < tail && part(0, head + 1) + part(tail, count) <= free) ++head;
  while (head > 0 && text[begins[head] - 1] == ' ') --head;
  while (tail < count && text[begins[tail]] == ' ') ++tail;
  return std::string(text.substr(0, begins[head])) + "…" + std::string(text.substr(begins[tail]));
}

}  // namespace ravine::view

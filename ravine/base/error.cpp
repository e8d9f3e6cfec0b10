#include "ravine/base/error.hpp"

#include <algorithm>
#include <utility>

#include "ravine/base/utf8.hpp"

namespace ravine {
namespace {

// Characters of UTF-8 text up to byte `end`.
std::size_t characters(std::string_view text, std::size_t end) {
  std::size_t count = 0;
  for (std::size_t i = 0; i < std::min(end, text.size()); ++i) count += continues_character(text[i]) ? 0 : 1;
  return count;
}

// The line of `text` around the fault with a caret below it; long lines are cut to a window around the fault.
std::string excerpt(const InputError::Parts& parts) {
  const std::string_view text = parts.text;
  const auto offset = std::min(parts.offset, text.size());
  auto begin = offset == 0 ? 0 : text.rfind('\n', offset - 1);
  begin = begin == std::string_view::npos || offset == 0 ? 0 : begin + 1;
  auto end = std::min(text.find('\n', offset), text.size());
  constexpr std::size_t window = 60;
  const bool cut_front = offset > begin + window;
  const bool cut_back = end > offset + window;
  if (cut_front) begin = offset - window;
  if (cut_back) end = offset + window;
  while (begin < offset && continues_character(text[begin])) ++begin;
  while (end < text.size() && continues_character(text[end])) ++end;
  auto line = std::string(text.substr(begin, end - begin));
  for (auto& c : line) c = (static_cast<unsigned char>(c) < 0x20 || c == 0x7F) ? ' ' : c;
  const auto before = characters(text.substr(begin), offset - begin);
  const auto last = std::min(offset + std::max<std::size_t>(parts.length, 1), end);
  const auto wrong = std::max<std::size_t>(1, characters(text.substr(offset), last > offset ? last - offset : 0));
  return "\n  " + std::string(cut_front ? "... " : "") + line + (cut_back ? " ..." : "") + "\n  " +
         std::string(before + (cut_front ? 4 : 0), ' ') + "^" + std::string(wrong - 1, '~');
}

std::string compose(const InputError::Parts& parts) {
  std::string what;
  const auto& place = parts.place;
  if (!place.source.empty()) {
    what += place.source + ":";
    if (place.line != 0) what += std::to_string(place.line) + ":" + std::to_string(place.column) + ":";
    what += " ";
  }
  what += parts.message;
  if (!parts.text.empty()) what += excerpt(parts);
  if (!parts.hint.empty()) what += "\n  " + parts.hint;
  return what;
}

// Edit distance with transpositions (optimal string alignment); the names are short.
std::size_t distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> before(b.size() + 1), previous(b.size() + 1), current(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) previous[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    current[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t change = a[i - 1] == b[j - 1] ? 0 : 1;
      current[j] = std::min({previous[j] + 1, current[j - 1] + 1, previous[j - 1] + change});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
        current[j] = std::min(current[j], before[j - 2] + 1);
    }
    std::swap(before, previous);
    std::swap(previous, current);
  }
  return previous[b.size()];
}

}  // namespace

std::string backquoted(std::string_view name) { return std::string("`").append(name).append("`"); }

InputError::InputError(Parts parts) : std::runtime_error(compose(parts)), parts_(std::move(parts)) {}

InputError::InputError(std::string message, std::string hint)
    : InputError(Parts{std::move(message), std::move(hint), {}, {}, 0, 1}) {}

InputError InputError::at(Place place) const {
  auto parts = parts_;
  parts.place = std::move(place);
  return InputError(std::move(parts));
}

// Whether two names differ in nothing but capitals.
bool same_letters(std::string_view a, std::string_view b) {
  const auto small = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; };
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), [&](char p, char q) { return small(p) == small(q); });
}

std::string_view nearest_name(std::string_view name, std::span<const std::string_view> known) {
  constexpr std::size_t longest = 64;
  if (name.size() > longest) return {};
  std::string_view best;
  // Of a name of one letter any other is one letter away; of others two thirds should be right.
  if (name.size() <= 1) return {};
  std::size_t least = std::max<std::size_t>(name.size() <= 3 ? 1 : 2, name.size() / 3) + 1;
  for (const auto candidate : known) {
    const auto d = same_letters(name, candidate) ? 0 : distance(name, candidate);
    if (d < least) {
      least = d;
      best = candidate;
    }
  }
  return best;
}

std::string nearest_hint(std::string_view name, std::span<const std::string_view> known) {
  const auto nearest = nearest_name(name, known);
  return nearest.empty() ? std::string() : "; nearest known: `" + std::string(nearest) + "`";
}

}  // namespace ravine

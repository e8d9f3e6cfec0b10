#include "ravine/base/layout.hpp"

#include <algorithm>
#include <cmath>

#include "ravine/base/error.hpp"
#include "ravine/base/number_text.hpp"

namespace ravine {
namespace {

constexpr std::size_t most_tensors = 10000, longest_name = 100;
constexpr double longest_layout = 1e9;

class Reader {
 public:
  explicit Reader(std::string_view text) : text_(text) {}

  Layout layout() {
    Layout layout;
    for (skip_space(); at_ < text_.size(); skip_space()) add(layout);
    if (layout.tensors.empty()) fail(0, "the layout is empty", "write names and extents: w[2x3] b[3]");
    return layout;
  }

 private:
  void skip_space() {
    while (at_ < text_.size() && (text_[at_] == ' ' || text_[at_] == ',')) ++at_;
  }
  // Letters of any language: bytes from 0x80 on are such.
  static bool is_name(char c) {
    return static_cast<unsigned char>(c) > ' ' && std::string_view("[]@,|()=\"'`").find(c) == std::string_view::npos;
  }
  std::string_view name(const char* expected) {
    const auto begin = at_;
    while (at_ < text_.size() && is_name(text_[at_])) ++at_;
    if (at_ == begin) fail(at_, std::string("expected ") + expected, "write names and extents: w[2x3] b[3]@slow");
    if (at_ - begin > longest_name) fail(begin, "a name of more than " + std::to_string(longest_name) + " bytes");
    return text_.substr(begin, at_ - begin);
  }

  void add(Layout& layout) {
    const auto begin = at_;
    Tensor tensor{std::string(name("a tensor's name")), {}, layout.size(), 0};
    const auto same = [&](const Tensor& other) { return other.name == tensor.name; };
    if (std::any_of(layout.tensors.begin(), layout.tensors.end(), same))
      fail(begin, "the tensor `" + tensor.name + "` is given twice");
    if (layout.tensors.size() == most_tensors) fail(begin, "more than " + std::to_string(most_tensors) + " tensors");
    if (at_ < text_.size() && text_[at_] == '[') extents(tensor, static_cast<double>(layout.size()));
    if (at_ < text_.size() && text_[at_] == '@') {
      ++at_;
      tensor.group = layout.add_group(name("a group's name"));
    }
    layout.tensors.push_back(std::move(tensor));
  }

  void extents(Tensor& tensor, double before) {
    const auto open = at_++;
    const auto close = text_.find(']', at_);
    if (close == std::string_view::npos) fail(open, "this bracket is not closed", "add `]`");
    double size = 1;
    while (at_ <= close && close != open + 1) {
      const auto end = std::min(text_.find('x', at_), close);
      const auto word = text_.substr(at_, end - at_);
      const auto value = parse_number(word);
      if (!value || !(*value >= 1 && *value <= longest_layout) || *value != std::floor(*value))
        fail(at_, "the extent `" + std::string(word.substr(0, 40)) + "` is no whole number from 1 to 10^9",
             "write extents so: [2x3]", word.size());
      size *= *value;
      if (before + size > longest_layout) fail(open, "a layout of more than 10^9 coordinates");
      tensor.shape.push_back(static_cast<std::size_t>(*value));
      at_ = end + 1;
    }
    at_ = close + 1;
  }

  [[noreturn]] void fail(std::size_t offset, std::string message, std::string hint = {}, std::size_t length = 1) const {
    InputError::Parts parts;
    parts.message = std::move(message), parts.hint = std::move(hint);
    parts.text = text_, parts.offset = offset, parts.length = std::max<std::size_t>(1, length);
    throw InputError(std::move(parts));
  }

  std::string_view text_;
  std::size_t at_ = 0;
};

}  // namespace

std::size_t Layout::add_group(std::string_view name) {
  const auto found = std::find(groups.begin(), groups.end(), name);
  if (found == groups.end()) return groups.emplace_back(name), groups.size() - 1;
  return static_cast<std::size_t>(found - groups.begin());
}

std::string described(const Layout& layout) {
  std::string text;
  for (const auto& tensor : layout.tensors) {
    text.append(text.empty() ? "" : " ").append(tensor.name).append("[");
    for (std::size_t i = 0; i < tensor.shape.size(); ++i)
      text.append(i == 0 ? "" : "x").append(std::to_string(tensor.shape[i]));
    text.append("]");
    if (tensor.group != 0) text.append("@").append(layout.groups[tensor.group]);
  }
  return text;
}

Layout parse_layout(std::string_view text) { return Reader(text).layout(); }

}  // namespace ravine

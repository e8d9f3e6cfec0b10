#include "ravine/view/gif/palette.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "ravine/view/gif/color_slot.hpp"

namespace ravine::view::gif {
namespace {

using Entry = Histogram::Entry;

unsigned primary(std::uint32_t color, unsigned axis) { return (color >> (16 - 8 * axis)) & 0xFF; }

// Colours that one palette entry may stand for: a range of all entries, and what dividing it would gain.
struct ColorBox {
  std::size_t begin = 0, end = 0;
  double gain = 0;    // fall of the weighted squared distance when it is divided
  unsigned axis = 0;  // where: primaries up to `last` on one side
  unsigned last = 0;
};

// An entry's say in the division: many pixels count more, but not as much more as they are.
std::uint32_t weight(const Entry& entry) {
  return static_cast<std::uint32_t>(8 * std::sqrt(static_cast<double>(std::min(entry.count, 4096u))));
}

// Finds the best division of a box of entries whose counts are weights by one primary: the one after which the weighted
// variances of both sides sum to the least. Sums are whole numbers, so their order does not matter.
void plan_division(ColorBox& box, const std::vector<Entry>& entries) {
  constexpr std::array<double, 3> axis_weight{2, 4, 3};  // as the Quantizer's distance
  std::array<std::array<std::uint32_t, 256>, 3> bins{};  // weight of each value
  for (auto i = box.begin; i < box.end; ++i) {
    const auto w = entries[i].count;
    for (unsigned axis = 0; axis < 3; ++axis) {
      const auto value = primary(entries[i].color, axis);
      bins[axis][value] += w;
    }
  }
  box.gain = 0;
  for (unsigned axis = 0; axis < 3; ++axis) {
    std::uint64_t weights = 0, sum = 0;
    for (unsigned value = 0; value < 256; ++value) {
      weights += bins[axis][value];
      sum += std::uint64_t{value} * bins[axis][value];
    }
    std::uint64_t low_weights = 0, low_sum = 0;
    for (unsigned value = 0; value < 255; ++value) {
      if (bins[axis][value] == 0) continue;
      low_weights += bins[axis][value];
      low_sum += std::uint64_t{value} * bins[axis][value];
      if (low_weights == weights) break;
      // Between-sides variance: w1 w2 / (w1 + w2) (mean1 - mean2)^2.
      const auto w1 = static_cast<double>(low_weights), w2 = static_cast<double>(weights - low_weights);
      const auto difference = static_cast<double>(low_sum) / w1 - static_cast<double>(sum - low_sum) / w2;
      const auto gain = axis_weight[axis] * w1 * w2 / (w1 + w2) * difference * difference;
      if (gain > box.gain) {
        box.gain = gain;
        box.axis = axis;
        box.last = value;
      }
    }
  }
}

std::uint32_t mean(const ColorBox& box, const std::vector<Entry>& entries) {
  std::uint64_t total = 0;
  std::array<std::uint64_t, 3> sums{};
  for (auto i = box.begin; i < box.end; ++i) {
    const std::uint64_t w = entries[i].count;
    total += w;
    for (unsigned axis = 0; axis < 3; ++axis) sums[axis] += w * primary(entries[i].color, axis);
  }
  std::uint32_t color = 0;
  for (const auto sum : sums) color = (color << 8) | static_cast<std::uint32_t>((sum + total / 2) / total);
  return color;
}

// Divides the colours into at most `count` boxes, always the box that gains most, and appends their means.
void divide(std::vector<Entry> entries, std::size_t count, std::vector<std::uint32_t>& colors) {
  for (auto& entry : entries) entry.count = weight(entry);
  std::vector<ColorBox> boxes;
  boxes.push_back({0, entries.size()});
  plan_division(boxes.front(), entries);
  while (boxes.size() < count) {
    const auto best =
        std::max_element(boxes.begin(), boxes.end(), [](const auto& a, const auto& b) { return a.gain < b.gain; });
    if (best->gain <= 0) break;
    auto& low = *best;
    const auto middle = std::partition(entries.begin() + static_cast<std::ptrdiff_t>(low.begin),
                                       entries.begin() + static_cast<std::ptrdiff_t>(low.end),
                                       [&](const Entry& entry) { return primary(entry.color, low.axis) <= low.last; });
    ColorBox high{static_cast<std::size_t>(middle - entries.begin()), low.end};
    low.end = high.begin;
    plan_division(low, entries);
    plan_division(high, entries);
    boxes.push_back(high);  // `low` is not used from here on
  }
  for (const auto& box : boxes) colors.push_back(mean(box, entries));
}

}  // namespace

Histogram::Histogram() : slots_(4096, Entry{free_slot, 0}) {}

// The colour's slot, made when there is none.
Entry& Histogram::find(std::uint32_t color) {
  color &= rgb_bits;
  if ((used_ + 1) * 2 > slots_.size()) grow();
  auto slot = first_slot(color, slots_.size());
  while (slots_[slot].color != color && slots_[slot].color != free_slot) slot = (slot + 1) & (slots_.size() - 1);
  if (slots_[slot].color == free_slot) {
    slots_[slot].color = color;
    ++used_;
  }
  return slots_[slot];
}

void Histogram::grow() {
  std::vector<Entry> larger(slots_.size() * 2, Entry{free_slot, 0});
  for (const auto& entry : slots_) {
    if (entry.color == free_slot) continue;
    auto slot = first_slot(entry.color, larger.size());
    while (larger[slot].color != free_slot) slot = (slot + 1) & (larger.size() - 1);
    larger[slot] = entry;
  }
  slots_.swap(larger);
}

void Histogram::add(std::uint32_t color, std::uint32_t count) { find(color).count += count; }

void Histogram::add(std::span<const std::uint32_t> pixels) {
  for (std::size_t i = 0; i < pixels.size();) {
    const auto start = i;
    while (++i < pixels.size() && pixels[i] == pixels[start]) continue;
    find(pixels[start]).count += static_cast<std::uint32_t>(i - start);
  }
}

void Histogram::remove(std::span<const std::uint32_t> pixels) {
  for (const auto pixel : pixels) --find(pixel).count;
}

std::vector<Entry> Histogram::sorted() const {
  std::vector<Entry> entries;
  entries.reserve(used_);
  for (const auto& entry : slots_) {
    if (entry.count != 0) entries.push_back(entry);
  }
  std::sort(entries.begin(), entries.end(),
            [](const Entry& a, const Entry& b) { return a.count != b.count ? a.count > b.count : a.color < b.color; });
  return entries;
}

std::vector<std::uint32_t> choose_colors(const Histogram& histogram, std::size_t most) {
  auto entries = histogram.sorted();
  std::vector<std::uint32_t> colors;
  if (entries.empty()) return {0};
  const auto exact = entries.size() <= most ? entries.size() : std::max<std::size_t>(1, most / 3);
  for (std::size_t i = 0; i < exact; ++i) colors.push_back(entries[i].color);
  entries.erase(entries.begin(), entries.begin() + static_cast<std::ptrdiff_t>(exact));
  if (!entries.empty() && most > exact) divide(std::move(entries), most - exact, colors);
  // A mean may fall on another one or on an exact colour: once is enough. Order stays.
  std::vector<std::uint32_t> once;
  for (const auto color : colors) {
    if (std::find(once.begin(), once.end(), color) == once.end()) once.push_back(color);
  }
  return once;
}

}  // namespace ravine::view::gif

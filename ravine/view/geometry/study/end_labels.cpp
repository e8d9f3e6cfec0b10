#include "ravine/view/geometry/study/end_labels.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "ravine/view/geometry/text_width.hpp"

namespace ravine::view {
namespace {

constexpr double end_leader = 20, end_sample = 22,
                 name_gap = 8;  // pixels: from the curve to its marker, for that, to the name
constexpr double large_letters = 13, little_letters = 11;  // letters
constexpr double end_row = 19, least_end_row = 13.5;

double end_values_width(const std::vector<EndLabel>& labels, double size) {
  double width = 0;
  for (const auto& label : labels) width = std::max(width, text_width(label.value, size));
  return width;
}

// Where not all are.
bool is_bold(const EndLabel& label, std::size_t count) { return label.emphasised && count > most_colored; }

}  // namespace

std::vector<double> spread_apart(const std::vector<double>& want, double apart, double low, double high) {
  // What is left of a place when its distance to the first is taken off must not fall: neighbours that would are
  // pooled, and stand around their mean.
  struct Pool {
    double sum = 0, count = 0;
    double mean() const { return sum / count; }
  };
  std::vector<Pool> pools;
  for (std::size_t i = 0; i < want.size(); ++i) {
    pools.push_back({want[i] - static_cast<double>(i) * apart, 1});
    while (pools.size() > 1 && pools[pools.size() - 2].mean() > pools.back().mean()) {
      pools[pools.size() - 2].sum += pools.back().sum;
      pools[pools.size() - 2].count += pools.back().count;
      pools.pop_back();
    }
  }
  const double last = std::max(high - (static_cast<double>(want.size()) - 1) * apart, low);
  std::vector<double> places;
  for (const auto& pool : pools)
    for (double i = 0; i < pool.count; ++i)
      places.push_back(std::clamp(pool.mean(), low, last) + static_cast<double>(places.size()) * apart);
  return places;
}

double end_labels_width(const std::vector<EndLabel>& labels, double most_name) {
  double name = 0;
  for (const auto& label : labels)
    name = std::max(name, text_width(label.name, large_letters, is_bold(label, labels.size())));
  return end_leader + end_sample + end_values_width(labels, large_letters) + name_gap + std::min(name, most_name);
}

void draw_end_labels(std::vector<EndLabel> labels, double x, double right, double top, double bottom,
                     std::vector<Item>& items) {
  if (labels.empty()) return;
  const auto fit = static_cast<std::size_t>(std::max(std::floor((bottom - top) / least_end_row), 1.0));
  std::size_t left_out = 0;
  if (labels.size() > fit) {
    left_out = labels.size() - (fit - 1);
    labels.resize(fit - 1);
  }
  const auto rows = static_cast<double>(labels.size() + (left_out > 0 ? 1 : 0));
  const double row = std::clamp((bottom - top) / std::max(rows, 1.0), least_end_row, end_row);
  const double size = row >= 16 ? large_letters : row >= 14.5 ? 12 : little_letters;
  std::stable_sort(labels.begin(), labels.end(), [](const auto& a, const auto& b) { return a.y < b.y; });
  std::vector<double> want;
  want.reserve(labels.size());
  for (const auto& label : labels) want.push_back(label.y);
  const auto places = spread_apart(want, row, top + row / 2, bottom - row / 2 - (left_out > 0 ? row : 0));
  const double at = x + end_leader + end_sample, name_at = at + end_values_width(labels, size) + name_gap;
  for (std::size_t i = 0; i < labels.size(); ++i) {
    const auto& label = labels[i];
    const double y = places[i];
    items.emplace_back(Polyline{{{x + 1, label.y}, {x + 4, label.y}, {x + end_leader - 4, y}, {x + end_leader, y}},
                                {faint(label.style.color, 0.75), 1, {}},
                                false});
    items.emplace_back(
        Marker{label.style.marker, {x + end_leader + 7, y}, size - 3.5, label.style.color, {paper, 0, {}}, 0});
    const Color& color = label.emphasised ? ink : soft_ink;
    items.emplace_back(Text{label.value, {name_at - name_gap, y + 0.36 * size}, size, color, Anchor::end});
    items.emplace_back(Text{elided_middle(label.name, right - name_at, size, is_bold(label, labels.size())),
                            {name_at, y + 0.36 * size},
                            size,
                            color,
                            Anchor::start,
                            is_bold(label, labels.size())});
  }
  if (left_out > 0)
    items.emplace_back(Text{elided("… and " + std::to_string(left_out) + " more", right - at, size),
                            {at, bottom - row / 2 + 0.36 * size},
                            size,
                            soft_ink});
}

}  // namespace ravine::view

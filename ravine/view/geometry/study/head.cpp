#include "ravine/view/geometry/study/head.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "ravine/base/error.hpp"
#include "ravine/view/geometry/annotations.hpp"
#include "ravine/view/geometry/layout.hpp"
#include "ravine/view/geometry/study/sequential.hpp"
#include "ravine/view/geometry/text_width.hpp"
#include "ravine/view/geometry/ticks.hpp"

namespace ravine::view {
namespace {

constexpr double key_size = 13, key_line = 22, sample_width = 22;

void draw_sample(const KeyEntry& entry, double x, double middle, std::vector<Item>& items) {
  const Rectangle box{x + 3, middle - 6, 14, 12};
  switch (entry.sample) {
    case KeyEntry::Sample::hatched:
      items.emplace_back(Polygon{{ring_of(box)}, entry.color});
      items.emplace_back(Hatch{{ring_of(box)}, {failed_hatch, 1, {}}, 4});
      break;
    case KeyEntry::Sample::fill:
      items.emplace_back(Polygon{{ring_of(box)}, entry.color});
      break;
    case KeyEntry::Sample::frame:
      items.emplace_back(Polyline{ring_of(box), {entry.color, 2, {}}, true});
      break;
    case KeyEntry::Sample::line:
      items.emplace_back(Polyline{{{x, middle}, {x + 18, middle}}, {entry.color, 2, {}}, false});
      break;
    case KeyEntry::Sample::marker:
      items.emplace_back(Marker{entry.shape, {x + 10, middle}, 10, entry.color, {paper, 1, {}}, 0});
      break;
  }
}

}  // namespace

std::vector<Point> ring_of(const Rectangle& area) {
  return {{area.x, area.y},
          {area.x + area.width, area.y},
          {area.x + area.width, area.y + area.height},
          {area.x, area.y + area.height}};
}

void require_size(const FigureOptions& options) {
  const bool size = options.width >= FigureOptions::least_width && options.width <= FigureOptions::most &&
                    options.height >= FigureOptions::least_height && options.height <= FigureOptions::most;
  if (!size)
    throw InputError("a picture of " + readable(options.width, 6) + " x " + readable(options.height, 6) +
                         " pixels: it is 480 x 360 at least, and 32767 at most each way",
                     "set width and height within these limits");
}

double study_left() { return outer_margin + 14; }
double study_right(const FigureOptions& options) { return std::round(options.width - outer_margin - 4); }

DisplayList study_list(const std::string& title, const std::string& note, const FigureOptions& options, double& top) {
  require_size(options);
  DisplayList list{options.width, options.height, paper, {}};
  const Header h = header_of(options.height);
  const double x = study_left(), whole = study_right(options) - x;
  list.items.emplace_back(Text{elided(one_line(title), whole, h.title_size, true),
                               {x, h.title_baseline},
                               h.title_size,
                               ink,
                               Anchor::start,
                               true});
  if (!note.empty())
    list.items.emplace_back(
        Text{elided(one_line(note), whole, h.formula_size), {x, h.formula_baseline}, h.formula_size, soft_ink});
  top = (note.empty() ? h.title_baseline : h.formula_baseline) + 13;
  return list;
}

void draw_methods(std::vector<LegendRow> rows, const std::string& value_title, const FigureOptions& options,
                  double& top, std::vector<Item>& items) {
  if (rows.empty()) return;
  const double left = study_left(), width = study_right(options) - left;
  constexpr double row_height = 20, between = 22;
  // A line's sample, the name, the value; a narrower column would have smaller letters.
  constexpr double least_width = 250;
  double names = 0, values = text_width(value_title, 12);
  for (auto& row : rows) {
    row.label = one_line(row.label);
    names = std::max(names, std::min(text_width(row.label, 13), 260.0));
    values = std::max(values, text_width(row.value, 13));
  }
  const double row_width = std::max(least_width, 38 + names + 30 + values);
  const std::size_t count = rows.size();
  const double fit = std::floor((width + between) / (row_width + between));
  const auto columns = std::min<std::size_t>(count, static_cast<std::size_t>(std::clamp(fit, 1.0, 4.0)));
  const std::size_t down = (count + columns - 1) / columns;
  const double most = std::floor(std::min(0.5 * options.height, options.height - 250) / row_height) * row_height;
  const double height = std::min(static_cast<double>(down + 1) * row_height, most);
  // Columns no wider than their rows: a value stands beside its name.
  const double used = std::min(width, static_cast<double>(columns) * (row_width + between) - between);
  const Legend legend(std::move(rows), {left, top, used, height}, columns, row_height, 2.2, value_title);
  legend.draw_names(items);
  legend.draw_headings(items);
  for (std::size_t i = 0; i < count; ++i) legend.draw_result(i, items);
  top = std::round(top + height);
}

void draw_key(const std::vector<KeyEntry>& entries, double left, double right, double& top, std::vector<Item>& items) {
  if (entries.empty()) return;
  double x = left;
  for (const auto& entry : entries) {
    const std::string text = elided(one_line(entry.text), right - left - sample_width - 4, key_size);
    const double width = sample_width + 4 + text_width(text, key_size);
    if (x > left && x + width > right) x = left, top += key_line;
    const double middle = top + key_line / 2;
    draw_sample(entry, x, middle, items);
    items.emplace_back(Text{text, {x + sample_width + 2, middle + 0.36 * key_size}, key_size, ink});
    x += width + 24;
  }
  top += key_line;
}

}  // namespace ravine::view

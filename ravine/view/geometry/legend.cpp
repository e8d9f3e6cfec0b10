#include "ravine/view/geometry/legend.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "ravine/view/geometry/text_width.hpp"

namespace ravine::view {
namespace {

constexpr double line_length = 30;  // pixels of line before a name
constexpr double column_gap = 12;   // between columns of text
constexpr const char *outcome_title = "outcome", *off_title = "off plane";
constexpr Color failure_ink{0.70, 0.13, 0.10, 1};

}  // namespace

std::string fitting_settings(const std::string& settings, double width, double size) {
  if (text_width(settings, size) <= width) return settings;
  for (auto end = settings.rfind(", "); end != std::string::npos && end > 0; end = settings.rfind(", ", end - 1))
    if (auto text = settings.substr(0, end) + ", …"; text_width(text, size) <= width) return text;
  return {};
}

Legend::Legend(std::vector<LegendRow> rows, const Rectangle& area, std::size_t columns, double row_height,
               double line_width, std::string value_title)
    : rows_(std::move(rows)),
      area_(area),
      columns_(std::max<std::size_t>(columns, 1)),
      row_height_(row_height),
      line_width_(line_width),
      value_title_(std::move(value_title)) {
  const auto fit = static_cast<std::size_t>(std::max(1.0, std::floor(area.height / row_height) - 1));
  rows_a_column_ = std::min(fit, (rows_.size() + columns_ - 1) / columns_);
  shown_ = std::min(rows_.size(), rows_a_column_ * columns_);
  if (shown_ < rows_.size()) --shown_;  // the last place says how many more there are
  const double size = text_size(), width = place(0).width;
  for (const LegendRow& row : rows_) {
    outcome_width_ = std::max(outcome_width_, text_width(row.outcome, size - 1));
    value_width_ = std::max(value_width_, text_width(row.value, size - 1));
    off_width_ = std::max(off_width_, text_width(row.off, size - 1));
  }
  if (off_width_ > 0) off_width_ = std::max(off_width_, text_width(off_title, size - 2)) + column_gap;
  if (value_width_ > 0) value_width_ = std::max(value_width_, text_width(value_title_, size - 2));
  // Names come first: results that leave them too little room go.
  outcome_width_ = std::min(outcome_width_, 0.32 * width);
  if (outcome_width_ > 0) outcome_width_ = std::max(outcome_width_, text_width(outcome_title, size - 2));
  double names = 0;
  for (const LegendRow& row : rows_) names = std::max(names, text_width(row.label, size));
  const double wanted = std::min(names, (narrow() ? 0.6 : 0.45) * width);
  const auto taken = [&] {
    return line_length + 8 + wanted + column_gap + value_width_ + column_gap + outcome_width_ + off_width_;
  };
  const bool alike = std::all_of(rows_.begin(), rows_.end(), [&](const LegendRow& row) {
    return row.outcome == rows_.front().outcome && !row.failed;
  });
  const bool sound = std::none_of(rows_.begin(), rows_.end(), [](const LegendRow& row) { return row.failed; });
  // What the map or the curves tell too goes first.
  if (taken() > width && (alike || (sound && off_width_ > 0))) outcome_width_ = 0;
  if (taken() > width) off_width_ = 0;
  if (taken() > width && !alike) value_width_ = 0;
  if (line_length + 8 + wanted + column_gap + value_width_ > width) value_width_ = 0;
  // A name may be cut for the outcome of a run that failed, for no other.
  if (line_length + 8 + (sound ? 1 : 0.7) * wanted + column_gap + outcome_width_ > width) outcome_width_ = 0;
}

double Legend::right_of_off() const { return outcome_width_ > 0 ? outcome_width_ + column_gap : 0; }
double Legend::right_of_value() const { return right_of_off() + off_width_; }

double Legend::text_size() const { return row_height_ >= 18 && !narrow() ? 13 : row_height_ >= 16 ? 12 : 11; }

Rectangle Legend::place(std::size_t row) const {
  const double between = 22,
               width = (area_.width - between * static_cast<double>(columns_ - 1)) / static_cast<double>(columns_);
  const std::size_t rows = std::max<std::size_t>(rows_a_column_, 1), column = row / rows, down = row % rows;
  return {area_.x + static_cast<double>(column) * (width + between),
          area_.y + static_cast<double>(down + 1) * row_height_, width, row_height_};
}

void Legend::draw_headings(std::vector<Item>& items) const {
  const double size = text_size();
  for (std::size_t column = 0; column < columns_ && column * rows_a_column_ < rows_.size(); ++column) {
    const Rectangle first = place(column * rows_a_column_);
    const double y = first.y - 0.28 * row_height_, right = first.x + first.width;
    if (value_width_ > 0)
      items.emplace_back(Text{value_title_, {right - right_of_value(), y}, size - 2, soft_ink, Anchor::end});
    if (off_width_ > 0)
      items.emplace_back(Text{off_title, {right - right_of_off(), y}, size - 2, soft_ink, Anchor::end});
    if (outcome_width_ > 0) items.emplace_back(Text{outcome_title, {right, y}, size - 2, soft_ink, Anchor::end});
  }
}

void Legend::draw_names(std::vector<Item>& items) const {
  const double size = text_size();
  for (std::size_t i = 0; i < shown_; ++i) {
    const LegendRow& row = rows_[i];
    const Rectangle box = place(i);
    const double middle = box.y + box.height / 2;
    Stroke stroke{row.style.color, line_width_, row.style.dash};
    for (double& length : stroke.dash) length *= line_width_;
    const std::vector<Point> line{{box.x + 2, middle}, {box.x + line_length - 2, middle}};
    items.emplace_back(Polyline{line, stroke, false});
    items.emplace_back(
        Marker{row.style.marker, {box.x + line_length / 2, middle}, 9, row.style.color, {paper, 1.2, {}}, 0});
    double taken = line_length + 8 + off_width_;
    if (value_width_ > 0) taken += value_width_ + column_gap;
    if (outcome_width_ > 0) taken += outcome_width_ + column_gap;
    const Point at{box.x + line_length + 8, middle + 0.36 * size};
    items.emplace_back(Text{elided_middle(row.label, box.width - taken, size), at, size, ink});
    const double after = text_width(row.label, size) + 8;
    const std::string settings = fitting_settings(row.settings, box.width - taken - after, size - 2);
    if (!settings.empty()) items.emplace_back(Text{settings, {at.x + after, at.y}, size - 2, soft_ink});
  }
  if (shown_ < rows_.size()) {
    const Rectangle box = place(shown_);
    items.emplace_back(Text{"… and " + std::to_string(rows_.size() - shown_) + " more",
                            {box.x + line_length + 8, box.y + box.height / 2 + 0.36 * size},
                            size,
                            soft_ink});
  }
}

void Legend::draw_result(std::size_t index, std::vector<Item>& items) const {
  if (index >= shown_) return;
  const LegendRow& row = rows_[index];
  const Rectangle box = place(index);
  const double size = text_size() - 1, y = box.y + box.height / 2 + 0.36 * size, right = box.x + box.width;
  if (value_width_ > 0 && !row.value.empty())
    items.emplace_back(Text{row.value, {right - right_of_value(), y}, size, ink, Anchor::end});
  if (off_width_ > 0 && !row.off.empty())
    items.emplace_back(Text{row.off, {right - right_of_off(), y}, size, ink, Anchor::end});
  if (outcome_width_ > 0 && !row.outcome.empty())
    items.emplace_back(Text{
        elided(row.outcome, outcome_width_, size), {right, y}, size, row.failed ? failure_ink : soft_ink, Anchor::end});
}

}  // namespace ravine::view

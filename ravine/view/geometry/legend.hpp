// The legend: a row a method with its line and marker, its name, and, when it has ended, what came of it.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "ravine/view/geometry/display_list.hpp"
#include "ravine/view/geometry/palette.hpp"

namespace ravine::view {

struct LegendRow {
  MethodStyle style;
  std::string label;
  std::string value;    // of the last f - f*; may be empty
  std::string outcome;  // may be empty
  bool failed = false;
  std::string off{};       // off the plane, "≤ 12 %"; may be empty
  std::string settings{};  // small beside the label: as many as have room
};

// As many of a run's settings as that many pixels have room for, the first ones: "c = 1, η = 0.1, …"; or nothing.
std::string fitting_settings(const std::string& settings, double width, double size);

class Legend {
 public:
  // Rows run down the columns of `area`. `line_width` as in the map. Rows that do not fit are left out, and the last
  // says how many they are.
  Legend(std::vector<LegendRow> rows, const Rectangle& area, std::size_t columns, double row_height, double line_width,
         std::string value_title);
  void draw_names(std::vector<Item>& items) const;
  // Of the columns of results; a film shows them with the first result.
  void draw_headings(std::vector<Item>& items) const;
  void draw_result(std::size_t row, std::vector<Item>& items) const;

 private:
  Rectangle place(std::size_t row) const;
  double text_size() const;
  bool narrow() const { return place(0).width < 250; }  // a column of a small picture

  std::vector<LegendRow> rows_;
  Rectangle area_;
  std::size_t columns_, rows_a_column_, shown_;
  double row_height_, line_width_;
  double right_of_value() const;  // from the row's right end to the values'
  double right_of_off() const;

  double outcome_width_ = 0, off_width_ = 0, value_width_ = 0;
  std::string value_title_;
};

}  // namespace ravine::view

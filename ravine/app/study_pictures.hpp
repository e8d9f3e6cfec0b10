// The pictures of a study that keeps records: maps over two settings, basins of attraction, bands over one setting,
// parallel coordinates.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "ravine/app/study_rows.hpp"
#include "ravine/view/geometry/display_list.hpp"

namespace ravine::app {

// What stands in the cells of a map.
struct PictureCells {
  std::vector<std::string> x_values, y_values;  // one a column, one a row: "η = 0.01"
  std::string value_name;
  std::vector<std::string> values;  // one a cell, row after row; empty where there are too many to be said
  std::vector<std::size_t> runs;  // one a cell: the number of a run that has its value, or missed or failed as it says
  bool starts_program = false;    // whether to make such a run again takes a program's start
};

struct StudyPicture {
  std::size_t problem = 0;
  std::string file;     // name without extension: "bowl Adam map"
  std::string caption;  // a sentence for people
  view::DisplayList figure;
  std::optional<PictureCells> cells{};  // of figures with cells
};
// Gives each a file of its own in a study's folder: "bowl-Adam-map".
void make_names_safe(std::vector<StudyPicture>& pictures);
// As far as its runs vary in a way that has one. In the order of the plan.
std::vector<StudyPicture> study_pictures(const study::Plan& plan, const StudyRows& rows);

}  // namespace ravine::app

// The pictures of a study that keeps records: maps over two settings, basins of attraction, bands over one setting,
// parallel coordinates.
#pragma once

#include <string>
#include <vector>

#include "ravine/app/study_rows.hpp"
#include "ravine/view/geometry/display_list.hpp"

namespace ravine::app {

struct StudyPicture {
  std::size_t problem = 0;
  std::string file;     // name without extension, safe: "bowl-Adam-map"
  std::string caption;  // a sentence for people
  view::DisplayList figure;
};
// As far as its runs vary in a way that has one. In the order of the plan.
std::vector<StudyPicture> study_pictures(const study::Plan& plan, const StudyRows& rows);
// Of each problem the band over the setting that most of its runs vary.
std::vector<StudyPicture> band_pictures(const study::Plan& plan, const StudyRows& rows);

}  // namespace ravine::app

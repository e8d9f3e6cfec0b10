// Pictures of the thinned curves that a study's store keeps.
#pragma once

#include <vector>

#include "ravine/app/study_pictures.hpp"
#include "ravine/study/stored_study.hpp"

namespace ravine::app {

// Of each problem one: for each block the median of its runs' f, and the quartiles, after so many evaluations. Of a
// block of many runs each so-manieth counts.
std::vector<StudyPicture> curve_pictures(const study::Plan& plan, const study::StoredStudy& stored);

}  // namespace ravine::app

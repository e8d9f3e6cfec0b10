// Pictures of the thinned curves that a study's store keeps.
#pragma once

#include <vector>

#include "ravine/app/study_pictures.hpp"
#include "ravine/study/stored_study.hpp"

namespace ravine::app {

// Of each problem one: for each block the median of its runs' f, and the quartiles, after so many gradient evaluations.
// Runs that were ended early do not count, and of a block of many runs a thousand.
std::vector<StudyPicture> curve_pictures(const study::Plan& plan, const StudyRows& rows,
                                         const study::StoredStudy& stored);

}  // namespace ravine::app

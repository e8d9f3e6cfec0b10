// The pictures of a comparison: ranking, critical differences, profiles.
#pragma once

#include <vector>

#include "ravine/app/study_pictures.hpp"
#include "ravine/study/comparison_result.hpp"

namespace ravine::app {

std::vector<StudyPicture> comparison_pictures(const study::Plan& base, const study::ComparisonResult& result);

}  // namespace ravine::app

// Where the runs of each value of a setting end, of a block whose every run has a start of its own: which values are
// good, and how surely.
#pragma once

#include <optional>

#include "ravine/app/block_samples.hpp"
#include "ravine/app/study_pictures.hpp"

namespace ravine::app {

// A map of the setting and of f at the end, by colour the share of a value's runs that end there, with their median and
// quartiles. Of a block that is scattered and keeps thousands of runs.
std::optional<StudyPicture> density_picture(const BlockSamples& block);

}  // namespace ravine::app

// How good the values of one setting are: for each problem a band over the setting that most of its runs vary, of most
// methods the learning rate.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "ravine/app/block_samples.hpp"
#include "ravine/app/study_pictures.hpp"

namespace ravine::app {

// Of the blocks of one problem. `labels`: of methods in the order of their styles; those of the problem's come to it.
// `ranked`: how many of them a ranking has, 0 where they are not ranked. Nothing where no method varies the setting, or
// none gets anywhere.
std::optional<StudyPicture> band_picture(std::span<const BlockSamples> blocks, std::vector<std::string>& labels,
                                         std::size_t ranked = 0);

// Of each problem that has one, with safe names; `labels`: methods in the order of their ranking.
std::vector<StudyPicture> band_pictures(const study::Plan& plan, const StudyRows& rows,
                                        const std::vector<std::string>& labels);

}  // namespace ravine::app

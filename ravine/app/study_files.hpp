// Pictures of a study as files, and the page with all of them.
#pragma once

#include <filesystem>
#include <functional>
#include <vector>

#include "ravine/app/study_pictures.hpp"
#include "ravine/base/executor.hpp"
#include "ravine/report/study_page.hpp"

namespace ravine::app {

// Writes each as PNG and SVG into the folder and gives them as figures of a page, in their order.
std::vector<report::StudyFigure> write_pictures(const std::filesystem::path& folder,
                                                const std::vector<StudyPicture>& pictures, Executor& executor);
// A page with the study's title and definition, and no section yet.
report::StudyPage study_page(const study::Plan& plan, const std::string& subtitle);

}  // namespace ravine::app

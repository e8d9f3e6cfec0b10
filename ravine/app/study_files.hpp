// Pictures of a study as files, and the page with all of them.
#pragma once

#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "ravine/app/study_pictures.hpp"
#include "ravine/base/executor.hpp"
#include "ravine/report/study_page.hpp"

namespace ravine::app {

// Writes each as PNG and SVG into the folder and gives them as figures of a page, in their order.
std::vector<report::StudyFigure> write_pictures(const std::filesystem::path& folder,
                                                const std::vector<StudyPicture>& pictures, Executor& executor);
// Takes away the report of an earlier study in the folder, and the pictures that it names: they would be taken for the
// next one's.
void remove_earlier_report(const std::filesystem::path& folder);
// What the command line laid over the study's definition, as it is typed: "--set budget=50"; empty: nothing.
std::string overrides_text(const study::Plan& plan);
// A page with the study's title and definition, and no section yet.
report::StudyPage study_page(const study::Plan& plan, const std::string& subtitle);

}  // namespace ravine::app

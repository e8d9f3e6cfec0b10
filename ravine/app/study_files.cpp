#include "ravine/app/study_files.hpp"

#include "ravine/base/file.hpp"
#include "ravine/view/cairo/image_file.hpp"

namespace ravine::app {

std::vector<report::StudyFigure> write_pictures(const std::filesystem::path& folder,
                                                const std::vector<StudyPicture>& pictures, Executor& executor) {
  std::vector<report::StudyFigure> figures(pictures.size());
  executor.run(pictures.size(), [&](std::size_t i) {
    constexpr std::size_t colors = 255;
    const auto& picture = pictures[i];
    figures[i] = {picture.file, picture.caption, view::png_bytes(view::Canvas(picture.figure), colors)};
    write_file(folder / (picture.file + ".png"), figures[i].png);
    view::save_svg(picture.figure, folder / (picture.file + ".svg"));
  });
  return figures;
}

report::StudyPage study_page(const study::Plan& plan, const std::string& subtitle) {
  report::StudyPage page;
  page.title = plan.title.empty() ? "A study" : plan.title;
  page.subtitle = subtitle;
  page.generator = std::string("Ravine ") + RAVINE_VERSION;
  page.definition = plan.definition;
  return page;
}

}  // namespace ravine::app

#include "ravine/app/study_files.hpp"

#include <fstream>
#include <string>
#include <system_error>

#include "ravine/app/shell_word.hpp"
#include "ravine/base/file.hpp"
#include "ravine/view/cairo/image_file.hpp"

namespace ravine::app {
namespace {

report::FigureCells cells_of(const StudyPicture& picture, const std::filesystem::path& folder) {
  const auto& cells = *picture.cells;
  report::FigureCells shown;
  const auto shares = [](const std::vector<double>& edges, double size) {
    auto list = edges;
    for (double& edge : list) edge /= size;
    return list;
  };
  shown.x_edges = shares(picture.figure.cells.x_edges, picture.figure.width);
  shown.y_edges = shares(picture.figure.cells.y_edges, picture.figure.height);
  shown.x_values = cells.x_values;
  shown.y_values = cells.y_values;
  shown.value_name = cells.value_name;
  shown.values = cells.values;
  shown.runs = cells.runs;
  shown.command = std::string("ravine trace") + (cells.starts_program ? " --allow-exec" : "") + " --study " +
                  shell_word(folder.string()) + " --run ";
  return shown;
}

}  // namespace

std::vector<report::StudyFigure> write_pictures(const std::filesystem::path& folder,
                                                const std::vector<StudyPicture>& pictures, Executor& executor) {
  std::vector<report::StudyFigure> figures(pictures.size());
  executor.run(pictures.size(), [&](std::size_t i) {
    constexpr std::size_t colors = 255;
    const auto& picture = pictures[i];
    figures[i] = {picture.file, picture.caption, view::png_bytes(view::Canvas(picture.figure), colors)};
    if (picture.cells) figures[i].cells = cells_of(picture, folder);
    write_file(folder / (picture.file + ".png"), figures[i].png);
    view::save_svg(picture.figure, folder / (picture.file + ".svg"));
  });
  return figures;
}

void remove_earlier_report(const std::filesystem::path& folder) {
  const auto page = folder / "report.html";
  std::error_code ignored;
  if (!std::filesystem::is_regular_file(page, ignored)) return;
  constexpr std::size_t head = 1 << 16;  // where its pictures are named
  std::string text(head, '\0');
  std::ifstream file(page, std::ios::binary);
  file.read(text.data(), head);
  text.resize(static_cast<std::size_t>(file.gcount()));
  for (const auto& name : report::pictures_of_page(text))
    for (const char* kind : {".png", ".svg"}) std::filesystem::remove(folder / (name + kind), ignored);
  std::filesystem::remove(page, ignored);
}

std::string overrides_text(const study::Plan& plan) {
  std::string text;
  for (const auto& one : plan.overrides) text += (text.empty() ? "--set " : " --set ") + shell_word(one);
  return text;
}

report::StudyPage study_page(const study::Plan& plan, const std::string& subtitle) {
  report::StudyPage page;
  page.title = plan.title.empty() ? "A study" : plan.title;
  page.subtitle = subtitle;
  page.generator = std::string("Ravine ") + RAVINE_VERSION;
  page.definition = plan.definition;
  page.overrides = overrides_text(plan);
  return page;
}

}  // namespace ravine::app

// One self-contained HTML page about a study that keeps records: tables and pictures. Its only script says what stands
// in the cells of a picture.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "ravine/report/figure_cells.hpp"

namespace ravine::report {

struct StudyTable {
  std::string title, note;  // UTF-8; both may be empty
  struct Column {
    std::string name;
    bool number = false;
  };
  std::vector<Column> columns;
  std::vector<std::vector<std::string>> rows;  // as many cells as columns
};

struct StudyFigure {
  std::string title, caption;      // UTF-8; the caption also stands for the picture
  std::vector<unsigned char> png;  // the bytes of the file
  std::optional<FigureCells> cells{};
};

struct StudySection {
  std::string title, formula;  // the formula may be empty
  std::vector<StudyTable> tables;
  std::vector<StudyFigure> figures;
};

struct StudyPage {
  std::string title, subtitle, generator, definition;  // the subtitle and the definition may be empty
  std::string overrides;                               // as Report::overrides
  std::vector<StudySection> sections;
};

// The names of the pictures of a page that `study_html` made, which its head lists; those that are no safe names of
// files, and those of another page, are not.
std::vector<std::string> pictures_of_page(std::string_view html);

// UTF-8. Every text is escaped. Throws InputError for a row of another length than the columns.
std::string study_html(const StudyPage& study);

}  // namespace ravine::report

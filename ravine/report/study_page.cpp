#include "ravine/report/study_page.hpp"

#include <glib.h>

#include <algorithm>
#include <memory>
#include <sstream>
#include <string>
#include <utility>

#include "ravine/base/error.hpp"
#include "ravine/base/file.hpp"
#include "ravine/report/definition.hpp"
#include "ravine/report/formula.hpp"
#include "ravine/report/markup.hpp"
#include "ravine/report/page.hpp"
#include "ravine/report/policy.hpp"

namespace ravine::report {
namespace {

constexpr std::size_t most_rows = 2000;

// What this page has beside the style of all reports.
constexpr std::string_view figure_style =
    "\nbody{padding-bottom:32px}figure.study{margin:28px 0 0}figure.study "
    "img{display:block;width:100%;max-width:1000px;"
    "height:auto;background:#fff;border-radius:6px}figcaption{margin-top:8px;font-size:14px;color:var(--soft)}"
    ".outcomes caption{text-align:start;font-weight:640;padding-bottom:8px}.outcomes td.number{text-align:end}"
    ".cells .picture{position:relative;max-width:1000px;cursor:crosshair;border-radius:6px}"
    ".cells .frame{position:absolute;box-sizing:border-box;min-width:7px;min-height:7px;border:1px solid #fff;"
    "outline:2px solid #d6247a;pointer-events:none}.cells .frame.held{outline-width:3px}"
    ".cells .frame[hidden]{display:none}"
    ".cells .said{display:flex;flex-wrap:wrap;gap:2px 18px;min-height:1.5em;margin-top:4px;font-size:14px;"
    "color:var(--soft)}.cells .said span{color:var(--ink)}.cells .said code{font:13px/1.6 var(--mono);"
    "overflow-wrap:anywhere;user-select:all}@media print{.cells .said,.cells .frame{display:none}}\n";

std::string base64(const std::vector<unsigned char>& bytes) {
  const std::unique_ptr<gchar, decltype(&g_free)> text(g_base64_encode(bytes.data(), bytes.size()), &g_free);
  return text.get();
}

void write_table(Markup& page, const StudyTable& table) {
  page << "<div class=\"scroll\" tabindex=\"0\"><table class=\"outcomes\">";
  if (!table.title.empty()) {
    page << "<caption>";
    page.user(table.title) << "</caption>";
  }
  page << "<thead><tr>";
  for (const auto& column : table.columns) {
    page << "<th scope=\"col\" class=\"" << (column.number ? Literal("number") : Literal("text")) << "\">";
    page.user(column.name) << "</th>";
  }
  page << "</tr></thead>\n<tbody>\n";
  for (std::size_t i = 0; i < std::min(table.rows.size(), most_rows); ++i) {
    if (table.rows[i].size() != table.columns.size())
      throw InputError("a row of a table has too few or too many cells");
    page << "<tr>";
    for (std::size_t k = 0; k < table.columns.size(); ++k) {
      page << "<td class=\"" << (table.columns[k].number ? Literal("number") : Literal("text")) << "\">";
      page.user(table.rows[i][k]) << "</td>";
    }
    page << "</tr>\n";
  }
  page << "</tbody></table></div>\n";
  if (table.rows.size() > most_rows) {
    page << "<p class=\"note\">";
    page.integer(table.rows.size() - most_rows) << " more rows are in the study’s results.</p>\n";
  }
  if (table.note.empty()) return;
  page << "<p class=\"note\">";
  page.user(table.note) << "</p>\n";
}

void write_figure(Markup& page, const StudyFigure& figure) {
  page << "<figure class=\"study" << (figure.cells ? Literal(" cells") : Literal(""))
       << "\"><div class=\"picture\"><img alt=\"";
  page.plain(figure.title) << ": ";
  page.plain(figure.caption) << "\" src=\"data:image/png;base64,";
  page.own(base64(figure.png)) << "\">"
                               << (figure.cells ? Literal("<span class=\"frame\" hidden></span>") : Literal(""))
                               << "</div><figcaption>";
  page.user(figure.caption) << "</figcaption>";
  if (figure.cells) {
    page << "<p class=\"said\" role=\"status\">Point at a cell: what stands there, and the command that makes its run "
            "again. A click holds it.</p>";
    write_figure_cells(page, *figure.cells);
  }
  page << "</figure>\n";
}

bool has_cells(const StudyPage& study) {
  return std::any_of(study.sections.begin(), study.sections.end(), [](const StudySection& section) {
    return std::any_of(section.figures.begin(), section.figures.end(),
                       [](const StudyFigure& figure) { return figure.cells.has_value(); });
  });
}

constexpr std::string_view names_before = "<meta name=\"pictures\" content=\"", names_after = "\">\n";

// No file's name has a slash.
void write_picture_names(Markup& page, const StudyPage& study) {
  page.own(names_before);
  bool first = true;
  for (const auto& section : study.sections)
    for (const auto& figure : section.figures) {
      if (!std::exchange(first, false)) page << "/";
      page.plain(figure.title);
    }
  page.own(names_after);
}

}  // namespace

std::vector<std::string> pictures_of_page(std::string_view html) {
  std::vector<std::string> names;
  const auto head = html.substr(0, html.find("<body>"));
  const auto from = head.find(names_before);
  if (from == std::string_view::npos) return names;
  const auto begin = from + names_before.size();
  std::istringstream list(std::string(head.substr(begin, head.find(names_after, begin) - begin)));
  for (std::string name; std::getline(list, name, '/');)
    if (name == safe_file_name(name)) names.push_back(name);
  return names;
}

std::string study_html(const StudyPage& study) {
  const std::string style = std::string(page_style()) + std::string(figure_style);
  const bool with_script = has_cells(study);
  Markup page;
  page << "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
          "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; img-src data:; style-src ";
  page.own(policy_hash(style));
  if (with_script) (page << "; script-src ").own(policy_hash(cells_script()));
  // The script places the frame of a cell: by the element's own style, which needs no leave of the policy.
  page << "; base-uri 'none'; form-action 'none'\">\n<meta name=\"viewport\" "
          "content=\"width=device-width, initial-scale=1\">\n<title>";
  page.plain(study.title) << "</title>\n";
  write_picture_names(page, study);
  page << "<style>";
  page.own(style) << "</style>\n</head>\n<body>\n<main>\n<header class=\"top\"><h1>";
  page.user(study.title) << "</h1>";
  if (!study.subtitle.empty()) {
    page << "<p class=\"subtitle\">";
    page.user(study.subtitle) << "</p>";
  }
  page << "</header>\n";
  for (const auto& section : study.sections) {
    page << "<section class=\"problem\"><header><h2>";
    page.user(section.title) << "</h2>";
    if (!section.formula.empty()) {
      page << "<p class=\"formula\">";
      write_formula(page, section.formula);
      page << "</p>";
    }
    page << "</header>\n";
    for (const auto& table : section.tables) write_table(page, table);
    for (const auto& figure : section.figures) write_figure(page, figure);
    page << "</section>\n";
  }
  page << "<footer class=\"foot\">\n";
  write_definition(page, study.definition, study.overrides);
  page << "<p>Made by ";
  page.user(study.generator) << ".</p>\n</footer>\n</main>\n";
  if (with_script) (page << "<script>").own(cells_script()) << "</script>\n";
  page << "</body>\n</html>\n";
  return std::move(page).html();
}

}  // namespace ravine::report

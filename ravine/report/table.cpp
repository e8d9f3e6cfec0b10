#include "ravine/report/table.hpp"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <functional>
#include <limits>

#include "ravine/report/number.hpp"
#include "ravine/report/style.hpp"
#include "ravine/view/geometry/ticks.hpp"

namespace ravine::report {
namespace {

// A column of numbers. `heading` writes its name, `value` is a row's number (NaN: unknown), `best` the one to point
// out: the least, or the greatest.
struct Column {
  std::function<void(Markup&)> heading;
  std::function<double(const Row&)> value;
  int digits = 5;
  double best = std::numeric_limits<double>::quiet_NaN();
  bool target = false;
  bool greatest = false;
  bool better(double a, double b) const { return greatest ? a > b : a < b; }
};

void set_best(Column& column, const Section& section) {
  std::size_t known = 0;
  for (const Row& row : section.rows) {
    const double value = column.value(row);
    if (row.failed || !std::isfinite(value)) continue;
    ++known;
    if (std::isnan(column.best) || column.better(value, column.best)) column.best = value;
  }
  // Nothing is best where all are alike or alone.
  const auto beaten = [&](const Row& row) { return !row.failed && column.better(column.best, column.value(row)); };
  if (known < 2 || std::none_of(section.rows.begin(), section.rows.end(), beaten)) {
    column.best = std::numeric_limits<double>::quiet_NaN();
  }
}

// The targets worth a column: those that some run reached, spread over them when they are many.
std::vector<std::size_t> target_columns(const Section& section) {
  constexpr std::size_t most = 4;
  std::vector<std::size_t> reached, chosen;
  for (std::size_t i = 0; i < section.targets.size(); ++i) {
    const auto got = [&](const Row& row) {
      return i < row.evaluations_to.size() && !std::isnan(row.evaluations_to[i]);
    };
    if (std::any_of(section.rows.begin(), section.rows.end(), got)) reached.push_back(i);
  }
  if (reached.size() <= most) return reached;
  for (std::size_t i = 0; i < most; ++i) chosen.push_back(reached[i * (reached.size() - 1) / (most - 1)]);
  return chosen;
}

// What each run was measured by at its end.
void add_measured(const Section& section, std::vector<Column>& columns) {
  const auto some = std::find_if(section.rows.begin(), section.rows.end(),
                                 [](const Row& row) { return !row.workings.measurements.empty(); });
  if (some == section.rows.end()) return;
  for (std::size_t k = 0; k < some->workings.measurements.size(); ++k) {
    const auto& measurement = some->workings.measurements[k];
    Column column{[&measurement](Markup& page) { page.plain(measurement.name); },
                  [k](const Row& row) {
                    const auto& all = row.workings.measurements;
                    return k < all.size() && !all[k].course.value.empty() ? all[k].course.value.back()
                                                                          : std::numeric_limits<double>::quiet_NaN();
                  },
                  4};
    column.greatest = measurement.higher_is_better;
    columns.push_back(std::move(column));
  }
}

std::vector<Column> columns_of(const Section& section) {
  std::vector<Column> columns;
  columns.push_back({[](Markup& page) { page << "steps"; },
                     [](const Row& row) { return static_cast<double>(row.steps); }, 12, 0, false});
  const auto differs = [](const Row& row) { return row.steps != row.evaluations; };
  if (std::any_of(section.rows.begin(), section.rows.end(), differs)) {
    columns.push_back({[](Markup& page) { page << "gradients"; },
                       [](const Row& row) { return static_cast<double>(row.evaluations); }, 12, 0, false});
  }
  if (section.scene.slice) {
    columns.push_back({[](Markup& page) { page << "off plane, %"; },
                       [&section](const Row& row) {
                         const auto run = static_cast<std::size_t>(&row - section.rows.data());
                         if (run >= section.scene.trajectories.size()) return std::numeric_limits<double>::quiet_NaN();
                         return 100 * section.scene.trajectories[run].off_plane;
                       },
                       2, 0, false});
  }
  for (Column& column : columns) column.best = std::numeric_limits<double>::quiet_NaN();
  const std::size_t counts = columns.size();
  add_measured(section, columns);
  // Of a minibatch f and its gradient tell nothing of the run.
  const bool measured = columns.size() > counts;
  if (!measured) {
    columns.push_back({[](Markup& page) { page << "last <i>f</i>"; }, [](const Row& row) { return row.final_f; }});
    columns.push_back({[](Markup& page) { page << "best <i>f</i>"; }, [](const Row& row) { return row.best_f; }});
    columns.push_back(
        {[](Markup& page) { page << "last |∇<i>f</i>|"; }, [](const Row& row) { return row.gradient_norm; }});
  }
  for (const std::size_t i : target_columns(section)) {
    Column column{[&section, i](Markup& page) { page.plain(view::readable(section.targets[i])); },
                  [i](const Row& row) {
                    return i < row.evaluations_to.size() ? row.evaluations_to[i]
                                                         : std::numeric_limits<double>::quiet_NaN();
                  },
                  12};
    column.target = true;
    columns.push_back(column);
  }
  for (std::size_t i = counts; i < columns.size(); ++i) set_best(columns[i], section);
  return columns;
}

void write_heading(Markup& page, std::size_t index, Literal kind, const std::function<void(Markup&)>& name) {
  page << "<th scope=\"col\" class=\"" << kind << "\" data-column=\"";
  page.integer(index) << "\"><button type=\"button\">";
  name(page);
  page << "</button></th>";
}

void write_head(Markup& page, const std::vector<Column>& columns, const Picture& picture) {
  const auto targets = std::count_if(columns.begin(), columns.end(), [](const Column& c) { return c.target; });
  page << "<thead>";
  if (targets > 0) {
    page << "<tr class=\"group\"><td colspan=\"";
    page.integer(2 + columns.size() - static_cast<std::size_t>(targets)) << "\"></td><th scope=\"colgroup\" colspan=\"";
    page.integer(static_cast<std::size_t>(targets)) << "\">gradients until <i>f</i> − ";
    page << (picture.reference.known ? Literal("<i>f</i>*") : Literal("best seen")) << " ≤</th></tr>";
  }
  page << "<tr>";
  write_heading(page, 0, "text", [](Markup& m) { m << "run"; });
  write_heading(page, 1, "text", [](Markup& m) { m << "outcome"; });
  for (std::size_t i = 0; i < columns.size(); ++i) write_heading(page, i + 2, "number", columns[i].heading);
  page << "</tr></thead>";
}

// A long notation breaks after parentheses.
void write_method(Markup& page, std::string_view method) {
  page << "<bdi>";
  while (!method.empty()) {
    const std::size_t end = std::min(method.find('('), method.size() - 1) + 1;
    page.plain(method.substr(0, end)) << "<wbr>";
    method.remove_prefix(end);
  }
  page << "</bdi>";
}

// No line ends beside an equals sign.
std::string unbroken(std::string text) {
  for (std::size_t i = 0; (i = text.find(" = ", i)) != std::string::npos;) text.replace(i, 3, "\u00a0=\u00a0");
  return text;
}

void write_row(Markup& page, const Row& row, std::size_t index, const std::vector<Column>& columns,
               const SectionPlan& plan) {
  const bool drawn = index < plan.points.size() && !plan.points[index].empty();
  page << "<tr data-run=\"";
  page.integer(index) << "\"><th scope=\"row\" data-value=\"";
  page.integer(index) << "\"><div class=\"run-name\">";
  if (plan.many && drawn) {
    page << "<input type=\"checkbox\" aria-label=\"Show ";
    page.plain(row.label) << "\"" << (plan.shown[index] ? Literal(" checked") : Literal("")) << ">";
  }
  if (drawn) write_swatch(page, style_of(index));
  page << "<span class=\"label\">";
  page.user(row.label) << "</span></div>";
  if (!row.method.empty()) {
    page << "<div class=\"method\">";
    write_method(page, row.method);
    page << "</div>";
  }
  page << "</th><td class=\"text outcome\"><span class=\"" << (row.failed ? Literal("failed") : Literal("ended"))
       << "\">" << (row.failed ? Literal("✕ ") : Literal(""));
  page.user(row.outcome) << "</span>";
  if (!row.reason.empty()) {
    page << "<div class=\"reason\">";
    page.user(with_readable_numbers(row.reason)) << "</div>";
  }
  for (const auto& insight : row.insights) {
    page << "<div class=\"reason\">";
    page.user(insight) << "</div>";
  }
  if (!row.derivatives.empty()) {
    page << "<div class=\"reason\">";
    page.user(unbroken(with_readable_numbers(row.derivatives))) << "</div>";
  }
  page << "</td>";
  for (const Column& column : columns) {
    const double value = column.value(row);
    page << "<td class=\"number" << (value == column.best && !row.failed ? Literal(" best") : Literal(""))
         << "\" data-value=\"";
    if (!std::isnan(value)) page.number(value);
    page << "\">";
    page.plain(std::isnan(value) ? "–" : view::readable(value, column.digits));
    page << "</td>";
  }
  page << "</tr>\n";
}

}  // namespace

void write_table(Markup& page, const Section& section, const SectionPlan& plan, const Picture& picture) {
  const std::vector<Column> columns = columns_of(section);
  if (plan.many) {
    const auto held = std::count_if(plan.points.begin(), plan.points.end(), [](const auto& p) { return !p.empty(); });
    page << "<p class=\"choice\"><output>";
    page.integer(shown_of_many) << "</output> of ";
    page.integer(static_cast<std::size_t>(held))
        << " runs are drawn.<span class=\"acts\"> Choose them in the table, or "
           "<button type=\"button\" data-choice=\"first\">the first choice</button> "
           "<button type=\"button\" data-choice=\"none\">none</button></span></p>\n";
  }
  page << "<div class=\"scroll" << (plan.many ? Literal(" many") : Literal(""))
       << "\" role=\"region\" aria-label=\"Outcomes: ";
  page.plain(section.scene.title) << "\" tabindex=\"0\">\n<table class=\"outcomes\">\n";
  write_head(page, columns, picture);
  page << "<tbody>\n";
  for (const std::size_t row : plan.rows) write_row(page, section.rows[row], row, columns, plan);
  page << "</tbody></table></div>\n";
}

}  // namespace ravine::report

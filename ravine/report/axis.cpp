#include "ravine/report/axis.hpp"

#include <cmath>

#include "ravine/report/path.hpp"
#include "ravine/view/geometry/ticks.hpp"

namespace ravine::report {

std::vector<AxisMark> linear_marks(double low, double high, std::size_t most) {
  return marks_of(view::linear_ticks(low, high, most), {low, high, 0, 1});
}

std::vector<AxisMark> marks_of(const view::Ticks& ticks, const view::Scale& scale) {
  std::vector<AxisMark> marks;
  marks.reserve(ticks.values.size());
  for (std::size_t i = 0; i < ticks.values.size(); ++i) {
    marks.push_back({(scale.at(ticks.values[i]) - scale.from) / (scale.to - scale.from), ticks.labels[i]});
  }
  return marks;
}

void write_marks_across(Markup& page, const std::vector<AxisMark>& marks) {
  for (const AxisMark& mark : marks) {
    open_point(page, "tick across", mark.place, 1);
    page << "<path d=\"M0 0v5\"/><text y=\"20\">";
    page.plain(mark.label) << "</text></svg>";
  }
}

void write_marks_up(Markup& page, const std::vector<AxisMark>& marks) {
  for (const AxisMark& mark : marks) {
    open_point(page, "tick up", 0, 1 - mark.place);
    page << "<path d=\"M0 0h-5\"/><text x=\"-9\" y=\"4.5\">";
    page.plain(mark.label) << "</text></svg>";
  }
}

void write_grid(Markup& page, const std::vector<AxisMark>& across, const std::vector<AxisMark>& up) {
  page << "<path class=\"grid\" d=\"";
  for (const AxisMark& mark : across) {
    page << "M";
    page.number(std::round(mark.place * plot_units)) << " 0V";
    page.number(plot_units);
  }
  for (const AxisMark& mark : up) {
    page << "M0 ";
    page.number(std::round((1 - mark.place) * plot_units)) << "H";
    page.number(plot_units);
  }
  page << "\"/>";
}

void write_percent(Markup& page, double fraction) { page.number(std::round(fraction * 1e5) / 1e3, 8) << "%"; }

void open_point(Markup& page, Literal name, double x, double y) {
  page << "<svg class=\"" << name << "\" x=\"";
  write_percent(page, x);
  page << "\" y=\"";
  write_percent(page, y);
  page << "\">";
}

}  // namespace ravine::report

#include "ravine/report/style.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <functional>

#include "ravine/report/path.hpp"
#include "ravine/view/geometry/marker.hpp"
#include "ravine/view/geometry/palette.hpp"

namespace ravine::report {
namespace {

using view::Color;

constexpr std::size_t looks = 64;   // what view::method_style tells apart
constexpr double line_width = 2.2;  // pixels, report.css

// As much lighter as it must be to be seen on dark paper.
Color for_night(const Color& color) {
  const double brightness =
      0.2126 * std::pow(color.red, 2.2) + 0.7152 * std::pow(color.green, 2.2) + 0.0722 * std::pow(color.blue, 2.2);
  const double lack = std::max(0.0, 0.32 - brightness) / 0.32, white = 0.93 * lack * lack;
  const auto mix = [&](double v) { return v + white * (1 - v); };
  return {mix(color.red), mix(color.green), mix(color.blue), 1};
}

// Bands for dark screens: the lowest are the lightest, as coals are.
std::vector<Color> night_bands(std::size_t count) {
  std::vector<Color> colors;
  for (std::size_t i = 0; i < count; ++i) {
    const double t = count == 1 ? 0.5 : static_cast<double>(i) / static_cast<double>(count - 1);
    colors.push_back(view::oklab(0.40 - 0.16 * t, -0.012 + 0.009 * t, -0.042 + 0.054 * t));
  }
  return colors;
}

std::vector<std::size_t> styles_used(const std::vector<SectionPlan>& plans) {
  std::array<bool, looks> used{};
  for (const SectionPlan& plan : plans) {
    for (std::size_t run = 0; run < plan.points.size(); ++run) {
      if (!plan.points[run].empty()) used[style_of(run)] = true;
    }
  }
  std::vector<std::size_t> styles;
  for (std::size_t style = 0; style < looks; ++style) {
    if (used[style]) styles.push_back(style);
  }
  return styles;
}

void write_colors(Markup& css, const std::vector<SectionPlan>& plans, const std::vector<Picture>& pictures, bool dark) {
  for (const std::size_t style : styles_used(plans)) {
    const view::MethodStyle look = view::method_style(style);
    css << ".";
    write_style_class(css, style);
    css << "{--run:";
    write_color(css, dark ? for_night(look.color) : look.color);
    css << ";--name:";
    write_color(css, dark ? for_night(look.color) : view::text_color(look.color));
    if (!look.dash.empty() && !dark) {
      css << ";--dash:";
      for (const double length : look.dash) css.number(length * line_width, 3) << " ";
    }
    css << "}\n";
  }
  for (std::size_t i = 0; i < pictures.size(); ++i) {
    const std::size_t count = pictures[i].terrain.sets.sets.size() + 1;
    const std::vector<Color> bands = dark ? night_bands(count) : view::band_colors(count);
    for (std::size_t band = 0; band < count && count > 1; ++band) {
      css << "#problem-";
      css.integer(i + 1) << " .b";
      css.integer(band) << "{--band:";
      write_color(css, bands[band]);
      css << "}\n";
    }
  }
}

void write_marker(Markup& page, view::MarkerShape shape, double size) {
  const std::vector<view::Point> outline = view::outline({shape, {0, 0}, size, {}, {}, 0});
  if (outline.empty()) {
    page << "<circle r=\"";
    page.number(size / 2, 4) << "\"/>";
    return;
  }
  page << "<path d=\"M";
  for (const view::Point& p : outline) {
    if (&p != &outline.front()) page << "L";
    page.number(p.x, 4) << " ";
    page.number(p.y, 4);
  }
  page << "z\"/>";
}

}  // namespace

void write_color(Markup& page, const Color& color) {
  static constexpr char digits[] = "0123456789abcdef";
  std::string code("#");
  for (const double part : {color.red, color.green, color.blue}) {
    const auto value = static_cast<std::size_t>(std::lround(255 * std::clamp(part, 0.0, 1.0)));
    code += digits[value / 16];
    code += digits[value % 16];
  }
  page.own(code);
}

std::size_t style_of(std::size_t run) { return run % looks; }

void write_style_class(Markup& page, std::size_t style) {
  page << "s";
  page.integer(style);
}

void write_swatch(Markup& page, std::size_t style) {
  page << "<svg class=\"swatch ";
  write_style_class(page, style);
  page << "\" aria-hidden=\"true\"><use href=\"#swatch-";
  page.integer(style) << "\"/></svg>";
}

void write_symbols(Markup& page, const std::vector<SectionPlan>& plans) {
  page << "<svg class=\"symbols\" aria-hidden=\"true\"><defs>";
  for (const std::size_t style : styles_used(plans)) {
    const view::MarkerShape shape = view::method_style(style).marker;
    page << "<g id=\"marker-";
    page.integer(style) << "\">";
    write_marker(page, shape, 11);
    page << "</g><g id=\"swatch-";
    page.integer(style) << "\"><path class=\"line\" d=\"M-16 0H16\"/><g class=\"dot\">";
    write_marker(page, shape, 9);
    page << "</g></g>";
  }
  page << "<g id=\"arrow\">";
  write_marker(page, view::MarkerShape::arrow, 15);
  page << "</g><g id=\"star\">";
  write_marker(page, view::MarkerShape::star, 17);
  page << "</g><circle id=\"dot\" r=\"4.5\"/><pattern id=\"hatch\" width=\"7\" height=\"7\" "
          "patternUnits=\"userSpaceOnUse\" "
          "patternTransform=\"rotate(45)\"><path d=\"M0 0V7\"/></pattern></defs></svg>\n";
}

std::string style_rules(const std::vector<SectionPlan>& plans, const std::vector<Picture>& pictures) {
  Markup css;
  write_colors(css, plans, pictures, false);
  css << "@media screen and (prefers-color-scheme: dark) {\n";
  write_colors(css, plans, pictures, true);
  css << "}\n";
  for (std::size_t i = 0; i < pictures.size(); ++i) {
    if (!pictures[i].box) continue;
    css << "#problem-";
    css.integer(i + 1) << "{--aspect:";
    css.number(plot_units / pictures[i].height, 6) << "}\n";
  }
  return std::move(css).html();
}

}  // namespace ravine::report

#include "ravine/report/level_set.hpp"

#include <cstddef>
#include <numbers>
#include <vector>

#include "ravine/report/axis.hpp"
#include "ravine/report/path.hpp"
#include "ravine/report/style.hpp"
#include "ravine/view/geometry/palette.hpp"

namespace ravine::report {
namespace {

constexpr double level_set_tolerance = 3;  // plot units: less than a fifth of a pixel

std::vector<view::Point> in_units(const std::vector<view::Point>& points, const Picture& picture) {
  const view::Plane plane = plane_of(picture, plot_units);
  std::vector<view::Point> units;
  units.reserve(points.size());
  for (const view::Point& p : points) units.push_back(plane.at(p));
  return units;
}

void write_band(Markup& page, std::size_t band, const std::vector<view::Ring>& region, const Picture& picture,
                double coarseness) {
  Path path;
  for (const view::Ring& ring : region) path.ring(in_units(ring, picture), level_set_tolerance * coarseness);
  if (path.empty()) return;
  page << "<path class=\"b";
  page.integer(band) << "\" d=\"";
  page.own(path.data()) << "\"/>";
}

void write_lines(Markup& page, Literal name, const Path& path) {
  if (path.empty()) return;
  page << "<path class=\"" << name << "\" d=\"";
  page.own(path.data()) << "\"/>";
}

void write_graph(Markup& page, const Picture& picture, double coarseness) {
  const view::Rectangle area{-1, -1, plot_units + 2, picture.height + 2};
  page << "<g class=\"bands\">";
  write_band(page, 0, picture.terrain.sets.domain, picture, coarseness);
  page << "</g>";
  constexpr std::size_t most_ticks = 10;  // as a square map's axes have
  write_grid(page, linear_marks(picture.box->x_low, picture.box->x_high, most_ticks),
             linear_marks(picture.box->y_low, picture.box->y_high, most_ticks));
  Path path;
  for (const auto& line : picture.terrain.graph.lines)
    path.line(in_units(line, picture), area, level_set_tolerance * coarseness);
  write_lines(page, "graph", path);
}

}  // namespace

void write_level_sets(Markup& page, const Picture& picture, double coarseness) {
  if (picture.box && !picture.terrain.graph.lines.empty()) return write_graph(page, picture, coarseness);
  const std::vector<view::LevelSet>& sets = picture.terrain.sets.sets;
  if (!picture.box || sets.empty()) return;
  const view::Rectangle area{-1, -1, plot_units + 2, picture.height + 2};
  page << "<g class=\"bands\">";
  write_band(page, 0, picture.terrain.sets.domain, picture, coarseness);
  Path lines, start;
  for (std::size_t k = 0; k < sets.size(); ++k) {
    write_band(page, k + 1, sets[k].above, picture, coarseness);
    Path& path = picture.terrain.choice.start == k ? start : lines;
    for (const view::LevelLine& line : sets[k].lines) {
      if (line.closed) {
        path.ring(in_units(line.points, picture), level_set_tolerance * coarseness);
      } else {
        path.line(in_units(line.points, picture), area, level_set_tolerance * coarseness);
      }
    }
  }
  page << "</g>";
  write_lines(page, "levels", lines);
  write_lines(page, "levels of-start", start);
}

void write_hatch(Markup& page, const Picture& picture) {
  if (picture.terrain.sets.whole) return;
  page << "<rect width=\"100%\" height=\"100%\" fill=\"url(#hatch)\"/>";
}

void write_level_values(Markup& page, const Picture& picture, LabelPlacer& placer, double width) {
  std::vector<view::Item> items;
  view::Room room = placer.room();
  view::draw_level_labels(picture.terrain, plane_of(picture, width), room, items);
  const double height = width * picture.height / plot_units;
  for (const view::Item& item : items) {
    const auto* text = std::get_if<view::Text>(&item);
    if (text == nullptr || !placer.place_on(text->text, text->size, text->position, text->angle)) continue;
    open_point(page, text->color == view::ink ? Literal("level of-start") : Literal("level"), text->position.x / width,
               text->position.y / height);
    page << "<text stroke=\"";
    write_color(page, text->halo.color);
    page << "\" transform=\"rotate(";
    page.number(text->angle * 180 / std::numbers::pi, 3) << ")\">";
    page.plain(text->text) << "</text></svg>";
  }
}

}  // namespace ravine::report

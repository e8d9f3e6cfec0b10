// The runs of a picture: in which order they are drawn, and their heads.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "ravine/report/markup.hpp"
#include "ravine/report/picture.hpp"
#include "ravine/report/plan.hpp"
#include "ravine/report/report.hpp"

namespace ravine::report {

// The runs shown at first, the one that went farthest in the plane first: a short trail lies on top of a long one.
std::vector<std::size_t> drawing_order(const Section& section, const SectionPlan& plan, const Picture& picture);

// The last point with finite coordinates; not finite without one.
view::Point last_known(const std::vector<view::Point>& points);
view::Point last_known(const view::Trajectory& trajectory);  // in the plane

// How a line looks, and by which name the page's script finds what belongs to it. All three are the program's own.
struct Owner {
  std::string look, marker;  // "s3", "marker-3": a class, and the symbol of its head
  std::string name;          // "data-run=\"3\""
};
Owner owner_of(std::size_t run);

// The marker of a line at a point given in fractions of the plot; outside of the plot an arrow on its edge, which
// points to where the line is. `aspect`: the plot's height over its width. Nothing for a point that is not finite.
void write_head(Markup& page, const Owner& owner, const view::Point& place, double aspect = 1);

// A mark on a line where its row's trust horizon is: the first point at or after it of those given.
void write_horizon(Markup& page, const Owner& owner, const view::Point& place);
// That point's index among the trajectory's; none without a horizon, or past it.
std::optional<std::size_t> horizon_of(const Row& row, const view::Trajectory& trajectory);

}  // namespace ravine::report

#include "ravine/report/trail.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>

#include "ravine/report/axis.hpp"
#include "ravine/report/style.hpp"

namespace ravine::report {

std::vector<std::size_t> drawing_order(const Section& section, const SectionPlan& plan, const Picture& picture) {
  const view::Box box = picture.box.value_or(view::Box{});
  const double width = box.x_high - box.x_low, height = box.y_high - box.y_low;
  std::vector<std::size_t> order;
  std::vector<double> length(plan.shown.size(), 0);
  for (std::size_t run = 0; run < plan.shown.size(); ++run) {
    if (!plan.shown[run]) continue;
    order.push_back(run);
    const view::Trajectory& trajectory = section.scene.trajectories[run];
    for (std::size_t i = 1; i < trajectory.x.size(); ++i) {
      const double step =
          std::hypot((trajectory.x[i] - trajectory.x[i - 1]) / width, (trajectory.y[i] - trajectory.y[i - 1]) / height);
      if (std::isfinite(step)) length[run] += step;
    }
  }
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return length[a] > length[b]; });
  return order;
}

view::Point last_known(const std::vector<view::Point>& points) {
  const auto known = [](const view::Point& p) { return std::isfinite(p.x) && std::isfinite(p.y); };
  const auto last = std::find_if(points.rbegin(), points.rend(), known);
  constexpr double unknown = std::numeric_limits<double>::quiet_NaN();
  return last == points.rend() ? view::Point{unknown, unknown} : *last;
}

view::Point last_known(const view::Trajectory& trajectory) {
  std::vector<view::Point> points;
  for (std::size_t i = 0; i < trajectory.x.size(); ++i) points.push_back({trajectory.x[i], trajectory.y[i]});
  return last_known(points);
}

Owner owner_of(std::size_t run) {
  const std::string style = std::to_string(style_of(run));
  return {"s" + style, "marker-" + style, "data-run=\"" + std::to_string(run) + "\""};
}

namespace {

// <svg class="head s3" data-run="3" x="57.25%" y="10%">: a point of the owner's line. To be closed with "</svg>".
void open_mark(Markup& page, Literal kind, const Owner& owner, const view::Point& place) {
  page << "<svg class=\"" << kind << " ";
  page.own(owner.look) << "\" ";
  page.own(owner.name) << " x=\"";
  write_percent(page, place.x);
  page << "\" y=\"";
  write_percent(page, place.y);
  page << "\">";
}

}  // namespace

void write_head(Markup& page, const Owner& owner, const view::Point& place, double aspect) {
  if (!std::isfinite(place.x) || !std::isfinite(place.y)) return;
  const view::Point edge{std::clamp(place.x, 0.0, 1.0), std::clamp(place.y, 0.0, 1.0)};
  open_mark(page, "head", owner, edge);
  page << "<use href=\"#";
  if (edge.x == place.x && edge.y == place.y) {
    page.own(owner.marker) << "\"";
  } else {
    const double angle = std::atan2((place.y - edge.y) * aspect, place.x - edge.x) * 180 / std::numbers::pi;
    page << "arrow\" transform=\"rotate(";
    page.number(angle, 4) << ")\"";
  }
  page << "/></svg>";
}

std::optional<std::size_t> horizon_of(const Row& row, const view::Trajectory& trajectory) {
  if (std::isnan(row.trust_horizon)) return std::nullopt;
  const auto found = std::lower_bound(trajectory.step.begin(), trajectory.step.end(), row.trust_horizon);
  if (found == trajectory.step.end()) return std::nullopt;
  return static_cast<std::size_t>(found - trajectory.step.begin());
}

void write_horizon(Markup& page, const Owner& owner, const view::Point& place) {
  if (!(place.x >= 0 && place.x <= 1 && place.y >= 0 && place.y <= 1)) return;
  open_mark(page, "horizon", owner, place);
  page << "<title>Trust horizon: what follows is chance</title><path d=\"M-7 0 0-7 7 0 0 7Z\"/></svg>";
}

}  // namespace ravine::report

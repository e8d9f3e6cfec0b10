#include "ravine/report/plan.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace ravine::report {
namespace {

std::size_t length(const view::Trajectory& trajectory) { return trajectory.step.size(); }

// The indices of a section's rows, those that ended lowest first, failures and unknown values last.
std::vector<std::size_t> ranked(const Section& section) {
  std::vector<std::size_t> order(section.rows.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  const auto lost = [&](std::size_t i) { return section.rows[i].failed || std::isnan(section.rows[i].final_f); };
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    if (lost(a) || lost(b)) return !lost(a) && lost(b);
    return section.rows[a].final_f < section.rows[b].final_f;
  });
  return order;
}

// Two thirds of the shown runs are the best, the others are spread evenly over the rest of the ranking.
std::vector<std::size_t> choice(const std::vector<std::size_t>& ranking) {
  const std::size_t best = shown_of_many * 2 / 3, spread = shown_of_many - best;
  std::vector<std::size_t> chosen(ranking.begin(), ranking.begin() + best);
  const std::size_t rest = ranking.size() - best;
  for (std::size_t i = 1; i <= spread; ++i) chosen.push_back(ranking[best + rest * i / spread - 1]);
  return chosen;
}

// Gives each claim what it asks for, or an equal part of what is there: the small ones first.
std::size_t fair_share(std::vector<std::size_t> claims, std::size_t available) {
  std::sort(claims.begin(), claims.end());
  std::size_t left = available;
  for (std::size_t i = 0; i < claims.size(); ++i) {
    const std::size_t share = left / (claims.size() - i);
    if (claims[i] > share) return share;
    left -= claims[i];
  }
  return available;
}

}  // namespace

std::vector<double> chosen(const std::vector<double>& values, const std::vector<std::size_t>& points) {
  std::vector<double> kept;
  kept.reserve(points.size());
  for (const std::size_t k : points) kept.push_back(values[k]);
  return kept;
}

std::vector<std::size_t> thin(const view::Trajectory& trajectory, const Picture& picture, std::size_t most) {
  const std::size_t count = length(trajectory);
  std::vector<std::size_t> kept(std::min(count, most));
  std::iota(kept.begin(), kept.end(), std::size_t{0});
  if (count <= most) return kept;

  std::vector<double> along(count, 0);  // squares of each step's length, later the distance from the first point
  const auto add = [&](const std::vector<double>& values, double axis) {
    if (values.size() != count || !(axis > 0)) return;
    for (std::size_t i = 1; i < count; ++i) {
      const double part = std::fabs(values[i] - values[i - 1]) / axis;
      if (!std::isnan(part)) along[i] += std::min(1.0, part * part);
    }
  };
  if (picture.box) {
    add(trajectory.x, picture.box->x_high - picture.box->x_low);
    add(trajectory.y, picture.box->y_high - picture.box->y_low);
  }
  for (const Curve& curve : picture.curves) {
    const view::Scale scale = view::scale_of(curve.range, 0, 1);
    std::vector<double> heights = view::values_of(trajectory, curve.quantity, picture.reference);
    for (double& value : heights) value = scale.at(value);
    add(heights, 1);
  }
  add(trajectory.step, picture.last);
  for (double& part : along) part = std::sqrt(part);
  // A step longer than the distance between two kept points gets no second one: what it has more is not shared out.
  for (int pass = 0; pass < 4; ++pass) {
    const double longest = std::accumulate(along.begin(), along.end(), 0.0) / static_cast<double>(most - 1);
    for (double& part : along) part = std::min(part, longest);
  }
  std::partial_sum(along.begin(), along.end(), along.begin());

  // The point nearest before each mark; marks that share a point leave places to the points that follow.
  const double total = along.back();
  std::size_t index = 0;
  for (std::size_t k = 1; k + 1 < most; ++k) {
    const double mark = total * static_cast<double>(k) / static_cast<double>(most - 1);
    const std::size_t highest = count - (most - k);
    ++index;
    while (index < highest && along[index] < mark) ++index;
    kept[k] = index;
  }
  kept[most - 1] = count - 1;
  return kept;
}

Allowance Allowance::halved() const {
  const auto half = [](std::size_t amount) { return std::max<std::size_t>(1, amount / 2); };
  // Whole problems go last.
  return {half(points), half(rows), points > 2'000 ? sections : half(sections), half(values), coarseness * 2};
}

std::vector<SectionPlan> plan(const Report& report, const std::vector<Picture>& pictures, const Allowance& allowance) {
  const std::size_t sections = std::min(report.sections.size(), allowance.sections);
  std::vector<std::size_t> row_claims;
  for (std::size_t s = 0; s < sections; ++s) row_claims.push_back(report.sections[s].rows.size());
  const std::size_t rows = fair_share(row_claims, allowance.rows);

  // The best of each section come with their trajectory, as many as leave each enough points to be worth drawing.
  constexpr std::size_t fewest_points = 24;
  std::vector<std::size_t> run_claims;
  for (std::size_t s = 0; s < sections; ++s) {
    run_claims.push_back(std::min(report.sections[s].scene.trajectories.size(), rows));
  }
  const std::size_t runs = std::max<std::size_t>(1, fair_share(run_claims, allowance.points / fewest_points));

  std::vector<SectionPlan> plans(sections);
  std::vector<std::size_t> point_claims;
  for (std::size_t s = 0; s < sections; ++s) {
    const Section& section = report.sections[s];
    SectionPlan& chosen = plans[s];
    chosen.coarseness = allowance.coarseness;
    const std::size_t trajectories = section.scene.trajectories.size();
    std::vector<std::size_t> ranking = ranked(section);
    if (ranking.size() > rows) ranking.resize(rows);
    chosen.rows = ranking;
    std::sort(chosen.rows.begin(), chosen.rows.end());

    chosen.points.resize(trajectories);
    chosen.shown.assign(trajectories, false);
    std::vector<std::size_t> held;
    for (const std::size_t run : ranking) {
      const bool drawn = run < trajectories && length(section.scene.trajectories[run]) > 0;
      if (drawn && held.size() < runs) held.push_back(run);
    }
    chosen.many = held.size() > most_shown;
    for (const std::size_t run : chosen.many ? choice(held) : held) chosen.shown[run] = true;
    for (const std::size_t run : held) {
      chosen.points[run].resize(1);  // filled below, once it is known how many points there are for each
      point_claims.push_back(length(section.scene.trajectories[run]));
    }
  }

  const std::size_t points = std::max<std::size_t>(2, fair_share(point_claims, allowance.points));
  for (std::size_t s = 0; s < sections; ++s) {
    const view::Scene& scene = report.sections[s].scene;
    for (std::size_t run = 0; run < scene.trajectories.size(); ++run) {
      if (plans[s].points[run].empty()) continue;
      plans[s].points[run] = thin(scene.trajectories[run], pictures[s], points);
      plans[s].thinned = plans[s].thinned || plans[s].points[run].size() < length(scene.trajectories[run]);
    }
  }
  return plans;
}

}  // namespace ravine::report

#include "ravine/problem/check_gradient.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "ravine/base/error.hpp"
#include "ravine/base/number_text.hpp"

namespace ravine {
namespace {

using Verdict = CoordinateCheck::Verdict;
constexpr double eps = std::numeric_limits<double>::epsilon();

// f at points that differ from x in one coordinate.
class CheckedLine {
 public:
  CheckedLine(Evaluator& evaluator, std::vector<double>& x, std::size_t coordinate)
      : evaluator_(evaluator), x_(x), coordinate_(coordinate), center_(x[coordinate]) {}
  // (f(x + h) - f(x - h)) over the distance of the points as they are rounded.
  double difference(double h) {
    const double above = center_ + h, below = center_ - h;
    const double f_above = f(above), f_below = f(below);
    largest_ = std::max({largest_, std::fabs(f_above), std::fabs(f_below)});
    return (f_above - f_below) / (above - below);
  }
  double largest() const { return largest_; }  // |f|

 private:
  double f(double coordinate) {
    double value = 0;
    x_[coordinate_] = coordinate;
    evaluator_.evaluate(1, {x_.data(), 1}, &value, {}, nullptr);
    x_[coordinate_] = center_;
    return value;
  }
  Evaluator& evaluator_;
  std::vector<double>& x_;
  std::size_t coordinate_;
  double center_, largest_ = 0;
};

CoordinateCheck check_coordinate(Evaluator& evaluator, std::vector<double>& x, std::size_t i, double given) {
  constexpr double first_step = 0.0027621358640099513;  // 2^-8.5
  constexpr double weights = 8.0 * (4 * 4 + 2) / 3;     // of roundings of f in B, over h: 8 eps of each f
  const double h = first_step * std::max(1.0, std::fabs(x[i]));
  CheckedLine line(evaluator, x, i);
  const double coarse = line.difference(h), half = line.difference(h / 2), fine = line.difference(h / 4);
  const double a = half + (half - coarse) / 3, b = fine + (fine - half) / 3;
  CoordinateCheck result{
      i, {}, given, b, std::fabs(a - b) + weights * eps * line.largest() / h + 8 * eps * std::fabs(b)};
  if (!std::isfinite(b) || !std::isfinite(result.uncertainty))
    result.verdict = Verdict::unclear;
  else if (!(std::fabs(given - b) <= result.uncertainty))
    result.verdict = std::fabs(a - b) > std::fabs(b) + std::fabs(given) ? Verdict::unclear : Verdict::wrong;
  return result;
}

std::string line_of(const CoordinateCheck& check) {
  // Three digits: of an uncertainty or an error more mean nothing.
  const auto brief = [](double value) {
    double scale = 1;
    while (std::isfinite(value) && value != 0 && std::fabs(value) * scale < 100 && scale < 1e300) scale *= 10;
    return shortest(std::isfinite(value) ? std::round(value * scale) / scale : value);
  };
  const auto head = check.name + ": the gradient says " + shortest(check.given) + ", differences of f say " +
                    shortest(check.difference) + " ± " + brief(check.uncertainty);
  return head + (check.verdict == Verdict::wrong ? ": wrong by " + brief(check.error()) : ": unclear");
}

}  // namespace

std::size_t GradientCheck::count(Verdict verdict) const {
  return static_cast<std::size_t>(std::count_if(coordinates.begin(), coordinates.end(),
                                                [&](const CoordinateCheck& one) { return one.verdict == verdict; }));
}

std::string GradientCheck::text() const {
  std::vector<const CoordinateCheck*> found;
  for (const auto& one : coordinates)
    if (one.verdict != Verdict::right) found.push_back(&one);
  // Wrong before unclear, the largest share of error first; what is not finite before all others.
  const auto weight = [](const CoordinateCheck& one) {
    const double share = std::fabs(one.error()) / (std::fabs(one.given) + std::fabs(one.difference));
    return (one.verdict == Verdict::wrong ? 10 : 0) + (std::isfinite(share) ? share : 2);
  };
  std::stable_sort(found.begin(), found.end(), [&](auto* a, auto* b) { return weight(*a) > weight(*b); });
  std::string text;
  for (const auto* one : found) text += (text.empty() ? "" : "\n") + line_of(*one);
  return text;
}

GradientCheck check_gradient(const Problem& problem, std::span<const double> x) {
  if (x.size() != problem.dimension())
    throw InputError("the point of a gradient check has " + std::to_string(x.size()) + " coordinates, the problem " +
                     std::to_string(problem.dimension()));
  std::vector<double> point(x.begin(), x.end()), gradient(x.size());
  for (const double value : point)
    if (!std::isfinite(value)) throw InputError("the point of a gradient check is not finite");
  const auto evaluator = problem.evaluator(1);
  double f = 0;
  evaluator->evaluate(1, {point.data(), 1}, &f, {gradient.data(), 1}, nullptr);
  if (const auto fault = evaluator->fault(0); !fault.empty()) throw InputError("no value at the point: " + fault);
  const auto names = problem.coordinate_names();
  GradientCheck result;
  for (std::size_t i = 0; i < x.size(); ++i) {
    result.coordinates.push_back(check_coordinate(*evaluator, point, i, gradient[i]));
    result.coordinates.back().name = names.size() == x.size() ? names[i] : "x" + std::to_string(i + 1);
  }
  return result;
}

}  // namespace ravine

#include "ravine/run/derivative.hpp"

#include <string>
#include <utility>

#include "ravine/base/dual.hpp"
#include "ravine/base/error.hpp"
#include "ravine/base/random.hpp"
#include "ravine/method/chain.hpp"

namespace ravine {
namespace {

using DualNumber = Dual<double>;

// One link of a chain on dual numbers.
class DualLink {
 public:
  DualLink(const Link& link, std::size_t place, const Layout& layout, const std::vector<DualNumber>& settings)
      : link_(link),
        entry_(*link.entry),
        place_(place),
        dimension_(layout.size()),
        slots_(layout.size() * entry_.slots) {
    if (entry_.by_tensor ||
        (entry_.by_tensor_if != MethodEntry::none && settings[link.setting_of[entry_.by_tensor_if]].value != 0))
      for (const auto& tensor : layout.tensors) ranges_.push_back({tensor.first, tensor.size(), {}});
    else
      ranges_.push_back({0, layout.size(), {}});
    for (auto& range : ranges_) range.scalars.resize(entry_.scalars);
    std::vector<DualNumber> first(entry_.slots);
    entry_.start_dual(own(settings).data(), first.data());
    for (std::size_t i = 0; i < slots_.size(); ++i) slots_[i] = first[i % entry_.slots];
  }
  Part part() const { return entry_.info.part; }

  // `target` is what the link changes, `other` what it sees besides.
  void step(const std::vector<DualNumber>& settings, std::vector<DualNumber>& target,
            const std::vector<DualNumber>& other, DualNumber f, std::size_t number) {
    const auto mine = own(settings);
    std::vector<DualNumber> coefficients(entry_.coefficients);
    for (auto& range : ranges_) {
      auto *const to = target.data() + range.first, *const slots = slots_.data() + range.first * entry_.slots;
      const auto noise = entry_.uses_noise ? drawn(number) : std::vector<DualNumber>();
      const auto* const with = (entry_.uses_noise ? noise : other).data() + range.first;
      entry_.prepare_dual(mine.data(), range.scalars.data(), coefficients.data());
      if (entry_.sums > 0) {
        std::vector<DualNumber> sums(entry_.sums);
        const bool rule = part() == Part::rule;
        entry_.measure_dual(range.size, coefficients.data(), rule ? to : with, rule ? with : to, slots, sums.data());
        entry_.settle_dual(mine.data(), range.scalars.data(), coefficients.data(), sums.data(), f);
      }
      entry_.update_dual(range.size, coefficients.data(), to, with, slots);
    }
  }

 private:
  struct Range {
    std::size_t first, size;
    std::vector<DualNumber> scalars;
  };
  // As Walk draws it for seed 1 and repeat 0.
  std::vector<DualNumber> drawn(std::size_t number) const {
    std::vector<double> row(dimension_);
    math::RandomStream({1, math::Purpose::gradient_noise, place_, 0, number}).normal(0, row);
    return {row.begin(), row.end()};
  }
  std::vector<DualNumber> own(const std::vector<DualNumber>& settings) const {
    std::vector<DualNumber> mine;
    for (const auto k : link_.setting_of) mine.push_back(settings[k]);
    return mine;
  }

  const Link& link_;
  const MethodEntry& entry_;
  std::size_t place_, dimension_;
  std::vector<Range> ranges_;
  std::vector<DualNumber> slots_;
};

}  // namespace

SettingDerivative derivative_by_setting(const Problem& problem, std::span<const double> start, const Method& method,
                                        std::string_view parameter, std::size_t steps) {
  const auto& chain = method.chain();
  const auto& info = method.info();
  const auto n = problem.dimension();
  if (start.size() != n)
    throw InputError("the start has " + std::to_string(start.size()) + " coordinates, the function " +
                     std::to_string(n));
  const auto* row = info.find(parameter);
  if (row == nullptr || row->kind != ParameterInfo::Kind::number)
    throw InputError(
        "`" + std::string(parameter) + "` is no number among the settings of `" + std::string(info.name) + "`",
        "`ravine methods " + std::string(chain.info().name) + "` lists them");
  const auto chosen = static_cast<std::size_t>(row - info.parameters.data());
  if (method.settings()[chosen].schedule)
    throw InputError("`" + std::string(row->name) + "` is a schedule: there is no single number to differentiate by");

  if (problem.stochastic())  // a link's noise is drawn again
    throw InputError("the problem's gradients are drawn at random: the derivative of such a run is not known here",
                     "leave the noise out");
  if (chain.probe() != nullptr)
    throw InputError("`" + std::string(info.name) +
                     "` takes gradients at two points a step: it has no derivative here");
  if (!method.group_settings().empty())
    throw InputError("`" + std::string(info.name) + "` has settings by group: it has no derivative here");
  if (chain.is_solver() || (chain.moves_matrices() && problem.layout().has_matrix()))
    throw InputError("`" + std::string(info.name) +
                     "` is not made of steps of single coordinates: it has no derivative here");
  const auto T = static_cast<double>(steps);
  std::vector<DualNumber> settings(info.parameters.size());
  auto load = [&](double t) {
    for (std::size_t k = 0; k < settings.size(); ++k)
      settings[k] = DualNumber(method.settings()[k].at(t, T), k == chosen ? 1 : 0);
  };
  load(0);
  std::vector<DualNumber> x(start.begin(), start.end()), g(n);
  std::vector<DualLink> links;
  for (const auto& link : chain.links()) links.emplace_back(link, links.size(), problem.layout(), settings);

  const auto evaluator = problem.evaluator(1);
  LaneBlock<double> point(n, 1), gradient(n, 1), direction(n, 1), product(n, 1);
  double f = 0;
  for (std::size_t t = 0;; ++t) {
    for (std::size_t i = 0; i < n; ++i) point[i][0] = x[i].value, direction[i][0] = x[i].derivative;
    evaluator->evaluate(1, std::as_const(point).columns(), &f, gradient.columns(), nullptr);
    if (t == steps) break;
    if (!evaluator->hessian_product(1, std::as_const(point).columns(), std::as_const(direction).columns(),
                                    product.columns(), nullptr))
      throw InputError("this problem offers no second derivative", "give it as text or as a lambda");
    for (std::size_t i = 0; i < n; ++i) g[i] = DualNumber(gradient[i][0], product[i][0]);
    load(static_cast<double>(t));
    DualNumber value(f, 0);
    for (std::size_t i = 0; i < n; ++i) value += DualNumber(0, gradient[i][0] * x[i].derivative);
    const auto left = x;
    for (auto& link : links) {
      auto& target = link.part() == Part::gradient ? g : x;
      const auto& other = link.part() == Part::rule ? g : link.part() == Part::point ? left : x;
      link.step(settings, target, other, value, t);
    }
  }
  SettingDerivative result;
  result.f = f;
  for (std::size_t i = 0; i < n; ++i) {
    result.x.push_back(x[i].value);
    result.dx.push_back(x[i].derivative);
    result.df += gradient[i][0] * x[i].derivative;
  }
  return result;
}

}  // namespace ravine

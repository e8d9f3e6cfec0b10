#include "ravine/run/derivative.hpp"

#include <string>
#include <utility>

#include "ravine/base/dual.hpp"
#include "ravine/base/error.hpp"
#include "ravine/method/rule.hpp"

namespace ravine {

SettingDerivative derivative_by_setting(const Problem& problem, std::span<const double> start, const Method& method,
                                        std::string_view parameter, std::size_t steps) {
  const auto& entry = method.entry();
  const auto n = problem.dimension();
  if (start.size() != n)
    throw InputError("the start has " + std::to_string(start.size()) + " coordinates, the function " +
                     std::to_string(n));
  const auto* row = entry.info.find(parameter);
  if (row == nullptr || row->kind != ParameterInfo::Kind::number)
    throw InputError("`" + std::string(parameter) + "` is no number among the settings of `" +
                     std::string(entry.info.name) + "`");
  const auto chosen = static_cast<std::size_t>(row - entry.info.parameters.data());
  if (method.settings()[chosen].schedule)
    throw InputError("`" + std::string(row->name) + "` is a schedule: there is no single number to differentiate by");

  using Number = Dual<double>;
  const auto T = static_cast<double>(steps);
  std::vector<Number> settings(entry.info.parameters.size());
  auto load = [&](double t) {
    for (std::size_t k = 0; k < settings.size(); ++k)
      settings[k] = Number(method.settings()[k].at(t, T), k == chosen ? 1 : 0);
  };
  load(0);
  std::vector<Number> x(start.begin(), start.end()), g(n), first(entry.slots), slots(n * entry.slots),
      scalars(entry.scalars), coefficients(entry.coefficients);
  entry.start_dual(settings.data(), first.data());
  for (std::size_t i = 0; i < slots.size(); ++i) slots[i] = first[i % entry.slots];

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
    for (std::size_t i = 0; i < n; ++i) g[i] = Number(gradient[i][0], product[i][0]);
    load(static_cast<double>(t));
    entry.prepare_dual(settings.data(), scalars.data(), coefficients.data());
    entry.update_dual(n, coefficients.data(), x.data(), g.data(), slots.data());
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

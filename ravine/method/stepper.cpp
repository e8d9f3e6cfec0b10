#include "ravine/method/stepper.hpp"

#include <utility>

#include "ravine/base/error.hpp"
#include "ravine/base/number_text.hpp"

namespace ravine {

template <class T>
Stepper<T>::Stepper(Method method, std::size_t dimension, std::uint64_t steps)
    : method_(std::move(method)),
      dimension_(dimension),
      steps_(steps),
      settings_(method_.settings().size(), 1),
      scalars_(method_.entry().scalars, 1),
      coefficients_(method_.entry().coefficients, 1),
      slots_(method_.entry().slots * dimension, 1) {
  for (std::size_t k = 0; k < method_.settings().size(); ++k) {
    const auto& setting = method_.settings()[k];
    scheduled_ = scheduled_ || setting.schedule;
    settings_[k][0] = setting.at(0, static_cast<double>(steps_));
  }
  const auto& entry = method_.entry();
  LaneBlock<double> first(entry.slots, 1);
  entry.start(1, std::as_const(settings_).columns(), first.columns());
  for (std::size_t k = 0; k < entry.slots; ++k)
    for (std::size_t i = 0; i < dimension_; ++i) slots_[0][k * dimension_ + i] = static_cast<T>(first[k][0]);
}

template <class T>
void Stepper<T>::apply_schedules() {
  for (std::size_t k = 0; k < method_.settings().size(); ++k) {
    const auto& setting = method_.settings()[k];
    if (!setting.schedule) continue;
    const auto& row = method_.info().parameters[k];
    const double now = setting.at(static_cast<double>(made_), static_cast<double>(steps_));
    if (!row.accepts(now))
      throw InputError("`" + std::string(row.name) + "` is " + shortest(now) + " at step " + std::to_string(made_) +
                       ", which is not in " + row.range());
    settings_[k][0] = now;
  }
}

template <class T>
void Stepper<T>::step(std::span<T> x, std::span<const T> gradient) {
  if (x.size() != dimension_ || gradient.size() != dimension_)
    throw InputError("a step on " + std::to_string(x.size()) + " coordinates with a gradient of " +
                     std::to_string(gradient.size()) + "; the stepper was made for " + std::to_string(dimension_));
  if (scheduled_) apply_schedules();
  const auto& entry = method_.entry();
  entry.prepare(1, std::as_const(settings_).columns(), scalars_.columns(), coefficients_.columns());
  const Columns<T> slots{slots_[0], dimension_};
  if constexpr (std::is_same_v<T, float>)
    entry.update_long_float(dimension_, coefficients_[0], x.data(), gradient.data(), slots);
  else
    entry.update_long(dimension_, coefficients_[0], x.data(), gradient.data(), slots);
  ++made_;
}

template <class T>
StepperState Stepper<T>::save() const {
  const auto& entry = method_.entry();
  StepperState state{method_.text(), dimension_, std::is_same_v<T, float>, made_, {}, {}};
  state.scalars.assign(scalars_[0], scalars_[0] + entry.scalars);
  state.slots.assign(slots_[0], slots_[0] + entry.slots * dimension_);
  return state;
}

template <class T>
void Stepper<T>::restore(const StepperState& state) {
  auto refuse = [](const std::string& what, const std::string& theirs, const std::string& ours) {
    throw InputError("the saved state is of " + what + " " + theirs + ", the stepper of " + ours);
  };
  if (state.method != method_.text()) refuse("the method", state.method, method_.text());
  if (state.dimension != dimension_) refuse("dimension", std::to_string(state.dimension), std::to_string(dimension_));
  if (state.single_precision != std::is_same_v<T, float>)
    refuse("type", state.single_precision ? "float" : "double", state.single_precision ? "double" : "float");
  const auto& entry = method_.entry();
  if (state.scalars.size() != entry.scalars || state.slots.size() != entry.slots * dimension_)
    refuse("another version of", state.method, "this one");
  for (std::size_t k = 0; k < entry.scalars; ++k) scalars_[0][k] = state.scalars[k];
  for (std::size_t k = 0; k < state.slots.size(); ++k) slots_[0][k] = static_cast<T>(state.slots[k]);
  made_ = state.step;
}

template class Stepper<float>;
template class Stepper<double>;

}  // namespace ravine

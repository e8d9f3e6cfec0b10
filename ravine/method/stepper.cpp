#include "ravine/method/stepper.hpp"

#include <algorithm>
#include <type_traits>
#include <utility>

#include "ravine/base/error.hpp"
#include "ravine/base/number_text.hpp"

namespace ravine {
namespace {

// Numbers of one type as numbers of another: themselves where it is the same.
template <class To, class From>
class As {
 public:
  explicit As(std::span<From> numbers) {
    if constexpr (std::is_same_v<To, From>) {
      span_ = numbers;
    } else {
      own_.resize(numbers.size());
      std::transform(numbers.begin(), numbers.end(), own_.begin(), [](From value) { return static_cast<To>(value); });
      span_ = own_;
    }
  }
  As(As&&) noexcept = default;
  As& operator=(As&&) noexcept = default;
  std::span<To> span() const { return span_; }
  void give_back(std::span<From> numbers) const {
    if constexpr (!std::is_same_v<To, From>)
      std::transform(own_.begin(), own_.end(), numbers.begin(), [](To value) { return static_cast<From>(value); });
  }

 private:
  std::vector<To> own_;
  std::span<To> span_;
};

}  // namespace

template <class T>
Stepper<T>::Stepper(Method method, std::size_t dimension, std::uint64_t steps)
    : Stepper(std::move(method), Layout::vector(dimension), steps) {}

template <class T>
Stepper<T>::Stepper(Method method, const Layout& layout, std::uint64_t steps)
    : method_(std::move(method)),
      dimension_(layout.size()),
      layout_(described(layout)),
      steps_(steps),
      walk_(method_, layout, 1) {
  method_.require_fit(layout);
  scheduled_ = walk_.set(0, method_, 0, static_cast<double>(steps_));
  walk_.start();
}

template <class T>
void Stepper<T>::apply_schedules() {
  const auto fault = walk_.set_schedules(0, method_, static_cast<double>(made_), static_cast<double>(steps_));
  if (fault)
    throw InputError("`" + std::string(fault->row->name) + "` is " + shortest(fault->value) + " at step " +
                     std::to_string(made_) + ", which is not in " + fault->row->range());
}

template <class T>
void Stepper<T>::step(std::span<T> x, std::span<const T> gradient) {
  if (method_.chain().uses_value())
    throw InputError("`" + std::string(method_.info().name) + "` steps by the value of f too",
                     "give it as the third argument: step(x, gradient, f)");
  step(x, gradient, nullptr);
}

template <class T>
void Stepper<T>::step(std::span<T> x, std::span<const T> gradient, double f) {
  step(x, gradient, &f);
}

template <class T>
void Stepper<T>::require_size(std::size_t x, std::size_t gradient) const {
  if (x != dimension_ || gradient != dimension_)
    throw InputError("a step on " + std::to_string(x) + " coordinates with a gradient of " + std::to_string(gradient) +
                     "; the stepper was made for " + std::to_string(dimension_));
}

template <class T>
void Stepper<T>::step(std::span<T> x, std::span<const T> gradient, const double* f) {
  require_size(x.size(), gradient.size());
  const auto& chain = method_.chain();
  if (chain.probe() != nullptr || chain.is_solver())
    throw InputError("`" + std::string(method_.info().name) + "` takes gradients at " +
                         (chain.is_solver() ? "points of its own choice" : "two points a step"),
                     "give it the function instead of a gradient: step(x, f), or run it with minimize()");
  if (scheduled_) apply_schedules();
  const double none = 0;
  walk_.step(1, made_, {x.data(), 1}, {gradient.data(), 1}, f == nullptr ? &none : f);
  ++made_;
}

template <class T>
StepEnd Stepper<T>::ask(std::span<T> x, Oracle& oracle) {
  require_size(x.size(), dimension_);
  if (scheduled_) apply_schedules();
  auto& [at, gradient, f] = arrival_;
  As<double, T> point(x);
  if (!std::equal(x.begin(), x.end(), at.begin(), at.end())) {
    gradient.resize(dimension_);
    if (!oracle.evaluate(point.span(), f, gradient)) return StepEnd::out_of_budget;
  }
  at.clear();
  if (method_.chain().is_solver()) {
    const auto end = walk_.solve(oracle, {point.span(), f, gradient});
    point.give_back(x);
    at.assign(x.begin(), x.end());
    made_ += end == StepEnd::moved ? 1 : 0;
    return end;
  }
  As<T, double> g(gradient);
  if (method_.chain().probe() != nullptr) {
    std::vector<T> points(dimension_);
    walk_.probe(1, {x.data(), 1}, {g.span().data(), 1}, &f, {points.data(), 1});
    double ignored = 0;
    if (!oracle.evaluate(As<double, T>(points).span(), ignored, gradient)) return StepEnd::out_of_budget;
    g = As<T, double>(gradient);
  }
  walk_.step(1, made_, {x.data(), 1}, {g.span().data(), 1}, &f);
  ++made_;
  return StepEnd::moved;
}

template <class T>
StepperState Stepper<T>::save() const {
  StepperState state{method_.text(), layout_, std::is_same_v<T, float>, made_, steps_, seed_, repeat_, {},
                     walk_.slots()};
  state.scalars.assign(walk_.scalars(), walk_.scalars() + walk_.scalar_values());
  return state;
}

template <class T>
void Stepper<T>::restore(const StepperState& state) {
  auto refuse = [](const std::string& what, const std::string& theirs, const std::string& ours) {
    throw InputError(
        "the saved state is of " + what + " " + theirs + ", the stepper of " + ours,
        "make the stepper as the saved one was: the same method with the same settings, the same layout, type "
        "and number of steps");
  };
  if (state.method != method_.text()) refuse("the method", state.method, method_.text());
  if (state.layout != layout_) refuse("the layout", state.layout, layout_);
  if (state.single_precision != std::is_same_v<T, float>)
    refuse("type", state.single_precision ? "float" : "double", state.single_precision ? "double" : "float");
  if (scheduled_ && state.total != steps_)
    refuse("a schedule over", std::to_string(state.total) + " steps", "one over " + std::to_string(steps_));
  if (state.scalars.size() != walk_.scalar_values() || state.slots.size() != walk_.slot_values())
    refuse("another version of", state.method, "this one");
  walk_.restore(state.scalars.data(), state.slots.data());
  made_ = state.step;
  set_stream(state.seed, state.repeat);
}

template class Stepper<float>;
template class Stepper<double>;

}  // namespace ravine

#include "ravine/method/schedule.hpp"

#include <array>
#include <string>
#include <utility>

#include "ravine/expression/function.hpp"

namespace ravine {
namespace {

class TypedSchedule final : public Schedule {
 public:
  explicit TypedSchedule(Function function) : function_(std::move(function)) {}
  double at(double t, double T) const override {
    const std::array<double, 2> now{t, T};
    return function_(now);
  }
  std::string text() const override { return function_.text(Notation::source); }

 private:
  Function function_;
};

}  // namespace

std::shared_ptr<const Schedule> schedule(std::string_view expression) {
  return std::make_shared<TypedSchedule>(Function::parse(expression, {.variables = {"t", "T"}, .dimension = 2}));
}

}  // namespace ravine

// Stepping in a program's own loop: the gradient is whoever's, the method Ravine's. The state goes to a file on the
// way, and a second stepper that reads it makes the same bits as the first.
#include <cstdio>
#include <fstream>
#include <iterator>
#include <ravine/ravine.hpp>
#include <string>
#include <vector>

namespace {

constexpr std::uint64_t steps = 100;  // the T of the schedule

ravine::Stepper<float> new_stepper() {
  // Two tensors; the biases are a group with a learning rate of its own.
  const auto layout = ravine::parse_layout("weights[3x4] biases[4]@biases");
  return {ravine::Method::parse("clip_norm(1) | adam(lr=cosine(0.1, 0), lr@biases=0.02)"), layout, steps};
}

std::vector<float> gradient_at(const std::vector<float>& x) {
  std::vector<float> gradient;
  for (std::size_t i = 0; i < x.size(); ++i) gradient.push_back(x[i] - static_cast<float>(i));
  return gradient;
}

}  // namespace

int main() {
  auto first = new_stepper();
  std::vector<float> x(16, 1), kept;
  for (std::uint64_t k = 0; k < steps; ++k) {
    if (k == 40) {  // what resuming takes: the method's state, and the point
      std::ofstream("run.state") << ravine::state_text(first.save());
      kept = x;
    }
    first.step(x, gradient_at(x));
  }

  auto second = new_stepper();
  std::ifstream file("run.state");
  second.restore(ravine::read_state(std::string(std::istreambuf_iterator<char>(file), {}), "run.state"));
  std::remove("run.state");
  while (second.steps_made() < steps) second.step(kept, gradient_at(kept));
  std::printf("the last coordinate: %.9g, resumed: %.9g\n", static_cast<double>(x[15]), static_cast<double>(kept[15]));
  return x == kept ? 0 : 1;
}

// A perceptron on Fashion-MNIST (Xiao, Rasul & Vollgraf 2017, arXiv 1708.07747), where script/datasets fetched it or
// Debian's package is installed.
#include <gtest/gtest.h>

#include <filesystem>

#include "ravine/method/stepper.hpp"
#include "ravine/problem/dataset/divide.hpp"
#include "ravine/problem/dataset/read.hpp"
#include "ravine/problem/model/model.hpp"
#include "test/sanitized.hpp"

namespace ravine {
namespace {

TEST(Fashion, APerceptronLearnsIt) {
  std::filesystem::path folder = RAVINE_SOURCE_DIR "/data/fashion-mnist";
  if (!std::filesystem::exists(folder)) folder = "/usr/share/datasets/fashion-mnist";
  if (!std::filesystem::exists(folder)) GTEST_SKIP() << "no Fashion-MNIST: script/datasets fetches it";
  if (!test::fast) GTEST_SKIP() << "10 epochs of 60,000 samples: minutes without optimisation";
  const auto data = divide(read_dataset(folder / "train-images-idx3-ubyte.gz"),
                           read_dataset(folder / "t10k-images-idx3-ubyte.gz"), {{}, ScalingKind::divide});
  const auto problem = make_model("mlp(hidden=[128], batch=128)", data);
  constexpr std::uint64_t steps = 10 * 60000 / 128;
  auto x = problem->start(1, 0);
  std::vector<double> g(x.size()), values(problem->measures().size());
  Stepper<double> adam(Method::parse("adam(lr=cosine(2e-3, 0))"), problem->layout(), steps);
  const auto evaluator = problem->evaluator(1);
  for (std::uint64_t step = 0; step < steps; ++step) {
    const StreamKey key{1, 0, step};
    evaluator->evaluate(1, {x.data(), 1}, nullptr, {g.data(), 1}, &key);
    adam.step(x, g);
  }
  evaluator->measure(x, values);
  RecordProperty("test accuracy", std::to_string(values[3]));
  EXPECT_GE(values[3], 0.875);
}

}  // namespace
}  // namespace ravine

// Tensors of a layout: a rule by tensor walks each as it walks that tensor alone; others see one vector.
#include <gtest/gtest.h>

#include <vector>

#include "ravine/method/chain.hpp"
#include "ravine/method/stepper.hpp"

namespace ravine {
namespace {

Layout layer() {
  Layout layout;
  layout.tensors = {{"weight", {2, 3}, 0, 0}, {"bias", {2}, 6, 0}};
  return layout;
}

template <class T>
std::vector<T> gradient(const std::vector<T>& x, T scale) {
  std::vector<T> g;
  g.reserve(x.size());
  for (const T value : x) g.push_back(scale * (value - T(0.5)));
  return g;
}

// The weight and the bias of a layer, stepped together and apart.
template <class T>
bool is_apart(const Method& method) {
  auto weight_layout = layer();
  weight_layout.tensors.pop_back();
  Stepper<T> together(method, layer()), weight_alone(method, weight_layout), bias_alone(method, 2);
  std::vector<T> x{1, -2, 3, T(0.25), 2, -1, 8, 9}, weight(x.begin(), x.begin() + 6), bias(x.begin() + 6, x.end());
  for (int t = 0; t < 20; ++t) {
    auto g = gradient(weight, T(1));
    const auto bias_g = gradient(bias, T(30));
    weight_alone.step(weight, g, 1);
    bias_alone.step(bias, bias_g, 1);
    g.insert(g.end(), bias_g.begin(), bias_g.end());
    together.step(x, g, 1);
  }
  weight.insert(weight.end(), bias.begin(), bias.end());
  return x == weight;
}

TEST(Layout, RulesByTensorWalkEachTensorAsIfAlone) {
  for (const char* text : {"lars(lr=2)", "lamb(lr=0.02)", "novograd(lr=0.02)", "adafactor", "clip_value | lamb | box",
                           "sgd(lr=0.01)", "adam(lr=0.02)"}) {
    EXPECT_TRUE(is_apart<double>(Method::parse(text))) << text;
    EXPECT_TRUE(is_apart<float>(Method::parse(text))) << text;
  }
  for (const char* text : {"clip_norm(1) | sgd(lr=0.01)", "dog", "normalize | adam", "clip_norm(1) | lamb(lr=0.02)"})
    EXPECT_FALSE(is_apart<double>(Method::parse(text))) << text;
}

// Long enough for several blocks and chunks: a chain in blocks is the same bits as its links one after the other would
// be, which a layout of one tensor a third of the size does not change.
TEST(Layout, BlocksDoNotShow) {
  constexpr std::size_t n = 9000;
  Layout thirds;
  for (std::size_t k = 0; k < 3; ++k) thirds.tensors.push_back({"part" + std::to_string(k), {n / 3}, k * (n / 3), 0});
  for (const char* text : {"l2(0.1) | clip_value | adam(lr=0.02) | weight_decay(0.1) | box(-3, 3)",
                           "clip_norm(1) | l2(0.1) | clip_norm(2) | momentum(lr=0.01) | clip_step(0.5)"}) {
    const auto method = Method::parse(text);
    Stepper<double> whole(method, n), divided(method, thirds);
    std::vector<double> x(n), y;
    for (std::size_t i = 0; i < n; ++i) x[i] = 0.001 * static_cast<double>(i % 977) - 0.4;
    y = x;
    for (int t = 0; t < 5; ++t) {
      whole.step(x, gradient(x, 2.0));
      divided.step(y, gradient(y, 2.0));
    }
    EXPECT_EQ(x, y) << text;
  }
}

}  // namespace
}  // namespace ravine

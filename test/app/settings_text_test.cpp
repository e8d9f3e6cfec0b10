// Settings as pictures say them.
#include "ravine/app/settings_text.hpp"

#include <gtest/gtest.h>

namespace ravine::app {
namespace {

TEST(SettingsText, IsTheRateAndWhatDiffersFromTheDefaults) {
  EXPECT_EQ(settings_text(Method::parse("adam"), "Adam"), "η = 0.001");
  EXPECT_EQ(settings_text(Method::parse("momentum(lr=0.002, momentum=0.8)"), "Momentum"), "η = 0.002, μ = 0.8");
  EXPECT_EQ(settings_text(Method::parse("momentum(lr=0.002, momentum=0.8)"), "Momentum, η = 0.002"), "μ = 0.8")
      << "what the label says already";
  EXPECT_EQ(settings_text(Method::parse("sgd(lr=2.15443469003e-5)"), "SGD, η = 2.15e-5"), "") << "in fewer digits";
  EXPECT_EQ(settings_text(Method::parse("clip_norm(1) | adam(lr=0.1) | weight_decay(0.01)"), ""),
            "c = 1, η = 0.1, λ = 0.01")
      << "defaults of links, too";
  EXPECT_EQ(settings_text(Method::parse("lookahead(k=5, adam(lr=0.05))"), ""), "η = 0.05, k = 5");
  EXPECT_EQ(settings_text(Method::parse("normalize | sgd(lr=0.05)"), ""), "η = 0.05");
  EXPECT_EQ(settings_text(Method::parse("adam(lr=0.1/(1+t))"), "Adam").substr(0, 8), "η = 0.1");
  EXPECT_EQ(settings_text(Method::parse("lbfgs"), "L-BFGS"), "") << "its line search leaves the rate out";
  EXPECT_EQ(settings_text(Method::parse("lbfgs(line_search=none)"), "L-BFGS"), "η = 1, line_search = none");
}

}  // namespace
}  // namespace ravine::app

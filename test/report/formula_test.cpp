#include "ravine/report/formula.hpp"

#include <gtest/gtest.h>

#include <string>
#include <string_view>

namespace ravine::report {
namespace {

std::string set(std::string_view formula) {
  Markup page;
  write_formula(page, formula);
  return page.html();
}

TEST(Formula, VariablesAreItalicFunctionsAreUpright) {
  EXPECT_EQ(set("f(x, y) = (x − 3)² + √x + sin(xy)"),
            "<i>f</i>(<i>x</i>, <i>y</i>) = (<i>x</i> − 3)² + √<i>x</i> + sin(<i>xy</i>)");
  EXPECT_EQ(set("rosen(x₁)"), "rosen(<i>x</i>₁)");
  EXPECT_EQ(set(""), "");
}

TEST(Formula, IsEscaped) { EXPECT_EQ(set("a < b & \"c\""), "<i>a</i> &lt; <i>b</i> &amp; &quot;<i>c</i>&quot;"); }

}  // namespace
}  // namespace ravine::report

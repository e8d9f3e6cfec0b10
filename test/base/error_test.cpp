#include "ravine/base/error.hpp"

#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

namespace ravine {
namespace {

InputError fault(std::string message, std::string text, std::size_t offset, std::size_t length, std::string hint = {}) {
  InputError::Parts parts;
  parts.message = std::move(message);
  parts.hint = std::move(hint);
  parts.text = std::move(text);
  parts.offset = offset;
  parts.length = length;
  return InputError(std::move(parts));
}

TEST(InputError, ShowsMessagePlaceAndHint) {
  const InputError plain("beta1 is 2, it must be in [0, 1)", "try 0.9");
  EXPECT_STREQ(plain.what(), "beta1 is 2, it must be in [0, 1)\n  try 0.9");
  EXPECT_STREQ(plain.at({"study.toml", 3, 7}).what(), "study.toml:3:7: beta1 is 2, it must be in [0, 1)\n  try 0.9");
  EXPECT_STREQ(plain.at({"study.toml", 0, 0}).what(), "study.toml: beta1 is 2, it must be in [0, 1)\n  try 0.9");
}

TEST(InputError, PutsACaretUnderTheFault) {
  const auto error = fault("expected an operator", "5x + 1", 1, 1, "write 5*x");
  EXPECT_STREQ(error.what(), "expected an operator\n  5x + 1\n   ^\n  write 5*x");
  const auto wide = fault("unknown name", "adma(lr=1)", 0, 4);
  EXPECT_STREQ(wide.what(), "unknown name\n  adma(lr=1)\n  ^~~~");
  const auto at_end = fault("unexpected end", "x +", 3, 1);
  EXPECT_STREQ(at_end.what(), "unexpected end\n  x +\n     ^");
  const auto beyond = fault("unexpected end", "x", 99, 5);
  EXPECT_STREQ(beyond.what(), "unexpected end\n  x\n   ^");
}

// The caret stands under a character, whatever its bytes; a tab or a control character takes one column.
TEST(InputError, CountsCharactersNotBytes) {
  const auto error = fault("m", "шаг\t+ й", 9, 2);
  EXPECT_STREQ(error.what(), "m\n  шаг + й\n        ^");
}

TEST(InputError, ShowsTheLineOfTheFaultOnly) {
  const auto error = fault("m", "first\nsecond?\nthird", 12, 40);
  EXPECT_STREQ(error.what(), "m\n  second?\n        ^");
  const auto at_break = fault("m", "first\nsecond", 5, 1);
  EXPECT_STREQ(at_break.what(), "m\n  first\n       ^");
}

TEST(InputError, CutsLongLines) {
  const std::string text = std::string(500, 'a') + "!" + std::string(500, 'b');
  const auto error = fault("m", text, 500, 1);
  const std::string what = error.what();
  EXPECT_LT(what.size(), 300U);
  const auto line = what.find("... aaa"), caret = what.rfind('^'), below = what.rfind('\n');
  ASSERT_NE(line, std::string::npos);
  EXPECT_EQ(what[line + (caret - below - 3)], '!') << what;
}

TEST(NearestName, FindsSlipsAndOnlyThose) {
  const std::vector<std::string_view> known{"sgd", "momentum", "adagrad", "rmsprop", "adam", "adamax"};
  EXPECT_EQ(nearest_name("adma", known), "adam");  // a transposition is one edit
  EXPECT_EQ(nearest_name("adam", known), "adam");
  EXPECT_EQ(nearest_name("momentun", known), "momentum");
  EXPECT_EQ(nearest_name("rmspropp", known), "rmsprop");
  EXPECT_EQ(nearest_name("newton", known), "");
  EXPECT_EQ(nearest_name("x", known), "");
  EXPECT_EQ(nearest_name(std::string(1000, 'a'), known), "");
  EXPECT_EQ(nearest_hint("adgrad", known), "; nearest known: `adagrad`");
  EXPECT_EQ(nearest_hint("newton", known), "");
  EXPECT_EQ(nearest_name("ab", std::vector<std::string_view>{"ac", "bb"}), "ac");  // the first of equals
}

}  // namespace
}  // namespace ravine

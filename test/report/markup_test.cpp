#include "ravine/report/markup.hpp"

#include <gtest/gtest.h>

#include <string>

namespace ravine::report {
namespace {

using namespace std::string_literals;

TEST(Escape, MarkupNeverPasses) {
  EXPECT_EQ(escape("<script>alert('1' & \"2\")</script>"),
            "&lt;script&gt;alert(&#39;1&#39; &amp; &quot;2&quot;)&lt;/script&gt;");
  EXPECT_EQ(escape("]]>"), "]]&gt;");
  EXPECT_EQ(escape("&lt;"), "&amp;lt;");
}

TEST(Escape, TextPasses) {
  EXPECT_EQ(escape("Импульс 0.9 — ∇f, 日本\n\t😀"), "Импульс 0.9 — ∇f, 日本\n\t😀");
  EXPECT_EQ(escape("line\u2028separator"), "line\u2028separator");  // nothing special in HTML
  EXPECT_EQ(escape(""), "");
}

TEST(Escape, ControlsAndWhatIsNoUtf8BecomeReplacements) {
  EXPECT_EQ(escape("a\0b\x1b[31m\x7f"s), "a\uFFFDb\uFFFD[31m\uFFFD");
  EXPECT_EQ(escape("\u0085\uFEFF"), "\uFFFD\uFFFD");
  // Lone continuation, overlong '/', surrogate, beyond the last code point, cut off.
  EXPECT_EQ(escape("\x80"), "\uFFFD");
  EXPECT_EQ(escape("\xc0\xaf"), "\uFFFD\uFFFD");
  EXPECT_EQ(escape("\xe0\x80\xaf"), "\uFFFD\uFFFD\uFFFD");
  EXPECT_EQ(escape("\xed\xa0\x80"), "\uFFFD\uFFFD\uFFFD");
  EXPECT_EQ(escape("\xf4\x90\x80\x80"), "\uFFFD\uFFFD\uFFFD\uFFFD");
  EXPECT_EQ(escape("x\xf0\x9f\x98"), "x\uFFFD\uFFFD\uFFFD");
  EXPECT_EQ(escape("\xe2<"), "\uFFFD&lt;");
}

TEST(Escape, LongTextEndsInAnEllipsisAtACharacter) {
  EXPECT_EQ(escape("ёлка", Steering::keep, 2), "ёл…");
  EXPECT_EQ(escape("ёлка", Steering::keep, 4), "ёлка");
}

TEST(Markup, DirectionsStayInside) {
  const std::string hostile = "a\u202Eb\u2066c";
  EXPECT_EQ((Markup() << "<p>").user(hostile).html(), "<p><bdi lang=\"\">a\u202Eb\u2066c</bdi>");
  EXPECT_EQ(Markup().plain(hostile).html(), "abc");
  EXPECT_EQ(Markup().source(hostile).html(), "a[U+202E]b[U+2066]c");
}

TEST(Markup, LanguageOfTheUsersTexts) {
  Markup page;
  page.set_language("ru\"><script>");
  EXPECT_EQ(page.user("Шаг").html(), "<bdi lang=\"ru&quot;&gt;&lt;script&gt;\">Шаг</bdi>");
}

TEST(Markup, NumbersAreRoundedToTheDigitsAskedFor) {
  EXPECT_EQ(Markup().number(1.0 / 3).html(), "0.3333333333333333");
  EXPECT_EQ(Markup().number(1.0 / 3, 4).html(), "0.3333");
  EXPECT_EQ(Markup().number(123456.7, 3).html(), "123000");
  EXPECT_EQ(Markup().number(-2e-9, 9).html(), "-2e-9");
}

}  // namespace
}  // namespace ravine::report

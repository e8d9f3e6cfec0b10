// The TOML document: order, places, values.
#include "ravine/study/document.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <string>

#include "ravine/base/utf8.hpp"

namespace ravine::study {
namespace {

TEST(Document, KeepsTheOrderOfTheFile) {
  const auto document = parse_document("z = 1\na = 2\n[problem.valley]\nb = 1\na = 2\n[problem.bowl]\n", "f.toml");
  ASSERT_EQ(document.table.size(), 3U);
  EXPECT_EQ(document.table[0].key, "z");
  EXPECT_EQ(document.table[1].key, "a");
  const auto& problems = document.table[2].value;
  ASSERT_EQ(problems.table.size(), 2U);
  EXPECT_EQ(problems.table[0].key, "valley");
  EXPECT_EQ(problems.table[0].value.table[0].key, "b");
  EXPECT_EQ(problems.table[1].key, "bowl");
}

TEST(Document, PlacesCountCharacters) {
  const auto document =
      parse_document("\"имя\" = \"Импульс\" # ±\n[\"таблица\".\"ключ\"]\n\"я\" = [1, \"ш\"]", "f.toml");
  const auto& title = document.table[0].value.location;
  EXPECT_EQ(title.line, 1U);
  EXPECT_EQ(title.column, 9U);
  EXPECT_EQ(title.text(), "\"Импульс\"");
  const auto& inner = document.table[1].value.table[0];
  EXPECT_EQ(inner.key, "ключ");
  EXPECT_EQ(inner.key_location.line, 2U);
  EXPECT_EQ(inner.key_location.column, 12U);
  const auto& list = inner.value.table[0].value.list;
  EXPECT_EQ(list[1].location.column, 11U);
  EXPECT_EQ(list[1].location.text(), "\"ш\"");
}

TEST(Document, PlacesInAVeryLongLine) {
  std::string text = "a = [";
  constexpr std::size_t count = 20'000;
  for (std::size_t i = 0; i < count; ++i) text += "\"я\",";
  const auto document = parse_document(text + "]", "f.toml");
  const auto& list = document.table[0].value.list;
  ASSERT_EQ(list.size(), count);
  for (std::size_t i = 0; i < count; i += 997) {
    EXPECT_EQ(list[i].location.column, 6 + 4 * i);
    EXPECT_EQ(list[i].location.text(), "\"я\"");
  }
}

TEST(Document, NumbersAreTheNearestDoubles) {
  const auto document = parse_document(
      "a = [0.1, 5e-324, 1.7976931348623157e308, 1e-400, 0.1234567890123456789, -0.0, inf, nan, 1_000, 0x10]", "");
  const auto& list = document.table[0].value.list;
  EXPECT_EQ(list[0].number, 0.1);
  EXPECT_EQ(list[1].number, 5e-324);
  EXPECT_EQ(list[2].number, 1.7976931348623157e308);
  EXPECT_EQ(list[3].number, 0);
  EXPECT_EQ(list[4].number, 0.1234567890123456789);
  EXPECT_TRUE(std::signbit(list[5].number));
  EXPECT_TRUE(std::isinf(list[6].number));
  EXPECT_TRUE(std::isnan(list[7].number));
  EXPECT_EQ(list[8].integer, 1000);
  EXPECT_EQ(list[9].number, 16);
}

TEST(Document, ByteOrderMarkAndCarriageReturns) {
  const auto document = parse_document("\xEF\xBB\xBFtitle = \"a\"\r\nb = 2\r\n", "f.toml");
  EXPECT_EQ(document.table[0].value.text, "a");
  EXPECT_EQ(document.table[0].value.location.column, 9U);
  EXPECT_EQ(document.table[1].key_location.line, 2U);
  EXPECT_EQ(document.table[1].value.location.text(), "2");
}

TEST(Document, ValuesOfTheCommandLine) {
  EXPECT_EQ(parse_value("[4, 4]", "").list.size(), 2U);
  EXPECT_EQ(parse_value(" 0.5 ", "").number, 0.5);
  EXPECT_EQ(parse_value("50", "").integer, 50);
  EXPECT_TRUE(parse_value("true", "").flag);
  EXPECT_EQ(parse_value("\"a b\"", "").text, "a b");
  EXPECT_EQ(parse_value("{ bowl = 1 }", "").table.front().key, "bowl");
  // Bare words are text, also where they are no TOML at all.
  EXPECT_EQ(parse_value("adam", "").text, "adam");
  EXPECT_EQ(parse_value("x^2 + y^2", "").text, "x^2 + y^2");
  EXPECT_EQ(parse_value("adam(lr = 0.1) | clip_norm(1)", "").text, "adam(lr = 0.1) | clip_norm(1)");
  EXPECT_EQ(parse_value("Импульс 0.9", "").text, "Импульс 0.9");
  EXPECT_EQ(parse_value("2024-01-01", "").text, "2024-01-01");
  EXPECT_EQ(parse_value("1\nbudget = 2", "").text, "1\nbudget = 2");  // one value, not two keys
  EXPECT_THROW(parse_value("[4, 4", ""), InputError);
  EXPECT_THROW(parse_value("", ""), InputError);
  EXPECT_THROW(parse_value("\"a", ""), InputError);
  EXPECT_THROW(parse_value("\xFF", ""), InputError);
}

TEST(Utf8, AcceptsAllWellFormedAndRefusesAllElse) {
  // The Unicode Standard 15.0, table 3-7: the corners of each row, and one beyond each.
  for (const std::string_view good : {"\x7F", "\xC2\x80", "\xDF\xBF", "\xE0\xA0\x80", "\xED\x9F\xBF", "\xEE\x80\x80",
                                      "\xEF\xBF\xBF", "\xF0\x90\x80\x80", "\xF4\x8F\xBF\xBF"}) {
    EXPECT_EQ(invalid_utf8(good), std::string_view::npos);
  }
  for (const std::string_view bad :
       {"\x80", "\xBF", "\xC0\x80", "\xC1\xBF", "\xC2", "\xC2\x7F", "\xE0\x9F\xBF", "\xE0\xA0", "\xED\xA0\x80",
        "\xF0\x8F\xBF\xBF", "\xF4\x90\x80\x80", "\xF5\x80\x80\x80", "\xFF"}) {
    EXPECT_EQ(invalid_utf8("я" + std::string(bad)), 2U);
  }
  EXPECT_EQ(characters("aя€𝄞"), 4U);
}

TEST(Shown, IsShortOneLineAndValid) {
  EXPECT_EQ(shown("a\tb\x1B[0m"), "a b [0m");
  EXPECT_EQ(shown("a\xFF"
                  "b"),
            "a?b");
  for (std::size_t length = 55; length < 70; ++length) {
    std::string text;
    for (std::size_t i = 0; i < length; ++i) text += "я";
    const auto result = shown(text);
    EXPECT_EQ(invalid_utf8(result), std::string_view::npos);
    EXPECT_LE(result.size(), 63U);
  }
}

}  // namespace
}  // namespace ravine::study

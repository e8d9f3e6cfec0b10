// CSV: what programs write, what is found out, and every fault with its place.
#include <gtest/gtest.h>

#include <rapidcheck/gtest.h>

#include <string>

#include "ravine/base/number_text.hpp"
#include "test/problems/dataset_bytes.hpp"

namespace ravine {
namespace {

TEST(Csv, WhatProgramsWrite) {
  const std::string_view texts[] = {
      "u,v,y\n1,2,3\n4,5,6\n",
      "u,v,y\r\n1,2,3\r\n4,5,6\r\n",
      "u;v;y\n1;2;3\n4;5;6",  // no last line break
      "u\tv\ty\n1\t2\t3\n4\t5\t6\n",
      "\xEF\xBB\xBFu,v,y\n1,2,3\n4,5,6\n",              // a byte order mark
      "\"u\",\"v\",\"y\"\n\"1\",\"2\",\"3\"\n4,5,6\n",  // quotes
      "u, v, y\n 1, 2 ,3\n+4,5.0,0.6e1 \n",             // blanks, signs, exponents
      "\n\nu,v,y\n\n1,2,3\r\n\n4,5,6\n\n",              // blank lines
      "\"u\" ,\"v\", \"y\"\r\n\"1\",2,\"3\"\r\n4,5,\"6\"\r\n",
  };
  for (const auto text : texts) {
    SCOPED_TRACE(text);
    const auto data = read_text(text);
    EXPECT_EQ(data.samples, 2U);
    EXPECT_EQ(data.features, 2U);
    EXPECT_EQ(numbers(data), (Doubles{1, 2, 4, 5}));
    EXPECT_EQ(data.target, (Doubles{3, 6}));
    EXPECT_EQ(data.feature_names, (Words{"u", "v"}));
    EXPECT_FALSE(data.is_classification());
  }
}

TEST(Csv, QuotesHoldAnything) {
  const auto data = read_text("\"a,\"\"b\"\"\n c\",d,\"e\"\n1,\"2\",\"x,\ny\"\n3,4,z\n");
  EXPECT_EQ(data.feature_names, (Words{"a,\"b\"\n c", "d"}));
  EXPECT_EQ(data.class_names, (Words{"x,\ny", "z"}));
}

TEST(Csv, FindsOutWhetherThereIsAHeader) {
  struct Case {
    std::string_view text;
    std::size_t names;
    std::size_t samples;
  };
  const Case cases[] = {
      {"1,2\n3,4\n", 0, 2},
      {"5.1,3.5,setosa\n4.9,3.0,virginica\n", 0, 2},  // text above text
      {"0,1,target\n3,4,5\n", 2, 1},                  // text above a number
      {"a,b,kind\n1,2,setosa\n", 2, 1},               // no number
      {"a,,kind\n1,2,setosa\n", 2, 1},
  };
  for (const auto& [text, names, samples] : cases) {
    SCOPED_TRACE(text);
    const auto data = read_text(text);
    EXPECT_EQ(data.feature_names.size(), names);
    EXPECT_EQ(data.samples, samples);
  }
  EXPECT_EQ(read_text("1,2\n3,4\n", {.header = true}).feature_names, Words{"1"});
  EXPECT_EQ(said_of("a,b\n1,2\n", {.header = false}), "a:1:1: `a` in column 1 is not a number");
}

TEST(Csv, TheTargetIsTheColumnThatIsAskedFor) {
  const std::string_view text = "a,b,c\n1,2,3\n4,5,6\n";
  EXPECT_EQ(read_text(text).target, (Doubles{3, 6}));
  EXPECT_EQ(read_text(text, {.target = "b"}).target, (Doubles{2, 5}));
  EXPECT_EQ(read_text(text, {.target = "b"}).feature_names, (Words{"a", "c"}));
  EXPECT_EQ(read_text(text, {.target_column = 1}).target, (Doubles{1, 4}));
  EXPECT_EQ(read_text(text, {.target_column = -2}).target, (Doubles{2, 5}));
  const auto none = read_text(text, {.target_column = 0});
  EXPECT_TRUE(none.target.empty());
  EXPECT_EQ(none.features, 3U);
  const auto less = read_text("id,a,c\nx,2,3\ny,5,6\n", {.leave_out = {"id"}});
  EXPECT_EQ(numbers(less), (Doubles{2, 5}));
  EXPECT_EQ(less.feature_names, Words{"a"});
  EXPECT_EQ(numbers(read_text(text, {.leave_out = {"-2"}})), (Doubles{1, 4}));
  EXPECT_EQ(said_of(text, {.target = "bb"}), "a: no column is called `bb`; nearest known: `b`");
  EXPECT_EQ(said_of(text, {.target_column = 4}), "a: there is no column 4: the file has 3");
  EXPECT_EQ(said_of(text, {.target_column = -4}), "a: there is no column -4: the file has 3");
  EXPECT_EQ(said_of("a,a\n1,2\n", {.target = "a"}), "a: two columns are called `a`");
  EXPECT_EQ(said_of(text, {.leave_out = {"c"}}), "a: the target, `c`, is to be left out");
  EXPECT_EQ(said_of(text, {.target = "a", .target_column = 1}), "the target is given by name and by number");
}

TEST(Csv, TextIsClassesAndNumbersAreWhenTold) {
  const auto text = read_text("a,kind\n1,virginica\n2,setosa\n3,setosa\n4,versicolor\n");
  EXPECT_EQ(text.class_names, (Words{"setosa", "versicolor", "virginica"}));  // sorted, whatever their order
  EXPECT_EQ(text.target, (Doubles{2, 0, 0, 1}));
  const std::string_view integers = "a,y\n1,10\n2,9\n3,-1\n4,9.0\n";
  EXPECT_FALSE(read_text(integers).is_classification());
  const auto told = read_text(integers, {.target_kind = TargetKind::classes});
  EXPECT_EQ(told.class_names, (Words{"-1", "9", "10"}));  // by number
  EXPECT_EQ(told.target, (Doubles{2, 1, 0, 1}));
  const auto mixed = read_text("a,y\n1,1.0\n2,other\n3,1\n", {.target_kind = TargetKind::classes});
  EXPECT_EQ(mixed.class_names, (Words{"1", "other"}));
  EXPECT_EQ(mixed.target, (Doubles{0, 1, 0}));
  EXPECT_EQ(said_of("a,y\n1,2\n2,x\n"), "a:3:3: the target `x` is text, and those before were numbers");
  EXPECT_EQ(said_of("a,y\n1,x\n", {.target_kind = TargetKind::number}), "a:2:3: the target `x` is not a number");
  EXPECT_EQ(said_of("a,y\n1,\xFF\n"), "a:2:3: the target `?` is not UTF-8");
}

TEST(Csv, EveryFaultHasItsPlace) {
  struct Case {
    std::string_view text, said;
  };
  const Case cases[] = {
      {"", "a: the file is empty"},
      {"\n\n", "a: there is no sample in the file"},
      {"a,b\n", "a: there is no sample in the file"},
      {"a,b,c\n1,2,3\n4,,6\n", "a:3:3: there is no value in column 2 (`b`)"},
      {"a,b,c\n1,2,3\n4,NA,6\n", "a:3:3: there is no value in column 2 (`b`)"},
      {"a,b,c\n1,2,3\n4,5,\n", "a:3:5: there is no value in column 3 (`c`)"},
      {"a,b,c\n1,2,3\n4,nan,6\n", "a:3:3: there is no value in column 2 (`b`)"},
      {"1,2,3\n4,\"?\",6\n", "a:2:3: there is no value in column 2"},
      {"a,b,c\n1,2,3\n4,five,6\n", "a:3:3: `five` in column 2 (`b`) is not a number"},
      {"a,b,c\n1,2,3\n4,0x5,6\n", "a:3:3: `0x5` in column 2 (`b`) is not a number"},
      {"a,b,c\n1,2,3\n4,1e999,6\n", "a:3:3: `1e999` in column 2 (`b`) is not a finite number"},
      {"a,b,c\n1,2,3\n4,-inf,6\n", "a:3:3: `-inf` in column 2 (`b`) is not a finite number"},
      {"a,b,c\n1,2,inf\n", "a:2:5: `inf` in column 3 (`c`) is not a finite number"},
      {"длина,b,c\nё,2,3\n", "a:2:1: `ё` in column 1 (`длина`) is not a number"},
      {"a,ё,c\n\n1,2,3\n4,\"ёё\"\"\",6\n", "a:4:3: `ёё\"` in column 2 (`ё`) is not a number"},
      {"a,b,c\n1,2,3\n4,5\n", "a:3:3: the line ends after 2 fields, the first line has 3"},
      {"a,b,c\n1,2,3\n4,5,6,7\n", "a:3:5: the line has more fields than the first, which has 3"},
      {"a,b,c\n4,5,6,7\n", "a:2:5: the line has more fields than the first, which has 3"},
      {"a,b,c\n4,5\n", "a:2:3: the line ends after 2 fields, the first line has 3"},
      {"a,b\n1,\"2\n", "a:2:3: the quote is not closed"},
      {"a,b\n1,\"2\"3\n", "a:2:6: after a quoted field comes a separator or the end of the line"},
      {"a,\"b\nb\"\n1,2\n3,x4y\n", "a:4:3: the target `x4y` is text, and those before were numbers"},
      {"1\n2\n", "a: no column is left for features: the file has 1"},
      {"\xFF\xFE"
       "1\0,\0",
       "a: the file is UTF-16"},
      {"\xFF,b\n1,2\n", "a:1:1: the header is not UTF-8"},
  };
  for (const auto& [text, said] : cases) {
    SCOPED_TRACE(text);
    EXPECT_EQ(said_of(text), said);
  }
  EXPECT_EQ(said_of("a;b\n1,5;2\n"), "a:2:1: `1,5` in column 1 (`a`) is not a number");
  EXPECT_EQ(said_of("1|2", {.separator = '|'}), "the separator of a CSV file is `|`");
}

// Doubles of any size, in files whose fields fall anywhere in the reader's window.
RC_GTEST_PROP(Csv, ReadsWhatWasWritten, ()) {
  const auto features = *rc::gen::inRange<std::size_t>(1, 4);
  const auto rows = *rc::gen::container<std::vector<std::vector<double>>>(rc::gen::container<std::vector<double>>(
      features + 1, rc::gen::map(rc::gen::arbitrary<std::uint64_t>(), [](auto bits) {
        const auto value = __builtin_bit_cast(double, bits);
        return value - value == 0 ? value : 1.5;
      })));
  RC_PRE(!rows.empty());
  std::string text;
  Doubles expected, target;
  for (const auto& row : rows) {
    for (std::size_t j = 0; j <= features; ++j) text += shortest(row[j]) + (j < features ? "," : "\n");
    expected.insert(expected.end(), row.begin(), row.end() - 1);
    target.push_back(row.back());
  }
  const auto data = read_text(text);
  RC_ASSERT(numbers(data) == expected);
  RC_ASSERT(data.target == target);
}

TEST(Csv, FieldsAndLinesAcrossTheWindow) {
  // Lines of many lengths, so that fields of every kind fall on the window's end (2^18 bytes).
  std::string text = "a,b,y\n";
  Doubles expected, target;
  for (int i = 0; i < 60000; ++i) {
    const double number = i * 1.0625;
    text += shortest(number) + (i % 3 == 0 ? ",\"-7\"," : ",-7,") + std::to_string(i) + (i % 7 == 0 ? "\r\n" : "\n");
    expected.insert(expected.end(), {number, -7});
    target.push_back(i);
  }
  const auto data = read_text(text);
  EXPECT_TRUE(numbers(data) == expected);
  EXPECT_TRUE(data.target == target);
  EXPECT_EQ(said_of(text + "1,,2\n"), "a:60002:3: there is no value in column 2 (`b`)");
  // A line longer than the window: the column still counts from its begin.
  std::string wide;
  for (int j = 0; j < 200000; ++j) wide += "ё1,";
  EXPECT_EQ(said_of("1,2\n" + wide + "1\n", {.header = false}), "a:2:1: `ё1` in column 1 is not a number");
  std::string numbers_only;
  for (int j = 0; j < 200000; ++j) numbers_only += "1,";
  EXPECT_EQ(said_of(numbers_only + "1\n" + numbers_only + "\n"), "a:2:400001: there is no value in column 200001");
  EXPECT_EQ(said_of("a,b\n1," + std::string(400000, '2') + "\n"), "a:2:3: a field is longer than 262144 bytes");
}

}  // namespace
}  // namespace ravine

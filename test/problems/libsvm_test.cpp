// LIBSVM's and SVMlight's files, and every fault with its place.
#include <gtest/gtest.h>

#include <string>

#include "test/problems/dataset_bytes.hpp"

namespace ravine {
namespace {

const ReadOptions libsvm{.format = FileFormat::libsvm};

TEST(Libsvm, WhatProgramsWrite) {
  const auto data = read_text(
      "# a comment\n"
      "+1 1:0.5 3:-2e-1 # of a sample\r\n"
      "\n"
      "-1\tqid:7 2:1   4:+3 \n"
      "1\n"
      "0 1:0",
      libsvm);
  EXPECT_TRUE(data.is_sparse());
  EXPECT_EQ(data.samples, 4U);
  EXPECT_EQ(data.features, 4U);
  EXPECT_EQ(numbers(data), (Doubles{0.5, 0, -0.2, 0, 0, 1, 0, 3, 0, 0, 0, 0, 0, 0, 0, 0}));
  EXPECT_EQ(data.target, (Doubles{1, -1, 1, 0}));
  EXPECT_FALSE(data.is_classification());
  auto told = libsvm;
  told.target_kind = TargetKind::classes;
  EXPECT_EQ(read_text("+1 1:1\n-1 1:2\n", told).class_names, (Words{"-1", "1"}));
  EXPECT_EQ(read_text("ham 1:1\nspam 1:2\n", libsvm).class_names, (Words{"ham", "spam"}));
  told.features = 9;
  EXPECT_EQ(read_text("1 3:1\n", told).features, 9U);
  told.first_index = 0;
  EXPECT_EQ(numbers(read_text("1 0:5 8:1\n", told)), (Doubles{5, 0, 0, 0, 0, 0, 0, 0, 1}));
}

TEST(Libsvm, EveryFaultHasItsPlace) {
  struct Case {
    std::string_view text, said;
  };
  const Case cases[] = {
      {"# nothing\n", "a: there is no sample in the file"},
      {"1\n2\n", "a: no sample has a feature"},
      {"1 1:2\n1:2\n", "a:2:1: the line begins with `1:2`, not with a target"},
      {"1,2 1:2\n", "a:1:1: the sample has several targets, `1,2`"},
      {"1 1:2\nx 1:2\n", "a:2:1: the target `x` is text, and those before were numbers"},
      {"nan 1:2\n", "a:1:1: the target `nan` is not a finite number"},
      {"1 1:2 3\n", "a:1:7: `3` is not index:value"},
      {"1 a:2\n", "a:1:3: the index `a` is not a whole number"},
      {"1 -1:2\n", "a:1:3: the index `-1` is not a whole number"},
      {"1 1.0:2\n", "a:1:3: the index `1.0` is not a whole number"},
      {"1 0:2\n", "a:1:3: the index is 0, and indices count from 1"},
      {"1 1:2\n1 3:1 2:1\n", "a:2:7: index 2 comes after index 3; the indices of a line increase"},
      {"1 2:1 2:1\n", "a:1:7: index 2 comes after index 2; the indices of a line increase"},
      {"1 1000000000:1\n", "a:1:3: the index `1000000000` is larger than the most features allowed, 16777216"},
      {"1 99999999999999999999:1\n",
       "a:1:3: the index `99999999999999999999` is larger than the most features allowed, 16777216"},
      {"1 1:two\n", "a:1:3: the value `two` is not a number"},
      {"1 1:\n", "a:1:3: the value `` is not a number"},
      {"1 1:1e999\n", "a:1:3: the value `1e999` is not a finite number"},
      {"1 1:nan\n", "a:1:3: the value `nan` is not a finite number"},
  };
  for (const auto& [text, said] : cases) {
    SCOPED_TRACE(text);
    EXPECT_EQ(said_of(text, libsvm), said);
  }
}

TEST(Libsvm, EntriesAcrossTheWindow) {
  std::string text;
  Doubles expected;
  for (int i = 0; i < 40000; ++i) {
    text += std::to_string(i % 5) + std::string(static_cast<std::size_t>(1 + i % 3), ' ') + "2:" + std::to_string(i) +
            " 3:0.5\n";
    expected.insert(expected.end(), {0, static_cast<double>(i), 0.5});
  }
  EXPECT_TRUE(numbers(read_text(text, libsvm)) == expected);
  EXPECT_EQ(said_of(text + "1 2:1 1:1\n", libsvm),
            "a:40001:7: index 1 comes after index 2; the indices of a line increase");
}

}  // namespace
}  // namespace ravine

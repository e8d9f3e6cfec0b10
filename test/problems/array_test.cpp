// IDX and NPY: what NumPy writes of every type, sizes that lie, and what is not read.
#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "test/problems/dataset_bytes.hpp"

namespace ravine {
namespace {

std::string big_endian(std::uint32_t number) {
  std::string bytes;
  for (int shift = 24; shift >= 0; shift -= 8) bytes += static_cast<char>(number >> shift & 0xFF);
  return bytes;
}
std::string idx(char type, const std::vector<std::uint32_t>& shape, const std::string& data) {
  std::string bytes{'\0', '\0', type, static_cast<char>(shape.size())};
  for (const auto size : shape) bytes += big_endian(size);
  return bytes + data;
}
std::string npy(const std::string& header, const std::string& data) {
  std::string bytes = "\x93NUMPY";
  bytes += {'\1', '\0', static_cast<char>(header.size() & 0xFF), static_cast<char>(header.size() >> 8)};
  return bytes + header + data;
}
const std::string header = "{'descr': '|u1', 'fortran_order': False, 'shape': (2, 3), }\n";

std::vector<std::string> divided(const std::string& text, char at) {
  std::vector<std::string> parts;
  std::istringstream stream(text);
  for (std::string part; std::getline(stream, part, at);) parts.push_back(part);
  return parts;
}

// Source: test/problems/numpy_arrays.py, by NumPy 1.24.2.
TEST(Npy, WhatNumpyWritesOfEveryType) {
  std::ifstream file(RAVINE_SOURCE_DIR "/test/golden/datasets/numpy.txt");
  std::size_t cases = 0;
  for (std::string type, order, version, shape, values, hexadecimal;
       file >> type >> order >> version >> shape >> values >> hexadecimal; ++cases) {
    SCOPED_TRACE(testing::Message() << type << " " << order << " " << version << " " << shape);
    std::string bytes;
    for (std::size_t i = 0; i < hexadecimal.size(); i += 2) {
      bytes += static_cast<char>(std::stoi(hexadecimal.substr(i, 2), nullptr, 16));
    }
    const auto data = read_text(bytes, {.target_column = 0});
    Doubles expected;
    for (const auto& value : divided(values, ',')) expected.push_back(std::stod(value));
    EXPECT_EQ(numbers(data), expected);
    EXPECT_EQ(data.samples, std::stoul(divided(shape, 'x').front()));
    EXPECT_EQ(data.samples * data.features, expected.size());
    const bool bytes_stay = type == "b1" || type == "u1";
    EXPECT_EQ(std::holds_alternative<std::vector<std::uint8_t>>(data.values), bytes_stay);
  }
  EXPECT_EQ(cases, 114U);
}

TEST(Npy, TheTargetIsAColumn) {
  const auto bytes = npy(header, "\1\2\3\4\5\6");
  EXPECT_EQ(read_text(bytes).target, (Doubles{3, 6}));
  EXPECT_EQ(numbers(read_text(bytes)), (Doubles{1, 2, 4, 5}));
  EXPECT_EQ(numbers(read_text(bytes, {.target_column = 1})), (Doubles{2, 3, 5, 6}));
  EXPECT_EQ(numbers(read_text(bytes, {.leave_out = {"1"}})), (Doubles{2, 5}));
  EXPECT_EQ(read_text(bytes, {.target_kind = TargetKind::classes}).class_names, (Words{"3", "6"}));
  EXPECT_EQ(said_of(bytes, {.target_column = 7}), "a: there is no column 7: the file has 3");
  EXPECT_EQ(said_of(bytes, {.target = "y"}), "a: no column is called `y`");
}

TEST(Npy, WhatIsNotRead) {
  const auto with = [&](const std::string& from, const std::string& to) {
    auto changed = header;
    changed.replace(changed.find(from), from.size(), to);
    return said_of(npy(changed, "\1\2\3\4\5\6"));
  };
  EXPECT_EQ(with("|u1", "|O"), "a: the type of the array is `|O`; there are b1, i1 to i8, u1 to u8, f4 and f8");
  EXPECT_EQ(with("|u1", "<f2"), "a: the type of the array is `<f2`; there are b1, i1 to i8, u1 to u8, f4 and f8");
  EXPECT_EQ(with("'|u1'", "[('a', '|u1')]"), "a: the array is one of records");
  EXPECT_EQ(with("(2, 3)", "()"), "a: the file holds a single number, not samples");
  EXPECT_EQ(with("(2, 3)", "(0, 3)"), "a: there is no sample in the file");
  EXPECT_EQ(with("(2, 3)", "(2, 0)"), "a: a sample has no features: the file is 2 x 0");
  EXPECT_EQ(with("(2, 3)", "(2, 4)"), "a: the header tells of 2 x 4 numbers, and the file is too short for them");
  EXPECT_EQ(with("(2, 3)", "(1, 3)"), "a: the file goes on after the 1 x 3 numbers that its header tells of");
  EXPECT_EQ(with("(2, 3)", "(2, 1000000000)"),
            "a: the file is 2 x 1000000000, and a sample has at most 16777216 features");
  EXPECT_EQ(with("(2, 3)", "(18446744073709551615, 18446744073709551615)").substr(0, 20), "a: the file is 18446");
  EXPECT_EQ(with("(2, 3)", "(18446744073709551615, 3)").substr(0, 20), "a: the header tells ");
  EXPECT_EQ(with("(2, 3)", "(2, -3)"), "a: the NPY header is damaged: a size is `-3), } `");
  EXPECT_EQ(with("False", "Maybe"), "a: the NPY header is damaged: fortran_order is neither True nor False");
  EXPECT_EQ(with("'shape'", "'shade'"), "a: the NPY header is damaged: an unknown key `shade`");
  EXPECT_EQ(with("{", "["), "a: the NPY header is damaged: no `{` before `['descr': '|u1', 'fo`");
  EXPECT_EQ(said_of(npy(header, "").substr(0, 40)), "a: the file ends inside its header");
  EXPECT_EQ(said_of("\x93NUMPz\1\2\3\4", {.format = FileFormat::npy}),
            "a: this is no NPY file: it does not begin as one");
}

TEST(Npy, ValuesAreFinite) {
  const std::string doubles = "{'descr': '<f8', 'fortran_order': False, 'shape': (2, 2), }\n";
  const std::string one("\0\0\0\0\0\0\xF0\x3F", 8), nan("\0\0\0\0\0\0\xF8\x7F", 8);
  EXPECT_EQ(said_of(npy(doubles, one + one + nan + one)), "a: sample 2, column 1 is not a finite number");
}

TEST(Idx, EveryType) {
  EXPECT_EQ(numbers(read_text(idx(8, {2, 1, 2}, "\1\2\3\xFF"))), (Doubles{1, 2, 3, 255}));
  EXPECT_EQ(numbers(read_text(idx(9, {2, 1, 1}, "\1\xFF"))), (Doubles{1, -1}));
  EXPECT_EQ(numbers(read_text(idx(11, {2, 1, 1}, "\1\2\xFF\xFE"))), (Doubles{258, -2}));
  EXPECT_EQ(numbers(read_text(idx(12, {1, 1, 1}, big_endian(0xFFFFFFFD)))), Doubles{-3});
  EXPECT_EQ(numbers(read_text(idx(13, {1, 1, 1}, big_endian(0x3FC00000)))), Doubles{1.5});
  EXPECT_EQ(numbers(read_text(idx(14, {1, 1, 1}, big_endian(0x3FF80000) + big_endian(0)))), Doubles{1.5});
  EXPECT_TRUE(read_text(idx(8, {2, 1, 2}, "\1\2\3\4")).target.empty());
}

TEST(Idx, SizesThatLie) {
  EXPECT_EQ(said_of(idx(8, {1000000000, 28, 28}, "abc")),
            "a: the header tells of 1000000000 x 28 x 28 numbers, and the file is too short for them");
  EXPECT_EQ(said_of(idx(8, {4294967295, 4294967295, 4294967295}, "abc")),
            "a: the file is 4294967295 x 4294967295 x 4294967295, and a sample has at most 16777216 features");
  EXPECT_EQ(said_of(idx(8, {2, 1, 2}, "abc")),
            "a: the header tells of 2 x 1 x 2 numbers, and the file is too short for them");
  EXPECT_EQ(said_of(idx(8, {1, 1, 2}, "abc")),
            "a: the file goes on after the 1 x 1 x 2 numbers that its header tells of");
  EXPECT_EQ(said_of(idx(8, {}, "abc")), "a: the IDX file has no dimension");
  EXPECT_EQ(said_of(idx(8, {2, 2}, "abcd").substr(0, 9)), "a: the file ends inside its header");
  EXPECT_EQ(said_of(idx(10, {1}, "a")), "a: the type of the IDX file is 10; there are 8, 9, 11, 12, 13 and 14");
  EXPECT_EQ(said_of("abcd", {.format = FileFormat::idx}), "a: this is no IDX file: it does not begin with two zeros");
}

}  // namespace
}  // namespace ravine

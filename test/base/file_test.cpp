// write_file leaves the old file or the whole new one; file names are safe whatever the label.
#include "ravine/base/file.hpp"

#include <gtest/gtest.h>

#include <fstream>
#include <iterator>
#include <string>
#include <thread>
#include <vector>

#include "ravine/base/error.hpp"

namespace fs = std::filesystem;

namespace {

class FileTest : public testing::Test {
 protected:
  void SetUp() override {
    const auto* info = testing::UnitTest::GetInstance()->current_test_info();
    folder = fs::path(testing::TempDir()) / (std::string("ravine-file-") + info->name());
    fs::remove_all(folder);
    fs::create_directories(folder);
  }
  void TearDown() override { fs::remove_all(folder); }

  static std::string content(const fs::path& path) {
    std::ifstream in(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
  }
  std::size_t entries() const {
    return static_cast<std::size_t>(std::distance(fs::directory_iterator(folder), fs::directory_iterator()));
  }

  fs::path folder;
};

TEST_F(FileTest, WritesAndReplaces) {
  const auto path = folder / "таблица.csv";
  ravine::write_file(path, "step,x\n");
  EXPECT_EQ(content(path), "step,x\n");
  const std::vector<unsigned char> bytes{'G', 'I', 'F', 0, 255};
  ravine::write_file(path, bytes);
  EXPECT_EQ(content(path), std::string("GIF\0\xFF", 5));
  ravine::write_file(path, "");
  EXPECT_EQ(content(path), "");
  EXPECT_EQ(entries(), 1u);  // nothing else stays in the folder
}

TEST_F(FileTest, KeepsLinksAndPermissions) {
  ravine::write_file(folder / "real", "old");
  fs::permissions(folder / "real", fs::perms::owner_read | fs::perms::owner_write);
  fs::create_symlink("real", folder / "link");
  ravine::write_file(folder / "link", "new");
  EXPECT_TRUE(fs::is_symlink(folder / "link"));
  EXPECT_EQ(content(folder / "real"), "new");
  EXPECT_EQ(fs::status(folder / "real").permissions(), fs::perms::owner_read | fs::perms::owner_write);
}

TEST_F(FileTest, FailureSaysPathAndReasonAndLeavesNothing) {
  const auto missing = folder / "nowhere" / "a.csv";
  try {
    ravine::write_file(missing, "x");
    FAIL() << "no error";
  } catch (const ravine::SystemError& error) {
    EXPECT_NE(std::string(error.what()).find(missing.string()), std::string::npos) << error.what();
    EXPECT_NE(std::string(error.what()).find("No such file"), std::string::npos) << error.what();
  }
  fs::create_directory(folder / "sub");
  EXPECT_THROW(ravine::write_file(folder / "sub", "x"), ravine::SystemError);
  EXPECT_THROW(ravine::write_file(folder / std::string(300, 'a'), "x"), ravine::SystemError);
  EXPECT_EQ(entries(), 1u);
}

TEST_F(FileTest, WritesStraightToDevices) {
  if (!fs::is_character_file("/dev/full")) GTEST_SKIP() << "no /dev/full here";
  ravine::write_file("/dev/null", "x");
  EXPECT_TRUE(fs::is_character_file("/dev/null"));
  EXPECT_THROW(ravine::write_file("/dev/full", "x"), ravine::SystemError);  // "No space left on device"
  EXPECT_TRUE(fs::is_character_file("/dev/full"));
}

TEST_F(FileTest, WritersAtOnceLeaveOneWholeFile) {
  const std::string a(100000, 'a'), b(100000, 'b');
  std::thread other([&] {
    for (int i = 0; i < 20; ++i) ravine::write_file(folder / "file", a);
  });
  for (int i = 0; i < 20; ++i) ravine::write_file(folder / "file", b);
  other.join();
  const auto text = content(folder / "file");
  EXPECT_TRUE(text == a || text == b);
  EXPECT_EQ(entries(), 1u);
}

TEST(FileNameTest, KnownLabels) {
  const std::vector<std::array<std::string, 2>> known{
      {"adam", "adam"},
      {"Импульс 0.9", "Импульс-0.9"},
      {"adam(lr=0.1)", "adam-lr-0.1"},
      {"clip_norm(1) | adam", "clip_norm-1-adam"},
      {"x=-1", "x--1"},
      {"x=1", "x-1"},
      {"../../etc/passwd", "etc-passwd"},
      {"a\\b:c*d?e\"f<g>h|i", "a-b-c-d-e-f-g-h-i"},
      {"-rf", "rf"},
      {".hidden", "hidden"},
      {"..", "unnamed"},
      {"", "unnamed"},
      {"\xFF\xFE", "unnamed"},
      {"a\xC3", "a"},
      {std::string("a\0b\nc", 5), "a-b-c"},
      {"x² → ½", "x²-½"},
      {"勾配降下法", "勾配降下法"},
      {"a\u202Eb", "a-b"},  // turns the direction of text round
      {"con", "_con"},
      {"NUL.x", "_NUL.x"},
      {"console", "console"},
      {"end.", "end"},
  };
  for (const auto& [label, name] : known) EXPECT_EQ(ravine::safe_file_name(label), name) << label;
}

TEST(FileNameTest, IsCutBetweenCharacters) {
  std::string label;
  for (int i = 0; i < 200; ++i) label += "я";
  for (std::size_t limit = 16; limit < 40; ++limit) {
    const auto name = ravine::safe_file_name(label, limit);
    EXPECT_EQ(name.size(), limit / 2 * 2);
    EXPECT_EQ(label.substr(0, name.size()), name);
  }
}

TEST(FileNameTest, AnyBytesGiveASafeName) {
  unsigned state = 1;
  for (int round = 0; round < 20000; ++round) {
    std::string label;
    for (int i = 0; i < 12; ++i) {
      state = state * 1664525u + 1013904223u;
      label += static_cast<char>(state >> 24);
    }
    const auto name = ravine::safe_file_name(label);
    ASSERT_FALSE(name.empty());
    ASSERT_NE(name.front(), '.');
    ASSERT_NE(name.front(), '-');
    for (const char c : name) ASSERT_TRUE(static_cast<unsigned char>(c) > 0x20 && c != '/' && c != '\\' && c != 0x7F);
    ASSERT_EQ(ravine::safe_file_name(name), name);  // a safe name stays as it is
  }
}

TEST(FileNameTest, NoTwoAlike) {
  ravine::FileNames names{"race"};
  EXPECT_EQ(names.name("Adam"), "Adam");
  EXPECT_EQ(names.name("adam"), "adam-2");
  EXPECT_EQ(names.name("adam-2"), "adam-2-2");
  EXPECT_EQ(names.name("a/b"), "a-b");
  EXPECT_EQ(names.name("a:b"), "a-b-2");
  EXPECT_EQ(names.name("race"), "race-2");
}

}  // namespace

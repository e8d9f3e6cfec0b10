// Films: every frame is what drawing it whole would give, the file is what other programs read, and the same each time.
#include "ravine/view/animation.hpp"

#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <memory>
#include <sstream>
#include <string>
#include <thread>

#include "ravine/base/error.hpp"
#include "ravine/base/file.hpp"
#include "ravine/view/cairo/image_file.hpp"
#include "ravine/view/geometry/figures.hpp"
#include "test/view/gif_reader.hpp"
#include "test/view/rectangle.hpp"
#include "test/view/scenes.hpp"

namespace ravine::view {
namespace {

using Picture = std::vector<std::uint8_t>;  // palette indices or bytes of RGB, row after row

// Level sets under a title.
DisplayList example_backdrop() {
  DisplayList list{240, 160, {1, 1, 1, 1}, {}};
  list.items.emplace_back(PushClip{{20, 30, 120, 110}});
  list.items.emplace_back(rectangle(0, 0, 240, 160, {0xFA / 255.0, 0xF2 / 255.0, 0xB3 / 255.0, 1}));
  for (int ring = 0; ring < 6; ++ring) {
    Polyline line{{}, {{0.3, 0.3, 0.4, 0.8}, 0.7, {}}, true};
    for (int i = 0; i < 60; ++i) {
      line.points.push_back({80 + (60 - 9 * ring) * std::cos(i * 0.1047), 85 + (40 - 6 * ring) * std::sin(i * 0.1047)});
    }
    const double shade = 0.9 - 0.03 * ring;
    list.items.emplace_back(Polygon{{line.points}, {shade, shade, 0.8, 1}});
    list.items.emplace_back(line);
  }
  list.items.emplace_back(PopClip{});
  list.items.emplace_back(Text{"f(x, y) = 5x² + y²", {20, 20}, 13, {}});
  return list;
}

// A trail with a head, a counter and a patch that is drawn anew each time.
Film example_film(int steps, Color color = {0.84, 0.37, 0, 1}) {
  Film film;
  film.background = example_backdrop();
  film.background.items.emplace_back(Text{"run", {150, 50}, 13, color});
  film.last = film.background;
  const auto place = [](int step) { return Point{80 + 55 * std::cos(step * 0.7), 85 + step * 0.9 * std::sin(step)}; };
  for (int step = 0; step < steps; ++step) {
    Film::Frame frame;
    if (step > 0) {
      frame.lasting.emplace_back(PushClip{{20, 30, 120, 110}});
      frame.lasting.emplace_back(Polyline{{place(step - 1), place(step)}, {{1, 1, 1, 1}, 4, {}}, false});
      frame.lasting.emplace_back(Polyline{{place(step - 1), place(step)}, {color, 2, {}}, false});
      frame.lasting.emplace_back(PopClip{});
      frame.restored.push_back({150, 60, 60, 30.5});
      frame.lasting.emplace_back(
          Polyline{{{155, 65}, {155 + 2.2 * step, 85}}, {{0, 0x73 / 255.0, 0xB3 / 255.0, 1}, 2, {5, 3}}, false});
    }
    frame.overlay.emplace_back(Marker{MarkerShape::square, place(step), 8, color, {{1, 1, 1, 1}, 1.5, {}}});
    frame.overlay.emplace_back(Marker{MarkerShape::circle, {80, 85}, 9, {0, 0, 0, 1}, {{1, 1, 1, 1}, 1.5, {}}, 0});
    frame.overlay.emplace_back(Text{"step " + std::to_string(step), {230, 20}, 13, {}, Anchor::end});
    frame.seconds = 0.05;
    film.frames.push_back(frame);
    film.last.items.insert(film.last.items.end(), frame.lasting.begin(), frame.lasting.end());
  }
  film.last.items.emplace_back(Text{"converged", {150, 120}, 13, color});
  return film;
}

// Of the file's palette: the colours before the transparent one.
gif::Quantizer quantizer_of(const gif_reader::File& file) {
  return gif::Quantizer(std::span(file.palette).first(static_cast<std::size_t>(*file.frames.back().transparent)));
}

Picture mapped(const Canvas& canvas, gif::Quantizer& quantizer) {
  const auto width = static_cast<std::size_t>(canvas.width());
  Picture picture(width * static_cast<std::size_t>(canvas.height()));
  for (int y = 0; y < canvas.height(); ++y) {
    const auto row = static_cast<std::size_t>(y);
    quantizer.map({canvas.pixels() + row * canvas.stride(), width}, picture.data() + row * width);
  }
  return picture;
}

// Checks every so many frames of the file, and the last, against the film drawn without shortcuts, in the file's
// palette.
void expect_whole_frames(const Film& film, const Animation& animation, const gif_reader::File& file,
                         std::size_t every = 1) {
  ASSERT_EQ(file.frames.size(), film.frames.size() + 1);
  auto quantizer = quantizer_of(file);
  const Canvas background(film.background);
  Canvas lasting(background);
  gif_reader::show(file, [&](std::size_t i, const Picture& picture) {
    if (i == film.frames.size()) {
      const Canvas last(film.last);
      EXPECT_TRUE(picture == mapped(last, quantizer));
      EXPECT_EQ(png_bytes(animation.last), png_bytes(last));
      EXPECT_EQ(file.frames[i].hundredths, 200);
      return;
    }
    for (const auto& area : film.frames[i].restored) lasting.copy(background, covering(area));
    lasting.draw(film.frames[i].lasting);
    EXPECT_EQ(file.frames[i].hundredths, 5);
    if (i % every != 0) return;
    Canvas frame(lasting);
    frame.draw(film.frames[i].overlay);
    EXPECT_TRUE(picture == mapped(frame, quantizer)) << "frame " << i;
  });
  EXPECT_EQ(file.loops, 0);
}

TEST(Animation, EveryFrameIsWhatDrawingItWholeGives) {
  const auto film = example_film(25);
  const auto animation = animate(film);
  expect_whole_frames(film, animation, gif_reader::read(animation.gif));
}

// The notebook's films: as promised in frames, time and bytes, and near enough to the PNG for the eye.
void expect_good_film(const Film& film, const Animation& animation, std::size_t largest) {
  EXPECT_LE(animation.gif.size(), largest);
  EXPECT_EQ(film.frames.size(), 100u);
  const auto file = gif_reader::read(animation.gif);
  expect_whole_frames(film, animation, file, 9);
  EXPECT_EQ(file.width, 1000);
  EXPECT_EQ(file.height, 800);
  Picture last;
  gif_reader::show(file, [&](std::size_t i, const Picture& picture) {
    if (i == film.frames.size()) last = picture;
  });
  std::size_t off = 0, at = 0;
  for (int y = 0; y < 800; ++y) {
    const auto* row = animation.last.pixels() + static_cast<std::size_t>(y) * animation.last.stride();
    for (int x = 0; x < 1000; ++x, ++at) {
      int worst = 0;
      for (const int shift : {16, 8, 0}) {
        const auto shown = static_cast<int>((file.palette[last[at]] >> shift) & 0xFF);
        worst = std::max(worst, std::abs(shown - static_cast<int>((row[x] >> shift) & 0xFF)));
      }
      if (worst > 24) ++off;
    }
  }
  EXPECT_LE(off, 800u);  // a pixel in a thousand, and only at edges, may be a tenth of the scale away
}

TEST(Animation, NotebookRunsAreGoodFilms) {
  const auto scene = scenes::bowl();
  const Figures figures(scene);
  const Backdrop backdrop(Backdrop::common(figures.single(0).background, figures.single(1).background));
  EXPECT_GT(backdrop.list().items.size(), 10u);  // the level sets are among them
  for (const std::size_t i : {0u, 1u}) {
    const auto film = figures.single(i);
    expect_good_film(film, animate(film, backdrop), 150000);
  }
}

TEST(Animation, NotebookRacesAreGoodFilms) {
  for (const auto& scene : {scenes::bowl(), scenes::valley()}) {
    const auto film = race_film(scene);
    expect_good_film(film, animate(film), 250000);
  }
}

TEST(Animation, PlainColoursAreExact) {
  const Color color{0x00 / 255.0, 0x9E / 255.0, 0x73 / 255.0, 1};
  const auto file = gif_reader::read(animate(example_film(5, color)).gif);
  for (const std::uint32_t exact : {0xFFFFFFu, 0x000000u, 0x009E73u, 0x0073B3u, 0xFAF2B3u}) {
    EXPECT_NE(std::find(file.palette.begin(), file.palette.end(), exact), file.palette.end()) << std::hex << exact;
  }
}

TEST(Animation, BackdropChangesNothing) {
  const auto film = example_film(8), other = example_film(6, {0, 0.45, 0.7, 1});
  const auto expected = animate(film).gif;
  const auto shared = Backdrop::common(film.background, other.background);
  EXPECT_EQ(shared.items.size(), example_backdrop().items.size());
  EXPECT_EQ(animate(film, Backdrop(shared)).gif, expected);
  EXPECT_EQ(animate(film, Backdrop(film.background)).gif, expected);
  EXPECT_EQ(animate(film, Backdrop(other.background)).gif, expected);  // not what the film begins with: not used
  EXPECT_EQ(animate(film, Backdrop({240, 160, {}, {}})).gif, expected);
  EXPECT_EQ(animate(film, Backdrop({24, 16, {}, {}})).gif, expected);
}

TEST(Animation, BackdropKeepsClipsWhole) {
  auto a = example_backdrop(), b = a;
  a.items.resize(4);  // ends inside the clip
  b.items.resize(4);
  b.items.emplace_back(Text{"clipped", {15, 35}, 13, {}});
  EXPECT_TRUE(Backdrop::common(a, b).items.empty());
  EXPECT_FALSE(Backdrop(a).begins(b));
  Film film;
  film.background = film.last = b;
  EXPECT_EQ(animate(film, Backdrop(a)).gif, animate(film).gif);
}

TEST(Animation, SameBytesInTwoThreadsAtOnce) {
  const auto film = example_film(10);
  const Backdrop backdrop(example_backdrop());
  const auto expected = animate(film, backdrop).gif;
  std::array<std::vector<unsigned char>, 2> got;
  std::array<std::thread, 2> threads;
  for (std::size_t i = 0; i < 2; ++i) threads[i] = std::thread([&, i] { got[i] = animate(film, backdrop).gif; });
  for (auto& thread : threads) thread.join();
  EXPECT_EQ(got[0], expected);
  EXPECT_EQ(got[1], expected);
}

TEST(Animation, BadFilmsAreRefused) {
  auto film = example_film(3);
  film.frames[1].seconds = -1;
  EXPECT_THROW(animate(film), InputError);
  film = example_film(3);
  film.last.width = 100;
  EXPECT_THROW(animate(film), InputError);
}

TEST(Animation, NoFramesButTheLast) {
  Film film;
  film.background = film.last = example_backdrop();
  const auto file = gif_reader::read(animate(film).gif);
  EXPECT_EQ(file.frames.size(), 1u);
}

TEST(Animation, WhatLiesOutsideThePictureDoesNoHarm) {
  Film film = example_film(3);
  auto& frame = film.frames[1];
  frame.restored.push_back({-50, -50, 1000, 60});
  frame.restored.push_back({500, 500, 10, 10});
  frame.restored.push_back({10, 10, -5, 5});
  frame.overlay.emplace_back(Marker{MarkerShape::star, {-100, 1e9}, 8, {}, {}});
  frame.overlay.emplace_back(Polyline{{{-1e6, 50}, {1e6, 60}}, {}, false});
  const auto file = gif_reader::read(animate(film).gif);
  auto quantizer = quantizer_of(file);
  EXPECT_EQ(gif_reader::show(file).back(), mapped(Canvas(film.last), quantizer));
}

class AnimationFile : public testing::Test {
 protected:
  void SetUp() override {
    const auto* info = testing::UnitTest::GetInstance()->current_test_info();
    folder = std::filesystem::path(testing::TempDir()) / (std::string("ravine-animation-") + info->name());
    std::filesystem::create_directories(folder);
  }
  void TearDown() override { std::filesystem::remove_all(folder); }

  // What a shell command prints; a failed one fails the test.
  static std::string output(const std::string& command) {
    std::string text;
    FILE* pipe = popen(command.c_str(), "r");
    if (pipe == nullptr) {
      ADD_FAILURE() << "cannot start: " << command;
      return text;
    }
    std::array<char, 65536> block;
    for (std::size_t size = 0; (size = std::fread(block.data(), 1, block.size(), pipe)) > 0;) {
      text.append(block.data(), size);
    }
    EXPECT_EQ(pclose(pipe), 0) << command;
    return text;
  }
  static bool present(const std::string& program) {
    return std::system(("command -v " + program + " >/dev/null 2>&1").c_str()) == 0;
  }

  // The pictures of the file as bytes of RGB, by our own reader: what the others must see.
  static std::string shown(const gif_reader::File& file) {
    std::string bytes;
    for (const auto& picture : gif_reader::show(file)) {
      for (const auto index : picture) {
        for (const int shift : {16, 8, 0}) bytes += static_cast<char>(file.palette[index] >> shift);
      }
    }
    return bytes;
  }

  std::filesystem::path folder;
};

TEST_F(AnimationFile, IsSavedWhole) {
  const auto animation = animate(example_film(3));
  const auto path = folder / "бег.gif";
  animation.save(path);
  std::ifstream in(path, std::ios::binary);
  const std::vector<unsigned char> bytes{std::istreambuf_iterator<char>(in), {}};
  EXPECT_EQ(bytes, animation.gif);
  EXPECT_THROW(animation.save(folder / "missing" / "a.gif"), SystemError);
}

// Pixman, below Cairo, has code for each instruction set, chosen when a program starts. It must not show: the test runs
// itself without some of them, to print what it draws then.
TEST_F(AnimationFile, IsTheSameWhateverTheInstructionSet) {
  const auto gif = animate(example_film(20)).gif;
  if (std::getenv("RAVINE_TEST_PRINTS_FILM") != nullptr) {
    std::fwrite(gif.data(), 1, gif.size(), stderr);
    return;
  }
  const std::string expected(gif.begin(), gif.end());
  const auto self = std::filesystem::read_symlink("/proc/self/exe").string();
  for (const std::string without : {"avx2", "ssse3", "avx2 ssse3 sse2 mmx"}) {
    const auto got = output("RAVINE_TEST_PRINTS_FILM=1 PIXMAN_DISABLE='" + without + "' '" + self +
                            "' --gtest_filter=AnimationFile.IsTheSameWhateverTheInstructionSet 2>&1 >/dev/null");
    EXPECT_TRUE(got == expected) << "without " << without;
  }
}

TEST_F(AnimationFile, IsReadByFfmpeg) {
  if (!present("ffmpeg") || !present("ffprobe")) GTEST_SKIP() << "ffmpeg is not installed";
  const auto animation = animate(example_film(30));
  const auto gif = (folder / "film.gif").string();
  animation.save(gif);
  const auto file = gif_reader::read(animation.gif);
  std::istringstream lines(
      output("ffprobe -v error -show_entries frame=pkt_duration_time -of csv=p=0 '" + gif + "' 2>&1"));
  std::vector<double> seconds;
  for (double s = 0; lines >> s;) seconds.push_back(s);
  ASSERT_EQ(seconds.size(), 31u);
  for (std::size_t i = 0; i < 30; ++i) EXPECT_DOUBLE_EQ(seconds[i], 0.05);
  EXPECT_DOUBLE_EQ(seconds.back(), 2.0);
  const auto frames = output("ffmpeg -v error -i '" + gif + "' -vsync passthrough -f rawvideo -pix_fmt rgb24 -");
  EXPECT_TRUE(frames == shown(file));
}

TEST_F(AnimationFile, IsReadByImageMagick) {
  if (!present("convert") || !present("identify")) GTEST_SKIP() << "ImageMagick is not installed";
  const auto animation = animate(example_film(30));
  const auto gif = (folder / "film.gif").string(), png = (folder / "film.png").string();
  animation.save(gif);
  save_png(animation.last, png);
  const auto file = gif_reader::read(animation.gif);
  std::istringstream lines(output("identify -format '%T\\n' '" + gif + "'"));
  std::vector<int> hundredths;
  for (std::string line; std::getline(lines, line);) hundredths.push_back(std::stoi(line));
  ASSERT_EQ(hundredths.size(), 31u);
  for (std::size_t i = 0; i < 30; ++i) EXPECT_EQ(hundredths[i], 5);
  EXPECT_EQ(hundredths.back(), 200);
  EXPECT_NE(output("identify -verbose '" + gif + "[0]'").find("Iterations: 0"), std::string::npos);  // endless
  const auto frames = output("convert '" + gif + "' -coalesce -depth 8 rgb:-");
  EXPECT_TRUE(frames == shown(file));
  // The last frame is the PNG, as others read it, in the palette.
  const auto pixels = output("convert '" + png + "' -depth 8 rgb:-");
  auto quantizer = quantizer_of(file);
  std::string last;
  for (std::size_t i = 0; i + 2 < pixels.size(); i += 3) {
    std::uint32_t pixel = 0;
    for (std::size_t k = 0; k < 3; ++k) pixel = (pixel << 8) | static_cast<unsigned char>(pixels[i + k]);
    for (const int shift : {16, 8, 0}) last += static_cast<char>(file.palette[quantizer.index(pixel)] >> shift);
  }
  EXPECT_TRUE(frames.ends_with(last));
}

}  // namespace
}  // namespace ravine::view

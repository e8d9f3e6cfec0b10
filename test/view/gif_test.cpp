// LZW and the encoder against a reader written from the specification; the palette against brute force.
#include "ravine/view/gif/encoder.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <set>
#include <thread>

#include "ravine/base/error.hpp"
#include "ravine/view/gif/lzw.hpp"
#include "ravine/view/gif/palette.hpp"
#include "test/sanitized.hpp"
#include "test/view/gif_reader.hpp"

namespace gif = ravine::view::gif;
using Bytes = std::vector<std::uint8_t>;

namespace {

// Numbers that look random and are the same everywhere (Knuth's MMIX multiplier; the upper half of the state).
class Random {
 public:
  explicit Random(unsigned seed) : state_(seed) {}
  unsigned operator()() {
    state_ = state_ * 6364136223846793005u + 1442695040888963407u;
    return static_cast<unsigned>(state_ >> 32);
  }

 private:
  std::uint64_t state_;
};

void expect_round_trip(gif::Lzw& lzw, const Bytes& pixels, unsigned bits) {
  lzw.begin(bits);
  lzw.pixels(pixels);
  const auto codes = lzw.finish();
  Bytes back;
  ASSERT_NO_THROW(back = gif_reader::decode(codes, bits, pixels.size())) << bits << " bits, " << pixels.size();
  ASSERT_EQ(back, pixels);
}

TEST(GifLzwTest, EverySmallImageOfTwoColours) {
  gif::Lzw lzw;
  for (std::size_t size = 1; size <= 12; ++size) {
    for (unsigned image = 0; image < (1u << size); ++image) {
      Bytes pixels;
      for (std::size_t i = 0; i < size; ++i) pixels.push_back(static_cast<std::uint8_t>((image >> i) & 1u));
      expect_round_trip(lzw, pixels, 2);
    }
  }
}

TEST(GifLzwTest, EveryLengthThroughEveryCodeWidth) {
  // Noise adds an entry a code or nearly so: lengths pass each width's border, the full dictionary and its clearing, so
  // that an image ends at every state of the dictionary.
  Random random(1);
  gif::Lzw lzw;
  for (unsigned bits = 2; bits <= 8; ++bits) {
    Bytes noise(12000);
    for (auto& pixel : noise) pixel = static_cast<std::uint8_t>(random() % (1u << bits));
    for (std::size_t size = 1; size <= noise.size(); size += size < 600 ? 1 : ravine::test::sanitized ? 970 : 97) {
      expect_round_trip(lzw, {noise.begin(), noise.begin() + static_cast<std::ptrdiff_t>(size)}, bits);
    }
  }
}

TEST(GifLzwTest, EveryLengthAroundTheFullDictionary) {
  Random random(2);
  gif::Lzw lzw;
  Bytes noise(5000);
  for (auto& pixel : noise) pixel = static_cast<std::uint8_t>(random() % 256);
  for (std::size_t size = 3700; size <= 4200; size += ravine::test::sanitized ? 7 : 1) {
    expect_round_trip(lzw, {noise.begin(), noise.begin() + static_cast<std::ptrdiff_t>(size)}, 8);
  }
}

TEST(GifLzwTest, LongRunsAndPeriods) {
  gif::Lzw lzw;
  for (const std::size_t size : {1u, 2u, 3u, 7u, 255u, 4096u, 65536u, 1000000u}) {
    expect_round_trip(lzw, Bytes(size, 3), 2);
    expect_round_trip(lzw, Bytes(size, 255), 8);
  }
  expect_round_trip(lzw, Bytes(9000000, 1), 2);  // fills the dictionary with runs alone: 4090^2 / 2 pixels
  for (const std::size_t period : {2u, 3u, 17u, 256u, 999u}) {
    Bytes pixels(100000);
    for (std::size_t i = 0; i < pixels.size(); ++i) pixels[i] = static_cast<std::uint8_t>(i % period % 256);
    expect_round_trip(lzw, pixels, 8);
  }
}

TEST(GifLzwTest, RunsOfRandomLengths) {
  Random random(3);
  gif::Lzw lzw;
  for (int image = 0; image < (ravine::test::sanitized ? 50 : 300); ++image) {
    const unsigned bits = 2 + random() % 7, longest = 1 + random() % (image % 2 ? 4 : 500);
    const unsigned colors = 2 + random() % ((1u << bits) - 1);
    Bytes pixels;
    const auto size = random() % 60000 + 1;
    lzw.begin(bits);
    while (pixels.size() < size) {  // the same pixels by run() and, below, by pixels()
      const auto color = static_cast<std::uint8_t>(random() % colors);
      const std::size_t length = 1 + random() % longest;
      pixels.insert(pixels.end(), length, color);
      lzw.run(color, length);
    }
    const auto codes = lzw.finish();
    const Bytes by_run(codes.begin(), codes.end());
    ASSERT_EQ(gif_reader::decode(by_run, bits, pixels.size()), pixels);
    lzw.begin(bits);
    lzw.pixels(pixels);
    const auto again = lzw.finish();
    ASSERT_EQ(Bytes(again.begin(), again.end()), by_run);
  }
}

TEST(GifLzwTest, IsGreedy) {
  // n equal pixels take the codes of lengths 1, 2, 3, ...: the least k with k (k + 1) / 2 >= n, a clear and an end
  // code.
  gif::Lzw lzw;
  lzw.begin(8);
  lzw.run(7, 5050);
  std::size_t bits = 9;
  unsigned width = 9, next = 258;
  for (int code = 0; code < 100; ++code, ++next) {
    bits += width;
    if (next == (1u << width)) ++width;
  }
  bits += width;
  EXPECT_EQ(lzw.finish().size(), (bits + 7) / 8);
}

std::vector<std::uint32_t> greys(std::size_t count) {
  std::vector<std::uint32_t> colors;
  for (std::size_t i = 0; i < count; ++i) colors.push_back(static_cast<std::uint32_t>(i) * 0x010101u);
  return colors;
}

TEST(GifEncoderTest, SmallestFile) {
  gif::Encoder encoder(1, 1, greys(1));
  encoder.end_frame(0.1);
  const auto file = gif_reader::read(encoder.finish());
  EXPECT_EQ(file.width, 1);
  EXPECT_EQ(file.palette.size(), 2u);
  EXPECT_EQ(file.loops, 0);
  ASSERT_EQ(file.frames.size(), 1u);
  EXPECT_EQ(file.frames[0].hundredths, 10);
  EXPECT_EQ(file.frames[0].code_bits, 2u);
  EXPECT_EQ(file.frames[0].indices, Bytes{0});
}

TEST(GifEncoderTest, EveryPaletteSize) {
  for (std::size_t count = 1; count <= 255; ++count) {
    gif::Encoder encoder(static_cast<int>(count), 2, greys(count));
    Bytes row(count);
    for (std::size_t i = 0; i < count; ++i) row[i] = static_cast<std::uint8_t>(i);
    encoder.put({0, 0, static_cast<int>(count), 1}, row.data(), count);
    encoder.end_frame(0);
    std::reverse(row.begin(), row.end());
    encoder.put({0, 1, static_cast<int>(count), 1}, row.data(), count);
    encoder.end_frame(0);
    const auto file = gif_reader::read(encoder.finish());
    ASSERT_GT(file.palette.size(), count);  // one is transparent
    ASSERT_LT(file.palette.size(), 2 * count + 2);
    for (std::size_t i = 0; i < count; ++i) ASSERT_EQ(file.palette[i], greys(count)[i]);
    const auto pictures = gif_reader::show(file);
    for (std::size_t i = 0; i < count; ++i) {
      ASSERT_EQ(pictures[1][i], i);
      ASSERT_EQ(pictures[1][count + i], count - 1 - i);
    }
  }
}

TEST(GifEncoderTest, DelaysAreRounded) {
  gif::Encoder encoder(2, 2, greys(2));
  const std::vector<double> seconds{0, 0.004, 0.006, 0.05, 1.0 / 3, 2, 655.35};
  for (const double s : seconds) encoder.end_frame(s);
  EXPECT_THROW(encoder.end_frame(-0.1), ravine::InputError);
  EXPECT_THROW(encoder.end_frame(655.36), ravine::InputError);
  EXPECT_THROW(encoder.end_frame(std::nan("")), ravine::InputError);
  const auto file = gif_reader::read(encoder.finish());
  const std::vector<int> expected{0, 0, 1, 5, 33, 200, 65535};
  ASSERT_EQ(file.frames.size(), expected.size());
  for (std::size_t i = 0; i < expected.size(); ++i) EXPECT_EQ(file.frames[i].hundredths, expected[i]);
}

TEST(GifEncoderTest, SidesAndPaletteAreChecked) {
  EXPECT_THROW(gif::Encoder(0, 5, greys(2)), ravine::InputError);
  EXPECT_THROW(gif::Encoder(5, -1, greys(2)), ravine::InputError);
  EXPECT_THROW(gif::Encoder(65536, 1, greys(2)), ravine::InputError);
  EXPECT_THROW(gif::Encoder(1, 65536, greys(2)), ravine::InputError);
  EXPECT_THROW(gif::Encoder(1, 1, greys(0)), ravine::InputError);
  EXPECT_THROW(gif::Encoder(1, 1, greys(256)), ravine::InputError);
  gif::Encoder wide(65535, 1, greys(2));
  wide.end_frame(1);
  EXPECT_EQ(gif_reader::read(wide.finish()).width, 65535);
}

TEST(GifEncoderTest, OnlyTheChangedRectangleIsWritten) {
  gif::Encoder encoder(50, 40, greys(4));
  const Bytes whole(std::size_t{50} * 40, 1);
  encoder.put({0, 0, 50, 40}, whole.data(), 50);
  encoder.end_frame(0.05);
  encoder.put({0, 0, 50, 40}, whole.data(), 50);  // the same again: nothing changed, still a frame
  encoder.end_frame(0.05);
  const Bytes spot{2};
  encoder.put({7, 9, 1, 1}, spot.data(), 1);
  encoder.put({20, 30, 1, 1}, spot.data(), 1);
  encoder.end_frame(0.05);
  encoder.put({21, 30, 1, 1}, spot.data(), 1);  // the same place twice: the last one counts
  encoder.put({20, 29, 2, 2}, Bytes{1, 1, 3, 3}.data(), 2);
  encoder.end_frame(0.05);
  const auto file = gif_reader::read(encoder.finish());
  ASSERT_EQ(file.frames.size(), 4u);
  EXPECT_EQ(file.frames[1].indices.size(), 1u);
  const auto& third = file.frames[2];
  EXPECT_EQ(std::vector<int>({third.x, third.y, third.width, third.height}), std::vector<int>({7, 9, 14, 22}));
  const auto& last = file.frames[3];
  EXPECT_EQ(std::vector<int>({last.x, last.y, last.width, last.height}), std::vector<int>({20, 30, 2, 1}));
  EXPECT_EQ(last.indices, (Bytes{3, 3}));
  const auto pictures = gif_reader::show(file);
  EXPECT_EQ(pictures[0], pictures[1]);
  EXPECT_EQ(pictures[2][9 * 50 + 7], 2);
  EXPECT_EQ(pictures[3][9 * 50 + 7], 2);
  EXPECT_EQ(pictures[3][30 * 50 + 20], 3);
}

// A film of random rectangles and what each frame must show.
struct RandomFilm {
  std::vector<unsigned char> file;
  std::vector<Bytes> pictures;
};

RandomFilm random_film(unsigned seed) {
  Random random(seed);
  const int width = 1 + static_cast<int>(random() % 90), height = 1 + static_cast<int>(random() % 70);
  const unsigned colors = 1 + random() % 255;
  gif::Encoder encoder(width, height, greys(colors));
  Bytes picture(static_cast<std::size_t>(width * height), 0);
  RandomFilm film;
  for (int frame = 0; frame < 12; ++frame) {
    const auto changes = random() % 6;
    for (unsigned change = 0; change < changes; ++change) {
      gif::Area area;
      area.x = static_cast<int>(random() & 0xFFFF) % width;
      area.y = static_cast<int>(random() & 0xFFFF) % height;
      area.width = static_cast<int>(random() & 0xFFFF) % (width - area.x) + 1;
      area.height = static_cast<int>(random() & 0xFFFF) % (height - area.y) + 1;
      const auto kind = random() % 3;
      Bytes patch(static_cast<std::size_t>(area.width * area.height));
      for (std::size_t i = 0; i < patch.size(); ++i) {
        const int x = area.x + static_cast<int>(i) % area.width, y = area.y + static_cast<int>(i) / area.width;
        auto& pixel =
            picture[static_cast<std::size_t>(y) * static_cast<std::size_t>(width) + static_cast<std::size_t>(x)];
        if (kind == 0) pixel = static_cast<std::uint8_t>(random() % colors);
        if (kind == 1) pixel = static_cast<std::uint8_t>(seed % colors);
        if (kind == 2 && random() % 8 == 0) pixel = static_cast<std::uint8_t>(random() % colors);
        patch[i] = pixel;
      }
      encoder.put(area, patch.data(), static_cast<std::size_t>(area.width));
    }
    encoder.end_frame(0.05);
    film.pictures.push_back(picture);
  }
  film.file = encoder.finish();
  return film;
}

TEST(GifEncoderTest, ShowsWhatWasPut) {
  for (unsigned seed = 0; seed < 200; ++seed) {
    const auto film = random_film(seed);
    gif_reader::File file;
    ASSERT_NO_THROW(file = gif_reader::read(film.file)) << seed;
    ASSERT_EQ(gif_reader::show(file), film.pictures) << seed;
  }
}

TEST(GifEncoderTest, SameBytesInTwoThreadsAtOnce) {
  const auto expected = random_film(5).file;
  std::vector<unsigned char> a, b;
  std::thread first([&] { a = random_film(5).file; });
  std::thread second([&] { b = random_film(5).file; });
  first.join();
  second.join();
  EXPECT_EQ(a, expected);
  EXPECT_EQ(b, expected);
}

// The distance that the quantizer promises.
int distance(std::uint32_t a, std::uint32_t b) {
  int sum = 0;
  const int weights[] = {3, 4, 2};  // blue, green, red
  for (int i = 0; i < 3; ++i) {
    const int difference = static_cast<int>((a >> (8 * i)) & 0xFF) - static_cast<int>((b >> (8 * i)) & 0xFF);
    sum += weights[i] * difference * difference;
  }
  return sum;
}

TEST(GifPaletteTest, QuantizerFindsTheNearest) {
  Random random(7);
  for (const std::size_t count : {1u, 2u, 16u, 100u, 255u}) {
    std::vector<std::uint32_t> colors(count);
    for (auto& color : colors) color = random() & 0xFFFFFF;
    if (count > 2) colors[2] = colors[1];  // a tie: the first wins
    gif::Quantizer quantizer(colors);
    std::vector<std::uint32_t> pixels(6000);
    for (auto& pixel : pixels) pixel = random();
    pixels.insert(pixels.end(), colors.begin(), colors.end());
    std::vector<std::uint8_t> indices(pixels.size());
    quantizer.map(pixels, indices.data());
    for (std::size_t i = 0; i < pixels.size(); ++i) {
      const auto best = std::min_element(colors.begin(), colors.end(), [&](std::uint32_t a, std::uint32_t b) {
        return distance(a, pixels[i]) < distance(b, pixels[i]);
      });
      ASSERT_EQ(indices[i], best - colors.begin());
      ASSERT_EQ(quantizer.index(pixels[i]), indices[i]);  // remembered
    }
  }
}

TEST(GifPaletteTest, HistogramCounts) {
  Random random(8);
  std::vector<std::uint32_t> pixels(50000);
  for (auto& pixel : pixels) pixel = 0xFF000000u | (random() % 20000);
  pixels.insert(pixels.end(), 100, 0x12345678);  // alpha does not count
  gif::Histogram histogram;
  histogram.add(pixels);
  histogram.add(0x345678, 11);
  const auto entries = histogram.sorted();
  EXPECT_EQ(entries.front().color, 0x345678u);
  EXPECT_EQ(entries.front().count, 111u);
  std::size_t total = 0;
  std::set<std::uint32_t> seen;
  for (const auto& entry : entries) {
    total += entry.count;
    EXPECT_TRUE(seen.insert(entry.color).second);
  }
  EXPECT_EQ(total, 50111u);
  for (std::size_t i = 1; i < entries.size(); ++i) {
    EXPECT_TRUE(entries[i - 1].count > entries[i].count ||
                (entries[i - 1].count == entries[i].count && entries[i - 1].color < entries[i].color));
  }
}

TEST(GifPaletteTest, FewColoursStayExact) {
  gif::Histogram histogram;
  for (std::uint32_t i = 0; i < 255; ++i) histogram.add(i * 0x010203u, 1 + i);
  auto colors = gif::choose_colors(histogram);
  ASSERT_EQ(colors.size(), 255u);
  EXPECT_EQ(colors.front(), 254u * 0x010203u);
  std::sort(colors.begin(), colors.end());
  for (std::uint32_t i = 0; i < 255; ++i) EXPECT_EQ(colors[i], i * 0x010203u);
  EXPECT_EQ(gif::choose_colors(gif::Histogram()).size(), 1u);
  EXPECT_EQ(gif::choose_colors(histogram, 1).size(), 1u);
}

TEST(GifPaletteTest, ManyColoursAreNear) {
  // Two flat areas, and a line of mixtures between each pair of five colours as antialiasing makes them. With 8 lines
  // and 200 entries to spare, an entry stands for about 10 of 256 steps of a line: +-5 steps, so a distance of at most
  // 9 * 6^2 with the rounding of means; a little more where lines meet.
  const std::vector<std::uint32_t> ends{0xFFFFFF, 0x000000, 0x0072B2, 0xD55E00, 0xE9E2C0};
  gif::Histogram histogram;
  histogram.add(ends[0], 400000);
  histogram.add(ends[4], 200000);
  std::vector<std::uint32_t> mixtures;
  for (std::size_t a = 0; a < ends.size(); ++a) {
    for (std::size_t b = 0; b < a; ++b) {
      for (std::uint32_t part = 0; part <= 255; ++part) {
        std::uint32_t color = 0;
        for (const unsigned shift : {16u, 8u, 0u}) {
          const auto u = (ends[a] >> shift) & 0xFF, v = (ends[b] >> shift) & 0xFF;
          color |= ((u * part + v * (255 - part)) / 255) << shift;
        }
        mixtures.push_back(color);
      }
    }
  }
  histogram.add(mixtures);
  const auto colors = gif::choose_colors(histogram);
  EXPECT_LE(colors.size(), 255u);
  EXPECT_EQ(colors[0], ends[0]);
  EXPECT_EQ(colors[1], ends[4]);
  EXPECT_EQ(std::set<std::uint32_t>(colors.begin(), colors.end()).size(), colors.size());
  int worst = 0;
  for (const auto color : mixtures) {
    int best = distance(color, colors[0]);
    for (const auto candidate : colors) best = std::min(best, distance(color, candidate));
    worst = std::max(worst, best);
  }
  EXPECT_LE(worst, 9 * 10 * 10);
  EXPECT_EQ(gif::choose_colors(histogram), colors);
}

}  // namespace

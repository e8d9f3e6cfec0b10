// A reader of GIF files for tests: slow, and written from the specification (GIF89a, CompuServe 1990), not from the
// encoder. Throws std::runtime_error on anything that the encoder should not write.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

namespace gif_reader {

struct Frame {
  int x = 0, y = 0, width = 0, height = 0;
  int hundredths = 0, disposal = 0;
  std::optional<int> transparent;
  unsigned code_bits = 0;
  std::vector<std::uint8_t> indices;
};

struct File {
  int width = 0, height = 0;
  std::vector<std::uint32_t> palette;
  std::optional<int> loops;  // 0: endless
  std::vector<Frame> frames;
};

// Pixels from LZW codes; `bits` is the least code size.
inline std::vector<std::uint8_t> decode(std::span<const unsigned char> bytes, unsigned bits, std::size_t pixels) {
  struct String {  // the string of entry `before`, and one pixel more
    std::size_t before, length;
    std::uint8_t first, last;
  };
  const unsigned clear = 1u << bits, end = clear + 1;
  std::vector<String> table;
  const auto restart = [&] {
    table.clear();
    for (unsigned i = 0; i < clear + 2; ++i) {  // the last two are no colours
      table.push_back({0, i < clear ? 1u : 0u, static_cast<std::uint8_t>(i), static_cast<std::uint8_t>(i)});
    }
  };
  std::vector<std::uint8_t> result;
  constexpr unsigned none = 4096;
  unsigned previous = none;
  unsigned width = bits + 1;
  bool first = true;
  std::size_t position = 0;
  for (;;) {
    if (position + width > bytes.size() * 8) throw std::runtime_error("codes end without an end code");
    unsigned code = 0;
    for (unsigned i = 0; i < width; ++i, ++position) {
      code |= ((static_cast<unsigned>(bytes[position / 8]) >> (position % 8)) & 1u) << i;
    }
    if (first && code != clear) throw std::runtime_error("no clear code at the start");
    first = false;
    if (code == clear) {
      restart();
      width = bits + 1;
      previous = none;
      continue;
    }
    if (code == end) break;
    if (previous == none) {
      if (code >= clear) throw std::runtime_error("first code is no colour");
    } else {
      if (code > table.size()) throw std::runtime_error("code beyond the table");
      if (table.size() < 4096) {
        const auto& before = table[previous];
        const auto last = code == table.size() ? before.first : table[code].first;
        table.push_back({previous, before.length + 1, before.first, last});
      } else if (code == table.size()) {
        throw std::runtime_error("code beyond the full table");
      }
      if (table.size() == (std::size_t{1} << width) && width < 12) ++width;
    }
    const auto length = table[code].length;
    if (result.size() + length > pixels) throw std::runtime_error("too many pixels");
    result.resize(result.size() + length);
    std::size_t entry = code;
    for (std::size_t i = 0; i < length; ++i, entry = table[entry].before)
      result[result.size() - 1 - i] = table[entry].last;
    previous = code;
  }
  if ((position + 7) / 8 != bytes.size()) throw std::runtime_error("bytes after the end code");
  if (result.size() != pixels) throw std::runtime_error("too few pixels");
  return result;
}

inline File read(std::span<const unsigned char> bytes) {
  std::size_t at = 0;
  const auto byte = [&] {
    if (at >= bytes.size()) throw std::runtime_error("the file is cut short");
    return static_cast<int>(bytes[at++]);
  };
  const auto word = [&] {
    const int low = byte();
    return low | (byte() << 8);
  };
  const auto expect = [&](int value, const char* what) {
    if (byte() != value) throw std::runtime_error(std::string("expected ") + what);
  };
  const auto blocks = [&] {
    std::vector<unsigned char> data;
    for (int size = byte(); size != 0; size = byte()) {
      for (int i = 0; i < size; ++i) data.push_back(static_cast<unsigned char>(byte()));
    }
    return data;
  };
  File file;
  for (const char c : std::string("GIF89a")) expect(c, "GIF89a");
  file.width = word();
  file.height = word();
  const int flags = byte();
  if ((flags & 0x80) == 0) throw std::runtime_error("no global palette");
  expect(0, "background colour 0");
  expect(0, "square pixels");
  file.palette.resize(std::size_t{2} << (flags & 7));
  for (auto& color : file.palette) {
    const auto red = static_cast<std::uint32_t>(byte()), green = static_cast<std::uint32_t>(byte());
    color = (red << 16) | (green << 8) | static_cast<std::uint32_t>(byte());
  }
  Frame frame;
  for (;;) {
    const int kind = byte();
    if (kind == 0x3B) break;
    if (kind == 0x21) {
      const int label = byte();
      const auto data = blocks();
      if (label == 0xFF) {
        const std::string name(data.begin(), data.begin() + 11);
        if (name != "NETSCAPE2.0" || data.size() != 14 || data[11] != 1) throw std::runtime_error("odd application");
        file.loops = data[12] | (data[13] << 8);
      } else if (label == 0xF9) {
        if (data.size() != 4) throw std::runtime_error("odd graphic control");
        frame = {};
        frame.disposal = (data[0] >> 2) & 7;
        frame.hundredths = data[1] | (data[2] << 8);
        if ((data[0] & 1) != 0) frame.transparent = data[3];
      } else {
        throw std::runtime_error("unknown extension");
      }
      continue;
    }
    if (kind != 0x2C) throw std::runtime_error("unknown block");
    frame.x = word();
    frame.y = word();
    frame.width = word();
    frame.height = word();
    expect(0, "no local palette, no interlace");
    if (frame.width < 1 || frame.height < 1 || frame.x + frame.width > file.width ||
        frame.y + frame.height > file.height) {
      throw std::runtime_error("a frame outside the picture");
    }
    frame.code_bits = static_cast<unsigned>(byte());
    if (frame.code_bits < 2 || frame.code_bits > 8) throw std::runtime_error("odd code size");
    frame.indices = decode(blocks(), frame.code_bits,
                           static_cast<std::size_t>(frame.width) * static_cast<std::size_t>(frame.height));
    file.frames.push_back(frame);
  }
  if (at != bytes.size()) throw std::runtime_error("bytes after the trailer");
  return file;
}

// Calls visit(frame's number, picture) with what is shown, as palette indices: frame after frame laid over the one
// before (disposal "keep").
template <class Visit>
void show(const File& file, const Visit& visit) {
  std::vector<std::uint8_t> picture(static_cast<std::size_t>(file.width) * static_cast<std::size_t>(file.height));
  std::size_t number = 0;
  for (const auto& frame : file.frames) {
    if (frame.disposal != 1) throw std::runtime_error("disposal is not keep");
    const auto transparent = frame.transparent ? *frame.transparent : -1;
    const auto* from = frame.indices.data();
    for (int y = 0; y < frame.height; ++y) {
      auto* to =
          picture.data() + static_cast<std::size_t>(frame.y + y) * static_cast<std::size_t>(file.width) + frame.x;
      for (int x = 0; x < frame.width; ++x, ++to, ++from) {
        if (*from != transparent) *to = *from;
      }
    }
    visit(number++, picture);
  }
}

inline std::vector<std::vector<std::uint8_t>> show(const File& file) {
  std::vector<std::vector<std::uint8_t>> pictures;
  show(file, [&](std::size_t, const std::vector<std::uint8_t>& picture) { pictures.push_back(picture); });
  return pictures;
}

}  // namespace gif_reader

// A window over a text source, from which a reader takes fields: as much memory as one block, however long the file,
// its lines or its fields.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "ravine/base/error.hpp"
#include "ravine/problem/dataset/byte_source.hpp"

namespace ravine::dataset {

class TextBuffer {
 public:
  static constexpr std::size_t block = std::size_t{1} << 18;  // the largest window, in bytes

  // Skips a byte order mark. InputError where the text is UTF-16.
  TextBuffer(ByteSource& source, std::string name);

  // What is in the window and not yet taken. *end() is 0 and may be read.
  const char* next = nullptr;
  const char* end() const { return end_; }
  // Drops what was taken and reads on, so `next` and all pointers change. False where nothing comes any more.
  // InputError where the window is full of one field.
  bool more();
  bool ended() const { return ended_; }  // nothing comes after end()
  bool at_end() { return next == end_ && !more(); }

  // `at` is the first byte of a line.
  void begin_line(const char* at) {
    ++line_;
    counted_to_ = at;
    characters_ = 0;
  }
  // Of a byte of this line in the window. Quick for one place after the other.
  Place place(const char* at);
  const std::string& name() const { return name_; }

 private:
  ByteSource& source_;
  std::string name_;
  std::size_t room_;  // of the window, which is not larger than the source
  std::vector<char> window_;
  const char* end_ = nullptr;
  std::size_t line_ = 0, characters_ = 0;  // of the line, up to counted_to_
  const char* counted_to_ = nullptr;
  bool ended_ = false;
};

}  // namespace ravine::dataset

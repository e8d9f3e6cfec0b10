#include "ravine/problem/dataset/text_buffer.hpp"

#include <algorithm>
#include <cstring>
#include <utility>

#include "ravine/problem/dataset/fault.hpp"

namespace ravine::dataset {
namespace {

std::size_t characters(const char* begin, const char* end) {
  return static_cast<std::size_t>(
      std::count_if(begin, end, [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

}  // namespace

TextBuffer::TextBuffer(ByteSource& source, std::string name)
    : source_(source),
      name_(std::move(name)),
      room_(static_cast<std::size_t>(std::min<std::uint64_t>(block - 1, source.most_left())) + 1),
      window_(room_ + 1) {
  next = counted_to_ = end_ = window_.data();
  more();
  const std::string_view text(next, static_cast<std::size_t>(end_ - next));
  if (text.starts_with("\xFF\xFE") || text.starts_with("\xFE\xFF")) {
    refuse(name_, "the file is UTF-16", "save it as UTF-8");
  }
  if (text.starts_with("\xEF\xBB\xBF")) next += 3;
  begin_line(next);
}

bool TextBuffer::more() {
  if (ended_) return false;
  const auto kept = static_cast<std::size_t>(end_ - next);
  if (kept == room_) {
    refuse(place(next), "a field is longer than " + std::to_string(room_) + " bytes", "is a quote not closed?");
  }
  place(next);
  std::memmove(window_.data(), next, kept);
  const auto read = source_.read(reinterpret_cast<unsigned char*>(window_.data()) + kept, room_ - kept);
  ended_ = read < room_ - kept;
  next = counted_to_ = window_.data();
  end_ = next + kept + read;
  window_[kept + read] = 0;
  return read != 0;
}

Place TextBuffer::place(const char* at) {
  if (at < counted_to_) {
    characters_ -= characters(at, counted_to_);
  } else {
    characters_ += characters(counted_to_, at);
  }
  counted_to_ = at;
  return {name_, line_, characters_ + 1};
}

}  // namespace ravine::dataset

#include <algorithm>
#include <array>
#include <charconv>
#include <cstring>
#include <string>
#include <string_view>
#include <vector>

#include "ravine/problem/dataset/fault.hpp"
#include "ravine/problem/dataset/formats.hpp"
#include "ravine/problem/dataset/raw_array.hpp"

namespace ravine::dataset {
namespace {

using Kind = RawType::Kind;

// The header: a Python dictionary such as {'descr': '<f8', 'fortran_order': False, 'shape': (3, 4), }.
class HeaderReader {
 public:
  HeaderReader(std::string_view text, const std::string& name) : rest_(text), name_(name) {}

  RawArray read() {
    RawArray array;
    bool type = false, order = false, shape = false;
    expect('{');
    while (!take('}')) {
      const auto key = text();
      expect(':');
      if (key == "descr" && !type) {
        array.type = take_type();
        type = true;
      } else if (key == "fortran_order" && !order) {
        array.first_fastest = truth();
        order = true;
      } else if (key == "shape" && !shape) {
        array.shape = sizes();
        shape = true;
      } else {
        fail("an unknown key " + shown(key));
      }
      if (!take(',')) {
        expect('}');
        break;
      }
    }
    if (!type || !order || !shape) fail("one of descr, fortran_order and shape is not there");
    return array;
  }

 private:
  [[noreturn]] void fail(const std::string& what) const { refuse(name_, "the NPY header is damaged: " + what); }

  void pass_blanks() { rest_.remove_prefix(std::min(rest_.find_first_not_of(" \t\r\n"), rest_.size())); }
  bool take(char c) {
    pass_blanks();
    if (!rest_.starts_with(c)) return false;
    rest_.remove_prefix(1);
    return true;
  }
  void expect(char c) {
    if (!take(c)) fail("no `" + std::string(1, c) + "` before " + shown(rest_.substr(0, 20)));
  }

  std::string_view text() {
    pass_blanks();
    const char quote = rest_.empty() ? '\0' : rest_.front();
    if (quote != '\'' && quote != '"') fail("no text at " + shown(rest_.substr(0, 20)));
    const auto end = rest_.find(quote, 1);
    if (end == std::string_view::npos) fail("a text is not closed");
    const auto result = rest_.substr(1, end - 1);
    rest_.remove_prefix(end + 1);
    return result;
  }

  bool truth() {
    pass_blanks();
    for (const std::string_view word : {"True", "False"}) {
      if (!rest_.starts_with(word)) continue;
      rest_.remove_prefix(word.size());
      return word == "True";
    }
    fail("fortran_order is neither True nor False");
  }

  std::vector<std::uint64_t> sizes() {
    constexpr std::size_t most_dimensions = 32;  // NumPy's own limit
    std::vector<std::uint64_t> result;
    expect('(');
    while (!take(')')) {
      pass_blanks();
      std::uint64_t size = 0;
      const auto [end, error] = std::from_chars(rest_.data(), rest_.data() + rest_.size(), size);
      if (error != std::errc()) fail("a size is " + shown(rest_.substr(0, 20)));
      rest_.remove_prefix(static_cast<std::size_t>(end - rest_.data()));
      take('L');  // Python 2's long integers
      if (result.size() == most_dimensions) fail("there are more than 32 dimensions");
      result.push_back(size);
      if (!take(',')) {
        expect(')');
        break;
      }
    }
    return result;
  }

  RawType take_type() {
    pass_blanks();
    if (rest_.starts_with('[')) {
      refuse(name_, "the array is one of records", "save the columns as one plain array, or as CSV");
    }
    const auto code = text();
    struct Row {
      std::string_view code;
      Kind kind;
      std::size_t size;
    };
    constexpr std::array<Row, 11> rows{{{"b1", Kind::truth, 1},
                                        {"i1", Kind::signed_integer, 1},
                                        {"i2", Kind::signed_integer, 2},
                                        {"i4", Kind::signed_integer, 4},
                                        {"i8", Kind::signed_integer, 8},
                                        {"u1", Kind::unsigned_integer, 1},
                                        {"u2", Kind::unsigned_integer, 2},
                                        {"u4", Kind::unsigned_integer, 4},
                                        {"u8", Kind::unsigned_integer, 8},
                                        {"f4", Kind::floating, 4},
                                        {"f8", Kind::floating, 8}}};
    const char order = code.empty() ? '\0' : code.front();
    const auto row = std::find_if(rows.begin(), rows.end(), [&](const Row& each) {
      return each.code == code.substr(std::min<std::size_t>(1, code.size()));
    });
    if (row == rows.end() || std::string_view("<>|=").find(order) == std::string_view::npos) {
      refuse(name_, "the type of the array is " + shown(code) + "; there are b1, i1 to i8, u1 to u8, f4 and f8",
             "convert it before it is saved: array.astype(\"f8\")");
    }
    return {row->kind, row->size, order == '>'};
  }

  std::string_view rest_;
  const std::string& name_;
};

}  // namespace

Dataset read_npy(ByteSource& source, const std::string& name, const ReadOptions& options, Part part) {
  const auto cut_short = [&] { refuse(name, "the file ends inside its header", "fetch it again"); };
  std::array<unsigned char, 8> magic{};
  if (source.read(magic.data(), magic.size()) < magic.size()) cut_short();
  if (std::memcmp(magic.data(), "\x93NUMPY", 6) != 0) refuse(name, "this is no NPY file: it does not begin as one");
  const unsigned version = magic[6];
  if (version < 1 || version > 3) {
    refuse(name, "the NPY file is of version " + std::to_string(version) + "; there are 1, 2 and 3");
  }
  std::array<unsigned char, 4> length{};
  const std::size_t length_size = version == 1 ? 2 : 4;
  if (source.read(length.data(), length_size) < length_size) cut_short();
  const std::size_t size =
      length[0] | std::size_t{length[1]} << 8 | std::size_t{length[2]} << 16 | std::size_t{length[3]} << 24;
  constexpr std::size_t longest = 10000;  // NumPy's own limit
  if (size > longest) refuse(name, "the NPY header has " + std::to_string(size) + " bytes; at most 10,000 are read");
  std::string header(size, ' ');
  if (source.read(reinterpret_cast<unsigned char*>(header.data()), size) < size) cut_short();
  return read_array(HeaderReader(header, name).read(), source, name, options, part);
}

}  // namespace ravine::dataset

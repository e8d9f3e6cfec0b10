#include <array>
#include <string>

#include "ravine/problem/dataset/fault.hpp"
#include "ravine/problem/dataset/formats.hpp"
#include "ravine/problem/dataset/raw_array.hpp"

namespace ravine::dataset {
namespace {

using Kind = RawType::Kind;

RawType type_of(unsigned char code, const std::string& name) {
  switch (code) {
    case 0x08:
      return {Kind::unsigned_integer, 1, true};
    case 0x09:
      return {Kind::signed_integer, 1, true};
    case 0x0B:
      return {Kind::signed_integer, 2, true};
    case 0x0C:
      return {Kind::signed_integer, 4, true};
    case 0x0D:
      return {Kind::floating, 4, true};
    case 0x0E:
      return {Kind::floating, 8, true};
    default:
      refuse(name, "the type of the IDX file is " + std::to_string(code) + "; there are 8, 9, 11, 12, 13 and 14");
  }
}

}  // namespace

Dataset read_idx(ByteSource& source, const std::string& name, const ReadOptions& options, Part part) {
  const auto cut_short = [&] { refuse(name, "the file ends inside its header", "fetch it again"); };
  std::array<unsigned char, 4> magic{};
  if (source.read(magic.data(), 4) < 4) cut_short();
  if (magic[0] != 0 || magic[1] != 0) refuse(name, "this is no IDX file: it does not begin with two zeros");
  RawArray array;
  array.type = type_of(magic[2], name);
  if (magic[3] == 0) refuse(name, "the IDX file has no dimension");
  for (unsigned char k = 0; k < magic[3]; ++k) {
    std::array<unsigned char, 4> size{};
    if (source.read(size.data(), 4) < 4) cut_short();
    array.shape.push_back(std::uint64_t{size[0]} << 24 | std::uint64_t{size[1]} << 16 | std::uint64_t{size[2]} << 8 |
                          size[3]);
  }
  return read_array(array, source, name, options, part, true);
}

}  // namespace ravine::dataset

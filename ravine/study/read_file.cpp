#include "ravine/study/read_file.hpp"

#include <algorithm>
#include <cerrno>
#include <fstream>
#include <system_error>
#include <utility>

#include "ravine/base/error.hpp"

namespace ravine::study {

std::string read_file(const std::filesystem::path& path, std::size_t limit, std::string hint) {
  const auto name = path.string();
  std::error_code code;
  if (std::filesystem::is_directory(path, code)) throw InputError("cannot read \"" + name + "\": it is a folder", hint);
  errno = 0;
  std::ifstream file(path, std::ios::binary);
  if (!file) {
    const int reason = errno != 0 ? errno : EIO;
    throw InputError("cannot read \"" + name + "\": " + std::generic_category().message(reason), std::move(hint));
  }
  std::string text;
  constexpr std::size_t piece = std::size_t{1} << 16;
  while (file && text.size() <= limit) {
    const auto size = text.size();
    const auto wanted = std::min(piece, limit + 1 - size);
    text.resize(size + wanted);
    file.read(text.data() + size, static_cast<std::streamsize>(wanted));
    text.resize(size + static_cast<std::size_t>(file.gcount()));
  }
  if (file.bad()) throw SystemError("cannot read \"" + name + "\": " + std::generic_category().message(EIO));
  return text;
}

}  // namespace ravine::study

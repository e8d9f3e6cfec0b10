#include "ravine/app/output_place.hpp"

#include <cerrno>
#include <system_error>

#include "ravine/base/error.hpp"
#include "ravine/base/file.hpp"

namespace ravine::app {
namespace {

namespace fs = std::filesystem;

std::string quoted(const fs::path& path) { return "\"" + path.string() + "\""; }

[[noreturn]] void refuse(const std::string& option, const fs::path& path, const std::string& why) {
  throw InputError(option + " " + path.string() + ": " + why, "name another place");
}

void require_writable(const std::string& option, const fs::path& path, const fs::path& folder) {
  std::error_code code;
  if (!fs::is_directory(folder, code)) refuse(option, path, quoted(folder) + " is a file, not a folder");
  if (const auto reason = why_not_writable(folder); !reason.empty())
    refuse(option, path, "nothing can be written in the folder " + quoted(folder) + ": " + reason);
}

}  // namespace

void require_file_place(const std::string& option, const fs::path& path) {
  if (path.empty()) return;
  std::error_code code;
  auto target = path;
  if (const auto status = fs::status(path, code); fs::exists(status)) {
    if (fs::is_directory(status)) refuse(option, path, "it is a folder, not a file");
    if (!fs::is_regular_file(status)) return;  // a pipe, /dev/null
    target = fs::canonical(path, code);
    if (code) target = path;
  }
  const auto folder = target.has_parent_path() ? target.parent_path() : fs::path(".");
  if (!fs::exists(folder, code) && code.value() != ENOTDIR)
    throw InputError(option + " " + path.string() + ": there is no folder " + quoted(folder),
                     "make it first, or name another place");
  require_writable(option, path, folder);
}

void require_folder_place(const std::string& option, const fs::path& path) {
  std::error_code code;
  if (fs::exists(path, code) && !fs::is_directory(path, code)) refuse(option, path, "it is a file, not a folder");
  auto nearest = fs::absolute(path);
  while (!fs::exists(nearest, code) && nearest.has_relative_path()) nearest = nearest.parent_path();
  require_writable(option, path, nearest);
}

}  // namespace ravine::app

#include "ravine/base/file.hpp"

#include <atomic>
#include <cerrno>
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <string>
#include <system_error>

#include "ravine/base/error.hpp"

namespace ravine {
namespace {

namespace fs = std::filesystem;

[[noreturn]] void fail(const fs::path& path, const std::string& reason) {
  throw SystemError("cannot write \"" + path.string() + "\": " + reason);
}

[[noreturn]] void fail(const fs::path& path, int error) { fail(path, std::generic_category().message(error)); }

// Writes everything and closes; 0 or the errno of what failed first.
int write_and_close(std::FILE* file, const void* data, std::size_t size) {
  errno = 0;
  int error = 0;
  if (size != 0 && std::fwrite(data, 1, size, file) != size) error = errno != 0 ? errno : EIO;
  if (std::fclose(file) != 0 && error == 0) error = errno != 0 ? errno : EIO;
  return error;
}

// A new file in `folder`, opened for writing and nobody else's. Its name is short, whatever the final one.
std::FILE* open_beside(const fs::path& folder, fs::path& temporary) {
  static std::atomic<std::uint64_t> counter{0};
  constexpr int attempts = 100;
  for (int attempt = 0; attempt < attempts; ++attempt) {
    const auto ticks = std::chrono::steady_clock::now().time_since_epoch().count();
    temporary = folder / (".ravine-" + std::to_string(ticks) + "-" + std::to_string(counter++) + ".part");
    if (auto* file = std::fopen(temporary.string().c_str(), "wbx")) return file;  // x: fails when it exists
    if (errno != EEXIST) break;
  }
  return nullptr;
}

void write_bytes(const fs::path& path, const void* data, std::size_t size) {
  std::error_code code;
  auto target = path;
  const auto status = fs::status(path, code);
  if (fs::is_directory(status)) fail(path, "it is a folder");
  if (fs::exists(status) && !fs::is_regular_file(status)) {
    auto* file = std::fopen(path.string().c_str(), "wb");
    if (file == nullptr) fail(path, errno);
    if (const int error = write_and_close(file, data, size)) fail(path, error);
    return;
  }
  if (fs::exists(status)) {
    target = fs::canonical(path, code);
    if (code) fail(path, code.message());
  }
  auto folder = target.parent_path();
  if (folder.empty()) folder = ".";
  fs::path temporary;
  auto* file = open_beside(folder, temporary);
  if (file == nullptr) fail(path, errno);
  if (const int error = write_and_close(file, data, size)) {
    fs::remove(temporary, code);
    fail(path, error);
  }
  std::error_code ignored;
  if (fs::exists(status)) fs::permissions(temporary, status.permissions(), ignored);
  fs::rename(temporary, target, code);
  if (code) {
    fs::remove(temporary, ignored);
    fail(path, code.message());
  }
}

}  // namespace

void write_file(const fs::path& path, std::span<const unsigned char> bytes) {
  write_bytes(path, bytes.data(), bytes.size());
}

std::string why_not_writable(const fs::path& folder) {
  fs::path temporary;
  auto* file = open_beside(folder, temporary);
  // A full disk is no property of the place.
  if (file == nullptr) return errno == ENOSPC ? std::string() : std::generic_category().message(errno);
  std::fclose(file);
  std::error_code ignored;
  fs::remove(temporary, ignored);
  return {};
}

void write_file(const fs::path& path, std::string_view text) { write_bytes(path, text.data(), text.size()); }

}  // namespace ravine

// Files: written whole or not at all, and safe names for them.
#pragma once

#include <cstddef>
#include <filesystem>
#include <initializer_list>
#include <set>
#include <span>
#include <string>
#include <string_view>

namespace ravine {

// Writes `bytes` beside `path` and renames: who reads `path` sees the old file or the whole new one, and a failure
// leaves nothing half-written. A link keeps pointing where it did, the file behind it is replaced. What is no regular
// file (a pipe, /dev/stdout) is written straight. The folder must exist. Throws SystemError with the path and the
// reason.
void write_file(const std::filesystem::path& path, std::span<const unsigned char> bytes);
void write_file(const std::filesystem::path& path, std::string_view text);

// Why nothing can be written in `folder`, which exists; empty where it can, or could but for a full disk. Tried with an
// empty file, which is gone again.
std::string why_not_writable(const std::filesystem::path& folder);

// A label as a file's name, without extension: letters and digits of any script, '.', '-' and '_' stay; a run of
// anything else (spaces, brackets, separators, control characters, bytes that are no UTF-8) becomes one '-'. Never
// empty, never longer than `limit` bytes (>= 16; cut between characters), and never a name that some system reserves,
// hides or reads as an option. "adam(lr=0.1)" gives "adam-lr-0.1".
std::string safe_file_name(std::string_view label, std::size_t limit = 120);

// Safe names for the files of one folder, no two alike, also where case does not count: the second "Adam" is "Adam-2".
// Depends on the labels and their order only. One folder an object; not for several threads at once.
class FileNames {
 public:
  // `taken`: names (without extension) that the folder needs for other files.
  FileNames(std::initializer_list<std::string_view> taken = {});
  std::string name(std::string_view label);

 private:
  std::set<std::string, std::less<>> taken_;
};

}  // namespace ravine

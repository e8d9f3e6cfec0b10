// ravine init: a commented definition to start from.
#include <fmt/format.h>

#include <filesystem>

#include "ravine/app/commands.hpp"
#include "ravine/app/output_place.hpp"
#include "ravine/base/error.hpp"
#include "ravine/base/file.hpp"
#include "ravine/study/definition_keys.hpp"

namespace ravine::app {
namespace {

// As a shell reads it back as one word that is no option.
std::string shell_word(const std::string& word) {
  const bool plain =
      word.find_first_not_of("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-./+,:@%") ==
      std::string::npos;
  std::string quoted = plain ? word : "'";
  if (!plain) {
    for (const char c : word) quoted += c == '\'' ? std::string("'\\''") : std::string(1, c);
    quoted += '\'';
  }
  return (word.front() == '-' ? "-- " : "") + quoted;
}

}  // namespace

int init(const InitCommand& command) {
  if (!command.force && std::filesystem::exists(command.file))
    throw InputError("`" + command.file + "` is there already", "name another file, or overwrite it with --force");
  require_file_place("the file", command.file);
  write_file(command.file, study::definition_template());
  fmt::print("Wrote {}. Run it: ravine run --out out {}\n", command.file, shell_word(command.file));
  return 0;
}

}  // namespace ravine::app

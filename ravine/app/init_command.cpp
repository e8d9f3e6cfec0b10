// ravine init: a commented definition to start from.
#include <fmt/format.h>

#include <filesystem>

#include "ravine/app/commands.hpp"
#include "ravine/base/error.hpp"
#include "ravine/base/file.hpp"
#include "ravine/study/definition_keys.hpp"

namespace ravine::app {

int init(const InitCommand& command) {
  if (!command.force && std::filesystem::exists(command.file))
    throw InputError("`" + command.file + "` is there already", "name another file, or overwrite it with --force");
  write_file(command.file, study::definition_template());
  fmt::print("Wrote {}. Run it: ravine run {} --out out\n", command.file, command.file);
  return 0;
}

}  // namespace ravine::app

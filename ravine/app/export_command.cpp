// ravine export: the runs of a study's store, for other programs.
#include <cstdio>
#include <filesystem>
#include <memory>

#include "ravine/app/commands.hpp"
#include "ravine/app/output_place.hpp"
#include "ravine/base/error.hpp"
#include "ravine/base/file.hpp"
#include "ravine/study/stored_study.hpp"

namespace ravine::app {
namespace {

namespace fs = std::filesystem;

void print(std::string_view text) {
  if (std::fwrite(text.data(), 1, text.size(), stdout) != text.size())
    throw SystemError("the standard output cannot be written");
}

}  // namespace

int export_study(const ExportCommand& command) {
  require_file_place("--out", command.out);
  const fs::path place = command.study;
  const study::StoredStudy stored(fs::is_directory(place) ? place / "study.sqlite" : place);
  const auto table = command.curves ? study::StoredTable::curves : study::StoredTable::runs;
  std::string text;
  const study::TextSink sink =
      command.out.empty() ? study::TextSink(print) : [&](std::string_view piece) { text += piece; };
  if (command.format == "npy") {
    const auto bytes = study::export_npy(stored, table);
    if (command.out.empty())
      print({reinterpret_cast<const char*>(bytes.data()), bytes.size()});
    else
      write_file(command.out, bytes);
  } else {
    (command.format == "json" ? study::export_json : study::export_csv)(stored, table, sink);
    if (!command.out.empty()) write_file(command.out, text);
  }
  if (std::fflush(stdout) != 0) throw SystemError("the standard output cannot be written");
  return 0;
}

}  // namespace ravine::app

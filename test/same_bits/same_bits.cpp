// Computes the library's results in many ways and prints `name hash`, a line each, and the total. Whatever compiles
// this must print the same lines: script/same-bits compares them.
//
//   same_bits [GOLDEN]             fails where a line differs from the file's
//   same_bits --write GOLDEN       writes the file anew
//
// To change a result on purpose, write the file anew and say why in the commit: stored results of users change too.
#include <cinttypes>
#include <cstdio>
#include <cstring>
#include <fstream>
#include <map>
#include <sstream>
#include <string>

#include "report.hpp"

namespace {

using namespace ravine::same_bits;

std::string text_of(const Report& report) {
  std::string text;
  ravine::math::Hash total;
  char line[200];
  const auto add = [&](const std::string& name, std::uint64_t hash) {
    std::snprintf(line, sizeof line, "%s %016" PRIx64 "\n", name.c_str(), hash);
    text += line;
  };
  for (const auto& [name, hash] : report.lines()) {
    total.add(std::string_view(name)).add(hash);
    add(name, hash);
  }
  add("total", total.value());
  return text;
}

std::map<std::string, std::string> lines_of(std::istream& in) {
  std::map<std::string, std::string> lines;
  for (std::string name, hash; in >> name >> hash;) lines[name] = hash;
  return lines;
}

// The number of lines that differ, each said to the error stream.
int differences(const std::string& text, const char* path) {
  std::ifstream file(path);
  std::istringstream computed(text);
  auto expected = lines_of(file);
  int count = 0;
  for (const auto& [name, hash] : lines_of(computed)) {
    const auto known = expected.find(name);
    if (known == expected.end() || known->second != hash) {
      std::fprintf(stderr, "%s is %s, %s says %s\n", name.c_str(), hash.c_str(), path,
                   known == expected.end() ? "nothing" : known->second.c_str());
      ++count;
    }
    if (known != expected.end()) expected.erase(known);
  }
  for (const auto& [name, hash] : expected) {
    std::fprintf(stderr, "%s was not computed, %s says %s\n", name.c_str(), path, hash.c_str());
    ++count;
  }
  return count;
}

}  // namespace

int main(int count, char** arguments) {
  Report report;
  math_section(report);
  number_section(report);
  run_section(report);

  const auto text = text_of(report);
  std::fputs(text.c_str(), stdout);
  for (const auto& failure : report.failures()) std::fprintf(stderr, "%s\n", failure.c_str());
  int faults = static_cast<int>(report.failures().size());
  if (count == 3 && std::strcmp(arguments[1], "--write") == 0) {
    std::ofstream(arguments[2]) << text;
  } else if (count == 2) {
    faults += differences(text, arguments[1]);
  }
  return faults == 0 ? 0 : 1;
}

#include "ravine/study/provenance.hpp"

#include <sys/utsname.h>

#include <array>
#include <ctime>

namespace ravine::study {

Provenance provenance() {
  Provenance made;
  made.version = RAVINE_VERSION;
#if defined(__clang__)
  made.compiler = "clang " __clang_version__;
#else
  made.compiler = "gcc " __VERSION__;
#endif
  utsname name{};
  if (uname(&name) == 0) {
    made.host = std::string(name.nodename) + " (" + name.sysname + " " + name.release + " " + name.machine + ")";
  }
  const auto now = std::time(nullptr);
  std::tm utc{};
  std::array<char, 32> text{};
  if (gmtime_r(&now, &utc) != nullptr) std::strftime(text.data(), text.size(), "%Y-%m-%dT%H:%M:%SZ", &utc);
  made.date = text.data();
  return made;
}

}  // namespace ravine::study

// Where and with what results were made.
#pragma once

#include <string>

namespace ravine::study {

struct Provenance {
  std::string version;   // of the library: "0.1.0"
  std::string compiler;  // "gcc 12.2.0"
  std::string host;      // "name (Linux 6.1.0 x86_64)"
  std::string date;      // UTC, "2026-11-22T20:15:00Z"
};

// Of this program, here and now.
Provenance provenance();

}  // namespace ravine::study

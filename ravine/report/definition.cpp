#include "ravine/report/definition.hpp"

namespace ravine::report {

void write_definition(Markup& page, const std::string& definition, const std::string& overrides) {
  if (definition.empty()) return;
  page << "<details><summary>Definition of this study</summary><pre><code>";
  page.source(definition) << "</code></pre></details>\n";
  if (overrides.empty()) return;
  page << "<p>The command line laid over it: <code>";
  page.source(overrides) << "</code></p>\n";
}

}  // namespace ravine::report

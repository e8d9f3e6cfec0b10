# Run with -P: writes OUTPUT, a C++ source with the report's script (the files SCRIPTS, in their order, in one function
# of their own) and its style sheet (the file STYLE).
set(script "\"use strict\";\n(() => {\n")
foreach(file IN LISTS SCRIPTS)
  file(READ ${file} text)
  string(APPEND script "${text}")
endforeach()
string(APPEND script "})();\n")
file(READ ${STYLE} style)
file(WRITE ${OUTPUT} "// Made from ravine/report/page by cmake/embed_page.cmake.
#include \"ravine/report/page.hpp\"

namespace ravine::report {
std::string_view page_script() { return R\"ravine-page(${script})ravine-page\"; }
std::string_view page_style() { return R\"ravine-page(${style})ravine-page\"; }
}  // namespace ravine::report
")

# Run with -P: writes OUTPUT, a C++ source with the report's script (the files SCRIPTS, in their order, in one function
# of their own), the script of a study's page (the file CELLS) and the style sheet of both (the file STYLE).
function(join_scripts variable)
  set(script "\"use strict\";\n(() => {\n")
  foreach(file IN LISTS ARGN)
    file(READ ${file} text)
    string(APPEND script "${text}")
  endforeach()
  set(${variable} "${script}})();\n" PARENT_SCOPE)
endfunction()
join_scripts(script ${SCRIPTS})
join_scripts(cells ${CELLS})
file(READ ${STYLE} style)
file(WRITE ${OUTPUT} "// Made from ravine/report/page by cmake/embed_page.cmake.
#include \"ravine/report/page.hpp\"

namespace ravine::report {
std::string_view page_script() { return R\"ravine-page(${script})ravine-page\"; }
std::string_view cells_script() { return R\"ravine-page(${cells})ravine-page\"; }
std::string_view page_style() { return R\"ravine-page(${style})ravine-page\"; }
}  // namespace ravine::report
")

# The report's writer: an internal library, linked by the program and by its test. GLib (Pango's own) has the SHA-256.
find_package(PkgConfig REQUIRED)
pkg_check_modules(glib REQUIRED IMPORTED_TARGET glib-2.0)
find_package(nlohmann_json REQUIRED)

# The page's script and style sheet, joined from their files and put into a C++ source.
set(report_page ${PROJECT_SOURCE_DIR}/ravine/report/page)
set(report_scripts number trail clock table chart scene readout page)
list(TRANSFORM report_scripts PREPEND ${report_page}/)
list(TRANSFORM report_scripts APPEND .js)
set(report_cells ${report_page}/cells.js)
set(report_style ${report_page}/report.css)
set(report_embedded ${PROJECT_BINARY_DIR}/generated/report_page.cpp)
add_custom_command(OUTPUT ${report_embedded}
  COMMAND ${CMAKE_COMMAND} "-DSCRIPTS=${report_scripts}" -DCELLS=${report_cells} -DSTYLE=${report_style} -DOUTPUT=${report_embedded}
          -P ${PROJECT_SOURCE_DIR}/cmake/embed_page.cmake
  DEPENDS ${report_scripts} ${report_cells} ${report_style} ${PROJECT_SOURCE_DIR}/cmake/embed_page.cmake
  COMMENT "Embedding the report's page" VERBATIM)

ravine_stage_sources(sources report)
if(NOT sources OR NOT TARGET ravine_view)
  return()
endif()
add_library(ravine_report STATIC ${sources} ${report_embedded})
target_link_libraries(ravine_report PUBLIC ravine::core ravine::view
  PRIVATE PkgConfig::glib nlohmann_json::nlohmann_json ravine_flags ravine_strict)
ravine_unoptimised_where_sanitized(ravine_report)
ravine_unity(ravine_report)

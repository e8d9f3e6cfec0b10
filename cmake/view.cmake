# ravine::view: pictures from plain data, drawn by Cairo and Pango.
find_package(PkgConfig REQUIRED)
pkg_check_modules(cairo REQUIRED IMPORTED_TARGET cairo)
pkg_check_modules(pangocairo REQUIRED IMPORTED_TARGET pangocairo)
pkg_check_modules(png REQUIRED IMPORTED_TARGET libpng)
ravine_stage_sources(sources view)
if(NOT sources)
  return()
endif()
ravine_library(view ${sources})
target_link_libraries(ravine_view PUBLIC ravine::core
  PRIVATE $<BUILD_INTERFACE:PkgConfig::cairo> $<BUILD_INTERFACE:PkgConfig::pangocairo> $<BUILD_INTERFACE:PkgConfig::png>)

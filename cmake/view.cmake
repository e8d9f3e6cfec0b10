# ravine::view: pictures from plain data, drawn by Cairo and Pango.
include(cmake/view-dependencies.cmake)
ravine_stage_sources(sources view)
if(NOT sources)
  return()
endif()
ravine_library(view ${sources})
target_link_libraries(ravine_view PUBLIC ravine::core
  PRIVATE PkgConfig::cairo PkgConfig::pango PkgConfig::png)

# ravine::problems: problems that need more than the standard library: data sets, models, external programs.
include(cmake/problems-dependencies.cmake)
ravine_stage_sources(sources ${RAVINE_PROBLEMS})
if(NOT sources)
  return()
endif()
ravine_library(problems ${sources})
target_link_libraries(ravine_problems PUBLIC ravine::core PRIVATE ZLIB::ZLIB PkgConfig::libdeflate)

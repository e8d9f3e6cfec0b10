# ravine::study: many descents from one definition. TOML and SQLite stay inside.
include(cmake/study-dependencies.cmake)
ravine_stage_sources(sources study)
if(NOT sources)
  return()
endif()
ravine_library(study ${sources})
target_link_libraries(ravine_study PUBLIC ravine::core PRIVATE PkgConfig::sqlite3 PkgConfig::tomlplusplus)

# ravine::study: many descents from one definition. TOML and SQLite stay inside.
find_package(PkgConfig REQUIRED)
pkg_check_modules(sqlite3 REQUIRED IMPORTED_TARGET sqlite3)
pkg_check_modules(tomlplusplus REQUIRED IMPORTED_TARGET tomlplusplus)
ravine_stage_sources(sources study)
if(NOT sources)
  return()
endif()
ravine_library(study ${sources})
target_link_libraries(ravine_study PUBLIC ravine::core
  PRIVATE $<BUILD_INTERFACE:PkgConfig::sqlite3> $<BUILD_INTERFACE:PkgConfig::tomlplusplus>)

# ravine::study: many descents from one definition. TOML and SQLite stay inside.
include(cmake/study-dependencies.cmake)
find_package(nlohmann_json REQUIRED)
find_package(Boost 1.74 REQUIRED)  # headers: Sobol' sequences, distributions
ravine_stage_sources(sources study)
if(NOT sources)
  return()
endif()
ravine_library(study ${sources})
ravine_unoptimised_where_sanitized(ravine_study)
target_compile_definitions(ravine_study PRIVATE RAVINE_VERSION="${PROJECT_VERSION}")
target_link_libraries(ravine_study PUBLIC ravine::core $<TARGET_NAME_IF_EXISTS:ravine::problems> PRIVATE PkgConfig::sqlite3 PkgConfig::tomlplusplus
  $<BUILD_INTERFACE:nlohmann_json::nlohmann_json>
  $<BUILD_INTERFACE:Boost::headers>)

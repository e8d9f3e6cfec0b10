# The program: report and app on top of the libraries.
find_package(CLI11 REQUIRED)
find_package(fmt REQUIRED)
find_package(nlohmann_json REQUIRED)
ravine_stage_sources(sources report app)
if(NOT EXISTS ${PROJECT_SOURCE_DIR}/ravine/app/main.cpp)
  return()
endif()
add_executable(ravine ${sources})
target_compile_definitions(ravine PRIVATE RAVINE_VERSION="${PROJECT_VERSION}")
target_link_libraries(ravine PRIVATE ravine::core ravine::view ravine::study CLI11::CLI11 fmt::fmt
  nlohmann_json::nlohmann_json ravine_flags ravine_strict)

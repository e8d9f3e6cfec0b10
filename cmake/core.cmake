# ravine::core: base to analysis. The standard library only, so it also compiles to WebAssembly.
ravine_stage_sources(sources base expression problem method run analysis)
ravine_library(core ${sources})
find_package(Threads REQUIRED)
target_link_libraries(ravine_core PUBLIC Threads::Threads)
if(BUILD_SHARED_LIBS)
  target_link_options(ravine_core PRIVATE -Wl,--version-script=${PROJECT_SOURCE_DIR}/cmake/core.map)
  set_target_properties(ravine_core PROPERTIES LINK_DEPENDS ${PROJECT_SOURCE_DIR}/cmake/core.map)
endif()

# ravine::core: base to analysis. The standard library only, so it also compiles to WebAssembly.
ravine_stage_sources(sources base expression problem method run analysis)
ravine_library(core ${sources})
find_package(Threads REQUIRED)
target_link_libraries(ravine_core PUBLIC Threads::Threads)

# ravine::problems: problems that need more than the standard library: data sets, models, external programs.
include(cmake/problems-dependencies.cmake)
ravine_stage_sources(sources ${RAVINE_PROBLEMS})
if(NOT sources)
  return()
endif()
ravine_library(problems ${sources})
target_link_libraries(ravine_problems PUBLIC ravine::core PRIVATE ZLIB::ZLIB PkgConfig::libdeflate)

find_package(Eigen3 REQUIRED)  # its headers alone, and only in the sources of the product
target_link_libraries(ravine_problems PRIVATE $<BUILD_INTERFACE:Eigen3::Eigen>)
# The product of matrices once for each instruction set.
if(CMAKE_SYSTEM_PROCESSOR STREQUAL "x86_64" AND NOT RAVINE_ONE_ISA)
  set(product ${PROJECT_SOURCE_DIR}/ravine/problem/model/product)
  set_source_files_properties(${product}.cpp PROPERTIES COMPILE_DEFINITIONS RAVINE_PRODUCT_LEVELS)
  set_source_files_properties(${product}_v3.cpp PROPERTIES COMPILE_OPTIONS -march=x86-64-v3)
  set_source_files_properties(${product}_v4.cpp PROPERTIES COMPILE_OPTIONS
    "-march=x86-64-v4;-mprefer-vector-width=512;-Wno-maybe-uninitialized")  # a false alarm of g++ (GCC bug 105593)
endif()

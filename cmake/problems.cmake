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
  foreach(level v3 v4)
    add_library(ravine_product_${level} OBJECT ${product}_kernel.cpp)
    target_compile_definitions(ravine_product_${level} PRIVATE RAVINE_PRODUCT=product_${level}
      Eigen=Eigen_ravine_${level})
    target_compile_options(ravine_product_${level} PRIVATE -march=x86-64-${level})
    target_include_directories(ravine_product_${level} PRIVATE ${PROJECT_SOURCE_DIR})
    target_link_libraries(ravine_product_${level} PRIVATE Eigen3::Eigen ravine_flags ravine_strict)
    set_target_properties(ravine_product_${level} PROPERTIES POSITION_INDEPENDENT_CODE ON)
    target_sources(ravine_problems PRIVATE $<TARGET_OBJECTS:ravine_product_${level}>)
  endforeach()
  # The warnings are a false alarm of g++ (GCC bug 105593).
  target_compile_options(ravine_product_v4 PRIVATE -mprefer-vector-width=512 -Wno-maybe-uninitialized -Wno-uninitialized)
endif()

find_package(nlohmann_json REQUIRED)
target_link_libraries(ravine_problems PRIVATE $<BUILD_INTERFACE:nlohmann_json::nlohmann_json>)

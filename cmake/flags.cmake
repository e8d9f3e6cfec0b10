# What every source of the library, the program and the tests is compiled with.
# The same bits everywhere (doc/design.md, D1): contraction would change results, and without the other two flags loops
# do not vectorise. Never -ffast-math.
add_library(ravine_flags INTERFACE)
target_compile_options(ravine_flags INTERFACE -ffp-contract=off -fno-math-errno -fno-trapping-math)

add_library(ravine_strict INTERFACE)
target_compile_options(ravine_strict INTERFACE -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wno-sign-conversion
  -Wnon-virtual-dtor -Wold-style-cast -Wno-unknown-pragmas -Wno-unknown-warning-option -Wno-pass-failed -Wno-restrict)  # -Wrestrict: g++ 12's false alarm on "x" + std::string (GCC bug 105651)
if(RAVINE_WARNINGS_AS_ERRORS)
  target_compile_options(ravine_strict INTERFACE -Werror)
endif()
if(RAVINE_SANITIZE)
  add_compile_options(-fsanitize=${RAVINE_SANITIZE} -fno-sanitize-recover=all -fno-omit-frame-pointer -g1)
  add_link_options(-fsanitize=${RAVINE_SANITIZE})
  # With a sanitizer's checks in between, g++ loses sight of what was initialised and how large it is (its manual says so).
  target_compile_options(ravine_strict INTERFACE $<$<CXX_COMPILER_ID:GNU>:-Wno-maybe-uninitialized;-Wno-array-bounds>)
endif()

if(RAVINE_FUZZ)  # every source counts its branches, so that the fuzzer sees where an input went
  add_compile_options(-fsanitize=fuzzer-no-link)
endif()

# For a build that is made whole: a third of a test's time goes into the same headers again and again. That every file
# includes what it needs is shown by the presets `dev` and `clang`, and by clang-tidy (script/check.d/tidy). Optimised code
# is left alone in the release build: after precompiled headers g++ 12 warns of what the standard library does to itself.
function(ravine_precompile target)
  if(NOT RAVINE_PRECOMPILED_HEADERS OR (RAVINE_PRECOMPILED_HEADERS STREQUAL TESTS AND NOT target MATCHES "^test_"))
    return()
  endif()
  target_precompile_headers(${target} PRIVATE <algorithm> <array> <cmath> <functional> <memory> <optional> <span>
    <string> <string_view> <utility> <vector> ${ARGN})
  target_compile_options(${target} PRIVATE $<$<CXX_COMPILER_ID:Clang>:SHELL:-Xclang -fno-pch-timestamp>)  # for ccache
endfunction()

# A sanitizer's checks take long to optimise: code that is not slow by its arithmetic is compiled without.
function(ravine_unoptimised_where_sanitized target)
  if(RAVINE_SANITIZE)
    target_compile_options(${target} PRIVATE -O0)
  endif()
endfunction()

# A library made of stages: own flags, include root for the tree and for the installed copy.
function(ravine_library name)
  add_library(ravine_${name} ${ARGN})
  add_library(ravine::${name} ALIAS ravine_${name})
  set_target_properties(ravine_${name} PROPERTIES EXPORT_NAME ${name} POSITION_INDEPENDENT_CODE ON
    DEFINE_SYMBOL "" VERSION ${PROJECT_VERSION} SOVERSION ${PROJECT_VERSION_MAJOR}.${PROJECT_VERSION_MINOR})
  target_include_directories(ravine_${name} PUBLIC
    $<BUILD_INTERFACE:${PROJECT_SOURCE_DIR}> $<INSTALL_INTERFACE:${CMAKE_INSTALL_INCLUDEDIR}>)
  target_compile_features(ravine_${name} PUBLIC cxx_std_20)
  if(BUILD_SHARED_LIBS)  # the library calls its own functions, whatever a program defines under the same names
    target_link_options(ravine_${name} PRIVATE -Wl,-Bsymbolic-functions)
  endif()
  target_compile_definitions(ravine_${name} PRIVATE RAVINE_LIBRARY_SOURCE
    $<$<BOOL:${RAVINE_ONE_ISA}>:RAVINE_ONE_ISA>)
  target_link_libraries(ravine_${name} PRIVATE $<BUILD_INTERFACE:ravine_flags> $<BUILD_INTERFACE:ravine_strict>)
  ravine_precompile(ravine_${name})
endfunction()

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

# For a build that is made whole: most of the time goes into the same headers again and again, so sources are compiled
# several at once. Names of one file alone are therefore no other file's of the same library. Sources with kernels stay
# alone: what a compiler inlines is limited by the unit. That every file includes what it needs is shown by the presets
# without, `dev` and `clang`, and by script/check.d/sources.
function(ravine_unity target)
  if(NOT RAVINE_UNITY)
    return()
  endif()
  set_target_properties(${target} PROPERTIES UNITY_BUILD ON UNITY_BUILD_BATCH_SIZE ${RAVINE_UNITY})
  # g++ takes what a unit includes for headers, whose types should not have members of unnamed namespaces.
  target_compile_options(${target} PRIVATE $<$<CXX_COMPILER_ID:GNU>:-Wno-subobject-linkage>)
  get_target_property(sources ${target} SOURCES)
  foreach(source IN LISTS sources)
    if(EXISTS ${source})
      file(STRINGS ${source} kernels LIMIT_COUNT 1 REGEX "RAVINE_(EVERY_ISA|BUILT_IN_RULE|LANES)")
      if(kernels)
        set_source_files_properties(${source} PROPERTIES SKIP_UNITY_BUILD_INCLUSION ON)
      endif()
    endif()
  endforeach()
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
  ravine_unity(ravine_${name})
endfunction()

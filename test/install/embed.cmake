# cmake -D kind=static|shared -D source= -D built= -D work= -D compiler= -D launcher= -P embed.cmake
# Installs a copy below `work`, builds example/embed against it with plain flags and runs its tests. Against the static
# libraries with flags that would fuse multiply and add, too: what the programs print is the same bits.
set(prefix ${work}/prefix)
file(REMOVE_RECURSE ${prefix} ${work}/plain ${work}/fused)

function(run)
  execute_process(COMMAND ${ARGN} RESULT_VARIABLE status OUTPUT_VARIABLE output ERROR_VARIABLE output)
  if(NOT status EQUAL 0)
    list(JOIN ARGN " " command)
    message(FATAL_ERROR "${command}\n${output}")
  endif()
  set(output "${output}" PARENT_SCOPE)
endfunction()

set(compile -G Ninja -D CMAKE_CXX_COMPILER=${compiler} -D CMAKE_CXX_COMPILER_LAUNCHER=${launcher}
  -D CMAKE_BUILD_TYPE=Release)
if(kind STREQUAL "shared")
  set(built ${work}/library)
  # Not optimised: what a library shows of its kernels and how it is found is the same, and so are its bits.
  run(${CMAKE_COMMAND} -S ${source} -B ${built} ${compile} -D BUILD_SHARED_LIBS=ON -D RAVINE_TESTS=OFF
    -D RAVINE_PROGRAM=OFF -D RAVINE_UNITY=16 "-D CMAKE_CXX_FLAGS_RELEASE=-O0 -DNDEBUG")
  run(${CMAKE_COMMAND} --build ${built})
  # A program that had a kernel of its own under the same name would fail to load.
  run(nm -D --defined-only --demangle ${built}/libravine_core.so)
  string(REGEX MATCH "[^\n]*ravine::kernel::[a-z_]*<ravine::[A-Za-z]*(Rule|Link|Solver)[^\n]*" exported "${output}")
  if(exported)
    message(FATAL_ERROR "a built-in kernel is visible outside the library: ${exported}")
  endif()
endif()
run(${CMAKE_COMMAND} --install ${built} --prefix ${prefix})

file(STRINGS /proc/cpuinfo fma REGEX "^flags.* fma " LIMIT_COUNT 1)
set(flags_plain -O2)
set(flags_fused "-O3 -ffp-contract=fast")
if(fma)
  string(APPEND flags_fused " -march=x86-64-v3")
endif()
set(ways plain)
if(kind STREQUAL "static")
  list(APPEND ways fused)
endif()
foreach(flags IN LISTS ways)
  run(${CMAKE_COMMAND} -S ${source}/example/embed -B ${work}/${flags} ${compile} -D CMAKE_PREFIX_PATH=${prefix}
    "-D CMAKE_CXX_FLAGS_RELEASE=${flags_${flags}}")
  run(${CMAKE_COMMAND} --build ${work}/${flags})
  run(${CMAKE_CTEST_COMMAND} --test-dir ${work}/${flags} --output-on-failure --no-tests=error)
  set(printed_${flags})
  foreach(program embed bits series)
    run(${work}/${flags}/${program})
    string(APPEND printed_${flags} "${output}")
  endforeach()
endforeach()
if(DEFINED printed_fused AND NOT printed_plain STREQUAL printed_fused)
  message(FATAL_ERROR "a program's flags changed the results:\n${printed_plain}\n${printed_fused}")
endif()
message("${printed_plain}")

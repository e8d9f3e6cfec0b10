# find_package(ravine COMPONENTS core problems view study): the libraries that were built, their headers in the tree's layout, and
# the program. A component is an export set of its own, so that finding the core needs neither Cairo nor SQLite.
include(CMakePackageConfigHelpers)
set(config_folder ${CMAKE_INSTALL_LIBDIR}/cmake/ravine)

# The headers of the named stages, and the face of the library that shows them (ravine/ravine.hpp, ravine/view.hpp ...).
function(ravine_install name face)
  if(NOT TARGET ravine_${name})
    return()
  endif()
  install(TARGETS ravine_${name} EXPORT ravine-${name}
    ARCHIVE DESTINATION ${CMAKE_INSTALL_LIBDIR} LIBRARY DESTINATION ${CMAKE_INSTALL_LIBDIR})
  install(EXPORT ravine-${name} NAMESPACE ravine:: DESTINATION ${config_folder})
  install(FILES ${PROJECT_SOURCE_DIR}/cmake/${name}-dependencies.cmake DESTINATION ${config_folder} OPTIONAL)
  install(FILES ${PROJECT_SOURCE_DIR}/ravine/${face}.hpp DESTINATION ${CMAKE_INSTALL_INCLUDEDIR}/ravine OPTIONAL)
  foreach(stage IN LISTS ARGN)
    install(DIRECTORY ${PROJECT_SOURCE_DIR}/ravine/${stage} DESTINATION ${CMAKE_INSTALL_INCLUDEDIR}/ravine
      FILES_MATCHING PATTERN *.hpp)
  endforeach()
endfunction()

ravine_install(core ravine base expression problem method run analysis)
ravine_install(problems problems)  # its headers are among the core's
ravine_install(view view view)
ravine_install(study study study)
if(TARGET ravine)
  install(TARGETS ravine RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})
endif()

configure_package_config_file(cmake/ravineConfig.cmake.in ${PROJECT_BINARY_DIR}/ravineConfig.cmake
  INSTALL_DESTINATION ${config_folder})
write_basic_package_version_file(${PROJECT_BINARY_DIR}/ravineConfigVersion.cmake COMPATIBILITY SameMinorVersion)
install(FILES ${PROJECT_BINARY_DIR}/ravineConfig.cmake ${PROJECT_BINARY_DIR}/ravineConfigVersion.cmake
  DESTINATION ${config_folder})

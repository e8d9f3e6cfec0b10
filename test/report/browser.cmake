# The page in use. Its script's parts that know no page run under node; all of it runs in Chromium, where there is one.
add_executable(report_sample ${CMAKE_CURRENT_LIST_DIR}/sample.cpp)
target_include_directories(report_sample PRIVATE ${PROJECT_SOURCE_DIR})
target_compile_definitions(report_sample PRIVATE RAVINE_SOURCE_DIR="${PROJECT_SOURCE_DIR}")
target_link_libraries(report_sample PRIVATE ravine_report ravine_flags ravine_strict)

set(samples ${CMAKE_CURRENT_BINARY_DIR}/report)
add_test(NAME report_sample COMMAND report_sample ${samples})
set_tests_properties(report_sample PROPERTIES FIXTURES_SETUP report_samples ENVIRONMENT "${surroundings}")

find_program(RAVINE_NODE NAMES node nodejs)
if(RAVINE_NODE)
  add_test(NAME report_page COMMAND ${RAVINE_NODE} ${CMAKE_CURRENT_LIST_DIR}/page_test.js
    ${PROJECT_SOURCE_DIR}/ravine/report/page ${samples})
  set_tests_properties(report_page PROPERTIES FIXTURES_REQUIRED report_samples)
endif()
find_program(RAVINE_PYTHON NAMES python3)
if(RAVINE_PYTHON AND NOT RAVINE_SANITIZE)  # what the page does is the same whoever wrote it
  add_test(NAME report_browser COMMAND ${RAVINE_PYTHON} -B ${CMAKE_CURRENT_LIST_DIR}/browser_test.py ${samples})
  set_tests_properties(report_browser PROPERTIES FIXTURES_REQUIRED report_samples SKIP_RETURN_CODE 77 TIMEOUT 120)
endif()

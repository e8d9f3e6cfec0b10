# The page in use: sample reports.
add_executable(report_sample ${CMAKE_CURRENT_LIST_DIR}/sample.cpp)
target_include_directories(report_sample PRIVATE ${PROJECT_SOURCE_DIR})
target_compile_definitions(report_sample PRIVATE RAVINE_SOURCE_DIR="${PROJECT_SOURCE_DIR}")
target_link_libraries(report_sample PRIVATE ravine_report ravine_flags ravine_strict)

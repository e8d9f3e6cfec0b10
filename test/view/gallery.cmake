# The gallery of pictures to look at; not part of a full build: `ninja view_gallery && ./view_gallery FOLDER`.
add_executable(view_gallery EXCLUDE_FROM_ALL view/gallery.cpp)
target_include_directories(view_gallery PRIVATE ${PROJECT_SOURCE_DIR})
target_compile_definitions(view_gallery PRIVATE RAVINE_SOURCE_DIR="${PROJECT_SOURCE_DIR}")
target_link_libraries(view_gallery PRIVATE ravine::view ravine_flags ravine_strict)
# And of the pictures of studies: `ninja study_gallery && ./study_gallery FOLDER [PART OF A NAME]`.
add_executable(study_gallery EXCLUDE_FROM_ALL view/study_gallery.cpp)
target_include_directories(study_gallery PRIVATE ${PROJECT_SOURCE_DIR})
target_link_libraries(study_gallery PRIVATE ravine::view ravine_flags ravine_strict)

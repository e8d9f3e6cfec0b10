// The page's constant parts: the files of report/page, embedded when the program is built (cmake/embed_page.cmake).
#pragma once

#include <string_view>

namespace ravine::report {

std::string_view page_script();
std::string_view page_style();
std::string_view cells_script();  // of a study's page

}  // namespace ravine::report

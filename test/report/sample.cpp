// Writes sample reports for the browser's test and for people to look at: report_sample DIRECTORY.
#include <chrono>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <string>

#include "test/report/notebook_report.hpp"

int main(int count, char** arguments) {
  if (count != 2) return 2;
  const std::filesystem::path directory = arguments[1];
  std::filesystem::create_directories(directory);
  const ravine::report::Report report = ravine::report::notebook_report(RAVINE_SOURCE_DIR "/test/golden/notebook");
  const auto before = std::chrono::steady_clock::now();
  const std::string page = ravine::report::report_html(report);
  const std::chrono::duration<double, std::milli> took = std::chrono::steady_clock::now() - before;
  std::ofstream(directory / "notebook.html", std::ios::binary) << page;
  std::printf("notebook.html: %zu bytes, %.1f ms\n", page.size(), took.count());
}

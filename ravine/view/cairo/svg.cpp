#include <cairo/cairo-svg.h>

#include <algorithm>
#include <cctype>
#include <new>
#include <string_view>

#include "ravine/base/file.hpp"
#include "ravine/view/cairo/image_file.hpp"
#include "ravine/view/cairo/paint.hpp"

namespace ravine::view {
namespace {

cairo_status_t append(void* text, const unsigned char* data, unsigned int size) {
  static_cast<std::string*>(text)->append(reinterpret_cast<const char*>(data), size);
  return CAIRO_STATUS_SUCCESS;
}

// Cairo names the outermost group after a counter of all surfaces this process ever made; the file must not depend on
// it.
void name_the_picture(std::string& svg) {
  constexpr std::string_view group = "<g id=\"surface";
  for (std::size_t at = svg.find(group); at != std::string::npos; at = svg.find(group, at + 1)) {
    const std::size_t first = at + group.size();
    std::size_t last = first;
    while (last < svg.size() && std::isdigit(static_cast<unsigned char>(svg[last]))) ++last;
    svg.erase(first, last - first);
  }
}

// "-12.345678" to "-12.35" and "4.000" to "4"; other text as it is.
void append_short(std::string& to, std::string_view number) {
  const std::size_t point = number.find('.');
  const bool negative = number.front() == '-';
  if (point == std::string_view::npos || point > 12) {
    to += number;
    return;
  }
  long hundredths = 0;
  for (const char c : number.substr(negative, point - negative)) hundredths = 10 * hundredths + (c - '0');
  for (std::size_t i = 1; i <= 2; ++i)
    hundredths = 10 * hundredths + (point + i < number.size() ? number[point + i] - '0' : 0);
  if (point + 3 < number.size() && number[point + 3] >= '5') ++hundredths;
  if (negative && hundredths != 0) to += '-';
  to += std::to_string(hundredths / 100);
  if (hundredths % 100 == 0) return;
  to += '.';
  to += static_cast<char>('0' + hundredths / 10 % 10);
  if (hundredths % 10 != 0) to += static_cast<char>('0' + hundredths % 10);
}

// Cairo writes coordinates of paths with six decimals; two are finer than any screen and make the file a third smaller.
std::string shortened(const std::string& svg) {
  constexpr std::string_view path = " d=\"", digits = "-.0123456789";
  std::string result;
  result.reserve(svg.size());
  std::size_t done = 0;
  for (std::size_t at = svg.find(path); at != std::string::npos; at = svg.find(path, done)) {
    const std::size_t begin = at + path.size(), end = std::min(svg.find('"', begin), svg.size());
    result.append(svg, done, begin - done);
    for (std::size_t i = begin; i < end;) {
      std::size_t last = i;
      while (last < end && digits.find(svg[last]) != std::string_view::npos) ++last;
      if (last == i)
        result += svg[i++];
      else
        append_short(result, std::string_view(svg).substr(i, last - i)), i = last;
    }
    done = end;
  }
  return result.append(svg, done);
}

}  // namespace

std::string svg_text(const DisplayList& list) {
  std::string svg;
  svg.reserve(std::size_t{1} << 18);
  cairo_surface_t* surface = cairo_svg_surface_create_for_stream(append, &svg, list.width, list.height);
  cairo_svg_surface_set_document_unit(surface, CAIRO_SVG_UNIT_PX);
  cairo_t* cairo = cairo_create(surface);
  cairo_set_source_rgb(cairo, list.background.red, list.background.green, list.background.blue);
  cairo_paint(cairo);
  paint(cairo, list.items);
  cairo_show_page(cairo);
  const bool drawn = cairo_status(cairo) == CAIRO_STATUS_SUCCESS;
  cairo_destroy(cairo);
  cairo_surface_finish(surface);
  const bool written = cairo_surface_status(surface) == CAIRO_STATUS_SUCCESS;
  cairo_surface_destroy(surface);
  if (!drawn || !written) throw std::bad_alloc();  // the file is in memory: nothing else can fail
  name_the_picture(svg);
  return shortened(svg);
}

void save_svg(const DisplayList& list, const std::filesystem::path& path) { write_file(path, svg_text(list)); }

}  // namespace ravine::view

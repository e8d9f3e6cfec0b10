#include <cairo/cairo-svg.h>

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
  return svg;
}

void save_svg(const DisplayList& list, const std::filesystem::path& path) { write_file(path, svg_text(list)); }

}  // namespace ravine::view

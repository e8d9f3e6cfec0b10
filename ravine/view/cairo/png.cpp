#include <png.h>
#include <zlib.h>

#include <cstdint>
#include <new>
#include <string>

#include "ravine/base/error.hpp"
#include "ravine/base/file.hpp"
#include "ravine/view/cairo/image_file.hpp"
#include "ravine/view/gif/palette.hpp"

namespace ravine::view {
namespace {

// libpng leaves a failure by longjmp, and no exception may pass through it. encode() therefore holds nothing that has a
// destructor.
void append(png_structp png, png_bytep data, png_size_t size) {
  bool done = true;
  try {
    auto& bytes = *static_cast<std::vector<unsigned char>*>(png_get_io_ptr(png));
    bytes.insert(bytes.end(), data, data + size);
  } catch (...) {
    done = false;
  }
  if (!done) png_error(png, "out of memory");
}

// How pixels become rows of bytes, and how hard these are compressed.
struct Form {
  int color_type = PNG_COLOR_TYPE_RGB;
  std::vector<png_color> palette;  // empty: RGB
  int filter = PNG_FILTER_UP, level = 1;
};

bool encode(const Canvas& canvas, const Form& form, gif::Quantizer* quantizer, std::vector<unsigned char>& bytes,
            unsigned char* row) {
  png_structp png = png_create_write_struct(PNG_LIBPNG_VER_STRING, nullptr, nullptr, nullptr);
  png_infop info = png ? png_create_info_struct(png) : nullptr;
  if (!info) {
    png_destroy_write_struct(&png, nullptr);
    return false;
  }
  if (setjmp(png_jmpbuf(png))) {
    png_destroy_write_struct(&png, &info);
    return false;
  }
  const auto width = static_cast<png_uint_32>(canvas.width()), height = static_cast<png_uint_32>(canvas.height());
  png_set_write_fn(png, &bytes, append, nullptr);
  png_set_IHDR(png, info, width, height, 8, form.color_type, PNG_INTERLACE_NONE, PNG_COMPRESSION_TYPE_DEFAULT,
               PNG_FILTER_TYPE_DEFAULT);
  if (!form.palette.empty()) png_set_PLTE(png, info, form.palette.data(), static_cast<int>(form.palette.size()));
  png_set_filter(png, PNG_FILTER_TYPE_BASE, form.filter);
  png_set_compression_level(png, form.level);
  png_set_compression_strategy(png, Z_DEFAULT_STRATEGY);
  png_set_compression_buffer_size(png, 1 << 16);
  png_write_info(png, info);
  for (png_uint_32 y = 0; y < height; ++y) {
    const std::uint32_t* source = canvas.pixels() + std::size_t{y} * canvas.stride();
    if (quantizer) {
      quantizer->map({source, width}, row);
    } else {
      for (std::size_t x = 0; x < width; ++x) {
        row[3 * x] = static_cast<unsigned char>(source[x] >> 16);
        row[3 * x + 1] = static_cast<unsigned char>(source[x] >> 8);
        row[3 * x + 2] = static_cast<unsigned char>(source[x]);
      }
    }
    png_write_row(png, row);
  }
  png_write_end(png, info);
  png_destroy_write_struct(&png, &info);
  return true;
}

std::vector<unsigned char> encoded(const Canvas& canvas, const Form& form, gif::Quantizer* quantizer) {
  std::vector<unsigned char> bytes;
  bytes.reserve(std::size_t{1} << 20);
  std::vector<unsigned char> row(3 * static_cast<std::size_t>(canvas.width()));
  // Nothing else can fail: the file is in memory.
  if (!encode(canvas, form, quantizer, bytes, row.data())) throw std::bad_alloc();
  return bytes;
}

}  // namespace

// Pale bands are long runs of one colour: the row above predicts them, and level 1 finds the rest.
std::vector<unsigned char> png_bytes(const Canvas& canvas) { return encoded(canvas, {}, nullptr); }

std::vector<unsigned char> png_bytes(const Canvas& canvas, std::size_t colors) {
  if (colors < 2 || colors > 255)
    throw InputError("a palette of " + std::to_string(colors) + " colours", "it holds 2 to 255");
  gif::Histogram histogram;
  for (int y = 0; y < canvas.height(); ++y)
    histogram.add(
        {canvas.pixels() + static_cast<std::size_t>(y) * canvas.stride(), static_cast<std::size_t>(canvas.width())});
  const auto chosen = gif::choose_colors(histogram, colors);
  gif::Quantizer quantizer(chosen);
  // Neighbours in a palette mean nothing, so rows are not predicted from others.
  Form form{PNG_COLOR_TYPE_PALETTE, {}, PNG_FILTER_NONE, 6};
  for (const auto color : chosen)
    form.palette.push_back(
        {static_cast<png_byte>(color >> 16), static_cast<png_byte>(color >> 8), static_cast<png_byte>(color)});
  return encoded(canvas, form, &quantizer);
}

void save_png(const Canvas& canvas, const std::filesystem::path& path) { write_file(path, png_bytes(canvas)); }
void save_png(const Canvas& canvas, const std::filesystem::path& path, std::size_t colors) {
  write_file(path, png_bytes(canvas, colors));
}
void save_png(const DisplayList& list, const std::filesystem::path& path) { save_png(Canvas(list), path); }

}  // namespace ravine::view

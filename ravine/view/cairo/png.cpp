#include <png.h>
#include <zlib.h>

#include <cstdint>
#include <new>

#include "ravine/base/file.hpp"
#include "ravine/view/cairo/image_file.hpp"

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

bool encode(const Canvas& canvas, std::vector<unsigned char>& bytes, unsigned char* row) {
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
  png_set_IHDR(png, info, width, height, 8, PNG_COLOR_TYPE_RGB, PNG_INTERLACE_NONE, PNG_COMPRESSION_TYPE_DEFAULT,
               PNG_FILTER_TYPE_DEFAULT);
  // Pale bands are long runs of one colour: the row above predicts them, and level 1 finds the rest.
  png_set_filter(png, PNG_FILTER_TYPE_BASE, PNG_FILTER_UP);
  png_set_compression_level(png, 1);
  png_set_compression_strategy(png, Z_DEFAULT_STRATEGY);
  png_set_compression_buffer_size(png, 1 << 16);
  png_write_info(png, info);
  for (png_uint_32 y = 0; y < height; ++y) {
    const std::uint32_t* source = canvas.pixels() + std::size_t{y} * canvas.stride();
    for (std::size_t x = 0; x < width; ++x) {
      row[3 * x] = static_cast<unsigned char>(source[x] >> 16);
      row[3 * x + 1] = static_cast<unsigned char>(source[x] >> 8);
      row[3 * x + 2] = static_cast<unsigned char>(source[x]);
    }
    png_write_row(png, row);
  }
  png_write_end(png, info);
  png_destroy_write_struct(&png, &info);
  return true;
}

}  // namespace

std::vector<unsigned char> png_bytes(const Canvas& canvas) {
  std::vector<unsigned char> bytes;
  bytes.reserve(std::size_t{1} << 20);
  std::vector<unsigned char> row(3 * static_cast<std::size_t>(canvas.width()));
  if (!encode(canvas, bytes, row.data())) throw std::bad_alloc();  // nothing else can fail: the file is in memory
  return bytes;
}

void save_png(const Canvas& canvas, const std::filesystem::path& path) { write_file(path, png_bytes(canvas)); }
void save_png(const DisplayList& list, const std::filesystem::path& path) { save_png(Canvas(list), path); }

}  // namespace ravine::view

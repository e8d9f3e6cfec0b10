#include "ravine/problem/dataset/gzip_source.hpp"

#include <libdeflate.h>
#include <zlib.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <new>
#include <utility>
#include <vector>

#include "ravine/base/error.hpp"

namespace ravine::dataset {
namespace {

// What a byte of deflate can become at most (zlib's technical details: 1032 to 1).
constexpr std::uint64_t most_ratio = 1032;

class GzipSource final : public ByteSource {
 public:
  GzipSource(std::unique_ptr<ByteSource> packed, std::string name)
      : packed_(std::move(packed)), name_(std::move(name)), input_(std::size_t{1} << 17) {
    constexpr int largest_window = 15, gzip = 16;
    if (inflateInit2(&stream_, largest_window + gzip) != Z_OK) throw std::bad_alloc();
  }
  GzipSource(const GzipSource&) = delete;
  GzipSource& operator=(const GzipSource&) = delete;
  ~GzipSource() override { inflateEnd(&stream_); }

  std::size_t read(unsigned char* to, std::size_t size) override {
    std::size_t done = 0;
    while (done < size && !ended_) {
      if (stream_.avail_in == 0) fill();
      if (stream_.avail_in == 0) {
        if (inside_) refuse("the packed file is cut short");
        ended_ = true;
        break;
      }
      inside_ = true;
      const auto wanted = static_cast<uInt>(std::min<std::size_t>(size - done, std::numeric_limits<uInt>::max()));
      stream_.next_out = to + done;
      stream_.avail_out = wanted;
      const int result = inflate(&stream_, Z_NO_FLUSH);
      done += wanted - stream_.avail_out;
      if (result == Z_STREAM_END) {
        next_member();
      } else if (result == Z_MEM_ERROR) {
        throw std::bad_alloc();
      } else if (result != Z_OK && result != Z_BUF_ERROR) {
        refuse("the packed file is damaged" + (stream_.msg != nullptr ? ": " + std::string(stream_.msg) : ""));
      }
    }
    return done;
  }

  std::uint64_t most_left() const override {
    constexpr auto most = std::numeric_limits<std::uint64_t>::max(), window = std::uint64_t{1} << 16;
    const auto left = packed_->most_left();
    if (left > most / most_ratio / 2) return most;
    return ended_ ? 0 : (left + stream_.avail_in) * most_ratio + window;
  }

  // Unpacking twice would take longer than what readers want it for.
  bool rewind() override { return false; }

 private:
  void fill() {
    stream_.next_in = input_.data();
    stream_.avail_in = static_cast<uInt>(packed_->read(input_.data(), input_.size()));
  }

  // gzip ignores zeros that pad a file to whole blocks, so do we.
  void next_member() {
    inside_ = false;
    do {
      while (stream_.avail_in != 0 && *stream_.next_in == 0) ++stream_.next_in, --stream_.avail_in;
      if (stream_.avail_in != 0) {
        inflateReset(&stream_);
        return;
      }
      fill();
    } while (stream_.avail_in != 0);
    ended_ = true;
  }

  [[noreturn]] void refuse(std::string message) const {
    throw InputError({std::move(message), "fetch or pack it again", {name_, 0, 0}, {}, 0, 1});
  }

  std::unique_ptr<ByteSource> packed_;
  std::string name_;
  std::vector<unsigned char> input_;
  z_stream stream_{};
  bool inside_ = false, ended_ = false;
};

// Bytes of its own.
class OwnedSource final : public ByteSource {
 public:
  OwnedSource(std::unique_ptr<unsigned char[]> bytes, std::size_t size) : bytes_(std::move(bytes)), size_(size) {}
  std::size_t read(unsigned char* to, std::size_t size) override {
    const auto count = std::min(size, size_ - given_);
    std::copy_n(bytes_.get() + given_, count, to);
    given_ += count;
    return count;
  }
  std::uint64_t most_left() const override { return size_ - given_; }
  bool rewind() override {
    given_ = 0;
    return true;
  }

 private:
  std::unique_ptr<unsigned char[]> bytes_;
  std::size_t size_, given_ = 0;
};

// The whole of one member by libdeflate, which takes half of zlib's time but needs all of it in memory. Nothing where
// the bytes are not just that: zlib then goes through them, and says what is wrong if something is.
std::unique_ptr<ByteSource> unpack_whole(const unsigned char* packed, std::size_t packed_size) {
  if (packed_size < 18) return nullptr;  // no member is shorter
  std::size_t size = 0;
  for (std::size_t k = 1; k <= 4; ++k) size = size << 8 | packed[packed_size - k];  // says its last field, modulo 2^32
  constexpr std::size_t most = std::size_t{1} << 30;
  if (size > most || size > packed_size * most_ratio) return nullptr;
  const std::unique_ptr<libdeflate_decompressor, decltype(&libdeflate_free_decompressor)> decompressor(
      libdeflate_alloc_decompressor(), &libdeflate_free_decompressor);
  if (!decompressor) throw std::bad_alloc();
  std::unique_ptr<unsigned char[]> bytes(new unsigned char[std::max<std::size_t>(size, 1)]);
  std::size_t taken = 0, given = 0;
  const auto result =
      libdeflate_gzip_decompress_ex(decompressor.get(), packed, packed_size, bytes.get(), size, &taken, &given);
  if (result != LIBDEFLATE_SUCCESS || taken != packed_size || given != size) return nullptr;
  return std::make_unique<OwnedSource>(std::move(bytes), size);
}

}  // namespace

std::unique_ptr<ByteSource> open_gzip(std::unique_ptr<ByteSource> packed, const std::string& name) {
  constexpr std::size_t most_whole = std::size_t{1} << 28;
  if (packed->most_left() <= most_whole) {
    const auto size = static_cast<std::size_t>(packed->most_left());
    std::unique_ptr<unsigned char[]> bytes(new unsigned char[size]);
    const auto read = packed->read(bytes.get(), size);
    if (auto whole = unpack_whole(bytes.get(), read)) return whole;
    packed = std::make_unique<OwnedSource>(std::move(bytes), read);
  }
  return std::make_unique<GzipSource>(std::move(packed), name);
}

}  // namespace ravine::dataset

// Where a reader's bytes come from: a file or memory, as they are or packed by gzip (RFC 1952).
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <string_view>

namespace ravine::dataset {

class ByteSource {
 public:
  virtual ~ByteSource() = default;
  // Writes the next bytes to `to`: `size` of them, fewer only where the source ends, then 0. Throws SystemError where a
  // file fails, InputError where packed bytes are damaged or cut short.
  virtual std::size_t read(unsigned char* to, std::size_t size) = 0;
  // No more bytes are left than this, whatever a header says: what a reader may reserve memory for. 2^64 - 1 where
  // nothing is known (a pipe).
  virtual std::uint64_t most_left() const = 0;
  // Begins anew; false where that cannot be done or takes long.
  virtual bool rewind() = 0;
};

// A source whose first bytes were looked at: it gives them all the same.
class LookedAt final : public ByteSource {
 public:
  LookedAt(std::unique_ptr<ByteSource> source, std::size_t count);
  std::string_view first() const { return first_; }  // `count` bytes, or as many as there are
  std::size_t read(unsigned char* to, std::size_t size) override;
  std::uint64_t most_left() const override;
  bool rewind() override;

 private:
  std::unique_ptr<ByteSource> rest_;
  std::string first_;
  std::size_t given_ = 0;
};

// What begins with gzip's magic bytes is unpacked on the way. Throws InputError where there is no such file.
std::unique_ptr<ByteSource> open_file(const std::filesystem::path& path);
// `bytes` must stay as long as the source. `name`: for errors.
std::unique_ptr<ByteSource> open_memory(std::span<const unsigned char> bytes, const std::string& name);

}  // namespace ravine::dataset

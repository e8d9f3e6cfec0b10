#include "ravine/problem/dataset/byte_source.hpp"

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <limits>
#include <system_error>
#include <utility>

#include "ravine/base/error.hpp"
#include "ravine/problem/dataset/gzip_source.hpp"

namespace ravine::dataset {
namespace {

namespace fs = std::filesystem;

class FileSource final : public ByteSource {
 public:
  explicit FileSource(const fs::path& path) : name_(path.string()) {
    std::error_code code;
    if (fs::is_directory(path, code)) throw InputError("cannot read \"" + name_ + "\": it is a folder");
    errno = 0;
    file_.reset(std::fopen(name_.c_str(), "rb"));
    if (!file_) {
      throw InputError("cannot read \"" + name_ + "\": " + std::generic_category().message(errno != 0 ? errno : EIO));
    }
    std::setvbuf(file_.get(), nullptr, _IONBF, 0);  // readers take large blocks
    if (fs::is_regular_file(path, code)) {
      const auto size = fs::file_size(path, code);
      if (!code) size_ = size;
    }
  }
  std::size_t read(unsigned char* to, std::size_t size) override {
    errno = 0;
    const auto count = std::fread(to, 1, size, file_.get());
    if (count < size && std::ferror(file_.get()) != 0) {
      throw SystemError("cannot read \"" + name_ + "\": " + std::generic_category().message(errno != 0 ? errno : EIO));
    }
    given_ += count;
    return count;
  }
  std::uint64_t most_left() const override { return size_ == unknown ? unknown : size_ - std::min(size_, given_); }
  bool rewind() override {
    if (size_ == unknown || std::fseek(file_.get(), 0, SEEK_SET) != 0) return false;
    given_ = 0;
    return true;
  }

 private:
  static constexpr auto unknown = std::numeric_limits<std::uint64_t>::max();
  struct Close {
    void operator()(std::FILE* file) const { std::fclose(file); }
  };
  std::string name_;
  std::unique_ptr<std::FILE, Close> file_;
  std::uint64_t size_ = unknown, given_ = 0;
};

class MemorySource final : public ByteSource {
 public:
  explicit MemorySource(std::span<const unsigned char> bytes) : bytes_(bytes) {}
  std::size_t read(unsigned char* to, std::size_t size) override {
    const auto count = std::min(size, bytes_.size() - given_);
    if (count != 0) std::memcpy(to, bytes_.data() + given_, count);
    given_ += count;
    return count;
  }
  std::uint64_t most_left() const override { return bytes_.size() - given_; }
  bool rewind() override {
    given_ = 0;
    return true;
  }

 private:
  std::span<const unsigned char> bytes_;
  std::size_t given_ = 0;
};

std::unique_ptr<ByteSource> unpacked(std::unique_ptr<ByteSource> source, const std::string& name) {
  auto whole = std::make_unique<LookedAt>(std::move(source), 2);
  if (whole->first() == "\x1F\x8B") return open_gzip(std::move(whole), name);
  return whole;
}

}  // namespace

LookedAt::LookedAt(std::unique_ptr<ByteSource> source, std::size_t count)
    : rest_(std::move(source)), first_(count, '\0') {
  first_.resize(rest_->read(reinterpret_cast<unsigned char*>(first_.data()), count));
}

std::size_t LookedAt::read(unsigned char* to, std::size_t size) {
  const auto count = std::min(size, first_.size() - given_);
  std::copy_n(first_.data() + given_, count, to);
  given_ += count;
  return count == size ? count : count + rest_->read(to + count, size - count);
}

std::uint64_t LookedAt::most_left() const {
  const auto left = rest_->most_left(), held = std::uint64_t{first_.size() - given_};
  return left > std::numeric_limits<std::uint64_t>::max() - held ? left : left + held;
}

bool LookedAt::rewind() {
  if (!rest_->rewind()) return false;
  given_ = first_.size();
  return true;
}

std::unique_ptr<ByteSource> open_file(const fs::path& path) {
  return unpacked(std::make_unique<FileSource>(path), path.string());
}

std::unique_ptr<ByteSource> open_memory(std::span<const unsigned char> bytes, const std::string& name) {
  return unpacked(std::make_unique<MemorySource>(bytes), name);
}

}  // namespace ravine::dataset

// Bytes that gzip packed, unpacked whole by libdeflate where they are few, else by zlib as they are
// asked for. Members that follow each other are one text, as gzip
// itself has it.
#pragma once

#include <memory>
#include <string>

#include "ravine/problem/dataset/byte_source.hpp"

namespace ravine::dataset {

std::unique_ptr<ByteSource> open_gzip(std::unique_ptr<ByteSource> packed, const std::string& name);

}  // namespace ravine::dataset

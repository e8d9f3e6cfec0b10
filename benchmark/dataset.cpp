// Data sets: a CSV file of 1 GB, Fashion-MNIST from gzip, and rows gathered for minibatches.
//
// Peers in the same run: one pass of memchr over the file (what reading alone costs), a loop of strtod over its fields;
// zlib unpacking the same files; copying the rows' bytes. Each reader's result is checked against how the file was
// made: sums of columns for the CSV file, labels and pixels for the images. The CSV file is written to the folder for
// temporary files once a run; the images are those of script/datasets, in ./data or $RAVINE_DATA.
#include <benchmark/benchmark.h>
#include <zlib.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <span>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "ravine/base/random.hpp"
#include "ravine/problem/dataset/divide.hpp"
#include "ravine/problem/dataset/gather.hpp"
#include "ravine/problem/dataset/read.hpp"

namespace {

using namespace ravine;
namespace fs = std::filesystem;

constexpr std::size_t columns = 21, block_rows = 50000, file_bytes = 1000000000;

// Six digits a number, written in blocks that repeat; the last column is a whole number.
class CsvFile {
 public:
  static const CsvFile& get() {
    static const CsvFile file;
    return file;
  }
  CsvFile(const CsvFile&) = delete;
  CsvFile& operator=(const CsvFile&) = delete;
  ~CsvFile() { fs::remove(path_); }
  const std::string& path() const { return path_; }
  std::size_t bytes() const { return bytes_; }
  std::size_t rows() const { return rows_; }
  double value(std::size_t row, std::size_t column) const { return values_[row % block_rows * columns + column]; }

 private:
  CsvFile() : path_((fs::temp_directory_path() / "ravine-benchmark.csv").string()) {
    const math::RandomStream stream({1, math::Purpose::test, 0, 0, 0});
    std::string block;
    values_.reserve(block_rows * columns);
    char text[40];
    for (std::size_t i = 0; i < block_rows * columns; ++i) {
      const bool last = i % columns + 1 == columns;
      const double drawn = last ? std::floor(10 * stream.uniform(i)) : stream.normal(i);
      const int size = std::snprintf(text, sizeof text, "%.6g%c", drawn, last ? '\n' : ',');
      block.append(text, static_cast<std::size_t>(size));
      values_.push_back(std::strtod(text, nullptr));
    }
    std::ofstream file(path_, std::ios::binary);
    for (; bytes_ < file_bytes; bytes_ += block.size(), rows_ += block_rows) {
      file.write(block.data(), static_cast<std::streamsize>(block.size()));
    }
    if (!file.flush()) std::perror("ravine-benchmark.csv");
  }
  std::string path_;
  std::size_t bytes_ = 0, rows_ = 0;
  std::vector<double> values_;
};

// The most memory the process has had since the last call of reset_memory, in bytes (Linux).
double most_memory() {
  std::ifstream status("/proc/self/status");
  for (std::string word; status >> word;) {
    if (word == "VmHWM:") {
      status >> word;
      return 1024 * std::strtod(word.c_str(), nullptr);
    }
  }
  return 0;
}
void reset_memory() { std::ofstream("/proc/self/clear_refs") << 5; }

void set_rate(benchmark::State& state, std::size_t bytes) {
  state.counters["MB/s"] =
      benchmark::Counter(static_cast<double>(bytes) * 1e-6, benchmark::Counter::kIsIterationInvariantRate);
}

void read_csv(benchmark::State& state) {
  const auto& file = CsvFile::get();
  double memory = 0;
  for (auto _ : state) {
    reset_memory();
    const double before = most_memory();
    const auto data = read_dataset(file.path());
    state.PauseTiming();
    memory = most_memory() - before;
    const auto& values = std::get<std::vector<double>>(data.values);
    bool right = data.samples == file.rows() && data.features + 1 == columns;
    for (std::size_t i = 0; right && i < data.samples; i += 997) {
      for (std::size_t j = 0; j < data.features; ++j) right &= values[i * data.features + j] == file.value(i, j);
      right &= data.target[i] == file.value(i, columns - 1);
    }
    if (!right) state.SkipWithError("not the numbers that were written");
    state.ResumeTiming();
  }
  set_rate(state, file.bytes());
  state.counters["memory/data"] = memory / (8.0 * static_cast<double>(file.rows() * columns));
}

void pass_of_memchr(benchmark::State& state) {
  const auto& file = CsvFile::get();
  std::vector<char> block(std::size_t{1} << 18);
  for (auto _ : state) {
    auto* in = std::fopen(file.path().c_str(), "rb");
    std::size_t lines = 0;
    while (const auto size = std::fread(block.data(), 1, block.size(), in)) {
      const char *at = block.data(), *const end = at + size;
      while ((at = static_cast<const char*>(std::memchr(at, '\n', static_cast<std::size_t>(end - at))))) ++at, ++lines;
    }
    std::fclose(in);
    if (lines != file.rows()) state.SkipWithError("not all lines");
  }
  set_rate(state, file.bytes());
}

void loop_of_strtod(benchmark::State& state) {
  const auto& file = CsvFile::get();
  std::ifstream in(file.path(), std::ios::binary);
  std::string text(file_bytes / 10, '\0');  // a tenth, in memory
  in.read(text.data(), static_cast<std::streamsize>(text.size()));
  text.resize(text.rfind('\n') + 1);
  for (auto _ : state) {
    std::vector<double> values;
    values.reserve(text.size() / 2);
    for (const char *at = text.data(), *const end = at + text.size(); at < end;) {
      char* after = nullptr;
      values.push_back(std::strtod(at, &after));
      at = after + 1;
    }
    for (std::size_t i = 0; i < values.size(); i += 997) {
      if (values[i] != file.value(i / columns, i % columns)) state.SkipWithError("not the numbers that were written");
    }
  }
  set_rate(state, text.size());
}

fs::path fashion(const char* name) {
  const char* folder = std::getenv("RAVINE_DATA");
  return fs::path(folder != nullptr ? folder : "data") / "fashion-mnist" / name;
}
bool no_fashion(benchmark::State& state) {
  const bool there = fs::exists(fashion("t10k-images-idx3-ubyte.gz"));
  if (!there) state.SkipWithError("no data/fashion-mnist: script/datasets");
  return !there;
}
constexpr std::size_t pixels = std::size_t{28} * 28, images = 70000;

void read_fashion(benchmark::State& state) {
  if (no_fashion(state)) return;
  for (auto _ : state) {
    const auto training = read_dataset(fashion("train-images-idx3-ubyte.gz"));
    const auto test = read_dataset(fashion("t10k-images-idx3-ubyte.gz"));
    std::vector<std::size_t> count(10);  // the makers' word: 6000 of each class
    for (const double label : training.target) ++count[static_cast<std::size_t>(label)];
    const bool right = training.samples + test.samples == images && training.features == pixels &&
                       test.target.size() == 10000 && count == std::vector<std::size_t>(10, 6000);
    if (!right) state.SkipWithError("not Fashion-MNIST");
  }
}

void unpack_fashion_by_zlib(benchmark::State& state) {
  if (no_fashion(state)) return;
  std::vector<unsigned char> bytes(images * pixels + 2 * std::size_t{16});
  for (auto _ : state) {
    std::size_t size = 0;
    for (const char* name : {"train-images-idx3-ubyte.gz", "t10k-images-idx3-ubyte.gz"}) {
      auto* file = gzopen(fashion(name).c_str(), "rb");
      size += static_cast<std::size_t>(
          std::max(0, gzread(file, bytes.data() + size, static_cast<unsigned>(bytes.size() - size))));
      gzclose(file);
    }
    if (size != bytes.size()) state.SkipWithError("not Fashion-MNIST");
  }
}

constexpr std::size_t samples = 60000, batch = 128;

// An epoch of minibatches in random order, of made-up bytes.
struct Epoch {
  DividedDataset divided;
  std::vector<std::size_t> order = std::vector<std::size_t>(samples / batch * batch);
  explicit Epoch(ScalingKind scaling) {
    Dataset data;
    data.samples = samples;
    data.features = pixels;
    std::vector<std::uint8_t> bytes(samples * pixels);
    for (std::size_t i = 0; i < bytes.size(); ++i) bytes[i] = static_cast<std::uint8_t>(i * 2654435761U >> 24);
    data.values = std::move(bytes);
    divided = divide(std::move(data), {{}, scaling});
    const math::RandomStream stream({1, math::Purpose::test, 1, 0, 0});
    for (std::size_t i = 0; i < order.size(); ++i) order[i] = stream.below(samples, i);
  }
};

void gather_rows(benchmark::State& state, ScalingKind scaling) {
  const Epoch epoch(scaling);
  const auto& bytes = std::get<std::vector<std::uint8_t>>(epoch.divided.data->values);
  const auto& scale = epoch.divided.scaling;
  std::vector<float> out(batch * pixels);
  for (auto _ : state) {
    for (std::size_t i = 0; i < epoch.order.size(); i += batch) {
      gather(epoch.divided, std::span(epoch.order).subspan(i, batch), out.data());
      benchmark::DoNotOptimize(out.data());
    }
  }
  for (std::size_t k = 0; k < out.size(); ++k) {
    double value = bytes[epoch.order[epoch.order.size() - batch + k / pixels] * pixels + k % pixels];
    if (!scale.factor.empty()) value = (value - scale.offset[k % pixels]) * scale.factor[k % pixels];
    if (out[k] != static_cast<float>(value)) state.SkipWithError("not the rows");
  }
}

void copy_rows(benchmark::State& state) {
  const Epoch epoch(ScalingKind::none);
  const auto& bytes = std::get<std::vector<std::uint8_t>>(epoch.divided.data->values);
  std::vector<std::uint8_t> out(batch * pixels);
  for (auto _ : state) {
    for (std::size_t i = 0; i < epoch.order.size(); ++i) {
      std::memcpy(out.data() + i % batch * pixels, bytes.data() + epoch.order[i] * pixels, pixels);
      benchmark::DoNotOptimize(out.data());
    }
  }
}

BENCHMARK(read_csv)->Unit(benchmark::kMillisecond)->Iterations(3)->MeasureProcessCPUTime();
BENCHMARK(pass_of_memchr)->Unit(benchmark::kMillisecond)->Iterations(3);
BENCHMARK(loop_of_strtod)->Unit(benchmark::kMillisecond)->Iterations(3);
BENCHMARK(read_fashion)->Unit(benchmark::kMillisecond);
BENCHMARK(unpack_fashion_by_zlib)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(gather_rows, divided_by_255, ScalingKind::divide)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(gather_rows, standardised, ScalingKind::standardise)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(gather_rows, as_they_are, ScalingKind::none)->Unit(benchmark::kMillisecond);
BENCHMARK(copy_rows)->Unit(benchmark::kMillisecond);

}  // namespace

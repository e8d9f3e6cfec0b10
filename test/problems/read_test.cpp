// Which format a file has, targets in a file of their own, and gzip.
#include "ravine/problem/dataset/read.hpp"

#include <gtest/gtest.h>
#include <zlib.h>

#include <filesystem>
#include <string>

#include "ravine/base/file.hpp"
#include "test/problems/dataset_bytes.hpp"

namespace ravine {
namespace {

namespace fs = std::filesystem;

std::string packed(std::string text) {
  z_stream stream{};
  EXPECT_EQ(deflateInit2(&stream, 6, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY), Z_OK);
  std::string bytes(deflateBound(&stream, text.size()) + 64, '\0');
  stream.next_in = reinterpret_cast<Bytef*>(text.data());
  stream.avail_in = static_cast<uInt>(text.size());
  stream.next_out = reinterpret_cast<Bytef*>(bytes.data());
  stream.avail_out = static_cast<uInt>(bytes.size());
  EXPECT_EQ(deflate(&stream, Z_FINISH), Z_STREAM_END);
  bytes.resize(stream.total_out);
  deflateEnd(&stream);
  return bytes;
}

const std::string table = "a,b,y\n1,2,3\n4,5,6\n7,8,9\n";
const std::string images("\0\0\x08\3\0\0\0\3\0\0\0\2\0\0\0\2abcdefghijkl", 28);
const std::string labels("\0\0\x08\1\0\0\0\3\7\2\7", 11);

class Folder {
 public:
  Folder()
      : path_(fs::path(testing::TempDir()) /
              ("ravine-read-" + std::to_string(::testing::UnitTest::GetInstance()->random_seed()) + "-" +
               testing::UnitTest::GetInstance()->current_test_info()->name())) {
    fs::remove_all(path_);
    fs::create_directories(path_);
  }
  ~Folder() { fs::remove_all(path_); }
  fs::path write(const std::string& name, std::string_view bytes) const {
    write_file(path_ / name, bytes);
    return path_ / name;
  }

 private:
  fs::path path_;
};

TEST(ReadDataset, FindsTheFormat) {
  const std::string svm = "1 1:2 2:3\n";
  EXPECT_TRUE(read_text(svm).is_sparse());
  EXPECT_TRUE(read_text("# by hand\n\n-1 qid:3 1:2\n").is_sparse());
  EXPECT_TRUE(read_text(svm, {}, "b.libsvm").is_sparse());
  EXPECT_TRUE(read_text(packed(svm), {}, "b.svm.gz").is_sparse());
  EXPECT_FALSE(read_text("at 10:30,2\n1,2\n").is_sparse());
  EXPECT_EQ(said_of(svm, {}, "b.csv"), "b.csv: no column is left for features: the file has 1");
  EXPECT_EQ(read_text(images, {}, "b.csv").features, 4U);  // the first bytes say so
  EXPECT_EQ(said_of(std::string("\1\0\2", 3)), "a: the file is none of CSV, LIBSVM, IDX and NPY");
  EXPECT_EQ(said_of(table, {.format = FileFormat::npy}), "a: this is no NPY file: it does not begin as one");
}

TEST(ReadDataset, GzipIsUnpackedOnTheWay) {
  const auto whole = packed(table);
  EXPECT_EQ(read_text(whole).target, (Doubles{3, 6, 9}));
  // Several members, and zeros that pad: what libdeflate leaves to zlib.
  const auto members = packed(table.substr(0, 9)) + packed(table.substr(9)) + std::string(100, '\0');
  EXPECT_EQ(read_text(members).target, (Doubles{3, 6, 9}));
  EXPECT_EQ(said_of(whole.substr(0, whole.size() - 9)), "a: the packed file is cut short");
  EXPECT_EQ(said_of(whole.substr(0, 12)), "a: the packed file is cut short");
  auto damaged = whole;
  damaged[damaged.size() - 6] ^= 1;
  EXPECT_EQ(said_of(damaged), "a: the packed file is damaged: incorrect data check");
  EXPECT_EQ(said_of(whole + "xyz"), "a: the packed file is damaged: incorrect header check");
  // The length that the last field tells is no reason to take memory.
  auto lying = whole;
  lying.replace(lying.size() - 4, 4, "\xFF\xFF\xFF\x3F");
  EXPECT_EQ(said_of(lying), "a: the packed file is damaged: incorrect length check");
  EXPECT_EQ(said_of(packed(images.substr(0, 20))),
            "a: the header tells of 3 x 2 x 2 numbers, and the file is too short for them");
}

TEST(ReadDataset, TargetsInAFileOfTheirOwn) {
  const Folder folder;
  const auto samples = folder.write("samples.csv", "a,b\n1,2\n3,4\n5,6\n");
  const auto of = [&](const fs::path& targets) {
    ReadOptions options;
    options.target_file = targets;
    return read_dataset(samples, options);
  };
  const auto text = of(folder.write("text.csv", "blue\nred\nblue\n"));
  EXPECT_EQ(text.features, 2U);
  EXPECT_EQ(text.class_names, (Words{"blue", "red"}));
  EXPECT_EQ(text.target, (Doubles{0, 1, 0}));
  EXPECT_EQ(of(folder.write("numbers.csv", "y\n0.5\n1\n2\n")).target, (Doubles{0.5, 1, 2}));
  EXPECT_EQ(of(folder.write("labels", labels)).class_names, (Words{"2", "7"}));
  try {
    of(folder.write("few.csv", "1\n2\n"));
    FAIL();
  } catch (const InputError& error) {
    EXPECT_NE(std::string(error.what()).find("few.csv: there are 2 targets for the 3 samples of"), std::string::npos);
  }
  EXPECT_THROW(of(folder.write("wide.csv", "1,2\n1,2\n1,2\n")), InputError);
  EXPECT_THROW(of(folder.write("images", images)), InputError);
  EXPECT_THROW(of("no-such-file"), InputError);
}

TEST(ReadDataset, MnistsLabelsAreBesideItsImages) {
  const Folder folder;
  const auto path = folder.write("train-images-idx3-ubyte.gz", packed(images));
  EXPECT_TRUE(read_dataset(path).target.empty());
  folder.write("train-labels-idx1-ubyte.gz", packed(labels));
  const auto data = read_dataset(path);
  EXPECT_EQ(data.samples, 3U);
  EXPECT_EQ(data.features, 4U);
  EXPECT_EQ(numbers(data)[11], 'l');
  EXPECT_EQ(data.class_names, (Words{"2", "7"}));
  EXPECT_EQ(data.target, (Doubles{1, 0, 1}));
  ReadOptions options;
  options.target_kind = TargetKind::number;
  EXPECT_EQ(read_dataset(path, options).target, (Doubles{7, 2, 7}));
}

// What script/datasets fetches, where it did: shapes as doc/datasets.md tells them, means as the makers' descriptions
// do.
TEST(ReadDataset, RealFiles) {
  const fs::path folder = RAVINE_SOURCE_DIR "/data";
  if (!fs::exists(folder / "iris.csv")) GTEST_SKIP() << "no data: script/datasets";
  struct Case {
    const char* name;
    std::size_t samples, features, classes;
    double mean;  // of the first feature
  };
  const Case cases[] = {{"iris.csv", 150, 4, 3, 5.84},
                        {"breast_cancer.csv", 569, 30, 2, 14.127},
                        {"digits.csv", 1797, 64, 0, 0},
                        {"diabetes.csv", 442, 10, 0, 48.5},
                        {"heart_scale", 270, 13, 0, 0.06},  // ages 29 ... 77 to -1 ... 1, mean 54.43
                        {"fashion-mnist/t10k-images-idx3-ubyte.gz", 10000, 784, 10, 0}};
  for (const auto& [name, samples, features, classes, mean] : cases) {
    SCOPED_TRACE(name);
    const auto data = read_dataset(folder / name);
    EXPECT_EQ(data.samples, samples);
    EXPECT_EQ(data.features, features);
    EXPECT_EQ(data.class_names.size(), classes);
    EXPECT_EQ(data.target.size(), samples);
    const auto values = numbers(data);
    double sum = 0;
    for (std::size_t i = 0; i < samples; ++i) sum += values[i * features];
    EXPECT_NEAR(sum / static_cast<double>(samples), mean, 0.02);
  }
}

TEST(ReadDataset, AFileOrMemoryIsTheSame) {
  const Folder folder;
  const auto data = read_dataset(folder.write("a.csv", table));
  EXPECT_EQ(numbers(data), numbers(read_text(table)));
  EXPECT_EQ(numbers(read_dataset(folder.write("a.csv.gz", packed(table)))), numbers(data));
  EXPECT_THROW(read_dataset("no/such/file.csv"), InputError);
  EXPECT_THROW(read_dataset(testing::TempDir()), InputError);
}

}  // namespace
}  // namespace ravine

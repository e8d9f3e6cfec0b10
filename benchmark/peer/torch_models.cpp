// An epoch of softmax regression and of a perceptron 784-128-10 on Fashion-MNIST (made-up data of its shape where there
// is none), batch 128, floats, Adam: beside Debian's LibTorch in one process, both in turns, by one thread
// and by two. Both begin with the same weights and see the same minibatches in the same order, and after the epoch
// their losses on the training part are compared. A table on standard output; exit status 1 where the two differ.
//
// LibTorch's products are those of the BLAS that the system has as libblas.so.3; OPENBLAS_CORETYPE=SKYLAKEX may help
// one that does not know the processor.
#include <torch/torch.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "ravine/method/stepper.hpp"
#include "ravine/problem/dataset/divide.hpp"
#include "ravine/problem/dataset/gather.hpp"
#include "ravine/problem/dataset/read.hpp"
#include "ravine/problem/dataset/synthetic.hpp"
#include "ravine/problem/model/minibatch.hpp"
#include "ravine/problem/model/model.hpp"
#include "ravine/study/thread_pool.hpp"

namespace {

constexpr std::size_t batch = 128, features = 784, classes = 10;
constexpr int turns = 5;

ravine::DividedDataset data() {
  std::filesystem::path images = "data/fashion-mnist/train-images-idx3-ubyte.gz";  // of script/datasets
  if (!std::filesystem::exists(images)) images = "/usr/share/datasets/fashion-mnist/train-images-idx3-ubyte.gz";
  auto set = std::filesystem::exists(images) ? ravine::read_dataset(images)
                                             : ravine::synthetic_classes(60000, features, classes, 1);
  const bool bytes = std::holds_alternative<std::vector<std::uint8_t>>(set.values);
  std::printf("%s, %zu samples\n", bytes ? "Fashion-MNIST" : "made-up data", set.samples);
  return ravine::divide(std::move(set), {{}, bytes ? ravine::ScalingKind::divide : ravine::ScalingKind::none});
}

struct Tensors {
  torch::Tensor features, labels;
};
Tensors tensors_of(const ravine::DividedDataset& from) {
  const auto samples = static_cast<std::int64_t>(from.data->samples);
  Tensors tensors{torch::empty({samples, features}), torch::empty({samples}, torch::kInt64)};
  std::vector<std::size_t> rows(from.data->samples);
  for (std::size_t i = 0; i < rows.size(); ++i) {
    rows[i] = i;
    tensors.labels[static_cast<std::int64_t>(i)] = static_cast<std::int64_t>(from.data->target[i]);
  }
  ravine::gather(from, rows, tensors.features.data_ptr<float>());
  return tensors;
}

torch::nn::Sequential network(const std::vector<std::size_t>& widths, const std::vector<double>& weights) {
  torch::nn::Sequential layers;
  const torch::NoGradGuard no_gradients;
  std::size_t next = 0;
  for (std::size_t l = 0; l + 1 < widths.size(); ++l) {
    torch::nn::Linear layer(static_cast<std::int64_t>(widths[l]), static_cast<std::int64_t>(widths[l + 1]));
    for (auto& parameter : layer->parameters()) {
      float* const x = parameter.data_ptr<float>();
      for (std::int64_t i = 0; i < parameter.numel(); ++i) x[i] = static_cast<float>(weights[next++]);
    }
    layers->push_back(layer);
    if (l + 2 < widths.size()) layers->push_back(torch::nn::ReLU());
  }
  return layers;
}

double median(std::vector<double> times) {
  std::nth_element(times.begin(), times.begin() + static_cast<std::ptrdiff_t>(times.size() / 2), times.end());
  return times[times.size() / 2];
}
double seconds(const std::function<void()>& action) {
  const auto start = std::chrono::steady_clock::now();
  action();
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

bool race(const char* name, const char* model, const std::vector<std::size_t>& widths, int threads,
          const ravine::DividedDataset& from, const Tensors& tensors) {
  at::set_num_threads(threads);
  ravine::study::ThreadExecutor executor(static_cast<std::size_t>(threads));
  const auto problem = ravine::make_model(model, from);
  const std::size_t samples = from.data->samples, steps = (samples + batch - 1) / batch;
  const auto start = problem->start(1, 0);
  const ravine::model::Minibatch minibatch{samples, batch, false};

  std::vector<double> own, evaluations, others, x, g(start.size());
  torch::nn::Sequential theirs;
  for (int turn = 0; turn <= turns; ++turn) {
    x = start;
    const auto evaluator = problem->evaluator(1);
    evaluator->use(executor);
    ravine::Stepper<double> stepper(ravine::Method::parse("adam"), problem->layout());
    stepper.use(executor);
    double evaluating = 0;
    own.push_back(seconds([&] {
      for (std::size_t step = 0; step < steps; ++step) {
        const ravine::StreamKey key{1, 0, step};
        double f = 0;
        evaluating += seconds([&] { evaluator->evaluate(1, {x.data(), 1}, &f, {g.data(), 1}, &key); });
        stepper.step(x, g);
      }
    }));
    evaluations.push_back(evaluating);

    theirs = network(widths, start);
    torch::optim::Adam optimizer(theirs->parameters(), torch::optim::AdamOptions(1e-3));
    others.push_back(seconds([&] {
      std::vector<std::size_t> rows(batch);
      for (std::size_t step = 0; step < steps; ++step) {
        minibatch.draw({1, 0, step}, rows);
        auto index = torch::empty({static_cast<std::int64_t>(batch)}, torch::kInt64);
        std::copy(rows.begin(), rows.end(), index.data_ptr<std::int64_t>());
        optimizer.zero_grad();
        const auto loss = torch::nn::functional::cross_entropy(theirs->forward(tensors.features.index_select(0, index)),
                                                               tensors.labels.index_select(0, index));
        loss.backward();
        optimizer.step();
      }
    }));
    if (turn == 0) own.clear(), evaluations.clear(), others.clear();  // pages and caches are warm now
  }
  std::vector<double> values(problem->measures().size());
  problem->evaluator(1)->measure(x, values);
  const torch::NoGradGuard no_gradients;
  const double their_loss =
      torch::nn::functional::cross_entropy(theirs->forward(tensors.features), tensors.labels).item<double>();
  // Rounding in two orders of work, grown over some hundred steps.
  const bool agree = std::fabs(values[0] - their_loss) < 0.01 * their_loss;
  std::printf("%-8s %d %9.1f %9.1f %9.1f %7.2f    %.5f %.5f%s\n", name, threads, median(own) * 1e3,
              median(evaluations) * 1e3, median(others) * 1e3, median(others) / median(own), values[0], their_loss,
              agree ? "" : "  DIFFER");
  return agree;
}

}  // namespace

int main() {
  const auto from = data();
  const auto tensors = tensors_of(from);
  std::printf("LibTorch %s, an epoch of batches of %zu, medians of %d, ms\n", TORCH_VERSION, batch, turns);
  std::printf("model threads  ours  (evaluations)  theirs   times   loss after it: ours, theirs\n");
  bool agree = true;
  for (const int threads : {1, 2}) {
    agree = race("softmax", "softmax(batch=128)", {features, classes}, threads, from, tensors) && agree;
    agree = race("mlp", "mlp(hidden=[128], batch=128)", {features, 128, classes}, threads, from, tensors) && agree;
  }
  return agree ? 0 : 1;
}

#include "ravine/problem/external/external_problem.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

#include "ravine/base/error.hpp"
#include "ravine/base/number_text.hpp"
#include "ravine/problem/external/child_process.hpp"
#include "ravine/problem/external/protocol.hpp"

namespace ravine {
namespace {

constexpr double nothing = std::numeric_limits<double>::quiet_NaN();

class ExternalEvaluator final : public Evaluator {
 public:
  ExternalEvaluator(const ExternalProgram& program, std::size_t dimension, std::size_t lanes)
      : program_(program), point_(dimension), gradient_(dimension), faults_(lanes) {}

  void evaluate(std::size_t lanes, Columns<const double> x, double* f, Columns<double> g,
                const StreamKey* /*keys*/) override {
    const bool wanted = g.data != nullptr;
    for (std::size_t lane = 0; lane < lanes; ++lane) {
      for (std::size_t i = 0; i < point_.size(); ++i) point_[i] = x[i][lane];
      faults_[lane].clear();
      const double value = values(wanted, faults_[lane]);
      if (f != nullptr) f[lane] = value;
      if (!wanted) continue;
      for (std::size_t i = 0; i < point_.size(); ++i) g[i][lane] = gradient_[i];
    }
  }
  std::string fault(std::size_t lane) const override { return faults_[lane]; }

 private:
  // f at the point, and the gradient where it is wanted. A point that is not finite is no question: the run is over.
  double values(bool gradient, std::string& fault) {
    std::fill(gradient_.begin(), gradient_.end(), nothing);
    if (!std::all_of(point_.begin(), point_.end(), [](double x) { return std::isfinite(x); })) return nothing;
    if (!gradient || !program_.differences) return ask(gradient, fault);
    const double f = ask(false, fault);
    if (fault.empty() && std::isfinite(f)) take_differences(fault);
    return f;
  }

  // (f(x + h) - f(x - h))/2h, whose error is least about h = cbrt(2^-52) times the scale of x.
  void take_differences(std::string& fault) {
    constexpr double cube_root = 6.0554544523933429e-6;
    for (std::size_t i = 0; i < point_.size() && fault.empty(); ++i) {
      const double x = point_[i], h = cube_root * std::max(1.0, std::fabs(x)), above = x + h, below = x - h;
      point_[i] = above;
      const double f_above = ask(false, fault);
      point_[i] = below;
      const double f_below = fault.empty() ? ask(false, fault) : nothing;
      point_[i] = x;
      gradient_[i] = (f_above - f_below) / (above - below);
    }
  }

  double ask(bool gradient, std::string& fault) {
    if (!lost_.empty()) {
      fault = lost_;
      return nothing;
    }
    const auto answer = reply(gradient);
    if (!lost_.empty()) {
      fault = lost_;
      return nothing;
    }
    if (!answer.refusal.empty()) {
      fault = "the program said: " + answer.refusal;
      return nothing;
    }
    if (gradient) std::copy(answer.gradient.begin(), answer.gradient.end(), gradient_.begin());
    if (std::isnan(answer.f)) fault = "the program answered that f is NaN";
    for (std::size_t i = 0; gradient && fault.empty() && i < gradient_.size(); ++i)
      if (std::isnan(gradient_[i])) fault = "the program answered that g" + std::to_string(i + 1) + " is NaN";
    return answer.f;
  }

  // After a fault of the line itself nothing more is asked: question and answer might not belong together.
  ExternalAnswer reply(bool gradient) {
    const auto n = point_.size();
    try {
      if (child_ == nullptr) child_ = std::make_unique<ChildProcess>(program_.words);
      auto heard = child_->ask(request_line(point_, gradient), program_.timeout, longest_answer(n));
      if (!heard.fault.empty()) {
        lose(std::move(heard.fault));
        return {};
      }
      auto answer = parse_answer(heard.line, n, gradient);
      if (!answer.fault.empty()) lose(answer.fault);
      return answer;
    } catch (const SystemError& error) {
      lose(error.what());
      return {};
    }
  }
  void lose(std::string why) {
    lost_ = "the program `" + printable(program_.words.front()) + "`: " + std::move(why);
    child_.reset();
  }

  const ExternalProgram program_;
  std::vector<double> point_, gradient_;
  std::vector<std::string> faults_;
  std::string lost_;  // why the program is gone
  std::unique_ptr<ChildProcess> child_;
};

}  // namespace

ExternalProblem::ExternalProblem(ExternalProgram program, Layout layout, std::vector<std::string> names)
    : program_(std::move(program)), layout_(std::move(layout)), names_(std::move(names)) {
  if (program_.words.empty() || program_.words.front().empty())
    throw InputError("an external problem without a program", "name one: {\"python3\", \"objective.py\"}");
  if (dimension() == 0) throw InputError("an external problem without coordinates");
  if (!names_.empty() && names_.size() != dimension())
    throw InputError("an external problem of " + std::to_string(dimension()) + " coordinates has " +
                     std::to_string(names_.size()) + " names of them");
  if (!(program_.timeout.count() > 0 && program_.timeout.count() <= longest_timeout))
    throw InputError("the time-out of an external program is above 0 and at most 1e6 seconds, not " +
                     shortest(program_.timeout.count()));
}

std::unique_ptr<Evaluator> ExternalProblem::evaluator(std::size_t lanes) const {
  return std::make_unique<ExternalEvaluator>(program_, dimension(), lanes);
}

}  // namespace ravine

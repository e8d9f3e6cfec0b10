#include "ravine/study/run_key.hpp"

#include <algorithm>

#include "ravine/base/bits_version.hpp"

namespace ravine::study {
namespace {

constexpr std::string_view hexadecimal_digits = "0123456789abcdef";

std::uint64_t word_of(const Setting& setting) {
  if (!setting.schedule) return math::Hash::word(setting.value);
  return math::Hash().add(std::string_view(setting.schedule->text())).value();
}

}  // namespace

RunKeys::RunKeys(const Plan& plan, std::size_t number) {
  const auto& block = plan.blocks()[number];
  const auto& info = block.method.info();
  const auto& options = block.options;
  math::Hash shared;
  shared.add(std::uint64_t{bits_version}).add(std::string_view(plan.problems[block.problem].identity));
  shared.add(std::string_view(info.name));
  for (const auto& parameter : info.parameters) shared.add(parameter.name);
  for (const auto& own : block.method.group_settings())
    shared.add(info.parameters[own.parameter].name).add(std::string_view(own.group)).add(word_of(own.value));
  shared.add(std::uint64_t{options.steps}).add(options.target).add(options.gradient_norm);
  shared.add(std::uint64_t{options.stall_steps}).add(options.stall_tolerance).add(options.seconds);
  shared.add(options.divergence).add(options.seed);
  // Without one keys stay what they are in earlier stores.
  if (options.most_steps > 0) shared.add(std::uint64_t{options.most_steps});
  const auto& settings = block.method.settings();
  const auto [first, second] = shared.value128();
  common_.add(0, first).add(1, second);
  for (const auto& axis : block.axes) varied_.push_back(axis.parameter);
  for (std::size_t k = 0; k < settings.size(); ++k)
    if (std::find(varied_.begin(), varied_.end(), k) == varied_.end()) common_.add(2 + k, word_of(settings[k]));
  repeat_ = 2 + settings.size();
  start_ = repeat_ + 1;
}

std::array<std::uint64_t, 2> RunKeys::begun(const Method& method, std::span<const double> start,
                                            std::uint64_t repeat) const {
  auto hash = common_;
  for (const auto k : varied_) hash.add(2 + k, word_of(method.settings()[k]));
  for (std::size_t i = 0; i < start.size(); ++i) hash.add(start_ + i, start[i]);
  return hash.add(repeat_, repeat).sums();
}

RunKey run_key(const Plan& plan, const PlannedRun& run) {
  return RunKeys(plan, run.block).key(run.method, run.start, run.options.repeat);
}

std::array<unsigned char, 16> key_bytes(const RunKey& key) {
  std::array<unsigned char, 16> bytes{};
  for (std::size_t i = 0; i < bytes.size(); ++i)
    bytes[i] = static_cast<unsigned char>(key[i / 8] >> (56 - 8 * (i % 8)));
  return bytes;
}

std::string key_text(const RunKey& key) {
  std::string text;
  for (const auto byte : key_bytes(key)) text.append({hexadecimal_digits[byte >> 4], hexadecimal_digits[byte & 15]});
  return text;
}

std::optional<RunKey> parse_key(std::string_view text) {
  RunKey key{};
  if (text.size() != 32) return std::nullopt;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto digit = hexadecimal_digits.find(text[i]);
    if (digit == std::string_view::npos) return std::nullopt;
    key[i / 16] = key[i / 16] << 4 | digit;
  }
  return key;
}

}  // namespace ravine::study

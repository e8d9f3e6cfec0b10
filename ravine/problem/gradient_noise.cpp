#include "ravine/problem/gradient_noise.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

#include "ravine/base/error.hpp"
#include "ravine/base/number_text.hpp"
#include "ravine/expression/lexer.hpp"
#include "ravine/expression/parse_fault.hpp"

namespace ravine {
namespace {

constexpr std::size_t longest_text = 65536;
constexpr std::size_t largest_covariance = 256;  // rows

constexpr std::array gaussian_settings{
    GradientNoiseSetting{"sigma", "σ", "standard deviation, of all coordinates or of each",
                         "a number from 0 on, or a list of them", "0.1"},
    GradientNoiseSetting{"covariance", "Σ", "in place of σ", "a symmetric positive definite matrix, [[2, 1], [1, 2]]",
                         "none"}};
constexpr std::array multiplicative_settings{GradientNoiseSetting{
    "sigma", "σ", "standard deviation, of all coordinates or of each", "a number from 0 on, or a list of them", "0.1"}};
constexpr std::array student_settings{
    GradientNoiseSetting{"scale", "s", "what t is multiplied by", "a number from 0 on", "0.1"},
    GradientNoiseSetting{"degrees", "ν",
                         "degrees of freedom: the fewer, the heavier the tails; the variance is infinite up to 2",
                         "a number above 0", "3"}};
constexpr std::array dropout_settings{
    GradientNoiseSetting{"keep", "p", "probability that a coordinate's gradient is kept", "a number in (0, 1]", "0.5"}};

constexpr std::array table{
    GradientNoiseInfo{GradientNoise::Kind::gaussian, "gaussian", "g + σ·z", "normal numbers added", "",
                      gaussian_settings},
    GradientNoiseInfo{GradientNoise::Kind::multiplicative, "multiplicative", "g·(1 + σ·z)",
                      "noise as large as the gradient", "", multiplicative_settings},
    GradientNoiseInfo{GradientNoise::Kind::student_t, "student_t", "g + s·t", "Student's t added: heavy tails",
                      "Bailey 1994, doi:10.1090/S0025-5718-1994-1219702-8", student_settings},
    GradientNoiseInfo{GradientNoise::Kind::dropout, "dropout", "g/p with probability p, else 0",
                      "coordinates left out by chance", "", dropout_settings},
};

using Rows = std::vector<std::vector<double>>;

class Reader {
 public:
  explicit Reader(std::string_view text) : text_(text), tokens_(tokens(text)) {}

  GradientNoise noise() {
    const auto& row = kind();
    GradientNoise noise;
    noise.kind = row.kind;
    if (take("(")) settings(row, noise);
    if (now().kind != Token::Kind::end)
      fail("expected the end of the noise", "settings stand in parentheses: gaussian(sigma=0.1)");
    return noise;
  }

 private:
  const Token& now() const { return tokens_[at_]; }
  bool take(std::string_view sign) {
    if (!now().is(sign)) return false;
    ++at_;
    return true;
  }
  std::string_view written(const Token& token) const { return text_.substr(token.offset, token.length); }
  [[noreturn]] void fail_at(const Token& token, std::string message, std::string hint = {}) const {
    fault_at(text_, token.offset, std::max<std::size_t>(1, token.length), std::move(message), std::move(hint));
  }
  [[noreturn]] void fail(std::string message, std::string hint = {}) const {
    fail_at(now(), std::move(message), std::move(hint));
  }

  template <class Known>
  [[noreturn]] void unknown(const Token& token, std::string message, const Known& rows) const {
    std::vector<std::string_view> names;
    std::string list;
    for (const auto& row : rows) {
      names.push_back(row.name);
      list.append(list.empty() ? "" : ", ").append(row.name);
    }
    fail_at(token, std::move(message) + nearest_hint(written(token), names), "there are: " + list);
  }

  const GradientNoiseInfo& kind() {
    const auto token = now();
    if (token.kind != Token::Kind::name) fail("expected a kind of noise, such as gaussian(sigma=0.1)");
    ++at_;
    for (const auto& row : table)
      if (row.name == written(token)) return row;
    unknown(token, "`" + std::string(written(token)) + "` is no kind of noise", table);
  }

  void settings(const GradientNoiseInfo& row, GradientNoise& noise) {
    const auto open = tokens_[at_ - 1];
    std::vector<std::string_view> given;
    while (!take(")")) {
      if (now().kind == Token::Kind::end) fail_at(open, "this parenthesis is not closed", "add `)`");
      if (!given.empty() && !take(",")) fail("expected `,` or `)`");
      const auto begin = now();
      const bool named = begin.kind == Token::Kind::name && tokens_[at_ + 1].is("=");
      if (!named && !given.empty()) fail("expected a setting's name and `=`");
      const auto* setting = &row.settings.front();
      if (named) {
        setting = nullptr;
        for (const auto& each : row.settings)
          if (each.name == written(begin)) setting = &each;
        if (setting == nullptr)
          unknown(begin, "`" + std::string(row.name) + "` has no setting `" + std::string(written(begin)) + "`",
                  row.settings);
        at_ += 2;
      }
      if (std::find(given.begin(), given.end(), setting->name) != given.end())
        fail_at(begin, "`" + std::string(setting->name) + "` is given twice");
      given.push_back(setting->name);
      value(*setting, noise);
    }
  }

  void value(const GradientNoiseSetting& setting, GradientNoise& noise) {
    const auto first = now();
    const auto require = [&](bool holds) {
      if (!holds) refuse(setting, first);
    };
    if (setting.name == "sigma") {
      noise.sigma = now().is("[") ? list(setting) : std::vector{number(setting)};
      require(!noise.sigma.empty());
      for (const double sigma : noise.sigma) require(sigma >= 0);
    } else if (setting.name == "covariance") {
      noise.covariance = matrix(setting);
    } else if (setting.name == "scale") {
      require((noise.scale = number(setting)) >= 0);
    } else if (setting.name == "degrees") {
      require((noise.degrees = number(setting)) > 0);
    } else {
      noise.keep = number(setting);
      require(noise.keep > 0 && noise.keep <= 1);
    }
  }

  [[noreturn]] void refuse(const GradientNoiseSetting& setting, const Token& token) const {
    fail_at(token, "`" + std::string(setting.name) + "` must be " + std::string(setting.range));
  }
  double number(const GradientNoiseSetting& setting) {
    const auto first = now();
    const bool negative = take("-");
    if (now().kind != Token::Kind::number || !std::isfinite(now().number)) refuse(setting, first);
    const double magnitude = tokens_[at_++].number;
    return negative ? -magnitude : magnitude;
  }
  std::vector<double> list(const GradientNoiseSetting& setting) {
    std::vector<double> values;
    if (!take("[")) refuse(setting, now());
    while (!take("]")) {
      if (!values.empty() && !take(",")) fail("expected `,` or `]`");
      values.push_back(number(setting));
    }
    return values;
  }
  std::vector<double> matrix(const GradientNoiseSetting& setting) {
    const auto first = now();
    Rows rows;
    if (!take("[")) refuse(setting, first);
    while (!take("]")) {
      if (!rows.empty() && !take(",")) fail("expected `,` or `]`");
      rows.push_back(list(setting));
    }
    std::vector<double> values;
    for (const auto& row : rows) {
      if (row.size() != rows.size() || rows.size() > largest_covariance) refuse(setting, first);
      values.insert(values.end(), row.begin(), row.end());
    }
    for (std::size_t i = 0; i < rows.size(); ++i)
      for (std::size_t j = 0; j < i; ++j)
        if (rows[i][j] != rows[j][i]) refuse(setting, first);
    if (values.empty()) refuse(setting, first);
    return values;
  }

  std::string_view text_;
  std::vector<Token> tokens_;
  std::size_t at_ = 0;
};

std::string list_text(std::span<const double> values) {
  std::string text;
  for (const double value : values) text += (text.empty() ? "[" : ", ") + shortest(value);
  return text + ']';
}

}  // namespace

std::span<const GradientNoiseInfo> gradient_noises() { return table; }

GradientNoise GradientNoise::parse(std::string_view text) {
  if (text.size() > longest_text)
    throw InputError("a noise of " + std::to_string(text.size()) + " bytes; at most " + std::to_string(longest_text) +
                     " are allowed");
  return Reader(text).noise();
}

std::string GradientNoise::text() const {
  const auto& row =
      *std::find_if(table.begin(), table.end(), [&](const GradientNoiseInfo& info) { return info.kind == kind; });
  std::string text = std::string(row.name) + '(';
  if (kind == Kind::student_t) {
    text += "scale=" + shortest(scale) + ", degrees=" + shortest(degrees);
  } else if (kind == Kind::dropout) {
    text += "keep=" + shortest(keep);
  } else if (!covariance.empty()) {
    const auto n = static_cast<std::size_t>(std::sqrt(static_cast<double>(covariance.size())));
    text += "covariance=";
    for (std::size_t i = 0; i < n; ++i)
      text += (i == 0 ? "[" : ", ") + list_text(std::span(covariance).subspan(i * n, n));
    text += ']';
  } else {
    text += "sigma=" + (sigma.size() == 1 ? shortest(sigma.front()) : list_text(sigma));
  }
  return text + ')';
}

}  // namespace ravine

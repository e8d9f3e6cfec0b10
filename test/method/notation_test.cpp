#include <gtest/gtest.h>

#include "ravine/base/error.hpp"
#include "ravine/method/adam.hpp"
#include "ravine/method/method.hpp"
#include "ravine/method/schedule.hpp"
#include "test/method/conventions.hpp"

namespace ravine {
namespace {

TEST(Notation, ReadsNumbersWordsAliasesAndSymbols) {
  const auto method = Method::parse(" adam( lr = 0.1, β₁=0.8 , epsilon_place = inside, bias_correction=false ) ");
  EXPECT_EQ(method.text(), "adam(learning_rate=0.1, beta1=0.8, epsilon_place=inside, bias_correction=false)");
}

TEST(Notation, ReadsSchedulesWithParenthesesAndCommas) {
  const auto method = Method::parse("sgd(lr = min(0.1, 1/(1 + 0.5*t)))");
  EXPECT_EQ(method.settings()[0].at(0, 100), 0.1);
  EXPECT_EQ(method.settings()[0].at(38, 100), 0.05);
  EXPECT_EQ(Method::parse("sgd(lr=0.1*(1 - t/T))").settings()[0].at(50, 100), 0.05);
}

TEST(Notation, TypedSettingsAndTextAreOneFact) {
  EXPECT_EQ(Method(Adam{.learning_rate = 0.1}).text(), Method::parse("adam(lr=0.1)").text());
  EXPECT_EQ(Method(Adam{}).text(), "adam");
  EXPECT_EQ(Method(Adam{.learning_rate = schedule("0.1/(1+t)")}).settings()[0].at(1, 9), 0.05);
  EXPECT_THROW(Method(Adam{.beta1 = 1}), InputError);
}

TEST(Notation, TextReadsBackForEveryConvention) {
  for (const auto& method : test::conventions()) EXPECT_EQ(Method::parse(method.text()).text(), method.text());
}

struct Wrong {
  const char* text;
  const char* message;  // part of it
  std::size_t offset;
};

TEST(Notation, SaysWhatIsWrongAndWhere) {
  for (const auto& wrong : {
           Wrong{"", "the text ends where a method's name", 0},
           Wrong{"adma", "unknown method `adma`; nearest known: `adam`", 0},
           Wrong{"adam(lr=0.1", "this parenthesis is not closed", 4},
           Wrong{"adam(learning_rat=0.1)", "has no setting `learning_rat`; nearest known: `learning_rate`", 5},
           Wrong{"adam(lr=-1)", "`learning_rate` of `adam` is -1, which is not in [0, ∞)", 8},
           Wrong{"adam(beta1=1)", "`beta1` of `adam` is 1, which is not in [0, 1)", 11},
           Wrong{"adam(lr=nan)", "", 8},
           Wrong{"adam(lr=0.1, lr=0.2)", "`learning_rate` is given twice", 13},
           Wrong{"adam(lr=0.1, eta=0.2)", "`learning_rate` is given twice", 13},
           Wrong{"adam(lr 0.1)", "expected `=` and a value after `lr`", 8},
           Wrong{"adam(lr=)", "`lr` has no value", 8},
           Wrong{"adam(lr=0.1,)", "expected a setting after the comma", 12},
           Wrong{"adam(lr=0.1) x", "expected the end of the method", 13},
           Wrong{"adam(epsilon_place=insid)",
                 "is `insid`, which is not outside, inside or hat; nearest known: `inside`", 19},
           Wrong{"adam(bias_correction=yes)", "is `yes`, which is not true or false", 21},
           Wrong{"sgd(lr=0.1/(1+q))", "q", 14},
       }) {
    try {
      Method::parse(wrong.text);
      ADD_FAILURE() << wrong.text << " was accepted";
    } catch (const InputError& error) {
      EXPECT_NE(error.parts().message.find(wrong.message), std::string::npos) << error.what();
      EXPECT_EQ(error.parts().offset, wrong.offset) << error.what();
    }
  }
}

TEST(Notation, TheTableIsWhole) {
  for (const auto* info : methods()) {
    EXPECT_FALSE(info->title.empty() || info->family.empty() || info->summary.empty() || info->formula.empty() ||
                 info->citation.empty())
        << info->name;
    for (const auto& row : info->parameters) {
      EXPECT_TRUE(row.accepts(row.standard)) << info->name << "." << row.name;
      EXPECT_FALSE(row.meaning.empty()) << info->name << "." << row.name;
      EXPECT_EQ(info->find(row.name), &row);
      for (const auto alias : row.aliases) EXPECT_EQ(info->find(alias), &row) << info->name << "." << alias;
    }
  }
}

}  // namespace
}  // namespace ravine

#include <gtest/gtest.h>

#include "ravine/base/error.hpp"
#include "ravine/method/adam.hpp"
#include "ravine/method/link/clip_norm.hpp"
#include "ravine/method/link/weight_decay.hpp"
#include "ravine/method/method.hpp"
#include "ravine/method/notation.hpp"
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

struct Form {
  const char* text;
  double t, T, value;
};

// Values of the customary schedules, from the definitions of their sources (one_cycle and restarts: as a program runs
// them, phase by phase).
TEST(Notation, NamedSchedulesHaveTheirValues) {
  for (const auto& form : {
           Form{"constant(0.3)", 7, 100, 0.3},
           Form{"step(0.1, 0.5, 30)", 29, 100, 0.1},
           Form{"step(0.1, 0.5, 30)", 30, 100, 0.05},
           Form{"step(0.1, 0.5, 30)", 99, 100, 0.0125},
           Form{"exponential(0.1, 0.9)", 10, 100, 0.03486784401000001},
           Form{"polynomial(0.1, 0.01, 2)", 40, 100, 0.0424},
           Form{"linear(0.1, 0.3)", 25, 100, 0.15},
           Form{"cosine(0.1)", 100, 100, 0.0},
           Form{"cosine(0.1, 0.02)", 0, 100, 0.1},
           Form{"cosine(0.1, 0.02)", 25, 100, 0.08828427124746191},
           Form{"inverse_time(0.1, 0.5)", 8, 100, 0.02},
           Form{"inverse_sqrt(0.1)", 3, 100, 0.05},
           Form{"warmup(10, 0.2)", 4, 100, 0.1},
           Form{"warmup(10, 0.2)", 50, 100, 0.2},
           Form{"warmup(10, cosine(0.2))", 4, 100, 0.0996057350657239},
           Form{"warmup_cosine(0.2, 20, 0)", 9, 100, 0.1},
           Form{"warmup_cosine(0.2, 20, 0)", 60, 100, 0.1},
           Form{"one_cycle(1, 0.3)", 0, 100, 0.040000000000000036},
           Form{"one_cycle(1, 0.3)", 10, 100, 0.29516394846410077},
           Form{"one_cycle(1, 0.3)", 29, 100, 1.0},
           Form{"one_cycle(1, 0.3)", 60, 100, 0.5892800902855287},
           Form{"one_cycle(1, 0.3)", 99, 100, 4e-06},
           Form{"restarts(0.1, 0.01, 10)", 0, 100, 0.1},
           Form{"restarts(0.1, 0.01, 10)", 9, 100, 0.012202456766718092},
           Form{"restarts(0.1, 0.01, 10)", 10, 100, 0.1},
           Form{"restarts(0.1, 0.01, 10)", 25, 100, 0.05500000000000001},
           Form{"restarts(0.1, 0.01, 10, 2)", 0, 100, 0.1},
           Form{"restarts(0.1, 0.01, 10, 2)", 9, 100, 0.012202456766718092},
           Form{"restarts(0.1, 0.01, 10, 2)", 10, 100, 0.1},
           Form{"restarts(0.1, 0.01, 10, 2)", 29, 100, 0.010554024673218806},
           Form{"restarts(0.1, 0.01, 10, 2)", 30, 100, 0.1},
           Form{"restarts(0.1, 0.01, 10, 2)", 69, 100, 0.010138719982009242},
           Form{"restarts(0.1, 0.01, 10, 2)", 70, 100, 0.1},
           Form{"restarts(0.1, 0.01, 10, 2)", 95, 100, 0.0800006604858821},
           Form{"piecewise(0.1, 10, 0.2, 20, 0.3, 30, 0.4)", 9, 100, 0.1},
           Form{"piecewise(0.1, 10, 0.2, 20, 0.3, 30, 0.4)", 10, 100, 0.2},
           Form{"piecewise(0.1, 10, 0.2, 20, 0.3, 30, 0.4)", 19, 100, 0.2},
           Form{"piecewise(0.1, 10, 0.2, 20, 0.3, 30, 0.4)", 20, 100, 0.3},
           Form{"piecewise(0.1, 10, 0.2, 20, 0.3, 30, 0.4)", 29, 100, 0.3},
           Form{"piecewise(0.1, 10, 0.2, 20, 0.3, 30, 0.4)", 30, 100, 0.4},
           Form{"piecewise(0.1, 10, 0.2)", 10, 100, 0.2},
           Form{"demon(0.9)", 0, 100, 0.9},
           Form{"demon(0.9)", 50, 100, 9.0 / 11},
           Form{"demon(0.9)", 100, 100, 0.0},
       })
    EXPECT_NEAR(schedule(form.text)->at(form.t, form.T), form.value, 1e-15) << form.text << " at " << form.t;
}

TEST(Notation, EveryNamedScheduleIsWholeAndReadsBack) {
  for (const auto& form : schedule_forms()) {
    std::string text(form.name);
    for (std::size_t i = 0; i < form.parameters.size(); ++i)
      text += (i == 0 ? "(" : ", ") + std::to_string(0.5 + static_cast<double>(i));
    text += ")";
    const auto made = schedule(text);
    EXPECT_EQ(schedule(made->text())->at(3, 50), made->at(3, 50)) << text;
    EXPECT_FALSE(form.meaning.empty()) << text;
  }
}

TEST(Notation, SchedulesSayWhatIsWrong) {
  for (const auto& [text, message] :
       {std::pair{"cosin(0.1)", "nearest known: `cosine`"},
        std::pair{"cosine(0.1, 0, 3)", "`cosine` does not take 3 arguments"},
        std::pair{"warmup(10, cosine)", "unknown name `cosine`"}, std::pair{"cosine(0.1, q)", "unknown name `q`"}}) {
    try {
      schedule(text);
      ADD_FAILURE() << text << " was accepted";
    } catch (const InputError& error) {
      EXPECT_NE(std::string(error.what()).find(message), std::string::npos) << error.what();
    }
  }
  // Each call doubles its argument: 2^60 parts are refused, not made.
  std::string bomb = "t";
  for (int i = 0; i < 60; ++i) bomb.insert(0, "restarts(").append(", 0, 5, 2)");
  EXPECT_THROW(schedule(bomb), InputError);
}

TEST(Notation, StepsOfAPiecewiseScheduleIncrease) {
  struct Misplaced {
    const char *text, *part;
  };
  for (const auto& [text, part] :
       {Misplaced{"piecewise(0.1, 20, 0.2, 10, 0.3)", "10"}, Misplaced{"piecewise(0.1, 10, 0.2, 10, 0.3)", "10"},
        Misplaced{"piecewise(0.1, 10, 0.2, 30, 0.3, 20, 0.4)", "20"},
        Misplaced{"warmup(5, piecewise(0.1, 30, 0.2, T/2, 0.3, 20, 0.4))", "20"}}) {
    try {
      schedule(text);
      ADD_FAILURE() << text << " was accepted";
    } catch (const InputError& error) {
      const auto& parts = error.parts();
      EXPECT_NE(parts.message.find("which is not above the"), std::string::npos) << error.what();
      EXPECT_EQ(std::string(text).substr(parts.offset, parts.length), part) << error.what();
      EXPECT_EQ(parts.offset, std::string(text).rfind(part)) << error.what();
    }
  }
  EXPECT_NO_THROW(schedule("piecewise(0.1, T/2, 0.2, T/4, 0.3)"));  // only T knows
  EXPECT_NO_THROW(schedule("piecewise(0.1, 0, 0.2)"));
}

TEST(Notation, ChainsReadLeftToRightAndPrintAsTheyRead) {
  for (const char* text :
       {"clip_norm(bound=2) | adam(learning_rate=0.1) | weight_decay",
        "lookahead(period=6, clip_value | sgd | box(low=-2))", "sam(radius=0.1, adam) | average",
        "lookahead(sam(adam | weight_decay) | box) | box(high=2)", "l2 | clip_norm | l2(weight_decay=0.1) | sgd"}) {
    const auto method = Method::parse(text);
    EXPECT_EQ(Method::parse(method.text()).text(), method.text()) << text;
  }
  EXPECT_EQ(Method::parse("clip_norm(2)|adam(0.1)|weight_decay(0.3)").text(),
            "clip_norm(bound=2) | adam(learning_rate=0.1) | weight_decay(rate=0.3)");
  EXPECT_EQ((ClipNorm{.bound = 2} | Adam{.learning_rate = 0.1} | WeightDecay{.rate = 0.3}).text(),
            "clip_norm(bound=2) | adam(learning_rate=0.1) | weight_decay(rate=0.3)");
  EXPECT_EQ(Method::parse("lookahead(5, 0.5, adam)").text(), "lookahead(adam)");
}

TEST(Notation, SettingsOfLinksGoByTheirOwnNamesWhereTheseAreClear) {
  auto method = Method::parse("clip_norm | adam | clip_step");
  method.set("lr", "0.2");
  method.set("clip_norm.bound", "2");
  method.set("clip_step.bound", "3");
  EXPECT_EQ(method.text(), "clip_norm(bound=2) | adam(learning_rate=0.2) | clip_step(bound=3)");
  EXPECT_THROW(method.set("bound", "1"), InputError);  // of two links
  auto twice = Method::parse("clip_norm | l2 | clip_norm | sgd");
  twice.set("clip_norm2.bound", "7");
  EXPECT_EQ(twice.text(), "clip_norm | l2 | clip_norm(bound=7) | sgd");
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
           Wrong{"sgd(lr=0.1/(1+q))", "in `learning_rate` of `sgd`: unknown name `q`", 14},
           Wrong{"adam(0.1, 0.9, 0.99, 1e-8, inside, true, 7)", "has 6 settings, this is one more", 41},
           Wrong{"clip_norm(1) adam", "links of a chain have a | between them", 13},
           Wrong{"adam(lr=0,1)", "numbers are written with a point", 10},
           Wrong{"adam(lr=0.1, 0.9)", "a value without a name stands after one with a name", 13},
           Wrong{"adam | clip_norm(1)", "`clip_norm` changes the gradient, so it stands before the rule `adam`", 0},
           Wrong{"box | sgd", "`box` changes the next point", 0},
           Wrong{"sgd | adam", "a chain has one rule", 0},
           Wrong{"clip_norm(1) | l2", "`clip_norm` is a link of a chain, no method by itself", 0},
           Wrong{"sgd |", "the text ends where a method's name", 5},
           Wrong{"lookahead(5)", "`lookahead` has no method to wrap", 0},
           Wrong{"lookahead(adam, 5)", "expected `)` after the method", 14},
           Wrong{"lookahead(adam", "this parenthesis is not closed", 9},
           Wrong{"sam(sam(sgd))", "`sam` stands inside `sam`", 0},
           Wrong{"polyak | weight_decay", "uses the `learning_rate` of its rule, and `polyak` has none", 0},
       }) {
    try {
      Method::parse(wrong.text);
      ADD_FAILURE() << wrong.text << " was accepted";
    } catch (const InputError& error) {
      const auto said = error.parts().message + "\n" + error.parts().hint;
      EXPECT_NE(said.find(wrong.message), std::string::npos) << error.what();
      EXPECT_EQ(error.parts().offset, wrong.offset) << error.what();
    }
  }
}

TEST(Notation, TellsWhichSettingsAreWritten) {
  const auto gives = [](const char* notation, std::string_view name) {
    const auto written = read_notation(notation);
    const auto& info = written.method.info();
    return written.gives(static_cast<std::size_t>(info.find(name) - info.parameters.data()));
  };
  EXPECT_FALSE(gives("adam", "learning_rate"));
  EXPECT_TRUE(gives("adam(0.001)", "learning_rate"));
  EXPECT_FALSE(gives("adam(0.001)", "beta1"));
  EXPECT_TRUE(gives("adam(0.001, 0.9)", "beta1"));
  EXPECT_TRUE(gives("adam(eta = 0.001)", "learning_rate"));
  EXPECT_FALSE(gives("adam(lr@biases = 0.001)", "learning_rate"));
  // Rows of a chain come after those of the links before.
  EXPECT_TRUE(gives("clip_norm(1) | momentum(0.01, 0.9) | weight_decay", "momentum"));
  EXPECT_FALSE(gives("clip_norm(1) | momentum(0.01) | weight_decay(0.1)", "momentum"));
  EXPECT_TRUE(gives("lookahead(5, adam(0.001))", "learning_rate"));
  EXPECT_FALSE(gives("lookahead(5, adam(beta1 = 0.9))", "learning_rate"));
  EXPECT_TRUE(gives("sam(adam(0.001))", "learning_rate"));
}

TEST(Notation, SaysWhatDoesNotFitALayoutAndWhere) {
  struct Misplaced {
    const char *text, *part;
  };
  for (const auto& [text, part] :
       {Misplaced{"adam(lr=0.1, lr@nosuch=0.01)", "lr@nosuch=0.01"},
        Misplaced{"clip_norm(1) | adam(beta1@a = 0.5)", "beta1@a = 0.5"}, Misplaced{"clip_norm(1) | muon", "muon"},
        Misplaced{"muon(0.1)", "muon"}, Misplaced{"lookahead(5, muon)", "muon"}}) {
    try {
      read_notation(text).require_fit(Layout::vector(2));
      ADD_FAILURE() << text << " was accepted";
    } catch (const InputError& error) {
      EXPECT_EQ(error.parts().text, text);
      EXPECT_EQ(error.parts().text.substr(error.parts().offset, error.parts().length), part) << error.what();
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

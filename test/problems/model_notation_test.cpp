// The notation of models and its table.
#include <gtest/gtest.h>

#include <set>
#include <string>

#include "ravine/base/error.hpp"
#include "ravine/problem/model/model.hpp"

namespace ravine {
namespace {

TEST(ModelNotation, ReadsOptionsByNameAndByPlace) {
  const auto mlp =
      Model::parse(" mlp( [128, 64], tanh, batch = 128, l2=1e-4, replacement=true, loss=squared, start=glorot )");
  EXPECT_EQ(mlp.kind, Model::Kind::mlp);
  EXPECT_EQ(mlp.hidden, (std::vector<std::size_t>{128, 64}));
  EXPECT_EQ(mlp.activation, Model::Activation::tanh);
  EXPECT_EQ(mlp.batch, 128u);
  EXPECT_EQ(mlp.l2, 1e-4);
  EXPECT_TRUE(mlp.replacement);
  EXPECT_EQ(mlp.loss, Model::Loss::squared);
  EXPECT_EQ(mlp.start, Model::Start::glorot);
  EXPECT_EQ(Model::parse("mlp(hidden=32)").hidden, std::vector<std::size_t>{32});
  EXPECT_EQ(Model::parse("mlp(hidden=[])").hidden, std::vector<std::size_t>{});
  EXPECT_EQ(Model::parse("svm(loss=squared_hinge)").loss, Model::Loss::squared_hinge);
}

TEST(ModelNotation, WritesWhatItReads) {
  for (const char* text : {"linear", "logistic(l2=1)", "mlp(hidden=[128, 64], activation=gelu, batch=128, l2=0.0001)",
                           "svm(loss=squared_hinge)", "softmax(batch=64, intercept=false, precision=f64)",
                           "factorisation(rank=4, batch=10)"}) {
    EXPECT_EQ(Model::parse(text).text(), text);
  }
  EXPECT_EQ(Model::parse("ridge(l2=0.01)").text(), "ridge");
}

TEST(ModelNotation, SaysWhereAndWhatToDo) {
  struct Case {
    std::string text;
    std::size_t offset;
    std::string says;
  };
  for (const auto& [text, offset, says] :
       std::vector<Case>{{"sofmax(batch=3)", 0, "`sofmax` is no model; nearest known: `softmax`"},
                         {"mlp(bach=3)", 4, "`mlp` has no option `bach`; nearest known: `batch`"},
                         {"linear(hidden=3)", 7, "`linear` has no option `hidden`"},
                         {"mlp(activation=rellu)", 15, "`activation` cannot be `rellu`"},
                         {"mlp(hidden=[0])", 12, "`hidden` cannot be `0`"},
                         {"mlp(batch=1.5)", 10, "`batch` cannot be `1.5`"},
                         {"mlp(l2=-1)", 7, "`l2` cannot be"},
                         {"mlp(l2=)", 7, "`l2` has no value"},
                         {"mlp(batch=1, batch=2)", 13, "`batch` is given twice"},
                         {"mlp(batch=1, 3)", 13, "a value without a name stands after one with a name"},
                         {"mlp(batch=1", 3, "this parenthesis is not closed"},
                         {"mlp(batch=1,", 3, "this parenthesis is not closed"},
                         {"mlp(hidden=[1", 13, "expected `,` or `]`"},
                         {"mlp(batch=1) + 2", 13, "expected the end of the model"},
                         {"mlp(batch)", 4, "expected `=` and a value after `batch`"},
                         {"", 0, "expected a model's name"}}) {
    SCOPED_TRACE(text);
    try {
      Model::parse(text);
      ADD_FAILURE();
    } catch (const InputError& error) {
      EXPECT_EQ(error.parts().offset, offset);
      EXPECT_NE(error.parts().message.find(says), std::string::npos) << error.parts().message;
    }
  }
  EXPECT_THROW(Model::parse(std::string(5000, 'a')), InputError);
}

TEST(ModelTable, NamesAreDifferentAndEveryOptionHasItsDefaultInRange) {
  std::set<std::string_view> names;
  for (const auto& row : models()) {
    EXPECT_TRUE(names.insert(row.name).second);
    EXPECT_FALSE(row.citation.empty());
    std::set<std::string_view> options;
    const auto defaults = Model::of(row.kind);
    for (const auto& option : row.options) {
      EXPECT_TRUE(options.insert(option.name).second);
      EXPECT_FALSE(option.range().empty());
      const auto text =
          std::string(row.name) + "(" + std::string(option.name) + "=" + option.value_text(defaults) + ")";
      EXPECT_EQ(Model::parse(text).text(), row.name) << text;
    }
  }
}

}  // namespace
}  // namespace ravine

// Matrix factorisation: the rating of row i (a user) and column j (an item) is mu + b_i + c_j + <u_i, v_j>, mu the mean
// of the training ratings; without intercept <u_i, v_j> alone. f is the mean of half the squared error over a minibatch
// of ratings, and l2/2 (|U|^2 + |V|^2). Koren, Bell & Volinsky 2009, doi 10.1109/MC.2009.263, with a full gradient.
//
// Ratings are the samples of a data set of two features, row and column (whole numbers from 0 on, taken as they are,
// without scaling), and a target. Or they are the entries of a sparse data set, which has no target then and no parts
// but the training part.
#pragma once

#include <memory>

#include "ravine/problem/model/model.hpp"

namespace ravine::model {

std::unique_ptr<const Problem> make_factorisation(const Model& model, const DividedDataset& data);

}  // namespace ravine::model

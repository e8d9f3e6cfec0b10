#define RAVINE_PRODUCT product_v4
#define Eigen Eigen_ravine_v4
#include "ravine/problem/model/product_kernel.hpp"

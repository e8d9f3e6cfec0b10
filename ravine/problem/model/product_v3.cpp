#define RAVINE_PRODUCT product_v3
#define Eigen Eigen_ravine_v3
#include "ravine/problem/model/product_kernel.hpp"

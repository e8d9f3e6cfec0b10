#define RAVINE_PRODUCT product_baseline
#define Eigen Eigen_ravine_baseline
#include "ravine/problem/model/product_kernel.hpp"

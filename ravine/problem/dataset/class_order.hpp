// The order of a classification's classes.
#pragma once

#include <string>
#include <vector>

namespace ravine {

// Sorts and makes unique: by their numbers where all names are numbers, else by their bytes. So the index of a class
// depends on which classes there are, not on the order of the samples, and is that of scikit-learn's LabelEncoder.
void sort_classes(std::vector<std::string>& names);

}  // namespace ravine

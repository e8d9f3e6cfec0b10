#include "ravine/report/policy.hpp"

#include <gtest/gtest.h>

namespace ravine::report {
namespace {

// FIPS 180-4's examples, in base64.
TEST(Policy, HashesAreSha256) {
  EXPECT_EQ(policy_hash("abc"), "'sha256-ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0='");
  EXPECT_EQ(policy_hash(""), "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='");
}

TEST(Policy, AllowsItsOwnScriptAndStyleAndNothingElse) {
  EXPECT_EQ(content_security_policy("abc", ""),
            "default-src 'none'; script-src 'sha256-ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0='; style-src "
            "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='; base-uri 'none'; form-action 'none'");
}

}  // namespace
}  // namespace ravine::report

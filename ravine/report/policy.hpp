// The page's Content-Security-Policy: it may run the script and the style sheets whose text is given here, and nothing
// else; it may load nothing and send nothing.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace ravine::report {

// 'sha256-...' of a text, as a policy names it (W3C Content Security Policy Level 3, 2.3.1).
std::string policy_hash(std::string_view text);

std::string content_security_policy(std::string_view script, std::string_view style);

}  // namespace ravine::report

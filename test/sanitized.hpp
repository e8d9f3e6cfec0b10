// Whether a sanitizer watches the tests: the longest of them then do less, or nothing.
#pragma once

namespace ravine::test {

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
inline constexpr bool sanitized = true;
#elif defined(__has_feature)
inline constexpr bool sanitized = __has_feature(address_sanitizer) != 0 || __has_feature(thread_sanitizer) != 0;
#else
inline constexpr bool sanitized = false;
#endif

// Nor optimised: the library of a debug build is not (the tests themselves never are).
#ifdef NDEBUG
inline constexpr bool fast = !sanitized;
#else
inline constexpr bool fast = false;
#endif

}  // namespace ravine::test

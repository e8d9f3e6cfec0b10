#include "ravine/report/policy.hpp"

#include <glib.h>

#include <array>
#include <memory>

namespace ravine::report {

std::string policy_hash(std::string_view text) {
  const std::unique_ptr<GChecksum, decltype(&g_checksum_free)> checksum(g_checksum_new(G_CHECKSUM_SHA256),
                                                                        &g_checksum_free);
  // GLib counts in signed sizes; a page's text is far below that.
  g_checksum_update(checksum.get(), reinterpret_cast<const guchar*>(text.data()), static_cast<gssize>(text.size()));
  std::array<guint8, 32> digest{};
  gsize length = digest.size();
  g_checksum_get_digest(checksum.get(), digest.data(), &length);
  const std::unique_ptr<gchar, decltype(&g_free)> base64(g_base64_encode(digest.data(), length), &g_free);
  return std::string("'sha256-") + base64.get() + "'";
}

std::string content_security_policy(std::string_view script, std::string_view style) {
  return "default-src 'none'; script-src " + policy_hash(script) + "; style-src " + policy_hash(style) +
         "; base-uri 'none'; form-action 'none'";
}

}  // namespace ravine::report

#include "ravine/study/store_meta.hpp"

#include "ravine/base/error.hpp"
#include "ravine/study/store.hpp"

namespace ravine::study {

std::int64_t stored_number(const Database& database, const std::string& sql) {
  Query query(database, sql);
  return query.next() ? query.integer(0) : 0;
}

std::string stored_meta(const Database& database, const std::string& key) {
  Query query(database, "SELECT value FROM meta WHERE key = '" + key + "'");
  return query.next() ? std::string(query.text(0)) : std::string();
}

void require_store(const Database& database, const std::filesystem::path& path) {
  const auto name = '"' + path.string() + '"';
  if (stored_number(database, "PRAGMA application_id") != store_application_id)
    throw InputError(name + " is not the store of a study", "name another folder: --out DIR");
  const auto version = stored_number(database, "PRAGMA user_version");
  if (version != store_schema_version)
    throw InputError(name + " was written by " + (version > store_schema_version ? "a newer" : "an older") +
                         " version of this program (schema " + std::to_string(version) + ", not " +
                         std::to_string(store_schema_version) + ")",
                     "name another folder, or make it anew: --force");
}

}  // namespace ravine::study

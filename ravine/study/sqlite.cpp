#include "ravine/study/sqlite.hpp"

namespace ravine::study {

std::string SqliteError::text(int code, const std::string& path, const std::string& message) {
  const auto place = path.empty() ? std::string("SQLite") : '"' + path + '"';
  switch (code) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return place + " is in use by another program; wait for it, or name another folder";
    case SQLITE_FULL:
      return place + ": the disk is full; what was stored before is still there: make room and run the same again";
    case SQLITE_READONLY:
    case SQLITE_CANTOPEN:
    case SQLITE_PERM:
      return place + " cannot be written (" + message + "); name another folder, or change its permissions";
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
      return place + " is damaged or no store of a study (" + message + "); `ravine run --force` makes it anew";
    default:
      return place + ": " + message;
  }
}

void Database::fail(int code) const {
  constexpr int primary = 0xFF;  // of an extended code
  throw SqliteError(code & primary, path_, database_ ? sqlite3_errmsg(get()) : sqlite3_errstr(code));
}

}  // namespace ravine::study

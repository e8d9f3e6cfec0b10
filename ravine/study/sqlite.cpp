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
    default:
      return place + ": " + message;
  }
}

void Database::fail(int code) const {
  constexpr int primary_bits = 0xFF;  // of an extended code
  const int primary = code & primary_bits;
  const std::string message = database_ ? sqlite3_errmsg(get()) : sqlite3_errstr(code);
  // Statements are right, so that SQLITE_ERROR says that the file has other tables than its version has.
  const bool damaged = primary == SQLITE_CORRUPT || primary == SQLITE_NOTADB || primary == SQLITE_ERROR;
  if (damaged && !path_.empty())
    throw InputError('"' + path_ + "\" is damaged or no store of a study (" + message + ")",
                     "`ravine run --force` makes it anew");
  throw SqliteError(primary, path_, message);
}

}  // namespace ravine::study

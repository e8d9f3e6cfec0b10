// SQLite in RAII: a database in memory or a file, statements, errors as SystemError; a file that is no database or a
// damaged one is an InputError. Inside study.
#pragma once

#include <sqlite3.h>

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "ravine/base/error.hpp"

namespace ravine::study {

// A SystemError that says what to do, and knows SQLite's code for it.
class SqliteError : public SystemError {
 public:
  SqliteError(int code, const std::string& path, const std::string& message)
      : SystemError(text(code, path, message)), code_(code) {}
  int code() const { return code_; }

 private:
  static std::string text(int code, const std::string& path, const std::string& message);
  int code_;
};

// One thread's at a time.
class Database {
 public:
  Database() : Database(":memory:", SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE) {}
  Database(const std::string& path, int flags) : path_(path == ":memory:" ? "" : path) {
    sqlite3* opened = nullptr;
    const int code = sqlite3_open_v2(path.c_str(), &opened, flags | SQLITE_OPEN_NOMUTEX, nullptr);
    database_.reset(opened);
    check(code);
    constexpr int patience = 500;  // milliseconds: who only looked in is gone by then
    check(sqlite3_busy_timeout(get(), patience));
  }
  sqlite3* get() const { return database_.get(); }
  void execute(const std::string& sql) const { check(sqlite3_exec(get(), sql.c_str(), nullptr, nullptr, nullptr)); }
  // The bytes of the file that holds this database.
  std::vector<unsigned char> bytes() const {
    sqlite3_int64 size = 0;
    const std::unique_ptr<unsigned char, Free> data(sqlite3_serialize(get(), "main", &size, 0));
    if (!data) throw SystemError("SQLite: out of memory");
    return {data.get(), data.get() + size};
  }
  void check(int code) const {
    if (code != SQLITE_OK && code != SQLITE_DONE && code != SQLITE_ROW) fail(code);
  }

 private:
  struct Close {
    void operator()(sqlite3* database) const { sqlite3_close(database); }
  };
  struct Free {
    void operator()(unsigned char* data) const { sqlite3_free(data); }
  };
  [[noreturn]] void fail(int code) const;
  std::string path_;  // empty: in memory
  std::unique_ptr<sqlite3, Close> database_;
};

struct FinalizeStatement {
  void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
};
using Statement = std::unique_ptr<sqlite3_stmt, FinalizeStatement>;
inline Statement prepare(const Database& database, const std::string& sql) {
  sqlite3_stmt* prepared = nullptr;
  database.check(sqlite3_prepare_v2(database.get(), sql.c_str(), -1, &prepared, nullptr));
  return Statement(prepared);
}

// The rows of a question, one after the other: while (rows.next()) ...
class Query {
 public:
  Query(const Database& database, const std::string& sql) : database_(database), statement_(prepare(database, sql)) {}
  bool next() {
    const int code = sqlite3_step(statement_.get());
    database_.check(code);
    return code == SQLITE_ROW;
  }
  void again(std::int64_t value) {  // with another value for its one question mark
    database_.check(sqlite3_reset(statement_.get()));
    database_.check(sqlite3_bind_int64(statement_.get(), 1, value));
  }
  int columns() const { return sqlite3_column_count(statement_.get()); }
  std::string name(int column) const { return sqlite3_column_name(statement_.get(), column); }
  int type(int column) const { return sqlite3_column_type(statement_.get(), column); }
  bool is_null(int column) const { return sqlite3_column_type(statement_.get(), column) == SQLITE_NULL; }
  std::int64_t integer(int column) const { return sqlite3_column_int64(statement_.get(), column); }
  double real(int column) const { return sqlite3_column_double(statement_.get(), column); }
  std::string_view text(int column) const {  // or the bytes of a blob; valid until the next row
    const auto* data = static_cast<const char*>(sqlite3_column_blob(statement_.get(), column));
    return {data == nullptr ? "" : data, static_cast<std::size_t>(sqlite3_column_bytes(statement_.get(), column))};
  }

 private:
  const Database& database_;
  Statement statement_;
};

// INSERT INTO a table, so many rows at a time: fields in order, then done().
class Insert {
 public:
  // `columns` question marks a row.
  Insert(const Database& database, const std::string& table, std::size_t columns, std::size_t rows = 1)
      : database_(database) {
    std::string row = "(?", sql = "INSERT INTO " + table + " VALUES";
    for (std::size_t i = 1; i < columns; ++i) row += ",?";
    row += ')';
    for (std::size_t i = 0; i < rows; ++i) sql += (i == 0 ? "" : ",") + row;
    statement_ = prepare(database, sql);
  }
  Insert& integer(std::uint64_t value) {
    database_.check(sqlite3_bind_int64(statement_.get(), ++field_, static_cast<sqlite3_int64>(value)));
    return *this;
  }
  Insert& real(double value) {  // a NaN is stored as NULL
    database_.check(sqlite3_bind_double(statement_.get(), ++field_, value));
    return *this;
  }
  Insert& text(std::string_view value) { return text(value, SQLITE_TRANSIENT); }
  Insert& blob(std::span<const unsigned char> bytes) { return blob(bytes, SQLITE_TRANSIENT); }
  // The same of bytes that stay where they are until done().
  Insert& lasting_text(std::string_view value) { return text(value, SQLITE_STATIC); }
  Insert& lasting_blob(std::span<const unsigned char> bytes) { return blob(bytes, SQLITE_STATIC); }
  Insert& null() {
    database_.check(sqlite3_bind_null(statement_.get(), ++field_));
    return *this;
  }
  void done() {
    database_.check(sqlite3_step(statement_.get()));
    database_.check(sqlite3_reset(statement_.get()));
    field_ = 0;
  }

 private:
  Insert& text(std::string_view value, sqlite3_destructor_type how) {
    database_.check(sqlite3_bind_text64(statement_.get(), ++field_, value.data() == nullptr ? "" : value.data(),
                                        value.size(), how, SQLITE_UTF8));
    return *this;
  }
  Insert& blob(std::span<const unsigned char> bytes, sqlite3_destructor_type how) {
    database_.check(sqlite3_bind_blob64(statement_.get(), ++field_, bytes.data(), bytes.size(), how));
    return *this;
  }
  const Database& database_;
  Statement statement_;
  int field_ = 0;
};

}  // namespace ravine::study

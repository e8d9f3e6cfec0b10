// SQLite in RAII: a database in memory, statements, errors as SystemError. Inside study.
#pragma once

#include <sqlite3.h>

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "ravine/base/error.hpp"

namespace ravine::study {

class Database {
 public:
  Database() {
    sqlite3* opened = nullptr;
    const int code = sqlite3_open_v2(":memory:", &opened, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, nullptr);
    database_.reset(opened);
    check(code);
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
    if (code == SQLITE_OK || code == SQLITE_DONE || code == SQLITE_ROW) return;
    throw SystemError(std::string("SQLite: ") + (database_ ? sqlite3_errmsg(get()) : sqlite3_errstr(code)));
  }

 private:
  struct Close {
    void operator()(sqlite3* database) const { sqlite3_close(database); }
  };
  struct Free {
    void operator()(unsigned char* data) const { sqlite3_free(data); }
  };
  std::unique_ptr<sqlite3, Close> database_;
};

// INSERT INTO a table, a row at a time: fields in order, then done().
class Insert {
 public:
  // `columns` question marks.
  Insert(const Database& database, const std::string& table, std::size_t columns) : database_(database) {
    std::string sql = "INSERT INTO " + table + " VALUES(?";
    for (std::size_t i = 1; i < columns; ++i) sql += ",?";
    sqlite3_stmt* prepared = nullptr;
    database_.check(sqlite3_prepare_v2(database_.get(), (sql + ")").c_str(), -1, &prepared, nullptr));
    statement_.reset(prepared);
  }
  Insert& integer(std::uint64_t value) {
    database_.check(sqlite3_bind_int64(statement_.get(), ++field_, static_cast<sqlite3_int64>(value)));
    return *this;
  }
  Insert& real(double value) {  // a NaN is stored as NULL
    database_.check(sqlite3_bind_double(statement_.get(), ++field_, value));
    return *this;
  }
  Insert& text(std::string_view value) {
    database_.check(sqlite3_bind_text64(statement_.get(), ++field_, value.data() == nullptr ? "" : value.data(),
                                        value.size(), SQLITE_TRANSIENT, SQLITE_UTF8));
    return *this;
  }
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
  struct Finalize {
    void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
  };
  const Database& database_;
  std::unique_ptr<sqlite3_stmt, Finalize> statement_;
  int field_ = 0;
};

}  // namespace ravine::study

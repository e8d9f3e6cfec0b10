// A program in a process group of its own, spoken to by lines over its standard input and output. It is started without
// a shell, and no process of it is left when the object is gone. POSIX.
#pragma once

#include <sys/types.h>

#include <chrono>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "ravine/problem/external/running_programs.hpp"

namespace ravine {

// Owns a file descriptor.
class Descriptor {
 public:
  explicit Descriptor(int number = -1) : number_(number) {}
  Descriptor(Descriptor&& other) noexcept : number_(other.release()) {}
  Descriptor& operator=(Descriptor&& other) noexcept;
  ~Descriptor() { close(); }
  int number() const { return number_; }
  bool is_open() const { return number_ >= 0; }
  int release();
  void close();

 private:
  int number_;
};

class ChildProcess {
 public:
  using Clock = std::chrono::steady_clock;

  // The first word is the program, looked up in PATH unless it has a slash. Throws SystemError where the system cannot
  // start it, with the system's reason.
  explicit ChildProcess(const std::vector<std::string>& words);
  // Ends the program: closes its input, gives it a moment, kills its group.
  ~ChildProcess();
  ChildProcess(const ChildProcess&) = delete;
  ChildProcess& operator=(const ChildProcess&) = delete;

  // What came of asking: a line, or why there is none.
  struct Reply {
    std::string line;
    std::string fault;  // "it gave no answer within 10 s"; empty: there is a line
  };
  // Writes `line` (which ends in a newline) and reads the line that answers it, of at most `longest` bytes. Once there
  // was a fault the program is ended; do not ask again.
  Reply ask(std::string_view line, std::chrono::duration<double> timeout, std::size_t longest);

  pid_t id() const { return id_; }

 private:
  bool write_some(std::string_view& rest);  // false: nobody reads
  enum class Read { some, nothing, ended };
  static Read read_some(const Descriptor& from, std::string& into);
  void keep_last_words();
  std::string end_of_output();  // how the program ended, whose output is at its end
  std::string with_last_words(std::string fault) const;
  void kill_group();

  pid_t id_ = -1;
  RunningProgram running_;
  Descriptor input_, output_, errors_;
  std::string answers_;     // read from the output and not yet given
  std::string last_words_;  // the last of its standard error
};

}  // namespace ravine

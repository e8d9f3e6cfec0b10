#include "ravine/problem/external/child_process.hpp"

#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <ctime>
#include <utility>

#include "ravine/base/error.hpp"
#include "ravine/base/number_text.hpp"
#include "ravine/problem/external/protocol.hpp"

extern "C" char** environ;  // NOLINT(readability-redundant-declaration): POSIX leaves it to the program

namespace ravine {
namespace {

constexpr std::size_t most_last_words = 4096;  // bytes of standard error that are kept
constexpr auto moment = std::chrono::milliseconds(200);

std::string reason_of(int error) { return std::strerror(error); }  // NOLINT(concurrency-mt-unsafe): glibc's is safe

struct Pipe {
  Descriptor read, write;
};

// Closed in every program that is started, so that no child keeps another's pipe open.
Pipe make_pipe() {
  int ends[2];
  if (pipe2(ends, O_CLOEXEC) != 0) throw SystemError("no pipe can be opened: " + reason_of(errno));
  return {Descriptor(ends[0]), Descriptor(ends[1])};
}

void do_not_block(const Descriptor& descriptor) {
  fcntl(descriptor.number(), F_SETFL, fcntl(descriptor.number(), F_GETFL) | O_NONBLOCK);
}

// In a group of its own, with the signals of a fresh program.
struct Attributes {
  Attributes() {
    posix_spawnattr_init(&value);
    sigset_t signals;
    sigemptyset(&signals);
    posix_spawnattr_setsigmask(&value, &signals);
    sigaddset(&signals, SIGPIPE);
    posix_spawnattr_setsigdefault(&value, &signals);
    posix_spawnattr_setpgroup(&value, 0);
    posix_spawnattr_setflags(&value, POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
  }
  ~Attributes() { posix_spawnattr_destroy(&value); }
  Attributes(const Attributes&) = delete;
  Attributes& operator=(const Attributes&) = delete;
  posix_spawnattr_t value;
};

struct Actions {
  Actions() { posix_spawn_file_actions_init(&value); }
  ~Actions() { posix_spawn_file_actions_destroy(&value); }
  Actions(const Actions&) = delete;
  Actions& operator=(const Actions&) = delete;
  void become(const Descriptor& from, int number) { posix_spawn_file_actions_adddup2(&value, from.number(), number); }
  posix_spawn_file_actions_t value;
};

// write(), but for the signal that a pipe nobody reads sends to the thread: it is held back and taken.
ssize_t write_quietly(int descriptor, std::string_view bytes) {
  sigset_t broken, pending, before;
  sigemptyset(&broken);
  sigaddset(&broken, SIGPIPE);
  sigpending(&pending);
  const bool others = sigismember(&pending, SIGPIPE) == 1;
  pthread_sigmask(SIG_BLOCK, &broken, &before);
  const auto written = ::write(descriptor, bytes.data(), bytes.size());
  const int error = errno;
  if (written < 0 && error == EPIPE && !others) {
    const timespec at_once{};
    while (sigtimedwait(&broken, nullptr, &at_once) < 0 && errno == EINTR) {
    }
  }
  pthread_sigmask(SIG_SETMASK, &before, nullptr);
  errno = error;
  return written;
}

// Whether the program has ended, and how; it stays to be waited for, so that its group keeps its number.
bool has_ended(pid_t id, siginfo_t& how) {
  how = {};
  return waitid(P_PID, static_cast<id_t>(id), &how, WEXITED | WNOHANG | WNOWAIT) == 0 && how.si_pid == id;
}

bool wait_for_end(pid_t id, siginfo_t& how) {
  const auto until = std::chrono::steady_clock::now() + moment;
  const timespec nap{0, 1'000'000};
  while (!has_ended(id, how)) {
    if (std::chrono::steady_clock::now() >= until) return false;
    nanosleep(&nap, nullptr);
  }
  return true;
}

}  // namespace

int Descriptor::release() { return std::exchange(number_, -1); }

void Descriptor::close() {
  if (is_open()) ::close(release());
}

Descriptor& Descriptor::operator=(Descriptor&& other) noexcept {
  if (this != &other) {
    close();
    number_ = other.release();
  }
  return *this;
}

ChildProcess::ChildProcess(const std::vector<std::string>& words) {
  auto input = make_pipe(), output = make_pipe(), errors = make_pipe();
  Actions actions;
  actions.become(input.read, STDIN_FILENO);
  actions.become(output.write, STDOUT_FILENO);
  actions.become(errors.write, STDERR_FILENO);
  const Attributes attributes;
  std::vector<std::string> copies(words);
  std::vector<char*> arguments;
  arguments.reserve(copies.size() + 1);
  for (auto& word : copies) arguments.push_back(word.data());
  arguments.push_back(nullptr);
  if (const int error = posix_spawnp(&id_, arguments[0], &actions.value, &attributes.value, arguments.data(), environ);
      error != 0) {
    id_ = -1;
    throw SystemError("`" + printable(words.front()) + "` cannot be started: " + reason_of(error));
  }
  running_.enter(id_);
  input_ = std::move(input.write);
  output_ = std::move(output.read);
  errors_ = std::move(errors.read);
  do_not_block(input_);
  do_not_block(output_);
  do_not_block(errors_);
}

ChildProcess::~ChildProcess() {
  if (id_ < 0) return;
  input_.close();
  siginfo_t how;
  // Its output ends when it does: no need to look again and again.
  pollfd end{output_.number(), POLLIN, 0};
  if (output_.is_open() && !has_ended(id_, how)) poll(&end, 1, static_cast<int>(moment.count()));
  kill_group();
}

// The group's number is free for others only once the program was waited for.
void ChildProcess::kill_group() {
  if (id_ < 0) return;
  kill(-id_, SIGKILL);
  running_.leave();
  while (waitpid(id_, nullptr, 0) < 0 && errno == EINTR) {
  }
  id_ = -1;
  input_.close();
  output_.close();
  errors_.close();
}

bool ChildProcess::write_some(std::string_view& rest) {
  const auto written = write_quietly(input_.number(), rest);
  if (written < 0) return errno == EAGAIN || errno == EINTR;
  rest.remove_prefix(static_cast<std::size_t>(written));
  return true;
}

ChildProcess::Read ChildProcess::read_some(const Descriptor& from, std::string& into) {
  std::array<char, 4096> bytes;
  const auto count = ::read(from.number(), bytes.data(), bytes.size());
  if (count < 0) return errno == EAGAIN || errno == EINTR ? Read::nothing : Read::ended;
  into.append(bytes.data(), static_cast<std::size_t>(count));
  return count == 0 ? Read::ended : Read::some;
}

void ChildProcess::keep_last_words() {
  if (!errors_.is_open()) return;
  const auto read = read_some(errors_, last_words_);
  if (last_words_.size() > most_last_words) last_words_.erase(0, last_words_.size() - most_last_words);
  if (read == Read::ended) errors_.close();
}

std::string ChildProcess::end_of_output() {
  siginfo_t how;
  if (!wait_for_end(id_, how)) return "it closed its output";
  for (int i = 0; i < 64 && errors_.is_open(); ++i) {  // what it wrote last
    const auto before = last_words_.size();
    keep_last_words();
    if (last_words_.size() == before && errors_.is_open()) break;
  }
  if (how.si_code == CLD_EXITED) return "it ended with exit status " + std::to_string(how.si_status);
  return "it was ended by signal " + std::to_string(how.si_status) + " (" + strsignal(how.si_status) +
         ")";  // NOLINT(concurrency-mt-unsafe): glibc's is safe
}

// The last lines of its standard error behind the fault.
std::string ChildProcess::with_last_words(std::string fault) const {
  constexpr std::size_t most_lines = 3, most_bytes = 300;
  std::string_view rest(last_words_);
  std::vector<std::string_view> lines;
  while (!rest.empty() && lines.size() < most_lines) {
    while (!rest.empty() && (rest.back() == '\n' || rest.back() == '\r')) rest.remove_suffix(1);
    const auto begin = rest.rfind('\n') + 1;  // 0 where there is none
    if (rest.size() > begin) lines.push_back(rest.substr(begin));
    rest = rest.substr(0, begin);
  }
  if (lines.empty()) return fault;
  std::string words;
  std::reverse(lines.begin(), lines.end());
  for (const auto line : lines) words += (words.empty() ? "" : " / ") + printable(line, most_bytes / most_lines);
  return fault + "; its last words: " + words;
}

ChildProcess::Reply ChildProcess::ask(std::string_view line, std::chrono::duration<double> timeout,
                                      std::size_t longest) {
  const auto failed = [&](std::string fault) {
    fault = with_last_words(std::move(fault));
    kill_group();
    return Reply{{}, std::move(fault)};
  };
  const auto until = Clock::now() + timeout;
  // What it has written unasked cannot be told from an answer.
  if (answers_.empty()) read_some(output_, answers_);
  if (!answers_.empty()) return failed("it wrote a line that was not asked for: `" + printable(answers_) + "`");
  auto rest = line;
  for (;;) {
    if (const auto end = answers_.find('\n'); end != std::string::npos) {
      if (end > longest) return failed("its answer is longer than " + std::to_string(longest) + " bytes");
      Reply reply{answers_.substr(0, end), {}};
      answers_.erase(0, end + 1);
      if (!reply.line.empty() && reply.line.back() == '\r') reply.line.pop_back();
      return reply;
    }
    if (answers_.size() > longest) return failed("its answer is longer than " + std::to_string(longest) + " bytes");
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(until - Clock::now()).count();
    if (left <= 0) return failed("it gave no answer within " + shortest(timeout.count()) + " s");
    std::array<pollfd, 3> wanted{pollfd{output_.number(), POLLIN, 0}, pollfd{errors_.number(), POLLIN, 0},
                                 pollfd{rest.empty() ? -1 : input_.number(), POLLOUT, 0}};  // -1: not looked at
    if (poll(wanted.data(), wanted.size(), static_cast<int>(std::min<long long>(left, 60'000))) < 0 && errno != EINTR)
      return failed("the system cannot wait for it: " + reason_of(errno));
    if (wanted[1].revents != 0) keep_last_words();
    if (wanted[2].revents != 0 && !write_some(rest)) rest = {};  // it reads no more: its output tells why
    if (wanted[0].revents != 0 && read_some(output_, answers_) == Read::ended) return failed(end_of_output());
  }
}

}  // namespace ravine

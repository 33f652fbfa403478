#define _GNU_SOURCE
#include "Signals.h"

#include <errno.h>
#include <signal.h>
#include <sys/signalfd.h>
#include <unistd.h>

int portolan_open_signals(void) {
  sigset_t taken;
  sigemptyset(&taken);
  sigaddset(&taken, SIGINT);
  sigaddset(&taken, SIGTERM);
  sigaddset(&taken, SIGHUP);
  sigaddset(&taken, SIGWINCH);
  signal(SIGPIPE, SIG_IGN);
  int problem = pthread_sigmask(SIG_BLOCK, &taken, NULL);
  if (problem != 0) return -problem;
  int fd = signalfd(-1, &taken, SFD_NONBLOCK | SFD_CLOEXEC);
  return fd >= 0 ? fd : -errno;
}

int portolan_take_signal(int fd) {
  struct signalfd_siginfo info;
  ssize_t count;
  do {
    count = read(fd, &info, sizeof info);
  } while (count < 0 && errno == EINTR);
  if (count == sizeof info) return (int)info.ssi_signo;
  return count < 0 && errno != EAGAIN ? -errno : 0;
}

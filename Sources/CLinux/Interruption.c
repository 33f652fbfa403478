#include "Interruption.h"

#include <signal.h>
#include <string.h>

static volatile sig_atomic_t remembered = 0;

static void remember(int signal) { remembered = signal; }

void portolan_remember_interruptions(void) {
  struct sigaction action;
  memset(&action, 0, sizeof action);
  action.sa_handler = remember;
  // Not SA_RESTART, so that a wait ends; and once, so that an impatient second Ctrl-C still works.
  action.sa_flags = SA_RESETHAND;
  sigaction(SIGINT, &action, NULL);
  sigaction(SIGTERM, &action, NULL);
  sigaction(SIGHUP, &action, NULL);
  // A parent's worker thread may have started this process with all of them blocked.
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGINT);
  sigaddset(&signals, SIGTERM);
  sigaddset(&signals, SIGHUP);
  pthread_sigmask(SIG_UNBLOCK, &signals, NULL);
}

int portolan_interruption(void) { return remembered; }

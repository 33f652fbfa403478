#define _GNU_SOURCE
#include "Namespace.h"

#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <unistd.h>

int portolan_enter_network_namespace(int descriptor) {
  return setns(descriptor, CLONE_NEWNET) == 0 ? 0 : -errno;
}

int portolan_open_own_network_namespace(void) {
  // thread-self, since threads of one process may be in different namespaces.
  int descriptor = open("/proc/thread-self/ns/net", O_RDONLY | O_CLOEXEC);
  return descriptor >= 0 ? descriptor : -errno;
}

#define _GNU_SOURCE
#include "Namespace.h"

#include <errno.h>
#include <sched.h>

int portolan_enter_network_namespace(int fd) { return setns(fd, CLONE_NEWNET) == 0 ? 0 : -errno; }

#ifndef PORTOLAN_NAMESPACE_H
#define PORTOLAN_NAMESPACE_H

#include <netinet/icmp6.h>
#include <netinet/ip_icmp.h>
#include <sys/epoll.h>

/// Moves the calling thread, and no other, to the network namespace that `descriptor` is open on (setns(2)).
/// A socket made there stays there, and files below /proc/sys/net are that namespace's.
/// Returns 0, or -errno: -EPERM without CAP_SYS_ADMIN, -EINVAL when the descriptor is on something else.
int portolan_enter_network_namespace(int descriptor);

/// Opens the network namespace of the calling thread.
/// Returns a descriptor to close, or -errno.
int portolan_open_own_network_namespace(void);

#endif

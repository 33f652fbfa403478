#ifndef PORTOLAN_NAMESPACE_H
#define PORTOLAN_NAMESPACE_H

/*
 * Moves the calling thread, and no other, into the network namespace that `fd` refers to (setns(2)): an open
 * /proc/PID/ns/net or /run/netns/NAME, which stays open.
 *
 * Returns 0, or -errno: -EPERM without CAP_SYS_ADMIN, -EINVAL when `fd` is no network namespace, -EBADF.
 */
int portolan_enter_network_namespace(int fd);

#endif

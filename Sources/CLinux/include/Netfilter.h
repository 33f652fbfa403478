#ifndef PORTOLAN_NETFILTER_H
#define PORTOLAN_NETFILTER_H

#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

/*
 * What the packet filter of the calling thread's network namespace remembers, over netlink. Each function returns -errno when the kernel
 * refuses: -EPERM without CAP_NET_ADMIN there, -EPROTONOSUPPORT on a kernel without that part of netfilter.
 */

/// Forgets every connection that is tracked (ctnetlink, IPCTNL_MSG_CT_DELETE).
/// Returns 0, or -errno.
int portolan_forget_connections(void);

/// Lists the elements of a set in a table of family inet of nftables', as the kernel keeps them: each field of a concatenation takes whole
/// words of four bytes, addresses and ports in network order.
/// Sets `*keys` to the elements, of `key_length` bytes each, one after the other, which the caller frees.
/// Returns how many there are, or -errno: -ENOENT without such a table or set, -EINVAL when the elements have another length.
ssize_t portolan_list_set(const char *table, const char *set, size_t key_length, uint8_t **keys);

/// Removes the elements of a set in a table of family inet of nftables'.
/// Returns 0, or -errno.
int portolan_empty_set(const char *table, const char *set);

#endif

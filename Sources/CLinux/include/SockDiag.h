#ifndef PORTOLAN_SOCKDIAG_H
#define PORTOLAN_SOCKDIAG_H

#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

#include <linux/inet_diag.h>
#include <linux/netlink.h>
#include <linux/sock_diag.h>

/* Listing sockets over netlink, sock_diag(7). Nothing here is kept between calls. */

/*
 * Opens a netlink socket that asks about the network namespace of the calling thread. A wait for an answer ends after
 * `timeout_milliseconds`.
 *
 * Returns the descriptor, which the caller closes, or -errno: -EPROTONOSUPPORT on a kernel without sock_diag.
 */
int portolan_sock_diag_open(int timeout_milliseconds);

/*
 * Asks for a dump of all sockets of a family (AF_INET, AF_INET6) and protocol (IPPROTO_TCP, IPPROTO_UDP) in one of `states`, a mask
 * of 1 << TCP_*. `filter` is a program for the kernel (INET_DIAG_REQ_BYTECODE) of `filter_length` bytes, at most 4096; without one,
 * 0. Every message of the answer bears `sequence`.
 *
 * Returns 0, or -errno: -EINVAL when the filter is too long. What the kernel thinks of the request comes with the answer.
 */
int portolan_sock_diag_ask(int fd, uint32_t sequence, int family, int protocol, uint32_t states, const void *filter,
                           size_t filter_length);

/*
 * Waits for the next part of an answer and writes it to `buffer`: whole netlink messages, as the kernel sent them.
 *
 * Returns the number of bytes written, or -errno: -EMSGSIZE when the part was longer than `capacity`, of which the rest is lost;
 * -EAGAIN when nothing came in time; -ENOBUFS when the kernel dropped a part.
 */
ssize_t portolan_sock_diag_receive(int fd, void *buffer, size_t capacity);

#endif

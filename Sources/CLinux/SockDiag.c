#define _GNU_SOURCE
#include "SockDiag.h"

#include <errno.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <sys/uio.h>
#include <unistd.h>

int portolan_sock_diag_open(int timeout_milliseconds) {
  int fd = socket(AF_NETLINK, SOCK_RAW | SOCK_CLOEXEC, NETLINK_SOCK_DIAG);
  if (fd < 0) return -errno;
  struct timeval timeout = {timeout_milliseconds / 1000, (timeout_milliseconds % 1000) * 1000};
  if (setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &timeout, sizeof timeout) != 0) {
    int problem = errno;
    close(fd);
    return -problem;
  }
  return fd;
}

int portolan_sock_diag_ask(int fd, uint32_t sequence, int family, int protocol, uint32_t states, const void *filter,
                           size_t filter_length) {
  struct {
    struct nlmsghdr header;
    struct inet_diag_req_v2 request;
    struct nlattr attribute;
  } message;
  if (filter_length > 4096) return -EINVAL;
  memset(&message, 0, sizeof message);
  size_t length = sizeof message.header + sizeof message.request;
  if (filter_length > 0) {
    message.attribute.nla_type = INET_DIAG_REQ_BYTECODE;
    message.attribute.nla_len = (uint16_t)(sizeof message.attribute + filter_length);
    length += message.attribute.nla_len;
  }
  message.header.nlmsg_len = (uint32_t)length;
  message.header.nlmsg_type = SOCK_DIAG_BY_FAMILY;
  message.header.nlmsg_flags = NLM_F_REQUEST | NLM_F_DUMP;
  message.header.nlmsg_seq = sequence;
  message.request.sdiag_family = (uint8_t)family;
  message.request.sdiag_protocol = (uint8_t)protocol;
  message.request.idiag_states = states;
  struct iovec parts[2] = {{&message, length - filter_length}, {(void *)filter, filter_length}};
  struct sockaddr_nl kernel = {.nl_family = AF_NETLINK};
  struct msghdr envelope = {.msg_name = &kernel, .msg_namelen = sizeof kernel, .msg_iov = parts, .msg_iovlen = 2};
  ssize_t sent;
  do {
    sent = sendmsg(fd, &envelope, 0);
  } while (sent < 0 && errno == EINTR);
  return sent < 0 ? -errno : 0;
}

ssize_t portolan_sock_diag_receive(int fd, void *buffer, size_t capacity) {
  for (;;) {
    struct sockaddr_nl sender;
    struct iovec part = {buffer, capacity};
    struct msghdr envelope = {.msg_name = &sender, .msg_namelen = sizeof sender, .msg_iov = &part, .msg_iovlen = 1};
    ssize_t received = recvmsg(fd, &envelope, 0);
    if (received < 0) {
      if (errno == EINTR) continue;
      return -errno;
    }
    if (sender.nl_pid != 0) continue; /* not from the kernel */
    return envelope.msg_flags & MSG_TRUNC ? -EMSGSIZE : received;
  }
}

/*
 * A bare dump of a namespace's TCP sockets over netlink, in C: the least that a program can do. Prints the time of each of RUNS dumps in
 * milliseconds, one a line.
 *
 *   cc -O2 -o sock_diag sock_diag.c && ip netns exec NAME ./sock_diag RUNS
 */
#include <arpa/inet.h>
#include <linux/inet_diag.h>
#include <linux/netlink.h>
#include <linux/sock_diag.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>

static double milliseconds(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return time.tv_sec * 1e3 + time.tv_nsec * 1e-6;
}

static long dump(int fd, int family, char *buffer, size_t size, unsigned *ports) {
  struct {
    struct nlmsghdr header;
    struct inet_diag_req_v2 request;
  } message;
  memset(&message, 0, sizeof message);
  message.header.nlmsg_len = sizeof message;
  message.header.nlmsg_type = SOCK_DIAG_BY_FAMILY;
  message.header.nlmsg_flags = NLM_F_REQUEST | NLM_F_DUMP;
  message.request.sdiag_family = (unsigned char)family;
  message.request.sdiag_protocol = IPPROTO_TCP;
  message.request.idiag_states = 0xfff;
  if (send(fd, &message, sizeof message, 0) < 0) return -1;
  long sockets = 0;
  for (;;) {
    ssize_t length = recv(fd, buffer, size, 0);
    if (length <= 0) return -1;
    for (struct nlmsghdr *part = (void *)buffer; NLMSG_OK(part, length); part = NLMSG_NEXT(part, length)) {
      if (part->nlmsg_type == NLMSG_DONE) return sockets;
      if (part->nlmsg_type == NLMSG_ERROR) return -1;
      struct inet_diag_msg *socket = NLMSG_DATA(part);
      ports[ntohs(socket->id.idiag_dport)]++;
      sockets++;
    }
  }
}

int main(int count, char **words) {
  static unsigned ports[65536];
  size_t size = 1 << 16;
  char *buffer = malloc(size);
  int fd = socket(AF_NETLINK, SOCK_RAW, NETLINK_SOCK_DIAG);
  for (int run = count > 1 ? atoi(words[1]) : 9; run > 0; run--) {
    double start = milliseconds();
    long sockets = dump(fd, AF_INET, buffer, size, ports) + dump(fd, AF_INET6, buffer, size, ports);
    if (sockets < 0) return 1;
    printf("%.3f\n", milliseconds() - start);
  }
  return 0;
}

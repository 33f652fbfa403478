/*
 * Opens COUNT connections over the loopback to a few listeners of its own, from port FIRST on, and holds both ends of each until its
 * standard input ends: sockets for the tests and benchmarks to list. A process may have fewer descriptors than are wanted, so several
 * of these are run.
 *
 *   SocketHolder COUNT FIRST [4|6]
 *
 * Prints "ready" when all are open. Exits with 1 and says why when they cannot be.
 */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

enum { LISTENERS = 4 };

static socklen_t loopback(struct sockaddr_storage *address, int family, int port) {
  memset(address, 0, sizeof *address);
  if (family == AF_INET6) {
    struct sockaddr_in6 *six = (struct sockaddr_in6 *)address;
    six->sin6_family = AF_INET6;
    six->sin6_port = htons((uint16_t)port);
    six->sin6_addr = in6addr_loopback;
    return sizeof *six;
  }
  struct sockaddr_in *four = (struct sockaddr_in *)address;
  four->sin_family = AF_INET;
  four->sin_port = htons((uint16_t)port);
  four->sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  return sizeof *four;
}

static int fail(const char *what, int number) {
  fprintf(stderr, "SocketHolder: %s, connection %d: %s\n", what, number, strerror(errno));
  return 1;
}

int main(int count, char **words) {
  if (count < 3) {
    fprintf(stderr, "usage: SocketHolder COUNT FIRST [4|6]\n");
    return 2;
  }
  int connections = atoi(words[1]), first = atoi(words[2]);
  int family = count > 3 && words[3][0] == '6' ? AF_INET6 : AF_INET;
  struct rlimit descriptors;
  getrlimit(RLIMIT_NOFILE, &descriptors);
  descriptors.rlim_cur = descriptors.rlim_max;
  setrlimit(RLIMIT_NOFILE, &descriptors);
  struct sockaddr_storage address;
  int listeners[LISTENERS], on = 1;
  for (int index = 0; index < LISTENERS; index++) {
    listeners[index] = socket(family, SOCK_STREAM, 0);
    setsockopt(listeners[index], SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
    socklen_t length = loopback(&address, family, first + index);
    if (bind(listeners[index], (struct sockaddr *)&address, length) != 0 || listen(listeners[index], 128) != 0)
      return fail("listen", index);
  }
  for (int number = 0; number < connections; number++) {
    int client = socket(family, SOCK_STREAM, 0);
    socklen_t length = loopback(&address, family, first + number % LISTENERS);
    if (client < 0 || connect(client, (struct sockaddr *)&address, length) != 0) return fail("connect", number);
    if (accept(listeners[number % LISTENERS], NULL, NULL) < 0) return fail("accept", number);
  }
  puts("ready");
  fflush(stdout);
  char byte;
  while (read(STDIN_FILENO, &byte, 1) > 0) {
  }
  return 0;
}

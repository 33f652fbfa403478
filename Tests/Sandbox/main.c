/*
 * Runs a command as sandboxes and small kernels do: a netlink socket that lists sockets (sock_diag) cannot be made in it, or by any process it
 * starts, and the attempt fails with ERRNO.
 *
 *   Sandbox ERRNO COMMAND [ARGUMENT...]
 *
 * Exits as the command does; with 125, and a word why, when it cannot be run.
 */
#include <errno.h>
#include <linux/filter.h>
#include <linux/netlink.h>
#include <linux/seccomp.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <unistd.h>

/* The lower half of a system call's argument, on a little-endian machine. */
#define ARGUMENT(number) (offsetof(struct seccomp_data, args) + (number) * 8)

static int fail(const char *what) {
  fprintf(stderr, "Sandbox: %s: %s\n", what, strerror(errno));
  return 125;
}

int main(int count, char **words) {
  if (count < 3) {
    fprintf(stderr, "usage: Sandbox ERRNO COMMAND [ARGUMENT...]\n");
    return 125;
  }
  unsigned int number = (unsigned int)atoi(words[1]) & SECCOMP_RET_DATA;
  struct sock_filter steps[] = {
      BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr)),
      BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_socket, 0, 5),
      BPF_STMT(BPF_LD | BPF_W | BPF_ABS, ARGUMENT(0)),
      BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, AF_NETLINK, 0, 3),
      BPF_STMT(BPF_LD | BPF_W | BPF_ABS, ARGUMENT(2)),
      BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, NETLINK_SOCK_DIAG, 0, 1),
      BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | number),
      BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
  };
  struct sock_fprog program = {sizeof steps / sizeof *steps, steps};
  if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0) return fail("no new privileges");
  if (prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program) != 0) return fail("seccomp");
  execvp(words[2], words + 2);
  return fail(words[2]);
}

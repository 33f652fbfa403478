#define _GNU_SOURCE
#include "Namespace.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/netfilter/nfnetlink.h>
#include <linux/netfilter/nfnetlink_conntrack.h>
#include <linux/netlink.h>
#include <sched.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

int portolan_enter_network_namespace(int descriptor) {
  return setns(descriptor, CLONE_NEWNET) == 0 ? 0 : -errno;
}

int portolan_open_own_network_namespace(void) {
  // thread-self, since threads of one process may be in different namespaces.
  int descriptor = open("/proc/thread-self/ns/net", O_RDONLY | O_CLOEXEC);
  return descriptor >= 0 ? descriptor : -errno;
}

int portolan_forget_connections(void) {
  struct {
    struct nlmsghdr header;
    struct nfgenmsg message;
  } request;
  struct {
    struct nlmsghdr header;
    struct nlmsgerr error;
    char rest[256];
  } answer;
  int descriptor = socket(AF_NETLINK, SOCK_RAW | SOCK_CLOEXEC, NETLINK_NETFILTER);
  if (descriptor < 0) return -errno;
  memset(&request, 0, sizeof request);
  request.header.nlmsg_len = sizeof request;
  // A deletion that names no connection is one of all.
  request.header.nlmsg_type = NFNL_SUBSYS_CTNETLINK << 8 | IPCTNL_MSG_CT_DELETE;
  request.header.nlmsg_flags = NLM_F_REQUEST | NLM_F_ACK;
  request.message.nfgen_family = AF_UNSPEC;
  int result = 0;
  if (send(descriptor, &request, sizeof request, 0) < 0) {
    result = -errno;
  } else if (recv(descriptor, &answer, sizeof answer, 0) < 0) {
    result = -errno;
  } else if (answer.header.nlmsg_type == NLMSG_ERROR) {
    result = answer.error.error;
  }
  close(descriptor);
  return result;
}

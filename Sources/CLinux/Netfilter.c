#define _GNU_SOURCE
#include "Netfilter.h"

#include <arpa/inet.h>
#include <errno.h>
#include <linux/netfilter.h>
#include <linux/netfilter/nf_tables.h>
#include <linux/netfilter/nfnetlink.h>
#include <linux/netfilter/nfnetlink_conntrack.h>
#include <linux/netlink.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

// MARK: Requests

/// Netlink messages being written, one after the other.
struct request {
  _Alignas(8) uint8_t bytes[1024];
  size_t length;
};

/// Begins a message of netfilter's; the message of a batch has attributes of its own, with `resource` in network order.
static struct nlmsghdr *begin(struct request *request, int type, int flags, uint8_t family, uint16_t resource) {
  struct nlmsghdr *header = (struct nlmsghdr *)(request->bytes + request->length);
  struct nfgenmsg *message = NLMSG_DATA(header);
  header->nlmsg_len = NLMSG_LENGTH(sizeof *message);
  header->nlmsg_type = (uint16_t)type;
  header->nlmsg_flags = (uint16_t)(NLM_F_REQUEST | flags);
  message->nfgen_family = family;
  message->res_id = htons(resource);
  request->length += NLMSG_ALIGN(header->nlmsg_len);
  return header;
}

/// Adds a name to the last message. Returns 0, or -EINVAL when it is too long to be one.
static int add_name(struct request *request, struct nlmsghdr *header, int type, const char *name) {
  size_t size = strlen(name) + 1;
  if (size > NFT_NAME_MAXLEN) return -EINVAL;
  struct nlattr *attribute = (struct nlattr *)(request->bytes + request->length);
  attribute->nla_type = (uint16_t)type;
  attribute->nla_len = (uint16_t)(NLA_HDRLEN + size);
  memcpy((uint8_t *)attribute + NLA_HDRLEN, name, size);
  request->length += NLA_ALIGN(attribute->nla_len);
  header->nlmsg_len = (uint32_t)(request->bytes + request->length - (uint8_t *)header);
  return 0;
}

/// Begins a message about a set. Returns 0, or -EINVAL.
static int begin_set(struct request *request, int type, int flags, const char *table, const char *set) {
  struct nlmsghdr *header = begin(request, NFNL_SUBSYS_NFTABLES << 8 | type, flags, NFPROTO_INET, 0);
  int problem = add_name(request, header, NFTA_SET_ELEM_LIST_TABLE, table);
  return problem != 0 ? problem : add_name(request, header, NFTA_SET_ELEM_LIST_SET, set);
}

/// Sends a request. Returns the socket with the answers, which the caller closes, or -errno.
static int ask(const struct request *request) {
  int descriptor = socket(AF_NETLINK, SOCK_RAW | SOCK_CLOEXEC, NETLINK_NETFILTER);
  if (descriptor < 0) return -errno;
  if (send(descriptor, request->bytes, request->length, 0) >= 0) return descriptor;
  int problem = -errno;
  close(descriptor);
  return problem;
}

/// Sends a request of which one message asks to be acknowledged. Returns what the kernel says of it.
static int obey(const struct request *request) {
  struct {
    struct nlmsghdr header;
    struct nlmsgerr error;
    uint8_t rest[1024];
  } answer;
  int descriptor = ask(request);
  if (descriptor < 0) return descriptor;
  ssize_t received;
  do {
    received = recv(descriptor, &answer, sizeof answer, 0);
  } while (received < 0 && errno == EINTR);
  int result = received < 0 ? -errno : answer.header.nlmsg_type == NLMSG_ERROR ? answer.error.error : -EIO;
  close(descriptor);
  return result;
}

// MARK: Connections

int portolan_forget_connections(void) {
  struct request request = {.length = 0};
  // A deletion that names no connection is one of all.
  begin(&request, NFNL_SUBSYS_CTNETLINK << 8 | IPCTNL_MSG_CT_DELETE, NLM_F_ACK, AF_UNSPEC, 0);
  return obey(&request);
}

// MARK: Sets

int portolan_empty_set(const char *table, const char *set) {
  struct request request = {.length = 0};
  begin(&request, NFNL_MSG_BATCH_BEGIN, 0, AF_UNSPEC, NFNL_SUBSYS_NFTABLES);
  // A deletion that names no element is one of all.
  int problem = begin_set(&request, NFT_MSG_DELSETELEM, NLM_F_ACK, table, set);
  if (problem != 0) return problem;
  begin(&request, NFNL_MSG_BATCH_END, 0, AF_UNSPEC, NFNL_SUBSYS_NFTABLES);
  return obey(&request);
}

/// Bytes that grow.
struct keys {
  uint8_t *bytes;
  size_t count;
  size_t room;
};

static int append(struct keys *keys, const void *key, size_t length) {
  if (keys->count == keys->room) {
    size_t room = keys->room == 0 ? 1024 : 2 * keys->room;
    uint8_t *bytes = realloc(keys->bytes, room * length);
    if (bytes == NULL) return -ENOMEM;
    keys->bytes = bytes;
    keys->room = room;
  }
  memcpy(keys->bytes + length * keys->count++, key, length);
  return 0;
}

/// The next attribute of a type among those from `*start` on, of which it becomes the rest; NULL when there is none.
static const struct nlattr *next(const uint8_t **start, const uint8_t *end, int type) {
  while (end - *start >= NLA_HDRLEN) {
    const struct nlattr *attribute = (const struct nlattr *)*start;
    if (attribute->nla_len < NLA_HDRLEN || attribute->nla_len > end - *start) return NULL;
    *start += NLA_ALIGN(attribute->nla_len) < end - *start ? NLA_ALIGN(attribute->nla_len) : end - *start;
    if ((attribute->nla_type & NLA_TYPE_MASK) == type) return attribute;
  }
  return NULL;
}

/// The first attribute of a type within another; NULL when there is none.
static const struct nlattr *within(const struct nlattr *outer, int type) {
  if (outer == NULL) return NULL;
  const uint8_t *start = (const uint8_t *)outer + NLA_HDRLEN;
  return next(&start, (const uint8_t *)outer + outer->nla_len, type);
}

/// Takes the elements out of one message.
static int take(const struct nlmsghdr *header, size_t key_length, struct keys *keys) {
  const uint8_t *start = (const uint8_t *)NLMSG_DATA(header) + NLMSG_ALIGN(sizeof(struct nfgenmsg));
  const struct nlattr *list = next(&start, (const uint8_t *)header + header->nlmsg_len, NFTA_SET_ELEM_LIST_ELEMENTS);
  if (list == NULL) return 0;
  const uint8_t *elements = (const uint8_t *)list + NLA_HDRLEN;
  const struct nlattr *element;
  while ((element = next(&elements, (const uint8_t *)list + list->nla_len, NFTA_LIST_ELEM)) != NULL) {
    const struct nlattr *value = within(within(element, NFTA_SET_ELEM_KEY), NFTA_DATA_VALUE);
    if (value == NULL || value->nla_len != NLA_HDRLEN + key_length) return -EINVAL;
    int problem = append(keys, (const uint8_t *)value + NLA_HDRLEN, key_length);
    if (problem != 0) return problem;
  }
  return 0;
}

/// Takes the elements out of an answer, which comes in many parts.
static int take_all(int descriptor, size_t key_length, struct keys *keys) {
  _Alignas(8) static _Thread_local uint8_t buffer[1 << 16];
  for (;;) {
    ssize_t received = recv(descriptor, buffer, sizeof buffer, 0);
    if (received < 0 && errno == EINTR) continue;
    if (received < 0) return -errno;
    int rest = (int)received;
    for (struct nlmsghdr *header = (struct nlmsghdr *)buffer; NLMSG_OK(header, rest); header = NLMSG_NEXT(header, rest)) {
      if (header->nlmsg_type == NLMSG_DONE) return 0;
      if (header->nlmsg_type == NLMSG_ERROR) return ((struct nlmsgerr *)NLMSG_DATA(header))->error;
      int problem = take(header, key_length, keys);
      if (problem != 0) return problem;
    }
  }
}

ssize_t portolan_list_set(const char *table, const char *set, size_t key_length, uint8_t **keys) {
  *keys = NULL;
  struct request request = {.length = 0};
  int problem = begin_set(&request, NFT_MSG_GETSETELEM, NLM_F_DUMP, table, set);
  if (problem != 0) return problem;
  int descriptor = ask(&request);
  if (descriptor < 0) return descriptor;
  struct keys found = {.bytes = NULL};
  problem = take_all(descriptor, key_length, &found);
  close(descriptor);
  if (problem != 0) {
    free(found.bytes);
    return problem;
  }
  *keys = found.bytes;
  return (ssize_t)found.count;
}

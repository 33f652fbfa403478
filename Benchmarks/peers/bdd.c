/* Answers the questions of a flat file (MadeNetwork+Flat.swift) with BuDDy's binary decision diagrams: FLAT ANSWERS.
 * Prints the nanoseconds for one answer.
 *
 *     cc -O2 -o bdd bdd.c -lbdd
 *
 * Each side of an ACL or group is one diagram over 32 bits of the peer's address, then 16 bits of port, made beforehand. A
 * question walks down the bits of the address, for the request also those of the port, and joins the two diagrams of client
 * ports that the reply leaves. The resulting diagram is the answer; to write it as ranges is not counted.
 */
#include <bdd.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { ADDRESS_BITS = 32, PORT_BITS = 16, MAX_HOSTS = 4096, MAX_FILTERS = 64, MAX_HOST_GROUPS = 8, IN = 0, OUT = 1 };

typedef struct {
  unsigned address;
  int subnet, acl, group_count, groups[MAX_HOST_GROUPS];
} Host;

static Host hosts[MAX_HOSTS];
static int host_count;
static BDD acls[MAX_FILTERS][2], undecided[MAX_FILTERS][2], groups[MAX_FILTERS][2];
static int (*questions)[3];
static int question_count;

/* The numbers up to `limit` in the bits from `first` on. */
static BDD at_most(unsigned limit, int first, int bits) {
  BDD result = bddtrue;
  for (int bit = 0; bit < bits; bit++) {
    BDD low = bdd_nithvar(first + bits - 1 - bit);
    result = limit >> bit & 1 ? bdd_or(low, result) : bdd_and(low, result);
    bdd_addref(result);
  }
  return result;
}

static BDD between(unsigned low, unsigned high, int first, int bits) {
  BDD result = at_most(high, first, bits);
  if (low > 0) result = bdd_apply(result, at_most(low - 1, first, bits), bddop_diff);
  return bdd_addref(result);
}

static BDD ports(unsigned low, unsigned high) { return between(low, high, ADDRESS_BITS, PORT_BITS); }
static BDD addresses(unsigned low, unsigned high) { return between(low, high, 0, ADDRESS_BITS); }

/* The node that `value` leads to from `node`, over `bits` variables from `first` on. */
static BDD walk(BDD node, unsigned value, int first, int bits) {
  while (node > bddtrue && bdd_var(node) < first + bits) {
    int bit = first + bits - 1 - bdd_var(node);
    node = value >> bit & 1 ? bdd_high(node) : bdd_low(node);
  }
  return node;
}

static int passes(BDD filter, unsigned address, int port) {
  return walk(walk(filter, address, 0, ADDRESS_BITS), port, ADDRESS_BITS, PORT_BITS) == bddtrue;
}

static int groups_allow(const Host *host, int direction, unsigned peer, int port) {
  for (int i = 0; i < host->group_count; i++)
    if (passes(groups[host->groups[i]][direction], peer, port)) return 1;
  return 0;
}

static BDD answer(const int *question) {
  const Host *client = &hosts[question[0]], *server = &hosts[question[1]];
  int port = question[2];
  if (!groups_allow(client, OUT, server->address, port) || !groups_allow(server, IN, client->address, port)) return bddfalse;
  if (client->subnet == server->subnet) return bddtrue;
  if (!passes(acls[client->acl][OUT], server->address, port)) return bddfalse;
  if (!passes(acls[server->acl][IN], client->address, port)) return bddfalse;
  return bdd_and(walk(acls[server->acl][OUT], client->address, 0, ADDRESS_BITS),
                 walk(acls[client->acl][IN], server->address, 0, ADDRESS_BITS));
}

static void add_to_group(int group, int direction, BDD peers, BDD port_set) {
  groups[group][direction] = bdd_addref(bdd_or(groups[group][direction], bdd_addref(bdd_and(peers, port_set))));
}

static BDD members(int group) {
  BDD result = bddfalse;
  for (int i = 0; i < host_count; i++)
    for (int j = 0; j < hosts[i].group_count; j++)
      if (hosts[i].groups[j] == group) result = bdd_addref(bdd_or(result, addresses(hosts[i].address, hosts[i].address)));
  return result;
}

static void read_line(char *line) {
  char word[16], direction[8], action[8], list[128];
  unsigned low, high, first, last;
  int number, other;
  sscanf(line, "%15s", word);
  if (!strcmp(word, "host")) {
    Host *host = &hosts[host_count++];
    sscanf(line, "%*s %u %d %d %127s", &host->address, &host->subnet, &host->acl, list);
    for (char *group = strtok(list, ","); group; group = strtok(NULL, ","))
      host->groups[host->group_count++] = atoi(group);
  } else if (!strcmp(word, "entry")) {
    sscanf(line, "%*s %d %7s %7s %u %u %u %u", &number, direction, action, &low, &high, &first, &last);
    int side = !strcmp(direction, "out");
    BDD matched = bdd_addref(bdd_and(addresses(low, high), ports(first, last)));
    BDD taken = bdd_addref(bdd_and(matched, undecided[number][side]));
    if (!strcmp(action, "allow")) acls[number][side] = bdd_addref(bdd_or(acls[number][side], taken));
    undecided[number][side] = bdd_addref(bdd_apply(undecided[number][side], taken, bddop_diff));
  } else if (!strcmp(word, "rule")) {
    sscanf(line, "%*s %d %7s %u %u %u %u", &number, direction, &low, &high, &first, &last);
    add_to_group(number, !strcmp(direction, "out"), addresses(low, high), ports(first, last));
  } else if (!strcmp(word, "reference")) {
    sscanf(line, "%*s %d %7s %d %u %u", &number, direction, &other, &first, &last);
    add_to_group(number, !strcmp(direction, "out"), members(other), ports(first, last));
  } else if (!strcmp(word, "question")) {
    questions = realloc(questions, sizeof *questions * (question_count + 1));
    int *question = questions[question_count++];
    sscanf(line, "%*s %d %d %d", &question[0], &question[1], &question[2]);
  }
}

static void write_ranges(FILE *file, BDD set) {
  const char *separator = "";
  int start = -1;
  for (int port = 0; port <= 65536; port++) {
    int is_in = port < 65536 && walk(set, port, ADDRESS_BITS, PORT_BITS) == bddtrue;
    if (is_in && start < 0) start = port;
    if (is_in || start < 0) continue;
    fprintf(file, start == port - 1 ? "%s%d" : "%s%d-%d", separator, start, port - 1);
    separator = ",";
    start = -1;
  }
  fputc('\n', file);
}

static double seconds(void) {
  struct timespec now;
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return now.tv_sec + now.tv_nsec / 1e9;
}

int main(int count, char **words) {
  if (count != 3) return 2;
  bdd_init(4000000, 1000000);
  bdd_setvarnum(ADDRESS_BITS + PORT_BITS);
  for (int i = 0; i < MAX_FILTERS; i++)
    for (int side = 0; side < 2; side++) acls[i][side] = groups[i][side] = bddfalse, undecided[i][side] = bddtrue;
  FILE *file = fopen(words[1], "r");
  char line[256];
  if (!file) return 2;
  while (fgets(line, sizeof line, file)) read_line(line);
  fclose(file);

  BDD *answers = malloc(sizeof *answers * question_count);
  double best = 1e9;
  for (int round = 0; round < 200; round++) { /* the first fills caches, the fastest is the least disturbed */
    double start = seconds();
    for (int i = 0; i < question_count; i++) answers[i] = bdd_addref(answer(questions[i]));
    double time = seconds() - start;
    if (time < best) best = time;
  }
  printf("%f\n", best * 1e9 / question_count);
  file = fopen(words[2], "w");
  if (!file) return 2;
  for (int i = 0; i < question_count; i++) write_ranges(file, answers[i]);
  return fclose(file) ? 2 : 0;
}

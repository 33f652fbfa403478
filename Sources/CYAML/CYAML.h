/// libyaml, as the distribution has it.
#include <yaml.h>

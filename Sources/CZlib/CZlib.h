/// zlib, as the distribution has it.
#include <zlib.h>

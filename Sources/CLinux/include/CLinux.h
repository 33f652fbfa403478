#ifndef CLINUX_H
#define CLINUX_H

// What Swift's view of the C library lacks on Linux, a header for each topic.
#include "Interruption.h"
#include "Namespace.h"

#endif

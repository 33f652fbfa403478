#ifndef PORTOLAN_CLINUX_H
#define PORTOLAN_CLINUX_H

/* What Portolan needs of Linux and cannot reach from Swift: one header for each subject, with a contract for each function. */

#include "Interruption.h"
#include "Namespace.h"
#include "Netfilter.h"
#include "Signals.h"
#include "SockDiag.h"

#endif

#ifndef PORTOLAN_INTERRUPTION_H
#define PORTOLAN_INTERRUPTION_H

/// From now on the first SIGINT, SIGTERM or SIGHUP does not end the process but is remembered; the second ends it.
/// System calls that wait are interrupted (EINTR).
void portolan_remember_interruptions(void);

/// The signal that came since `portolan_remember_interruptions`, or 0.
int portolan_interruption(void);

#endif

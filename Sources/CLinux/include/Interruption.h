#ifndef CLINUX_INTERRUPTION_H
#define CLINUX_INTERRUPTION_H

/// From now on the first SIGINT, SIGTERM or SIGHUP does not end the process but is remembered; the second ends it.
/// System calls that wait are interrupted (EINTR).
void clinux_remember_interruptions(void);

/// The signal that came since `clinux_remember_interruptions`, or 0.
int clinux_interruption(void);

#endif

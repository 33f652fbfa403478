#ifndef PORTOLAN_SIGNALS_H
#define PORTOLAN_SIGNALS_H

/*
 * Turns SIGINT, SIGTERM, SIGHUP and SIGWINCH into something to read: blocks them in the calling thread and opens a descriptor
 * (signalfd(2), non-blocking, closed on exec) that is readable when one is pending. SIGPIPE is ignored, so that writing to a
 * reader who has gone fails with EPIPE.
 *
 * Returns the descriptor, which the caller closes, or -errno.
 */
int portolan_open_signals(void);

/*
 * Takes one pending signal from a descriptor of portolan_open_signals.
 *
 * Returns its number, 0 when none is pending, or -errno.
 */
int portolan_take_signal(int fd);

#endif

// What must happen to a terminal inside of signal handlers, where Swift code must not run.
#ifndef QUELL_TERMINAL_H
#define QUELL_TERMINAL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <termios.h>

// The longest byte string that puts a terminal back.
#define QUELL_TERMINAL_RESTORE_MAX 512

// The size that the kernel knows. Returns 0, or -1 with errno set when it knows none.
int quell_terminal_size(int fd, int *columns, int *rows);

// A pipe whose ends neither block nor pass to children: [0] to read, [1] to write. Returns 0, or -1 with errno set.
int quell_terminal_make_pipe(int ends[2]);

// Keeps what is needed to put a terminal back: its descriptor, its modes as they were found, and the bytes to write.
// Returns 0, or -1 with errno set when there are too many bytes.
int quell_terminal_arm(int fd, const struct termios *saved, const void *bytes, size_t count);

// Says that the terminal is as it was found (false, while suspended) or taken over (true).
void quell_terminal_set_taken(bool taken);

// Installs the handlers. Each signal that the program should look at makes wake_fd readable by a one-byte write.
//   INT, TERM, HUP: noted the first time; the second time the terminal is put back and the signal takes its course.
//   QUIT, ILL, TRAP, ABRT, BUS, FPE, SEGV, SYS: the terminal is put back and the signal takes its course.
//   WINCH, CONT, TSTP: noted.
// exit(3), too, puts the terminal back.
// Signals that were ignored when the program started stay ignored. Returns 0, or -1 with errno set.
int quell_terminal_install_handlers(int wake_fd);

// Gives every signal the disposition it had before, and forgets the terminal.
void quell_terminal_remove_handlers(void);

// Gives the calling thread a stack of its own for handlers, so that a stack overflow can be handled.
// Does nothing when it has one. Returns 0, or -1 with errno set.
int quell_terminal_install_altstack(void);

// The first of INT, TERM and HUP that arrived; 0 when none did.
int quell_terminal_termination_signal(void);

// Whether WINCH, CONT or TSTP arrived since the last call.
bool quell_terminal_take_resized(void);
bool quell_terminal_take_continued(void);
bool quell_terminal_take_stop_request(void);

// Stops the process group as Ctrl-Z would, and returns when it is continued (at once when nobody could continue it).
void quell_terminal_stop(void);

// Keeps what anybody writes to standard error off the screen, in memory, until it is released: only if standard error is
// a terminal. The last words of a crash are shown once the terminal is back. Returns 0, or -1 with errno set.
int quell_terminal_hold_stderr(void);

// Gives standard error back and writes to it the end of what was held, control characters as question marks.
void quell_terminal_release_stderr(void);

#endif

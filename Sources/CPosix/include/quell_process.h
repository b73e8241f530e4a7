// What `Processes` needs from the kernel and Swift cannot reach: variadic calls, unions, macros and
// calls that glibc wraps late or not at all. Nothing here keeps state.
#ifndef QUELL_PROCESS_H
#define QUELL_PROCESS_H

#include <stdint.h>
#include <sys/types.h>
#include <termios.h>

/// How one child ended: `signal` is 0 after an exit, else `status` is 0.
struct quell_child_exit {
    pid_t pid;
    int32_t status;
    int32_t signal;
};

/// Starts `path` in a session of its own: default signals, empty mask, the three descriptors given as 0, 1
/// and 2 and no other. A descriptor of -1 means /dev/null; `directory` may be NULL. Returns an errno, 0 if started.
int quell_spawn(const char *path, char *const arguments[], char *const environment[],
                const char *directory, int input, int output, int error, pid_t *child);

/// Starts `path` in a process group of its own, which gets `terminal` and has it as 0, 1 and 2 and no other descriptor;
/// default signals, empty mask. `directory` may be NULL. Returns an errno, 0 if started.
int quell_spawn_foreground(const char *path, char *const arguments[], char *const environment[],
                           const char *directory, int terminal, pid_t *child);

/// Waits until a child ends (1; it stays a zombie) or stops (2; `signal` says by what). Returns -1 when there is no such child.
int quell_wait_foreground(pid_t pid, struct quell_child_exit *change);

/// Gives a terminal to a process group, also from the background. Returns an errno.
int quell_give_terminal(int terminal, pid_t group);

/// Sets a terminal's modes at once, also from the background. Returns an errno.
int quell_set_terminal_modes(int terminal, const struct termios *modes);

/// A pipe, both ends close-on-exec and above 2, the read end (`ends[0]`) non-blocking. Returns an errno.
int quell_pipe(int ends[2]);

/// Bytes that a read would return at once, or -1.
int quell_pending_bytes(int descriptor);

/// Looks for an ended child: `pid`, or any when -1. Returns 1 and fills `ended`, 0 when none has ended
/// yet, or -1 when there is no such child. With `keep` the child stays a zombie, so its pid stays taken.
int quell_wait(pid_t pid, int keep, struct quell_child_exit *ended);

/// A descriptor that becomes readable when the process ends, close-on-exec, or -1 with errno.
int quell_pidfd_open(pid_t pid);

/// Sends a signal to the process behind a pidfd. Returns an errno, 0 if sent.
int quell_pidfd_signal(int pidfd, int signal);

/// Makes orphaned descendants children of this process. Returns an errno.
int quell_become_subreaper(void);

/// Whether other processes of the same user can open this one's descriptors through /proc (proc(5), prctl(2)).
int quell_shows_descriptors(void);

/// An unnamed file in memory, close-on-exec, or -1 with errno.
int quell_memory_file(const char *name);

/// Prepares the signals of a step runner: HUP, INT, QUIT and PIPE ignored, TERM and CHLD blocked and
/// readable from the returned descriptor, or -1 with errno.
int quell_runner_signals(void);

/// The next signal number waiting in such a descriptor, or 0.
int quell_next_signal(int descriptor);

/// Blocks every signal in the calling thread.
void quell_block_all_signals(void);

/// Makes sure ended children stay until they are waited for (an inherited SIGCHLD of SIG_IGN discards them).
void quell_keep_zombies(void);

/// An epoll descriptor, or -1 with errno.
int quell_epoll_create(void);

/// Waits once for `descriptor` to become readable, then reports `token`. `again` re-arms a known descriptor. Returns an errno.
int quell_epoll_arm(int epoll, int descriptor, uint64_t token, int again);

/// Forgets a descriptor.
void quell_epoll_remove(int epoll, int descriptor);

/// Waits without a limit; fills at most `capacity` tokens and returns their number.
int quell_epoll_wait(int epoll, uint64_t *tokens, int capacity);

/// A non-blocking inotify descriptor that reports writes to files of a folder and files moved into it, or -1 with errno.
int quell_watch_folder(const char *folder);

/// Throws away what such a descriptor reported.
void quell_drain(int descriptor);

/// A non-blocking, close-on-exec timer of the clock that also counts sleep and that nobody can set (CLOCK_BOOTTIME), or -1 with
/// errno.
int quell_boot_timer(void);

/// Makes such a timer readable once after so many nanoseconds; 0 takes that back. Returns an errno.
int quell_set_timer(int timer, int64_t nanoseconds);

#endif

#define _GNU_SOURCE
#include "quell_terminal.h"

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <unistd.h>

// Handlers can only reach file-level variables. All of these are written while no handler is installed or are atomic.
static int terminal_fd = -1;
static struct termios saved_modes;
static char restore_bytes[QUELL_TERMINAL_RESTORE_MAX];
static size_t restore_count;
static atomic_bool taken;
static int wake_descriptor = -1;

static atomic_int termination;
static atomic_bool resized, continued, stop_requested;

static atomic_int held_stderr = -1;  // memory that stands in for standard error
static atomic_int real_stderr = -1;

enum { HANDLED = 14 };
static const int handled[HANDLED] = {
    SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGILL, SIGTRAP, SIGABRT,
    SIGBUS, SIGFPE, SIGSEGV, SIGSYS, SIGWINCH, SIGCONT, SIGTSTP,
};
static struct sigaction before[HANDLED];
static bool installed[HANDLED];

// Everything below up to the next line like this runs inside of handlers: only async-signal-safe functions (signal-safety(7)).

static void write_all(int fd, const char *bytes, size_t count) {
    int patience = 100;
    while (count > 0 && patience > 0) {
        ssize_t done = write(fd, bytes, count);
        if (done > 0) {
            bytes += done;
            count -= (size_t)done;
        } else if (done < 0 && (errno == EINTR || errno == EAGAIN)) {
            patience--;
        } else {
            return;
        }
    }
}

// Writes the end of what was held; bytes that a terminal could take for commands become question marks.
static void show_held(int from, int to) {
    enum { MOST = 16384 };
    off_t end = lseek(from, 0, SEEK_END);
    off_t start = end > MOST ? end - MOST : 0;
    char part[512];
    ssize_t count;
    while (start < end && (count = pread(from, part, sizeof part, start)) > 0) {
        for (ssize_t i = 0; i < count; i++) {
            unsigned char byte = (unsigned char)part[i];
            if ((byte < 0x20 && byte != '\n' && byte != '\t') || byte > 0x7e) part[i] = '?';
        }
        write_all(to, part, (size_t)count);
        start += count;
    }
}

static void give_stderr_back(void) {
    int memory = atomic_exchange(&held_stderr, -1);
    int real = atomic_exchange(&real_stderr, -1);
    if (memory < 0 || real < 0) return;
    dup2(real, STDERR_FILENO);
    show_held(memory, STDERR_FILENO);
    close(real);
    close(memory);
}

// Whether another job owns the terminal, so that its modes are not ours to touch.
static bool in_background(int fd) {
    pid_t owner = tcgetpgrp(fd);
    return owner > 0 && owner != getpgrp();
}

static void put_back_now(void) {
    if (atomic_exchange(&taken, false) && !in_background(terminal_fd)) {
        write_all(terminal_fd, restore_bytes, restore_count);
        tcsetattr(terminal_fd, TCSANOW, &saved_modes);
    }
    give_stderr_back();
}

// Lets the signal do what it does without us: it is blocked until this handler returns, then it comes again.
static void let_take_its_course(int number) {
    struct sigaction action = {.sa_handler = SIG_DFL};
    sigemptyset(&action.sa_mask);
    sigaction(number, &action, NULL);
    raise(number);
}

static void wake(void) {
    char byte = 0;
    // When the pipe is full, a wake-up is on its way already.
    ssize_t ignored = write(wake_descriptor, &byte, 1);
    (void)ignored;
}

static void on_fatal(int number) {
    int error = errno;
    put_back_now();
    let_take_its_course(number);
    errno = error;
}

static void on_termination(int number) {
    int none = 0;
    if (!atomic_compare_exchange_strong(&termination, &none, number)) {
        on_fatal(number);
        return;
    }
    int error = errno;
    wake();
    errno = error;
}

static void on_notice(int number) {
    int error = errno;
    if (number == SIGWINCH) atomic_store(&resized, true);
    if (number == SIGCONT) atomic_store(&continued, true);
    if (number == SIGTSTP) atomic_store(&stop_requested, true);
    wake();
    errno = error;
}

// End of what runs inside of handlers.

static void (*handler_for(int number))(int) {
    switch (number) {
    case SIGINT: case SIGTERM: case SIGHUP: return on_termination;
    case SIGWINCH: case SIGCONT: case SIGTSTP: return on_notice;
    default: return on_fatal;
    }
}

static bool may_be_ignored(int number) {
    return handler_for(number) == on_termination || number == SIGQUIT || number == SIGTSTP;
}

int quell_terminal_size(int fd, int *columns, int *rows) {
    struct winsize size = {0};
    if (ioctl(fd, TIOCGWINSZ, &size) != 0) return -1;
    if (size.ws_col == 0 || size.ws_row == 0) {
        errno = ENODATA;
        return -1;
    }
    *columns = size.ws_col;
    *rows = size.ws_row;
    return 0;
}

int quell_terminal_make_pipe(int ends[2]) { return pipe2(ends, O_NONBLOCK | O_CLOEXEC); }

int quell_terminal_arm(int fd, const struct termios *saved, const void *bytes, size_t count) {
    if (count > sizeof restore_bytes) {
        errno = E2BIG;
        return -1;
    }
    atomic_store(&taken, false);
    memcpy(restore_bytes, bytes, count);
    restore_count = count;
    saved_modes = *saved;
    terminal_fd = fd;
    return 0;
}

void quell_terminal_set_taken(bool is_taken) { atomic_store(&taken, is_taken); }

int quell_terminal_install_handlers(int wake_fd) {
    static bool registered;
    if (!registered && atexit(put_back_now) != 0) return -1;
    registered = true;
    wake_descriptor = wake_fd;
    atomic_store(&termination, 0);
    atomic_store(&resized, false);
    atomic_store(&continued, false);
    atomic_store(&stop_requested, false);
    for (int i = 0; i < HANDLED; i++) {
        if (sigaction(handled[i], NULL, &before[i]) != 0) return -1;
        if (before[i].sa_handler == SIG_IGN && may_be_ignored(handled[i])) continue;
        struct sigaction action = {.sa_handler = handler_for(handled[i])};
        sigfillset(&action.sa_mask);
        action.sa_flags = SA_ONSTACK | SA_RESTART;
        if (sigaction(handled[i], &action, NULL) != 0) return -1;
        installed[i] = true;
    }
    return 0;
}

void quell_terminal_remove_handlers(void) {
    for (int i = 0; i < HANDLED; i++) {
        if (installed[i]) sigaction(handled[i], &before[i], NULL);
        installed[i] = false;
    }
    atomic_store(&taken, false);
}

int quell_terminal_install_altstack(void) {
    stack_t now;
    if (sigaltstack(NULL, &now) != 0) return -1;
    if ((now.ss_flags & SS_DISABLE) == 0) return 0;
    // Never freed: it must outlive the thread's last instruction.
    size_t size = 64 * 1024;
    void *memory = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_STACK, -1, 0);
    if (memory == MAP_FAILED) return -1;
    stack_t stack = {.ss_sp = memory, .ss_size = size};
    return sigaltstack(&stack, NULL);
}

int quell_terminal_termination_signal(void) { return atomic_load(&termination); }
bool quell_terminal_take_resized(void) { return atomic_exchange(&resized, false); }
bool quell_terminal_take_continued(void) { return atomic_exchange(&continued, false); }
bool quell_terminal_take_stop_request(void) { return atomic_exchange(&stop_requested, false); }

void quell_terminal_stop(void) {
    struct sigaction ours, action = {.sa_handler = SIG_IGN};
    sigemptyset(&action.sa_mask);
    // First the rest of the job. Then this thread by raise(3), which returns only after the stop; kill(2) may return before
    // it when another thread takes the signal.
    sigaction(SIGTSTP, &action, &ours);
    kill(0, SIGTSTP);
    action.sa_handler = SIG_DFL;
    sigaction(SIGTSTP, &action, NULL);
    raise(SIGTSTP);
    sigaction(SIGTSTP, &ours, NULL);
    atomic_store(&continued, false);
    atomic_store(&stop_requested, false);
}

int quell_terminal_hold_stderr(void) {
    if (atomic_load(&held_stderr) >= 0 || !isatty(STDERR_FILENO)) return 0;
    int memory = memfd_create("held-stderr", MFD_CLOEXEC);
    if (memory < 0) return -1;
    int real = fcntl(STDERR_FILENO, F_DUPFD_CLOEXEC, 3);
    if (real < 0 || fcntl(memory, F_SETFL, O_APPEND) != 0 || dup2(memory, STDERR_FILENO) < 0) {
        int error = errno;
        if (real >= 0) close(real);
        close(memory);
        errno = error;
        return -1;
    }
    atomic_store(&real_stderr, real);
    atomic_store(&held_stderr, memory);
    return 0;
}

void quell_terminal_release_stderr(void) { give_stderr_back(); }

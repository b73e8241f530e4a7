#define _GNU_SOURCE
#include "include/quell_process.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/inotify.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/signalfd.h>
#include <sys/syscall.h>
#include <sys/timerfd.h>
#include <sys/wait.h>
#include <termios.h>
#include <time.h>
#include <unistd.h>

static int wire(posix_spawn_file_actions_t *actions, int descriptor, int target) {
    if (descriptor < 0)
        return posix_spawn_file_actions_addopen(actions, target, "/dev/null",
                                                target == 0 ? O_RDONLY : O_WRONLY, 0);
    return posix_spawn_file_actions_adddup2(actions, descriptor, target);
}

static int fill_actions(posix_spawn_file_actions_t *actions, const char *directory, int input,
                        int output, int error) {
    int failed = wire(actions, input, 0);
    if (!failed) failed = wire(actions, output, 1);
    if (!failed) failed = wire(actions, error, 2);
    if (!failed && directory) failed = posix_spawn_file_actions_addchdir_np(actions, directory);
    if (!failed) failed = posix_spawn_file_actions_addclosefrom_np(actions, 3);
    return failed;
}

/* The group gets the terminal before the program runs: its first read would stop it otherwise. */
static int fill_foreground(posix_spawn_file_actions_t *actions, const char *directory,
                           int terminal) {
    int failed = 0;
    for (int target = 0; target < 3 && !failed; target++)
        failed = posix_spawn_file_actions_adddup2(actions, terminal, target);
    if (!failed) failed = posix_spawn_file_actions_addtcsetpgrp_np(actions, 0);
    if (!failed && directory) failed = posix_spawn_file_actions_addchdir_np(actions, directory);
    if (!failed) failed = posix_spawn_file_actions_addclosefrom_np(actions, 3);
    return failed;
}

/* `apart` is POSIX_SPAWN_SETSID or POSIX_SPAWN_SETPGROUP; a new attribute's group is 0, one of its own. */
static int fill_attributes(posix_spawnattr_t *attributes, int apart) {
    sigset_t all, none;
    sigfillset(&all);
    sigemptyset(&none);
    int failed = posix_spawnattr_setsigdefault(attributes, &all);
    if (!failed) failed = posix_spawnattr_setsigmask(attributes, &none);
    if (!failed)
        failed = posix_spawnattr_setflags(
            attributes, (short)(apart | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK));
    return failed;
}

static int spawn(const char *path, char *const arguments[], char *const environment[],
                 const posix_spawn_file_actions_t *actions, int apart, pid_t *child) {
    posix_spawnattr_t attributes;
    int failed = posix_spawnattr_init(&attributes);
    if (failed) return failed;
    failed = fill_attributes(&attributes, apart);
    if (!failed) failed = posix_spawn(child, path, actions, &attributes, arguments, environment);
    posix_spawnattr_destroy(&attributes);
    return failed;
}

int quell_spawn(const char *path, char *const arguments[], char *const environment[],
                const char *directory, int input, int output, int error, pid_t *child) {
    posix_spawn_file_actions_t actions;
    int failed = posix_spawn_file_actions_init(&actions);
    if (failed) return failed;
    failed = fill_actions(&actions, directory, input, output, error);
    if (!failed)
        failed = spawn(path, arguments, environment, &actions, POSIX_SPAWN_SETSID, child);
    posix_spawn_file_actions_destroy(&actions);
    return failed;
}

int quell_spawn_foreground(const char *path, char *const arguments[], char *const environment[],
                           const char *directory, int terminal, pid_t *child) {
    posix_spawn_file_actions_t actions;
    int failed = posix_spawn_file_actions_init(&actions);
    if (failed) return failed;
    failed = fill_foreground(&actions, directory, terminal);
    if (!failed)
        failed = spawn(path, arguments, environment, &actions, POSIX_SPAWN_SETPGROUP, child);
    posix_spawn_file_actions_destroy(&actions);
    return failed;
}

int quell_wait_foreground(pid_t pid, struct quell_child_exit *change) {
    siginfo_t info;
    memset(&info, 0, sizeof info);
    int result;
    do
        result = waitid(P_PID, (id_t)pid, &info, WEXITED | WSTOPPED | WNOWAIT);
    while (result && errno == EINTR);
    if (result) return -1;
    int stopped = info.si_code == CLD_STOPPED || info.si_code == CLD_TRAPPED;
    change->pid = pid;
    change->status = info.si_code == CLD_EXITED ? info.si_status : 0;
    change->signal = info.si_code == CLD_EXITED ? 0 : info.si_status;
    /* A stop is told once; an end stays to be told, and its pid stays taken. */
    if (stopped) waitid(P_PID, (id_t)pid, &info, WSTOPPED | WNOHANG);
    return stopped ? 2 : 1;
}

/* The kernel stops a background group that changes its terminal, unless the signal is blocked. */
static void block_output_stop(sigset_t *before) {
    sigset_t stop;
    sigemptyset(&stop);
    sigaddset(&stop, SIGTTOU);
    pthread_sigmask(SIG_BLOCK, &stop, before);
}

int quell_give_terminal(int terminal, pid_t group) {
    sigset_t before;
    block_output_stop(&before);
    int failed = tcsetpgrp(terminal, group) ? errno : 0;
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    return failed;
}

int quell_set_terminal_modes(int terminal, const struct termios *modes) {
    sigset_t before;
    block_output_stop(&before);
    int failed = tcsetattr(terminal, TCSANOW, modes) ? errno : 0;
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    return failed;
}

/* A pipe end below 3 would be overwritten when the child's 0, 1 and 2 are put in place. */
static int above_standard(int descriptor) {
    if (descriptor > 2) return descriptor;
    int moved = fcntl(descriptor, F_DUPFD_CLOEXEC, 3);
    int failed = errno;
    close(descriptor);
    errno = failed;
    return moved;
}

int quell_pipe(int ends[2]) {
    if (pipe2(ends, O_CLOEXEC)) return errno;
    ends[0] = above_standard(ends[0]);
    int failed = ends[0] < 0 ? errno : 0;
    ends[1] = above_standard(ends[1]);
    if (!failed && ends[1] < 0) failed = errno;
    if (!failed && fcntl(ends[0], F_SETFL, O_NONBLOCK)) failed = errno;
    if (failed) {
        if (ends[0] >= 0) close(ends[0]);
        if (ends[1] >= 0) close(ends[1]);
    }
    return failed;
}

int quell_pending_bytes(int descriptor) {
    int count = 0;
    return ioctl(descriptor, FIONREAD, &count) ? -1 : count;
}

int quell_wait(pid_t pid, int keep, struct quell_child_exit *ended) {
    siginfo_t info;
    memset(&info, 0, sizeof info);
    int options = WEXITED | WNOHANG | (keep ? WNOWAIT : 0);
    int result;
    do
        result = waitid(pid < 0 ? P_ALL : P_PID, pid < 0 ? 0 : (id_t)pid, &info, options);
    while (result && errno == EINTR);
    if (result) return -1;
    if (!info.si_pid) return 0;
    ended->pid = info.si_pid;
    ended->status = info.si_code == CLD_EXITED ? info.si_status : 0;
    ended->signal = info.si_code == CLD_EXITED ? 0 : info.si_status;
    return 1;
}

/* Called by number: glibc has wrappers from 2.36 on, Ubuntu 22.04 has 2.35. */
int quell_pidfd_open(pid_t pid) { return (int)syscall(SYS_pidfd_open, pid, 0); }

int quell_pidfd_signal(int pidfd, int signal) {
    return syscall(SYS_pidfd_send_signal, pidfd, signal, NULL, 0) ? errno : 0;
}

int quell_become_subreaper(void) { return prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0) ? errno : 0; }

int quell_shows_descriptors(void) { return prctl(PR_GET_DUMPABLE, 0, 0, 0, 0) == 1; }

int quell_memory_file(const char *name) { return memfd_create(name, MFD_CLOEXEC); }

int quell_runner_signals(void) {
    signal(SIGHUP, SIG_IGN);
    signal(SIGINT, SIG_IGN);
    signal(SIGQUIT, SIG_IGN);
    signal(SIGPIPE, SIG_IGN);
    signal(SIGCHLD, SIG_DFL);
    sigset_t waited;
    sigemptyset(&waited);
    sigaddset(&waited, SIGTERM);
    sigaddset(&waited, SIGCHLD);
    if (sigprocmask(SIG_BLOCK, &waited, NULL)) return -1;
    return signalfd(-1, &waited, SFD_CLOEXEC | SFD_NONBLOCK);
}

int quell_next_signal(int descriptor) {
    struct signalfd_siginfo info;
    return read(descriptor, &info, sizeof info) == sizeof info ? (int)info.ssi_signo : 0;
}

void quell_block_all_signals(void) {
    sigset_t all;
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, NULL);
}

void quell_keep_zombies(void) {
    struct sigaction action;
    if (sigaction(SIGCHLD, NULL, &action)) return;
    if (action.sa_handler != SIG_IGN && !(action.sa_flags & SA_NOCLDWAIT)) return;
    if (action.sa_handler == SIG_IGN) action.sa_handler = SIG_DFL;
    action.sa_flags &= ~SA_NOCLDWAIT;
    sigaction(SIGCHLD, &action, NULL);
}

int quell_epoll_create(void) { return epoll_create1(EPOLL_CLOEXEC); }

int quell_epoll_arm(int epoll, int descriptor, uint64_t token, int again) {
    struct epoll_event event = {.events = EPOLLIN | EPOLLONESHOT, .data.u64 = token};
    return epoll_ctl(epoll, again ? EPOLL_CTL_MOD : EPOLL_CTL_ADD, descriptor, &event) ? errno : 0;
}

void quell_epoll_remove(int epoll, int descriptor) {
    epoll_ctl(epoll, EPOLL_CTL_DEL, descriptor, NULL);
}

int quell_epoll_wait(int epoll, uint64_t *tokens, int capacity) {
    struct epoll_event events[64];
    int count = epoll_wait(epoll, events, capacity < 64 ? capacity : 64, -1);
    for (int i = 0; i < count; i++) tokens[i] = events[i].data.u64;
    return count < 0 ? 0 : count;
}

int quell_watch_folder(const char *folder) {
    int descriptor = inotify_init1(IN_CLOEXEC | IN_NONBLOCK);
    if (descriptor < 0) return -1;
    if (inotify_add_watch(descriptor, folder, IN_MODIFY | IN_MOVED_TO | IN_ONLYDIR) >= 0)
        return descriptor;
    int failed = errno;
    close(descriptor);
    errno = failed;
    return -1;
}

void quell_drain(int descriptor) {
    char buffer[4096];
    while (read(descriptor, buffer, sizeof buffer) > 0) {
    }
}

int quell_boot_timer(void) {
    return timerfd_create(CLOCK_BOOTTIME, TFD_NONBLOCK | TFD_CLOEXEC);
}

int quell_set_timer(int timer, int64_t nanoseconds) {
    struct itimerspec due = {.it_value = {.tv_sec = nanoseconds / 1000000000, .tv_nsec = nanoseconds % 1000000000}};
    return timerfd_settime(timer, 0, &due, NULL) == 0 ? 0 : errno;
}

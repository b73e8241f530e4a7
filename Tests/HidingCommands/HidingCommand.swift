/// Commands that try to outlive their cancel, each in its own way; none ends by itself within a minute.
public enum HidingCommand {
    /// Texts for bash.
    public static let all: [String] = [
        "sleep 60",
        "setsid sleep 60 & wait",
        "nohup sleep 60 >/dev/null 2>&1 & sleep 60",
        "sleep 60 & disown; sleep 60",
        "( ( sleep 60 & ) & ); sleep 60",
        "( ( setsid nohup bash -c 'trap \"\" INT TERM HUP; sleep 60' & ) & ); sleep 60",
        "trap '' INT TERM HUP; while :; do sleep .2; done",
        "trap 'setsid sleep 60 & disown' INT TERM; while :; do sleep .1; done",
        "setsid bash -c 'exec <&- >&- 2>&-; trap \"\" INT TERM HUP; sleep 60' & sleep 60",
        "set -m; sleep 60 & sleep 61 & fg %1",
        "kill -STOP $$; sleep 60",
        "coproc sleep 60; yes",
        "trap '' INT; while :; do setsid sleep 60 & sleep .03; done",
        daemon,
    ]

    /// A daemon as books teach it: two forks, a session, no descriptors, deaf to signals.
    private static let daemon = """
        command -v python3 >/dev/null && python3 -c '
        import os, signal, time
        if os.fork() == 0:
            os.setsid()
            for number in (1, 2, 15): signal.signal(number, signal.SIG_IGN)
            if os.fork() > 0: os._exit(0)
            os.closerange(0, 64)
            time.sleep(60)
        '
        sleep 60
        """
}

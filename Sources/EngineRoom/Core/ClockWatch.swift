/// Which clocks were warned of, so that each warning is given once.
struct ClockWatch {
}

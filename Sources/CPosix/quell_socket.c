#include "quell_socket.h"

#include <netinet/in.h>
#include <sys/socket.h>

int quell_echo_socket(int version, int raw) {
    int type = (raw ? SOCK_RAW : SOCK_DGRAM) | SOCK_NONBLOCK | SOCK_CLOEXEC;
    return version == 6 ? socket(AF_INET6, type, IPPROTO_ICMPV6) : socket(AF_INET, type, IPPROTO_ICMP);
}

// Sockets whose kinds Swift sees as members of whichever C module was loaded first.
#ifndef QUELL_SOCKET_H
#define QUELL_SOCKET_H

/// A non-blocking, close-on-exec socket for ICMP echoes of IP version 4 or 6: one that asks for no privilege
/// (icmp(7)), or a raw one. Returns -1 with errno.
int quell_echo_socket(int version, int raw);

#endif

// PostgreSQL's client library (libpq), loaded when it is first needed: linking it would load Kerberos, LDAP and OpenSSL
// at every start of the program (3 ms and 6 MB, measured), and the program would not start without them.
#ifndef QUELL_POSTGRES_H
#define QUELL_POSTGRES_H

#include <postgresql/libpq-fe.h>

/// Loads libpq, once. Returns NULL, or why it cannot be loaded; the functions of libpq-fe.h must not be called then.
///
/// May be called from any thread. These functions are there: see `quell_postgres.c`.
const char *quell_postgres_load(void);

#endif

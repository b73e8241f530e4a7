// Each function of libpq that is used, under its own name, and hidden: libpq itself must go on finding its own.
#pragma GCC visibility push(hidden)
#include "quell_postgres.h"
#pragma GCC visibility pop

#include <dlfcn.h>
#include <pthread.h>
#include <stddef.h>
#include <string.h>

// F(result, name, parameters, arguments)
#define FUNCTIONS(F) \
    F(PGconn *, PQconnectStartParams, \
      (const char *const *keywords, const char *const *values, int expand), \
      (keywords, values, expand)) \
    F(PostgresPollingStatusType, PQconnectPoll, (PGconn *connection), (connection)) \
    F(PQconninfoOption *, PQconninfo, (PGconn *connection), (connection)) \
    F(PQconninfoOption *, PQconninfoParse, (const char *info, char **error), (info, error)) \
    F(void, PQconninfoFree, (PQconninfoOption *options), (options)) \
    F(void, PQfinish, (PGconn *connection), (connection)) \
    F(int, PQsocket, (const PGconn *connection), (connection)) \
    F(ConnStatusType, PQstatus, (const PGconn *connection), (connection)) \
    F(char *, PQerrorMessage, (const PGconn *connection), (connection)) \
    F(const char *, PQparameterStatus, \
      (const PGconn *connection, const char *name), \
      (connection, name)) \
    F(int, PQsslInUse, (PGconn *connection), (connection)) \
    F(const char *, PQsslAttribute, (PGconn *connection, const char *name), (connection, name)) \
    F(PGVerbosity, PQsetErrorVerbosity, \
      (PGconn *connection, PGVerbosity verbosity), \
      (connection, verbosity)) \
    F(PQnoticeReceiver, PQsetNoticeReceiver, \
      (PGconn *connection, PQnoticeReceiver receiver, void *argument), \
      (connection, receiver, argument)) \
    F(int, PQsetnonblocking, (PGconn *connection, int on), (connection, on)) \
    F(int, PQenterPipelineMode, (PGconn *connection), (connection)) \
    F(int, PQpipelineSync, (PGconn *connection), (connection)) \
    F(int, PQsendQueryParams, \
      (PGconn *connection, const char *command, int count, const Oid *types, const char *const *values, const int *lengths, const int *formats, int format), \
      (connection, command, count, types, values, lengths, formats, format)) \
    F(int, PQsetSingleRowMode, (PGconn *connection), (connection)) \
    F(int, PQflush, (PGconn *connection), (connection)) \
    F(int, PQconsumeInput, (PGconn *connection), (connection)) \
    F(int, PQisBusy, (PGconn *connection), (connection)) \
    F(PGresult *, PQgetResult, (PGconn *connection), (connection)) \
    F(ExecStatusType, PQresultStatus, (const PGresult *result), (result)) \
    F(char *, PQresultErrorMessage, (const PGresult *result), (result)) \
    F(char *, PQresultErrorField, (const PGresult *result, int field), (result, field)) \
    F(int, PQntuples, (const PGresult *result), (result)) \
    F(int, PQnfields, (const PGresult *result), (result)) \
    F(char *, PQgetvalue, (const PGresult *result, int row, int column), (result, row, column)) \
    F(int, PQgetisnull, (const PGresult *result, int row, int column), (result, row, column)) \
    F(int, PQgetlength, (const PGresult *result, int row, int column), (result, row, column)) \
    F(void, PQclear, (PGresult *result), (result)) \
    F(void, PQfreemem, (void *memory), (memory))

#define POINTER(result, name, parameters, arguments) static result(*real_##name) parameters;
FUNCTIONS(POINTER)

#define FORWARD(result, name, parameters, arguments)                                                \
    result name parameters { return real_##name arguments; }
FUNCTIONS(FORWARD)

static const char *problem;

static void load(void) {
    void *library = dlopen("libpq.so.5", RTLD_NOW | RTLD_LOCAL);
    if (!library) {
        const char *words = dlerror();
        // The words belong to the linker, which may use their place again.
        problem = words ? strdup(words) : NULL;
        if (!problem) problem = "libpq.so.5 cannot be loaded";
        return;
    }
#define FIND(result, name, parameters, arguments)                                                   \
    *(void **)&real_##name = dlsym(library, #name);                                                 \
    if (!real_##name) problem = "libpq.so.5 has no " #name;
    FUNCTIONS(FIND)
}

const char *quell_postgres_load(void) {
    static pthread_once_t once = PTHREAD_ONCE_INIT;
    pthread_once(&once, load);
    return problem;
}

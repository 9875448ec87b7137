#pragma once
#include <libpq-fe.h>

// The PG_DIAG_ field codes are character macros, which Swift does not import.
static inline const char *cpq_sqlstate(const PGresult *result) {
    return PQresultErrorField(result, PG_DIAG_SQLSTATE);
}

static inline const char *cpq_primary_message(const PGresult *result) {
    return PQresultErrorField(result, PG_DIAG_MESSAGE_PRIMARY);
}

static inline const char *cpq_detail_message(const PGresult *result) {
    return PQresultErrorField(result, PG_DIAG_MESSAGE_DETAIL);
}

static inline const char *cpq_constraint_name(const PGresult *result) {
    return PQresultErrorField(result, PG_DIAG_CONSTRAINT_NAME);
}

// libpq prints the server's notices on standard error unless it is given a receiver.
static inline void cpq_drop_notice(void *context, const PGresult *result) {
    (void)context;
    (void)result;
}

static inline void cpq_silence_notices(PGconn *connection) {
    PQsetNoticeReceiver(connection, cpq_drop_notice, 0);
}

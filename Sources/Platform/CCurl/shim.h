#pragma once
#include <curl/curl.h>

// curl_easy_setopt, curl_easy_getinfo and curl_multi_setopt are variadic and Swift imports no variadic
// functions. Each shim fixes one argument type; which option takes which type is libcurl's documentation.

static inline CURLcode shim_set_long(CURL *easy, CURLoption option, long value) {
    return curl_easy_setopt(easy, option, value);
}

static inline CURLcode shim_set_offset(CURL *easy, CURLoption option, curl_off_t value) {
    return curl_easy_setopt(easy, option, value);
}

// libcurl copies strings (CURLOPT_POSTFIELDS is the exception and is not used).
static inline CURLcode shim_set_string(CURL *easy, CURLoption option, const char *value) {
    return curl_easy_setopt(easy, option, value);
}

static inline CURLcode shim_set_pointer(CURL *easy, CURLoption option, void *value) {
    return curl_easy_setopt(easy, option, value);
}

// CURLOPT_WRITEFUNCTION and CURLOPT_HEADERFUNCTION take the same kind of function.
typedef size_t (*shim_receiver)(char *bytes, size_t size, size_t count, void *context);

static inline CURLcode shim_set_receiver(CURL *easy, CURLoption option, shim_receiver receiver) {
    return curl_easy_setopt(easy, option, receiver);
}

// CURLOPT_PREREQFUNCTION: asked when the connection stands and the request is about to be written.
typedef int (*shim_gate)(void *context, char *remote, char *local, int remote_port, int local_port);

static inline CURLcode shim_set_gate(CURL *easy, CURLoption option, shim_gate gate) {
    return curl_easy_setopt(easy, option, gate);
}

static inline CURLcode shim_get_long(CURL *easy, CURLINFO info, long *value) {
    return curl_easy_getinfo(easy, info, value);
}

static inline CURLcode shim_get_offset(CURL *easy, CURLINFO info, curl_off_t *value) {
    return curl_easy_getinfo(easy, info, value);
}

static inline CURLcode shim_get_private(CURL *easy, void **value) {
    return curl_easy_getinfo(easy, CURLINFO_PRIVATE, value);
}

static inline CURLMcode shim_multi_set_long(CURLM *multi, CURLMoption option, long value) {
    return curl_multi_setopt(multi, option, value);
}

// CURLMsg keeps the result in a union, whose members Swift reads only unsafely.
static inline CURLcode shim_message_result(const CURLMsg *message) { return message->data.result; }

// The right to wake a multi handle and nothing else. curl_multi_wakeup is the one multi function that
// libcurl documents as callable from any thread, hence Sendable. Its owner must drop it before cleanup.
typedef struct __attribute__((swift_attr("@Sendable"))) {
    CURLM *multi;
} shim_waker;

static inline CURLMcode shim_wake(shim_waker waker) { return curl_multi_wakeup(waker.multi); }

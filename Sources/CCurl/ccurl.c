#include "ccurl.h"

#include <dlfcn.h>
#include <pthread.h>
#include <stdio.h>

/* Every function that is used, by the name that libcurl gives it after `curl_`. */
#define FUNCTIONS(use)                                                                                                  \
    use(global_init) use(url) use(url_cleanup) use(url_get) use(url_set) use(free) use(getdate) use(slist_append)        \
    use(slist_free_all) use(easy_init) use(easy_reset) use(easy_cleanup) use(easy_strerror) use(easy_setopt)             \
    use(easy_getinfo) use(multi_init) use(multi_add_handle) use(multi_remove_handle) use(multi_perform)                  \
    use(multi_poll) use(multi_wakeup) use(multi_info_read) use(multi_cleanup)

#define MEMBER(name) __typeof__(&curl_##name) name;
static struct { FUNCTIONS(MEMBER) } curl;

/* Empty where it is loaded. */
static char load_error[512];

/* The name under which the ABI of this major version is installed, on every system since 2006. */
#ifdef __APPLE__
static const char library_name[] = "libcurl.4.dylib";
#else
static const char library_name[] = "libcurl.so.4";
#endif

#define RESOLVE(function)                                                                                               \
    if (!(curl.function = (__typeof__(curl.function))dlsym(library, "curl_" #function))) missing = "curl_" #function;

static void load(void) {
    void *library = dlopen(library_name, RTLD_NOW | RTLD_LOCAL);
    const char *missing = NULL;
    if (!library) {
        snprintf(load_error, sizeof load_error, "%s", dlerror());
        return;
    }
    FUNCTIONS(RESOLVE)
    if (missing) snprintf(load_error, sizeof load_error, "%s has no %s", library_name, missing);
}

const char *ccurl_load_error(void) {
    static pthread_once_t once = PTHREAD_ONCE_INIT;
    pthread_once(&once, load);
    return load_error[0] ? load_error : NULL;
}

static int is_loaded(void) {
    return ccurl_load_error() == NULL;
}

CURLcode ccurl_global_init(void) {
    return is_loaded() ? curl.global_init(CURL_GLOBAL_DEFAULT) : CURLE_FAILED_INIT;
}

/* Whoever has a handle, a list or a text of libcurl's has loaded it. */

CURLU *ccurl_url(void) {
    return is_loaded() ? curl.url() : NULL;
}

void ccurl_url_cleanup(CURLU *url) {
    curl.url_cleanup(url);
}

CURLUcode ccurl_url_get(CURLU *url, CURLUPart part, char **text, unsigned int flags) {
    return curl.url_get(url, part, text, flags);
}

CURLUcode ccurl_url_set(CURLU *url, CURLUPart part, const char *text, unsigned int flags) {
    return curl.url_set(url, part, text, flags);
}

void ccurl_free(void *text) {
    curl.free(text);
}

time_t ccurl_getdate(const char *text) {
    return is_loaded() ? curl.getdate(text, NULL) : -1;
}

struct curl_slist *ccurl_slist_append(struct curl_slist *list, const char *line) {
    return is_loaded() ? curl.slist_append(list, line) : NULL;
}

void ccurl_slist_free_all(struct curl_slist *list) {
    if (list) curl.slist_free_all(list);
}

CURL *ccurl_easy_init(void) {
    return is_loaded() ? curl.easy_init() : NULL;
}

void ccurl_easy_reset(CURL *easy) {
    curl.easy_reset(easy);
}

void ccurl_easy_cleanup(CURL *easy) {
    curl.easy_cleanup(easy);
}

const char *ccurl_easy_strerror(CURLcode code) {
    return is_loaded() ? curl.easy_strerror(code) : load_error;
}

CURLcode ccurl_set_long(CURL *easy, CURLoption option, long value) {
    return curl.easy_setopt(easy, option, value);
}

CURLcode ccurl_set_size(CURL *easy, CURLoption option, curl_off_t value) {
    return curl.easy_setopt(easy, option, value);
}

CURLcode ccurl_set_text(CURL *easy, CURLoption option, const char *value) {
    return curl.easy_setopt(easy, option, value);
}

CURLcode ccurl_set_list(CURL *easy, CURLoption option, struct curl_slist *value) {
    return curl.easy_setopt(easy, option, value);
}

CURLcode ccurl_set_context(CURL *easy, CURLoption option, void *value) {
    return curl.easy_setopt(easy, option, value);
}

CURLcode ccurl_set_data_callback(CURL *easy, CURLoption option, ccurl_data_callback value) {
    return curl.easy_setopt(easy, option, value);
}

CURLcode ccurl_allow_http_only(CURL *easy) {
    /* The textual option came with 7.85, before the numeric one went out of use. */
#if LIBCURL_VERSION_NUM >= 0x075500
    return curl.easy_setopt(easy, CURLOPT_PROTOCOLS_STR, "http,https");
#else
    return curl.easy_setopt(easy, CURLOPT_PROTOCOLS, (long)(CURLPROTO_HTTP | CURLPROTO_HTTPS));
#endif
}

CURLcode ccurl_get_long(CURL *easy, CURLINFO info, long *value) {
    return curl.easy_getinfo(easy, info, value);
}

CURLcode ccurl_get_text(CURL *easy, CURLINFO info, char **value) {
    return curl.easy_getinfo(easy, info, value);
}

CURLM *ccurl_multi_init(void) {
    return is_loaded() ? curl.multi_init() : NULL;
}

CURLMcode ccurl_multi_add_handle(CURLM *multi, CURL *easy) {
    return curl.multi_add_handle(multi, easy);
}

CURLMcode ccurl_multi_remove_handle(CURLM *multi, CURL *easy) {
    return curl.multi_remove_handle(multi, easy);
}

CURLMcode ccurl_multi_perform(CURLM *multi, int *running) {
    return curl.multi_perform(multi, running);
}

CURLMcode ccurl_multi_poll(CURLM *multi, int milliseconds) {
    return curl.multi_poll(multi, NULL, 0, milliseconds, NULL);
}

CURLMcode ccurl_multi_wakeup(CURLM *multi) {
    return curl.multi_wakeup(multi);
}

CURLMsg *ccurl_multi_info_read(CURLM *multi, int *left) {
    return curl.multi_info_read(multi, left);
}

CURLMcode ccurl_multi_cleanup(CURLM *multi) {
    return curl.multi_cleanup(multi);
}

CURLcode ccurl_message_result(const CURLMsg *message) {
    return message->data.result;
}

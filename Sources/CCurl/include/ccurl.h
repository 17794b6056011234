#ifndef CCURL_H
#define CCURL_H

#include <curl/curl.h>

/*
 * libcurl, loaded when it is first used: it and the libraries that it needs take most of the time in which a command starts, and most
 * commands send no request. So nothing here is linked with it.
 *
 * Swift does not import C's variadic functions: there is one typed door for each kind of argument that we pass.
 */

typedef size_t (*ccurl_data_callback)(char *bytes, size_t size, size_t count, void *context);

/* Null where libcurl could be loaded, else why it could not be. Then functions that return a code fail, and those that return a pointer
 * return null. */
const char *ccurl_load_error(void);

CURLcode ccurl_global_init(void);

/* Addresses and dates. */
CURLU *ccurl_url(void);
void ccurl_url_cleanup(CURLU *url);
CURLUcode ccurl_url_get(CURLU *url, CURLUPart part, char **text, unsigned int flags);
CURLUcode ccurl_url_set(CURLU *url, CURLUPart part, const char *text, unsigned int flags);
void ccurl_free(void *text);
/* Seconds since 1970; -1 where `text` is no date. */
time_t ccurl_getdate(const char *text);

/* A list of lines. */
struct curl_slist *ccurl_slist_append(struct curl_slist *list, const char *line);
void ccurl_slist_free_all(struct curl_slist *list);

/* One transfer. */
CURL *ccurl_easy_init(void);
void ccurl_easy_reset(CURL *easy);
void ccurl_easy_cleanup(CURL *easy);
const char *ccurl_easy_strerror(CURLcode code);
CURLcode ccurl_set_long(CURL *easy, CURLoption option, long value);
CURLcode ccurl_set_size(CURL *easy, CURLoption option, curl_off_t value);
CURLcode ccurl_set_text(CURL *easy, CURLoption option, const char *value);
CURLcode ccurl_set_list(CURL *easy, CURLoption option, struct curl_slist *value);
CURLcode ccurl_set_context(CURL *easy, CURLoption option, void *value);
CURLcode ccurl_set_data_callback(CURL *easy, CURLoption option, ccurl_data_callback value);
/* HTTP and HTTPS alone. */
CURLcode ccurl_allow_http_only(CURL *easy);
CURLcode ccurl_get_long(CURL *easy, CURLINFO info, long *value);
CURLcode ccurl_get_text(CURL *easy, CURLINFO info, char **value);

/* Many of them. */
CURLM *ccurl_multi_init(void);
CURLMcode ccurl_multi_add_handle(CURLM *multi, CURL *easy);
CURLMcode ccurl_multi_remove_handle(CURLM *multi, CURL *easy);
CURLMcode ccurl_multi_perform(CURLM *multi, int *running);
CURLMcode ccurl_multi_poll(CURLM *multi, int milliseconds);
CURLMcode ccurl_multi_wakeup(CURLM *multi);
CURLMsg *ccurl_multi_info_read(CURLM *multi, int *left);
CURLMcode ccurl_multi_cleanup(CURLM *multi);
/* The transfer that `message` says is done, and how it ended (the field is in an anonymous union). */
CURLcode ccurl_message_result(const CURLMsg *message);

#endif

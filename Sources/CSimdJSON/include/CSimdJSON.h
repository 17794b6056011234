#ifndef TACHOGRAPH_CSIMDJSON_H
#define TACHOGRAPH_CSIMDJSON_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/// What stands at a key: nothing, null, a text (unescaped), or another value (its JSON as written).
enum {
    TACHO_JSON_ABSENT = 0,
    TACHO_JSON_NULL = 1,
    TACHO_JSON_TEXT = 2,
    TACHO_JSON_OTHER = 3,
};

/// A value by its bytes, which stay valid as long as the text that was read does, and until the parser's next call.
typedef struct {
    const uint8_t *bytes;
    size_t count;
    uint8_t kind;
} TachoJSONValue;

/// What may tell why: a value and, of an object, what stands at its key `message`.
typedef struct {
    TachoJSONValue value;
    TachoJSONValue message;
} TachoReason;

/// A duration: absent (or null), a number, or something else.
enum {
    TACHO_DURATION_ABSENT = 0,
    TACHO_DURATION_NUMBER = 1,
    TACHO_DURATION_OTHER = 2,
};

/// One element of `data.logs`.
typedef struct {
    const uint8_t *body;
    size_t body_count;
    uint8_t is_object;
    /// Whether more than 64 objects and arrays lie in each other, this one included; fields are read all the same.
    uint8_t is_too_deep;
    uint8_t duration_kind;
    double duration_ms;
    TachoJSONValue id;
    TachoJSONValue container_id;
    TachoJSONValue from_status;
    TachoJSONValue to_status;
    TachoJSONValue transition_time;
    TachoJSONValue triggered_by;
    TachoJSONValue operation;
    TachoJSONValue command;
    TachoReason error;
    TachoReason error_message;
    TachoReason message;
    TachoReason reason;
    TachoJSONValue server_name;
    /// The whole of it, as written.
    TachoJSONValue metadata;
} TachoLogElement;

/// One element of `data.containers`.
typedef struct {
    const uint8_t *body;
    size_t body_count;
    uint8_t is_object;
    uint8_t is_too_deep;
    TachoJSONValue id;
    TachoJSONValue name;
    TachoJSONValue project_id;
    TachoJSONValue project_alias;
    TachoJSONValue server_id;
    TachoJSONValue server_name;
    TachoJSONValue container_image;
    TachoJSONValue status;
    TachoJSONValue created_at;
} TachoContainerElement;

/// `data.pagination`; a part that is no non-negative integer is −1.
typedef struct {
    int64_t total;
    int64_t limit;
    int64_t total_pages;
} TachoPagination;

typedef struct TachoJSONParser TachoJSONParser;

/// NULL where there is no memory for one.
TachoJSONParser *tacho_json_parser_create(void);
void tacho_json_parser_destroy(TachoJSONParser *parser);

/// Reads a page of status logs of at most `most` elements. Returns NULL on success, else what is wrong with the text (a static
/// string). Every byte of the text is checked, and the bodies of the elements lie in it.
const char *tacho_json_read_logs(TachoJSONParser *parser, const uint8_t *bytes, size_t count, size_t most,
                                 const TachoLogElement **elements, size_t *element_count,
                                 TachoPagination *pagination);

/// Reads a page of the container list, in the same way.
const char *tacho_json_read_containers(TachoJSONParser *parser, const uint8_t *bytes, size_t count, size_t most,
                                       const TachoContainerElement **elements, size_t *element_count,
                                       TachoPagination *pagination);

/// Reads the text of one log element by itself.
const char *tacho_json_read_log_element(TachoJSONParser *parser, const uint8_t *bytes, size_t count,
                                        TachoLogElement *element);

/// Reads the text of one listed container by itself.
const char *tacho_json_read_container_element(TachoJSONParser *parser, const uint8_t *bytes, size_t count,
                                              TachoContainerElement *element);

#ifdef __cplusplus
}
#endif

#endif

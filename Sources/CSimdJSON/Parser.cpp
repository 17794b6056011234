// The bridge to simdjson's On-Demand interface. It walks every value of a page once: the parts that Tachograph reads
// are taken out, all others are checked for well-formedness, because On-Demand by itself skips what nobody asks for,
// and a page that is not JSON throughout must be refused as a whole rather than kept in pieces.

#include "CSimdJSON.h"

#include "Grammar.hpp"

#include <simdjson.h>

#include <cstring>
#include <limits>
#include <string_view>
#include <vector>

using namespace simdjson;
using namespace grammar;

struct TachoJSONParser {
    ondemand::parser parser;
    std::vector<uint8_t> text;
    std::vector<TachoLogElement> logs;
    std::vector<TachoContainerElement> containers;
};

namespace {

/// Deeper nesting than any answer of the API has; keeps the walk's own stack bounded.
constexpr int deepest = 64;

TachoJSONValue json_value(std::string_view bytes, uint8_t kind) {
    return {reinterpret_cast<const uint8_t *>(bytes.data()), bytes.size(), kind};
}

bool check(ondemand::value value, int depth);

bool check_object(ondemand::object object, int depth) {
    for (auto field : object) {
        std::string_view key;
        ondemand::value value;
        if (field.unescaped_key().get(key) || field.value().get(value)) return false;
        if (!check(value, depth + 1)) return false;
    }
    return true;
}

bool check_array(ondemand::array array, int depth) {
    for (auto element : array) {
        ondemand::value value;
        if (element.get(value)) return false;
        if (!check(value, depth + 1)) return false;
    }
    return true;
}

/// Reads a value that is neither object nor array.
bool read_scalar(ondemand::value value, ondemand::json_type type, TachoJSONValue &into) {
    const std::string_view token = trimmed(value.raw_json_token());
    switch (type) {
        case ondemand::json_type::string: {
            std::string_view text;
            if (!value.get_string().get(text)) {
                into = json_value(text, TACHO_JSON_TEXT);
                return true;
            }
            into = json_value(token, TACHO_JSON_OTHER);
            return is_text(token);
        }
        case ondemand::json_type::number:
            into = json_value(token, TACHO_JSON_OTHER);
            return is_number(token);
        case ondemand::json_type::boolean: {
            bool truth;
            into = json_value(token, TACHO_JSON_OTHER);
            return !value.get_bool().get(truth);
        }
        case ondemand::json_type::null:
            into = {nullptr, 0, TACHO_JSON_NULL};
            return token == "null";
        default:
            return false;
    }
}

/// Reads any value; an object or array as its JSON text.
bool read(ondemand::value value, TachoJSONValue &into, int depth) {
    if (depth > deepest) return false;
    ondemand::json_type type;
    if (value.type().get(type)) return false;
    if (type == ondemand::json_type::object) {
        ondemand::object object;
        std::string_view raw;
        if (value.get_object().get(object) || object.raw_json().get(raw)) return false;
        if (object.reset().error() || !check_object(object, depth)) return false;
        into = json_value(trimmed(raw), TACHO_JSON_OTHER);
        return true;
    }
    if (type == ondemand::json_type::array) {
        ondemand::array array;
        std::string_view raw;
        if (value.get_array().get(array) || array.raw_json().get(raw)) return false;
        if (array.reset().error() || !check_array(array, depth)) return false;
        into = json_value(trimmed(raw), TACHO_JSON_OTHER);
        return true;
    }
    return read_scalar(value, type, into);
}

bool check(ondemand::value value, int depth) {
    if (depth > deepest) return false;
    ondemand::json_type type;
    if (value.type().get(type)) return false;
    if (type == ondemand::json_type::object) {
        ondemand::object object;
        return !value.get_object().get(object) && check_object(object, depth);
    }
    if (type == ondemand::json_type::array) {
        ondemand::array array;
        return !value.get_array().get(array) && check_array(array, depth);
    }
    TachoJSONValue ignored;
    return read_scalar(value, type, ignored);
}

bool read_duration(ondemand::value value, TachoLogElement &element, int depth) {
    ondemand::json_type type;
    if (value.type().get(type)) return false;
    if (type == ondemand::json_type::number) {
        const std::string_view token = trimmed(value.raw_json_token());
        if (!is_number(token)) return false;
        double number;
        // A number too large for a double is no finite duration.
        if (value.get_double().get(number)) number = std::numeric_limits<double>::infinity();
        element.duration_kind = TACHO_DURATION_NUMBER;
        element.duration_ms = number;
        return true;
    }
    TachoJSONValue other;
    if (!read(value, other, depth)) return false;
    element.duration_kind = other.kind == TACHO_JSON_NULL ? TACHO_DURATION_ABSENT : TACHO_DURATION_OTHER;
    return true;
}

bool read_metadata(ondemand::value value, TachoLogElement &element, int depth) {
    ondemand::json_type type;
    if (value.type().get(type)) return false;
    if (type != ondemand::json_type::object) return check(value, depth);
    ondemand::object object;
    if (value.get_object().get(object)) return false;
    for (auto field : object) {
        std::string_view key;
        ondemand::value part;
        if (field.unescaped_key().get(key) || field.value().get(part)) return false;
        TachoJSONValue ignored;
        TachoJSONValue &into = key == "operation" ? element.operation : key == "command" ? element.command : ignored;
        if (!read(part, into, depth + 1)) return false;
    }
    return true;
}

bool read_fields(ondemand::object object, TachoLogElement &element) {
    for (auto field : object) {
        std::string_view key;
        ondemand::value value;
        if (field.unescaped_key().get(key) || field.value().get(value)) return false;
        bool fine;
        if (key == "duration_ms") {
            fine = read_duration(value, element, 2);
        } else if (key == "metadata") {
            fine = read_metadata(value, element, 2);
        } else if (key == "id") {
            fine = read(value, element.id, 2);
        } else if (key == "container_id") {
            fine = read(value, element.container_id, 2);
        } else if (key == "from_status") {
            fine = read(value, element.from_status, 2);
        } else if (key == "to_status") {
            fine = read(value, element.to_status, 2);
        } else if (key == "transition_time") {
            fine = read(value, element.transition_time, 2);
        } else if (key == "triggered_by") {
            fine = read(value, element.triggered_by, 2);
        } else {
            fine = check(value, 2);
        }
        if (!fine) return false;
    }
    return true;
}

bool read_fields(ondemand::object object, TachoContainerElement &element) {
    for (auto field : object) {
        std::string_view key;
        ondemand::value value;
        if (field.unescaped_key().get(key) || field.value().get(value)) return false;
        TachoJSONValue ignored;
        TachoJSONValue &into = key == "id"                ? element.id
                               : key == "name"            ? element.name
                               : key == "project_id"      ? element.project_id
                               : key == "server_id"       ? element.server_id
                               : key == "server_name"     ? element.server_name
                               : key == "container_image" ? element.container_image
                               : key == "status"          ? element.status
                               : key == "created_at"      ? element.created_at
                                                          : ignored;
        if (!read(value, into, 2)) return false;
    }
    return true;
}

template <typename Element>
bool read_element(ondemand::value value, Element &element) {
    element = Element{};
    ondemand::json_type type;
    if (value.type().get(type)) return false;
    if (type == ondemand::json_type::object) {
        ondemand::object object;
        std::string_view raw;
        if (value.get_object().get(object) || object.raw_json().get(raw)) return false;
        raw = trimmed(raw);
        element.body = reinterpret_cast<const uint8_t *>(raw.data());
        element.body_count = raw.size();
        element.is_object = 1;
        return !object.reset().error() && read_fields(object, element);
    }
    const std::string_view token = trimmed(value.raw_json_token());
    TachoJSONValue other;
    if (!read(value, other, 2)) return false;
    // A text is unescaped by reading it; an element is kept as written.
    const bool whole = other.kind == TACHO_JSON_OTHER;
    element.body = whole ? other.bytes : reinterpret_cast<const uint8_t *>(token.data());
    element.body_count = whole ? other.count : token.size();
    return true;
}

int64_t count_of(ondemand::value value) {
    int64_t number;
    return value.get_int64().get(number) || number < 0 ? -1 : number;
}

bool read_pagination(ondemand::value value, TachoPagination &pagination) {
    ondemand::json_type type;
    if (value.type().get(type)) return false;
    if (type != ondemand::json_type::object) return check(value, 2);
    ondemand::object object;
    if (value.get_object().get(object)) return false;
    for (auto field : object) {
        std::string_view key;
        ondemand::value part;
        if (field.unescaped_key().get(key) || field.value().get(part)) return false;
        ondemand::json_type part_type;
        if (part.type().get(part_type)) return false;
        const bool wanted = key == "total" || key == "limit" || key == "totalPages";
        if (!wanted || part_type != ondemand::json_type::number) {
            if (!check(part, 3)) return false;
            continue;
        }
        if (!is_number(trimmed(part.raw_json_token()))) return false;
        const int64_t number = count_of(part);
        if (key == "total") pagination.total = number;
        if (key == "limit") pagination.limit = number;
        if (key == "totalPages") pagination.total_pages = number;
    }
    return true;
}

template <typename Element>
bool read_data(ondemand::object data, std::string_view list, std::vector<Element> &elements, bool &found,
               TachoPagination &pagination) {
    for (auto field : data) {
        std::string_view key;
        ondemand::value value;
        if (field.unescaped_key().get(key) || field.value().get(value)) return false;
        if (key == list) {
            ondemand::array array;
            if (value.get_array().get(array)) return false;
            elements.clear();
            found = true;
            for (auto item : array) {
                ondemand::value element;
                if (item.get(element)) return false;
                elements.emplace_back();
                if (!read_element(element, elements.back())) return false;
            }
        } else if (key == "pagination") {
            if (!read_pagination(value, pagination)) return false;
        } else if (!check(value, 2)) {
            return false;
        }
    }
    return true;
}

const char *const malformed = "the answer is not well-formed JSON of the expected shape";

/// simdjson reads up to its padding beyond the text.
padded_string_view padded(TachoJSONParser &parser, const uint8_t *bytes, size_t count) {
    parser.text.resize(count + SIMDJSON_PADDING);
    if (count > 0) std::memcpy(parser.text.data(), bytes, count);
    std::memset(parser.text.data() + count, ' ', SIMDJSON_PADDING);
    return padded_string_view(parser.text.data(), count, parser.text.size());
}

template <typename Element>
const char *read_page(TachoJSONParser &parser, const uint8_t *bytes, size_t count, std::string_view list,
                      std::vector<Element> &elements, TachoPagination &pagination) {
    pagination = {-1, -1, -1};
    elements.clear();
    ondemand::document document;
    ondemand::object root;
    if (parser.parser.iterate(padded(parser, bytes, count)).get(document)) return malformed;
    if (document.get_object().get(root)) return malformed;
    bool found = false;
    for (auto field : root) {
        std::string_view key;
        ondemand::value value;
        if (field.unescaped_key().get(key) || field.value().get(value)) return malformed;
        if (key == "data") {
            ondemand::object data;
            if (value.get_object().get(data)) return malformed;
            if (!read_data(data, list, elements, found, pagination)) return malformed;
        } else if (!check(value, 1)) {
            return malformed;
        }
    }
    // A location that can still be told means that something follows the value.
    const char *rest = nullptr;
    if (!document.current_location().get(rest)) return malformed;
    return found ? nullptr : "the answer lacks its list";
}

template <typename Element>
const char *read_alone(TachoJSONParser &parser, const uint8_t *bytes, size_t count, Element &element) {
    element = Element{};
    ondemand::document document;
    if (parser.parser.iterate(padded(parser, bytes, count)).get(document)) return malformed;
    ondemand::json_type type;
    if (document.type().get(type)) return malformed;
    element.body = parser.text.data();
    element.body_count = count;
    // Only an object has fields; any other element was checked when its page was read.
    if (type != ondemand::json_type::object) return nullptr;
    element.is_object = 1;
    ondemand::object object;
    if (document.get_object().get(object)) return malformed;
    return read_fields(object, element) ? nullptr : malformed;
}

}  // namespace

TachoJSONParser *tacho_json_parser_create(void) { return new TachoJSONParser(); }

void tacho_json_parser_destroy(TachoJSONParser *parser) { delete parser; }

const uint8_t *tacho_json_text(const TachoJSONParser *parser) { return parser->text.data(); }

const char *tacho_json_read_logs(TachoJSONParser *parser, const uint8_t *bytes, size_t count,
                                 const TachoLogElement **elements, size_t *element_count,
                                 TachoPagination *pagination) {
    const char *problem = read_page(*parser, bytes, count, "logs", parser->logs, *pagination);
    *elements = parser->logs.data();
    *element_count = parser->logs.size();
    return problem;
}

const char *tacho_json_read_containers(TachoJSONParser *parser, const uint8_t *bytes, size_t count,
                                       const TachoContainerElement **elements, size_t *element_count,
                                       TachoPagination *pagination) {
    const char *problem = read_page(*parser, bytes, count, "containers", parser->containers, *pagination);
    *elements = parser->containers.data();
    *element_count = parser->containers.size();
    return problem;
}

const char *tacho_json_read_log_element(TachoJSONParser *parser, const uint8_t *bytes, size_t count,
                                        TachoLogElement *element) {
    return read_alone(*parser, bytes, count, *element);
}

const char *tacho_json_read_container_element(TachoJSONParser *parser, const uint8_t *bytes, size_t count,
                                              TachoContainerElement *element) {
    return read_alone(*parser, bytes, count, *element);
}

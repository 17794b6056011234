// The bridge by which Swift reads pages. A page that is not well-formed throughout is refused as a whole; an element that is
// well-formed but of no use is part of it. What simdjson does best is left to it: UTF-8 and numbers. Its own parsers index
// a text first, at four bytes for each structural character, which a page of nothing but those would turn against us.

#include "CSimdJSON.h"

#include "Scanner.hpp"
#include "Unescaping.hpp"

#include <simdjson.h>

#include <new>
#include <string_view>
#include <vector>

using namespace json;

struct TachoJSONParser {
    Arena arena;
    simdjson::ondemand::parser numbers;
    std::vector<TachoLogElement> logs;
    std::vector<TachoContainerElement> containers;
};

namespace {

/// Deeper nesting than any answer of the API has, and than every program can read that gets an element later.
constexpr size_t most_levels = 64;

const char *const malformed = "the response is not well-formed JSON of the expected form";
const char *const too_many = "its list has far more elements than requested";
const char *const no_memory = "there is not enough memory to read the response";

TachoJSONValue json_value(std::string_view bytes, uint8_t kind) {
    return {reinterpret_cast<const uint8_t *>(bytes.data()), bytes.size(), kind};
}

/// Reads the parts of one element.
class ElementReader {
public:
    ElementReader(Scanner &scanner, TachoJSONParser &parser) : scanner_(scanner), parser_(parser) {}

    template <typename Element>
    bool read(Element &element) {
        element = Element{};
        Token token;
        const bool is_object = scanner_.is_at('{');
        const char *const start = scanner_.place();
        if (is_object) {
            levels_ = 1;
            if (!scanner_.object([&](const Token &key) { return field(name(key), element); })) return false;
            token.text = std::string_view(start, scanner_.place() - start);
        } else {
            if (!scanner_.value(token)) return false;
            levels_ = token.levels;
        }
        element.body = reinterpret_cast<const uint8_t *>(token.text.data());
        element.body_count = token.text.size();
        element.is_object = is_object;
        element.is_too_deep = levels_ > most_levels;
        return true;
    }

private:
    Scanner &scanner_;
    TachoJSONParser &parser_;
    size_t levels_ = 0;

    /// The key that `token` writes; empty for one that is no Unicode text, and so is none of ours.
    std::string_view name(const Token &token) {
        if (!token.is_escaped) return token.text.substr(1, token.text.size() - 2);
        std::string_view text;
        return unescape(token.text, parser_.arena, text) ? text : std::string_view();
    }

    /// Reads a value that lies in `outer` objects.
    bool value(Token &token, size_t outer) {
        if (!scanner_.value(token)) return false;
        if (outer + token.levels > levels_) levels_ = outer + token.levels;
        return true;
    }

    bool value(TachoJSONValue &into, size_t outer) {
        Token token;
        if (!value(token, outer)) return false;
        std::string_view text;
        switch (token.type) {
            case Type::null: into = {nullptr, 0, TACHO_JSON_NULL}; break;
            case Type::text:
                if (!token.is_escaped) {
                    into = json_value(token.text.substr(1, token.text.size() - 2), TACHO_JSON_TEXT);
                } else if (unescape(token.text, parser_.arena, text)) {
                    into = json_value(text, TACHO_JSON_TEXT);
                } else {
                    into = json_value(token.text, TACHO_JSON_OTHER);
                }
                break;
            default: into = json_value(token.text, TACHO_JSON_OTHER);
        }
        return true;
    }

    bool skip() {
        Token ignored;
        return value(ignored, 1);
    }

    bool field(std::string_view key, TachoLogElement &element) {
        // By length first: every entry has all of these.
        switch (key.size()) {
            case 2:
                if (key == "id") return value(element.id, 1);
                break;
            case 8:
                if (key == "metadata") return metadata(element);
                break;
            case 9:
                if (key == "to_status") return value(element.to_status, 1);
                break;
            case 11:
                if (key == "from_status") return value(element.from_status, 1);
                if (key == "duration_ms") return duration(element);
                break;
            case 12:
                if (key == "container_id") return value(element.container_id, 1);
                if (key == "triggered_by") return value(element.triggered_by, 1);
                break;
            case 15:
                if (key == "transition_time") return value(element.transition_time, 1);
                break;
        }
        return skip();
    }

    bool field(std::string_view key, TachoContainerElement &element) {
        if (key == "id") return value(element.id, 1);
        if (key == "name") return value(element.name, 1);
        if (key == "project_id") return value(element.project_id, 1);
        if (key == "project_alias") return value(element.project_alias, 1);
        if (key == "server_id") return value(element.server_id, 1);
        if (key == "server_name") return value(element.server_name, 1);
        if (key == "container_image") return value(element.container_image, 1);
        if (key == "status") return value(element.status, 1);
        if (key == "created_at") return value(element.created_at, 1);
        return skip();
    }

    bool duration(TachoLogElement &element) {
        Token token;
        if (!value(token, 1)) return false;
        switch (token.type) {
            case Type::number:
                element.duration_kind = TACHO_DURATION_NUMBER;
                element.duration_ms = number(token.text, parser_.numbers);
                break;
            case Type::null: element.duration_kind = TACHO_DURATION_ABSENT; break;
            default: element.duration_kind = TACHO_DURATION_OTHER;
        }
        return true;
    }

    /// Reads a value that lies in the element's metadata.
    bool reason(TachoReason &into) {
        into = {};
        if (!scanner_.is_at('{')) return value(into.value, 2);
        if (levels_ < 3) levels_ = 3;
        const char *const start = scanner_.place();
        const bool is_read = scanner_.object([&](const Token &key) {
            if (name(key) == "message") return value(into.message, 3);
            Token ignored;
            return value(ignored, 3);
        });
        if (!is_read) return false;
        into.value = json_value(std::string_view(start, scanner_.place() - start), TACHO_JSON_OTHER);
        return true;
    }

    bool metadata(TachoLogElement &element) {
        if (!scanner_.is_at('{')) {
            Token token;
            if (!value(token, 1)) return false;
            if (token.type != Type::null) element.metadata = json_value(token.text, TACHO_JSON_OTHER);
            return true;
        }
        if (levels_ < 2) levels_ = 2;
        const char *const start = scanner_.place();
        const bool is_read = scanner_.object([&](const Token &key) {
            const std::string_view part = name(key);
            if (part == "operation") return value(element.operation, 2);
            if (part == "command") return value(element.command, 2);
            if (part == "server_name") return value(element.server_name, 2);
            if (part == "error") return reason(element.error);
            if (part == "error_message") return reason(element.error_message);
            if (part == "message") return reason(element.message);
            if (part == "reason") return reason(element.reason);
            Token ignored;
            return value(ignored, 2);
        });
        element.metadata = json_value(std::string_view(start, scanner_.place() - start), TACHO_JSON_OTHER);
        return is_read;
    }
};

/// Reads the envelope of a page.
template <typename Element>
class PageReader {
public:
    PageReader(Scanner &scanner, TachoJSONParser &parser, std::string_view list, size_t most,
               std::vector<Element> &elements, TachoPagination &pagination)
        : scanner_(scanner), parser_(parser), list_(list), most_(most), elements_(elements), pagination_(pagination) {}

    const char *read() {
        const bool is_page = scanner_.object([&](const Token &key) {
            return is(key, "data") ? scanner_.object([&](const Token &part) { return data(part); }) : skip();
        });
        if (is_crowded_) return too_many;
        if (!is_page || !scanner_.is_done()) return malformed;
        return found_ ? nullptr : "the response has no list";
    }

private:
    Scanner &scanner_;
    TachoJSONParser &parser_;
    const std::string_view list_;
    const size_t most_;
    std::vector<Element> &elements_;
    TachoPagination &pagination_;
    bool found_ = false;
    bool is_crowded_ = false;

    bool is(const Token &key, std::string_view name) {
        std::string_view text;
        if (!key.is_escaped) return key.text.substr(1, key.text.size() - 2) == name;
        return unescape(key.text, parser_.arena, text) && text == name;
    }

    bool skip() {
        Token ignored;
        return scanner_.value(ignored);
    }

    bool data(const Token &key) {
        if (is(key, list_)) {
            elements_.clear();
            found_ = true;
            return scanner_.array([&] {
                is_crowded_ = elements_.size() == most_;
                if (is_crowded_) return false;
                elements_.emplace_back();
                return ElementReader(scanner_, parser_).read(elements_.back());
            });
        }
        if (!is(key, "pagination") || !scanner_.is_at('{')) return skip();
        return scanner_.object([&](const Token &part) {
            if (is(part, "total")) return count(pagination_.total);
            if (is(part, "limit")) return count(pagination_.limit);
            if (is(part, "totalPages")) return count(pagination_.total_pages);
            return skip();
        });
    }

    /// A number that is no count is −1; what is no number says nothing.
    bool count(int64_t &into) {
        Token token;
        if (!scanner_.value(token)) return false;
        if (token.type != Type::number) return true;
        into = -1;
        if (token.text.size() > 18) return true;
        int64_t number = 0;
        for (const char c : token.text) {
            if (c < '0' || c > '9') return true;
            number = number * 10 + (c - '0');
        }
        into = number;
        return true;
    }
};

bool is_unicode(const uint8_t *bytes, size_t count) {
    return simdjson::validate_utf8(reinterpret_cast<const char *>(bytes), count);
}

template <typename Element>
const char *read_page(TachoJSONParser &parser, const uint8_t *bytes, size_t count, std::string_view list, size_t most,
                      std::vector<Element> &elements, TachoPagination &pagination) try {
    pagination = {-1, -1, -1};
    elements.clear();
    parser.arena.clear();
    if (!is_unicode(bytes, count)) return malformed;
    Scanner scanner(reinterpret_cast<const char *>(bytes), count);
    return PageReader<Element>(scanner, parser, list, most, elements, pagination).read();
} catch (...) {
    // Nothing else is thrown, and nothing may leave for where there are no exceptions.
    return no_memory;
}

template <typename Element>
const char *read_alone(TachoJSONParser &parser, const uint8_t *bytes, size_t count, Element &element) try {
    element = Element{};
    parser.arena.clear();
    if (!is_unicode(bytes, count)) return malformed;
    Scanner scanner(reinterpret_cast<const char *>(bytes), count);
    return ElementReader(scanner, parser).read(element) && scanner.is_done() ? nullptr : malformed;
} catch (...) {
    return no_memory;
}

}  // namespace

TachoJSONParser *tacho_json_parser_create(void) { return new (std::nothrow) TachoJSONParser(); }

void tacho_json_parser_destroy(TachoJSONParser *parser) { delete parser; }

const char *tacho_json_read_logs(TachoJSONParser *parser, const uint8_t *bytes, size_t count, size_t most,
                                 const TachoLogElement **elements, size_t *element_count,
                                 TachoPagination *pagination) {
    const char *problem = read_page(*parser, bytes, count, "logs", most, parser->logs, *pagination);
    *elements = parser->logs.data();
    *element_count = parser->logs.size();
    return problem;
}

const char *tacho_json_read_containers(TachoJSONParser *parser, const uint8_t *bytes, size_t count, size_t most,
                                       const TachoContainerElement **elements, size_t *element_count,
                                       TachoPagination *pagination) {
    const char *problem = read_page(*parser, bytes, count, "containers", most, parser->containers, *pagination);
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

// What the texts and numbers of JSON stand for.

#ifndef TACHOGRAPH_UNESCAPING_HPP
#define TACHOGRAPH_UNESCAPING_HPP

#include <simdjson.h>

#include <cstdint>
#include <limits>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace json {

/// Bytes that stay where they are until all are dropped.
class Arena {
public:
    /// Room for `count` bytes.
    char *reserve(size_t count) {
        if (count > left_) {
            const size_t size = count > block ? count : block;
            blocks_.push_back(std::unique_ptr<char[]>(new char[size]));
            next_ = blocks_.back().get();
            left_ = size;
        }
        return next_;
    }

    /// Keeps the first `count` bytes of what was reserved.
    void keep(size_t count) {
        next_ += count;
        left_ -= count;
    }

    void clear() {
        blocks_.clear();
        next_ = nullptr;
        left_ = 0;
    }

private:
    static constexpr size_t block = 1 << 14;
    std::vector<std::unique_ptr<char[]>> blocks_;
    char *next_ = nullptr;
    size_t left_ = 0;
};

inline uint32_t hex(const char *digits) {
    uint32_t number = 0;
    for (int place = 0; place < 4; place++) {
        const char c = digits[place];
        number = number << 4 | static_cast<uint32_t>(c <= '9' ? c - '0' : (c | 0x20) - 'a' + 10);
    }
    return number;
}

inline char *append_utf8(char *to, uint32_t scalar) {
    if (scalar < 0x80) {
        *to++ = static_cast<char>(scalar);
        return to;
    }
    if (scalar < 0x800) {
        *to++ = static_cast<char>(0xC0 | scalar >> 6);
    } else {
        if (scalar < 0x10000) {
            *to++ = static_cast<char>(0xE0 | scalar >> 12);
        } else {
            *to++ = static_cast<char>(0xF0 | scalar >> 18);
            *to++ = static_cast<char>(0x80 | (scalar >> 12 & 0x3F));
        }
        *to++ = static_cast<char>(0x80 | (scalar >> 6 & 0x3F));
    }
    *to++ = static_cast<char>(0x80 | (scalar & 0x3F));
    return to;
}

/// The text that `token` writes, a text with its quotation marks whose escapes are well-formed; false where one names half of a
/// surrogate pair, which is no Unicode character.
inline bool unescape(std::string_view token, Arena &arena, std::string_view &text) {
    char *const start = arena.reserve(token.size());
    char *to = start;
    for (size_t at = 1; at + 1 < token.size(); at++) {
        if (token[at] != '\\') {
            *to++ = token[at];
            continue;
        }
        at++;
        switch (token[at]) {
            case 'b': *to++ = '\b'; break;
            case 'f': *to++ = '\f'; break;
            case 'n': *to++ = '\n'; break;
            case 'r': *to++ = '\r'; break;
            case 't': *to++ = '\t'; break;
            case 'u': {
                uint32_t scalar = hex(&token[at + 1]);
                at += 4;
                if (scalar >= 0xD800 && scalar < 0xE000) {
                    // The closing mark lies behind what is looked at here.
                    if (scalar >= 0xDC00 || token.size() - at < 8 || token[at + 1] != '\\' || token[at + 2] != 'u') {
                        return false;
                    }
                    const uint32_t low = hex(&token[at + 3]);
                    if (low < 0xDC00 || low >= 0xE000) return false;
                    scalar = 0x10000 + ((scalar - 0xD800) << 10 | (low - 0xDC00));
                    at += 6;
                }
                to = append_utf8(to, scalar);
                break;
            }
            default: *to++ = token[at];
        }
    }
    text = std::string_view(start, to - start);
    arena.keep(text.size());
    return true;
}

/// The double nearest to the number that `token` writes; infinite where it is too large for one.
inline double number(std::string_view token, simdjson::ondemand::parser &parser) {
    // Whole numbers below 10^15 are doubles, and nearly all durations are such.
    if (token.size() <= 15) {
        uint64_t whole = 0;
        bool is_whole = true;
        for (const char c : token) {
            is_whole = is_whole && c >= '0' && c <= '9';
            whole = whole * 10 + static_cast<uint64_t>(c - '0');
        }
        if (is_whole) return static_cast<double>(whole);
    }
    // In an array: a number that stands alone may not be of any length.
    std::string text;
    text.reserve(token.size() + 2 + simdjson::SIMDJSON_PADDING);
    text.append("[").append(token).append("]");
    simdjson::ondemand::document document;
    double value;
    if (parser.iterate(text).get(document) || document.at(0).get_double().get(value)) {
        return std::numeric_limits<double>::infinity();
    }
    return value;
}

}  // namespace json

#endif

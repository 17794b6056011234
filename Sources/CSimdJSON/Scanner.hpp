// JSON by RFC 8259, read where it lies: every byte is checked, nothing is copied, and the memory that is used besides does
// not grow with the text but for one bit a level of nesting.

#ifndef TACHOGRAPH_SCANNER_HPP
#define TACHOGRAPH_SCANNER_HPP

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace json {

enum class Type { object, array, text, number, boolean, null };

/// A value as it is written, without the space around it.
struct Token {
    Type type;
    std::string_view text;
    /// Whether a text holds a backslash.
    bool is_escaped;
    /// How many objects and arrays lie in each other: 0 for a value that is neither.
    size_t levels;
};

/// Reads one text from its beginning to its end. A function that returns false has met something that is not JSON; the text
/// is to be given up then.
class Scanner {
public:
    Scanner(const char *text, size_t count) : at_(text), end_(text + count) {}

    /// Whether `c` comes next, after space; takes it if so.
    bool take(char c) {
        skip_space();
        if (at_ == end_ || *at_ != c) return false;
        at_++;
        return true;
    }

    /// Whether `c` comes next, after space.
    bool is_at(char c) {
        skip_space();
        return at_ != end_ && *at_ == c;
    }

    /// Where it stands in the text.
    const char *place() const { return at_; }

    /// Whether nothing but space is left.
    bool is_done() {
        skip_space();
        return at_ == end_;
    }

    /// Reads a whole value, however deep.
    bool value(Token &token) {
        skip_space();
        const char *const start = at_;
        if (at_ == end_) return false;
        token.levels = 0;
        token.is_escaped = false;
        if (*at_ == '{' || *at_ == '[') {
            token.type = *at_ == '{' ? Type::object : Type::array;
            if (!nested(token.levels)) return false;
        } else if (!scalar(token.type, token.is_escaped)) {
            return false;
        }
        token.text = std::string_view(start, at_ - start);
        return true;
    }

    /// Reads the members of the object that comes next. `member` gets the token of each key, and has to read the value.
    template <typename Member>
    bool object(Member member) {
        if (!take('{')) return false;
        if (take('}')) return true;
        do {
            Token key;
            if (!text(key) || !take(':') || !member(key)) return false;
        } while (take(','));
        return take('}');
    }

    /// Reads the elements of the array that comes next. `element` has to read each.
    template <typename Element>
    bool array(Element element) {
        if (!take('[')) return false;
        if (take(']')) return true;
        do {
            if (!element()) return false;
        } while (take(','));
        return take(']');
    }

private:
    const char *at_;
    const char *const end_;
    /// The objects (true) and arrays that are open.
    std::vector<bool> open_;

    void skip_space() {
        while (at_ != end_ && (*at_ == ' ' || *at_ == '\n' || *at_ == '\r' || *at_ == '\t')) at_++;
    }

    bool text(Token &token) {
        skip_space();
        const char *const start = at_;
        token.type = Type::text;
        token.levels = 0;
        token.is_escaped = false;
        if (at_ == end_ || *at_ != '"' || !text(token.is_escaped)) return false;
        token.text = std::string_view(start, at_ - start);
        return true;
    }

    bool key() {
        bool is_escaped = false;
        skip_space();
        return at_ != end_ && *at_ == '"' && text(is_escaped) && take(':');
    }

    bool nested(size_t &levels) {
        open_.clear();
        for (;;) {
            // 1. A value, or the beginning of one.
            skip_space();
            if (at_ == end_) return false;
            if (*at_ == '{' || *at_ == '[') {
                const bool is_object = *at_ == '{';
                at_++;
                open_.push_back(is_object);
                if (open_.size() > levels) levels = open_.size();
                if (!is_at(is_object ? '}' : ']')) {
                    if (is_object && !key()) return false;
                    continue;
                }
            } else {
                Type type;
                bool is_escaped = false;
                if (!scalar(type, is_escaped)) return false;
            }
            // 2. What follows a value: the end of what it lies in, or the next value.
            for (;;) {
                const bool is_object = open_.back();
                if (take(',')) {
                    if (is_object && !key()) return false;
                    break;
                }
                if (!take(is_object ? '}' : ']')) return false;
                open_.pop_back();
                if (open_.empty()) return true;
            }
        }
    }

    bool scalar(Type &type, bool &is_escaped) {
        switch (*at_) {
            case '"': type = Type::text; return text(is_escaped);
            case 't': type = Type::boolean; return word("true");
            case 'f': type = Type::boolean; return word("false");
            case 'n': type = Type::null; return word("null");
            default: type = Type::number; return number();
        }
    }

    bool word(std::string_view expected) {
        if (static_cast<size_t>(end_ - at_) < expected.size()) return false;
        if (std::string_view(at_, expected.size()) != expected) return false;
        at_ += expected.size();
        return true;
    }

    bool digits() {
        const char *const start = at_;
        while (at_ != end_ && *at_ >= '0' && *at_ <= '9') at_++;
        return at_ != start;
    }

    /// RFC 8259, section 6; the value can be too large for any machine type.
    bool number() {
        if (at_ != end_ && *at_ == '-') at_++;
        if (at_ != end_ && *at_ == '0') {
            at_++;
        } else if (!digits()) {
            return false;
        }
        if (at_ != end_ && *at_ == '.') {
            at_++;
            if (!digits()) return false;
        }
        if (at_ != end_ && (*at_ == 'e' || *at_ == 'E')) {
            at_++;
            if (at_ != end_ && (*at_ == '+' || *at_ == '-')) at_++;
            if (!digits()) return false;
        }
        return true;
    }

    /// RFC 8259, section 7, from the first quotation mark; an escape may name half of a surrogate pair.
    bool text(bool &is_escaped) {
        at_++;
        for (;;) {
            skip_plain();
            if (at_ == end_) return false;
            const unsigned char c = *at_++;
            if (c == '"') return true;
            if (c != '\\') {
                if (c < 0x20) return false;
                continue;
            }
            is_escaped = true;
            if (!escape()) return false;
        }
    }

    bool escape() {
        if (at_ == end_) return false;
        switch (*at_++) {
            case '"': case '\\': case '/': case 'b': case 'f': case 'n': case 'r': case 't': return true;
            case 'u':
                for (int digit = 0; digit < 4; digit++) {
                    if (at_ == end_ || !is_hex(*at_)) return false;
                    at_++;
                }
                return true;
            default: return false;
        }
    }

    static bool is_hex(char c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
    }

    /// Goes on eight bytes at a time while there is no quotation mark, backslash or control character among them.
    ///
    /// Source: S. E. Anderson, "Bit Twiddling Hacks", "Determine if a word has a zero byte" and "… a byte less than n".
    void skip_plain() {
        constexpr uint64_t ones = 0x0101010101010101, tops = 0x8080808080808080;
        while (end_ - at_ >= 8) {
            uint64_t word;
            __builtin_memcpy(&word, at_, 8);
            const uint64_t quote = word ^ (ones * '"'), backslash = word ^ (ones * '\\');
            const uint64_t found = ((quote - ones) & ~quote) | ((backslash - ones) & ~backslash)
                                   | ((word - ones * 0x20) & ~word);
            if (found & tops) return;
            at_ += 8;
        }
    }
};

}  // namespace json

#endif

// The parts of RFC 8259 that are checked on the text itself: numbers too large for any machine type and escapes that
// name no Unicode character are still JSON, and must not make a whole page unreadable.

#ifndef TACHOGRAPH_GRAMMAR_HPP
#define TACHOGRAPH_GRAMMAR_HPP

#include <cctype>
#include <cstring>
#include <string_view>

namespace grammar {

inline bool is_space(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

inline std::string_view trimmed(std::string_view text) {
    while (!text.empty() && is_space(text.back())) text.remove_suffix(1);
    while (!text.empty() && is_space(text.front())) text.remove_prefix(1);
    return text;
}

inline bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// RFC 8259, section 6.
inline bool is_number(std::string_view token) {
    size_t at = 0;
    const auto digits = [&] {
        const size_t first = at;
        while (at < token.size() && is_digit(token[at])) at++;
        return at - first;
    };
    if (at < token.size() && token[at] == '-') at++;
    const bool leading_zero = at < token.size() && token[at] == '0';
    const size_t whole = digits();
    if (whole == 0 || (leading_zero && whole > 1)) return false;
    if (at < token.size() && token[at] == '.') {
        at++;
        if (digits() == 0) return false;
    }
    if (at < token.size() && (token[at] == 'e' || token[at] == 'E')) {
        at++;
        if (at < token.size() && (token[at] == '+' || token[at] == '-')) at++;
        if (digits() == 0) return false;
    }
    return at == token.size();
}

/// RFC 8259, section 7: a text whose escapes are well-formed although they name no Unicode character (a lone surrogate).
inline bool is_text(std::string_view token) {
    if (token.size() < 2 || token.front() != '"' || token.back() != '"') return false;
    for (size_t at = 1; at + 1 < token.size(); at++) {
        const auto c = static_cast<unsigned char>(token[at]);
        if (c < 0x20 || c == '"') return false;
        if (c != '\\') continue;
        at++;
        if (at + 1 >= token.size()) return false;
        if (token[at] == 'u') {
            for (int digit = 0; digit < 4; digit++) {
                at++;
                if (at + 1 >= token.size() || !std::isxdigit(static_cast<unsigned char>(token[at]))) return false;
            }
        } else if (std::strchr("\"\\/bfnrt", token[at]) == nullptr) {
            return false;
        }
    }
    return true;
}

}  // namespace grammar

#endif

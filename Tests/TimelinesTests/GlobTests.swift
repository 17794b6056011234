import DrawnTimelines
import TestSupport
import Testing
import Timelines

struct GlobTests {
    @Test(
        "a glob matches whole texts, a star any run and a question mark one character",
        arguments: [
            ("prod-*", "prod-", true), ("prod-*", "prod-web", true), ("prod-*", "preprod-web", false),
            ("*-db", "prod-db", true), ("*-db", "prod-db2", false), ("*", "", true), ("*", "any", true),
            ("", "", true), ("", "a", false), ("?", "", false), ("?", "a", true), ("?", "ab", false),
            ("a?c", "abc", true), ("a?c", "ac", false), ("**", "x", true), ("a**b", "ab", true),
            ("web", "web", true), ("web", "Web", false), ("[a]", "a", false), ("[a]", "[a]", true),
            ("a.c", "abc", false),
            ("a\\*", "a\\xyz", true), ("?", "👩‍👩‍👧", true), ("caf?", "cafe\u{301}", true), ("café", "cafe\u{301}", false),
            ("café", "café", true),
        ]
    )
    func wholeTexts(pattern: String, text: String, expected: Bool) {
        #expect(Glob(pattern).matches(text) == expected, "\(pattern) on \(text)")
    }

    @Test(
        "a star gives back what a later part needs",
        arguments: [
            ("*ab", "aab", true), ("*ab*ab", "abab", true), ("*ab*ab", "aba", false), ("a*b*c", "aXbXbXc", true),
            ("a*b*c", "aXbXbX", false), ("*a?b", "aab-axb", true), ("x*yy?", "xyyyyz", true),
        ]
    )
    func backtracking(pattern: String, text: String, expected: Bool) {
        #expect(Glob(pattern).matches(text) == expected, "\(pattern) on \(text)")
    }

    @Test("letter case counts unless told otherwise")
    func letterCase() {
        #expect(!Glob("Bot-*").matches("bot-1"))
        #expect(Glob("Bot-*", ignoringCase: true).matches("bOT-1"))
        #expect(Glob("ÄRGER?", ignoringCase: true).matches("ärgerX"))
    }

    @Test("many stars on a long text take no exponential time")
    func manyStars() {
        let pattern = Glob(String(repeating: "*a", count: 30) + "b")
        #expect(!pattern.matches(String(repeating: "a", count: 3_000)))
    }

    @Test("a glob agrees with its definition by recursion on random texts")
    func againstRecursion() {
        let seed: UInt64 = 20_261_109
        var random = SeededGenerator(seed: seed)
        for _ in 0..<5_000 {
            let pattern = String(
                (0..<Int.random(in: 0...7, using: &random)).map { _ in
                    "ab*?".randomElement(using: &random) ?? "*"
                }
            )
            let text = String(
                (0..<Int.random(in: 0...8, using: &random)).map { _ in
                    "ab".randomElement(using: &random) ?? "a"
                }
            )
            let expected = matchesByDefinition(Substring(pattern), Substring(text))
            #expect(Glob(pattern).matches(text) == expected, "seed \(seed): \(pattern) on \(text)")
        }
    }

    /// A star is nothing, or one character and the star again.
    private func matchesByDefinition(_ pattern: Substring, _ text: Substring) -> Bool {
        guard let first = pattern.first else { return text.isEmpty }
        let restOfPattern = pattern.dropFirst()
        switch first {
        case "*":
            return matchesByDefinition(restOfPattern, text)
                || !text.isEmpty && matchesByDefinition(pattern, text.dropFirst())
        case "?":
            return !text.isEmpty && matchesByDefinition(restOfPattern, text.dropFirst())
        default:
            return text.first == first && matchesByDefinition(restOfPattern, text.dropFirst())
        }
    }
}

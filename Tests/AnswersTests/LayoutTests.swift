import HostileText
import Testing
import Timelines

@testable import Rendering

@Suite struct AmountTests {
    @Test(
        "Percentages are rounded down, and 100% is all of it",
        arguments: [
            // 999 999 of 1 000 000 is 99.9999%.
            (999_999, 1_000_000, "99.99%"), (1_000_000, 1_000_000, "100%"), (0, 5, "0.00%"), (1, 3, "33.33%"),
            (2, 3, "66.66%"), (9_999, 10_000, "99.99%"), (1, 20, "5.00%"),
            // One millisecond down in a thousand containers' hundred years.
            (3_155_760_000_000_000 - 1, 3_155_760_000_000_000, "99.99%"),
            (Int64.max - 1, Int64.max, "99.99%"), (Int64.max, Int64.max, "100%"), (1, Int64.max, "0.00%"),
        ] as [(Int64, Int64, String)]
    )
    func percentages(part: Int64, whole: Int64, expected: String) {
        #expect(percentage(part, of: whole) == expected)
    }

    @Test("Of nothing there is no percentage")
    func noPercentage() {
        #expect(percentage(0, of: 0) == nil)
    }

    @Test(
        "A duration is told in its two largest units, finer ones left out",
        arguments: [
            (0, "0 s", "0 s"), (1, "1 ms", "1 ms"), (999, "999 ms", "999 ms"), (1_000, "1.0 s", "1.0 s"),
            (8_299, "8.2 s", "8.2 s"), (59_999, "59.9 s", "59.9 s"), (60_000, "1 min", "1 min (60 s)"),
            (125_999, "2 min 5 s", "2 min 5 s (125 s)"), (3_600_000, "1 h", "1 h (3,600 s)"),
            (3_720_000, "1 h 2 min", "1 h 2 min (3,720 s)"), (86_399_999, "23 h 59 min", "23 h 59 min (86,399 s)"),
            // 7 · 86 400 + 3 · 3 600 = 615 600
            (615_600_000, "7 d 3 h", "7 d 3 h (615,600 s)"),
            (100_000_000_000, "1,157 d 9 h", "1,157 d 9 h (100,000,000 s)"),
        ] as [(Int64, String, String)]
    )
    func durations(milliseconds: Int64, words: String, both: String) {
        #expect(TimeSpan(milliseconds: milliseconds).label.withPlainBlanks == words)
        #expect(TimeSpan(milliseconds: milliseconds).labelWithSeconds.withPlainBlanks == both)
    }

    @Test(
        "A short amount has one unit and at most three digits, rounded down",
        arguments: [
            (0, "0"), (999, "999 ms"), (1_000, "1 s"), (8_290, "8.2 s"), (59_999, "59.9 s"), (60_000, "1 min"),
            (7_199_999, "119 min"), (7_200_000, "2 h"), (40_400_000, "11.2 h"), (172_799_999, "47.9 h"),
            (172_800_000, "2 d"), (8_639_999_999, "99.9 d"), (8_640_000_000, "100 d"), (31_536_000_000, "365 d"),
        ]
    )
    func shortLabel(milliseconds: Int64, short: String) {
        #expect(TimeSpan(milliseconds: milliseconds).shortLabel.withPlainBlanks == short)
    }

    @Test("Text is wrapped at the width that is asked for, never inside a quantity")
    func width() {
        var page = TextPage()
        page.paragraph("one two three \(TimeSpan.minutes(125).label) four five six seven eight nine ten eleven twelve")
        let lines = page.text(style: TextStyle(width: 40)).split(separator: "\n").map(String.init)
        #expect(lines == ["one two three 2 h 5 min four five six", "seven eight nine ten eleven twelve"])
        #expect(TextStyle(width: 3).width == 40)
    }

    @Test("A part of a millisecond is not nothing, and no number of them is too large")
    func fractions() {
        #expect(label(milliseconds: 0.25).withPlainBlanks == "under 1 ms")
        #expect(label(milliseconds: 0).withPlainBlanks == "0 s")
        #expect(label(milliseconds: 1e300).withPlainBlanks == "46,296,296 d 7 h")
    }

    @Test("Numbers per day are rounded down, and what is more than none never looks like none")
    func decimals() {
        #expect(
            [0, 0.001, 0.01, 0.0769, 1.999, 1_234.5].map { decimal($0).withPlainBlanks } == [
                "0", "under 0.01", "0.01", "0.07", "1.99", "1,234.50",
            ]
        )
        #expect(decimal(1e15).withPlainBlanks == "over 999,999,999,999")
    }

    @Test("Thousands are grouped, and words follow their number")
    func grouping() {
        #expect([0, 999, 1_000, 1_234_567].map { grouped($0) } == ["0", "999", "1,000", "1,234,567"])
        #expect(grouped(-1_234) == "-1,234")
        #expect(counted(1, "entry", "entries").withPlainBlanks == "1 entry")
        #expect(counted(1_000, "entry", "entries").withPlainBlanks == "1,000 entries")
        #expect([[], ["a"], ["a", "b"], ["a", "b", "c"]].map(enumerated) == ["", "a", "a and b", "a, b and c"])
    }
}

@Suite struct WidthTests {
    @Test("Each character takes the columns that a terminal gives it", arguments: Array(RandomReports.widths))
    func width(character: Character, expected: Int) {
        #expect(String(character).neutralised.displayWidth == expected)
    }

    @Test("Decomposed Hangul, tall Hebrew and a cluster of letters take what they show")
    func clusters() {
        // A first consonant (2), its vowel and final consonant stand inside its square.
        #expect("\u{1112}\u{1161}\u{11AB}".displayWidth == 2)
        #expect("ש\u{5C1}\u{5BC}".displayWidth == 1)
        #expect("\r\n".neutralised == "␍␊")
        #expect("1\u{20E3}".displayWidth == 1)
        #expect("1\u{FE0F}\u{20E3}".displayWidth == 2)
    }

    @Test("What acts instead of showing is made visible")
    func neutral() {
        #expect("a\u{1B}[31mb\u{7}".neutralised == "a␛[31mb␇")
        #expect("\u{7F}\u{9B}\u{202E}\u{2028}\u{FEFF}\u{AD}".neutralised == "␡�����")
        #expect("a\u{200D}b".neutralised == "a�b")
        #expect("👩‍🚀".neutralised == "👩‍🚀")
        #expect("tab\there".neutralised == "tab␉here")
        // An emoji's parts are shown; the same characters without one to belong to hide something.
        #expect("👍\u{200D}".neutralised == "👍�")
        #expect("1\u{FE0F}\u{20E3}☺\u{FE0E}".neutralised == "1\u{FE0F}\u{20E3}☺\u{FE0E}")
        #expect("1\u{FE0F}".neutralised == "1�")
        #expect("a\u{E0041}\u{34F}\u{3164}\u{E0100}\u{2800}".neutralised == "a�����")
    }

    @Test("What begins a command in the log of a CI run is parted by a backslash")
    func commands() {
        #expect("::add-mask::x".neutralised == "\\::add-mask::x")
        #expect("a\u{3000} ::x".neutralised == "a\u{3000} \\::x")
        #expect("##[error]###vso[x]##TeamCity[y]".neutralised == "#\\#[error]##\\#vso[x]#\\#TeamCity[y]")
        // What is none stays as it is.
        for harmless in ["fe80::1", "Rails::stop", "a: b", "# 1 ## 2", "##", ":"] {
            #expect(harmless.neutralised == harmless)
        }
    }

    @Test("No text has a hidden character or a command left, at any width")
    func hostile() {
        for seed: UInt64 in 1...2_000 {
            var hostile = HostileText(seed: seed)
            let text = hostile.text(most: 12).neutralised
            for shown in [text] + [2, 7, 24].map({ text.shortened(to: $0) }) {
                #expect(hiddenCharacters(in: shown).isEmpty && commandLines(in: shown).isEmpty, "seed \(seed)")
            }
        }
    }

    @Test("A long text keeps its beginning and its end")
    func shortening() {
        // 10 columns: 5 before the dots, 1 for them, 4 behind.
        #expect("prod-payment-api-1".shortened(to: 10) == "prod-…pi-1")
        #expect("prod".shortened(to: 4) == "prod")
        #expect("prod".shortened(to: 1) == "…")
        #expect("prod".shortened(to: 0) == "")
        // A wide character is not halved: of the 4 columns before the dots two are used twice, of the 3 behind two once.
        #expect("界界界界界".shortened(to: 8) == "界界…界")
    }

    @Test("No shortened text is wider than asked for")
    func shorteningBound() {
        for seed: UInt64 in 1...120 {
            var random = RandomReports(seed: seed)
            let text = random.text().neutralised
            let width = Int(seed) % 60
            #expect(text.shortened(to: width).displayWidth <= width, "seed \(seed)")
        }
    }
}

@Suite struct TextTableTests {
    @Test("Columns are aligned by what is shown, and nothing trails")
    func alignment() {
        var table = TextTable([.init(title: "name"), .init(title: "n", alignment: .right)])
        table.add(["界", "5"])
        table.add(["abcde", "1,000"])
        #expect(table.lines(width: 100) == ["name       n", "界         5", "abcde  1,000"])
    }

    @Test("Where the room is short the widest flexible column gives")
    func fitting() {
        var table = TextTable([.init(title: "a", isFlexible: true), .init(title: "b")])
        table.add([String(repeating: "x", count: 30) + "yz", "1234"])
        // 20 columns: 4 for the number, 2 between, 14 for the name: 7, the dots, 6.
        #expect(table.lines(width: 20) == ["a               b", "xxxxxxx…xxxxyz  1234"])
    }
}

@Suite struct TextPageTests {
    /// Writes `words` behind a first word of every length, so that a line ends at each of their places once.
    private func expectWhole(_ words: String, at place: SourceLocation = #_sourceLocation) {
        for length in 1..<TextStyle.plain.width {
            var page = TextPage()
            page.paragraph("\(String(repeating: "x", count: length)) \(words) and more words")
            let isWhole = page.text().split(separator: "\n").contains { $0.contains(words.withPlainBlanks) }
            #expect(isWhole, "\(length) columns before: \(page.text())", sourceLocation: place)
        }
    }

    @Test("No line is broken inside a quantity or an instant, wherever it stands")
    func unbroken() {
        let span = TimeSpan.days(51) + .hours(3)
        expectWhole(span.label)
        expectWhole(span.seconds)
        expectWhole(span.labelWithSeconds)
        expectWhole(span.equation)
        expectWhole(label(milliseconds: 10_000))
        expectWhole(label(milliseconds: 0.5))
        expectWhole(decimal(0.001))
        expectWhole(counted(92, "downtime window"))
        expectWhole(quantity(4, "by recovery"))
        expectWhole(InstantStyle.utc.text(Fixture.monday))
        expectWhole(InstantStyleTests.berlin.fullText(Fixture.monday))
    }

    @Test("No-break blanks are shown as plain ones everywhere, and a name keeps its own blanks")
    func plainBlanks() {
        var page = TextPage()
        page.line("10 s".unbroken, isStrong: false)
        page.paragraph("10 s".unbroken + " of a\u{A0}b")
        var table = TextTable([.init(title: "")])
        table.add(["10 s".unbroken])
        page.table(table)
        #expect(page.text() == "10 s\n10 s of a\u{A0}b\n  10 s\n")
    }

    @Test("A foreign text can't bring a no-break blank of its own")
    func foreign() {
        #expect("a b".unbroken.neutralised.withPlainBlanks == "a␟b")
    }
}

@Suite struct InstantStyleTests {
    /// Central European time of 2026: summer time ends on 25 October at 01:00 UTC.
    static let berlin = InstantStyle(timezone: "Europe/Berlin") { instant in
        instant < Instant(milliseconds: 1_792_890_000_000) ? .hours(2) : .hours(1)
    }

    private func instant(_ text: String) throws -> Instant {
        try #require(Instant(iso8601: text))
    }

    @Test("An instant is told in local time")
    func local() throws {
        let berlin = InstantStyleTests.berlin
        #expect(try berlin.text(instant("2026-11-09T14:30:12.999Z")).withPlainBlanks == "2026-11-09 15:30:12")
        #expect(try berlin.text(instant("2026-07-01T22:30:00Z")).withPlainBlanks == "2026-07-02 00:30:00")
        #expect(
            try berlin.fullText(instant("2026-11-09T14:30:12Z")).withPlainBlanks
                == "2026-11-09 15:30:12 Europe/Berlin (UTC+01:00)"
        )
        let utc = InstantStyle.utc
        #expect(try utc.fullText(instant("2026-11-09T14:30:12Z")).withPlainBlanks == "2026-11-09 14:30:12 UTC")
    }

    @Test("An hour that the clocks show twice is told with its offset, the hours around it are not")
    func ambiguous() throws {
        // 00:30 UTC is 02:30 in summer time, 01:30 UTC is 02:30 in winter time.
        let shown = try [
            "2026-10-24T23:59:59Z", "2026-10-25T00:30:00Z", "2026-10-25T01:30:00Z", "2026-10-25T02:00:00Z",
        ]
        .map { try InstantStyleTests.berlin.text(instant($0)).withPlainBlanks }
        #expect(
            shown == [
                "2026-10-25 01:59:59", "2026-10-25 02:30:00 (UTC+02:00)", "2026-10-25 02:30:00 (UTC+01:00)",
                "2026-10-25 03:00:00",
            ]
        )
    }

    @Test("Offsets of half hours, of the west and with seconds are told whole")
    func offsets() {
        let at = Instant(milliseconds: 0)
        func offset(_ seconds: Int64) -> String {
            InstantStyle(timezone: "X") { _ in .seconds(seconds) }.fullText(at).withPlainBlanks
        }
        #expect(offset(19_800) == "1970-01-01 05:30:00 X (UTC+05:30)")
        #expect(offset(-12_600) == "1969-12-31 20:30:00 X (UTC-03:30)")
        #expect(offset(3_208) == "1970-01-01 00:53:28 X (UTC+00:53:28)")
    }
}

import Foundation
import Testing
import Timelines

@testable import Answers
@testable import Rendering

@Suite("A check for the places where it runs")
struct CheckFormatTests {
    /// A check of which every name is hostile.
    private static let hostile = CheckFixture.report(
        [CheckFixture.slower()] + CheckFixture.hostile.map { CheckFixture.slower(CheckFixture.group($0)) }
            + [CheckFixture.empty(CheckFixture.group("x<y>|\n"))]
    )

    // MARK: Markdown

    @Test("Markdown has the verdict as its title, a table of comparisons and one of budgets")
    func markdown() {
        #expect(
            CheckFixture.whole.markdown() == """
                ### ❌ tacho check: regression

                Regression: start latency rose by 2.5 s, 25.0% of the median before; it rose in 1 of 2 servers, most in \
                node-us (by 3.0 s, 30.0% of the median before); 1 of 3 budgets is not kept: min-availability (99.49%, at \
                least 99.5%).

                - Candidate: 2026-11-09 00:00:00 to 2026-11-16 00:00:00, UTC, 24 containers
                - Baseline: 2026-11-02 00:00:00 to 2026-11-09 00:00:00

                | server | samples | before | after | change | 95% confidence | p | verdict |
                | :--- | ---: | ---: | ---: | ---: | :--- | ---: | :--- |
                | all | 12, 12 | 10.0 s | 12.5 s | +2.5 s (+25.0%) | +2.0 s to +3.0 s | 0.0499 | **regression** |
                | node-us | 12, 12 | 10.0 s | 13.0 s | +3.0 s (+30.0%) | +2.5 s to +3.5 s | 0.0499 | **regression** |
                | node-eu | 12, 12 | 10.0 s | 10.1 s | +100 ms (+1.0%) | -400 ms to +600 ms | 0.7000 | pass |

                Before and after are medians (p50). The change is the Hodges–Lehmann shift, p is of the two-sided \
                Mann–Whitney test, of groups after Holm's correction. A regression has p below 0.05 and a rise of more than \
                5% of the median before.

                Too few samples to judge (at least 10 a side); not part of the verdict: (unknown) (9, 0).

                | budget | limit | figure | verdict |
                | :--- | ---: | ---: | :--- |
                | max-p95 | at most 15.0 s | 12.5 s | kept |
                | min-availability | at least 99.5% | 99.49% | **not kept** |
                | max-p99 | at most 20.0 s | too few samples | **inconclusive** |

                Computed from a log of 1,234 records, root hash `BwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwc=`.

                """
        )
    }

    @Test("nothing in a name is Markdown")
    func markdownNames() {
        #expect("a|b\nc".markdownEscaped == "a&#124;b␊c")
        #expect("<b>&amp;".markdownEscaped == "&lt;b&gt;&amp;amp;")
        #expect("`x` *y* _z_ [a](b) ~s~ $m$".markdownEscaped == "\\`x\\` \\*y\\* \\_z\\_ \\[a\\](b) \\~s\\~ \\$m\\$")
        #expect(
            "http://x.example :tada: @all www.x.example".markdownEscaped
                == "http&#58;//x.example &#58;tada: @<!-- -->all www&#46;x.example"
        )
        #expect("at 10:30: it".markdownEscaped == "at 10:30: it")
        let rows = Self.hostile.markdown().split(separator: "\n").filter { $0.hasPrefix("|") }
        // The titles, the line below them, the pooled comparison and the groups.
        #expect(rows.count == 3 + CheckFixture.hostile.count)
        for row in rows { #expect(row.count { $0 == "|" } == 9, "\(row)") }
        #expect(!Self.hostile.markdown().contains("<script"))
    }

    @Test("a job summary stays within its limit: the worst groups stay, what is left out is counted")
    func markdownLimit() {
        let groups = (1...12_000).map { number in
            CheckFixture.slower(CheckFixture.group("a server with a name of some length \(number)"), by: Double(number))
        }
        let report = CheckFixture.report([CheckFixture.slower()] + groups)
        let text = report.markdown()
        #expect(text.utf8.count <= 1_000_000)
        #expect(text.utf8.count > 900_000)
        #expect(text.contains("length 12000 |"))
        #expect(!text.contains("length 1 |"))
        let rows = text.split(separator: "\n").filter { $0.contains("| a server") }.count
        #expect(
            text.contains("\nLeft out to stay within what a job summary can hold: \(grouped(12_000 - rows)) groups.\n")
        )
        for limit in [2_000, 5_000, 50_000] {
            #expect(report.markdown(instants: .utc, limit: limit).utf8.count <= limit)
        }
    }

    // MARK: JUnit

    @Test("JUnit has a case for coverage, each comparison that decides and each budget, and skips none")
    func junit() {
        #expect(
            CheckFixture.whole.junit() == """
                <?xml version="1.0" encoding="UTF-8"?>
                <testsuites name="tacho check" tests="7" failures="3" errors="1">
                  <testsuite name="tacho check" tests="7" failures="3" errors="1" skipped="0">
                    <testcase classname="tacho.check.coverage" name="covered to the end"/>
                    <testcase classname="tacho.check.start latency" name="all">
                      <failure type="regression" message="10.0 s before (12 samples), 12.5 s after (12): +2.5 s (+25.0%), \
                95% interval +2.0 s to +3.0 s, p 0.0499"/>
                      <system-out>10.0 s before (12 samples), 12.5 s after (12): +2.5 s (+25.0%), 95% interval +2.0 s to \
                +3.0 s, p 0.0499</system-out>
                    </testcase>
                    <testcase classname="tacho.check.start latency by server" name="node-us">
                      <failure type="regression" message="10.0 s before (12 samples), 13.0 s after (12): +3.0 s (+30.0%), \
                95% interval +2.5 s to +3.5 s, p 0.0499"/>
                      <system-out>10.0 s before (12 samples), 13.0 s after (12): +3.0 s (+30.0%), 95% interval +2.5 s to \
                +3.5 s, p 0.0499</system-out>
                    </testcase>
                    <testcase classname="tacho.check.start latency by server" name="node-eu">
                      <system-out>10.0 s before (12 samples), 10.1 s after (12): +100 ms (+1.0%), 95% interval -400 ms to \
                +600 ms, p 0.7000</system-out>
                    </testcase>
                    <testcase classname="tacho.check.budgets" name="max-p95">
                      <system-out>12.5 s, at most 15.0 s</system-out>
                    </testcase>
                    <testcase classname="tacho.check.budgets" name="min-availability">
                      <failure type="budget" message="99.49%, at least 99.5%"/>
                      <system-out>99.49%, at least 99.5%</system-out>
                    </testcase>
                    <testcase classname="tacho.check.budgets" name="max-p99">
                      <error type="inconclusive" message="too few samples, at most 20.0 s"/>
                      <system-out>too few samples, at most 20.0 s</system-out>
                    </testcase>
                    <system-out>Regression: start latency rose by 2.5 s, 25.0% of the median before; it rose in 1 of 2 \
                servers, most in node-us (by 3.0 s, 30.0% of the median before); 1 of 3 budgets is not kept: min-availability \
                (99.49%, at least 99.5%). Too few samples to judge; not part of the verdict: (unknown) \
                (9, 0). Candidate: 2026-11-09 00:00:00 to 2026-11-16 00:00:00, UTC. Baseline: 2026-11-02 00:00:00 to \
                2026-11-09 00:00:00. Log: 1,234 records, root hash BwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwc=.</system-out>
                  </testsuite>
                </testsuites>

                """
        )
    }

    @Test("a run that does not pass has a failure or an error, and one that passes has neither")
    func junitAgrees() {
        let stale = [StaleContainer(id: Fixture.id(1), name: "prod", coveredUntil: Fixture.monday)]
        let reports = [
            CheckFixture.report([CheckFixture.same()]), CheckFixture.report([CheckFixture.empty()]),
            CheckFixture.report([CheckFixture.faster()]), CheckFixture.report([CheckFixture.slower()]),
            CheckFixture.report([CheckFixture.same()], stale: stale),
            CheckFixture.report(budgets: [CheckFixture.budget(.maxP50, 1, nil)]),
            CheckFixture.report(budgets: [CheckFixture.budget(.maxP50, 1, 2)]),
        ]
        for report in reports {
            let xml = report.junit()
            let isGreen = !xml.contains("<failure") && !xml.contains("<error")
            #expect(isGreen == (report.figures.verdict == .pass), "\(report.figures.verdict)")
            #expect(!xml.contains("<skipped"))
        }
        #expect(
            reports[4].junit().contains(
                "<error type=\"stale\" message=\"1 container not covered to the end of a range: prod until 2026-11-09 "
                    + "00:00:00\"/>"
            )
        )
    }

    @Test("JUnit stays well formed whatever a name holds, and an independent reader finds the names in it")
    func junitNames() throws {
        #expect(XMLText.escaped("a<b>&\"'\n\u{1B}\u{FFFE}") == "a&lt;b&gt;&amp;&quot;&apos;␊␛\u{FFFD}")
        let program = """
            import sys, xml.etree.ElementTree as tree
            root = tree.fromstring(sys.stdin.buffer.read())
            names = [case.get("name") for case in root.iter("testcase")]
            sys.stdout.buffer.write("\\n".join(names).encode())
            """
        let output = try Python.run(program, input: Array(Self.hostile.junit().utf8))
        let names = String(decoding: output, as: UTF8.self).split(separator: "\n").map(String.init)
        #expect(names.count == 2 + CheckFixture.hostile.count)
        #expect(names.contains("<script>alert(1)</script>"))
        #expect(names.contains("]]>&\"'"))
        #expect(names.contains("100%0A::error::owned"))
    }

    // MARK: Annotations

    @Test("annotations begin with the verdict; then come what is slower, budgets, and what is faster")
    func annotations() {
        #expect(
            CheckFixture.whole.annotations() == """
                ::error title=tacho check%3A regression::Regression: start latency rose by 2.5 s, 25.0%25 of the median \
                before; it rose in 1 of 2 servers, most in node-us (by 3.0 s, 30.0%25 of the median before); 1 of 3 budgets \
                is not kept: min-availability (99.49%25, at least 99.5%25).
                ::error title=start latency%2C all%3A regression::10.0 s before (12 samples), 12.5 s after (12): +2.5 s \
                (+25.0%25), 95%25 interval +2.0 s to +3.0 s, p 0.0499
                ::error title=start latency%2C node-us%3A regression::10.0 s before (12 samples), 13.0 s after (12): +3.0 s \
                (+30.0%25), 95%25 interval +2.5 s to +3.5 s, p 0.0499
                ::error title=budget min-availability%3A not kept::99.49%25, at least 99.5%25
                ::error title=budget max-p99%3A inconclusive::too few samples, at most 20.0 s

                """
        )
        let pass = CheckFixture.report([CheckFixture.faster()]).annotations()
        #expect(
            pass == """
                ::notice title=tacho check%3A pass::Pass: start latency fell by 1.0 s, 10.0%25 of the median before.
                ::notice title=start latency%2C all%3A improvement::10.0 s before (12 samples), 9.0 s after (12): -1.0 s \
                (-10.0%25), 95%25 interval -1.5 s to -500 ms, p 0.0010

                """
        )
    }

    @Test("there never are more than ten, the worst of them, and the last counts the others")
    func annotationLimit() {
        let groups = (1...30).map { CheckFixture.slower(CheckFixture.group("s\($0)"), by: Double($0) * 100) }
        let lines = CheckFixture.report([CheckFixture.slower()] + groups).annotations().split(separator: "\n")
        #expect(lines.count == 10)
        #expect(lines[2].contains("start latency%2C s30%3A"))
        // 32 in all: the verdict, the pooled comparison and 30 groups; nine are shown.
        #expect(lines[9].hasSuffix("::23 more findings are not shown here; --format text and json have them."))
        let ten = CheckFixture.report([CheckFixture.slower()] + groups.prefix(8)).annotations()
        #expect(ten.split(separator: "\n").count == 10)
        #expect(!ten.contains("not shown here"))
    }

    @Test("no name begins a command of its own or ends the one that it is in")
    func annotationNames() {
        for name in CheckFixture.hostile {
            let report = CheckFixture.report([CheckFixture.slower(), CheckFixture.slower(CheckFixture.group(name))])
            let lines = report.annotations().split(separator: "\n", omittingEmptySubsequences: false)
            #expect(lines.count == 4 && lines.last == "", "\(name)")
            for line in lines.dropLast() {
                let title = line.dropFirst("::error title=".count).prefix { $0 != ":" }
                #expect(line.hasPrefix("::error title="))
                // Two colons end the title, and none stands in it.
                #expect(line.dropFirst("::error title=".count + title.count).hasPrefix("::"), "\(line)")
                #expect(!title.contains(","))
                #expect(!line.contains("%0A::error::owned"))
            }
        }
    }
}

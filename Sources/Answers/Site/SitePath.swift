internal import Periods
internal import Rendering
internal import Timelines
internal import Transparency

/// The names of the files of an archive. They are stable: what they name has the same one in every run.
enum SitePath {
    static let index = "index.html"
    static let feed = "feed.xml"

    /// `weeks/2026-W46.html`, `months/2026-11.html`; nil for a range that is neither.
    static func page(of range: ReportRange) -> String? {
        range.code.map { ($0.contains("W") ? "weeks/" : "months/") + $0 + ".html" }
    }

    /// `containers/6a016b798f1e4c65ad566c55.html`.
    static func page(of container: ContainerID) -> String { "containers/\(name(of: container.text)).html" }

    /// `outages/2026-11-13T164214.507Z-prod.html`.
    static func page(of outage: Outage) -> String {
        "outages/\(outage.start.iso8601.replacing(":", with: ""))-\(name(of: outage.group)).html"
    }

    /// `prod.svg`.
    static func badge(of group: String) -> String { "\(name(of: group)).svg" }

    /// The text itself if it can be a part of a file's name everywhere, else digits of its hash. Letter case counts for nothing in the
    /// file systems of some machines.
    static func name(of text: String) -> String {
        let isPlain =
            1...64 ~= text.utf8.count
            && text.utf8.allSatisfy { byte in
                switch byte {
                case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"),
                    UInt8(ascii: "_"):
                    true
                default: false
                }
            } && !text.hasPrefix("x-")
        return isPlain ? text : "x-" + hash(of: text).hexadecimal.prefix(24)
    }

    /// A name for the whole world that follows from what it names (RFC 9562, version 8).
    static func urn(of text: String) -> String {
        var bytes = Array(hash(of: text).bytes.prefix(16))
        bytes[6] = bytes[6] & 0x0f | 0x80
        bytes[8] = bytes[8] & 0x3f | 0x80
        let digits = bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }
        let parts = [digits[0..<4], digits[4..<6], digits[6..<8], digits[8..<10], digits[10..<16]]
        return "urn:uuid:" + parts.map { $0.joined() }.joined(separator: "-")
    }

    private static func hash(of text: String) -> LogHash { Array(text.utf8).withUnsafeBytes { LogHash(of: $0) } }
}

/// Which containers and outages have pages of their own, for the pages that lead to them.
struct SiteLinks {
    /// From the folder of the page to that of the archive: empty or `../`.
    let root: String
    let containers: Set<ContainerID>
    /// The paths of their pages.
    let outages: Set<String>

    func path(of container: ContainerID) -> String? {
        containers.contains(container) ? root + SitePath.page(of: container) : nil
    }

    func path(of outage: Outage) -> String? {
        let path = SitePath.page(of: outage)
        return outages.contains(path) ? root + path : nil
    }
}

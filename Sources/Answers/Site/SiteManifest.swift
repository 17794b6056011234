internal import Foundation
internal import Rendering
package import Timelines
internal import Transparency

/// What `site.json` in the folder of an archive says: which files were written there, and from what.
package struct SiteManifest: Hashable, Sendable {
    package static let schema = "tachograph.site/1"
    package static let fileName = "site.json"

    package struct Page: Hashable, Sendable {
        /// From the folder of the archive.
        package var path: String
        /// Of its bytes, in hex.
        package var hash: String
        /// Whether what it tells of was over and known, so that it is not written again.
        package var isFinal: Bool
        /// The log that it was made from.
        package var log: LogState
        /// The SHA-256 of the configuration that it was made with, in hex; nil without one.
        package var configurationHash: String?
        /// The zone of its dates, weeks and months; nil where an earlier version wrote it.
        package var timezone: String?

        package init(_ page: SitePage, _ bytes: [UInt8], of site: Site) {
            path = page.path
            hash = SiteManifest.hash(of: bytes)
            isFinal = page.isFinal
            log = site.log
            configurationHash = site.configurationHash
            timezone = site.timezone
        }
    }

    /// By path.
    package var pages: [String: Page] = [:]

    package init() {}

    package static func hash(of bytes: [UInt8]) -> String { bytes.withUnsafeBytes { LogHash(of: $0).hexadecimal } }

    /// The file, with its pages in the order of their paths.
    package func json() -> [UInt8] {
        var text = JSONText()
        Shapes.siteManifest.write(self, to: &text)
        text.endLine()
        return text.bytes
    }
}

extension Shapes {
    static let siteManifest = Shape<SiteManifest>(fields: [
        .constant("schema", SiteManifest.schema),
        .jsonOnly("pages", .list(sitePage.schema)) { manifest, text in
            text.array(manifest.pages.values.sorted { $0.path < $1.path }) { sitePage.write($0, to: &$1) }
        },
    ])

    private static let sitePage = Shape<SiteManifest.Page>(
        "page",
        fields: [
            .text("path", "From the folder of the archive.") { $0.path },
            .text("sha256", "Of its bytes, in hex.") { $0.hash },
            .flag("final", "Whether what it tells of was over and known, so that it is not written again.") {
                $0.isFinal
            },
            .object("log", log) { $0.log },
            .text("config_sha256", "Of the configuration that it was made with, in hex; null without one.") {
                $0.configurationHash
            },
            .text("timezone", "The zone of its dates, weeks and months; null where an earlier version wrote it.") {
                $0.timezone
            },
        ]
    )
}

// MARK: Reading

extension SiteManifest {
    /// Reads `site.json`.
    ///
    /// Throws: `Mistake`, with what is wrong in it.
    package init(contents: [UInt8]) throws(Mistake) {
        let document: Document
        do {
            document = try JSONDecoder().decode(Document.self, from: Data(contents))
        } catch {
            throw Mistake(message: "it is no list of an archive's pages, or cut off")
        }
        guard document.schema == Self.schema else {
            throw Mistake(message: "it is of “\(document.schema)”, and this tacho reads \(Self.schema)")
        }
        for page in document.pages {
            guard Self.isPath(page.path) else { throw Mistake(message: "“\(page.path)” is no page of an archive") }
            guard pages[page.path] == nil else { throw Mistake(message: "\(page.path) is in it twice") }
            guard let root = Data(base64Encoded: page.log.root), root.count == 32, page.log.size >= 0 else {
                throw Mistake(message: "the log of \(page.path) has no size and root hash")
            }
            pages[page.path] = Page(page, LogState(size: page.log.size, root: Array(root)))
        }
    }

    /// Why it can't be used.
    package struct Mistake: Error {
        package let message: String
    }

    /// Whether it is a path as pages have it: within the folder, whatever it is joined to.
    private static func isPath(_ path: String) -> Bool {
        let parts = path.split(separator: "/", omittingEmptySubsequences: false)
        let isPlain = parts.allSatisfy { part in
            !part.isEmpty && !part.hasPrefix(".") && part.utf8.count <= 200
                && part.utf8.allSatisfy { byte in
                    switch byte {
                    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"),
                        UInt8(ascii: "."):
                        true
                    default: false
                    }
                }
        }
        return isPlain && parts.count <= 2 && path != fileName
            && [".html", ".svg", ".xml"].contains { path.hasSuffix($0) }
    }

    private struct Document: Decodable {
        var schema: String
        var pages: [PageDocument]
    }

    fileprivate struct PageDocument: Decodable {
        struct Log: Decodable {
            var size: Int64
            var root: String
        }

        var path: String
        var sha256: String
        var final: Bool
        var log: Log
        var config_sha256: String?
        var timezone: String?
    }
}

extension SiteManifest.Page {
    fileprivate init(_ page: SiteManifest.PageDocument, _ log: LogState) {
        path = page.path
        hash = page.sha256
        isFinal = page.final
        self.log = log
        configurationHash = page.config_sha256
        timezone = page.timezone
    }
}

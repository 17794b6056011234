#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// The certificate authorities that may certify the API's server.
package struct TrustedAuthorities: Hashable, Sendable {
    /// A file of certificates in PEM; nil for the machine's own.
    let file: String?
    /// A directory of certificates, named by their hashes; nil for the machine's own.
    let directory: String?
    /// Whether what is nil above is left out altogether.
    let isExclusive: Bool

    /// Those of the machine.
    package static let builtIn = TrustedAuthorities(file: nil, directory: nil, isExclusive: false)
}

extension TrustedAuthorities {
    /// Those in `file` (`--ca-file`) and no others; without it, those that `environment` names in place of the machine's own,
    /// `SSL_CERT_FILE` and `SSL_CERT_DIR`, else `CURL_CA_BUNDLE`, which plain HTTP does not need.
    ///
    /// - Throws: if a file can't be read or contains no certificate, or none of the named directories exists.
    package init(
        file: String?,
        for baseURL: BaseURL,
        in environment: [String: String]
    ) throws(StatusAPIError) {
        let isAsked = baseURL.origin.scheme == "https"
        func value(_ name: String) -> String? { environment[name].flatMap { !isAsked || $0.isEmpty ? nil : $0 } }
        if let file {
            try TrustedAuthorities.check(file: file, namedBy: "--ca-file")
            self.init(file: file, directory: nil, isExclusive: true)
        } else if value("SSL_CERT_FILE") != nil || value("SSL_CERT_DIR") != nil {
            let (file, directory) = (value("SSL_CERT_FILE"), value("SSL_CERT_DIR"))
            if let file { try TrustedAuthorities.check(file: file, namedBy: "SSL_CERT_FILE") }
            if let directory { try TrustedAuthorities.check(directory: directory, namedBy: "SSL_CERT_DIR") }
            self.init(file: file, directory: directory, isExclusive: false)
        } else if let bundle = value("CURL_CA_BUNDLE") {
            try TrustedAuthorities.check(file: bundle, namedBy: "CURL_CA_BUNDLE")
            self.init(file: bundle, directory: nil, isExclusive: false)
        } else {
            self = .builtIn
        }
    }

    private static func check(file: String, namedBy name: String) throws(StatusAPIError) {
        var isDirectory = false
        guard FileManager.default.fileExists(atPath: file, isDirectory: &isDirectory) else {
            throw error(name, file, "there is no such file")
        }
        guard !isDirectory, let type = fileType(file), type == .typeRegular else {
            throw error(name, file, "it is not a regular file")
        }
        guard let contents = FileManager.default.contents(atPath: file) else {
            throw error(name, file, "it can't be read")
        }
        guard contents.contains("-----BEGIN ".utf8), contents.contains("CERTIFICATE-----".utf8) else {
            throw error(name, file, "it contains no certificate in PEM")
        }
    }

    /// Nil where its attributes can't be read.
    private static func fileType(_ path: String) -> FileAttributeType? {
        let target = URL(filePath: path).resolvingSymlinksInPath().path
        return (try? FileManager.default.attributesOfItem(atPath: target))?[.type] as? FileAttributeType
    }

    /// Like `PATH`, it can name several.
    private static func check(directory: String, namedBy name: String) throws(StatusAPIError) {
        let isUsable = directory.split(separator: ":").contains { path in
            var isDirectory = false
            return FileManager.default.fileExists(atPath: String(path), isDirectory: &isDirectory) && isDirectory
        }
        guard isUsable else { throw error(name, directory, "it is not a directory") }
    }

    private static func error(_ name: String, _ path: String, _ reason: String) -> StatusAPIError {
        StatusAPIError(
            code: .authorities,
            message: "\(path): the certificates of \(name) can't be used: \(reason)",
            hint: "give a file that contains the authority's certificate in PEM"
        )
    }
}

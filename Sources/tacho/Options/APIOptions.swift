internal import ArgumentParser
internal import Files
internal import Foundation
internal import StatusAPI
internal import Timelines

/// Where the API is and how it is asked.
struct APIOptions: ParsableArguments {
    @Option(name: .long, help: ArgumentHelp("The API's address. (env: HOODY_BASE_URL)", valueName: "url"))
    private var baseURL: String?

    @Option(
        name: .long,
        help: ArgumentHelp("File that holds the token; - for standard input. (env: HOODY_TOKEN)", valueName: "file")
    )
    private var tokenFile: String?

    @Option(
        name: .customLong("ca-file"),
        help: ArgumentHelp(
            "Trust only the certificate authorities in this file. (env: SSL_CERT_FILE, SSL_CERT_DIR, CURL_CA_BUNDLE)",
            valueName: "file"
        )
    )
    private var authorities: String?

    @Flag(
        name: .customLong("insecure-http"),
        help: "Allow plain HTTP to another machine; others on the network can read the token."
    )
    private var allowsClearText = false

    @Option(name: .long, help: ArgumentHelp("List the containers of this realm.", valueName: "id"))
    private var realm: String?

    @Option(name: .long, help: ArgumentHelp("Time limit of a request.", valueName: "span"))
    private var timeout: SpanText = "60s"

    /// A client of the API that the options name; the token is read now.
    func client(
        now: @escaping @Sendable () -> Instant,
        observe: @escaping @Sendable (RequestAttempt) -> Void = { _ in }
    ) throws -> StatusAPIClient {
        guard let address = baseURL ?? environment("HOODY_BASE_URL") else {
            throw Failure.usage(
                "no API is named; give its address by --base-url or HOODY_BASE_URL, such as https://api.hoody.icu"
            )
        }
        let environment = ProcessInfo.processInfo.environment
        let url = try BaseURL(address, allowingClearText: allowsClearText)
        let settings = StatusAPISettings(
            baseURL: url,
            token: try token(),
            realm: realm,
            proxy: try ProxyAddress(for: url, in: environment),
            authorities: try TrustedAuthorities(file: authorities, for: url, in: environment),
            timeout: try timeout.span(of: "--timeout"),
            now: now,
            observe: observe
        )
        return try StatusAPIClient(settings: settings)
    }

    /// What no result is written over.
    var files: ProtectedFiles { ProtectedFiles(tokenFile, "the token") }

    private func token() throws -> BearerToken {
        // A crash must not leave it on the disk.
        forbidCoreDumps()
        if let tokenFile { return try token(in: tokenFile) }
        guard let token = environment("HOODY_TOKEN") else {
            throw Failure.usage("no token is given; put it into HOODY_TOKEN, or into a file named by --token-file")
        }
        return try BearerToken(token)
    }

    private func token(in file: String) throws -> BearerToken {
        let input = try InputFile(
            file,
            what: "the token",
            limit: APIOptions.longestToken,
            advice: "name it by --token-file"
        )
        let text = String(decoding: input.bytes, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)
        let token = try BearerToken(text)
        input.warnIfOpenToOthers(file, "this token")
        return token
    }

    private static let longestToken = 64 << 10
}

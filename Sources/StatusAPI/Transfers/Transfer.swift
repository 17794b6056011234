import CCurl
import Timelines

/// One running request: a libcurl handle, what it has received so far, and the task that waits for the response.
///
/// It is used by the loop's thread alone, and the handle has a pointer to it until `finish` resets the handle.
final class Transfer {
    let easy: UnsafeMutableRawPointer
    private let waiting: CheckedContinuation<Result<TransferResponse, TransferFailure>, Never>
    private let headerList: UnsafeMutablePointer<curl_slist>?
    private let errorText: UnsafeMutablePointer<CChar>
    private let bodyLimit: Int
    private var body: [UInt8] = []
    private var tooLarge = false
    private var fields = ResponseFields()

    /// Prepares `easy`, a handle without options, for `request`.
    init(
        _ request: TransferRequest,
        on easy: UnsafeMutableRawPointer,
        waiting: CheckedContinuation<Result<TransferResponse, TransferFailure>, Never>
    ) {
        self.easy = easy
        self.waiting = waiting
        bodyLimit = request.bodyLimit
        errorText = .allocate(capacity: Int(CURL_ERROR_SIZE))
        errorText.initialize(repeating: 0, count: Int(CURL_ERROR_SIZE))
        let headers = [request.settings.token.headerLine, "Accept: application/json", "User-Agent: tachograph"]
        headerList = headers.reduce(nil) { list, line in ccurl_slist_append(list, line) }
        setOptions(request)
    }

    deinit {
        ccurl_slist_free_all(headerList)
        errorText.deallocate()
    }

    private func setOptions(_ request: TransferRequest) {
        let context = Unmanaged.passUnretained(self).toOpaque()
        _ = ccurl_set_text(easy, CURLOPT_URL, request.url)
        _ = ccurl_allow_http_only(easy)
        _ = ccurl_set_long(easy, CURLOPT_NOSIGNAL, 1)
        _ = ccurl_set_long(easy, CURLOPT_FOLLOWLOCATION, 0)
        _ = ccurl_set_long(easy, CURLOPT_CONNECTTIMEOUT_MS, Int(request.settings.connectTimeout.milliseconds))
        _ = ccurl_set_long(easy, CURLOPT_TIMEOUT_MS, Int(request.settings.timeout.milliseconds))
        _ = ccurl_set_size(easy, CURLOPT_MAXFILESIZE_LARGE, curl_off_t(request.bodyLimit))
        // Everything that this libcurl can decompress.
        _ = ccurl_set_text(easy, CURLOPT_ACCEPT_ENCODING, "")
        _ = ccurl_set_long(easy, CURLOPT_HTTP_VERSION, Int(CURL_HTTP_VERSION_2TLS))
        _ = ccurl_set_context(easy, CURLOPT_ERRORBUFFER, errorText)
        // Only our own header carries credentials: no .netrc is read. A proxy does not see the header, and plain HTTP never uses
        // a proxy.
        _ = ccurl_set_long(easy, CURLOPT_NETRC, Int(CURL_NETRC_IGNORED.rawValue))
        _ = ccurl_set_long(easy, CURLOPT_HEADEROPT, Int(CURLHEADER_SEPARATE))
        _ = ccurl_set_list(easy, CURLOPT_HTTPHEADER, headerList)
        if request.url.hasPrefix("https:") {
            _ = ccurl_set_long(easy, CURLOPT_HTTPPROXYTUNNEL, 1)
            _ = ccurl_set_long(easy, CURLOPT_SUPPRESS_CONNECT_HEADERS, 1)
            // Rather one more stream on an HTTP/2 connection than one more connection.
            _ = ccurl_set_long(easy, CURLOPT_PIPEWAIT, 1)
            trust(request.settings.authorities)
        }
        // Always set, or libcurl would look into the environment itself; an empty text means none.
        _ = ccurl_set_text(easy, CURLOPT_PROXY, request.settings.proxy?.text ?? "")
        _ = ccurl_set_context(easy, CURLOPT_WRITEDATA, context)
        _ = ccurl_set_data_callback(easy, CURLOPT_WRITEFUNCTION) { bytes, size, count, context in
            Transfer.at(context)?.receiveBody(UnsafeRawBufferPointer(start: bytes, count: size * count)) ?? 0
        }
        _ = ccurl_set_context(easy, CURLOPT_HEADERDATA, context)
        _ = ccurl_set_data_callback(easy, CURLOPT_HEADERFUNCTION) { bytes, size, count, context in
            Transfer.at(context)?.receiveHeader(UnsafeRawBufferPointer(start: bytes, count: size * count)) ?? 0
        }
    }

    /// What is not set is what libcurl was built with; nil switches that off.
    private func trust(_ authorities: TrustedAuthorities) {
        if authorities.file != nil || authorities.isExclusive {
            _ = ccurl_set_text(easy, CURLOPT_CAINFO, authorities.file)
            _ = ccurl_set_text(easy, CURLOPT_PROXY_CAINFO, authorities.file)
        }
        if authorities.directory != nil || authorities.isExclusive {
            _ = ccurl_set_text(easy, CURLOPT_CAPATH, authorities.directory)
            _ = ccurl_set_text(easy, CURLOPT_PROXY_CAPATH, authorities.directory)
        }
    }

    private static func at(_ context: UnsafeMutableRawPointer?) -> Transfer? {
        context.map { Unmanaged<Transfer>.fromOpaque($0).takeUnretainedValue() }
    }

    /// How many bytes were accepted; fewer than there are make libcurl give up.
    private func receiveBody(_ bytes: UnsafeRawBufferPointer) -> Int {
        guard body.count + bytes.count <= bodyLimit else {
            tooLarge = true
            return 0
        }
        // A large body gets all its room at once: to grow by doubling would hold it twice.
        if body.count + bytes.count > LargeBodies.smallBody { body.reserveCapacity(bodyLimit) }
        body.append(contentsOf: bytes)
        return bytes.count
    }

    private func receiveHeader(_ bytes: UnsafeRawBufferPointer) -> Int {
        fields.take(line: bytes)
        return bytes.count
    }

    /// Hands the response to the waiting task, after libcurl ended with `code`.
    func finish(_ code: CURLcode) {
        guard code == CURLE_OK else {
            return finish(.failure(failure(code)))
        }
        var status = 0
        _ = ccurl_get_long(easy, CURLINFO_RESPONSE_CODE, &status)
        var redirect: UnsafeMutablePointer<CChar>?
        _ = ccurl_get_text(easy, CURLINFO_REDIRECT_URL, &redirect)
        finish(
            .success(
                TransferResponse(
                    status: status,
                    body: body,
                    date: fields.date,
                    retryAfter: fields.retryAfter,
                    redirect: redirect.map { String(cString: $0) }
                )
            )
        )
    }

    func finish(_ result: Result<TransferResponse, TransferFailure>) {
        // The handle goes back to the pool: nothing in it may point here any more.
        ccurl_easy_reset(easy)
        waiting.resume(returning: result)
    }

    private func failure(_ code: CURLcode) -> TransferFailure {
        if tooLarge || code == CURLE_FILESIZE_EXCEEDED { return .tooLarge }
        let detail = String(cString: errorText)
        let text = detail.isEmpty ? String(cString: ccurl_easy_strerror(code)) : detail
        if code == CURLE_PEER_FAILED_VERIFICATION { return .distrusted(text, certificateFault) }
        return hopelessCodes.contains(code.rawValue) ? .hopeless(text) : .broken(text)
    }

    /// By the numbers of X.509 verification. A wrong host name is found before that verification, whose result is then still 0
    /// or libcurl's initial 1.
    private var certificateFault: CertificateFault {
        var result = 0
        _ = ccurl_get_long(easy, CURLINFO_SSL_VERIFYRESULT, &result)
        return switch result {
        case 0, 1, 62: .otherHost
        case 9, 10: .outOfDate
        default: .unknownAuthority
        }
    }
}

/// Errors that a retry does not fix: the URL, the machine's own set-up, and trust.
private let hopelessCodes: Set<UInt32> = Set(
    [
        CURLE_URL_MALFORMAT, CURLE_NOT_BUILT_IN, CURLE_SSL_CACERT_BADFILE, CURLE_SSL_CERTPROBLEM,
        CURLE_SSL_ENGINE_NOTFOUND, CURLE_OUT_OF_MEMORY,
        CURLE_BAD_FUNCTION_ARGUMENT, CURLE_UNKNOWN_OPTION, CURLE_FAILED_INIT,
    ].map(\.rawValue)
)

import CCurl
import Timelines

extension Instant {
    /// The instant that a date of HTTP writes, in any of the forms of RFC 9110 (section 5.6.7); whole seconds, UTC.
    init?(httpDate text: String) {
        // Only what begins with a weekday: libcurl would also read a bare number as one.
        guard let first = text.utf8.first, (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(first) else { return nil }
        let seconds = curl_getdate(text, nil)
        guard seconds >= 0 else { return nil }
        self.init(milliseconds: Int64(seconds) * 1_000)
    }
}

import StatusAPI
import Testing
import Timelines

@Suite("Settings")
struct SettingsTests {
    @Test(
        "A base URL is http or https with a host, and may have a port and a path",
        arguments: [
            ("https://api.hoody.com", "https://api.hoody.com:443"),
            ("https://api.hoody.com/", "https://api.hoody.com:443"),
            ("HTTP://LocalHost:8080/a/b//", "http://localhost:8080/a/b"),
            ("http://[::1]:9/", "http://[::1]:9"),
            ("https://api.hoody.com/api/v1", "https://api.hoody.com:443"),
            ("https://api.hoody.com/api/v1//", "https://api.hoody.com:443"),
            ("http://localhost:8080/a/api/v1", "http://localhost:8080/a"),
            ("http://localhost:8080/api/v1/b", "http://localhost:8080/api/v1/b"),
            ("http://localhost:8080/myapi/v1", "http://localhost:8080/myapi/v1"),
        ]
    )
    func takesBaseURL(text: String, expected: String) throws {
        #expect(try BaseURL(text).description == expected)
    }

    @Test(
        "Anything else is an error that does not repeat it",
        arguments: [
            "", "api.hoody.com", "/path", "ftp://api.hoody.com", "file:///etc/passwd", "https://", "https://a b",
            "https://user@api.hoody.com", "https://user:secret@api.hoody.com", "https://api.hoody.com?x=secret",
            "https://api.hoody.com/#secret", "https://api.hoody.com:99999",
        ]
    )
    func refusesBaseURL(text: String) {
        #expect {
            try BaseURL(text)
        } throws: { error in
            guard let error = error as? StatusAPIError else { return false }
            return error.code == .baseURL && !error.message.contains("secret") && !error.hint.contains("secret")
        }
    }

    @Test("White space around a token is no part of it; none within, and nothing that can't be in a header")
    func checksToken() throws {
        _ = try BearerToken("  abc\r\n")
        for text in ["", " \n", "a b", "a\nb", "a\r\nX-Evil: 1", "tök", "a\u{0}b", "a\u{7F}"] {
            #expect(throws: StatusAPIError.self) { try BearerToken(text) }
        }
    }

    @Test("A token does not show when it is printed, dumped or interpolated, alone or within the settings")
    func hidesToken() throws {
        let settings = StatusAPISettings(
            baseURL: try BaseURL("http://localhost"),
            token: try BearerToken("very-secret-token"),
            now: { Instant(milliseconds: 0) }
        )
        var dumped = ""
        dump(settings, to: &dumped)
        for text in ["\(settings)", String(reflecting: settings), dumped, "\(settings.token)"] {
            #expect(!text.contains("very-secret"))
        }
    }

    @Test("A timeout of zero or less is an error")
    func checksTimeout() throws {
        let settings = StatusAPISettings(
            baseURL: try BaseURL("http://localhost"),
            token: try BearerToken("t"),
            timeout: .zero,
            now: { Instant(milliseconds: 0) }
        )
        #expect(throws: StatusAPIError.self) { try StatusAPIClient(settings: settings) }
    }
}

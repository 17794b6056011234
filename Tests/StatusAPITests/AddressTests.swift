import Testing

@testable import StatusAPI

@Suite("Addresses, and what they must not give away")
struct AddressTests {
    @Test(
        "plain HTTP reaches this machine only, unless that is allowed",
        arguments: [
            ("localhost", true), ("LOCALHOST:8080", true), ("127.0.0.1", true), ("127.1", true),
            ("127.255.0.9:1", true),
            ("[::1]", true), ("[0:0:0:0:0:0:0:1]:80", true), ("api.hoody.com", false), ("10.0.0.1", false),
            ("127.0.0.1.example.com", false), ("localhost.example.com", false), ("128.0.0.1", false),
            ("0.0.0.0", false),
            ("[::2]", false), ("[fe80::1]", false), ("1.127.0.0", false), ("localhosts", false),
        ]
    )
    func clearText(host: String, isLoopback: Bool) throws {
        if isLoopback {
            _ = try BaseURL("http://\(host)")
        } else {
            #expect {
                try BaseURL("http://\(host)")
            } throws: { error in
                (error as? StatusAPIError)?.hint.contains("--insecure-http") ?? false
            }
        }
        _ = try BaseURL("http://\(host)", allowingClearText: true)
        _ = try BaseURL("https://\(host)")
    }

    private func proxy(_ environment: [String: String], for url: String = "https://api.hoody.com") throws -> String? {
        try ProxyAddress(for: BaseURL(url), in: environment)?.text
    }

    @Test("a proxy is the one that libcurl would take")
    func proxyChoice() throws {
        #expect(try proxy([:]) == nil)
        #expect(try proxy(["HTTPS_PROXY": "b:1", "https_proxy": "a:1", "all_proxy": "c:1"]) == "a:1")
        #expect(try proxy(["https_proxy": "", "ALL_PROXY": "socks5h://u:p%40@c:1"]) == "socks5h://u:p%40@c:1")
        #expect(try proxy(["http_proxy": "a:1"]) == nil)
        #expect(try proxy(["https_proxy": "a:1"], for: "http://localhost") == nil)
        for list in ["*", "hoody.com", ".hoody.com", "x, API.hoody.com", "a,b api.hoody.com"] {
            #expect(try proxy(["https_proxy": "http://a:b#c@d", "no_proxy": list]) == nil, "\(list)")
        }
        for list in ["ody.com", "api.hoody.com.evil", "a"] {
            #expect(try proxy(["https_proxy": "a:1", "NO_PROXY": list]) == "a:1", "\(list)")
        }
    }

    @Test(
        "a proxy that can't be understood is an error that does not repeat it",
        arguments: [
            "http://build:hunter2#x@proxy:3128", "http://build:12#hunter2@proxy:3128",
            "http://build:12/hunter2@proxy:3128",
            "http://build:12?hunter2@proxy", "ftp://build:hunter2@proxy", "http://build:hunter2@",
            "http://build:hunter2 @proxy",
            "http://build:hunter2@proxy:99999", "build:hunter2#@proxy", "://hunter2@",
        ]
    )
    func badProxy(text: String) {
        #expect {
            try proxy(["all_proxy": text])
        } throws: { error in
            guard let error = error as? StatusAPIError else { return false }
            let said = error.message + error.hint
            return error.code == .proxy && said.contains("all_proxy") && !said.contains("hunter2")
                && !said.contains("build")
        }
    }

    @Test(
        "user information goes from every address, whatever a password holds",
        arguments: [
            (
                "Unsupported proxy syntax in 'http://build:hun'ter#2/@proxy:3128': Bad",
                "Unsupported proxy syntax in 'http://…@proxy:3128': Bad"
            ),
            ("a HTTPS%3a%2F%2Fu%3Ap%40host b", "a HTTPS%3a%2F%2F…%40host b"),
            ("https://u@h https://u:p@a@h", "https://…@h https://…@h"),
            ("https://h/p?q: a b", "https://h/p?q: a b"), ("mara@example.com", "mara@example.com"),
        ]
    )
    func stripping(text: String, expected: String) {
        #expect(text.withoutUserInformation(needingScheme: true) == expected)
        #expect(text.withoutUserInformation(needingScheme: false) == expected)
    }

    @Test("without a scheme it goes where that is asked for")
    func schemeless() {
        #expect("in build:hunter2@proxy:1".withoutUserInformation(needingScheme: false) == "in …@proxy:1")
        #expect("actor svc:deploy@ci".withoutUserInformation(needingScheme: true) == "actor svc:deploy@ci")
    }

    @Test("a token is hidden in either case of letters, percent-encoded or not, and in pieces")
    func redaction() throws {
        let token = try BearerToken("tok_AbCd+0123/456789=")
        for (text, expected) in [
            ("x tok_AbCd+0123/456789= y", "x … y"), ("TOK_ABCD+0123/456789=", "…"),
            ("tok_AbCd%2B0123%2f456789%3D!", "…!"),
            ("%74%6F%6b%5F%41%62%43%64%2B", "…"), ("bCd+0123/45", "…"), ("%zz 100% tok_", "%zz 100% tok_"),
            ("é%4", "é%4"),
        ] {
            #expect(token.redacting(text) == expected)
        }
        #expect(try BearerToken("a%41b%42c%43").redacting("(A%41B%42c%43)") == "(…)")
    }
}

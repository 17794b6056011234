import Crypto
import Foundation
import Testing
import Transparency

@Suite("Signed notes")
struct SignedNoteTests {
    /// The example of golang.org/x/mod/sumdb/note: keys, text and both signatures as published there.
    private enum Published {
        static let peter = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"
        static let peterSecret =
            "PRIVATE+KEY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz"
        static let enoch = "EnochRoot+af0cfe78+ATtqJ7zOtqQtYqOo0CpvDXNlMhV3HeJDpjrASKGLWdop"
        static let text = """
            If you think cryptography is the answer to your problem,
            then you don't know what your problem is.

            """
        static let peterLine = """
            — PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=

            """
        static let enochLine = """
            — EnochRoot rwz+eBzmZa0SO3NbfRGzPCpDckykFXSdeX+MNtCOXm2/5n2tiOHp+vAF1aGrQ5ovTG01oOTGwnWLox33WWd1RvMc+QQ=

            """
        static let note = text + "\n" + peterLine + enochLine
    }

    @Test("the published example is read, verified by both keys, and written again byte for byte")
    func published() throws {
        let note = try SignedNote(parsing: Published.note.utf8)
        #expect(note.text == Published.text)
        #expect(note.signatures.map(\.name) == ["PeterNeumann", "EnochRoot"])
        #expect(note.signatures.map(\.keyID) == [0xc74f_20a3, 0xaf0c_fe78])
        for key in [Published.peter, Published.enoch] {
            let verifier = try NoteVerifier(parsing: key)
            try verifier.verify(note)
            #expect(verifier.text == key)
        }
        #expect(note.rendered == Published.note)
    }

    @Test("the example of the C2SP document is verified by its key")
    func specification() throws {
        let key = try NoteVerifier(
            parsing: "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k"
        )
        let note = """
            This is an example message.

            — example.com/foo Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=

            """
        try key.verify(SignedNote(parsing: note.utf8))
    }

    @Test("the published private key belongs to the published public one, and signs as published")
    func signing() throws {
        let signer = try NoteSigner(parsing: Published.peterSecret)
        #expect(signer.verifier.text == Published.peter)
        #expect(signer.secretText == Published.peterSecret)
        let note = try signer.sign(Published.text)
        try signer.verifier.verify(note)
        #if !canImport(Darwin)
        // Apple's implementation draws a number for each signature; any other gives the one of RFC 8032.
        #expect(note.rendered == Published.text + "\n" + Published.peterLine)
        #endif
    }

    /// RFC 8032, section 7.1, tests 1 to 3: secret key, public key, message, signature.
    private static let vectors = [
        (
            "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60",
            "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a", "",
            "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0"
                + "595bbe24655141438e7a100b"
        ),
        (
            "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb",
            "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c", "72",
            "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eae"
                + "b4302aeeb00d291612bb0c00"
        ),
        (
            "c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7",
            "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025", "af82",
            "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc6594a7c15e9"
                + "716ed28dc027beceea1ec40a"
        ),
    ]

    @Test("Ed25519 is that of RFC 8032", arguments: vectors)
    func ed25519(secret: String, publicKey: String, message: String, signature: String) throws {
        let id = SHA256.hash(data: Array("n\n".utf8) + [1] + bytes(publicKey)).prefix(4)
        let text = "n+\(hexadecimal(Array(id)))+"
        let signer = try NoteSigner(
            parsing: "PRIVATE+KEY+" + text + Data([1] + bytes(secret)).base64EncodedString()
        )
        #expect(hexadecimal(signer.verifier.publicKey) == publicKey)
        #expect(signer.verifier.text == text + Data([1] + bytes(publicKey)).base64EncodedString())
        let key = try Curve25519.Signing.PublicKey(rawRepresentation: bytes(publicKey))
        #expect(key.isValidSignature(bytes(signature), for: bytes(message)))
        #expect(!key.isValidSignature(bytes(signature), for: bytes(message) + [0]))
    }

    @Test("a new key signs what its public half verifies, and can be put away and read again")
    func generated() throws {
        let signer = try NoteSigner.generate(name: "example.com/fleet")
        let again = try NoteSigner(parsing: signer.secretText)
        #expect(again.verifier == signer.verifier)
        let note = try again.sign("one\n\nthree\n")
        try NoteVerifier(parsing: signer.verifier.text).verify(SignedNote(parsing: note.rendered.utf8))
        #expect(try NoteSigner.generate(name: "example.com/fleet").verifier != signer.verifier)
    }

    @Test("a text may hold empty lines, and lines that look like signatures")
    func texts() throws {
        let signer = try NoteSigner.generate(name: "n")
        for text in ["\n", "\n\n", "a\n\n\nb\n", "a\n\n— n AAAAAAA=\n", "è subito sera\n"] {
            let note = try signer.sign(text)
            #expect(try SignedNote(parsing: note.rendered.utf8) == note)
            try signer.verifier.verify(note)
        }
    }

    @Test("what no note can say is not signed", arguments: ["", "a", "a\n\tb\n", "a\r\n", "a\u{0}\n"])
    func unsignable(text: String) throws {
        let signer = try NoteSigner.generate(name: "n")
        #expect(code { try signer.sign(text) } == .malformedNote)
    }

    @Test("a changed text, a stripped or forged signature and another key are told apart")
    func forged() throws {
        let peter = try NoteVerifier(parsing: Published.peter)
        let note = Published.note
        func verdict(_ note: String, by key: NoteVerifier = peter) -> EvidenceError.Code? {
            code { try key.verify(SignedNote(parsing: note.utf8)) }
        }
        #expect(verdict(note) == nil)
        #expect(verdict(note.replacing("answer", with: "question")) == .forged)
        #expect(verdict(note.replacing("x08go/ZJ", with: "x08go/ZK")) == .forged)
        #expect(verdict(note.replacing(Published.peterLine, with: "")) == .unsigned)
        #expect(verdict(note.replacing(Published.enochLine, with: "")) == nil)
        // Another key of the same name has another id: its signature is that of an unknown key.
        #expect(verdict(note, by: try NoteSigner.generate(name: "PeterNeumann").verifier) == .unsigned)
        // The same id under another name, and the same name with another id.
        #expect(verdict(note.replacing("— PeterNeumann", with: "— PeterNewmann")) == .unsigned)
        #expect(verdict(note.replacing("x08go/ZJ", with: "x08go0ZJ")) == .forged)
        #expect(verdict(note.replacing("x08go/ZJ", with: "x18go/ZJ")) == .unsigned)
        // The same one twice is one; a second one that is wrong spoils the note.
        #expect(verdict(note + Published.peterLine) == nil)
        #expect(verdict(note + Published.peterLine.replacing("x08go/ZJ", with: "x08go/ZK")) == .forged)
        // A signature of another length, or by an unknown kind of key.
        #expect(verdict(Published.text + "\n— PeterNeumann x08go/ZJkuA=\n") == .forged)
        #expect(verdict(note + "— witness.example/w AAAAAAEC\n") == nil)
    }

    @Test(
        "what has not the form of a note is refused",
        arguments: [
            "", "\n", "a\n", "a\n\n", "a\n— n AAAAAAA=\n", "a\n\n— n AAAAAAA=", "a\n\n- n AAAAAAA=\n",
            "a\n\n—n AAAAAAA=\n", "a\n\n—  n AAAAAAA=\n", "a\n\n— n  AAAAAAA=\n", "a\n\n— n AAAAAAA= \n",
            "a\n\n— n\n", "a\n\n— n AAAAAAA\n", "a\n\n— n AAAAAAB=\n", "a\n\n— n AAAA\n", "a\n\n— n AAAAAA==\n",
            "a\n\n— n AAAA-AA=\n", "a\n\n— n+m AAAAAAA=\n", "a\n\n— n\u{A0}m AAAAAAA=\n", "a\n\n— n AAAAAAA=\nb\n",
            "a\r\n\n— n AAAAAAA=\n", "a\u{1}\n\n— n AAAAAAA=\n", "a\n\n— n AAAAAAA=\r\n",
            "a\n\n" + String(repeating: "— n AAAAAAA=\n", count: 101),
        ]
    )
    func malformed(text: String) {
        #expect(code { try SignedNote(parsing: text.utf8) } == .malformedNote)
    }

    @Test("bytes that are not UTF-8 are no note, and a hundred signatures are not too many")
    func limits() throws {
        #expect(code { try SignedNote(parsing: [0xFF] + Array("a\n\n— n AAAAAAA=\n".utf8)) } == .malformedNote)
        let many = "a\n\n" + String(repeating: "— n AAAAAAA=\n", count: 100)
        #expect(try SignedNote(parsing: many.utf8).signatures.count == 100)
    }

    @Test(
        "what is no key is refused",
        arguments: [
            "", "PeterNeumann", "PeterNeumann+c74f20a3", "PeterNeumann+c74f20a3+",
            "PeterNeumann+c74f20a4+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
            "PeterNeumann+C74F20A3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
            "PeterNewmann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
            "+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
            "Peter Neumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
            // An unknown kind of key with the id that belongs to it, as published beside the example.
            "PeterNeumann+173116ae+ZRpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
            "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TWAAAA",
            "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10T",
        ]
    )
    func badKeys(text: String) {
        #expect(code { try NoteVerifier(parsing: text) } == .malformedKey)
        #expect(code { try NoteSigner(parsing: "PRIVATE+KEY+" + text) } == .malformedKey)
        #expect(code { try NoteSigner(parsing: text) } == .malformedKey)
    }

    @Test("a name that no key can have makes none", arguments: ["", " ", "a b", "a+b", "a\nb", "a\tb", "a\u{3000}b"])
    func badNames(name: String) {
        #expect(code { try NoteSigner.generate(name: name) } == .badName)
    }
}

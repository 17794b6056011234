import Testing
import Timelines
import Transparency

@Suite("The tree of the log")
struct MerkleFrontierTests {
    /// Leaves and roots of the trees of 0 … 8 leaves, from the reference tests of Certificate Transparency.
    private static let leaves = [
        "", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f",
    ]
    private static let roots = [
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
        "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
        "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
        "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
        "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
        "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
    ]

    @Test("the reference trees of 0 to 8 leaves have their known roots")
    func references() {
        var frontier = MerkleFrontier()
        #expect(hexadecimal(frontier.root) == Self.roots[0])
        for (leaf, root) in zip(Self.leaves, Self.roots.dropFirst()) {
            ([0] + bytes(leaf)).withUnsafeBytes { frontier.append(LogHash(of: $0)) }
            #expect(hexadecimal(frontier.root) == root)
        }
    }

    @Test("a frontier taken up from its subtrees goes on as if it had never been put away")
    func resumed() throws {
        var whole = MerkleFrontier()
        for number in 0..<100 {
            var resumed = try #require(MerkleFrontier(subtrees: Array(zip(whole.levels, whole.hashes))))
            #expect(resumed == whole)
            ([0, UInt8(number)]).withUnsafeBytes { whole.append(LogHash(of: $0)) }
            ([0, UInt8(number)]).withUnsafeBytes { resumed.append(LogHash(of: $0)) }
            #expect(resumed.root == whole.root)
        }
    }

    @Test("the root equals that of the recursive definition, whatever the size")
    func definition() {
        var frontier = MerkleFrontier()
        var leaves: [[UInt8]] = []
        for size in 1...130 {
            leaves.append([UInt8(size), 7])
            ([0] + leaves[size - 1]).withUnsafeBytes { frontier.append(LogHash(of: $0)) }
            #expect(frontier.root == root(leaves[...]), "size \(size)")
        }
    }

    @Test("a leaf is encoded as the data model says, byte for byte")
    func encoding() throws {
        var encoder = LeafEncoder()
        Array("c1".utf8).withUnsafeBytes { id in
            Array("{}".utf8).withUnsafeBytes { body in
                encoder.encode(
                    kind: 4,
                    pass: 258,
                    recordedAt: Instant(milliseconds: 1_794_182_400_001),
                    container: id,
                    body: body
                )
            }
        }
        // the prefix of a leaf, version 1, kind 4, pass 0x0102, 1794182400001 = 0x1A1_BD9A_C801, 2 bytes "c1", 2 bytes "{}"
        #expect(
            hexadecimal(Array(encoder.prefixed))
                == "00" + "01" + "04" + "0000000000000102" + instant + "00000002" + "6331" + "00000002" + "7b7d"
        )
        var frontier = MerkleFrontier()
        encoder.prefixed.withUnsafeBytes { frontier.append(LogHash(of: $0)) }
        // By Python's hashlib.
        #expect(hexadecimal(frontier.root) == "9f4a3f54eb53f16c40e3423236cb76d154bf9cf076987fcfc3a15362c6a48cba")
    }

    private let instant = "000001a1bd9ac801"
}

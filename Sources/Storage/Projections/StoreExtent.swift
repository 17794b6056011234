/// How much of everything a store has: what its rows can refer to, from 1 on (names from 0).
struct StoreExtent: Sendable {
    let observations: Int64
    let names: Int
    let passes: Int
}

/// The candidate that the fewest edits make out of `text`; nil where all take more than half of its length.
///
/// Edits insert, delete or replace a character (Levenshtein); the first of several equals counts.
package func nearest(to text: String, among candidates: [String]) -> String? {
    let text = Array(text.lowercased())
    let distances = candidates.map { (candidate: $0, edits: edits(text, Array($0.lowercased()))) }
    guard let best = distances.min(by: { $0.edits < $1.edits }), best.edits * 2 <= max(text.count, 2) else {
        return nil
    }
    return best.candidate
}

private func edits(_ left: [Character], _ right: [Character]) -> Int {
    var row = Array(0...right.count)
    for (number, letter) in left.enumerated() {
        var diagonal = row[0]
        row[0] = number + 1
        for (column, other) in right.enumerated() {
            let replaced = diagonal + (letter == other ? 0 : 1)
            diagonal = row[column + 1]
            row[column + 1] = min(replaced, row[column] + 1, row[column + 1] + 1)
        }
    }
    return row[right.count]
}

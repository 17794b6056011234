/// What is wrong with a drawing: a test that draws badly fails with this.
package struct DrawingError: Error, CustomStringConvertible {
    package var part: String
    package var problem: String

    package var description: String { "drawn timeline: “\(part)”: \(problem)" }
}

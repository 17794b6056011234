/// Answers, each made anew whenever it is looked at: of a big store there can be millions, and one takes kilobytes.
package struct WhoAnswers: RandomAccessCollection, Sendable {
    package let endIndex: Int
    private let answer: @Sendable (Int) -> WhoAnswer

    /// `answer` gives the one at each index from 0 on.
    init(count: Int, answer: @escaping @Sendable (Int) -> WhoAnswer) {
        endIndex = count
        self.answer = answer
    }

    package init(_ answers: [WhoAnswer]) {
        self.init(count: answers.count) { answers[$0] }
    }

    package var startIndex: Int { 0 }

    package subscript(index: Int) -> WhoAnswer {
        answer(index)
    }
}

extension WhoAnswers: Hashable {
    package static func == (left: WhoAnswers, right: WhoAnswers) -> Bool {
        left.elementsEqual(right)
    }

    package func hash(into hasher: inout Hasher) {
        for answer in self { hasher.combine(answer) }
    }
}

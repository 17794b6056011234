/// An answer that has a page for a browser.
package protocol HTMLAnswer: Answer {
    /// `instants` has to be of the answer's zone.
    func htmlPage(instants: InstantStyle) -> HTMLPage
}

extension AnswerFormat where Value: HTMLAnswer {
    /// One file with everything in it: pictures, no script, nothing to fetch.
    package static var html: Self {
        AnswerFormat(name: "html", isForPeople: true) { answer, instants, _, receive in
            try receive(Array(try answer.htmlPage(instants: instants).html().utf8))
        }
    }
}

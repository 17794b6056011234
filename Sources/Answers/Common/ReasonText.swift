internal import Rendering

/// A reason as a text shows it: on one line, at most so many columns, both of its ends kept.
func reasonText(_ reason: String, columns: Int = 60) -> String {
    let line = String(reason.map { $0.isNewline || $0.isWhitespace || $0.isControl ? " " : $0 })
    return line.neutralised.shortened(to: columns)
}

/// What two reasons have in common that differ in numbers and ids alone: runs of digits, and of eight and more hex digits, are equal.
func reasonForm(_ reason: String) -> String {
    var form = ""
    var run = ""
    func end() {
        if run.count >= 8 {
            form += "#"
        } else {
            var isInDigits = false
            for character in run {
                let isDigit = character.isNumber
                if !isDigit { form.append(character) } else if !isInDigits { form += "#" }
                isInDigits = isDigit
            }
        }
        run = ""
    }
    for character in reason {
        if character.isASCII, character.isHexDigit {
            run.append(character)
        } else {
            end()
            form.append(character)
        }
    }
    end()
    return form
}

extension Character {
    fileprivate var isControl: Bool {
        unicodeScalars.allSatisfy { $0.properties.generalCategory == .control }
    }
}

extension String {
    /// The text without anything that acts instead of showing: control characters (and with them escape sequences), line
    /// breaks, and invisible characters such as those that turn the direction of writing, each replaced by a visible sign.
    var neutralised: String {
        var result = ""
        for character in self {
            if character.isInert {
                result.append(character)
            } else {
                for scalar in character.unicodeScalars {
                    result.unicodeScalars.append(scalar.acts ? scalar.sign : scalar)
                }
            }
        }
        return result
    }
}

extension Character {
    /// Whether it can be shown as it is; the joiners inside an emoji are part of it.
    fileprivate var isInert: Bool {
        let scalars = unicodeScalars
        guard scalars.count > 1, let first = scalars.first, first.value > 0xFF, first.properties.isEmoji else {
            return !scalars.contains(where: \.acts)
        }
        return !scalars.contains { $0.acts && $0 != "\u{200D}" }
    }
}

extension Unicode.Scalar {
    fileprivate var acts: Bool {
        switch properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate: true
        default: false
        }
    }

    /// The picture of a control character of ASCII, `�` for all others.
    fileprivate var sign: Unicode.Scalar {
        let picture: UInt32? =
            switch value {
            case 0..<0x20: 0x2400 + value
            case 0x7F: 0x2421
            default: nil
            }
        return picture.flatMap(Unicode.Scalar.init) ?? "\u{FFFD}"
    }
}

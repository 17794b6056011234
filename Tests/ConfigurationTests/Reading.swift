import Configuration
import Testing
import Timelines

/// The configuration in a file `tacho.yml` with these lines.
func configuration(_ text: String) throws(ConfigurationError) -> Configuration {
    try Configuration(contents: text.utf8, file: "tacho.yml")
}

func instant(_ text: String) throws -> Instant {
    try #require(Instant(iso8601: text))
}

func interval(_ start: String, _ end: String) throws -> Interval {
    Interval(start: try instant(start), end: try instant(end))
}

import Observations
import Timelines

/// A text that was interned lately.
struct RecentName {
    let form: ShortText
    let symbol: Symbol
}

#if canImport(Darwin)
import Darwin
#elseif canImport(Musl)
import Musl
#else
import Glibc
#endif

/// The standard normal distribution.
package enum NormalDistribution {
    /// P(Z > z).
    package static func upperTail(_ z: Double) -> Double {
        erfc(z / 2.0.squareRoot()) / 2
    }

    /// The z with P(Z > z) = `probability`, which lies in (0, 1); the nearest double to it, give or take the last digit.
    package static func upperQuantile(_ probability: Double) -> Double {
        // The tail falls steadily; outside of ±40 it can't be told from 0 and 1.
        var low = -40.0
        var high = 40.0
        while true {
            let middle = low + (high - low) / 2
            guard low < middle, middle < high else { return middle }
            if upperTail(middle) > probability {
                low = middle
            } else {
                high = middle
            }
        }
    }
}

/// Samples of Hollander, Wolfe and Chicken, Nonparametric Statistical Methods, chapter 4.
enum WorkedExamples {
    /// Table 4.1: permeability constants of chorioamnions at term, and between 12 and 26 weeks (10⁻⁴ cm/s).
    static let atTerm = [0.80, 0.83, 1.89, 1.04, 1.45, 1.38, 1.91, 1.64, 0.73, 1.46]
    static let midGestation = [1.15, 0.88, 0.90, 0.74, 1.21]
    /// Table 4.2: alcohol intakes of a year, of controls and of patients after a training of social skills (centilitres).
    static let controls = [1042.0, 1617, 1180, 973, 1552, 1251, 1151, 1511, 728, 1079, 951, 1319]
    static let trained = [874.0, 389, 612, 798, 1152, 893, 541, 741, 1064, 862, 213]
}

import GRDB

/// The error of a store that holds what this program never writes; `what` is put in words after "the store is damaged".
func damage(_ what: String) -> DatabaseError {
    DatabaseError(resultCode: .SQLITE_CORRUPT, message: what)
}
